"""What tests of the scanner do: sit down, open it, scan as a hand scanner does, read the result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect

from tests.support.browser import DESK, Seat, sit
from tests.web.door import Guest, RealDoor

SKIP_KEY = "test.skip"
# The wall clock of the page goes on by as much as the test says; a reload does not undo it.
SKIPPED_CLOCK = f"""
(() => {{
  const Real = Date, skipped = () => Number(localStorage.getItem("{SKIP_KEY}") ?? 0);
  class Skipped extends Real {{
    constructor(...given) {{ given.length ? super(...given) : super(Real.now() + skipped()); }}
    static now() {{ return Real.now() + skipped(); }}
  }}
  globalThis.Date = Skipped;
}})();
"""


@contextmanager
def technician(
    browser: Browser,
    door: RealDoor,
    *,
    size: tuple[int, int] = DESK,
    language: str = "vi",
    promised: bool = True,
) -> Iterator[Seat]:
    """A technician's page; with the browser's promise to keep what it stores, if it gives it."""
    # A file of the same origin, so that all is set before the page begins.
    seat = sit(browser, f"{door.url}/marks/plain.svg", size=size, language=language)
    seat.context.add_init_script(SKIPPED_CLOCK)
    if promised:
        promise(browser, seat, door)
    seat.page.goto(door.address())
    seat.see("scan-open")
    try:
        yield seat
    finally:
        assert (seat.outside, seat.faults) == ([], []), (seat.outside, seat.faults)
        seat.context.close()


def promise(browser: Browser, seat: Seat, door: RealDoor) -> None:
    """What a bookmark or an installed page gets from Chromium."""
    target = seat.context.new_cdp_session(seat.page).send("Target.getTargetInfo")["targetInfo"]
    browser.new_browser_cdp_session().send(
        "Browser.grantPermissions",
        {
            "permissions": ["durableStorage"],
            "origin": door.url,
            "browserContextId": target["browserContextId"],
        },
    )


def durable(seat: Seat) -> Seat:
    """Once the page says that what is entered is kept."""
    expect(seat.page.get_by_test_id("device")).to_have_attribute("data-standing", "durable")
    return seat


def opened(seat: Seat) -> Seat:
    """The scanner, with the roster there."""
    seat.click("scan-open")
    expect(seat.page.get_by_test_id("scan-present")).to_have_text(re.compile(r"(/|of) [1-9]"))
    return seat


def scan(seat: Seat, text: str) -> None:
    """As a hand scanner types: fast, and Enter at the end."""
    seat.page.keyboard.type(text)
    seat.page.keyboard.press("Enter")


def shows(seat: Seat, kind: str, *words: str, why: str | None = None) -> None:
    """The result on the screen."""
    result = seat.page.get_by_test_id("scan-result")
    expect(result).to_have_attribute("data-kind", kind)
    if why is not None:
        expect(result).to_have_attribute("data-why", why)
    for word in words:
        expect(result).to_contain_text(word)


def scanned(seat: Seat, guest: Guest, number: int) -> None:
    """One guest after another: the result must be this one's before the next comes."""
    scan(seat, f"DC1:{guest.code}")
    result = seat.page.get_by_test_id("scan-result")
    expect(result).to_have_attribute("data-n", str(number))
    expect(result).to_contain_text(guest.name)
