"""What one session shows to the machines around it: made at once when the floor changes, soon for
the rest, and each second while a clock runs.

The picture is asked of the conductor between two turns, so that it can neither delay a commit nor
fail it; while one is being made, whatever happens waits for the next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog

from coordinator.conductor import Conductor
from coordinator.core.base import Recorded
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.ports import Head, JournalUnavailable
from coordinator.showcontrol.displays import Precedence, displays, precedence
from coordinator.showcontrol.tsl import Display
from coordinator.views.concern import changes_floor
from coordinator.views.variables import Variables, ticks_in_ms, variables
from wire.vocabulary import SessionId, SiteId

REST_EVERY_S = 0.25
AFTER_FAULT_S = 1.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is shown of a session. `precedence` says whose displays these are if several
    meetings are held; `ticks_in_ms` when the clock of a speech shows another second."""

    session: SessionId
    variables: Variables
    displays: tuple[Display, ...]
    precedence: Precedence
    ticks_in_ms: int | None


class Feed:
    """The listener of one conductor. `show` gets each picture; it must not wait."""

    def __init__(
        self, conductor: Conductor, index: Mapping[SiteId, int], show: Callable[[Picture], None]
    ) -> None:
        self._conductor, self._index, self._show = conductor, index, show
        self._stirred, self._urgent = asyncio.Event(), asyncio.Event()

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        """Something happened; the floor is shown at once."""
        if changes_floor(recorded):
            self._urgent.set()
        self._stirred.set()

    async def run(self) -> None:
        """Until cancelled, or until the session's journal has failed."""
        while True:
            self._stirred.clear()
            self._urgent.clear()
            try:
                picture = await self._conductor.ask(self._picture)
                self._show(picture)
            except JournalUnavailable:
                return
            except Exception as error:  # a fault of a view must not end the meeting
                log.error("picture failed", error=type(error).__name__)
                await asyncio.sleep(AFTER_FAULT_S)
            else:
                await self._until_due(picture.ticks_in_ms)

    def _picture(self, session: Session, people: People) -> Picture:
        now = self._conductor.now()
        return Picture(
            session.id,
            variables(session, people, now),
            displays(session, self._index),
            precedence(session),
            ticks_in_ms(session, now),
        )

    async def _until_due(self, ticks_in_ms: int | None) -> None:
        tick_s = None if ticks_in_ms is None else ticks_in_ms / 1000
        if await _within(tick_s, self._stirred):
            await _within(REST_EVERY_S, self._urgent)


async def _within(seconds: float | None, event: asyncio.Event) -> bool:
    """Whether it came within so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
