"""The wall on the console: lamps, words, sizes of type and targets, and the arrow keys."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import faults
from tests.web.communes import Nation, nation
from tests.web.conftest import Enter
from tests.web.house import House

pytestmark = pytest.mark.browser

TARGET_PX, TYPE_PX = 24.0, 10.5
# Of each tile: its smaller side, its smallest type, and whether a name or word is cut.
MEASURED = """
() => [...document.querySelectorAll('[data-tile]')].map((tile) => {
  const box = tile.getBoundingClientRect(), texts = [...tile.querySelectorAll('span.name, .word')];
  return {
    side: Math.min(box.width, box.height),
    type: Math.min(...texts.map((text) => parseFloat(getComputedStyle(text).fontSize))),
    cut: texts.some((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      const inside = range.getBoundingClientRect();
      return inside.left < box.left - 0.5 || inside.right > box.right + 0.5
        || inside.top < box.top - 1 || inside.bottom > box.bottom + 1;
    }) && tile.innerText,
  };
})
"""


@pytest.fixture(scope="module")
def today() -> Nation:
    return nation()


@pytest.fixture(params=["63 provinces", "34 provinces"])
def page(request: pytest.FixtureRequest, house: House, today: Nation, enter: Enter) -> Page:
    if request.param == "34 provinces":
        house.views |= {"host": today.host, "points": today.points}
        house.reads["directory"] = today.directory
    found: Page = enter("host").page
    expect(found.get_by_test_id("tile-01")).to_be_visible()
    return found


def test_targets_and_type_are_large_enough_and_no_name_is_cut(page: Page) -> None:
    tiles: list[dict[str, Any]] = page.evaluate(MEASURED)
    assert len(tiles) >= 34
    assert min(tile["side"] for tile in tiles) >= TARGET_PX
    assert min(tile["type"] for tile in tiles) >= TYPE_PX
    assert [tile["cut"] for tile in tiles if tile["cut"]] == []


def test_the_whole_wall_is_seen_at_a_desk_without_scrolling(page: Page) -> None:
    wall = page.get_by_test_id("wall")
    hidden = wall.evaluate("(wall) => wall.scrollHeight - wall.clientHeight")
    assert hidden <= 1


def test_axe_finds_nothing_on_the_wall(page: Page) -> None:
    wall = page.locator("section", has=page.get_by_test_id("wall"))
    expect(wall).to_have_count(1)
    assert faults(page, "section:has([data-testid=wall])") == []


def test_one_tile_is_reached_by_tab_and_the_others_by_arrows(page: Page) -> None:
    assert page.locator('[data-tile][tabindex="0"]').count() == 1
    page.get_by_test_id("tile-01").focus()
    page.keyboard.press("ArrowDown")
    below = focused(page)
    assert below != "01"
    page.keyboard.press("ArrowUp")
    assert focused(page) == "01"
    assert page.locator('[data-tile][tabindex="0"]').get_attribute("data-tile") == "01"
    page.keyboard.press("End")
    last = focused(page)
    page.keyboard.press("Home")
    assert focused(page) != last
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("site-panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("site-panel")).to_have_count(0)


def test_every_tile_is_reached_by_arrows_alone(page: Page) -> None:
    """From the first tile, by any arrows, one comes to all."""
    tiles = page.locator("[data-tile]").count()
    seen, edge = {"01"}, ["01"]
    while edge:
        here = edge.pop()
        for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
            page.get_by_test_id(f"tile-{here}").focus()
            page.keyboard.press(key)
            there = focused(page)
            if there not in seen:
                seen.add(there)
                edge.append(there)
    assert len(seen) == tiles


def focused(page: Page) -> str:
    found: str = page.evaluate("() => document.activeElement.dataset.tile")
    return found


def test_the_lamps_of_those_on_their_way_to_the_floor(house: House, enter: Enter) -> None:
    page = enter("host").page
    view = house.views["host"]
    air = page.get_by_test_id(f"tile-{view['speaking']['site']}")
    expect(air).to_have_attribute("data-tally", "air")
    expect(air).to_have_attribute("aria-label", re.compile("phát biểu"))
    for row in view["queue"]:
        if row["state"] in ("called", "ready"):
            tile = page.get_by_test_id(f"tile-{row['site']}")
            expect(tile).to_have_attribute("data-tally", row["state"])
