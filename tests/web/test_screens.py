"""The hall's screens by address: clock, order, wall, caption; in every size, never old as new."""

from __future__ import annotations

import copy
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.support.browser import Seat, flips
from tests.support.pixels import picture
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import SESSION, House

pytestmark = pytest.mark.browser
HALL, PHONE = (1920, 1080), (390, 844)
SCREENS = ("stage", "clock", "queue", "wall", "lower-third")
READY = {
    "stage": "countdown",
    "clock": "countdown",
    "queue": "countdown",
    "wall": "tile-64",
    "lower-third": "caption",
}
FAST_MS = 14 * 60_000
APART_MS_MAX = 300
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
OPACITY = "() => getComputedStyle(document.querySelector('.tools')).opacity"


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
    found: Any = Axe().run(seat.page).response
    assert [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found["violations"]] == []


# --- the clock ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gone_ms", "phase", "word"),
    [
        (60_000, "running", "thời gian còn lại"),
        (LIMIT_MS - 40_000, "last", "sắp hết giờ"),
        (LIMIT_MS + 80_000, "over", "quá giờ"),
    ],
)
def test_the_phases_of_a_speech(
    house: House, enter: Enter, gone_ms: int, phase: str, word: str
) -> None:
    speaking_for(house, gone_ms)
    page = opened(enter, "clock").page
    expect(page.get_by_test_id("timer")).to_have_attribute("data-phase", phase)
    expect(page.get_by_test_id("timer-word")).to_have_text(word)
    assert page.get_by_test_id("countdown").inner_text().strip().startswith("+") is (
        phase == "over"
    )
    box = page.get_by_test_id("countdown").bounding_box()
    assert box is not None
    assert box["height"] > HALL[1] / 3
    assert box["width"] < HALL[0]


def test_a_pause_is_said_and_the_clock_stands(house: House, enter: Enter) -> None:
    speaking_for(
        house,
        100_000,
        paused_at=house.now() - 40_000,
        interjector="Đại biểu mẫu 01",
        cause="interjection",
    )
    page = opened(enter, "clock").page
    expect(page.get_by_test_id("countdown")).to_have_text("06:00")
    expect(page.get_by_test_id("timer-word")).to_have_text("Tạm dừng")
    expect(page.get_by_test_id("speech-details")).to_have_text("Đồng chí Đại biểu mẫu 01 trao đổi")


def test_time_spoken_before_a_return_is_gone(house: House, enter: Enter) -> None:
    speaking_for(house, 60_000, used_ms=180_000, by_phone=True)
    page = opened(enter, "clock").page
    assert 175 <= seconds(page) <= 180
    expect(page.get_by_test_id("speech-details")).to_contain_text("qua điện thoại")


def test_a_directive_speech_and_a_card_show_no_countdown(house: House, enter: Enter) -> None:
    seat = opened(enter, "clock")
    view = shown(house)
    view["speaking"] |= {"kind": "directive", "limit_ms": 0, "speaker": "Trần Lưu Quang"}
    house.show("stage", view)
    expect(seat.page.get_by_test_id("message")).to_contain_text("Phát biểu chỉ đạo")
    expect(seat.page.get_by_test_id("message")).to_contain_text("Đồng chí Trần Lưu Quang")
    expect(seat.page.get_by_test_id("countdown")).to_have_count(0)
    for kind, title in (("salute", "Chào cờ"), ("silence", "Mặc niệm"), ("film", "Phim tư liệu")):
        view |= {"speaking": None, "item": view["item"] | {"kind": kind, "title": title}}
        house.show("stage", view)
        expect(seat.page.get_by_test_id("message")).to_contain_text(title)
        expect(seat.page.get_by_test_id("countdown")).to_have_count(0)


def test_a_recess_says_when_it_ends(house: House, enter: Enter) -> None:
    at_ten = house.now() - house.now() % 3_600_000 + 3_600_000
    house.views["stage"] |= {"speaking": None, "phase": "paused", "resumes_at": at_ten}
    page = enter("clock", size=HALL).page
    expect(page.get_by_test_id("message")).to_contain_text("tiếp tục lúc 10:00")


def test_all_screens_show_the_same_second_although_every_clock_is_wrong(enter: Enter) -> None:
    shifts = {"clock": FAST_MS, "queue": -FAST_MS, "stage": 0}
    seats = [opened(enter, page, clock_shift_ms=shift) for page, shift in shifts.items()]
    changed = flips(seats)
    common = set.intersection(*(set(one) for one in changed))
    assert len(common) >= 2, changed
    for text in common:
        instants = [one[text] for one in changed]
        assert max(instants) - min(instants) < APART_MS_MAX, (text, instants)


