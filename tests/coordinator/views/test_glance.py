"""The wall: tiles, header and a recount agree."""

from __future__ import annotations

from collections import Counter

import pytest

from coordinator.core.base import Draft
from coordinator.core.floor import commands as c
from coordinator.core.media import MediaLegChanged
from coordinator.core.sites import LineBandChanged, SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.views import glance
from coordinator.views.glance import wall
from tests.support.big_meeting import BigMeeting
from tests.support.playbook import given
from tests.support.small_meeting import ALAN, BTC, CB, CHU_PAH, GL, clock, live
from wire.vocabulary import HALL, Band


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
        MediaLegChanged(CB, up=True),
        MediaLegChanged(CHU_PAH, up=True),
        MediaLegChanged(ALAN, up=True),
        MediaLegChanged(GL, up=False),
        MediaLegChanged(CB, up=False),
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


def test_the_order_of_calls_does_not_touch_the_wall() -> None:
    script = given(*live()).done(c.SetListOpen(False))
    assert on_wall(script.session) == counted(script.session)
