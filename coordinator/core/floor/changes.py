"""The only code that alters the floor. It never refuses and never looks at a clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coordinator.core.base import Recorded
from coordinator.core.floor import events as e
from coordinator.core.floor import queue, quota, undo
from coordinator.core.floor.state import Entry, Floor, LastAct
from wire.vocabulary import Channel

if TYPE_CHECKING:
    from coordinator.core.state import Session

# These make no act of another wrong, and so no conflict.
_HARMLESS = (e.FloorRequested, e.SiteReady)


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one floor event, remember who did what, and keep what an undo would need."""
    floor, event = session.floor, recorded.event
    assert isinstance(event, e.FLOOR_EVENTS)
    undo.prepare(floor, event, recorded)
    match event:
        case e.FloorRequested():
            _requested(floor, event, recorded.effective_at)
        case e.FloorActUndone():
            undo.take_back(floor)
        case e.LimitsChanged(limits):
            floor.limits.update(limits)
        case e.ListOpenSet(is_open):
            floor.list_open = is_open
        case _:
            _on_entry(session, event, recorded.effective_at)
    quota.renumber(session)
    stamp(floor, recorded)


def stamp(floor: Floor, recorded: Recorded) -> None:
    """The floor has changed: its revision, and who did what."""
    floor.rev = recorded.rev
    if isinstance(recorded.event, _HARMLESS):
        return
    floor.last = LastAct(
        recorded.rev,
        recorded.recorded_at,
        recorded.actor.id,
        recorded.actor.role.value,
        type(recorded.event).__name__,
        getattr(recorded.event, "entry", None),
    )


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
    undo.came(floor, entry)


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
        item=None,
    ),
    e.SiteReady: lambda entry, _, at: replace(entry, ready_at=at),
    e.SiteNotReady: lambda entry, _, at: replace(entry, ready_at=None),
    e.FloorGiven: lambda entry, event, at: replace(entry, started_at=at, limit_ms=event.limit_ms),
    e.SpeechPaused: lambda entry, _, at: replace(entry, paused_at=at),
    e.SpeechResumed: lambda entry, _, at: replace(
        entry, paused_at=None, paused_ms=entry.paused_until(at)
    ),
    e.SpeechExtended: lambda entry, event, at: replace(
        entry, limit_ms=(entry.limit_ms or 0) + event.by_ms
    ),
    e.SpeechEnded: lambda entry, _, at: replace(
        entry,
        ended_at=at,
        paused_at=None,
        paused_ms=entry.paused_until(at),
    ),
    e.SpeakerNamed: lambda entry, event, at: replace(entry, person=event.person),
}


def _withdrawn(session: Session, entry: Entry, _: object) -> None:
    session.floor.order.remove(entry.id)
    undo.left(session.floor, entry)


def _declined(session: Session, entry: Entry, _: object) -> None:
    floor = session.floor
    floor.order.remove(entry.id)
    floor.declined[entry.site] = floor.entries[entry.id].declined_at or 0


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
    floor = session.floor
    floor.order.remove(entry.id)
    floor.current = entry.id
    floor.entries[entry.id] = replace(floor.entries[entry.id], item=session.programme.current)


def _off_air(session: Session, entry: Entry, _: object) -> None:
    session.floor.current = None
    quota.spend(session, entry)


_PLACES: dict[type, Callable[[Session, Entry, Any], None]] = {
    e.RequestWithdrawn: _withdrawn,
    e.RequestDeclined: _declined,
    e.RequestDeferred: _to_end,
    e.RequestMoved: _moved,
    e.PointCalled: _settle,
    e.CallRevoked: _revoked,
    e.FloorGiven: _on_air,
    e.SpeechEnded: _off_air,
}
