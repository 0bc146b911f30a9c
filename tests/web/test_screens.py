"""The hall's screens by address: in every size, with every look, for all, and never more."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.access import faults
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.hall import (
    CUT,
    HALL,
    LIMIT_MS,
    PHONE,
    SCREENS,
    SMALLEST,
    opened,
    shown,
    speaking_for,
)
from tests.web.house import SESSION, House

pytestmark = pytest.mark.browser
SELF = "() => JSON.parse(sessionStorage.getItem('diemcau.screen')).id"
KEPT = "() => JSON.parse(localStorage.getItem('diemcau.screen.clock')).id"
OPACITY = "() => getComputedStyle(document.querySelector('.tools')).opacity"


@pytest.mark.parametrize("size", [HALL, PHONE], ids=["hall", "phone"])
@pytest.mark.parametrize("page", SCREENS)
def test_everything_is_seen_and_nothing_is_cut(
    enter: Enter, page: str, size: tuple[int, int]
) -> None:
    seat = opened(enter, page, size=size)
    assert seat.page.evaluate(CUT) == []
    assert seat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if size == HALL:
        assert seat.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert seat.page.evaluate(SMALLEST) >= 10.5


@pytest.mark.parametrize("looks", ["", "?theme=light"])
@pytest.mark.parametrize("page", SCREENS)
def test_axe_finds_nothing(enter: Enter, page: str, looks: str) -> None:
    seat = opened(enter, page, looks=looks)
    seat.page.wait_for_function("() => document.getAnimations().length === 0")
    assert faults(seat.page) == []


def test_looks_of_the_address_are_honoured(house: House, enter: Enter) -> None:
    speaking_for(house, LIMIT_MS + 5_000)
    page = opened(
        enter, "stage", looks="?over=off&ready=off&next=1&names=off&time=off&lang=en"
    ).page
    expect(page.get_by_test_id("countdown")).to_have_text("00:00")
    expect(page.get_by_test_id("countdown")).to_have_attribute("data-over", "false")
    expect(page.get_by_test_id("next-1")).to_contain_text("Next")
    expect(page.get_by_test_id("next-1")).not_to_contain_text("ready")
    expect(page.get_by_test_id("next-2")).to_have_count(0)
    expect(page.get_by_text("Nguyễn Hữu Quế")).to_have_count(0)
    expect(page.get_by_test_id("clock")).to_have_count(0)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("localStorage.getItem('diemcau.language')") == "vi"


def test_a_size_of_the_address(enter: Enter) -> None:
    heights = []
    for size in ("0.8", "1", "1.4"):
        page = opened(enter, "clock", looks=f"?size={size}").page
        box = page.get_by_test_id("speaker-site").bounding_box()
        assert box is not None
        heights.append(box["height"])
        assert page.evaluate(CUT) == []
    assert heights[0] < heights[1] < heights[2]


def test_without_a_clock_the_timer_is_a_card(enter: Enter) -> None:
    page = enter("clock", size=HALL, looks="?clock=off&bg=123456").page
    expect(page.get_by_test_id("message")).to_be_visible()
    expect(page.get_by_test_id("countdown")).to_have_count(0)
    assert (
        page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ground')")
        == "#123456"
    )


@pytest.mark.parametrize("page", SCREENS)
def test_a_restricted_part_blanks_every_screen(house: House, enter: Enter, page: str) -> None:
    seat = opened(enter, page)
    view = {"wall": "wall", "queue": "queue"}.get(page, "stage")
    house.show(view, shown(house, view) | {"restricted": True})
    if page == "lower-third":
        expect(seat.page.get_by_test_id("caption")).to_have_count(0)
    else:
        expect(seat.page.get_by_test_id("restricted")).to_contain_text("phần hạn chế")
    expect(seat.page.get_by_text("Gia Lai")).to_have_count(0)
    expect(seat.page.get_by_text("Nguyễn Hữu Quế")).to_have_count(0)


@pytest.mark.parametrize("page", SCREENS)
def test_full_screen_by_key_and_by_double_click(enter: Enter, page: str) -> None:
    seat = opened(enter, page)
    is_full = "() => document.fullscreenElement !== null"
    seat.page.keyboard.press("f")
    until(lambda: seat.page.evaluate(is_full), "full by the key")
    seat.page.mouse.dblclick(960, 300)
    until(lambda: not seat.page.evaluate(is_full), "and back by a double click")
    seat.page.mouse.move(900, 320)
    until(lambda: seat.page.evaluate(OPACITY) == "1", "the button is there for who moves")
    until(lambda: seat.page.evaluate(OPACITY) == "0", "the button leaves")
    cursor = "() => getComputedStyle(document.querySelector('div.screen')).cursor"
    assert seat.page.evaluate(cursor) == "none"


def test_the_display_is_kept_awake_while_it_is_seen(enter: Enter) -> None:
    page = opened(enter, "clock").page
    assert page.evaluate("() => isSecureContext"), "as a page of this machine is"
    asked = """
    () => {
      const asked = [], real = navigator.wakeLock.request.bind(navigator.wakeLock);
      navigator.wakeLock.request = (kind) => (asked.push(kind), real(kind));
      document.dispatchEvent(new Event("visibilitychange"));
      return asked;
    }
    """
    assert page.evaluate(asked) == ["screen"], "asked again when it comes back into view"


def test_a_screen_says_which_it_is_and_stays_itself(house: House, enter: Enter) -> None:
    seat = opened(enter, "clock", looks="?size=1.2&who=nobody")
    opening: list[str] = []
    seat.page.on("websocket", lambda socket: opening.append(socket.url))
    for _ in range(2):
        seat.page.reload()
        expect(seat.page.get_by_test_id("countdown")).to_be_visible()
    first, second = (parse_qs(urlsplit(url).query) for url in (opening[0], opening[-1]))
    assert first["screen"] == second["screen"]
    assert (first["page"], first["view"], first["looks"]) == (["clock"], ["stage"], ["size=1.2"])
    assert f"/sessions/{SESSION}/stream" in opening[0]


def test_only_the_host_takes_a_screen_along_to_another_page(house: House, enter: Enter) -> None:
    """An address changed by hand leaves the screen behind: two windows are two in the list."""
    first = opened(enter, "stage").page
    first.goto(f"{house.url}/clock/{SESSION}")
    expect(first.get_by_test_id("countdown")).to_be_visible()
    clock = first.evaluate(SELF)
    second = first.context.new_page()
    second.goto(f"{house.url}/stage/{SESSION}")
    expect(second.get_by_test_id("countdown")).to_be_visible()
    stage = second.evaluate(SELF)
    assert stage != clock
    second.close()
    until(lambda: house.watching("stage") == 1, "the other window is gone")
    sent: list[str] = []
    first.on("websocket", lambda socket: sent.append(socket.url))
    house.say("stage", {"type": "screen", "do": "redirect", "number": 1, "name": "", "to": "queue"})
    first.wait_for_url("**/queue/**")
    for _ in range(2):
        expect(first.get_by_test_id("on-air")).to_be_visible()
        asked = parse_qs(urlsplit(sent[-1]).query)
        assert (asked["page"], asked["screen"]) == (["queue"], [clock])
        first.reload()
    assert first.evaluate(KEPT) == clock, "the browser still has it as the clock"
