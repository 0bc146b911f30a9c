"""When a snapshot of a session is kept, and that nobody waits for it: a small state is encoded at
one go, a great one a part between each two turns, and written down beside the loop.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence

from coordinator.core.base import Recorded
from coordinator.core.state import Session
from coordinator.ports import Journal, Made, Slices, StorageFull

# So many people are encoded within a few milliseconds.
PEOPLE_AT_ONCE = 5_000


class Snapshots:
    """The snapshots of one session. They only save time at the next start: a full disk may go
    without."""

    def __init__(self, journal: Journal, rev: int) -> None:
        self._journal, self._rev = journal, rev
        self._slices: Slices | None = None
        self._keeping: asyncio.Task[None] | None = None

    def committed(self, recorded: Sequence[Recorded]) -> None:
        """The state has changed while it is being encoded."""
        if self._slices is not None:
            self._slices.touched(recorded)

    def begin_anew(self) -> None:
        """The state was put back."""
        self._slices = None

    async def turned(self, session: Session, every: int) -> bool:
        """A turn is over: keep a snapshot once so many events have come. True while there is more
        to encode. Raises JournalUnavailable."""
        if self._keeping is not None and self._keeping.done():
            done, self._keeping = self._keeping, None
            done.result()
        if self._slices is None and not self._due(session, every):
            return False
        if self._slices is None and len(session.people) <= PEOPLE_AT_ONCE:
            await self.keep(session)
            return False
        slices = self._slices = self._slices or self._journal.slices(session)
        if slices.go_on(session):
            made, self._slices, self._rev = slices.finish(session), None, session.rev
            self._keeping = asyncio.create_task(self._keep(made), name=f"snapshot {session.id}")
        await asyncio.sleep(0)
        return self._slices is not None

    def _due(self, session: Session, every: int) -> bool:
        return self._keeping is None and session.rev - self._rev >= every

    async def keep(self, session: Session) -> None:
        """Keep one of now, at one go, after the one under way."""
        self._slices, self._rev = None, session.rev
        if self._keeping is not None:
            await self._keeping
        await self._keep(session)

    async def _keep(self, state: Session | Made) -> None:
        with contextlib.suppress(StorageFull):
            await self._journal.snapshot(state)
