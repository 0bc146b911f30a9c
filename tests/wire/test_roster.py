"""The people of a site in short."""

from __future__ import annotations

import pytest

from wire import roster
from wire.limits import PEOPLE_PER_SITE_MAX, ROSTER_PAGE_PEOPLE_MAX, VIEW_BYTES_MAX
from wire.roster import RosterNow, letter, minutes, page_of, since_of, status_of
from wire.roster_messages import Roster
from wire.vocabulary import Attendance


@pytest.mark.parametrize("status", list(Attendance))
def test_every_state_has_a_letter_and_comes_back(status: Attendance) -> None:
    for corrected in (False, True):
        states = "N" + letter(status, corrected=corrected)
        assert status_of(states, 1) is status
        assert states[1].islower() is corrected


def test_no_two_states_share_a_letter() -> None:
    assert len(set(roster.LETTERS.values())) == len(Attendance)


def test_a_letter_that_is_missing_or_new_is_no_state() -> None:
    assert status_of("PX", 1) is None
    assert status_of("PX", 2) is None


@pytest.mark.parametrize("number", [0, 1, 35, 36, 1295, 1296, roster.MINUTES_MAX])
def test_minutes_come_back(number: int) -> None:
    now = RosterNow(since_from=120_000, since=roster.NOT_SAID + minutes(number))
    assert since_of(now, 1) == 120_000 + number * roster.MINUTE_MS
    assert since_of(now, 0) is None
    assert since_of(now, 2) is None


def test_minutes_beyond_their_figures_are_the_last_that_can_be_said() -> None:
    assert minutes(10**9) == "zzy" != roster.NOT_SAID
    assert minutes(-1) == "000"


def test_places_and_pages() -> None:
    last = ROSTER_PAGE_PEOPLE_MAX - 1
    assert [page_of(place) for place in (0, last, last + 1)] == [0, 0, 1]
    assert page_of(PEOPLE_PER_SITE_MAX - 1) == PEOPLE_PER_SITE_MAX // ROSTER_PAGE_PEOPLE_MAX - 1


@pytest.mark.parametrize("sign", ["x", "ậ", '"', "😀"])
def test_a_full_page_of_the_longest_names_stays_under_the_bound(sign: str) -> None:
    person = roster.RosterPerson("X" * 16 + "." + "a" * 32, sign * 120, sign * 120, "C" * 9, True)
    people = (person,) * ROSTER_PAGE_PEOPLE_MAX
    page = Roster(type="roster", view=roster.RosterPage("X" * 16, 79, "f" * 12, people))
    assert len(page.model_dump_json().encode()) <= VIEW_BYTES_MAX


def test_what_was_entered_is_told_in_the_order_of_the_roster_while_it_has_no_answer() -> None:
    order = ["64.p01", "64.p02", "64.p03", ""]
    entries = [
        ("64.p03", "waiting", "absent"),
        ("64.p01", "waiting", "in_person"),
        ("64.p01", "refused", "in_person"),
        ("64.p03", "waiting", "left"),
        ("64.x-1", "waiting", "online"),
    ]
    assert roster.entered(order, entries) == "!.L."
    assert roster.entered(order, [*entries, ("64.p03", "accepted", "left")]) == "!..."
    assert roster.entered(order, [("64.p01", "accepted", "online")]) == ""
    assert roster.entered(order, []) == ""
