"""Points: the one state of each, intervals that never overlap, and counters that add up."""

from __future__ import annotations

import pytest

from coordinator.core import sites
from coordinator.core.base import Draft, Refused
from coordinator.core.media import ReportMediaLeg
from coordinator.core.session import (
    CloseSession,
    CoordinatorRestarted,
    ReopenSession,
    StartSession,
)
from coordinator.core.sites import (
    Interval,
    LineBandChanged,
    MapTile,
    SiteHeard,
    SitesInvited,
    SiteSpec,
    SiteWentQuiet,
    require,
)
from coordinator.core.state import Session
from tests.support.playbook import given
from tests.support.small_meeting import ALAN, BTC, CB, CHU_PAH, GL, clock, small_meeting
from wire.vocabulary import HALL, Band, LineReason, Presence, SessionId, SiteId, SiteKind


def heard(at: str, site: SiteId = GL) -> Draft:
    return Draft(SiteHeard(site), clock(at))


def quiet(at: str, site: SiteId = GL) -> Draft:
    return Draft(SiteWentQuiet(site), clock(at))


def band(at: str, value: Band, site: SiteId = GL) -> Draft:
    return Draft(LineBandChanged(site, value, LineReason.JITTER), clock(at))


def letters(session: Session) -> str:
    """The state of every point, in order."""
    return "".join(session.sites[site].state.value for site in session.site_order)


def test_at_first_nobody_was_ever_heard() -> None:
    session = given(*small_meeting()).session
    assert session.site_order == [HALL, BTC, GL, CB, CHU_PAH, ALAN]
    assert letters(session) == "nsnnnr"
    assert session.tally == {"n": 4, "s": 1, "r": 1}
    assert session.below == {GL: {"n": 1, "r": 1}}


def test_a_point_may_be_invited_before_the_one_above_it() -> None:
    commune = SiteSpec(CHU_PAH, "Chư Păh", "CP", "", SiteKind.COMMUNE, GL)
    province = SiteSpec(GL, "Gia Lai", "GL", "", SiteKind.PROVINCE)
    tile = MapTile("Trường Sa", 12, 20)
    session = given(SitesInvited((commune, province), (tile,))).session
    assert session.below == {GL: {"n": 1}}
    assert session.tiles == [tile]


def test_the_state_says_how_good_the_line_is_and_never_guesses() -> None:
    script = given(*small_meeting())
    for at, flip, letter in (
        ("8:30", heard("8:30"), "c"),
        ("8:31", band("8:31", Band.GOOD), "g"),
        ("8:32", band("8:32", Band.FAIR), "w"),
        ("8:33", band("8:33", Band.POOR), "w"),
        ("8:34", quiet("8:33:40"), "l"),
        ("8:35", heard("8:35"), "c"),
    ):
        script.time(at, flip).accepted()
        assert script.session.sites[GL].state.value == letter
        assert script.session.tally.get(letter) == 1
    assert script.session.sites[GL].reason is LineReason.NONE


def test_a_commune_counts_under_its_province() -> None:
    script = given(*small_meeting())
    script.time("8:30", heard("8:30", CHU_PAH), heard("8:30", ALAN)).accepted()
    assert {k: v for k, v in script.session.below[GL].items() if v} == {"c": 2}
    assert {k: v for k, v in script.session.tally.items() if v} == {"n": 3, "s": 1, "c": 2}


def test_intervals_end_at_the_deadline_and_begin_again() -> None:
    script = given(*small_meeting())
    script.time("8:30", heard("8:30")).accepted()
    script.time("8:41", quiet("8:40")).accepted()
    script.time("8:45", heard("8:44")).accepted()
    site = script.session.sites[GL]
    assert site.intervals == [
        Interval(clock("8:30"), clock("8:40")),
        Interval(clock("8:44")),
    ]
    assert site.heard_at == clock("8:30")
    assert site.flipped_at == clock("8:44")


def test_intervals_never_overlap_whatever_the_flips_are_dated() -> None:
    script = given(*small_meeting())
    for flip in (heard("8:30"), quiet("8:29"), heard("8:20"), quiet("8:35")):
        script.time("8:40", flip).accepted()
    at = clock("8:30")
    assert script.session.sites[GL].intervals == [Interval(at, at), Interval(at, clock("8:35"))]


def test_a_flapping_line_does_not_grow_the_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "INTERVALS_MAX", 2)
    script = given(*small_meeting())
    for minute in range(30, 36, 2):
        flips = heard(f"8:{minute}"), quiet(f"8:{minute + 1}")
        script.time(f"8:{minute + 1}", *flips).accepted()
    assert script.session.sites[GL].intervals == [
        Interval(clock("8:30"), clock("8:33")),
        Interval(clock("8:34"), clock("8:35")),
    ]


def test_after_a_restart_nothing_is_known_and_no_interval_ends() -> None:
    script = given(*small_meeting())
    flips = heard("8:30"), heard("8:30", CB), quiet("8:40", CB)
    script.time("8:41", *flips).accepted()
    script.restart("8:50", "8:51").then(CoordinatorRestarted(clock("8:50"), clock("8:51")))
    session = script.session
    assert letters(session) == "nsuunr"
    assert {k: v for k, v in session.tally.items() if v} == {"n": 2, "s": 1, "u": 2, "r": 1}
    assert session.sites[GL].intervals == [Interval(clock("8:30"))]
    # Heard again: the same interval goes on.
    script.time("8:52", heard("8:52")).accepted()
    assert session.sites[GL].intervals == [Interval(clock("8:30"))]
    # Not heard within the grace: the one that was lost before has no interval to end.
    script.time("8:53", quiet("8:52", CB)).accepted()
    assert session.sites[CB].intervals == [Interval(clock("8:30"), clock("8:40"))]


def test_at_the_closing_the_last_picture_stands_and_reopening_begins_a_new_one() -> None:
    script = given(*small_meeting()).done(StartSession(), at="8:00")
    script.time("8:41", heard("8:30"), heard("8:30", CB), quiet("8:40", CB)).accepted()
    script.done(ReportMediaLeg(CB, True), at="8:45").done(CloseSession(), at="9:00")
    gia_lai, cao_bang = script.session.sites[GL], script.session.sites[CB]
    assert (gia_lai.presence, cao_bang.media) == (Presence.HEARD, Presence.HEARD)
    assert gia_lai.intervals == [Interval(clock("8:30"), clock("9:00"))]
    assert cao_bang.intervals == [Interval(clock("8:30"), clock("8:40"))]
    assert cao_bang.media_intervals == [Interval(clock("8:45"), clock("9:00"))]
    script.done(ReopenSession(), at="9:10").restart("9:10", "9:11").accepted()
    assert gia_lai.presence is Presence.HEARD, "while the record is put right, too"
    script.done(StartSession(), at="9:12")
    assert (gia_lai.presence, cao_bang.media) == (Presence.UNKNOWN, Presence.UNKNOWN)
    script.time("9:13", heard("9:13")).accepted()
    assert gia_lai.intervals[1:] == [Interval(clock("9:13"))]


def test_a_second_restart_before_anybody_spoke_changes_nothing_more() -> None:
    script = given(*small_meeting())
    script.time("8:41", heard("8:30")).accepted()
    script.restart("8:50", "8:51").accepted()
    before = dict(script.session.tally)
    script.restart("8:51", "8:52").accepted()
    assert script.session.tally == before


def test_an_unknown_point_is_refused_with_its_code() -> None:
    with pytest.raises(Refused) as refused:
        require(Session(SessionId("s")), GL)
    assert refused.value.params == {"site": "64"}
