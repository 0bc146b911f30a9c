"""What is allowed on the floor: the table of transitions, and the few rules beyond it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Draft, FloorCommand, FloorEvent, Refused, Source
from coordinator.core.floor import asking, turn_rules, undo
from coordinator.core.floor import commands as c
from coordinator.core.floor import events as e
from coordinator.core.floor import turns as t
from coordinator.core.floor.limits import LIMIT_MS_MAX, key_of
from coordinator.core.floor.state import Entry, Floor, FloorRules
from coordinator.core.floor.table import TABLE
from wire.codes import Refusal
from wire.floor_words import PauseCause
from wire.vocabulary import EntryId, EntryState, LimitKey, Phase

if TYPE_CHECKING:
    from coordinator.core.state import Session

UNDO_MS = 10_000
EXTEND_MS_MAX = 60 * 60_000
SPEECHES_MAX = 9

_OPEN_PHASES = (Phase.LIVE, Phase.PAUSED, Phase.REHEARSAL)


def decide(session: Session, asked: Asked, now: int) -> list[Draft]:
    """Events for a floor command, or Refused."""
    if session.phase not in _OPEN_PHASES:
        raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
    match asked.command:
        case c.RequestFloor():
            return asking.decide(session, asked.command)
        case c.UndoFloorAct(act_rev):
            return [Draft(_undone(session.floor, act_rev, now))]
        case c.ChangeLimits(limits):
            return limits_changed(session.floor, limits)
        case c.SetListOpen(is_open):
            return list_open_set(session.floor, is_open=is_open)
        case c.ChangeRules(present_only, picture_check, speeches_max):
            return rules_changed(session.floor, present_only, picture_check, speeches_max)
        case t.WindDown():
            return [Draft(event) for event in turn_rules.wound_down(session.floor, asked.command)]
    return [Draft(event) for event in _on_entry(session, asked, now)]


def _on_entry(session: Session, asked: Asked, now: int) -> list[FloorEvent]:
    command = asked.command
    entry = find(session.floor, getattr(command, "entry"))  # noqa: B009 — every act left names one
    asking.fresh(getattr(command, "age_ms", 0))
    if isinstance(command, c.ReportReady):
        return _ready(session, entry, command)
    assert isinstance(command, FloorCommand)
    if entry.state not in TABLE[type(command)].among:
        raise Refused(Refusal.WRONG_STATE, state=entry.state, entry=entry.id)
    if isinstance(command, t.ReceiveWritten) and asked.source is not None:
        _still_meant(entry, asked.source, now)
    simple = _SIMPLE.get(type(command))
    if simple is not None:
        return [simple(entry.id)]
    if isinstance(command, t.TURN_COMMANDS):
        return turn_rules.decide(session.floor, entry, command)
    return [_with_rules(session, entry, command)]


_SIMPLE: dict[type, Callable[[EntryId], FloorEvent]] = {
    c.WithdrawRequest: e.RequestWithdrawn,
    c.ApproveRequest: e.RequestApproved,
    c.DeclineRequest: e.RequestDeclined,
    c.DeferRequest: e.RequestDeferred,
    c.RevokeCall: e.CallRevoked,
    c.EndSpeech: e.SpeechEnded,
}


def _with_rules(session: Session, entry: Entry, command: object) -> FloorEvent:
    floor = session.floor
    match command:
        case c.MoveRequest(before=before):
            if before is not None and (before == entry.id or before not in floor.order):
                raise Refused(Refusal.UNKNOWN_ENTRY, entry=before)
            return e.RequestMoved(entry.id, before)
        case c.CallPoint():
            asking.room_to_call(session)
            return e.PointCalled(entry.id)
        case c.GiveFloor():
            _running(session)
            if floor.current is not None:
                raise Refused(Refusal.SOMEONE_SPEAKING, entry=floor.current)
            return e.FloorGiven(entry.id, _limit(floor, entry), entry.ready_at is not None)
        case c.PauseSpeech():
            return _paused(session, entry, command)
        case c.ResumeSpeech():
            _running(session)
            return e.SpeechResumed(entry.id)
        case c.ExtendSpeech(by_ms=by_ms):
            return _extended(entry, by_ms)
        case c.NameSpeaker(person=person):
            _known(session, person)
            return e.SpeakerNamed(entry.id, person)
    raise AssertionError(command)


def _limit(floor: Floor, entry: Entry) -> int:
    """The limit of its kind; a speech that comes back keeps the one it had."""
    if entry.used_ms and entry.limit_ms is not None:
        return entry.limit_ms
    return floor.limits[key_of(entry.kind, entry.ordinal)]


def _paused(session: Session, entry: Entry, command: c.PauseSpeech) -> e.SpeechPaused:
    """A lost line and a recess have acts of their own; only who interjects is named."""
    if command.cause not in (PauseCause.NONE, PauseCause.INTERJECTION):
        raise Refused(Refusal.BAD_VALUE, field="cause")
    if command.interjector is not None:
        _known(session, command.interjector)
        if command.cause is PauseCause.NONE:
            raise Refused(Refusal.BAD_VALUE, field="interjector")
    return e.SpeechPaused(entry.id, command.cause, command.interjector)


def _extended(entry: Entry, by_ms: int) -> e.SpeechExtended:
    """A speech without a limit has no countdown, and an extension must not give it one."""
    if not by_ms or not entry.limit_ms:
        raise Refused(Refusal.BAD_VALUE, field="by_ms")
    if abs(by_ms) > EXTEND_MS_MAX or not 0 < entry.limit_ms + by_ms <= LIMIT_MS_MAX:
        raise Refused(Refusal.BAD_VALUE, field="by_ms")
    return e.SpeechExtended(entry.id, by_ms)


def _still_meant(entry: Entry, source: Source, now: int) -> None:
    """A record may come hours late. Of what was not arranged it is true whenever it comes; to one
    that waits again meanwhile it must not take the place."""
    if entry.state is not EntryState.DECLINED:
        asking.fresh(now - source.device_at - (source.offset_ms or 0))


def _known(session: Session, person: str) -> None:
    if person not in session.people:
        raise Refused(Refusal.UNKNOWN_PERSON, person=person)


def _running(session: Session) -> None:
    """Nobody speaks while the session pauses."""
    if session.phase is Phase.PAUSED:
        raise Refused(Refusal.WRONG_PHASE, phase=session.phase)


def find(floor: Floor, entry: EntryId) -> Entry:
    """The entry, or Refused(unknown_entry)."""
    found = floor.entries.get(entry)
    if found is None:
        raise Refused(Refusal.UNKNOWN_ENTRY, entry=entry)
    return found


def _ready(session: Session, entry: Entry, command: c.ReportReady) -> list[FloorEvent]:
    """A ready is for one call: after a revocation or a second call it is stale."""
    if entry.state not in TABLE[c.ReportReady].among or entry.called_at != command.called_at:
        raise Refused(Refusal.STALE_INTENT, state=entry.state, entry=entry.id)
    if command.person is not None:
        _known(session, command.person)
    if not command.ready:
        return [] if entry.ready_at is None else [e.SiteNotReady(entry.id)]
    confirmed = command.person is None or (
        entry.person == command.person and entry.confirmed_at is not None
    )
    if entry.ready_at is not None and confirmed:
        return []
    return [e.SiteReady(entry.id, command.person)]


def limits_changed(floor: Floor, limits: dict[LimitKey, int]) -> list[Draft]:
    """New limits, those that are the same left out."""
    if not limits or any(not 0 <= limit <= LIMIT_MS_MAX for limit in limits.values()):
        raise Refused(Refusal.BAD_VALUE, field="limits")
    changed = {key: limit for key, limit in limits.items() if floor.limits[key] != limit}
    return [Draft(e.LimitsChanged(changed))] if changed else []


def list_open_set(floor: Floor, *, is_open: bool) -> list[Draft]:
    """The list opens or closes, unless it is so already."""
    return [] if floor.list_open is is_open else [Draft(e.ListOpenSet(is_open))]


def rules_changed(
    floor: Floor,
    present_only: bool | None,
    picture_check: bool | None,
    speeches_max: int | None,
) -> list[Draft]:
    """The rules with what is not None changed."""
    now = floor.rules
    if speeches_max is not None and not 1 <= speeches_max <= SPEECHES_MAX:
        raise Refused(Refusal.BAD_VALUE, field="speeches_max")
    rules = FloorRules(
        now.present_only if present_only is None else present_only,
        now.picture_check if picture_check is None else picture_check,
        now.speeches_max if speeches_max is None else speeches_max,
    )
    if rules == now:
        return []
    changed = e.RulesChanged(rules.present_only, rules.picture_check, rules.speeches_max)
    return [Draft(changed)]


def _undone(floor: Floor, act_rev: int, now: int) -> e.FloorActUndone:
    slot = undo.standing(floor)
    if slot is None or slot.rev != act_rev or now - slot.at > UNDO_MS:
        raise Refused(Refusal.UNDO_GONE, limit_ms=UNDO_MS)
    return e.FloorActUndone(slot.before[0].id if slot.before else None, act_rev)
