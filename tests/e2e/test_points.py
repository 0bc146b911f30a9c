"""The list of all points of a running meeting: live states, lines, and what a restart leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import chromium, sit
from tests.support.processes import Demo
from tests.support.until import until

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    data = tmp_path_factory.mktemp("points") / "data"
    running = Demo(data, env={"DIEMCAU_SPREAD_S": "6"}).start()
    try:
        yield running
    finally:
        running.program.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


CHIPS = """
() => Object.fromEntries([...document.querySelectorAll("[data-testid^=points-state-]")].map(
  (one) => [one.dataset.testid.slice("points-state-".length),
            one.innerText.split(/\\s+/)[0].replaceAll(".", "")]))
"""


def test_the_list_says_what_the_coordinator_knows(demo: Demo, browser: Browser) -> None:
    """While the points join, in the middle of it, and after a restart."""
    seat = sit(browser, demo.links["host"])
    page = seat.page
    seat.see("wall")
    page.keyboard.press("l")
    seat.see("points-grid")
    demo.joined(62)

    def agrees() -> bool:
        known = Counter(row["state"] for row in demo.get("/sites"))
        shown = page.evaluate(CHIPS)
        return all(int(shown.get(state, "-1")) == many for state, many in known.items())

    until(agrees, "the list has the coordinator's counts")
    seat.fill("points-query", "gia lai")
    row = page.get_by_test_id("point-64")
    expect(row).to_contain_text("ms")
    expect(row).to_contain_text("từ ")
    demo.kill()
    expect(page.get_by_test_id("points").get_by_test_id("stale-banner")).to_be_visible()
    demo.start()
    expect(page.get_by_test_id("points").get_by_test_id("stale-banner")).to_have_count(0)
    demo.joined(62)
    until(agrees, "the list has the counts of the new life")
    assert seat.outside == []
    assert seat.faults == []
    seat.context.close()
