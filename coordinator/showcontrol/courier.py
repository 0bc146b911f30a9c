"""One webhook of one session: told every event in the journal's order, one at a time, until it
takes it.

Nothing is queued: what is still to be told is read from the journal, so that a target that is
gone for an hour costs a number. It never holds the meeting up.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout

from coordinator.conductor import Conductor
from coordinator.core.base import Recorded
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.ports import Head, Journal, JournalUnavailable
from coordinator.showcontrol.happenings import body, entry_of, happening, hidden_after, is_told
from coordinator.showcontrol.positions import Position, Positions
from coordinator.showcontrol.seldom import Seldom
from coordinator.showcontrol.settings import Hook
from coordinator.showcontrol.signing import headers
from coordinator.views.blank import blanked
from wire.vocabulary import EntryId

READ_MAX = 200
ATTEMPT_S = 10.0
RETRY_S, RETRY_S_MAX = 1.0, 60.0
KEPT_MS = 72 * 3_600_000
CONTENT_TYPE = "application/json; charset=utf-8"

log = structlog.get_logger()


class Courier:
    """`http` must follow no redirect by itself: whom we reach is what was configured, no other."""

    def __init__(
        self,
        hook: Hook,
        conductor: Conductor,
        journal: Journal,
        positions: Positions,
        http: ClientSession,
    ) -> None:
        self._hook, self._conductor, self._journal = hook, conductor, journal
        self._positions, self._http = positions, http
        self._stirred = asyncio.Event()
        self._failing = False
        self._seldom = Seldom()
        self._done_rev = conductor.head.rev
        self.name = urlsplit(hook.url).hostname or "?"

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        """There is something to read."""
        self._stirred.set()

    @property
    def behind(self) -> int:
        """How many events of the journal it has still to go through."""
        return max(0, self._conductor.head.rev - self._done_rev)

    async def run(self) -> None:
        """Until cancelled, or until the session's journal has failed."""
        try:
            position = await self._begin()
            while True:
                position = await self._agreed(position)
                self._done_rev = position.rev
                while self._conductor.head.rev <= position.rev:
                    self._stirred.clear()
                    await self._stirred.wait()
                position = await self._tell(position)
        except JournalUnavailable:
            return

    async def _begin(self) -> Position:
        """Where it stopped; a new target is told what happens from now on. A store that was
        restored from a backup may end before that."""
        session = self._conductor.id
        known = self._positions.of(self._hook.url, session)
        if known is not None and known.rev <= self._conductor.head.rev:
            return known
        now = await self._conductor.ask(lambda one, people: Position(one.rev, blanked(one)))
        await self._positions.keep(self._hook.url, session, now)
        return now

    async def _agreed(self, position: Position) -> Position:
        """Once all is told, the session itself says whether it is in a restricted part: journals
        of old left a rehearsal without a word of that, and a target would go wrong for ever."""
        now = await self._conductor.ask(lambda one, people: Position(one.rev, blanked(one)))
        if now.rev != position.rev or now == position:
            return position
        await self._positions.keep(self._hook.url, self._conductor.id, now)
        return now

    async def _tell(self, position: Position) -> Position:
        """Some events, one after another; returns how far it has come."""
        session = self._conductor.id
        for recorded in await self._journal.events(session, position.rev, READ_MAX):
            told = is_told(recorded.event, hidden=position.hidden)
            if told:
                await self._deliver(await self._body(recorded), recorded.recorded_at + KEPT_MS)
            hidden = hidden_after(recorded.event, hidden=position.hidden)
            position = Position(recorded.rev, hidden)
            if told:
                await self._positions.keep(self._hook.url, session, position)
        return position

    async def _body(self, recorded: Recorded) -> bytes:
        entry = entry_of(recorded.event)
        site: str | None = None
        if entry is not None:
            site = await self._conductor.ask(lambda one, people: _site(one, entry))
        return body(self._conductor.id, happening(recorded, site))

    async def _deliver(self, data: bytes, until_at: int) -> None:
        """Again and again, later and later, until it is taken or is no news any more."""
        wait_s = RETRY_S
        while self._conductor.now() <= until_at:
            failure = await self._attempt(data)
            if failure is None:
                if self._failing:
                    log.info("webhook works again", target=self.name)
                self._failing = False
                return
            if not self._failing:
                log.warning("webhook fails", target=self.name, why=failure)
            self._failing = True
            await asyncio.sleep(wait_s * random.uniform(0.7, 1.0))
            wait_s = min(RETRY_S_MAX, wait_s * 2)
        self._seldom.warn("webhook event given up", target=self.name)

    async def _attempt(self, data: bytes) -> str | None:
        """None when it was taken (2xx); otherwise why not, without the address."""
        signed = headers(data, int(time.time()), self._hook.secrets)
        try:
            async with self._http.post(
                self._hook.url,
                data=data,
                headers={**signed, "Content-Type": CONTENT_TYPE},
                allow_redirects=False,
                timeout=ClientTimeout(total=ATTEMPT_S),
            ) as answer:
                return None if 200 <= answer.status < 300 else f"HTTP {answer.status}"
        except (ClientError, OSError, TimeoutError, ValueError) as error:
            return type(error).__name__


def _site(session: Session, entry: str) -> str | None:
    """The point of an entry; a rehearsal's entries are gone after it."""
    found = session.floor.entries.get(EntryId(entry))
    return found.site if found else None
