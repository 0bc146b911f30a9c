"""Calling the roll by voice: one key for each answer, a wrong mark redone, the quorum seen."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.access import faults
from tests.support.browser import DESK, PHONE, Seat
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import House
from tests.web.rolling import QUORUM, by_voice, points

pytestmark = pytest.mark.browser

SETTLED_MS = 650
PRESSED_AS_IT_CHANGES = """
(site) => new MutationObserver((_, watch) => {
  if (document.querySelector('[data-testid=roll-asked]')?.dataset.site !== site) return;
  watch.disconnect();
  dispatchEvent(new KeyboardEvent('keydown', { code: 'Space', cancelable: true }));
}).observe(document.body, { subtree: true, childList: true, attributes: true })
"""


def calling(house: House, enter: Enter, view: Any, **how: Any) -> Seat:
    """The console with the desk of the roll call open."""
    house.views["host"] = view
    seat = enter("host", **how)
    seat.click("roll-desk")
    expect(seat.page.get_by_test_id("roll-voice")).to_be_visible()
    return seat


def sent(house: House, *kinds: str) -> list[tuple[str, str]]:
    return [(body["type"], body["site"]) for _, body in house.posted if body.get("type") in kinds]


MARKS = ("answer_roll_call", "mark_silent", "ask_site")


def test_it_is_begun_from_the_panel_and_opens_the_desk(house: House, enter: Enter) -> None:
    before = copy.deepcopy(house.views["host"])
    before["roll_call"]["closed_at"] = house.now()
    house.views["host"] = before
    seat = enter("host")
    seat.click("roll-call-voice")
    until(lambda: house.sent("open_roll_call"), "asked")
    body = house.sent("open_roll_call")[0]
    assert (body["way"], body["duration_ms"]) == ("in_order", 3_870_000)
    house.show("host", by_voice(house, 0))
    asked = seat.page.get_by_test_id("roll-asked")
    expect(asked).to_contain_text("“Điểm cầu Trung ương.”")


def test_a_key_for_each_answer_by_its_place_on_the_keyboard(house: House, enter: Enter) -> None:
    order = points(house)
    seat = calling(house, enter, by_voice(house, 23))
    page = seat.page
    asked = page.get_by_test_id("roll-asked")
    expect(asked).to_contain_text("“Điểm cầu tỉnh Hà Nam.”")
    expect(asked).to_contain_text("0")
    page.keyboard.press("Space")
    until(lambda: sent(house, *MARKS), "present")
    house.show("host", by_voice(house, 24))
    expect(asked).to_have_attribute("data-site", order[24])
    # What one's own press brought up takes the next at once; Telex makes no difference.
    page.keyboard.press("KeyX")
    until(lambda: len(sent(house, *MARKS)) == 2, "silent")
    house.show("host", by_voice(house, 25, (order[24],)))
    expect(page.get_by_test_id("roll-silent-list")).to_be_visible()
    page.keyboard.press("KeyR")
    until(lambda: len(sent(house, *MARKS)) == 3, "the last once more")
    assert sent(house, *MARKS) == [
        ("answer_roll_call", order[23]),
        ("mark_silent", order[24]),
        ("ask_site", order[24]),
    ]


def test_back_to_a_silent_one_and_to_any_mark(house: House, enter: Enter) -> None:
    order = points(house)
    seat = calling(house, enter, by_voice(house, 30, (order[5], order[9])))
    seat.page.keyboard.press("KeyB")
    until(lambda: sent(house, *MARKS), "the first silent one")
    house.show("host", by_voice(house, 30, (order[9],), asked=order[5]))
    expect(seat.page.get_by_test_id("roll-asked")).to_have_attribute("data-site", order[5])
    seat.click(f"roll-ask-{order[9]}")
    until(lambda: len(sent(house, *MARKS)) == 2, "the other one")
    assert sent(house, *MARKS) == [("ask_site", order[5]), ("ask_site", order[9])]


def test_a_held_key_marks_one_point(house: House, enter: Enter) -> None:
    seat = calling(house, enter, by_voice(house, 23))
    seat.page.keyboard.down("Space")
    for _ in range(4):
        seat.page.keyboard.down("Space")
    house.show("host", by_voice(house, 24))
    for _ in range(4):
        seat.page.keyboard.down("Space")
    seat.page.keyboard.up("Space")
    until(lambda: sent(house, *MARKS), "the first press")
    assert sent(house, *MARKS) == [("answer_roll_call", points(house)[23])]


def test_a_point_that_answers_by_itself_takes_no_press_meant_for_it(
    house: House, enter: Enter
) -> None:
    seat = calling(house, enter, by_voice(house, 23))
    page, order = seat.page, points(house)
    # The key falls within the same moment in which the page has heard of the change.
    page.evaluate(PRESSED_AS_IT_CHANGES, order[24])
    house.show("host", by_voice(house, 24))
    expect(page.get_by_test_id("roll-asked")).to_have_attribute("data-site", order[24])
    expect(page.get_by_test_id("roll-swapped")).to_be_visible()
    assert sent(house, *MARKS) == []
    page.wait_for_timeout(SETTLED_MS)
    page.keyboard.press("Space")
    until(lambda: sent(house, *MARKS), "now it is meant")
    assert sent(house, *MARKS) == [("answer_roll_call", order[24])]


def test_the_end_is_a_question_with_the_quorum_and_the_result_is_frozen(
    house: House, enter: Enter
) -> None:
    order = points(house)
    silent = (order[3], order[40])
    seat = calling(house, enter, {**by_voice(house, 64, silent), "quorum": QUORUM})
    page = seat.page
    expect(page.get_by_test_id("roll-all-called")).to_contain_text("2 điểm cầu không trả lời")
    page.keyboard.press("Enter")
    dialog = page.get_by_test_id("roll-close-dialog")
    expect(dialog.get_by_test_id("quorum")).to_have_attribute("data-met", "false")
    expect(dialog).to_contain_text("thiếu 3")
    expect(dialog).to_contain_text("theo điểm danh lần 3")
    page.get_by_test_id("roll-close-do").click()
    until(lambda: house.sent("close_roll_call"), "closed")
    closed = by_voice(house, 64, silent, closed_at=house.now(), people=1_204)
    house.show("host", {**closed, "quorum": QUORUM})
    result = page.get_by_test_id("roll-result")
    expect(result.get_by_test_id("roll-result-sites")).to_have_text("62/64 điểm cầu trả lời")
    expect(result.get_by_test_id("roll-result-people")).to_contain_text("1.204 người")
    assert result.get_by_test_id("roll-result-missing").locator("li").count() == 2
    assert "/attendance/" in (seat.attribute("roll-result-log", "href") or "")


def test_points_not_called_yet_are_told_before_the_end(house: House, enter: Enter) -> None:
    seat = calling(house, enter, by_voice(house, 20))
    seat.click("roll-voice-close")
    expect(seat.page.get_by_test_id("roll-close-left")).to_contain_text("44")
    assert house.sent("close_roll_call") == []


# --- the quorum ---------------------------------------------------------------------------------


def test_a_quorum_is_set_in_shares_and_taken_away(house: House, enter: Enter) -> None:
    seat = enter("host")
    seat.click("top-menu")
    seat.click("menu-quorum")
    seat.page.get_by_test_id("quorum-choose-sites").select_option("2/3")
    seat.page.keyboard.press("Enter")
    until(lambda: house.sent("set_quorum"), "set")
    assert house.sent("set_quorum")[0]["sites"] == {"numerator": 2, "denominator": 3}
    assert house.sent("set_quorum")[0]["people"] is None
    house.show("host", {**house.views["host"], "quorum": QUORUM})
    expect(seat.page.get_by_test_id("quorum")).to_contain_text("Chưa đủ túc số")
    seat.click("quorum-open")
    expect(seat.page.get_by_test_id("quorum-choose-people")).to_have_value("1/2")


def test_going_on_without_a_quorum_is_a_question(house: House, enter: Enter) -> None:
    view = {**copy.deepcopy(house.views["host"]), "quorum": QUORUM, "queue": [], "waiting": 0}
    house.views["host"] = view
    seat = enter("host")
    expect(seat.page.get_by_test_id("quorum")).to_be_visible()
    seat.page.keyboard.press("KeyQ")
    seat.page.keyboard.press("KeyQ")
    dialog = seat.page.get_by_test_id("item-dialog")
    expect(dialog.get_by_test_id("quorum")).to_contain_text("Chưa đủ túc số")
    assert house.sent("begin_item") == []
    seat.click("item-go")
    until(lambda: house.sent("begin_item"), "gone on")


# --- three sources, and a delegate who moves ----------------------------------------------------


def now_of(house: House, **over: Any) -> Any:
    line = {"presence": "silent", "band": "unknown", "reason": "none", "rtt_ms": None}
    return {
        **{"site": "64", "name": "Gia Lai", "kind": "province", "parent": "TW", "state": "m"},
        **{"presence": "silent", "band": "unknown", "heard_at": 1, "attendance": {}},
        **{"since_at": house.now() - 10_000, "last_word_at": house.now() - 40_000},
        "line": {**line, "jitter_ms": None, "missed": 0, "media": "heard"},
        **{"media_at": house.now() - 3_600_000, "head_count": None, "below": {}},
        "roll_call": {"number": 2, "answer": "present", "at": house.now() - 90_000, "asked": False},
        **over,
    }


def open_point(house: House, enter: Enter, **how: Any) -> Seat:
    """Gia Lai's panel: its agent is silent while the bridge has it."""
    view = copy.deepcopy(house.views["host"])
    for tile in view["wall"]:
        if tile["site"] == "64":
            view["counts"][tile["state"]] -= 1
            tile["state"] = "m"
    view["counts"]["m"] = 1
    house.views["host"] = view
    house.reads["sites"] = [now_of(house)]
    points_view = copy.deepcopy(house.views["points"])
    house.views["points"] = points_view
    seat = enter("host", **how)
    if how.get("size") == PHONE:
        seat.click("part-wall")
    seat.click("tile-64")
    expect(seat.page.get_by_test_id("sources")).to_be_visible()
    return seat


