"""Roll call: an act with a beginning, a deadline, an answer per site, and a frozen result.

The result is frozen when the deadline passes or the host closes it: who had answered, and how many
were present at that moment. Later answers are kept as late and change nothing that was frozen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Command, Draft, Event, Recorded, Refused
from coordinator.core.sites import Site, require
from wire.codes import Refusal
from wire.vocabulary import Phase, RollCallId, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session

DURATION_MS_MIN = 5_000
DURATION_MS_MAX = 30 * 60_000


@dataclass(frozen=True, slots=True)
class FrozenSite:
    """One site at the moment of freezing; `counts` is people by attendance state."""

    answered_at: int | None
    counts: dict[str, int]
    head_count: int | None


@dataclass(slots=True)
class RollCall:
    id: RollCallId
    number: int
    opened_at: int
    deadline_at: int
    expected: int
    answers: dict[SiteId, int] = field(default_factory=dict)
    late: dict[SiteId, int] = field(default_factory=dict)
    closed_at: int | None = None
    frozen: dict[SiteId, FrozenSite] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenRollCall(Command):
    duration_ms: int


@dataclass(frozen=True, slots=True)
class CloseRollCall(Command):
    roll_call: RollCallId


@dataclass(frozen=True, slots=True)
class AnswerRollCall(Command):
    roll_call: RollCallId
    site: SiteId


@dataclass(frozen=True, slots=True)
class RollCallOpened(Event):
    roll_call: RollCallId
    number: int
    deadline_at: int
    expected: int


@dataclass(frozen=True, slots=True)
class RollCallAnswered(Event):
    roll_call: RollCallId
    site: SiteId
    late: bool = False


@dataclass(frozen=True, slots=True)
class RollCallExtended(Event):
    """An outage of the coordinator took time from the open roll call; it is given back."""

    roll_call: RollCallId
    deadline_at: int


@dataclass(frozen=True, slots=True)
class RollCallClosed(Event):
    roll_call: RollCallId


ROLL_CALL_EVENTS = (RollCallOpened, RollCallAnswered, RollCallExtended, RollCallClosed)


def open_one(session: Session) -> RollCall | None:
    """The roll call that is open, if any; at most one is."""
    last = session.roll_calls[-1] if session.roll_calls else None
    return last if last is not None and last.closed_at is None else None


def is_expected(site: Site) -> bool:
    """Points with a line answer; seats in the hall and receive-only points are not asked."""
    return site.spec.line and not site.spec.receive_only


def decide(session: Session, asked: Asked, now: int, effective_at: int) -> list[Draft]:
    match asked.command:
        case OpenRollCall(duration_ms):
            return [Draft(_opened(session, duration_ms, now))]
        case CloseRollCall(roll_call):
            if _find(session, roll_call).closed_at is not None:
                return []
            return [Draft(RollCallClosed(roll_call))]
        case AnswerRollCall(roll_call, site):
            if not is_expected(require(session, site)):
                raise Refused(Refusal.NOT_CALLED, site=site)
            call = _find(session, roll_call)
            if site in call.answers or site in call.late:
                return []
            late = call.closed_at is not None
            # Nobody answers a call before it was made, whatever the device's clock says.
            at = max(effective_at, call.opened_at)
            return [Draft(RollCallAnswered(roll_call, site, late), at)]
    raise AssertionError(asked.command)


def _opened(session: Session, duration_ms: int, now: int) -> RollCallOpened:
    if session.phase is Phase.CLOSED:
        raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
    if open_one(session) is not None:
        raise Refused(Refusal.ROLL_CALL_OPEN)
    if not DURATION_MS_MIN <= duration_ms <= DURATION_MS_MAX:
        raise Refused(Refusal.BAD_VALUE, field="duration_ms")
    number = session.roll_call_numbers + 1
    expected = sum(is_expected(site) for site in session.sites.values())
    return RollCallOpened(RollCallId(f"r{number}"), number, now + duration_ms, expected)


def _find(session: Session, roll_call: RollCallId) -> RollCall:
    for call in reversed(session.roll_calls):
        if call.id == roll_call:
            return call
    raise Refused(Refusal.UNKNOWN_ROLL_CALL)


def lapse(session: Session, now: int) -> list[Draft]:
    """The deadline that has passed, dated by itself."""
    call = open_one(session)
    if call is None or now < call.deadline_at:
        return []
    return [Draft(RollCallClosed(call.id), call.deadline_at)]


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one roll-call event."""
    match recorded.event:
        case RollCallOpened(roll_call, number, deadline_at, expected):
            opened_at = recorded.effective_at
            session.roll_call_numbers = number
            session.roll_calls.append(RollCall(roll_call, number, opened_at, deadline_at, expected))
        case RollCallAnswered(roll_call, site, late):
            call = _find(session, roll_call)
            (call.late if late else call.answers)[site] = recorded.effective_at
        case RollCallExtended(roll_call, deadline_at):
            _find(session, roll_call).deadline_at = deadline_at
        case RollCallClosed(roll_call):
            call = _find(session, roll_call)
            call.closed_at = recorded.effective_at
            call.frozen = {
                site_id: FrozenSite(call.answers.get(site_id), dict(site.counts), site.head_count)
                for site_id, site in session.sites.items()
            }
        case _:
            raise AssertionError(recorded.event)
