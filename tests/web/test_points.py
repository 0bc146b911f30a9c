"""The list of all points and the finder: 3,356 rows by keyboard, pointer and screen reader."""

from __future__ import annotations

import copy
from base64 import b64decode, b64encode
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import faults
from tests.support.browser import PHONE
from tests.support.until import until
from tests.web.communes import Nation, nation
from tests.web.conftest import Enter
from tests.web.house import House

pytestmark = pytest.mark.browser

ROWS = '[data-testid="points-grid"] [role="rowgroup"] [role="row"]'


@pytest.fixture(scope="module")
def today() -> Nation:
    return nation()


@pytest.fixture(autouse=True)
def _at_the_house(house: House, today: Nation) -> None:
    house.views |= {"host": today.host, "points": today.points}
    house.reads = {"directory": today.directory, "sites": []}


@pytest.fixture
def page(enter: Enter) -> Page:
    """The console with its wall."""
    found: Page = enter("host").page
    expect(found.get_by_test_id("tile-52")).to_be_visible()
    return found


@pytest.fixture
def listed(page: Page) -> Page:
    page.keyboard.press("l")
    expect(page.locator(f"{ROWS} .mark").first).to_be_visible()
    return page


def first(page: Page) -> str:
    return page.locator(ROWS).first.get_attribute("data-testid") or ""


def active(page: Page) -> int:
    """The aria-rowindex of the row that the keyboard is on, as a screen reader hears it."""
    named = page.get_by_test_id("points-grid").get_attribute("aria-activedescendant")
    row = page.locator(f"[id='{named}']")
    assert row.get_attribute("aria-selected") == "true"
    return int(row.get_attribute("aria-rowindex") or 0)


def flipped(view: Any, letter: str) -> Any:
    """All points in one state."""
    code = view["letters"].index(letter)
    states = bytes([code << 4 | code]) * len(b64decode(view["states"]))
    return {**view, "states": b64encode(states).decode(), "counts": {letter: view["points"]}}


def test_all_rows_can_be_reached_and_few_are_in_the_page(listed: Page, today: Nation) -> None:
    grid = listed.get_by_test_id("points-grid")
    expect(listed.get_by_test_id("points-count")).to_have_text("3.356 điểm cầu")
    assert grid.get_attribute("aria-rowcount") == "3357"
    assert listed.locator(ROWS).count() < 60
    listed.keyboard.press("ArrowDown")
    expect(grid).to_be_focused()
    assert active(listed) == 2
    listed.keyboard.press("End")
    last = today.directory["sites"][-1]["site"]
    expect(listed.get_by_test_id(f"point-{last}")).to_be_visible()
    assert active(listed) == 3357
    listed.keyboard.press("PageUp")
    above = active(listed)
    assert 3357 - 40 < above < 3357 - 5
    listed.keyboard.press("ArrowUp")
    assert active(listed) == above - 1
    listed.keyboard.press("Home")
    expect(listed.get_by_test_id("point-TW")).to_be_visible()
    assert active(listed) == 2


def test_enter_shows_the_point_and_escape_comes_back_to_its_row(listed: Page) -> None:
    listed.keyboard.press("ArrowDown")
    listed.keyboard.press("ArrowDown")
    listed.keyboard.press("Enter")
    expect(listed.get_by_test_id("site-panel")).to_contain_text("Hà Nội")
    listed.keyboard.press("Escape")
    expect(listed.get_by_test_id("site-panel")).to_have_count(0)
    expect(listed.get_by_test_id("points-grid")).to_be_focused()
    assert active(listed) == 3


def test_words_without_diacritics_states_and_places_filter(listed: Page, today: Nation) -> None:
    told = listed.get_by_test_id("points-count")
    assert told.get_attribute("role") == "status"
    communes = sum(row["parent"] == "66" for row in today.directory["sites"])
    listed.keyboard.type("dak lak")
    expect(told).to_have_text(f"{communes + 1} / 3.356 điểm cầu")
    listed.get_by_test_id("points-kind").select_option("province")
    expect(told).to_have_text("1 / 3.356 điểm cầu")
    listed.get_by_test_id("points-clear").click()
    expect(told).to_have_text("3.356 điểm cầu")
    listed.get_by_test_id("points-state-w").click()
    expect(told).to_have_text(f"{today.points['counts']['w']} / 3.356 điểm cầu")
    expect(listed.get_by_test_id("points-state-w")).to_have_attribute("aria-pressed", "true")
    all_weak = told.inner_text()
    listed.get_by_test_id("points-province").select_option("52")
    expect(told).not_to_have_text(all_weak)
    for row in listed.locator(ROWS).all():
        expect(row).to_contain_text("chập chờn")
        expect(row).to_contain_text("Gia Lai")
    listed.get_by_test_id("points-query").fill("không có ai")
    expect(listed.get_by_test_id("points-none")).to_be_visible()


