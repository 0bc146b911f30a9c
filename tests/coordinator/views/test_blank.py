"""What leaves the hall is blank in a restricted part, and only then."""

from __future__ import annotations

from coordinator.core.conduct import BeginRestricted, EndRestricted
from coordinator.core.floor import commands as c
from coordinator.core.programme import BeginItem
from coordinator.views.blank import blanked
from coordinator.views.tally import tallies
from coordinator.views.variables import ticks_in_ms, variables
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    DISCUSSION,
    E1,
    E2,
    GIA_LAI,
    GL,
    HEAD,
    clock,
    live,
    texts,
)
from wire.vocabulary import HALL, SpeechKind


def spoken() -> Script:
    """The head of Gia Lai speaks, and somebody in the hall is called."""
    script = given(*live()).done(BeginItem(DISCUSSION))
    asked = c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD)
    script.when(asked, by=GIA_LAI, at="9:05").accepted()
    script.done(c.RequestFloor(HALL, SpeechKind.DEBATE), c.ApproveRequest(E1), c.ApproveRequest(E2))
    return script.done(c.GiveFloor(E1), c.CallPoint(E2), at="9:06")


def test_an_ordinary_meeting_is_shown() -> None:
    assert not blanked(spoken().session)


def test_a_restricted_part_is_blank_until_it_ends() -> None:
    script = spoken().done(BeginRestricted((GL,)))
    assert blanked(script.session)
    script.done(EndRestricted())
    assert not blanked(script.session)


def test_while_it_lasts_variables_say_nothing_of_who_speaks_waits_or_is_asked() -> None:
    script = spoken()
    before = variables(script.session, texts(), clock("9:07"))
    script.done(BeginRestricted((GL,)))
    found = variables(script.session, texts(), clock("9:07"))
    assert set(found) == set(before)
    assert found["restricted"] is True
    told = {name: value for name, value in found.items() if value not in ("", 0, False, "none")}
    silent = ("speaker.", "next.", "hand_over.", "tally.", "item.title", "next_item.title")
    assert [name for name in told if name.startswith(silent)] == []
    assert found["item.id"] == "p2", "codes of the programme are no secret"
    assert tallies(script.session) == {}
    assert ticks_in_ms(script.session, clock("9:07")) is None
