"""Roll calls as the attendance log shows them: the result of each, and each point's answer."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.attendance.facts import PRESENT
from coordinator.core.rollcall import RollCall
from wire.vocabulary import SiteId


@dataclass(frozen=True, slots=True)
class RollCallRow:
    """One roll call; `present` is frozen at its closing, None while it is open."""

    id: str
    number: int
    opened_at: int
    deadline_at: int
    closed_at: int | None
    expected: int
    answered: int
    late: int
    present: int | None


@dataclass(frozen=True, slots=True)
class RollAnswerRow:
    """How a point answered a roll call: `answered_at` in time, `late_at` after the deadline."""

    number: int
    answered_at: int | None
    late_at: int | None
    present: int | None


def roll_call_row(call: RollCall) -> RollCallRow:
    """One roll call with its frozen result, if any."""
    present = None
    if call.closed_at is not None:
        present = sum(_present(frozen.counts) for frozen in call.frozen.values())
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
    )


def roll_answer_row(call: RollCall, site: SiteId) -> RollAnswerRow:
    """One point's answer."""
    frozen = call.frozen.get(site)
    return RollAnswerRow(
        call.number,
        call.answers.get(site),
        call.late.get(site),
        _present(frozen.counts) if frozen else None,
    )


def _present(counts: dict[str, int]) -> int:
    return sum(counts.get(status.value, 0) for status in PRESENT)
