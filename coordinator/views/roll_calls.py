"""Roll calls as the attendance log shows them: the result of each, and each point's answer."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.attendance.facts import PRESENT
from coordinator.core.rollcall import RollCall
from wire.record_words import RollCallWay
from wire.vocabulary import SiteId


@dataclass(frozen=True, slots=True)
class RollCallRow:
    """One roll call; `present` is frozen at its closing, None while it is open. `silent` did not
    answer when they were called by voice; `closed_rev` is what was known when it was frozen."""

    id: str
    number: int
    opened_at: int
    deadline_at: int
    closed_at: int | None
    expected: int
    answered: int
    late: int
    present: int | None
    way: RollCallWay
    silent: int
    closed_rev: int | None


@dataclass(frozen=True, slots=True)
class RollAnswerRow:
    """How a point answered a roll call: `answered_at` in time, `late_at` after the deadline;
    `silent_at` is when it was called by voice in vain."""

    number: int
    answered_at: int | None
    late_at: int | None
    present: int | None
    silent_at: int | None


def roll_call_row(call: RollCall) -> RollCallRow:
    """One roll call with its frozen result, if any."""
    present = None
    if call.closed_at is not None:
        present = sum(present_of(frozen.counts) for frozen in call.frozen.values())
    return RollCallRow(
        call.id,
        call.number,
        call.opened_at,
        call.deadline_at,
        call.closed_at,
        call.expected,
        len(call.answers),
        len(call.late),
        present,
        call.way,
        len(call.silent),
        call.closed_rev,
    )


def roll_answer_row(call: RollCall, site: SiteId) -> RollAnswerRow:
    """One point's answer."""
    frozen = call.frozen.get(site)
    return RollAnswerRow(
        call.number,
        call.answers.get(site),
        call.late.get(site),
        present_of(frozen.counts) if frozen else None,
        call.silent.get(site),
    )


def present_of(counts: dict[str, int]) -> int:
    """How many of these counts, people by state, were there."""
    return sum(counts.get(status.value, 0) for status in PRESENT)
