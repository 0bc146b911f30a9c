"""The hall's screens for tests: opened, with a speech as long as wanted, and looked at closely."""

from __future__ import annotations

import copy
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.browser import Seat
from tests.web.conftest import Enter
from tests.web.house import House

HALL, PHONE = (1920, 1080), (390, 844)
SCREENS = ("stage", "clock", "queue", "wall", "lower-third")
READY = {
    "stage": "countdown",
    "clock": "countdown",
    "queue": "countdown",
    "wall": "tile-64",
    "lower-third": "caption",
}
LIMIT_MS = 420_000

# Words that are cut by their own box, or that stand outside the screen sideways.
CUT = """
() => {
  const faults = [], width = document.documentElement.clientWidth;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement, text = walk.currentNode.data.trim();
    if (!text || node.closest(".hidden-visually, .tools")) continue;
    if (!node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const box = range.getBoundingClientRect();
    if (box.left < -1 || box.right > width + 1) faults.push(["outside", text]);
    for (let at = node; at && at !== document.body; at = at.parentElement) {
      const clips = getComputedStyle(at).overflow !== "visible";
      const cut = box.bottom > at.getBoundingClientRect().bottom + 2;
      if (clips && cut) faults.push(["cut", text]);
    }
  }
  return faults;
}
"""
SMALLEST = """
() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sizes = [];
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || node.closest(".tools, .hidden-visually")) continue;
    if (node.checkVisibility()) sizes.push(parseFloat(getComputedStyle(node).fontSize));
  }
  return Math.min(...sizes);
}
"""


def opened(
    enter: Enter,
    page: str,
    *,
    size: tuple[int, int] = HALL,
    looks: str = "",
    clock_shift_ms: int = 0,
    language: str = "vi",
) -> Seat:
    seat = enter(page, size=size, looks=looks, clock_shift_ms=clock_shift_ms, language=language)
    expect(seat.page.get_by_test_id(READY[page]).first).to_be_visible()
    return seat


def shown(house: House, view: str = "stage") -> Any:
    return copy.deepcopy(house.views[view])


def speaking_for(house: House, ms: int, **fields: Any) -> None:
    """The speech began so long ago, on every view."""
    for view in ("stage", "queue"):
        changed = shown(house, view)
        changed["speaking"] |= {"started_at": house.now() - ms, **fields}
        house.show(view, changed)


def left_s(house: House) -> float:
    return (LIMIT_MS - (house.now() - house.views["stage"]["speaking"]["started_at"])) / 1000


def seconds(page: Page) -> int:
    """What the countdown shows."""
    minutes, rest = page.get_by_test_id("countdown").inner_text().strip().split(":")
    return int(minutes) * 60 + int(rest)


def is_right(house: House, page: Page) -> bool:
    return abs(seconds(page) - left_s(house)) <= 1.2