def test_a_letter_typed_among_the_rows_goes_into_the_filter(listed: Page) -> None:
    listed.keyboard.press("ArrowDown")
    listed.keyboard.type("tan tien")
    expect(listed.get_by_test_id("points-query")).to_have_value("tan tien")
    expect(listed.locator(ROWS).first).to_contain_text("Tân Tiến")


def test_columns_sort_and_say_so(listed: Page) -> None:
    state = listed.locator('[role="columnheader"]').first
    expect(state).to_have_attribute("aria-sort", "none")
    listed.get_by_test_id("points-sort-state").click()
    expect(state).to_have_attribute("aria-sort", "ascending")
    expect(listed.locator(ROWS).first).to_contain_text("chập chờn")
    listed.get_by_test_id("points-sort-state").click()
    expect(state).to_have_attribute("aria-sort", "descending")
    listed.get_by_test_id("points-sort-province").click()
    expect(state).to_have_attribute("aria-sort", "none")


def test_rows_do_not_move_under_the_pointer(listed: Page, house: House, today: Nation) -> None:
    listed.get_by_test_id("points-sort-state").click()
    listed.locator(ROWS).nth(3).hover()
    before = first(listed)
    states = bytearray(b64decode(today.points["states"]))
    states[-1] = today.points["letters"].index("l") * 17
    house.show("points", {**today.points, "states": b64encode(bytes(states)).decode()})
    expect(listed.get_by_test_id("points-renew")).to_be_visible()
    assert first(listed) == before
    listed.get_by_test_id("points-renew").click()
    expect(listed.locator(ROWS).first).to_contain_text("mất kết nối")
    house.show("points", flipped(today.points, "g"))
    expect(listed.locator(ROWS).first).to_contain_text("ổn định")


def test_another_order_means_another_directory(listed: Page, house: House, today: Nation) -> None:
    fewer = copy.deepcopy(today.directory)
    fewer["sites"], fewer["order"] = fewer["sites"][:50], "another"
    house.reads["directory"] = fewer
    view = {**flipped(today.points, "l"), "order": "another", "points": 50}
    house.show("points", view)
    expect(listed.get_by_test_id("points-count")).to_have_text("50 điểm cầu")
    expect(listed.locator(ROWS).first).to_contain_text("mất kết nối")


def test_the_states_come_only_while_they_are_looked_at(page: Page, house: House) -> None:
    assert house.watching("points") == 0
    page.get_by_test_id("points-open").click()
    until(lambda: house.watching("points") == 1, "the list watches")
    page.keyboard.press("Escape")
    until(lambda: house.watching("points") == 0, "nobody watches")


def test_a_state_of_the_wall_opens_the_list_of_it(page: Page, today: Nation) -> None:
    page.get_by_test_id("wall-state-w").click()
    told = page.get_by_test_id("points-count")
    expect(told).to_have_text(f"{today.points['counts']['w']} / 3.356 điểm cầu")


def test_the_finder_ranks_and_acts_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("gia lai")
    found = page.locator("#finder-list [role=option]")
    expect(found.first).to_have_attribute("data-testid", "found-52")
    expect(found.first.locator(".mark")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("request-dialog")).to_contain_text("Gia Lai")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("request-dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    page.keyboard.type("phu cat gia lai")
    expect(found).to_have_count(1)
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_test_id("notice-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("notice-dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    page.keyboard.type("52")
    expect(found.first).to_have_attribute("data-testid", "found-52")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("site-panel")).to_contain_text("Gia Lai")


@pytest.mark.parametrize("opener", ["l", "Control+k"])
def test_axe_finds_nothing(page: Page, opener: str) -> None:
    page.keyboard.press(opener)
    expect(page.locator("dialog .mark").nth(3)).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_in_a_hand(enter: Enter, language: str) -> None:
    page = enter("host", size=PHONE, language=language).page
    page.get_by_test_id("part-wall").click()
    page.get_by_test_id("points-open").click()
    expect(page.locator(f"{ROWS} .mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert faults(page) == []
