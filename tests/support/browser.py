"""Chromium as the pages' users have it, with a clock that may be wrong, and no way out."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = (1440, 900)
PHONE = (390, 844)
# A loaded machine is slow, not wrong. What must come within a time is measured by tests alone.
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)
LANGUAGE_KEY = "diemcau.language"

# Every way a page can read the wall clock is off by so much; `performance.now()` is left alone.
SHIFTED_CLOCK = """
(() => {
  const shift = SHIFT_MS, Real = Date;
  class Shifted extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + shift); }
    static now() { return Real.now() + shift; }
  }
  globalThis.Date = Shifted;
})();
"""

# When the text of the countdown changes, on a clock that all pages of the browser share.
FLIPS = """
() => new Promise((done) => {
  const node = document.querySelector('[data-testid="countdown"]'), flips = {};
  let last = node.innerText;
  const watch = new MutationObserver(() => {
    const now = document.querySelector('[data-testid="countdown"]').innerText;
    if (now === last) return;
    last = now;
    flips[now.split("\\n")[0]] = performance.timeOrigin + performance.now();
  });
  watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  setTimeout(() => { watch.disconnect(); done(flips); }, 3500);
})
"""


# A face that comes late moves what stands beside it, and a click that was aimed goes elsewhere.
WITH_ITS_TYPE = """
() => Promise.all([...document.fonts].map((face) => face.load())).catch(() => null).then(() => null)
"""

# Two pages press in the same moment, before either can hear of the other.
PRESS_AT = """
(at) => void setTimeout(
  () => document.querySelector('[data-testid="next-act"]').click(),
  at - (performance.timeOrigin + performance.now()),
)
"""

# Good news fades after some seconds, so what was said is noted as it is said.
NOTE_FATES = """
() => {
  globalThis.fates = [];
  new MutationObserver(() => {
    const said = document.querySelector('[data-testid="trace-speech"] [data-fate]');
    if (said) globalThis.fates.push(said.dataset.fate);
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}
"""


HEARD_NOW = "[data-testid=freshness][data-stale=false]"


def heard_now(page: Page) -> None:
    """Wait until what is shown is no older than two seconds: a page takes no key before."""
    page.locator(HEARD_NOW).first.wait_for(state="attached")


@dataclass
class Seat:
    """One person's page. `outside` are requests that left the host, `faults` script errors."""

    context: BrowserContext
    page: Page
    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def see(self, testid: str, within_s: float = PATIENCE_MS / 1000) -> None:
        """Wait until it is shown."""
        self.page.get_by_test_id(testid).first.wait_for(state="visible", timeout=within_s * 1000)

    def click(self, testid: str) -> None:
        self.page.get_by_test_id(testid).first.click()

    def press(self, key: str) -> None:
        heard_now(self.page)
        self.page.keyboard.press(key)

    def fill(self, testid: str, text: str) -> None:
        self.page.get_by_test_id(testid).fill(text)

    def text(self, testid: str) -> str:
        return self.page.get_by_test_id(testid).first.inner_text()

    def attribute(self, testid: str, name: str) -> str | None:
        return self.page.get_by_test_id(testid).first.get_attribute(name)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser of one's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def another(browser: Browser, *more: str) -> Iterator[Browser]:
    """A second browser beside one that runs; `more` arguments are for its command line."""
    found = browser.browser_type.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *more])
    try:
        yield found
    finally:
        found.close()


def sit(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int] = DESK,
    clock_shift_ms: int = 0,
    language: str = "vi",
) -> Seat:
    """Open a page as one person: a context of its own, Vietnamese, Hà Nội time."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        accept_downloads=True,
    )
    context.add_init_script(f"localStorage.setItem('{LANGUAGE_KEY}', '{language}')")
    if clock_shift_ms:
        context.add_init_script(SHIFTED_CLOCK.replace("SHIFT_MS", str(clock_shift_ms)))
    page = context.new_page()
    seat = Seat(context, page)
    page.on("request", lambda request: _leaves(seat, request.url))
    page.on("pageerror", lambda error: seat.faults.append(str(error)))
    page.goto(url)
    page.evaluate(WITH_ITS_TYPE)
    return seat


def _leaves(seat: Seat, url: str) -> None:
    if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
        seat.outside.append(url)


def flips(seats: list[Seat]) -> list[dict[str, float]]:
    """When each page's countdown showed each text, watched over the same 3.5 s."""
    for seat in seats:
        seat.page.evaluate(f"() => {{ globalThis.watched = ({FLIPS})(); }}")
    return [seat.page.evaluate("() => globalThis.watched") for seat in seats]
