"""The pages with 3,355 points: roll-ups, the map of today, the finder, and the log in time."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from tests.web.communes import Nation, nation
from tests.web.conftest import Enter
from tests.web.house import House

pytestmark = [pytest.mark.browser, pytest.mark.alone]

SHOWN_WITHIN_S = 15.0
STATE = re.compile("^[a-z]$")


@pytest.fixture(scope="module")
def today() -> Nation:
    return nation()


@pytest.fixture(autouse=True)
def _at_the_house(house: House, today: Nation) -> None:
    house.views |= {"host": today.host, "points": today.points}
    house.reads = {"directory": today.directory, "speeches": [], **today.log}


def test_tiles_and_what_is_below_them_add_up_to_the_header(today: Nation) -> None:
    sums: dict[str, int] = {}
    for tile in today.host["wall"]:
        for state, count in [(tile["state"], 1), *tile["below"].items()]:
            sums[state] = sums.get(state, 0) + count
    provinces = {row["site"] for row in today.directory["sites"] if row["kind"] != "commune"}
    assert {tile["site"] for tile in today.host["wall"]} == provinces
    assert sums == today.host["counts"]
    assert sum(sums.values()) == len(today.directory["sites"])


def test_the_map_of_today_has_both_archipelagos(enter: Enter) -> None:
    page = enter("host").page
    expect(page.get_by_test_id("sea-6-10")).to_have_text("Hoàng Sa")
    expect(page.get_by_test_id("sea-6-14")).to_have_text("Trường Sa")
    expect(page.get_by_test_id("wall-sum")).to_have_text("3.356 điểm cầu")


def test_a_province_opens_into_its_communes(today: Nation, enter: Enter) -> None:
    page = enter("host").page
    communes = [row for row in today.directory["sites"] if row["parent"] == "52"]
    page.get_by_test_id("tile-52").click()
    expect(page.get_by_test_id("site-panel")).to_contain_text(f"· {len(communes)}")
    shown = page.get_by_test_id(f"below-{communes[0]['site']}")
    expect(shown).to_have_attribute("data-state", STATE)
    page.get_by_test_id("below-search").fill(communes[-1]["site"])
    expect(page.locator('[data-testid^="below-"][data-state]')).to_have_count(1)
    page.get_by_test_id("below-search").fill("")
    page.get_by_test_id("below-all").click()
    expect(page.get_by_test_id("points-count")).to_contain_text(f"{len(communes) + 1} / 3.356")


def test_the_communes_of_all_provinces_add_up_to_the_header(today: Nation, enter: Enter) -> None:
    """Every province is opened, and what it says is counted."""
    page = enter("host").page
    sums = {tile["state"]: 0 for tile in today.host["wall"]}
    for tile in today.host["wall"]:
        sums[tile["state"]] += 1
        if not tile["below"] or tile["site"] == "TW":
            continue
        page.get_by_test_id(f"tile-{tile['site']}").click()
        expect(page.locator('[data-testid^="below-count-"]')).to_have_count(len(tile["below"]))
        for mark in page.locator('[data-testid^="below-count-"]').all():
            state = (mark.get_attribute("data-testid") or "")[-1]
            sums[state] = sums.get(state, 0) + int(mark.inner_text().split()[0])
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("site-panel")).to_have_count(0)
    assert {state: count for state, count in sums.items() if count} == today.host["counts"]


def test_a_commune_is_found_with_its_province(enter: Enter) -> None:
    """243 names of communes stand in more than one province."""
    page = enter("host").page
    expect(page.get_by_test_id("tile-52")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("tan tien")
    found = page.locator("#finder-list [role=option]")
    expect(found.nth(1)).to_be_visible()
    texts = found.all_inner_texts()
    assert len(set(texts)) == len(texts) > 3


def test_the_log_of_all_points_is_there_in_time(enter: Enter) -> None:
    page = enter("attendance").page
    began = time.monotonic()
    expect(page.locator("tbody tr").first).to_be_visible()
    page.get_by_test_id("search").fill("tan tien")
    expect(page.locator("tbody tr").first).to_contain_text("Tân Tiến")
    assert time.monotonic() - began < SHOWN_WITHIN_S
