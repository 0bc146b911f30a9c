"""One bridge point as its page sees it."""

from __future__ import annotations

from dataclasses import replace

from agents.outbox import ACTS_SHOWN_MAX
from agents.point import Point, Shelf
from tests.support import tiny_roster
from tests.support.tiny_coordinator import floor_frame, own_frame
from wire.site_view import ActNow, LinkNow, RequestNow
from wire.vocabulary import EntryState, SpeechKind

LINK = LinkNow(True, 1, 2, 3, 4, "agent", True, False)


def act(number: int, made_at: int, state: str = "waiting", target: str = "") -> ActNow:
    return ActNow(f"a{number}", "head_count", target, state, "", made_at, None, "")


def test_each_change_wakes_every_page() -> None:
    point = Point("64")
    one, other = point.watch(), point.watch()
    point.show_floor(floor_frame(1))
    assert one.is_set()
    assert other.is_set()
    one.clear()
    point.unwatch(one)
    point.show_own(own_frame("64"))
    assert not one.is_set()


def test_an_entry_that_waits_is_never_mixed_into_what_the_coordinator_said() -> None:
    point = Point("64")
    point.show_own(own_frame("64"))
    point.shelf = Shelf((act(1, 5, target="64.p01"),), 1)
    page = point.page(9, LINK)
    assert page.own == own_frame("64")
    assert page.acts == point.shelf.acts
    assert page.waiting == 1
    assert point.entry_waits("64.p01")
    assert not point.entry_waits("64.p02")


def test_what_was_turned_away_is_shown_among_the_newest() -> None:
    point = Point("64")
    point.shelf = Shelf(tuple(act(n, n) for n in range(ACTS_SHOWN_MAX, 0, -1)), 0)
    point.turn_away(act(99, 18, "refused"))
    shown = point.acts()
    assert len(shown) == ACTS_SHOWN_MAX
    assert [one.id for one in shown[:4]] == ["a20", "a19", "a18", "a99"]


def test_a_picture_made_before_an_erasure_brings_no_name_back() -> None:
    point = Point("64")
    first, second = tiny_roster.roster("64", 2)
    (page,) = tiny_roster.pages("64", [first, second])
    asked = RequestNow(
        "e1", "i1", SpeechKind.DEBATE, 1, second.name, EntryState.QUEUED, 1, 5, None, 60_000
    )
    own = replace(own_frame("64", 2), requests=(replace(asked, person=second.id),))
    point.show_page(page)
    point.show_own(own)
    point.forget(frozenset((second.id,)))
    shown = repr((point.page(1, LINK), list(point.roster.people())))
    assert second.name not in shown
    point.show_own(replace(own, rev=2))
    point.show_page(page)
    shown = repr((point.page(1, LINK), list(point.roster.people())))
    assert second.name not in shown
    assert first.name in shown
