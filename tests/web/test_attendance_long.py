"""A nation on the organizers' page: 3,321 points, 230,000 people, and only what is seen."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Enter
from tests.web.house import House, fixture

pytestmark = pytest.mark.browser

POINTS, PEOPLE = 3_321, 230_000
ROWS_MAX = 90
WITHIN_S = 15.0


def long(row: dict[str, Any], key: str, total: int) -> Callable[[Mapping[str, str]], Any]:
    """A list of so many rows like this one, in pages."""

    def page(query: Mapping[str, str]) -> Any:
        offset, limit = int(query["offset"]), int(query["limit"])
        rows = [
            {**row, key: f"L{place}", "name": f"Mẫu {place}"}
            for place in range(offset, min(offset + limit, total))
        ]
        return {"rev": 1, "at": 1, "asked_at": 1, "offset": offset, "total": total, "rows": rows}

    return page


@pytest.fixture
def page(house: House, enter: Enter) -> Page:
    points, people = fixture("log-points")["rows"], fixture("log-people")["rows"]
    house.reads["log-points"] = long(points[-1], "site", POINTS)
    house.reads["log-people"] = long(people[0], "person", PEOPLE)
    found = enter("attendance").page
    expect(found.get_by_test_id("site-row-L0")).to_be_visible()
    return found


@pytest.mark.parametrize(
    ("tab", "row", "table", "first", "total"),
    [
        ("points", "site-row", "points-table", "pick-L0", POINTS),
        ("people", "person", "people-table", "open-L0", PEOPLE),
    ],
)
def test_the_end_of_a_long_list_is_one_key_away(
    house: House, page: Page, tab: str, row: str, table: str, first: str, total: int
) -> None:
    page.get_by_test_id(f"tab-{tab}").click()
    rows = page.get_by_test_id(table).locator("tbody tr[data-place]")
    page.get_by_test_id(first).focus()
    began = time.monotonic()
    page.keyboard.press("End")
    last = page.get_by_test_id(f"{row}-L{total - 1}")
    expect(last).to_be_visible()
    assert time.monotonic() - began < WITHIN_S
    assert rows.count() <= ROWS_MAX
    page.keyboard.press("ArrowUp")
    expect(page.get_by_test_id(first.replace("L0", f"L{total - 2}"))).to_be_focused()
    page.keyboard.press("Home")
    expect(page.get_by_test_id(first)).to_be_focused()
    assert rows.count() <= ROWS_MAX
    offsets = {query["offset"] for name, query in house.asked if name == tab}
    assert len(offsets) <= 8, "only the pages that were seen"


def test_the_list_can_be_scrolled_anywhere(page: Page) -> None:
    page.get_by_test_id("tab-people").click()
    expect(page.get_by_test_id("person-L0")).to_be_visible()
    page.get_by_test_id("people-table").evaluate("(list) => { list.scrollTop = 36 * 115000; }")
    expect(page.get_by_test_id("person-L115005")).to_be_visible()
    expect(page.get_by_test_id("people-count")).to_have_text("230.000 đại biểu")
