"""The console: what it shows, what each act asks for, and what becomes of it."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import PHONE, Seat
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import House, fixture

pytestmark = pytest.mark.browser

UNSEEN = """
() => [...document.querySelectorAll('.t > span:first-child')]
  .filter((node) => node.scrollWidth > node.clientWidth + 1
    || node.scrollHeight > node.parentElement.clientHeight + 1)
  .map((node) => node.textContent)
"""
# The rows as they stand when the page says that it holds them, which is for less than a second.
NOTE_HELD = """
() => {
  globalThis.heldAs = null;
  new MutationObserver(() => {
    if (document.body.innerText.includes('giữ thứ tự'))
      globalThis.heldAs ??=
        [...document.querySelectorAll('[data-entry]')].map((row) => row.dataset.entry);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
"""
SMALLEST = """
() => Math.min(...[...document.querySelectorAll('.t')]
  .map((node) => parseFloat(getComputedStyle(node).fontSize)))
"""


def entry_of(view: Any, site: str) -> str:
    return str(next(row["entry"] for row in view["queue"] if row["site"] == site))


def test_one_screen_without_scrolling(house: House, enter: Enter) -> None:
    """With everything in use: a question, three in hand-over, twelve waiting, two set aside."""
    house.views["host"] = fixture("host-crowded")
    page = enter("host").page
    expect(page.get_by_test_id("queue")).to_be_visible()
    expect(page.get_by_test_id("aside")).to_be_visible()
    expect(page.locator("[data-question]")).to_have_count(1)
    size = page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
    assert size[0] <= size[1]
    size = page.locator("[data-rows]").evaluate("node => [node.scrollHeight, node.clientHeight]")
    assert size[0] <= size[1]
    expect(page.get_by_test_id("speaking-site")).to_have_text("Điểm cầu tỉnh Gia Lai")
    expect(page.get_by_test_id("phase")).to_have_attribute("data-phase", "live")


def test_tiles_counts_and_sum_agree(house: House, enter: Enter) -> None:
    """One view: the header's counts, the tiles by state and the sum beside the wall."""
    page = enter("host").page
    expect(page.get_by_test_id("tile-64")).to_be_visible()
    counts = house.views["host"]["counts"]
    for state, count in counts.items():
        assert page.locator(f'[data-testid^="tile-"][data-state="{state}"]').count() == count
        if state != "s":
            text = page.get_by_test_id(f"count-{state}").inner_text()
            assert text.split()[0] == str(count)
    lines = sum(count for state, count in counts.items() if state != "s")
    assert page.get_by_test_id("wall-sum").inner_text().startswith(f"{lines} ")


def test_the_wall_cuts_no_name_and_has_both_archipelagos(house: House, enter: Enter) -> None:
    page = enter("host").page
    expect(page.get_by_test_id("sea-8-10")).to_have_text("Hoàng Sa")
    expect(page.get_by_test_id("sea-8-19")).to_have_text("Trường Sa")
    assert page.evaluate(UNSEEN) == []
    assert page.evaluate(SMALLEST) >= 10.5


def test_an_act_rests_on_the_picture_and_leaves_its_trace(house: House, enter: Enter) -> None:
    seat = enter("host")
    seat.click("extend")
    expect(seat.page.get_by_test_id("trace-speech")).to_contain_text("đã ghi 09:42")
    (sent,) = house.sent("extend_speech")
    assert sent["expected_rev"] == house.views["host"]["floor_rev"]
    assert sent["by_ms"] == 60_000
    assert sent["entry"] == house.views["host"]["speaking"]["entry"]


def test_a_refusal_is_said_in_words_where_it_was_made(house: House, enter: Enter) -> None:
    seat, entry = enter("host"), entry_of(house.views["host"], "31")
    house.refuse(409, "standby_full", limit=3)
    row = seat.page.get_by_test_id(f"queue-row-{entry}")
    row.hover()
    seat.click(f"call-{entry}")
    expect(row).to_contain_text("bị từ chối: Đã có đủ 3 điểm cầu chuẩn bị")


def test_a_conflict_says_who_did_what(house: House, enter: Enter) -> None:
    seat, view = enter("host"), house.views["host"]
    entry, other = entry_of(view, "31"), entry_of(view, "92")
    at = view["at"] - 3000
    house.refuse(
        409,
        "conflict",
        current_rev=9,
        by="x",
        role="secretary",
        what="PointCalled",
        at=at,
        entry=other,
    )
    seat.click(f"call-{entry}")
    trace = seat.page.get_by_test_id(f"queue-row-{entry}")
    expect(trace).to_contain_text("xung đột: Thư ký mời Cần Thơ chuẩn bị lúc 09:42:14")


def test_a_click_without_an_answer_is_asked_for_and_not_sent_again(
    house: House, enter: Enter
) -> None:
    seat = enter("host")
    house.answer = lambda body: (0, None)
    seat.click("extend")
    expect(seat.page.get_by_test_id("trace-speech")).to_contain_text("chưa được áp dụng – bấm lại")
    assert made_once(house)


def test_the_fate_of_a_click_is_learnt_after_the_line_is_back(house: House, enter: Enter) -> None:
    seat = enter("host")
    at = house.now()
    said = {"command_id": "c", "accepted": True, "rev": 3, "at": at, "entry": None}
    house.answer = lambda body: (0, None)
    house.fates["*"] = (503, {"code": "unavailable", "status": 503})
    seat.click("extend")
    trace = seat.page.get_by_test_id("trace-speech")
    expect(trace).to_contain_text("đang hỏi lại")
    house.close()
    house.fates["*"] = (200, {**said, "code": None, "params": {}})
    house.open()
    expect(trace).to_contain_text("đã ghi")
    assert made_once(house)


def made_once(house: House) -> bool:
    """One command was made. A browser may repeat the same bytes when a kept connection breaks;
    the same id makes that harmless."""
    return len({body["command_id"] for body in house.sent("extend_speech")}) == 1


def test_silence_is_shown_and_closes_the_acts(house: House, enter: Enter) -> None:
    seat = enter("host")
    expect(seat.page.get_by_test_id("extend")).to_be_enabled()
    house.fall_silent()
    expect(seat.page.get_by_test_id("stale-banner")).to_contain_text("chưa biết thứ tự từ 09:42")
    expect(seat.page.get_by_test_id("extend")).to_be_disabled()
    seat.page.keyboard.press("Space")
    assert house.posted == []
    house.silent = False
    expect(seat.page.get_by_test_id("stale-banner")).to_be_hidden()


def test_the_page_is_back(house: House, enter: Enter) -> None:
    seat = enter("host")
    house.tell_all()
    house.close()
    expect(seat.page.get_by_test_id("stale-banner")).to_be_visible()
    house.open()
    expect(seat.page.get_by_test_id("stale-banner")).to_be_hidden()


def test_rows_do_not_move_under_the_pointer(house: House, enter: Enter) -> None:
    page = enter("host").page
    rows = page.locator("[data-entry]")
    expect(rows).to_have_count(len(house.views["host"]["queue"]))
    before = rows.evaluate_all("nodes => nodes.map((node) => node.dataset.entry)")
    view = copy.deepcopy(house.views["host"])
    rows.nth(4).hover()
    view["queue"].insert(2, view["queue"].pop(5))
    view["floor_rev"] += 1
    page.evaluate(NOTE_HELD)
    house.show("host", view)
    assert until(lambda: page.evaluate("globalThis.heldAs"), "the order is held") == before
    wanted = [row["entry"] for row in view["queue"]]
    until(
        lambda: rows.evaluate_all("nodes => nodes.map((node) => node.dataset.entry)") == wanted,
        "the new order",
    )


def test_moving_by_keyboard_keeps_the_keyboard_on_the_row(house: House, enter: Enter) -> None:
    page, view = enter("host").page, copy.deepcopy(house.views["host"])
    entry = entry_of(view, "38")
    page.get_by_test_id(f"queue-row-{entry}").locator("[data-control='site']").focus()
    page.keyboard.press("Alt+ArrowUp")
    until(lambda: house.sent("move_request"), "sent")
    (sent,) = house.sent("move_request")
    at = next(i for i, row in enumerate(view["queue"]) if row["entry"] == entry)
    assert (sent["entry"], sent["before"]) == (entry, view["queue"][at - 1]["entry"])
    view["queue"].insert(at - 1, view["queue"].pop(at))
    house.show("host", view)
    until(lambda: focused(page) == (entry, "site"), "the keyboard is on the row that moved")


def focused(page: Page) -> tuple[str, str]:
    said = page.evaluate(
        "() => { const at = document.activeElement;"
        " return [at.closest('[data-entry]')?.dataset.entry ?? '', at.dataset?.control ?? '']; }"
    )
    return said[0], said[1]


def test_undo_stands_for_ten_seconds(house: House, enter: Enter) -> None:
    undo = undoable(house)
    seat = enter("host")
    expect(seat.page.get_by_test_id("undo-strip")).to_contain_text("Vừa kết thúc lượt của Gia Lai")
    seat.page.keyboard.press("z")
    until(lambda: house.sent("undo_floor_act"), "sent")
    assert house.sent("undo_floor_act")[0]["act_rev"] == undo["act_rev"]


def undoable(house: House) -> Any:
    """An act of this moment that can be taken back, as the page is shown it."""
    view = fixture("host-undo")
    undo = {**view["undo"], "until_at": house.now() + 60_000}
    house.views["host"] = {**view, "undo": undo}
    return undo


def test_undo_covers_no_tab_on_a_telephone(house: House, enter: Enter) -> None:
    undoable(house)
    page = enter("host", size=PHONE).page
    strip = page.get_by_test_id("undo-strip").bounding_box()
    tabs = page.get_by_test_id("parts").bounding_box()
    assert strip is not None
    assert tabs is not None
    assert strip["y"] + strip["height"] <= tabs["y"]
    page.get_by_test_id("part-wall").click()
    expect(page.get_by_test_id("wall")).to_be_visible()


def test_only_the_host_changes_the_phase(house: House, enter: Enter) -> None:
    page = enter("secretary").page
    expect(page.get_by_test_id("queue")).to_be_visible()
    expect(page.get_by_test_id("close-session")).to_have_count(0)
    expect(page.get_by_test_id("pause-session")).to_have_count(0)


def test_closing_needs_the_words(house: House, enter: Enter) -> None:
    seat: Seat = enter("host")
    seat.click("close-session")
    confirm = seat.page.get_by_test_id("close-confirm")
    expect(confirm).to_be_disabled()
    seat.fill("close-word", "kết thúc")
    confirm.click()
    until(lambda: house.sent("close_session"), "sent")
