"""The only code that alters the floor. It never refuses and never looks at a clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coordinator.core.base import Recorded
from coordinator.core.floor import events as e
from coordinator.core.floor import queue
from coordinator.core.floor.rules import speaks_for
from coordinator.core.floor.state import Entry, Floor, LastAct, UndoSlot
from wire.vocabulary import Channel, EntryId, Role, SpeechKind

if TYPE_CHECKING:
    from coordinator.core.state import Session

UNDOABLE = (
    e.RequestApproved,
    e.RequestDeclined,
    e.RequestDeferred,
    e.RequestMoved,
    e.PointCalled,
    e.CallRevoked,
    e.FloorGiven,
    e.SpeechPaused,
    e.SpeechResumed,
    e.SpeechExtended,
    e.SpeechEnded,
)


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one floor event, remember who did what, and keep what an undo would need."""
    floor, event = session.floor, recorded.event
    if isinstance(event, UNDOABLE):
        floor.undo = _slot(floor, event.entry, recorded)
    elif floor.undo is not None and getattr(event, "entry", None) == floor.undo.entry:
        _touched(floor, event)
    match event:
        case e.FloorRequested():
            _requested(floor, event, recorded.effective_at)
        case e.FloorActUndone():
            _undone(floor)
        case e.LimitsChanged(limits):
            floor.limits.update(limits)
        case e.ListOpenSet(is_open):
            floor.list_open = is_open
        case _:
            _on_entry(session, event, recorded.effective_at)
    floor.rev = recorded.rev
    floor.last = LastAct(
        recorded.rev,
        recorded.recorded_at,
        recorded.actor.id,
        recorded.actor.role.value,
        type(event).__name__,
        getattr(event, "entry", None),
    )


def _slot(floor: Floor, entry: EntryId, recorded: Recorded) -> UndoSlot | None:
    """What this act will change. Acts of the system (a pause of the session) are not undone."""
    if recorded.actor.role is Role.SYSTEM:
        return None
    return UndoSlot(
        recorded.rev,
        recorded.recorded_at,
        type(recorded.event).__name__,
        entry,
        floor.entries[entry],
        list(floor.order),
        floor.current,
        dict(floor.spoken),
    )


def _touched(floor: Floor, event: object) -> None:
    """The entry of the last act was changed by its site: a ready may be lost, more may not."""
    if not isinstance(event, (e.SiteReady, e.SiteNotReady, e.FloorActUndone)):
        floor.undo = None


def _requested(floor: Floor, event: e.FloorRequested, at: int) -> None:
    entry = Entry(
        event.entry,
        event.site,
        event.person,
        event.kind,
        event.ordinal,
        event.channel,
        at,
        intent=event.intent,
        topic=event.topic.id if event.topic else None,
        queued_at=None if event.channel is Channel.SITE else at,
    )
    floor.made += 1
    floor.entries[entry.id] = entry
    queue.insert(floor.entries, floor.order, entry)
    floor.declined.pop(event.site, None)
    if floor.undo is not None:
        queue.insert(floor.entries, floor.undo.order, entry)


def _undone(floor: Floor) -> None:
    slot = floor.undo
    assert slot is not None, "an undo was decided, so its slot stands"
    floor.entries[slot.entry] = slot.before
    floor.current, floor.spoken = slot.current, slot.spoken
    # Whoever came meanwhile was put in by the states of that time: called ones go first again.
    floor.order = sorted(slot.order, key=lambda at: floor.entries[at].state not in queue.STANDBY)
    floor.declined.pop(slot.before.site, None)
    floor.undo = None


def _on_entry(session: Session, event: Any, at: int) -> None:
    floor = session.floor
    entry = floor.entries[event.entry]
    change = _INSTANTS.get(type(event))
    if change is not None:
        floor.entries[entry.id] = change(entry, event, at)
    after = _PLACES.get(type(event))
    if after is not None:
        after(session, entry, event)


