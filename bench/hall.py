"""The page of a point with two thousand people, in Chromium: opened, searched, ticked."""

from __future__ import annotations

import copy

from bench.machine import percentile
from tests.support.browser import chromium, sit
from tests.web.conftest import READS
from tests.web.house import House, fixture
from tests.web.rosters import crowd, find, opened_ms, tick

OPENINGS, FINDS, TICKS = 5, 20, 20


def rows() -> list[tuple[str, str]]:
    """The table's rows; the bounds are 300, 50 and 100 ms."""
    house = House(fixture("host")["at"])
    house.views = {"site": copy.deepcopy(fixture("site-prepared"))}
    house.reads = {name: fixture(name) for name in READS}
    house.role = "site"
    crowd(house)
    house.open()
    opened, found, ticked = [], [], []
    try:
        with chromium() as browser:
            for _ in range(OPENINGS):
                seat = sit(browser, f"{house.url}/site")
                seat.page.get_by_test_id("person-64.0000").wait_for()
                opened.append(opened_ms(seat.page))
                page, context = seat.page, seat.context
                if len(opened) < OPENINGS:
                    context.close()
            for number in range(FINDS):
                found.append(find(page, f"{1_000 + 37 * number:04d}")[0])
            for number in range(TICKS):
                person = f"64.{100 + number:04d}"
                find(page, f"{100 + number:04d}")
                took, status = tick(page, person, "in_person")
                assert status == "in_person", status
                ticked.append(took)
            context.close()
    finally:
        house.stop()
    return [
        ("Names there until the list is shown", _both(opened)),
        ("A search until its rows are shown", _both(found)),
        ("A tick until it is shown", _both(ticked)),
    ]


def _both(took: list[float]) -> str:
    return f"p50 {percentile(took, 0.5):.0f} ms · max {max(took):.0f} ms (n={len(took)})"
