"""Floor events: what has become true, all on one list."""

from __future__ import annotations

import gc

from coordinator.core.base import FloorEvent
from coordinator.core.floor.events import FLOOR_EVENTS
from coordinator.core.floor.undo import UNDOABLE


def test_all_floor_events_are_on_the_list() -> None:
    gc.collect()  # a dataclass with slots leaves its slotless first form behind
    assert {kind.__name__ for kind in FloorEvent.__subclasses__()} == {
        kind.__name__ for kind in FLOOR_EVENTS
    }


def test_what_can_be_undone_is_of_the_floor() -> None:
    assert set(UNDOABLE) < set(FLOOR_EVENTS)