@pytest.mark.parametrize("page", ["clock", "queue", "stage"])
def test_a_page_that_was_frozen_is_right_at_once(house: House, enter: Enter, page: str) -> None:
    seat = opened(enter, page)
    browser = seat.context.new_cdp_session(seat.page)
    before = seconds(seat.page)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    until(lambda: left_s(house) < before - 4, "four seconds go by")
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    until(lambda: is_right(house, seat.page), "the right second", within_s=1.0)


@pytest.mark.parametrize("page", ["clock", "queue", "stage"])
def test_after_a_sleep_of_the_machine_the_first_word_is_enough(
    house: House, enter: Enter, page: str
) -> None:
    seat = opened(enter, page)
    # To a machine that sleeps the counter stands still while the session goes on.
    house.skip(200_000)
    until(lambda: is_right(house, seat.page), "the right second", within_s=1.5)
    assert seconds(seat.page) < 60


# --- the order ----------------------------------------------------------------------------------


def test_the_order_and_who_prepares(house: House, enter: Enter) -> None:
    page = opened(enter, "queue").page
    expect(page.get_by_test_id("on-air")).to_contain_text("Điểm cầu tỉnh Gia Lai")
    rows = house.views["queue"]["rows"]
    assert [row["state"] for row in rows[:2]] == ["ready", "called"]
    expect(page.get_by_test_id(f"standby-{rows[0]['entry']}")).to_contain_text("đã sẵn sàng")
    expect(page.get_by_test_id(f"standby-{rows[1]['entry']}")).to_contain_text("đã mời 00:")
    names = page.locator('[data-testid="order"] li b').all_inner_texts()
    assert names == [row["site_name"] for row in rows]


@pytest.mark.parametrize("size", [HALL, PHONE], ids=["hall", "phone"])
def test_fifty_who_wait_with_long_names(house: House, enter: Enter, size: tuple[int, int]) -> None:
    view = shown(house, "queue")
    row = view["rows"][4]
    names = ("Bộ Nông nghiệp và Phát triển nông thôn", "TP. Hồ Chí Minh", "Bà Rịa - Vũng Tàu")
    view["rows"] = [row | {"entry": f"x{n}", "site_name": names[n % 3]} for n in range(50)]
    house.views["queue"] = view | {"waiting": 61}
    page = opened(enter, "queue", size=size).page
    expect(page.get_by_test_id("order-more")).to_have_text("và 33 lượt nữa")
    assert page.evaluate(CUT) == []
    boxes = [
        [one.bounding_box() for one in page.locator(f'[data-testid="order"] li {part}').all()]
        for part in ("b", ".state")
    ]
    for name, state in zip(*boxes, strict=True):
        assert name["x"] + name["width"] <= state["x"] + 1
    assert page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=order] li')].every("
        "(row) => row.scrollHeight <= row.clientHeight + 2)"
    )


def test_an_unknown_order_says_since_when(house: House, enter: Enter) -> None:
    page = opened(enter, "queue").page
    house.silent = True
    banner = page.get_by_test_id("stale-banner")
    expect(banner).to_contain_text("Chưa biết thứ tự từ 09:42:", timeout=3_500)
    assert "grayscale" in page.evaluate(
        "() => getComputedStyle(document.querySelector('.dims')).filter"
    )
    house.silent = False
    expect(banner).to_have_count(0)


def test_the_order_on_paper(house: House, enter: Enter) -> None:
    page = opened(enter, "queue", looks="?theme=transparent").page
    expect(page.get_by_test_id("printed-order")).to_be_hidden()
    page.emulate_media(media="print")
    paper = page.get_by_test_id("printed-order")
    expect(paper).to_be_visible()
    expect(paper).to_contain_text("Lúc 09:42:")
    expect(paper).to_contain_text("ngày 08/09/2023")
    expect(paper.locator("tbody tr")).to_have_count(len(house.views["queue"]["rows"]))
    expect(page.get_by_test_id("on-air")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.paper')).color") == "rgb(0, 0, 0)"
    )


# --- the wall -----------------------------------------------------------------------------------


def test_the_wall_shows_every_point_with_both_archipelagos(house: House, enter: Enter) -> None:
    page = opened(enter, "wall").page
    view = house.views["wall"]
    assert page.locator('[data-testid^="tile-"]').count() == len(view["spots"]) == 86
    for name in ("Hoàng Sa", "Trường Sa", "TP. Hồ Chí Minh", "Bà Rịa - Vũng Tàu"):
        expect(page.get_by_text(name, exact=True).locator("visible=true").first).to_be_visible()
    counted = sum(int(page.get_by_test_id(f"count-{s}").locator("b").inner_text()) for s in "gwlns")
    assert counted == len(view["spots"])
    expect(page.get_by_test_id("tile-64")).to_have_attribute(
        "aria-label", "Gia Lai · ổn định · đang phát biểu"
    )
    expect(page.get_by_test_id("wall-air")).to_contain_text("Gia Lai")