def test_the_state_of_a_silent_agent_in_the_bridge_says_why(house: House, enter: Enter) -> None:
    seat = open_point(house, enter)
    page = seat.page
    expect(page.get_by_test_id("count-m")).to_contain_text("1 máy trạm im lặng")
    tile = page.get_by_test_id("tile-64")
    expect(tile).to_have_attribute("data-state", "m")
    assert "unknown" in (tile.get_attribute("class") or "")
    sources = page.get_by_test_id("sources")
    expect(sources.get_by_test_id("source-agent")).to_contain_text(re.compile(r"im lặng \d"))
    expect(sources.get_by_test_id("source-bridge")).to_contain_text("còn hình, tiếng từ 08:42")
    expect(sources.get_by_test_id("source-roll")).to_contain_text("lần 2: có mặt 09:40")
    seat.click("media-mark")
    until(lambda: house.sent("report_media"), "told")
    body = house.sent("report_media")[0]
    assert (body["site"], body["up"]) == ("64", False)


def test_a_delegate_is_moved_to_another_point(house: House, enter: Enter) -> None:
    seat = open_point(house, enter)
    seat.click("transfer-open")
    page = seat.page
    page.get_by_test_id("transfer-search").fill("mau 04")
    page.get_by_test_id("transfer-64.05").check()
    expect(page.get_by_test_id("transfer-do")).to_be_disabled()
    page.get_by_test_id("transfer-to").fill("cao bang")
    page.get_by_test_id("transfer-to").press("Enter")
    expect(page.get_by_test_id("transfer-chosen")).to_contain_text("Cao Bằng")
    # Another point, mistyped: that is no word for the one before.
    page.get_by_test_id("transfer-to").fill("dak lakx")
    page.get_by_test_id("transfer-to").press("Enter")
    expect(page.get_by_test_id("transfer-dialog")).to_be_visible()
    assert house.sent("transfer_person") == []
    page.get_by_test_id("transfer-do").click()
    until(lambda: house.sent("transfer_person"), "moved")
    body = house.sent("transfer_person")[0]
    assert (body["person"], body["to"]) == ("64.05", "04")


# --- access -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "language"), [(DESK, "vi"), (PHONE, "en")], ids=["vi", "en"])
@pytest.mark.parametrize("shown", ["calling", "all-called", "closing", "result", "panel"])
def test_every_state_can_be_read_by_all(
    house: House, enter: Enter, shown: str, size: tuple[int, int], language: str
) -> None:
    order = points(house)
    how: Any = {"size": size, "language": language}
    if shown == "panel":
        seat = open_point(house, enter, **how)
    else:
        called = 23 if shown == "calling" else 64
        view = by_voice(house, called, (order[3], order[4], order[9]))
        house.views["host"] = {**view, "quorum": QUORUM}
        seat = enter("host", **how)
        if size == PHONE:
            seat.click("part-programme")
        seat.click("roll-desk")
        if shown in ("closing", "result"):
            seat.click("roll-voice-close")
        if shown == "result":
            closed = by_voice(house, 64, (order[3], order[4]), closed_at=house.now(), people=12)
            house.show("host", {**closed, "quorum": QUORUM})
            seat.click("roll-close-do")
    page = seat.page
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    wide = "dialog => dialog.scrollWidth - dialog.clientWidth"
    assert page.locator("dialog[open]").evaluate(wide) <= 0