_INSTANTS: dict[type, Callable[[Entry, Any, int], Entry]] = {
    e.RequestWithdrawn: lambda entry, _, at: replace(entry, withdrawn_at=at),
    e.RequestApproved: lambda entry, _, at: replace(entry, queued_at=at),
    e.RequestDeclined: lambda entry, _, at: replace(entry, declined_at=at),
    e.RequestDeferred: lambda entry, _, at: replace(
        entry, deferred_at=at, called_at=None, ready_at=None
    ),
    e.PointCalled: lambda entry, _, at: replace(
        entry, queued_at=entry.queued_at or at, called_at=at, ready_at=None
    ),
    e.CallRevoked: lambda entry, _, at: replace(
        entry,
        queued_at=entry.queued_at or at,
        called_at=None,
        ready_at=None,
        started_at=None,
        paused_at=None,
        paused_ms=0,
        limit_ms=None,
    ),
    e.SiteReady: lambda entry, _, at: replace(entry, ready_at=at),
    e.SiteNotReady: lambda entry, _, at: replace(entry, ready_at=None),
    e.FloorGiven: lambda entry, event, at: replace(entry, started_at=at, limit_ms=event.limit_ms),
    e.SpeechPaused: lambda entry, _, at: replace(entry, paused_at=at),
    e.SpeechResumed: lambda entry, _, at: replace(
        entry, paused_at=None, paused_ms=entry.paused_ms + at - (entry.paused_at or at)
    ),
    e.SpeechExtended: lambda entry, event, at: replace(
        entry, limit_ms=(entry.limit_ms or 0) + event.by_ms
    ),
    e.SpeechEnded: lambda entry, _, at: replace(
        entry,
        ended_at=at,
        paused_at=None,
        paused_ms=entry.paused_ms + (at - entry.paused_at if entry.paused_at else 0),
    ),
    e.SpeakerNamed: lambda entry, event, at: replace(entry, person=event.person),
}


def _leave(session: Session, entry: Entry, event: object) -> None:
    session.floor.order.remove(entry.id)
    if session.floor.undo is not None and not isinstance(event, UNDOABLE):
        session.floor.undo.order.remove(entry.id)


def _declined(session: Session, entry: Entry, event: e.RequestDeclined) -> None:
    session.floor.order.remove(entry.id)
    session.floor.declined[entry.site] = session.floor.entries[entry.id].declined_at or 0


def _to_end(session: Session, entry: Entry, _: object) -> None:
    session.floor.order.remove(entry.id)
    session.floor.order.append(entry.id)


def _moved(session: Session, entry: Entry, event: e.RequestMoved) -> None:
    queue.move(session.floor.entries, session.floor.order, entry.id, event.before)


def _settle(session: Session, entry: Entry, _: object) -> None:
    queue.settle(session.floor.entries, session.floor.order, entry.id)


def _revoked(session: Session, entry: Entry, _: object) -> None:
    floor = session.floor
    if floor.current == entry.id:
        floor.current = None
        floor.order.insert(0, entry.id)
    queue.settle(floor.entries, floor.order, entry.id)


def _on_air(session: Session, entry: Entry, _: object) -> None:
    session.floor.order.remove(entry.id)
    session.floor.current = entry.id


def _off_air(session: Session, entry: Entry, _: object) -> None:
    floor = session.floor
    floor.current = None
    if entry.kind is SpeechKind.INTERVENTION:
        whose = speaks_for(session, entry.site, entry.person)
        floor.spoken[whose] = floor.spoken.get(whose, 0) + 1


_PLACES: dict[type, Callable[[Session, Entry, Any], None]] = {
    e.RequestWithdrawn: _leave,
    e.RequestDeclined: _declined,
    e.RequestDeferred: _to_end,
    e.RequestMoved: _moved,
    e.PointCalled: _settle,
    e.CallRevoked: _revoked,
    e.FloorGiven: _on_air,
    e.SpeechEnded: _off_air,
}
