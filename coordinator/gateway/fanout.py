"""Pictures to many: the floor to all at once (blank for those whom a restricted part does not
concern), each site's own to its links.

Told of each commit before anything else can happen; makes frames there, and writes them from two
tasks, so that no commit ever waits for a peer. The floor goes out in chunks, newest wins: whoever
was spared one gets the newest when it has read again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from itertools import islice
from typing import Any

from coordinator.conductor import Conductor
from coordinator.core.base import PersonErased, Recorded
from coordinator.core.people import People
from coordinator.core.session import PhaseChanged
from coordinator.core.state import Session
from coordinator.gateway.frames import frame_of
from coordinator.gateway.link import Link
from coordinator.gateway.registry import Registry
from coordinator.gateway.witnessing import Witnesses
from coordinator.ports import Head
from coordinator.views import concern
from coordinator.views.restricted import Floors, floors
from coordinator.views.roster import Rosters, homes
from coordinator.views.site import own_frame
from wire.codes import Feature
from wire.messages import Closing, Floor, Forget, Own, Receipt
from wire.vocabulary import PersonId, Phase, SiteId

CHUNK = 250
OWN_SLICE = 25
SPARED_RETRY_S = 0.25


class Fanout:
    """The listener of one conductor."""

    def __init__(
        self, conductor: Conductor, own_every_s: float, witnesses: Witnesses | None = None
    ) -> None:
        self.witnesses = witnesses
        self._conductor, self._own_every_s = conductor, own_every_s
        conductor.listeners.append(self)
        self._registry, self._rosters = Registry(), Rosters()
        self._loop = asyncio.get_running_loop()
        self._floor: Floors[bytes] | None = None
        self._turn = 0
        self._floor_stirred, self._own_stirred = asyncio.Event(), asyncio.Event()
        self._ripe: dict[SiteId, None] = {}
        self._unripe: set[SiteId] = set()
        self._shown_at: dict[SiteId, float] = {}
        self._tasks = [self._start(self._show_floors()), self._start(self._show_owns())]

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        return self._loop.create_task(work, name=f"fanout {self._conductor.id}")

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        """Make what this commit changed; a pump that has failed ends the session's run."""
        for task in self._tasks:
            if task.done():
                task.result()
        self._say(session, recorded, head)
        self._rosters.follow(session, recorded)
        if concern.changes_floor(recorded):
            self._floor, self._turn = self._floors(session, people), self._turn + 1
            self._floor_stirred.set()
        sites = concern.sites_of(session, recorded)
        for site in self._registry.sites() if sites is None else sites:
            self.stir(site)

    def _say(self, session: Session, recorded: Sequence[Recorded], head: Head) -> None:
        for item in recorded:
            if isinstance(item.event, PersonErased):
                self._forget(session, item.event.person)
            if isinstance(item.event, PhaseChanged) and item.event.phase is Phase.CLOSED:
                self._close(Receipt(rev=head.rev, link=head.link))

    def _forget(self, session: Session, person: PersonId) -> None:
        """Only the sites that the person was ever of had the name in an outbox or a roster."""
        frame = frame_of(Forget(type="forget", persons=[person]))
        links = {link for site in homes(session.people[person]) for link in self._registry.of(site)}
        for link in links:
            if Feature.FORGET in link.features:
                link.send(frame)

    def _close(self, receipt: Receipt) -> None:
        frame = frame_of(Closing(type="closing", receipt=receipt))
        for link in self._registry.all():
            link.send(frame)

    # --- the floor ------------------------------------------------------------------------------

    def _floors(self, session: Session, people: People) -> Floors[bytes]:
        now = self._conductor.now()
        return floors(session, people, now, lambda view: frame_of(Floor(type="floor", view=view)))

    def welcome(self, link: Link, session: Session, people: People) -> None:
        """Let a link in: from here on it gets every picture. To be called between two turns."""
        self._registry.add(link)
        if self._floor is None:
            self._floor = self._floors(session, people)
        link.send(self._floor.of(link.sites))
        link.floor_turn = self._turn
        for site in link.sites:
            self.stir(site)

    def leave(self, link: Link) -> None:
        """The link is gone."""
        self._registry.remove(link)
        if self.witnesses is not None:
            self.witnesses.leave(link)
        for site in link.sites:
            if not self._registry.speaks_for(site):
                self._rosters.forget(site)

    @property
    def links(self) -> int:
        return len(self._registry)

    async def _show_floors(self) -> None:
        while True:
            await self._floor_stirred.wait()
            self._floor_stirred.clear()
            if not await self._round():
                self._loop.call_later(SPARED_RETRY_S, self._floor_stirred.set)

    async def _round(self) -> bool:
        """The newest floor to all who have an older one; False if somebody was spared."""
        links, everyone = self._registry.all(), True
        for first in range(0, len(links), CHUNK):
            shown, turn = self._floor, self._turn
            assert shown is not None, "a round follows a commit"
            for link in links[first : first + CHUNK]:
                if link.floor_turn == turn:
                    continue
                if link.show(shown.of(link.sites)):
                    link.floor_turn = turn
                else:
                    everyone = False
            await asyncio.sleep(0)
        return everyone

    # --- each site's own ------------------------------------------------------------------------

    def stir(self, site: SiteId) -> None:
        """The site's own picture is to be shown anew: at once, or when its time has come."""
        if site in self._unripe or not self._registry.speaks_for(site):
            return
        wait = self._shown_at.get(site, 0.0) + self._own_every_s - self._loop.time()
        if wait <= 0:
            self._ripen(site)
        else:
            self._unripe.add(site)
            self._loop.call_later(wait, self._ripen, site)

    def _ripen(self, site: SiteId) -> None:
        self._unripe.discard(site)
        self._ripe[site] = None
        self._own_stirred.set()

    async def _show_owns(self) -> None:
        while True:
            await self._own_stirred.wait()
            self._own_stirred.clear()
            while self._ripe:
                for site, frame in (await self._conductor.ask(self._owns)).items():
                    self._show_own(site, frame)

    def _owns(self, session: Session, people: People) -> dict[SiteId, bytes]:
        """The next slice of sites that are due and that somebody speaks for."""
        frames: dict[SiteId, bytes] = {}
        for site in list(islice(self._ripe, OWN_SLICE)):
            del self._ripe[site]
            if not self._registry.speaks_for(site):
                self._shown_at.pop(site, None)
                continue
            roster = self._rosters.now(session, site)
            view = own_frame(session, people, self._conductor.watch, site, roster)
            frames[site] = frame_of(Own(type="own", view=view))
            self._shown_at[site] = self._loop.time()
        return frames

    def _show_own(self, site: SiteId, frame: bytes) -> None:
        shown = [link.show(frame) for link in self._registry.of(site)]
        if not all(shown):
            self.stir(site)

    async def close(self) -> None:
        """Listen no more, and end the pumps."""
        if self.witnesses is not None:
            await self.witnesses.close()
        if self in self._conductor.listeners:
            self._conductor.listeners.remove(self)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
