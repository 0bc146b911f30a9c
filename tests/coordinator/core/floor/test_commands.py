"""Floor commands: what someone wants, each a value, all on one list."""

from __future__ import annotations

import gc

from coordinator.core.base import FloorCommand
from coordinator.core.floor import commands as c
from coordinator.core.floor.turns import TURN_COMMANDS
from tests.support.small_meeting import E1, GL
from wire.vocabulary import Channel, SpeechKind


def test_all_floor_commands_are_on_the_list() -> None:
    gc.collect()  # a dataclass with slots leaves its slotless first form behind
    assert {kind.__name__ for kind in FloorCommand.__subclasses__()} == {
        kind.__name__ for kind in (*c.FLOOR_COMMANDS, *TURN_COMMANDS)
    }


def test_a_request_comes_from_the_site_itself_unless_told_otherwise() -> None:
    request = c.RequestFloor(GL, SpeechKind.DEBATE)
    assert (request.channel, request.age_ms, request.person) == (Channel.SITE, 0, None)


def test_a_move_names_its_neighbour() -> None:
    assert c.MoveRequest(E1, None).before is None