@pytest.mark.parametrize("state", list("gwlunrc"))
def test_every_state_has_a_shape_and_fits(house: House, enter: Enter, state: str) -> None:
    view = shown(house, "wall")
    for spot in view["spots"]:
        spot |= {"state": state, "below": {"g": 40, "w": 3, "l": 2}}
    house.views["wall"] = view | {"counts": {state: len(view["spots"])}, "on_air": None}
    page = opened(enter, "wall").page
    assert page.evaluate(CUT) == []
    crowded = """
    () => [...document.querySelectorAll("[data-testid^=tile-]")]
      .filter((tile) =>
        tile.scrollWidth > tile.clientWidth || tile.scrollHeight > tile.clientHeight)
      .map((tile) => tile.innerText)
    """
    assert page.evaluate(crowded) == []


# --- the caption --------------------------------------------------------------------------------


def nothing(page: Page) -> bool:
    return picture(page).opaque == 0


def test_the_ground_of_a_caption_is_really_transparent(house: House, enter: Enter) -> None:
    page = opened(enter, "lower-third").page
    until(lambda: page.evaluate("() => document.getAnimations().length === 0"), "it has come")
    left, right, caption = picture(page, (10, 10), (1900, 1000), (130, 800)).points
    assert (left, right) == ((0, 0, 0, 0), (0, 0, 0, 0))
    assert caption[3] > 200
    expect(page.get_by_test_id("speaker-site")).to_have_text("ĐIỂM CẦU TỈNH GIA LAI")
    expect(page.get_by_test_id("speaker")).to_have_text("Đồng chí Nguyễn Hữu Quế")
    expect(page.get_by_test_id("post")).to_have_text("Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh")
    house.show("stage", shown(house) | {"speaking": None})
    expect(page.get_by_test_id("caption")).to_have_count(0)
    until(lambda: nothing(page), "nothing is left in the picture")


def test_a_caption_leaves_when_nobody_knows_who_speaks(house: House, enter: Enter) -> None:
    page = opened(enter, "lower-third").page
    house.silent = True
    expect(page.get_by_test_id("caption")).to_have_count(0, timeout=4_000)
    until(lambda: nothing(page), "and no banner stands in the picture")
    house.silent = False
    expect(page.get_by_test_id("caption")).to_be_visible()


def test_a_caption_says_nothing_while_the_server_is_away(house: House, enter: Enter) -> None:
    page = opened(enter, "lower-third").page
    house.close()
    expect(page.get_by_test_id("caption")).to_have_count(0, timeout=5_000)
    assert nothing(page)
    house.open()
    expect(page.get_by_test_id("caption")).to_be_visible(timeout=5_000)


def test_reduced_motion_is_honoured(house: House, enter: Enter) -> None:
    page = opened(enter, "lower-third").page
    page.emulate_media(reduced_motion="reduce")
    house.show("stage", shown(house) | {"speaking": None})
    expect(page.get_by_test_id("caption")).to_have_count(0, timeout=200)


def test_a_colour_to_cut_out_and_a_caption_that_goes_by_itself(house: House, enter: Enter) -> None:
    speaking_for(house, 3_000)
    page = opened(enter, "lower-third", looks="?key=green&hold=5&align=right").page
    assert picture(page, (10, 10)).points == ((0, 0xB1, 0x40, 255),)
    box = page.get_by_test_id("caption").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] > HALL[0] - 120
    expect(page.get_by_test_id("caption")).to_have_count(0, timeout=6_000)


# --- looks, and what all screens do ---------------------------------------------------------------


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
    until(lambda: seat.page.evaluate(OPACITY) == "1", "the button is there for who moves")
    until(lambda: seat.page.evaluate(OPACITY) == "0", "the button leaves", within_s=6)
    cursor = "() => getComputedStyle(document.querySelector('div.screen')).cursor"
    assert seat.page.evaluate(cursor) == "none"


def test_the_display_is_kept_awake(enter: Enter) -> None:
    seat = opened(enter, "clock")
    asked = seat.page.evaluate("() => navigator.wakeLock !== undefined && isSecureContext")
    assert asked, "a page of this machine is a secure context"


def test_a_screen_says_which_it_is_and_stays_itself(house: House, enter: Enter) -> None:
    seat = opened(enter, "clock", looks="?size=1.2&who=nobody")
    opening: list[str] = []
    seat.page.on("websocket", lambda socket: opening.append(socket.url))
    for _ in range(2):
        seat.page.reload()
        expect(seat.page.get_by_test_id("countdown")).to_be_visible()
    first, second = (parse_qs(urlsplit(url).query) for url in opening)
    assert first["screen"] == second["screen"]
    assert (first["page"], first["view"], first["looks"]) == (["clock"], ["stage"], ["size=1.2"])
    assert f"/sessions/{SESSION}/stream" in opening[0]
