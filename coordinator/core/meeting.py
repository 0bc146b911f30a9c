"""The heart: time passes first, then the command meets the session as it has become.

`advance` and `step` change the state only through `evolve`, and return what they recorded; the
caller makes it durable before anybody may see it. Replaying the journal gives the same state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coordinator.core import (
    conduct,
    conflicts,
    incidents,
    media,
    minutes,
    notices,
    programme,
    quorum,
    receipts,
    rights,
    rollcall,
    sittings,
    voice_check,
)
from coordinator.core import session as phases
from coordinator.core.attendance import commands as attendance
from coordinator.core.attendance import reviews, roster
from coordinator.core.attendance import rules as attendance_rules
from coordinator.core.base import (
    SYSTEM,
    Actor,
    Asked,
    Command,
    CommandNoted,
    CommandRefused,
    Draft,
    ErasePerson,
    Event,
    FloorCommand,
    Outcome,
    Recorded,
    Refused,
    Source,
)
from coordinator.core.floor import handover
from coordinator.core.floor import rules as floor_rules
from coordinator.core.fold import evolve
from coordinator.core.receipts import Standing
from coordinator.core.state import Session
from wire.codes import Refusal
from wire.vocabulary import Phase

_AROUND = (quorum.SetQuorum, voice_check.NoteVoiceCheck, media.ReportMediaLeg)
_BESIDE = (*attendance.ROSTER_COMMANDS, *_AROUND)


@dataclass(frozen=True, slots=True)
class Stepped:
    """What one command came to: the events it recorded and its outcome. `standing` tells, for an
    agent's record, whether it was new, repeated, or out of turn."""

    recorded: tuple[Recorded, ...]
    outcome: Outcome
    standing: Standing = Standing.NEW
    duplicate: bool = False


def wake_at(session: Session) -> int | None:
    """The next instant at which time alone changes the session."""
    call = rollcall.open_one(session)
    due = (call.deadline_at if call else None, handover.wake_at(session))
    return min((at for at in due if at is not None), default=None)


def advance(session: Session, flips: Iterable[Draft], now: int) -> list[Recorded]:
    """Let time pass: deadlines and flips, each dated by itself, in their order. Once a meeting is
    over nobody is watched, so that its record stands still."""
    now = max(now, session.recorded_at)
    watched = flips if sittings.ended_at(session) is None else ()
    drafts = [*rollcall.lapse(session, now), *handover.lapse(session, now), *watched]
    drafts.sort(key=lambda draft: now if draft.effective_at is None else draft.effective_at)
    return [_record(session, draft, Asked(Command(), SYSTEM), now) for draft in drafts]


def recover(session: Session, down_from: int, now: int) -> list[Recorded]:
    """After a restart: the outage is an event, and an open roll call gets back what it took. A
    meeting that is over missed nothing."""
    if session.phase is Phase.CLOSED:
        return []
    now = max(now, session.recorded_at)
    down_from = min(max(down_from, session.recorded_at), now)
    drafts = [Draft(phases.CoordinatorRestarted(down_from, now))]
    call = rollcall.open_one(session)
    if call is not None and call.deadline_at > down_from:
        deadline = call.deadline_at + now - down_from
        drafts.append(Draft(rollcall.RollCallExtended(call.id, deadline)))
    return [_record(session, draft, Asked(Command(), SYSTEM), now) for draft in drafts]


def establish(session: Session, by: Actor, events: Iterable[Event], now: int) -> list[Recorded]:
    """Record the events of an import."""
    asked = Asked(Command(), by)
    now = max(now, session.recorded_at)
    return [_record(session, Draft(event), asked, now) for event in events]


def step(session: Session, asked: Asked, now: int) -> Stepped:
    """One command against the session as it has become; call `advance` first."""
    now = max(now, session.recorded_at)
    if asked.source is not None:
        standing = receipts.standing(session, asked.source)
        if standing is not Standing.NEW:
            outcome = _known_record(session, asked.source, standing, now)
            return Stepped((), outcome, standing, duplicate=True)
    elif asked.command_id is not None and asked.command_id in session.outcomes:
        return Stepped((), session.outcomes[asked.command_id], duplicate=True)
    drafts = _decided(session, asked, now)
    recorded = tuple(_record(session, draft, asked, now) for draft in drafts)
    return Stepped(recorded, _outcome(session, asked, recorded, now))


