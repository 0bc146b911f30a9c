"""Two frames at most: the whole one, and the blank one of a restricted part."""

from __future__ import annotations

from coordinator.core.conduct import BeginRestricted
from coordinator.core.floor import commands as c
from coordinator.views.restricted import Floors, floors
from tests.support.playbook import Script, given
from tests.support.small_meeting import CB, E1, GL, HEAD, live, texts
from wire.floor_view import FloorFrame
from wire.vocabulary import SpeechKind


def shown(script: Script) -> tuple[Floors[FloorFrame], int]:
    """The frames, and how often one was encoded."""
    made: list[FloorFrame] = []

    def encoded(frame: FloorFrame) -> FloorFrame:
        made.append(frame)
        return frame

    return floors(script.session, texts(), script.now, encoded), len(made)


def test_an_ordinary_meeting_has_one_frame_for_all() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE, HEAD), c.GiveFloor(E1))
    found, made = shown(script)
    assert made == 1
    assert found.of((GL,)) is found.of((CB,)) is found.of(()) is found.whole


def test_in_a_restricted_part_each_sees_its_own_of_two() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE, HEAD), c.GiveFloor(E1))
    found, made = shown(script.done(BeginRestricted((GL,))))
    assert made == 2
    assert found.of((GL,)).speaking is not None
    assert found.of((CB,)).speaking is None
    assert found.of((CB,)).restricted
    assert found.of((GL, CB)) is found.blank, "what one is shown the other could read"
    assert found.of(()) is found.blank
