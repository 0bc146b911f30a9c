"""Taking back the last act of those who conduct, within 10 s.

What happened meanwhile stays: a new request keeps its place, one withdrawn is gone, a point that
reported ready is ready, a speaker who was named is named. Whom the chair called by the same act
that entered the request goes with it. The steps of the hand-over begin anew.
"""

from __future__ import annotations

from dataclasses import replace

from coordinator.core.base import FloorEvent, Recorded
from coordinator.core.floor import events as e
from coordinator.core.floor import handover, queue
from coordinator.core.floor import turns as t
from coordinator.core.floor.state import Entry, Floor, UndoSlot
from wire.vocabulary import EntryId, EntryState

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
    t.PassedOver,
    t.RequestsSetAside,
    t.RequestsReturned,
    t.SpeakerPutBack,
    t.ListWoundDown,
)
_DECLINES = (e.RequestDeclined.__name__, t.ListWoundDown.__name__)


def prepare(floor: Floor, event: FloorEvent, recorded: Recorded) -> None:
    """Before an act changes the floor: keep what taking it back would need."""
    if not isinstance(event, UNDOABLE):
        return
    before = [floor.entries[entry] for entry in touched(event)]
    if isinstance(event, t.RequestsReturned) and event.same_act:
        # The act's own first event has just been kept; what stood before it stays what an undo
        # goes back to. Nothing of what was not arranged for these points is changed.
        assert floor.undo is not None
        floor.undo.before.extend(before)
        return
    floor.undo = UndoSlot(
        recorded.rev,
        recorded.recorded_at,
        type(event).__name__,
        before,
        list(floor.order),
        list(floor.aside),
        floor.current,
        floor.last_spoke,
        dict(floor.spoken),
        dict(floor.share),
        {entry.site: floor.declined.get(entry.site) for entry in before},
        dict(floor.limits),
        floor.list_open,
        isinstance(event, e.PointCalled) and event.entered,
    )


def touched(event: FloorEvent) -> tuple[EntryId, ...]:
    """The entries that an act changes, the one it is about first."""
    match event:
        case t.PassedOver(entry, to):
            return (entry, to)
        case t.RequestsSetAside(entries) | t.RequestsReturned(entries):
            return entries
        case t.ListWoundDown(declined=declined):
            return declined
    named: EntryId = getattr(event, "entry")  # noqa: B009 — every other undoable act names one
    return (named,)


def came(floor: Floor, entry: Entry) -> None:
    """A request came after the act. A point that asks again after "not arranged" has moved on."""
    slot = floor.undo
    if slot is not None and slot.what in _DECLINES and entry.site in slot.declined:
        floor.undo = None


def ruled(floor: Floor) -> None:
    """The limits or the list were changed after the act; an act that changed them, too, stays."""
    if floor.undo is not None and floor.undo.what == t.ListWoundDown.__name__:
        floor.undo = None


def gone_on(floor: Floor) -> None:
    """The meeting went on to another item after the act."""
    if floor.undo is not None:
        floor.undo.gone = True


def standing(floor: Floor) -> UndoSlot | None:
    """The act that can still be taken back, for 10 s from its time."""
    return None if floor.undo is None or floor.undo.gone else floor.undo


def outlived(floor: Floor, entry: Entry) -> None:
    """A request left, or lost its picture, after the act; if it was the act's own, nothing is to
    be undone."""
    slot = floor.undo
    if slot is not None and any(one.id == entry.id for one in slot.before):
        floor.undo = None


def take_back(floor: Floor, at: int) -> None:
    """Put the floor back to where it stood before the act."""
    slot = floor.undo
    assert slot is not None, "an undo was decided, so its slot stands"
    for before in slot.before:
        floor.entries[before.id] = _as_before(before, floor.entries[before.id], slot, at)
    turned = floor.current != slot.current
    floor.current, floor.last_spoke = slot.current, slot.last_spoke
    floor.spoken, floor.share = slot.spoken, slot.share
    if slot.what == t.ListWoundDown.__name__:
        floor.limits, floor.list_open = slot.limits, slot.list_open
    floor.order = _order(floor, slot)
    deferred = EntryState.DEFERRED
    floor.aside = [entry for entry in slot.aside if floor.entries[entry].state is deferred]
    if turned:
        handover.turned(floor, at)
    if slot.what in _DECLINES:
        _shown_before(floor, slot)
    floor.undo = None


def _shown_before(floor: Floor, slot: UndoSlot) -> None:
    """What was last not arranged, as those points saw it before."""
    for site, declined in slot.declined.items():
        floor.declined.pop(site, None)
        if declined is not None:
            floor.declined[site] = declined


def _as_before(before: Entry, now: Entry, slot: UndoSlot, at: int) -> Entry:
    """The entry of then, with what others did to it since; its step begins anew."""
    entry = replace(
        before,
        person=now.person,
        confirmed_at=now.confirmed_at,
        by_phone=now.by_phone,
        asked=None,
        wait_from=None if before.wait_from is None else at,
    )
    if now.called_at == before.called_at:
        entry = replace(
            entry, ready_at=now.ready_at, cued_at=now.cued_at, picture_at=now.picture_at
        )
    return replace(entry, withdrawn_at=at) if slot.entered else entry


def _order(floor: Floor, slot: UndoSlot) -> list[EntryId]:
    """The order of then, without those who left, and with those who came in their turn."""
    own = {entry.id for entry in slot.before}
    waiting, then = set(floor.order) - own, set(slot.order)
    order = [entry for entry in slot.order if entry in waiting or entry in own]
    order = [entry for entry in order if floor.entries[entry].state in queue.WAITING]
    for entry in floor.entries.values():
        if entry.id in waiting and entry.id not in then:
            queue.insert(floor.entries, order, entry)
    return order
