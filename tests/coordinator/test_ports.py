"""What stands between the rules and the world: values that are equal when they say the same."""

from __future__ import annotations

import inspect

import pytest

from coordinator import ports
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Batch, Clock, Grant, Head, Journal, Registry
from tests.support.clocks import StillClock
from wire.vocabulary import Role, SessionId


def test_a_batch_and_a_grant_are_values() -> None:
    assert Batch(SessionId("s"), ()) == Batch(SessionId("s"), (), (), ())
    assert Grant("g", Role.HOST, None) == Grant("g", Role.HOST, None, ())
    assert Head(0, "") != Head(1, "")


@pytest.mark.parametrize("port", [Journal, Registry])
def test_the_memory_store_has_every_door_of_its_ports(port: type) -> None:
    doors = {name for name, _ in inspect.getmembers(port, inspect.isfunction) if name[0] != "_"}
    assert doors
    for name in doors:
        wanted, made = getattr(port, name), getattr(MemoryStore, name)
        assert inspect.iscoroutinefunction(wanted) == inspect.iscoroutinefunction(made), name


def test_a_clock_tells_the_time() -> None:
    clock: Clock = StillClock(5)
    assert clock.now() == 5


def test_the_worlds_failures_are_types_of_their_own() -> None:
    kinds = (ports.StorageFull, ports.JournalUnavailable, ports.StoreLocked)
    assert all(issubclass(kind, Exception) for kind in kinds)
    assert not any(issubclass(one, other) for one in kinds for other in kinds if one is not other)
