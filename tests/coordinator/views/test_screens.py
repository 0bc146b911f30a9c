"""The wall and the order for the hall's screens: counts that agree, no personal texts, small."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from coordinator.console.answers import encode
from coordinator.console.screen_words import QueueFrame, WallFrame
from coordinator.core.base import Draft
from coordinator.core.conduct import BeginRestricted, EndRestricted
from coordinator.core.floor import commands as c
from coordinator.core.programme import BeginItem
from coordinator.core.sites import LineBandChanged, MapTile, SiteHeard, SitesInvited
from coordinator.core.state import Session
from coordinator.views import screens
from coordinator.views.screens import ROWS_SHOWN, WallView, queue_view, wall_view
from tests.support.big_meeting import WAITING, BigMeeting
from tests.support.playbook import Script, given
from tests.support.small_meeting import BTC, CB, DISCUSSION, E1, E2, GL, HEAD, live, ref, texts
from wire.limits import VIEW_BYTES_MAX
from wire.vocabulary import HALL, Band, EntryState, Phase, SessionId, SpeechKind


def two_wait() -> Script:
    """Gia Lai speaks, Cao Bằng is called, the ministry waits."""
    return given(*live(), at="9:00").done(
        BeginItem(DISCUSSION),
        c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD, topic=ref("topic")),
        c.GiveFloor(E1),
        c.RequestFloor(CB, SpeechKind.DEBATE),
        c.CallPoint(E2),
        c.RequestFloor(BTC, SpeechKind.REPLY),
        at="9:12",
    )


def points_of(view: WallView) -> Counter[str]:
    """All points as the wall shows them."""
    shown: Counter[str] = Counter(spot.state for spot in view.spots)
    for spot in view.spots:
        shown.update(spot.below)
    return shown


def test_the_wall_has_a_tile_for_each_point_and_its_counts_agree() -> None:
    script = two_wait()
    script.time("9:13", Draft(SiteHeard(GL)), Draft(LineBandChanged(GL, Band.GOOD))).accepted()
    view = wall_view(script.session, script.now)
    assert [spot.site for spot in view.spots] == [HALL, BTC, GL, CB]
    gia_lai = view.spots[2]
    assert (gia_lai.name, gia_lai.short, gia_lai.column, gia_lai.row) == ("Gia Lai", "GL", 7, 14)
    assert (gia_lai.state, gia_lai.below) == ("g", {"n": 1, "r": 1})
    assert points_of(view) == Counter(view.counts)
    assert (view.on_air, view.phase, view.item is not None) == (GL, Phase.LIVE, True)
    assert [(one.site, one.state) for one in view.standby] == [(CB, EntryState.CALLED)]


def test_parts_of_the_map_that_are_no_points_come_along() -> None:
    sea = MapTile("Hoàng Sa", 8, 10)
    script = given(*live(), SitesInvited((), (sea,)))
    assert wall_view(script.session, script.now).tiles == (sea,)


def test_a_short_name_that_says_no_more_is_left_out() -> None:
    script = given(*live())
    site = script.session.sites[GL]
    site.spec = replace(site.spec, short=site.spec.name)
    view = wall_view(script.session, script.now)
    assert [spot.short for spot in view.spots] == ["HN", "BTC", "", "CB"]


def test_the_order_without_names_or_telephones() -> None:
    script = two_wait()
    view = queue_view(script.session, texts(), script.now)
    assert view.speaking is not None
    assert (view.speaking.site_name, view.speaking.speaker) == (
        "Gia Lai",
        "Đại biểu mẫu 01 – 64",
    )
    assert [(row.site_name, row.kind, row.state) for row in view.rows] == [
        ("Cao Bằng", SpeechKind.DEBATE, EntryState.CALLED),
        ("Bộ Tài chính", SpeechKind.REPLY, EntryState.REQUESTED),
    ]
    assert (view.waiting, view.list_open) == (2, True)
    told = encode(view).decode()
    assert "0269" not in told
    assert "topic" not in told


def test_a_restricted_part_is_nobodys_business_on_a_screen() -> None:
    script = two_wait().done(BeginRestricted((GL,)))
    wall = wall_view(script.session, script.now)
    queue = queue_view(script.session, texts(), script.now)
    assert (wall.restricted, wall.on_air, wall.standby, wall.item) == (True, None, (), None)
    assert (queue.restricted, queue.speaking, queue.rows, queue.waiting) == (True, None, (), 0)
    assert "Gia Lai" not in encode(queue).decode()
    script.done(EndRestricted())
    assert queue_view(script.session, texts(), script.now).waiting == 2


def test_nobody_has_the_floor() -> None:
    script = given(*live())
    wall, queue = (
        wall_view(script.session, script.now),
        queue_view(script.session, texts(), script.now),
    )
    assert (wall.on_air, wall.standby, queue.speaking, queue.rows) == (None, (), None, ())


@pytest.mark.parametrize("letter", ["a", "ậ", '"'])
def test_whatever_people_write_the_views_stay_small(letter: str) -> None:
    big = BigMeeting(letter)
    wall = wall_view(big.session, big.now)
    queue = queue_view(big.session, big.people, big.now)
    assert len(encode(WallFrame("view", "wall", wall))) < VIEW_BYTES_MAX
    assert len(encode(QueueFrame("view", "queue", queue))) < VIEW_BYTES_MAX
    assert len(wall.spots) == 57
    assert sum(points_of(wall).values()) == len(big.session.sites) == sum(wall.counts.values())
    assert queue.waiting == WAITING
    assert 30 <= len(queue.rows) <= ROWS_SHOWN


def test_names_are_shortened_only_when_they_do_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    big = BigMeeting("a")
    assert {len(spot.name) for spot in wall_view(big.session, big.now).spots} == {120}
    monkeypatch.setattr(screens, "SPOTS_BYTES_MAX", 10_500)
    assert {len(spot.name) for spot in wall_view(big.session, big.now).spots} == {60}
    monkeypatch.setattr(screens, "SPOTS_BYTES_MAX", 1_000)
    assert 0 < len(wall_view(big.session, big.now).spots) < 57


def test_an_empty_session() -> None:
    assert wall_view(Session(SessionId("s")), 1).spots == ()
