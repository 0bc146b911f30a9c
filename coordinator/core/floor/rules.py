"""What is allowed on the floor: one table of acts and states, and the few rules beyond it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Draft, FloorCommand, FloorEvent, Refused
from coordinator.core.floor import commands as c
from coordinator.core.floor import events as e
from coordinator.core.floor.limits import LIMIT_MS_MAX, key_of
from coordinator.core.floor.queue import STANDBY_MAX, WAITING, WAITING_MAX, standby
from coordinator.core.floor.quota import SPEECHES_PER_ITEM_MAX, next_ordinal
from coordinator.core.floor.state import Entry, Floor
from coordinator.core.sites import require
from wire.codes import Refusal
from wire.limits import INTENT_AGE_MAX_S
from wire.vocabulary import (
    Channel,
    EntryId,
    EntryState,
    LimitKey,
    Phase,
    SiteKind,
    SpeechKind,
)

if TYPE_CHECKING:
    from coordinator.core.state import Session

UNDO_MS = 10_000
EXTEND_MS_MAX = 60 * 60_000

_ON_AIR = (EntryState.SPEAKING, EntryState.PAUSED)

# Which states each act may find its entry in; the diagram in the documentation is drawn from it.
ALLOWED: dict[type[FloorCommand], tuple[EntryState, ...]] = {
    c.WithdrawRequest: WAITING,
    c.ApproveRequest: (EntryState.REQUESTED,),
    c.DeclineRequest: WAITING,
    c.DeferRequest: WAITING,
    c.MoveRequest: WAITING,
    c.CallPoint: (EntryState.REQUESTED, EntryState.QUEUED),
    c.RevokeCall: (EntryState.CALLED, EntryState.READY, *_ON_AIR),
    c.ReportReady: (EntryState.CALLED, EntryState.READY),
    c.GiveFloor: WAITING,
    c.PauseSpeech: (EntryState.SPEAKING,),
    c.ResumeSpeech: (EntryState.PAUSED,),
    c.ExtendSpeech: _ON_AIR,
    c.EndSpeech: _ON_AIR,
    c.NameSpeaker: (*WAITING, *_ON_AIR),
}

_OPEN_PHASES = (Phase.LIVE, Phase.PAUSED, Phase.REHEARSAL)


def decide(session: Session, asked: Asked, now: int) -> list[Draft]:
    """Events for a floor command, or Refused."""
    if session.phase not in _OPEN_PHASES:
        raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
    match asked.command:
        case c.RequestFloor():
            return [Draft(_requested(session, asked.command))]
        case c.UndoFloorAct(act_rev):
            return [Draft(_undone(session.floor, act_rev, now))]
        case c.ChangeLimits(limits):
            return _limits(session.floor, limits)
        case c.SetListOpen(is_open):
            same = session.floor.list_open is is_open
            return [] if same else [Draft(e.ListOpenSet(is_open))]
    return [Draft(event) for event in _on_entry(session, asked)]


def _on_entry(session: Session, asked: Asked) -> list[FloorEvent]:
    command = asked.command
    entry = find(session.floor, getattr(command, "entry"))  # noqa: B009 — every act left names one
    _fresh(getattr(command, "age_ms", 0))
    if isinstance(command, c.ReportReady):
        return _ready(entry, command)
    _allowed(entry, type(command))
    simple = _SIMPLE.get(type(command))
    if simple is not None:
        return [simple(entry.id)]
    return [_with_rules(session, entry, command)]


_SIMPLE: dict[type, Callable[[EntryId], FloorEvent]] = {
    c.WithdrawRequest: e.RequestWithdrawn,
    c.ApproveRequest: e.RequestApproved,
    c.DeclineRequest: e.RequestDeclined,
    c.DeferRequest: e.RequestDeferred,
    c.RevokeCall: e.CallRevoked,
    c.PauseSpeech: e.SpeechPaused,
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
            if standby(floor.entries, floor.order) >= STANDBY_MAX:
                raise Refused(Refusal.STANDBY_FULL, limit=STANDBY_MAX)
            return e.PointCalled(entry.id)
        case c.GiveFloor():
            _running(session)
            if floor.current is not None:
                raise Refused(Refusal.SOMEONE_SPEAKING, entry=floor.current)
            limit = floor.limits[key_of(entry.kind, entry.ordinal)]
            return e.FloorGiven(entry.id, limit, entry.ready_at is not None)
        case c.ResumeSpeech():
            _running(session)
            return e.SpeechResumed(entry.id)
        case c.ExtendSpeech(by_ms=by_ms):
            # A speech without a limit has no countdown, and an extension must not give it one.
            limit = (entry.limit_ms or 0) + by_ms
            bounded = abs(by_ms) <= EXTEND_MS_MAX and 0 < limit <= LIMIT_MS_MAX
            if not by_ms or not entry.limit_ms or not bounded:
                raise Refused(Refusal.BAD_VALUE, field="by_ms")
            return e.SpeechExtended(entry.id, by_ms)
        case c.NameSpeaker(person=person):
            if person not in session.people:
                raise Refused(Refusal.UNKNOWN_PERSON, person=person)
            return e.SpeakerNamed(entry.id, person)
    raise AssertionError(command)


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


def _allowed(entry: Entry, act: type) -> None:
    if entry.state not in ALLOWED[act]:
        raise Refused(Refusal.WRONG_STATE, state=entry.state, entry=entry.id)


def _fresh(age_ms: int) -> None:
    """An intent says what someone wants now; an old one does not act."""
    if age_ms > INTENT_AGE_MAX_S * 1000:
        raise Refused(Refusal.STALE_INTENT, age_ms=age_ms, limit_ms=INTENT_AGE_MAX_S * 1000)


def _ready(entry: Entry, command: c.ReportReady) -> list[FloorEvent]:
    """A ready is for one call: after a revocation or a second call it is stale."""
    if entry.state not in ALLOWED[c.ReportReady] or entry.called_at != command.called_at:
        raise Refused(Refusal.STALE_INTENT, state=entry.state, entry=entry.id)
    if command.ready == (entry.ready_at is not None):
        return []
    return [e.SiteReady(entry.id) if command.ready else e.SiteNotReady(entry.id)]


def _requested(session: Session, command: c.RequestFloor) -> e.FloorRequested:
    _fresh(command.age_ms)
    require(session, command.site)
    if command.person is not None and command.person not in session.people:
        raise Refused(Refusal.UNKNOWN_PERSON, person=command.person)
    ordinal = 1
    if command.kind is SpeechKind.INTERVENTION:
        ordinal = next_ordinal(session, command.site, command.person)
    if command.channel is not Channel.CHAIR:
        _may_ask(session, command, ordinal)
    return e.FloorRequested(
        EntryId(f"e{session.floor.made + 1}"),
        command.site,
        command.person,
        command.kind,
        ordinal,
        command.channel,
        command.topic,
        command.intent,
    )


def _may_ask(session: Session, command: c.RequestFloor, ordinal: int) -> None:
    """Past the list's state goes a point of order; past all of this, whomever the chair calls."""
    site, floor = session.sites[command.site], session.floor
    point_of_order = command.kind is SpeechKind.POINT_OF_ORDER
    if site.spec.receive_only:
        raise Refused(Refusal.RECEIVE_ONLY)
    if not floor.list_open and not point_of_order:
        raise Refused(Refusal.LIST_CLOSED)
    if site.spec.kind is not SiteKind.HALL and any(
        floor.entries[waiting].site == command.site
        and (floor.entries[waiting].kind is SpeechKind.POINT_OF_ORDER) == point_of_order
        for waiting in floor.order
    ):
        raise Refused(Refusal.ALREADY_REQUESTED)
    if len(floor.order) >= WAITING_MAX:
        raise Refused(Refusal.LIST_FULL, limit=WAITING_MAX)
    if ordinal > SPEECHES_PER_ITEM_MAX:
        raise Refused(Refusal.TWO_SPEECHES_HELD, limit=SPEECHES_PER_ITEM_MAX)


def _limits(floor: Floor, limits: dict[LimitKey, int]) -> list[Draft]:
    if not limits or any(not 0 <= limit <= LIMIT_MS_MAX for limit in limits.values()):
        raise Refused(Refusal.BAD_VALUE, field="limits")
    changed = {key: limit for key, limit in limits.items() if floor.limits[key] != limit}
    return [Draft(e.LimitsChanged(changed))] if changed else []


def _undone(floor: Floor, act_rev: int, now: int) -> e.FloorActUndone:
    slot = floor.undo
    if slot is None or slot.rev != act_rev or now - slot.at > UNDO_MS:
        raise Refused(Refusal.UNDO_GONE, limit_ms=UNDO_MS)
    return e.FloorActUndone(slot.before.id, act_rev)
