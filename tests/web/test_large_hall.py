"""A hall of two thousand people by name: opened, searched and ticked without waiting."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import House
from tests.web.rosters import GIVEN, crowd, enrol, find, opened_ms, tick

pytestmark = pytest.mark.browser

# The bounds are 300, 50 and 100 ms on a machine of one's own (`bench/rosters.py`); tests share it.
OPEN_MS, FIND_MS, TICK_MS = 3_000, 500, 1_000


def shown(page: Page) -> list[str]:
    """The ids of the rows that are in the page."""
    rows = page.get_by_test_id("people").locator("li")
    return [str(row.get_attribute("data-testid"))[7:] for row in rows.all()]


def test_two_thousand_names_are_there_and_only_a_few_rows(house: House, enter: Enter) -> None:
    crowd(house)
    page = enter("site").page
    expect(page.get_by_test_id("people-found")).to_have_text("2000 người")
    expect(page.get_by_test_id("present-count")).to_have_text("0 / 2000 có mặt")
    until(lambda: 3 <= len(shown(page)) <= 60, "only those that are seen")
    expect(page.get_by_test_id("people").locator("li").first).to_have_attribute(
        "aria-setsize", "2000"
    )
    assert [what for what, _ in house.asked].count("roster") == 1


def test_they_are_sorted_by_given_name_and_found_without_diacritics(
    house: House, enter: Enter
) -> None:
    crowd(house)
    seat = enter("site")
    page = seat.page
    expect(page.get_by_test_id("person-64.0000")).to_be_visible()
    assert shown(page)[:3] == ["64.0000", "64.0010", "64.0020"], f"all called {GIVEN[0]}"
    page.get_by_test_id("people-sort").select_option("roster")
    expect(page.get_by_test_id("person-64.0001")).to_be_visible()
    seat.fill("people-find", "mau 1997 hai")
    expect(page.get_by_test_id("people-found")).to_have_text("0 / 2000 người")
    seat.fill("people-find", "dai bieu mau 1995")
    expect(page.get_by_test_id("people-found")).to_have_text("1 / 2000 người")
    expect(page.get_by_test_id("person-64.1995")).to_be_visible()


def test_a_tick_is_shown_at_once_and_counted(house: House, enter: Enter) -> None:
    crowd(house)
    seat = enter("site")
    page = seat.page
    seat.fill("people-find", "0123")
    seat.click("status-64.0123-in_person")
    until(lambda: house.sent("record"), "sent")
    view = copy.deepcopy(house.views["site"])
    view["entered"] = "." * 123 + "P" + "." * 1876
    view["waiting"] = 1
    house.show("site", view)
    expect(page.get_by_test_id("present-count")).to_have_text("1 / 2000 có mặt")
    expect(page.get_by_test_id("person-64.0123")).to_have_attribute("data-status", "in_person")
    view = copy.deepcopy(view)
    view["entered"], view["waiting"] = "", 0
    roster = view["own"]["roster"]
    roster["states"] = "N" * 123 + "P" + "N" * 1876
    house.show("site", view)
    expect(page.get_by_test_id("present-count")).to_have_text("1 / 2000 có mặt")
    expect(page.get_by_test_id("sync-64.0123")).to_contain_text("Trung ương đã nhận")


def test_what_waits_or_was_refused_is_seen_however_many_entries_came_after(
    house: House, enter: Enter
) -> None:
    view = crowd(house)
    view["entered"] = "P!" + "." * 1998
    view["waiting"] = 1
    page = enter("site").page
    page.get_by_test_id("people-sort").select_option("roster")
    expect(page.get_by_test_id("sync-64.0000")).to_have_text("chờ gửi")
    expect(page.get_by_test_id("sync-64.0001")).to_have_text("bị từ chối")


def test_one_more_person_fetches_one_page(house: House, enter: Enter) -> None:
    crowd(house, 80)
    page = enter("site").page
    expect(page.get_by_test_id("people-found")).to_have_text("80 người")
    people = [one for part in house.reads["roster-64"] for one in part["people"]]
    view = enrol(house, [*people, {**people[0], "id": "64.x-1", "name": "Đại biểu mẫu thêm"}])
    view["own"]["roster"]["pages"][-1] = "newer"
    house.reads["roster-64"][-1]["tag"] = "newer"
    house.show("site", view)
    expect(page.get_by_test_id("people-found")).to_have_text("81 người")
    assert house.asked[-1] == ("roster", {"site": "64", "pages": "3"})


def test_only_somebody_who_is_here_can_leave_and_that_is_no_correction(
    house: House, enter: Enter
) -> None:
    view = crowd(house, 3)
    view["own"]["roster"]["states"] = "PNN"
    seat = enter("site")
    expect(seat.page.get_by_test_id("status-64.0001-left")).to_have_count(0)
    seat.click("status-64.0000-left")
    expect(seat.page.get_by_test_id("leave-dialog")).to_be_visible()
    expect(seat.page.get_by_test_id("because")).to_have_count(0)


def test_whoever_is_no_longer_invited_is_listed_only_for_having_come(
    house: House, enter: Enter
) -> None:
    view = crowd(house, 3)
    people: list[Any] = house.reads["roster-64"][0]["people"]
    people[1]["struck"] = people[2]["struck"] = True
    view["own"]["roster"]["states"] = "NNP"
    page = enter("site").page
    expect(page.get_by_test_id("person-64.0002")).to_contain_text("không còn được mời")
    assert shown(page) == ["64.0000", "64.0002"]


def test_who_speaks_is_found_by_a_search_where_the_list_is_long(house: House, enter: Enter) -> None:
    crowd(house)
    seat = enter("site")
    seat.click("speak-person")
    seat.fill("speak-person-find", "mau 1234")
    seat.click("speak-person-64.1234")
    expect(seat.page.get_by_test_id("speak-person-name")).to_contain_text("1234")
    seat.click("request-speak")
    until(lambda: house.sent("request_floor"), "sent")
    assert house.sent("request_floor")[0]["person"] == "64.1234"


@pytest.mark.alone
def test_it_is_quick(house: House, enter: Enter) -> None:
    crowd(house)
    page = enter("site").page
    expect(page.get_by_test_id("person-64.0000")).to_be_visible()
    assert opened_ms(page) < OPEN_MS
    find_ms, found = find(page, "1234")
    assert (find_ms < FIND_MS, found) == (True, 1)
    tick_ms, status = tick(page, "64.1234", "online")
    assert (tick_ms < TICK_MS, status) == (True, "online")
