"""The hand-over by time: each step has its deadline, and then a question to those who conduct.

Nothing is done by itself: the question says what stands still, and a person answers. After an
outage or a recess every step that was not asked yet begins anew.
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
from wire.vocabulary import EntryState, Phase, SiteKind

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

    Who sits in the hall has nothing to answer with, who is heard by telephone no picture, and one
    who is ready waits for a free floor."""
    since = entry.wait_from
    if since is None or entry.asked is not None or session.phase not in _RUNNING:
        return None
    if entry.state is EntryState.SPEAKING:
        return _overtime(entry, since)
    if _dark(entry):
        paused = entry.state is EntryState.PAUSED
        asks = (HOLD_MS, Question.LINE_LOST) if paused else (PICTURE_MS, Question.NO_PICTURE)
    elif entry.state is EntryState.READY and session.floor.current is None:
        asks = READY_MS, Question.WAITING
    elif entry.state is EntryState.CALLED and _answers(session, entry):
        asks = ANSWER_MS, Question.UNANSWERED
    else:
        return None
    return since + asks[0], asks[1]


def _overtime(entry: Entry, since: int) -> tuple[int, Question] | None:
    """Two minutes over the limit, and two more after each act on the speech."""
    if not entry.limit_ms:
        return None
    end = (entry.started_at or since) + entry.paused_ms + entry.limit_ms - entry.used_ms
    return max(end, since) + OVERTIME_MS, Question.OVERTIME


def _dark(entry: Entry) -> bool:
    """Its picture is awaited: cued and not on, or lost while it speaks."""
    if entry.by_phone or entry.picture_at is not None:
        return False
    if entry.state is EntryState.PAUSED:
        return entry.pause_cause is PauseCause.LINE
    return entry.cued_at is not None


def _answers(session: Session, entry: Entry) -> bool:
    """A point with a page of its own; a place in the hall is only looked at."""
    spec = session.sites[entry.site].spec
    return spec.line and spec.kind is not SiteKind.HALL


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
    """What runs begins anew, after an outage or a recess; what was asked stays asked."""
    for entry in list(watched(floor)):
        if entry.wait_from is not None and entry.asked is None:
            floor.entries[entry.id] = replace(entry, wait_from=max(at, entry.wait_from))


def turned(floor: Floor, at: int) -> None:
    """The floor was taken or is free: whoever is ready waits for it from now on, if at all."""
    for entry in list(watched(floor)):
        waits = entry.state is EntryState.READY and not _dark(entry)
        if waits and entry.asked in (None, Question.WAITING):
            floor.entries[entry.id] = replace(entry, asked=None, wait_from=at)
