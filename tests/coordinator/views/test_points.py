"""The states of all points: packed in the directory's order, kept along the events, small."""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections import Counter

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from coordinator.console.answers import PointsFrame, encode
from coordinator.core.attendance.events import HeadCountNoted
from coordinator.core.base import Event
from coordinator.core.media import MediaLegChanged
from coordinator.core.sites import (
    LineBandChanged,
    SiteHeard,
    SitesInvited,
    SiteSpec,
    SiteWentQuiet,
)
from coordinator.core.state import Session
from coordinator.views.directory import directory
from coordinator.views.points import LETTERS, POINTS_SHOWN_MAX, PackedStates, points_view
from tests.support.big_meeting import BigMeeting
from tests.support.playbook import given
from tests.support.small_meeting import ALAN, BTC, CB, CHU_PAH, GL, live, texts
from wire.limits import VIEW_BYTES_MAX
from wire.vocabulary import HALL, Band, SiteId, SiteKind, SiteState

LINES = (HALL, GL, CB, CHU_PAH, ALAN)


def unpacked(text: str, count: int) -> list[str]:
    """The letters, as a page reads them."""
    nibbles = [half for byte in b64decode(text) for half in (byte >> 4, byte & 15)]
    return [LETTERS[nibble] for nibble in nibbles[:count]]


def letters(session: Session) -> list[str]:
    return [session.sites[site].state.value for site in session.site_order]


def test_every_point_by_its_letter_in_the_directorys_order() -> None:
    script = given(*live(), SiteHeard(GL), LineBandChanged(GL, Band.GOOD), SiteWentQuiet(CB))
    session = script.session
    view = points_view(session, PackedStates(session), script.now)
    assert unpacked(view.states, view.points) == ["n", "s", "g", "l", "n", "r"]
    assert (view.counts, view.points) == ({"n": 2, "s": 1, "g": 1, "l": 1, "r": 1}, 6)
    assert view.order == directory(session, texts(), phones=True).order
    codes = "\n".join((HALL, BTC, GL, CB, CHU_PAH, ALAN))
    assert view.order == hashlib.sha256(codes.encode()).hexdigest()[:16]
    assert set(LETTERS) == {state.value for state in SiteState}


FLIPS = st.one_of(
    st.builds(SiteHeard, st.sampled_from(LINES)),
    st.builds(SiteWentQuiet, st.sampled_from(LINES)),
    st.builds(MediaLegChanged, st.sampled_from(LINES), st.booleans()),
    st.builds(LineBandChanged, st.sampled_from(LINES), st.sampled_from(list(Band))),
)


@any_of(st.lists(FLIPS, max_size=30))
def test_what_is_kept_along_the_events_is_what_a_walk_over_all_finds(flips: list[Event]) -> None:
    script = given(*live())
    packed = PackedStates(script.session)
    for flip in flips:
        before = len(script.journal)
        script.given(flip)
        packed.follow(script.session, script.journal[before:])
        view = points_view(script.session, packed, script.now)
        assert unpacked(view.states, view.points) == letters(script.session)
        assert Counter(unpacked(view.states, view.points)) == view.counts


def test_more_points_and_a_restart_make_it_anew() -> None:
    script = given(*live(), SiteHeard(GL))
    packed = PackedStates(script.session)
    order = packed.order
    more = SitesInvited((SiteSpec(SiteId("64-03"), "C", "C", "C", SiteKind.COMMUNE, GL),))
    script.given(more, SiteHeard(SiteId("64-03")))
    packed.follow(script.session, script.journal[-2:])
    assert (len(packed), packed.order == order) == (7, False)
    assert unpacked(packed.text(), 7) == letters(script.session)
    before = len(script.journal)
    script.restart("8:10", "8:20").accepted()
    packed.follow(script.session, script.journal[before:])
    assert unpacked(packed.text(), 7) == letters(script.session)
    assert "u" in letters(script.session)


@pytest.mark.slow
def test_a_frame_of_as_many_points_as_may_be_stays_under_its_bound() -> None:
    big = BigMeeting("e", POINTS_SHOWN_MAX - 57)
    assert len(big.session.sites) == POINTS_SHOWN_MAX
    view = points_view(big.session, PackedStates(big.session), big.now)
    assert len(encode(PointsFrame("view", "points", view))) <= VIEW_BYTES_MAX


def test_what_concerns_no_line_leaves_the_text_as_it_is() -> None:
    script = given(*live())
    packed = PackedStates(script.session)
    first = packed.text()
    script.given(HeadCountNoted(GL, 21))
    packed.follow(script.session, script.journal[-1:])
    assert packed.text() is first
