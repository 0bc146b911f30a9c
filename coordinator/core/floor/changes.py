"""The only code that alters the floor. It never refuses and never looks at a clock.

Here are the acts on the list as a whole; `turn_changes` has what an act does to its entry, `places`
what it does to the order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coordinator.core.base import Event, Recorded
from coordinator.core.floor import events as e
from coordinator.core.floor import queue, quota, turn_changes, undo
from coordinator.core.floor import turns as t
from coordinator.core.floor.places import PLACES, leave_air
from coordinator.core.floor.state import Entry, Floor, FloorRules, LastAct
from wire.vocabulary import Channel, EntryId, EntryState

if TYPE_CHECKING:
    from coordinator.core.state import Session

# These never make an act of another wrong, and so no conflict.
_HARMLESS = (e.FloorRequested, e.SiteReady, t.HandOverAsked, t.PictureUp, t.DeclineRead)


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one floor event, remember who did what, and keep what an undo would need."""
    floor, event, at = session.floor, recorded.event, recorded.effective_at
    assert isinstance(event, e.FLOOR_EVENTS)
    harmless = _harmless(floor, event)
    undo.prepare(floor, event, recorded)
    whole = _WHOLE.get(type(event))
    if whole is not None:
        whole(session, event, at)
    else:
        _on_entry(session, event, at)
    quota.renumber(session)
    floor.rev = recorded.rev
    if not harmless:
        stamp(floor, recorded)


def _harmless(floor: Floor, event: Event) -> bool:
    """Whether it makes no act of another wrong: so does an opinion in writing, but of one who
    still waits."""
    if isinstance(event, t.WrittenReceived):
        return floor.entries[event.entry].state is EntryState.DECLINED
    return isinstance(event, _HARMLESS)


def stamp(floor: Floor, recorded: Recorded) -> None:
    """An act has changed the floor: its revision, and who did what."""
    floor.rev = recorded.rev
    floor.last = LastAct(
        recorded.rev,
        recorded.recorded_at,
        recorded.actor.id,
        recorded.actor.role.value,
        type(recorded.event).__name__,
        getattr(recorded.event, "entry", None),
    )


def _requested(session: Session, event: e.FloorRequested, at: int) -> None:
    floor = session.floor
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
        answers=event.answers,
        mic=event.mic,
    )
    floor.made += 1
    floor.entries[entry.id] = entry
    queue.insert(floor.entries, floor.order, entry)
    floor.declined.pop(event.site, None)
    undo.came(floor, entry)


def _limits(session: Session, event: e.LimitsChanged, _: int) -> None:
    session.floor.limits.update(event.limits)
    undo.ruled(session.floor)


def _list_open(session: Session, event: e.ListOpenSet, _: int) -> None:
    session.floor.list_open = event.is_open
    undo.ruled(session.floor)


def _rules(session: Session, event: e.RulesChanged, _: int) -> None:
    session.floor.rules = FloorRules(event.present_only, event.picture_check, event.speeches_max)


def _passed_over(session: Session, event: t.PassedOver, at: int) -> None:
    floor = session.floor
    for what in (e.CallRevoked(event.entry), e.PointCalled(event.to)):
        entry = floor.entries[what.entry]
        floor.entries[entry.id] = turn_changes.changed(entry, what, at)
    queue.settle(floor.entries, floor.order, event.entry)
    queue.settle(floor.entries, floor.order, event.to)


def _set_aside(session: Session, event: t.RequestsSetAside, at: int) -> None:
    floor = session.floor
    for one in event.entries:
        entry = floor.entries[one]
        if floor.current == one:
            leave_air(session, entry, at)
        else:
            floor.order.remove(one)
        floor.entries[one] = replace(turn_changes.stood_down(entry, at), aside_item=event.item)
        floor.aside.append(one)


def _returned(session: Session, event: t.RequestsReturned, at: int) -> None:
    for one in reversed(event.entries):
        _to_the_front(session, one, at)


def _to_the_front(session: Session, one: EntryId, at: int) -> None:
    floor = session.floor
    if one in floor.aside:
        floor.aside.remove(one)
    floor.entries[one] = turn_changes.returned(floor.entries[one], at)
    queue.settle(floor.entries, floor.order, one)


def _put_back(session: Session, event: t.SpeakerPutBack, at: int) -> None:
    quota.spend(session, session.floor.entries[event.entry], step=-1)
    session.floor.last_spoke = None
    _to_the_front(session, event.entry, at)


def _wound_down(session: Session, event: t.ListWoundDown, at: int) -> None:
    session.floor.limits.update(event.limits)
    session.floor.list_open = event.list_open
    for entry in event.declined:
        _on_entry(session, e.RequestDeclined(entry), at)


_WHOLE: dict[type, Callable[[Session, Any, int], None]] = {
    e.FloorRequested: _requested,
    e.FloorActUndone: lambda session, _, at: undo.take_back(session.floor, at),
    e.LimitsChanged: _limits,
    e.ListOpenSet: _list_open,
    e.RulesChanged: _rules,
    t.PassedOver: _passed_over,
    t.RequestsSetAside: _set_aside,
    t.RequestsReturned: _returned,
    t.SpeakerPutBack: _put_back,
    t.ListWoundDown: _wound_down,
}


def _on_entry(session: Session, event: Any, at: int) -> None:
    floor = session.floor
    entry = floor.entries[event.entry]
    floor.entries[entry.id] = turn_changes.changed(entry, event, at)
    after = PLACES.get(type(event))
    if after is not None:
        after(session, entry, event, at)
