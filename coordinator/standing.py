"""Standing rosters: people who are invited to meeting after meeting, kept apart from sessions.

Who is erased in a session is erased here, too: at once while the session runs, and at each opening
for whatever a crash or a restored backup left behind.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from coordinator.conductor import Conductor
from coordinator.core.base import PersonErased, Recorded, Refused
from coordinator.core.people import People, PrivateRow
from coordinator.core.state import Session
from coordinator.ports import (
    STANDING,
    Batch,
    Clock,
    Head,
    Journal,
    JournalUnavailable,
    Registry,
    StandingMember,
    StandingRoster,
    StorageFull,
)
from coordinator.rosters.matching import Known
from coordinator.rosters.remembered import Remembered, to_remember
from wire.codes import Refusal
from wire.vocabulary import SessionId, SiteId

MEMBERS_MAX = 2_000
TEXTS_PER_READ = 1_000
RETRY_S = 10.0


class Store(Journal, Registry, Protocol):
    """What keeps both the sessions and the registry."""


@dataclass(frozen=True, slots=True)
class Member:
    """A standing member with the personal texts: name, post, title, unit, phone."""

    id: str
    site: SiteId
    head: bool
    fields: Mapping[str, str]


class StandingBook:
    """All standing rosters of a store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._erased: set[str] = set()
        self._stirred = asyncio.Event()
        self._saving = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    # --- erasures -----------------------------------------------------------------------------

    def adopt(self, conductor: Conductor, session: Session) -> None:
        """Watch a session, and honour what was erased in it before."""
        conductor.listeners.append(self)
        self._note(session, session.erased)

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        """A listener: somebody who was erased may be a standing member."""
        erased = [one.event.person for one in recorded if isinstance(one.event, PersonErased)]
        self._note(session, erased)

    def _note(self, session: Session, persons: Iterable[str]) -> None:
        members = {session.people[p].spec.member for p in session.people.keys() & set(persons)}
        self._erased |= {member for member in members if member}
        if self._erased:
            self._stirred.set()

    def start(self, tasks: asyncio.TaskGroup | None = None) -> None:
        """Erase as it is noted, until `close`; as a task of the group, if there is one."""
        begin = tasks.create_task if tasks is not None else asyncio.create_task
        self._task = begin(self._run(), name="standing erasures")

    async def _run(self) -> None:
        await self._sweep()
        while True:
            await self._stirred.wait()
            await self.honour()
            if self._erased:  # there was no room even for erasing: again, a little later
                await asyncio.sleep(RETRY_S)
                self._stirred.set()

    async def honour(self) -> None:
        """Erase those who were noted; doing it twice is harmless."""
        async with self._saving:
            self._stirred.clear()
            noted, self._erased = self._erased, set()
            known = {row.ref for row in await self._texts()}
            try:
                await self._erase(noted & known)
            except StorageFull:
                self._erased |= noted

    async def _sweep(self) -> None:
        """Texts of nobody's members: a crash between two steps of saving left them."""
        async with self._saving:
            listed = {one.id for roster in await self._store.standing() for one in roster.members}
            with contextlib.suppress(StorageFull):
                await self._erase({row.ref for row in await self._texts()} - listed)

    async def close(self) -> None:
        """End the watch; what was noted is erased first. A store that has failed says so to
        others, and the next opening erases."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        with contextlib.suppress(JournalUnavailable):
            await self.honour()

    async def _erase(self, members: Collection[str]) -> None:
        """The texts first, with the room that is kept for such work; a list that could not be
        shortened shows nobody who has no text."""
        if not members:
            return
        gone = tuple(sorted(members))
        await self._store.append(Batch(STANDING, (), (), gone), reserve=True)
        for roster in await self._store.standing():
            left = tuple(one for one in roster.members if one.id not in members)
            if left != roster.members:
                with contextlib.suppress(StorageFull):
                    # Later than whoever has the list open saw it: their saving is refused.
                    shorter = replace(roster, members=left, updated_at=self._later(roster))
                    await self._store.keep_standing(shorter)

    def _later(self, known: StandingRoster | None) -> int:
        """Now, and later than the last change even within the same millisecond."""
        return max(self._clock.now(), known.updated_at + 1 if known else 0)

    # --- rosters ------------------------------------------------------------------------------

    async def rosters(self) -> list[StandingRoster]:
        """All of them by name, without texts."""
        return await self._store.standing()

    async def members(self, roster_id: str) -> tuple[Member, ...]:
        """The members of a roster in order; whoever was erased is not there. Empty for none."""
        rosters = {one.id: one for one in await self._store.standing()}
        texts = {row.ref: row.fields for row in await self._texts()}
        roster = rosters.get(roster_id)
        return tuple(
            Member(one.id, one.site, one.head, texts[one.id])
            for one in (roster.members if roster else ())
            if one.id in texts
        )

    async def save(
        self,
        roster_id: str | None,
        name: str,
        series: str,
        members: Sequence[Member],
        *,
        session: str = "",
        seen_at: int | None = None,
    ) -> StandingRoster:
        """Make a roster for a session, or replace one, which stays the session's that it was:
        members with a known id keep it, others get one.

        Who is no longer a member is erased. Raises StorageFull, and Refused(conflict) when the
        roster is not as it was seen any more."""
        async with self._saving:
            known = {one.id: one for one in await self._store.standing()}.get(roster_id or "")
            if seen_at is not None and (known is None or known.updated_at != seen_at):
                raise Refused(Refusal.CONFLICT, what="roster")
            before = {one.id for one in await self.members(roster_id)} if roster_id else set()
            made = [one if one.id in before else replace(one, id=new_member()) for one in members]
            roster = StandingRoster(
                roster_id or f"r-{secrets.token_hex(6)}",
                name,
                series,
                tuple(StandingMember(one.id, one.site, one.head) for one in made),
                self._later(known),
                known.session if known else session,
            )
            await self._keep(roster, made, before - {one.id for one in made})
            return roster

    async def _keep(self, roster: StandingRoster, made: list[Member], gone: set[str]) -> None:
        """What stands, with its members' texts; those of who is gone are erased."""
        rows = tuple(
            PrivateRow(one.id, secrets.token_hex(16), dict(one.fields), owner=one.id)
            for one in made
        )
        await self._store.keep_standing(roster)
        await self._store.append(Batch(STANDING, (), rows))
        await self._erase(gone)

    async def drop(self, roster_id: str) -> None:
        """The roster and all its members' texts go."""
        async with self._saving:
            members = await self.members(roster_id)
            await self._store.drop_standing(roster_id)
            await self._erase({one.id for one in members})

    async def set_series(self, session: SessionId, name: str) -> None:
        """The series that a session belongs to; "" for none. Raises StorageFull."""
        await self._store.set_series(session, name)

    async def series(self) -> dict[SessionId, str]:
        """Sessions and the series they belong to."""
        return await self._store.series()

    async def places_chosen(self, session: SessionId) -> Remembered:
        """Which points texts of earlier roster files meant in a session."""
        return Remembered(session, await self._store.places_remembered(session))

    async def remember_places(
        self, session: SessionId, chosen: Mapping[str, SiteId | None]
    ) -> None:
        """Choices of points that were carried out. Where there is no room for them they are
        asked again with the next file, which harms nobody."""
        with contextlib.suppress(StorageFull):
            await self._store.remember_places(session, to_remember(session, chosen))

    async def _texts(self) -> list[PrivateRow]:
        rows: list[PrivateRow] = []
        after = ""
        while part := await self._store.texts(STANDING, after, TEXTS_PER_READ):
            rows.extend(part)
            after = part[-1].ref
        return rows


def new_member() -> str:
    """An id that says nothing of the person and is never given twice."""
    return f"m-{secrets.token_hex(8)}"


def invited_of(known: Iterable[Known]) -> list[Known]:
    """Whom a session invites: neither those added on the day nor those struck."""
    return [one for one in known if one.name and not (one.added or one.struck)]


def members_of(invited: Iterable[Known]) -> list[Member]:
    """They as standing members; who was one already keeps the id."""
    return [Member(one.member, one.site, one.head, dict(one.texts)) for one in invited]
