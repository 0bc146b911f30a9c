"""Taking back the last act of those who conduct, within 10 s.

What happened meanwhile stays: a new request keeps its place, one withdrawn is gone, a point that
reported ready is ready, a speaker who was named is named.
"""

from __future__ import annotations

from dataclasses import replace

from coordinator.core.base import FloorEvent, Recorded
from coordinator.core.floor import events as e
from coordinator.core.floor import queue
from coordinator.core.floor.state import Entry, Floor, UndoSlot
from wire.vocabulary import EntryId

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


def prepare(floor: Floor, event: FloorEvent, recorded: Recorded) -> None:
    """Before an act changes the floor: keep what taking it back would need."""
    if not isinstance(event, UNDOABLE):
        return
    before = floor.entries[event.entry]
    floor.undo = UndoSlot(
        recorded.rev,
        recorded.recorded_at,
        type(event).__name__,
        before,
        list(floor.order),
        floor.current,
        dict(floor.spoken),
        floor.declined.get(before.site),
    )


def came(floor: Floor, entry: Entry) -> None:
    """A request came after the act. A point that asks again after "not arranged" has moved on."""
    slot = floor.undo
    if slot is None or slot.what != e.RequestDeclined.__name__:
        return
    if slot.before.site == entry.site:
        floor.undo = None


def left(floor: Floor, entry: Entry) -> None:
    """A request was withdrawn after the act; if it was the act's own, nothing is to be undone."""
    if floor.undo is not None and floor.undo.before.id == entry.id:
        floor.undo = None


def take_back(floor: Floor) -> None:
    """Put the floor back to where it stood before the act."""
    slot = floor.undo
    assert slot is not None, "an undo was decided, so its slot stands"
    now = floor.entries[slot.before.id]
    before = replace(slot.before, person=now.person)
    if now.called_at == before.called_at:
        before = replace(before, ready_at=now.ready_at)
    floor.entries[before.id] = before
    floor.current, floor.spoken = slot.current, slot.spoken
    floor.order = _order(floor, slot)
    if slot.what == e.RequestDeclined.__name__:
        del floor.declined[before.site]
        if slot.declined_at is not None:
            floor.declined[before.site] = slot.declined_at
    floor.undo = None


def _order(floor: Floor, slot: UndoSlot) -> list[EntryId]:
    """The order of then, without those who left, and with those who came in their turn."""
    waiting, then = set(floor.order) - {slot.before.id}, set(slot.order)
    order = [entry for entry in slot.order if entry in waiting or entry == slot.before.id]
    for entry in floor.entries.values():
        if entry.id in waiting and entry.id not in then:
            queue.insert(floor.entries, order, entry)
    return order
