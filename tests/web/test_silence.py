"""How soon a page says that it is old, and how soon it is back: tried alone, for it is seconds."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.hall import HALL
from tests.web.house import House

pytestmark = [pytest.mark.browser, pytest.mark.alone]
PAGES = ["host", "stage", "queue", "picture"]
# Two seconds of silence are waited for; the house's last word may be half a second old.
TOLD_AFTER_S, TOLD_WITHIN_S = 1.0, 3.5
BACK_WITHIN_S = 3.0


@pytest.mark.parametrize("name", PAGES)
def test_two_seconds_of_silence_are_told_and_the_first_word_ends_it(
    house: House, enter: Enter, name: str
) -> None:
    banner = enter(name, size=HALL).page.get_by_test_id("stale-banner")
    house.fall_silent()
    silent_at = time.monotonic()
    until(banner.is_visible, "said to be old")
    assert TOLD_AFTER_S < time.monotonic() - silent_at < TOLD_WITHIN_S
    house.silent = False
    heard_at = time.monotonic()
    until(lambda: not banner.is_visible(), "back")
    assert time.monotonic() - heard_at < BACK_WITHIN_S


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_back_within_three_seconds_of_its_server(
    house: House, enter: Enter, name: str
) -> None:
    banner = enter(name, size=HALL).page.get_by_test_id("stale-banner")
    house.tell_all()
    house.close()
    expect(banner).to_be_visible()
    house.open()
    back_at = time.monotonic()
    until(lambda: not banner.is_visible(), "back")
    assert time.monotonic() - back_at < BACK_WITHIN_S