def _known_record(session: Session, source: Source, standing: Standing, now: int) -> Outcome:
    """A repeated record has its first outcome; one out of turn is nothing that was taken."""
    if standing is Standing.GAP:
        return Outcome(False, session.rev, now)
    if standing is Standing.CONFLICT:
        return Outcome(False, session.rev, now, Refusal.SEQ_CONFLICT)
    code = receipts.marked(session, source.site, source.incarnation).refused.get(source.seq)
    return Outcome(code is None, session.rev, now, code)


def _decided(session: Session, asked: Asked, now: int) -> list[Draft]:
    """What the command comes to; a refusal and "nothing changed" are events, too, unless the
    record of a meeting that is over must stand still."""
    try:
        rights.authorise(session, asked.by, asked.command)
        conflicts.check(session, asked)
        nothing = [] if media.unrecorded(session, asked.command) else [Draft(CommandNoted())]
        return _decide(session, asked, now) or nothing
    except Refused as refused:
        return [Draft(CommandRefused(refused.code, refused.params))]


def _decide(session: Session, asked: Asked, now: int) -> list[Draft]:
    command, effective_at = asked.command, _effective_at(asked, now)
    if isinstance(command, FloorCommand):
        return floor_rules.decide(session, asked, now)
    if isinstance(command, attendance.ATTENDANCE_COMMANDS):
        return attendance_rules.decide(session, asked, now, effective_at)
    if isinstance(command, rollcall.ROLL_CALL_COMMANDS):
        return rollcall.decide(session, asked, now, effective_at)
    if isinstance(command, _BESIDE):
        return _decide_beside(session, asked, now, effective_at)
    if isinstance(command, programme.BeginItem):
        return programme.decide(session, asked)
    if isinstance(command, conduct.CONDUCT_COMMANDS):
        return conduct.decide(session, asked)
    if isinstance(command, minutes.NoteSpeech):
        return minutes.decide(session, asked)
    if isinstance(command, notices.NOTICE_COMMANDS):
        return notices.decide(session, asked, effective_at)
    if isinstance(command, (incidents.ReportIncident, incidents.MoveIncident)):
        return incidents.decide(session, asked, effective_at)
    if isinstance(command, receipts.REFUSED):
        raise Refused(command.code)
    assert isinstance(command, ErasePerson) or type(command) in phases.TRANSITIONS
    return phases.decide(session, asked)


def _decide_beside(session: Session, asked: Asked, now: int, effective_at: int) -> list[Draft]:
    """What stands around the attendance: rosters, reviews, quorum, the voice check, the bridge."""
    match asked.command:
        case attendance.ImportRoster() as command:
            return roster.decide(session, command)
        case attendance.SettleReview() as command:
            return reviews.decide(session, asked, command)
        case quorum.SetQuorum() as command:
            return quorum.decide(session, command)
        case voice_check.NoteVoiceCheck() as command:
            return voice_check.decide(session, asked, command, effective_at)
        case media.ReportMediaLeg() as command:
            return media.decide(session, asked, command, now)
    raise AssertionError(asked.command)


def _effective_at(asked: Asked, now: int) -> int:
    """The device's corrected time, never later than now; without a measured offset the device's
    own clock cannot be trusted against ours, so only the past it claims is taken."""
    source = asked.source
    if source is None:
        return now
    return max(0, min(source.device_at + (source.offset_ms or 0), now))


def _record(session: Session, draft: Draft, asked: Asked, now: int) -> Recorded:
    recorded = Recorded(
        rev=session.rev + 1,
        recorded_at=now,
        effective_at=now if draft.effective_at is None else min(draft.effective_at, now),
        actor=asked.by,
        event=draft.event,
        command_id=asked.command_id,
        source=asked.source,
    )
    evolve(session, recorded)
    return recorded


def _outcome(session: Session, asked: Asked, recorded: tuple[Recorded, ...], now: int) -> Outcome:
    if recorded and asked.command_id is not None:
        return session.outcomes[asked.command_id]
    last = recorded[-1].event if recorded else None
    if isinstance(last, CommandRefused):
        return Outcome(False, session.rev, now, last.code, last.params)
    return Outcome(True, session.rev, now)
