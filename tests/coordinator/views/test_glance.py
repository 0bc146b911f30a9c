"""The wall and the roll call: tiles, header and a recount agree."""

from __future__ import annotations

from collections import Counter

import pytest

from coordinator.core.base import Draft
from coordinator.core.floor import commands as c
from coordinator.core.rollcall import AnswerRollCall, OpenRollCall
from coordinator.core.sites import LineBandChanged, SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.views import glance
from coordinator.views.glance import roll_call, wall
from tests.support.big_meeting import BigMeeting
from tests.support.playbook import given
from tests.support.small_meeting import ALAN, BTC, CB, CHU_PAH, GL, clock, live
from wire.vocabulary import HALL, Band, RollCallId


def on_wall(session: Session) -> Counter[str]:
    """All points as the wall shows them: tiles, and what is counted under them."""
    shown: Counter[str] = Counter()
    for tile in wall(session):
        shown.update([tile.state])
        shown.update(tile.below)
    return shown


def counted(session: Session) -> Counter[str]:
    return Counter(site.state.value for site in session.sites.values())


def test_a_tile_counts_the_points_without_a_tile_of_their_own() -> None:
    script = given(*live())
    script.time("9:05", Draft(SiteHeard(CHU_PAH), clock("9:05"))).accepted()
    tiles = {tile.site: tile for tile in wall(script.session)}
    assert list(tiles) == [HALL, BTC, GL, CB]
    assert tiles[GL].below == {"c": 1, "r": 1}
    assert tiles[HALL].below == {}
    assert tiles[CB].below == {}
    assert on_wall(script.session) == counted(script.session)


def test_tiles_header_and_recount_agree_whatever_happens() -> None:
    script = given(*live())
    for flip in (
        SiteHeard(GL),
        LineBandChanged(GL, Band.GOOD),
        SiteHeard(ALAN),
        SiteHeard(CB),
        SiteWentQuiet(CB),
    ):
        script.time("9:05", Draft(flip)).accepted()
        assert on_wall(script.session) == counted(script.session) == +Counter(script.session.tally)
    script.restart("9:06", "9:07").accepted()
    assert on_wall(script.session) == counted(script.session) == +Counter(script.session.tally)


def test_ministries_under_the_hall_are_not_counted_twice() -> None:
    session = BigMeeting("ậ").session
    assert on_wall(session) == counted(session) == +Counter(session.tally)
    assert sum(counted(session).values()) == 1 + 22 + 34 + 3_321
    tiles = {tile.site: tile for tile in wall(session)}
    assert (len(tiles), tiles[HALL].below) == (57, {})


def test_a_wall_has_so_many_tiles_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glance, "WALL_SHOWN", 2)
    assert [tile.site for tile in wall(given(*live()).session)] == [HALL, BTC]


def test_progress_of_the_last_roll_call() -> None:
    script = given(*live())
    assert roll_call(script.session) is None
    script.done(OpenRollCall(60_000), AnswerRollCall(RollCallId("r1"), GL), at="9:00")
    script.time("9:01").accepted()
    script.done(AnswerRollCall(RollCallId("r1"), CB), at="9:02")
    seen = roll_call(script.session)
    assert seen is not None
    assert (seen.expected, seen.answered, seen.late) == (4, 1, 1)
    assert seen.missing == (HALL, CHU_PAH)
    assert seen.answered + seen.late + len(seen.missing) == seen.expected
    assert (seen.number, seen.closed_at) == (1, clock("9:01"))


def test_only_some_of_the_missing_are_named() -> None:
    session = BigMeeting("x", communes=0).session
    seen = roll_call(session)
    assert seen is not None
    assert len(seen.missing) == glance.MISSING_SHOWN
    assert list(glance.unanswered(session))[: len(seen.missing)] == list(seen.missing)
    assert list(glance.unanswered(given(*live()).session)) == []


def test_the_order_of_calls_does_not_touch_the_wall() -> None:
    script = given(*live()).done(c.SetListOpen(False))
    assert on_wall(script.session) == counted(script.session)
