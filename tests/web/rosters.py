"""Rosters and states for the pages' tests: one person's state, and a hall of two thousand."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

from tests.web.house import House, fixture
from wire.limits import PEOPLE_PER_SITE_MAX
from wire.roster import MINUTE_MS, NOT_SAID, SINCE_CHARS, minutes

SITE = "64"
GIVEN = ("Ân", "Bình", "Chi", "Đào", "Giang", "Hải", "Khánh", "Lan", "Minh", "Oanh")


def states(view: Any, code: str, letter: str, since_at: int | None = None) -> Any:
    """Another state of one person of the fixture; returns the view."""
    now = view["own"]["roster"]
    ids = [one["id"] for page in fixture("roster-64") for one in page["people"]]
    place = ids.index(code)
    now["states"] = now["states"][:place] + letter + now["states"][place + 1 :]
    figures = NOT_SAID if since_at is None else minutes((since_at - now["since_from"]) // MINUTE_MS)
    at = place * SINCE_CHARS
    now["since"] = now["since"][:at] + figures + now["since"][at + SINCE_CHARS :]
    return view


def crowd(house: House, count: int = PEOPLE_PER_SITE_MAX) -> Any:
    """A point of so many people, nobody called; returns its view."""
    people = [
        {
            "id": f"64.{n:04d}",
            "name": f"Đại biểu mẫu {n:04d} {GIVEN[n % len(GIVEN)]}",
            "post": f"Chuyên viên phòng {n // 50 + 1}",
            "code": f"{n:08d}X",
            "added": False,
            "struck": False,
        }
        for n in range(count)
    ]
    return enrol(house, people)


def enrol(house: House, people: Sequence[Any]) -> Any:
    """These are the people of the point."""
    pages = [
        {"site": SITE, "page": n, "tag": f"t{n}", "people": list(people[start : start + 25])}
        for n, start in enumerate(range(0, len(people), 25))
    ]
    house.reads["roster-64"] = pages
    view = copy.deepcopy(house.views["site"])
    view["own"]["roster"] = {
        "pages": [page["tag"] for page in pages],
        "states": "N" * len(people),
        "since_from": 0,
        "since": NOT_SAID * len(people),
        "head": people[0]["id"],
    }
    view["acts"], view["waiting"], view["entered"] = [], 0, ""
    house.views["site"] = view
    return view


# --- how quick it is ------------------------------------------------------------------------------

_FRAME = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


def opened_ms(page: Page) -> float:
    """From the last byte of the names to the first frame that has rows."""
    page.wait_for_function("performance.getEntriesByName('people', 'mark').length > 0")
    took: float = page.evaluate(
        """() => {
          const names = performance.getEntriesByType('resource')
            .find(one => one.name.includes('/site/roster'));
          const rows = performance.getEntriesByName('people', 'mark')[0];
          return rows.startTime - names.responseEnd;
        }"""
    )
    return took


def find(page: Page, query: str) -> tuple[float, int]:
    """Type into the search: ms until the frame that shows what was found, and how many rows."""
    took = page.evaluate(
        """async ([query, frame]) => {
          const field = document.querySelector('[data-testid=people-find]');
          const began = performance.now();
          field.value = query;
          field.dispatchEvent(new Event('input', { bubbles: true }));
          await eval(frame)();
          const rows = document.querySelectorAll('[data-testid=people] li').length;
          return [performance.now() - began, rows];
        }""",
        [query, _FRAME],
    )
    return took[0], took[1]


def tick(page: Page, person: str, status: str) -> tuple[float, str]:
    """Press a state: ms until the frame that shows it, and which one it shows."""
    took = page.evaluate(
        """async ([person, status, frame]) => {
          const began = performance.now();
          document.querySelector(`[data-testid="status-${person}-${status}"]`).click();
          await eval(frame)();
          const row = document.querySelector(`[data-testid="person-${person}"]`);
          return [performance.now() - began, row.dataset.status];
        }""",
        [person, status, _FRAME],
    )
    return took[0], took[1]
