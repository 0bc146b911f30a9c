"""Where a door finds the conductor of a session."""

from __future__ import annotations

from coordinator.conductor import Conductor
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.hall import Hall
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Head, Loaded
from tests.support.clocks import StillClock
from wire.vocabulary import SessionId


def conductor(name: str) -> Conductor:
    loaded = Loaded(Session(SessionId(name)), People(), Head(0, ""))
    return Conductor(loaded, MemoryStore(), StillClock(1), Watch())


def test_a_session_is_found_by_its_id() -> None:
    hall = Hall()
    first, second = conductor("first"), conductor("second")
    hall.add(first)
    hall.add(second)
    assert hall.get("first") is first
    assert hall.get("third") is None
    assert list(hall) == [first, second]
    assert len(hall) == 2


def test_the_only_session_needs_no_name() -> None:
    hall = Hall()
    assert hall.get(None) is None
    only = conductor("only")
    hall.add(only)
    assert hall.get(None) is only
    hall.add(conductor("another"))
    assert hall.get(None) is None


def test_sessions_may_come_while_somebody_goes_through_them() -> None:
    hall = Hall()
    hall.add(conductor("first"))
    for number, _ in enumerate(hall):
        hall.add(conductor(f"more {number}"))
    assert len(hall) == 2
