"""What an act on one entry does to the order, to the floor, and to what was spoken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coordinator.core.floor import events as e
from coordinator.core.floor import handover, queue, quota, undo
from coordinator.core.floor import turns as t
from coordinator.core.floor.state import Entry

if TYPE_CHECKING:
    from coordinator.core.state import Session


def _leave(session: Session, entry: Entry) -> None:
    """Out of the list, whether it waited or was set aside, or had been taken out before."""
    for places in (session.floor.order, session.floor.aside):
        if entry.id in places:
            places.remove(entry.id)


def _withdrawn(session: Session, entry: Entry, *_: object) -> None:
    _leave(session, entry)
    undo.outlived(session.floor, entry)


def _declined(session: Session, entry: Entry, *_: object) -> None:
    _leave(session, entry)
    session.floor.declined[entry.site] = entry.id


def _to_end(session: Session, entry: Entry, *_: object) -> None:
    session.floor.order.remove(entry.id)
    session.floor.order.append(entry.id)


def _moved(session: Session, entry: Entry, event: e.RequestMoved, _: int) -> None:
    queue.move(session.floor.entries, session.floor.order, entry.id, event.before)


def _called(session: Session, entry: Entry, *_: object) -> None:
    _leave(session, entry)
    queue.settle(session.floor.entries, session.floor.order, entry.id)


def _revoked(session: Session, entry: Entry, _: object, at: int) -> None:
    floor = session.floor
    if floor.current == entry.id:
        floor.current = None
        handover.turned(floor, at)
    queue.settle(floor.entries, floor.order, entry.id)


def _on_air(session: Session, entry: Entry, _: object, at: int) -> None:
    floor = session.floor
    floor.order.remove(entry.id)
    floor.current = entry.id
    floor.entries[entry.id] = replace(floor.entries[entry.id], item=session.programme.current)
    handover.turned(floor, at)


def _lost(session: Session, entry: Entry, *_: object) -> None:
    """A picture that is gone is not brought back by taking back an older act on the speech."""
    undo.outlived(session.floor, entry)


def _off_air(session: Session, entry: Entry, _: object, at: int) -> None:
    leave_air(session, entry, at)
    session.floor.last_spoke = entry.id
    quota.spend(session, entry)


def leave_air(session: Session, entry: Entry, at: int) -> None:
    """The floor is free, and the time that was used is the point's."""
    session.floor.current = None
    quota.share(session, entry, entry.spoken_ms(at) - entry.used_ms)
    handover.turned(session.floor, at)


PLACES: dict[type, Callable[[Session, Entry, Any, int], None]] = {
    e.RequestWithdrawn: _withdrawn,
    t.WrittenReceived: _withdrawn,
    e.RequestDeclined: _declined,
    e.RequestDeferred: _to_end,
    e.RequestMoved: _moved,
    e.PointCalled: _called,
    e.CallRevoked: _revoked,
    e.FloorGiven: _on_air,
    t.PictureLost: _lost,
    e.SpeechEnded: _off_air,
}
