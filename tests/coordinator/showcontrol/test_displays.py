"""Which point stands on which display."""

from __future__ import annotations

from coordinator.core.floor import commands as c
from coordinator.core.session import CloseSession
from coordinator.core.state import Session
from coordinator.showcontrol.displays import NEAR_MS, Precedence, displays, precedence
from coordinator.showcontrol.tsl import Display
from coordinator.views.tally import Tally
from tests.support.playbook import given
from tests.support.small_meeting import CB, CHU_PAH, CLUSTER, E1, GL, clock, live, small_meeting
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
    """Of several, the one begun last."""
    prepared, held = given(*small_meeting()).session, given(*live()).session
    closed = given(*live()).done(CloseSession()).session
    for other in (prepared, closed, Session(prepared.id)):
        assert first(held, other) is held
    later = given(*live(), at="8:30").session
    assert first(held, later) is later
    assert HALL in held.sites


def first(*sessions: Session) -> Session:
    """Who has the displays at 9:00."""
    return max(sessions, key=lambda one: precedence(one).at(clock("9:00")))


def test_without_one_that_is_held_the_nearest_in_time_has_them() -> None:
    """Neither next week's, which is prepared, too, nor the one that was held yesterday."""
    now, hour = clock("8:00"), 3_600_000
    hours = (-24, -3, 1, 2, 24 * 7)
    meetings = [Precedence(0, now + number * hour) for number in hours]
    assert max(meetings, key=lambda one: one.at(now)) == meetings[2]
    assert [one.idle(now) for one in meetings] == [True, False, False, False, True]
    assert not Precedence(0, now + NEAR_MS).idle(now)
    assert Precedence(0, now, over=True).idle(now)
    assert not Precedence(1, now - 24 * 90 * hour).idle(now), "its record is being put right"
