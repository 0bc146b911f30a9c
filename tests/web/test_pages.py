"""What all pages have in common: clocks, languages, sizes, access, sign-in, and staying at home."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.support.access import faults
from tests.support.browser import DESK, PHONE, Seat, flips, sit
from tests.support.until import until
from tests.web.conftest import PAGES, Enter
from tests.web.hall import READY
from tests.web.house import SESSION, House

pytestmark = pytest.mark.browser

FAST_MS = 14 * 60_000
APART_MS_MAX = 300
LANDMARK = {
    "host": "queue",
    "secretary": "queue",
    "stage": "speaker-site",
    **{name: READY[name] for name in ("clock", "queue", "wall", "lower-third")},
    "site": "people",
    "picture": "cue",
    "attendance": "site-row-64",
    "door": "sign-out",
}
# What only comes in, such as the caption; what goes on for ever is no coming in.
COME_TO_REST = """
() => document.getAnimations().every(
  (one) => one.playState === "finished" || one.effect.getComputedTiming().endTime === Infinity
)
"""


def settled(seat: Seat, name: str) -> Seat:
    expect(seat.page.get_by_test_id(LANDMARK[name]).first).to_be_visible()
    return seat


@pytest.mark.alone
def test_countdowns_agree_on_pages_with_wrong_clocks(house: House, enter: Enter) -> None:
    """The pages' wall clocks are 14 minutes fast and slow; nothing of that is seen."""
    shifts = {"host": FAST_MS, "stage": -FAST_MS, "site": FAST_MS}
    seats = []
    for name, shift in shifts.items():
        seats.append(settled(enter(name, clock_shift_ms=shift), name))
    shown = flips(seats)
    common = set.intersection(*(set(one) for one in shown))
    assert len(common) >= 2, shown
    # A wrong clock parts them at every second; a machine that is busy, at one of them.
    apart = {t: max(o[t] for o in shown) - min(o[t] for o in shown) for t in common}
    assert min(apart.values()) < APART_MS_MAX, apart


@pytest.mark.parametrize("shift", [FAST_MS, -FAST_MS])
def test_the_clock_shown_is_the_servers(house: House, enter: Enter, shift: int) -> None:
    page = enter("host", clock_shift_ms=shift).page
    clock = page.get_by_test_id("server-clock")
    until(lambda: clock.inner_text().startswith("09:42:"), "Hà Nội's time of the server")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", [name for name in PAGES if name != "secretary"])
def test_no_fault_of_access_and_no_sideways_scrolling(
    enter: Enter, name: str, size: tuple[int, int], language: str
) -> None:
    page = settled(enter(name, size=size, language=language), name).page
    page.wait_for_function(COME_TO_REST)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate("document.documentElement.lang") == language
    assert faults(page) == []


@pytest.mark.parametrize("opener", ["finder-open", "limits", "notice-new", "close-session"])
def test_no_fault_of_access_in_dialogs(enter: Enter, opener: str) -> None:
    seat = settled(enter("host"), "host")
    seat.click(opener)
    assert faults(seat.page) == []


def test_the_language_is_switched_in_place_and_remembered(house: House, enter: Enter) -> None:
    seat = settled(enter("host"), "host")
    expect(seat.page.get_by_test_id("end-speech")).to_contain_text("Kết thúc lượt")
    seat.click("language-en")
    expect(seat.page.get_by_test_id("end-speech")).to_contain_text("End turn")
    remembered = seat.page.evaluate("localStorage.getItem('diemcau.language')")
    assert remembered == "en"


def test_vietnamese_comes_first(house: House, browser: Browser) -> None:
    """Without a choice, even in a browser of another language."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(house.url + f"/host/{SESSION}")
    expect(page.get_by_test_id("end-speech")).to_contain_text("Kết thúc lượt")
    context.close()


@pytest.mark.parametrize(
    ("path", "posted", "landmark"),
    [
        (f"/host/{SESSION}", "/api/v1/sign-in", "queue"),
        ("/site", "/site/sign-in", "people"),
    ],
)
def test_the_token_leaves_the_address_and_is_posted(
    house: House, browser: Browser, path: str, posted: str, landmark: str
) -> None:
    seat = sit(browser, f"{house.url}{path}#t=dc1_secret")
    expect(seat.page.get_by_test_id(landmark)).to_be_visible()
    assert "#" not in seat.page.url
    assert (posted, {"token": "dc1_secret"}) in house.posted
    assert "dc1_secret" not in seat.page.content()
    kept = seat.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "dc1_secret" not in json.dumps(kept)
    seat.context.close()


def test_a_link_of_another_role_is_turned_away_in_words(house: House, browser: Browser) -> None:
    house.role = "stage"
    seat = sit(browser, f"{house.url}/host/{SESSION}")
    expect(seat.page.get_by_test_id("gate-wrong_role")).to_contain_text("không có quyền")
    seat.context.close()


def test_the_door_takes_a_whole_link(house: House, enter: Enter) -> None:
    seat = settled(enter("door"), "door")
    seat.fill("token", f"{house.url}/host/{SESSION}#t=dc1_pasted")
    seat.click("sign-in")
    until(lambda: ("/api/v1/sign-in", {"token": "dc1_pasted"}) in house.posted, "posted")
    link = seat.page.get_by_role("link", name="Bàn điều hành")
    expect(link).to_have_attribute("href", f"/host/{SESSION}")
