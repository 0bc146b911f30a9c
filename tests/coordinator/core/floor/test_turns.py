"""Commands and events of a turn, all on their lists."""

from __future__ import annotations

import gc

from coordinator.core.base import FloorCommand, FloorEvent
from coordinator.core.floor import turns
from coordinator.core.floor.events import FLOOR_EVENTS


def kinds(base: type) -> set[str]:
    gc.collect()  # a dataclass with slots leaves its slotless first form behind
    return {kind.__name__ for kind in base.__subclasses__() if kind.__module__ == turns.__name__}


def test_all_commands_of_a_turn_are_on_the_list() -> None:
    assert kinds(FloorCommand) == {kind.__name__ for kind in turns.TURN_COMMANDS}


def test_all_events_of_a_turn_are_on_the_list_and_of_the_floor() -> None:
    assert kinds(FloorEvent) == {kind.__name__ for kind in turns.TURN_EVENTS}
    assert set(turns.TURN_EVENTS) < set(FLOOR_EVENTS)


def test_an_end_of_the_list_closes_it_unless_told_otherwise() -> None:
    assert turns.WindDown(3).limit_ms is None
    assert not turns.ListWoundDown({}, ()).list_open
