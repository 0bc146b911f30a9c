"""Which point stands on which display."""

from __future__ import annotations

from coordinator.core.floor import commands as c
from coordinator.core.session import CloseSession
from coordinator.core.state import Session
from coordinator.showcontrol.displays import displays, precedence
from coordinator.showcontrol.tsl import Display
from coordinator.views.tally import Tally
from tests.support.playbook import given
from tests.support.small_meeting import CB, CHU_PAH, CLUSTER, E1, GL, live, small_meeting
from wire.vocabulary import HALL, SiteId, SpeechKind


def test_without_a_map_the_first_two_levels_are_numbered_in_their_order() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE), c.GiveFloor(E1))
    assert displays(script.session, {}) == (
        Display(0, "Hà Nội", Tally.NONE),
        Display(1, "Bộ Tài chính", Tally.NONE),
        Display(2, "Gia Lai", Tally.ON_AIR),
        Display(3, "Cao Bằng", Tally.NONE),
    )


def test_a_map_names_any_point_and_one_that_is_not_there_is_dark() -> None:
    script = given(*live())
    script.when(c.RequestFloor(CHU_PAH, SpeechKind.DEBATE), by=CLUSTER).accepted()
    shown = displays(script.session, {CB: 9, CHU_PAH: 1, SiteId("99"): 4})
    assert shown == (
        Display(9, "Cao Bằng", Tally.NONE),
        Display(1, "Chư Păh", Tally.WAITING),
        Display(4, "", Tally.NONE),
    )


def test_the_meeting_that_is_held_has_the_displays() -> None:
    """Of several, the one begun last; before all, the one that is to begin last."""
    prepared, held = given(*small_meeting()).session, given(*live()).session
    closed = given(*live()).done(CloseSession()).session
    empty = Session(prepared.id)
    assert precedence(held) > max(precedence(prepared), precedence(closed), precedence(empty))
    later = given(*live(), at="8:30").session
    assert precedence(later) > precedence(held)
    assert HALL in held.sites
