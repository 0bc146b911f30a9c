"""Roll call: an act with a beginning, a deadline, an answer per site, and a frozen result.

All points at once until a deadline, or one after another in the organizers' order by voice: each
is asked, and answers or is noted as silent. The result is frozen when the deadline passes or the
host closes it: who had answered, and how many were present at that moment. Later answers are kept
as late and change nothing that was frozen.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile
from typing import TYPE_CHECKING

from coordinator.core.base import Actor, Asked, Draft, Recorded, Refused
from coordinator.core.rollcall_facts import (
    DURATION_MS_MAX,
    DURATION_MS_MIN,
    ROLL_CALL_COMMANDS,
    ROLL_CALL_EVENTS,
    AnswerRollCall,
    AskSite,
    CloseRollCall,
    FrozenSite,
    MarkSilent,
    OpenRollCall,
    RollCall,
    RollCallAnswered,
    RollCallClosed,
    RollCallExtended,
    RollCallOpened,
    RollCallSilent,
    SiteAsked,
)
from coordinator.core.sites import Site, require
from coordinator.core.sittings import ended_at
from wire.codes import Refusal
from wire.record_words import RollCallWay
from wire.vocabulary import Role, RollCallId, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session

__all__ = [
    "DURATION_MS_MAX",
    "DURATION_MS_MIN",
    "ROLL_CALL_COMMANDS",
    "ROLL_CALL_EVENTS",
    "AnswerRollCall",
    "AskSite",
    "CloseRollCall",
    "FrozenSite",
    "MarkSilent",
    "OpenRollCall",
    "RollCall",
    "RollCallAnswered",
    "RollCallClosed",
    "RollCallExtended",
    "RollCallOpened",
    "RollCallSilent",
    "SiteAsked",
    "decide",
    "evolve",
    "find",
    "is_expected",
    "lapse",
    "open_one",
    "still_to_call",
]


def open_one(session: Session) -> RollCall | None:
    """The roll call that is open, if any; at most one is."""
    last = session.roll_calls[-1] if session.roll_calls else None
    return last if last is not None and last.closed_at is None else None


def is_expected(site: Site) -> bool:
    """Points with a line answer; seats in the hall and receive-only points are not asked."""
    return site.spec.line and not site.spec.receive_only


def decide(session: Session, asked: Asked, now: int, effective_at: int) -> list[Draft]:
    match asked.command:
        case OpenRollCall(duration_ms, way):
            return [Draft(_opened(session, duration_ms, way, now))]
        case CloseRollCall(roll_call):
            if find(session, roll_call).closed_at is not None:
                return []
            return [Draft(RollCallClosed(roll_call))]
        case AnswerRollCall(roll_call, site):
            call = _called(session, roll_call, site)
            if _heard(call, site, asked.by):
                return []
            late = call.closed_at is not None
            # Nobody answers a call before it was made, whatever the device's clock says.
            at = max(effective_at, call.opened_at)
            return [Draft(RollCallAnswered(roll_call, site, late, site == call.asked), at)]
        case MarkSilent(roll_call, site):
            call = _by_voice(session, roll_call, site)
            return [] if site in call.silent else [Draft(RollCallSilent(roll_call, site))]
        case AskSite(roll_call, site):
            call = _by_voice(session, roll_call, site)
            return [] if call.asked == site else [Draft(SiteAsked(roll_call, site))]
    raise AssertionError(asked.command)


def _opened(session: Session, duration_ms: int, way: RollCallWay, now: int) -> RollCallOpened:
    # After the end nobody can be called any more: the newest call is the one that is signed.
    if ended_at(session) is not None:
        raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
    if open_one(session) is not None:
        raise Refused(Refusal.ROLL_CALL_OPEN)
    if not DURATION_MS_MIN <= duration_ms <= DURATION_MS_MAX[way]:
        raise Refused(Refusal.BAD_VALUE, field="duration_ms")
    # Ids go on over a rehearsal; people count the calls of the meeting.
    number, place = session.roll_call_numbers + 1, len(session.roll_calls) + 1
    expected = sum(is_expected(site) for site in session.sites.values())
    return RollCallOpened(RollCallId(f"r{number}"), place, now + duration_ms, expected, way)


def find(session: Session, roll_call: RollCallId) -> RollCall:
    """The roll call, or Refused(unknown_roll_call)."""
    for call in reversed(session.roll_calls):
        if call.id == roll_call:
            return call
    raise Refused(Refusal.UNKNOWN_ROLL_CALL)


def _called(session: Session, roll_call: RollCallId, site: SiteId) -> RollCall:
    if not is_expected(require(session, site)):
        raise Refused(Refusal.NOT_CALLED, site=site)
    return find(session, roll_call)


def _heard(call: RollCall, site: SiteId, by: Actor) -> bool:
    """Whether the answer says nothing new. Said by the point itself it does, while the call is
    open and the answer was only noted for it: from then on nobody else takes it back."""
    own = by.role is Role.SITE and site not in call.by_site and call.closed_at is None
    return site in call.late or (site in call.answers and not own)


def _by_voice(session: Session, roll_call: RollCallId, site: SiteId) -> RollCall:
    """The open roll call by voice, in which the point has not answered by itself."""
    call = _called(session, roll_call, site)
    if call.closed_at is not None:
        raise Refused(Refusal.ROLL_CALL_OVER)
    if call.way is not RollCallWay.IN_ORDER or site in call.by_site:
        raise Refused(Refusal.WRONG_STATE, site=site)
    return call


def lapse(session: Session, now: int) -> list[Draft]:
    """The deadline that has passed, dated by itself."""
    call = open_one(session)
    if call is None or now < call.deadline_at:
        return []
    return [Draft(RollCallClosed(call.id), call.deadline_at)]


def still_to_call(session: Session, call: RollCall) -> Iterator[SiteId]:
    """Points not called yet, in the organizers' order, those after the one just called first;
    each once."""
    order = [site for site in session.site_order if is_expected(session.sites[site])]
    after = list(dropwhile(lambda site: site != call.asked, order))
    for site in dict.fromkeys((*after, *order)):
        if site not in call.answers and site not in call.silent and site != call.asked:
            yield site


def _go_on(session: Session, call: RollCall, site: SiteId) -> None:
    """Call the next, if it was this one's turn."""
    if call.way is RollCallWay.IN_ORDER and call.asked == site:
        call.asked = next(still_to_call(session, call), None)


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one roll-call event."""
    at = recorded.effective_at
    match recorded.event:
        case RollCallOpened(roll_call, _, deadline_at, expected, way):
            session.roll_call_numbers += 1
            place = len(session.roll_calls) + 1  # older records have the id's number
            call = RollCall(roll_call, place, at, deadline_at, expected, way)
            session.roll_calls.append(call)
            if way is RollCallWay.IN_ORDER:
                call.asked = next(still_to_call(session, call), None)
        case RollCallAnswered(roll_call, site, late, _):
            call = find(session, roll_call)
            answers = call.late if late else call.answers
            answers[site] = min(at, answers.get(site, at))
            if recorded.actor.role is Role.SITE:
                call.by_site.add(site)
            if not late:
                call.silent.pop(site, None)
                _go_on(session, call, site)
        case RollCallSilent(roll_call, site):
            call = find(session, roll_call)
            call.answers.pop(site, None)
            call.silent[site] = at
            _go_on(session, call, site)
        case SiteAsked(roll_call, site):
            call = find(session, roll_call)
            call.answers.pop(site, None)
            call.silent.pop(site, None)
            call.asked = site
        case RollCallExtended(roll_call, deadline_at):
            find(session, roll_call).deadline_at = deadline_at
        case RollCallClosed(roll_call):
            _close(session, find(session, roll_call), recorded)
        case _:
            raise AssertionError(recorded.event)


def _close(session: Session, call: RollCall, recorded: Recorded) -> None:
    call.closed_at, call.closed_rev, call.asked = recorded.effective_at, recorded.rev, None
    call.frozen = {
        site_id: FrozenSite(call.answers.get(site_id), dict(site.counts), site.head_count)
        for site_id, site in session.sites.items()
    }
