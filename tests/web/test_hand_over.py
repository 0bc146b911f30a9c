"""The hand-over at the console: its steps, what it asks, and exactly the sensible answers."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.access import faults
from tests.support.browser import Seat
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import House, fixture

pytestmark = pytest.mark.browser

CAO_BANG, GIA_LAI, DAK_LAK, BTP = "e7", "e5", "e6", "e10"


@pytest.fixture
def seat(house: House, enter: Enter) -> Seat:
    found = enter("host")
    expect(found.page.get_by_test_id("queue")).to_be_visible()
    return found


def view_with(house: House, **changes: Any) -> Any:
    """The view with some parts replaced."""
    view = copy.deepcopy(house.views["host"])
    view["floor_rev"] += 1
    return {**view, **changes}


def near_of(view: Any, entry: str) -> Any:
    return next(row["near"] for row in view["queue"] if row["entry"] == entry)


def calm(house: House) -> Any:
    """Nobody on air, nothing asked."""
    view = view_with(house, speaking=None, speaking_near=None)
    near_of(view, CAO_BANG)["asked"] = None
    return view


def test_ten_seconds_without_an_answer_is_a_question_with_its_answers(
    house: House, seat: Seat
) -> None:
    question = seat.page.get_by_test_id(f"question-{CAO_BANG}")
    asked = r"Cao Bằng không trả lời \d+ giây: mời điểm cầu tiếp theo hay chờ\?"
    expect(question).to_contain_text(re.compile(asked))
    answers = question.get_by_role("button").all_inner_texts()
    assert [text.split("\n")[0] for text in answers] == ["Mời Bộ Tư pháp", "Chờ thêm", "Gọi điện"]
    seat.click("answer-pass_over")
    until(lambda: house.sent("pass_over"), "passed over")
    assert house.sent("pass_over")[0]["entry"] == CAO_BANG
    card = seat.page.get_by_test_id(f"queue-row-{CAO_BANG}")
    expect(card).to_contain_text("đã ghi 09:42")


@pytest.mark.parametrize(
    ("key", "kind"), [("1", "pass_over"), ("2", "keep_waiting")], ids=["next", "wait"]
)
def test_a_question_is_answered_by_one_key(house: House, seat: Seat, key: str, kind: str) -> None:
    expect(seat.page.get_by_test_id(f"question-{CAO_BANG}")).to_be_visible()
    seat.page.wait_for_timeout(700)  # a question that has just come takes no key
    seat.page.keyboard.press(key)
    until(lambda: house.sent(kind), kind)
    assert house.sent(kind)[0]["entry"] == CAO_BANG


def test_a_question_that_has_just_come_takes_no_key(house: House, seat: Seat) -> None:
    view = view_with(house)
    view["speaking_near"] = {**view["speaking_near"], "asked": "overtime"}
    seat.page.evaluate(
        """() => new MutationObserver((_, watch) => {
          if (!document.querySelector('[data-question="overtime"]')) return;
          watch.disconnect();
          document.body.dispatchEvent(
            new KeyboardEvent('keydown', { code: 'Digit1', key: '1', bubbles: true }));
          globalThis.pressed = true;
        }).observe(document.body, { subtree: true, childList: true })"""
    )
    house.show("host", view)
    until(lambda: seat.page.evaluate("globalThis.pressed === true"), "pressed")
    expect(seat.page.locator("[data-question]")).to_have_count(2)
    assert house.posted == []


def test_the_telephone_answer_opens_the_call_and_notes_it(house: House, seat: Seat) -> None:
    seat.click("answer-phone")
    expect(seat.page.get_by_test_id("call-number")).to_have_text("0206 000 004")
    seat.click("outcome-no_answer")
    until(lambda: house.sent("log_call"), "noted")
    sent = house.sent("log_call")[0]
    assert (sent["site"], sent["outcome"]) == ("04", "no_answer")
    view = view_with(house)
    near_of(view, CAO_BANG)["call"] = {"at": view["at"], "outcome": "no_answer"}
    house.show("host", view)
    card = seat.page.get_by_test_id(f"queue-row-{CAO_BANG}")
    expect(card).to_contain_text("gọi 09:42: không nghe máy")


def test_overtime_is_asked_at_the_speaker_and_reminded(house: House, seat: Seat) -> None:
    view = view_with(house)
    view["speaking"]["limit_ms"] = 40_000
    view["speaking_near"] = {**view["speaking_near"], "asked": "overtime"}
    house.show("host", view)
    question = seat.page.get_by_test_id(f"question-{GIA_LAI}")
    expect(question).to_contain_text(re.compile("Gia Lai quá giờ 2 phút.*: nhắc hay chờ thêm"))
    seat.click("answer-remind")
    until(lambda: house.sent("keep_waiting"), "reminded, and asked again later")
    (notice,) = house.sent("send_notice")
    assert (notice["sites"], notice["kind"]) == (["64"], "time")
    assert house.sent("keep_waiting")[0]["entry"] == GIA_LAI


def test_a_lost_line_is_held_or_set_aside_with_the_time_left(house: House, seat: Seat) -> None:
    view = view_with(house)
    at = view["at"] - 61_000
    view["speaking"] |= {"cause": "line", "picture": False, "paused_at": at}
    view["speaking_near"] = {**view["speaking_near"], "asked": "line_lost"}
    house.show("host", view)
    question = seat.page.get_by_test_id(f"question-{GIA_LAI}")
    expect(question).to_contain_text("Gia Lai mất tín hiệu 1 phút")
    expect(question).to_contain_text("Để lại (còn 05:09)")
    seat.click("answer-set_aside")
    until(lambda: house.sent("set_aside"), "set aside")
    assert house.sent("set_aside")[0]["entry"] == GIA_LAI


def test_the_steps_show_what_is_done_and_what_runs(house: House, seat: Seat) -> None:
    view = calm(house)
    near_of(view, CAO_BANG)["deadline_at"] = house.now() + 57_000
    house.show("host", view)
    steps = seat.page.get_by_test_id(f"steps-{CAO_BANG}")
    expect(steps.locator(".done")).to_have_text(["mời"])
    expect(steps.locator(".active")).to_have_text(re.compile(r"sẵn sàng\d+ giây"))
    expect(steps.locator("li")).to_have_count(3)


def test_with_the_rule_the_picture_is_cued_and_waited_for(house: House, seat: Seat) -> None:
    view = calm(house)
    view["conduct"]["picture_check"] = True
    house.show("host", view)
    next_act = seat.page.get_by_test_id("next-act")
    expect(next_act).to_contain_text("Đưa hình Đắk Lắk lên")
    seat.page.keyboard.press("Space")
    until(lambda: house.sent("cue_picture"), "cued")
    cued = copy.deepcopy(view)
    near_of(cued, DAK_LAK)["cued_at"] = view["at"]
    house.show("host", cued)
    expect(next_act).to_have_attribute("data-act", "wait_picture")
    expect(next_act).to_be_disabled()
    seat.page.keyboard.press("h")
    until(lambda: house.sent("confirm_picture"), "confirmed")
    assert house.sent("confirm_picture")[0]["entry"] == DAK_LAK
    up = copy.deepcopy(cued)
    near_of(up, DAK_LAK)["picture_at"] = view["at"]
    house.show("host", up)
    expect(next_act).to_contain_text("Mời Đắk Lắk phát biểu")


def test_a_confirmed_name_has_its_mark(house: House, seat: Seat) -> None:
    card = seat.page.get_by_test_id(f"queue-row-{DAK_LAK}")
    expect(card.get_by_text("đã xác nhận họ tên, chức vụ")).to_have_count(0)
    view = view_with(house)
    near_of(view, DAK_LAK)["confirmed"] = True
    house.show("host", view)
    expect(card.get_by_text("đã xác nhận họ tên, chức vụ")).to_have_count(1)


def test_ready_by_telephone_confirms_the_name_in_one_act(house: House, seat: Seat) -> None:
    seat.click(f"more-{CAO_BANG}")
    seat.click(f"confirm-{CAO_BANG}")
    until(lambda: house.sent("report_ready"), "confirmed")
    row = next(row for row in house.views["host"]["queue"] if row["entry"] == CAO_BANG)
    sent = house.sent("report_ready")[0]
    assert (sent["person"], sent["called_at"], sent["ready"]) == (
        row["person"],
        row["called_at"],
        True,
    )


def test_a_swap_is_suggested_and_never_done_by_itself(house: House, seat: Seat) -> None:
    view = calm(house)
    house.show("host", view)
    hint = seat.page.get_by_test_id("swap-hint")
    expect(hint).to_contain_text("Cao Bằng: jitter cao; Bộ Tư pháp sẵn sàng. Đổi với Bộ Tư pháp?")
    assert house.posted == []
    seat.page.keyboard.press("s")
    until(lambda: house.sent("pass_over"), "the called one gives way")
    seat.page.keyboard.press("Escape")
    expect(hint).to_have_count(0)


def test_one_bright_button_at_most(house: House, seat: Seat) -> None:
    bright = seat.page.locator(".btn.primary:visible:not(:disabled)")
    expect(bright).to_have_count(0)
    house.show("host", calm(house))
    expect(bright).to_have_count(1)
    expect(bright).to_have_attribute("data-testid", "next-act")
    house.show("host", fixture("host-prepared"))
    expect(bright).to_have_count(1)
    expect(bright).to_have_attribute("data-testid", "start-session")


def test_two_that_wait_change_places(house: House, seat: Seat) -> None:
    """Neither is called: the sound one moves before the other."""
    view = calm(house)
    view["queue"] = view["queue"][2:]
    view["queue"][0] |= {"readiness": "risky", "seat": False}
    house.show("host", view)
    seat.click("swap")
    until(lambda: house.sent("move_request"), "moved")
    sent = house.sent("move_request")[0]
    assert (sent["entry"], sent["before"]) == ("e8", BTP)


@pytest.mark.parametrize("opened", ["", "w", "o", "?", "phone", "row"])
def test_no_fault_of_access_with_everything_in_use(house: House, enter: Enter, opened: str) -> None:
    """Also the size of what is pressed (WCAG 2.2, 2.5.8)."""
    house.views["host"] = fixture("host-crowded")
    seat = enter("host")
    expect(seat.page.get_by_test_id("aside")).to_be_visible()
    if opened == "phone":
        seat.click("answer-phone")
    elif opened == "row":
        seat.page.get_by_test_id("queue-row-e9").focus()
    elif opened:
        seat.page.keyboard.press(opened)
        expect(seat.page.locator("dialog[open]")).to_be_visible()
    assert faults(seat.page) == []
