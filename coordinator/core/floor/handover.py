"""The hand-over by time: each step has its deadline, and then a question to those who conduct.

Nothing is done by itself: the question says what stands still, and a person answers. Whatever an
outage or a recess took from a step is given back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.core.base import Draft
from coordinator.core.floor.queue import standby
from coordinator.core.floor.state import Entry, Floor
from coordinator.core.floor.turns import HandOverAsked
from wire.floor_words import PauseCause, Question
from wire.vocabulary import EntryState, Phase

if TYPE_CHECKING:
    from coordinator.core.state import Session

ANSWER_MS = 10_000
PICTURE_MS = 15_000
READY_MS = 60_000
OVERTIME_MS = 120_000
HOLD_MS = 60_000

_RUNNING = (Phase.LIVE, Phase.REHEARSAL)


def deadline(session: Session, entry: Entry) -> tuple[int, Question] | None:
    """When the entry's step becomes a question, and which; None while nothing runs or it is asked.

    A seat in the hall has nothing to answer with; one who is ready waits for a free floor."""
    if entry.asked is not None or session.phase not in _RUNNING:
        return None
    if entry.state is EntryState.SPEAKING:
        return _overtime(entry)
    since = entry.wait_from
    if since is None:
        return None
    if entry.state is EntryState.PAUSED:
        held = entry.pause_cause is PauseCause.LINE and entry.picture_at is None
        return (since + HOLD_MS, Question.LINE_LOST) if held else None
    if entry.cued_at is not None and entry.picture_at is None:
        return since + PICTURE_MS, Question.NO_PICTURE
    if entry.state is EntryState.READY:
        free = session.floor.current is None
        return (since + READY_MS, Question.WAITING) if free else None
    if not session.sites[entry.site].spec.line:
        return None
    return since + ANSWER_MS, Question.UNANSWERED


def _overtime(entry: Entry) -> tuple[int, Question] | None:
    """Two minutes over the limit, and two more after each "wait"."""
    if not entry.limit_ms or entry.started_at is None:
        return None
    end = entry.started_at + entry.paused_ms + entry.limit_ms - entry.used_ms
    return max(end, entry.wait_from or end) + OVERTIME_MS, Question.OVERTIME


def watched(floor: Floor) -> Iterator[Entry]:
    """The entries in hand-over: the speaker, then those called."""
    if floor.current is not None:
        yield floor.entries[floor.current]
    for entry in floor.order[: standby(floor.entries, floor.order)]:
        yield floor.entries[entry]


def wake_at(session: Session) -> int | None:
    """The next deadline."""
    due = (deadline(session, entry) for entry in watched(session.floor))
    return min((one[0] for one in due if one is not None), default=None)


def lapse(session: Session, now: int) -> list[Draft]:
    """The questions whose time has come, each dated by its deadline."""
    drafts = []
    for entry in watched(session.floor):
        due = deadline(session, entry)
        if due is not None and due[0] <= now:
            drafts.append(Draft(HandOverAsked(entry.id, due[1]), due[0]))
    return drafts


def restart(floor: Floor, at: int) -> None:
    """What runs begins anew: after an outage or a recess, and for the called when the floor is
    free."""
    for entry in list(watched(floor)):
        if entry.wait_from is not None and entry.asked is None:
            floor.entries[entry.id] = replace(entry, wait_from=max(at, entry.wait_from))
