"""The keyboard of the console: no single key may cut off a leader."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.browser import Seat
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import House

pytestmark = pytest.mark.browser

HELD_E = """
() => { for (let n = 0; n < 5; n++) document.body.dispatchEvent(
  new KeyboardEvent('keydown', { code: 'KeyE', key: 'e', repeat: n > 0, bubbles: true })); }
"""
COMPOSING_E = """
() => { for (let n = 0; n < 2; n++) document.body.dispatchEvent(
  new KeyboardEvent('keydown', { code: 'KeyE', key: 'e', isComposing: true, bubbles: true })); }
"""


@pytest.fixture
def seat(house: House, enter: Enter) -> Seat:
    found = enter("host")
    expect(found.page.get_by_test_id("queue")).to_be_visible()
    return found


def quiet(house: House) -> Any:
    """The view with nobody on air."""
    view = copy.deepcopy(house.views["host"])
    view["speaking"] = view["speaking_near"] = None
    return view


def test_one_e_arms_and_the_second_ends(house: House, seat: Seat) -> None:
    end = seat.page.get_by_test_id("end-speech")
    seat.page.keyboard.press("e")
    expect(end).to_contain_text("Bấm E lần nữa")
    assert house.posted == []
    seat.page.keyboard.press("e")
    until(lambda: house.sent("end_speech"), "ended")


def test_an_armed_e_disarms_by_itself_and_by_escape(house: House, seat: Seat) -> None:
    end = seat.page.get_by_test_id("end-speech")
    seat.page.keyboard.press("e")
    expect(end).to_contain_text("Bấm E lần nữa")
    seat.page.keyboard.press("Escape")
    expect(end).to_contain_text("Kết thúc lượt")
    seat.page.keyboard.press("e")
    expect(end).to_contain_text("Kết thúc lượt")
    assert house.posted == []


def test_a_held_key_and_a_composing_one_end_nothing(house: House, seat: Seat) -> None:
    seat.page.evaluate(HELD_E)
    expect(seat.page.get_by_test_id("end-speech")).to_contain_text("Bấm E lần nữa")
    seat.page.keyboard.press("Escape")
    seat.page.evaluate(COMPOSING_E)
    expect(seat.page.get_by_test_id("end-speech")).to_contain_text("Kết thúc lượt")
    assert house.posted == []


def test_enter_on_the_button_is_a_single_key_too(house: House, seat: Seat) -> None:
    end = seat.page.get_by_test_id("end-speech")
    end.focus()
    seat.page.keyboard.press("Enter")
    expect(end).to_contain_text("Bấm E lần nữa")
    assert house.posted == []


def test_an_input_method_that_takes_the_key_ends_nothing(house: House, seat: Seat) -> None:
    """Its keys come as "Process" (code 229), whatever the letter will be."""
    seat.page.evaluate(
        COMPOSING_E.replace("key: 'e', isComposing: true", "key: 'Process', keyCode: 229")
    )
    expect(seat.page.get_by_test_id("end-speech")).to_contain_text("Kết thúc lượt")
    assert house.posted == []


@pytest.mark.parametrize(
    ("key", "kind", "notice"), [("r", "send_notice", "time"), ("t", "send_notice", "mute")]
)
def test_what_cannot_be_unsaid_takes_two_presses(
    house: House, seat: Seat, key: str, kind: str, notice: str
) -> None:
    seat.page.keyboard.press(key)
    expect(seat.page.get_by_text(f"Bấm {key.upper()} lần nữa")).to_be_visible()
    assert house.posted == []
    seat.page.keyboard.press(key)
    until(lambda: house.sent(kind), kind)
    sent = house.sent(kind)[0]
    assert (sent["kind"], sent["sites"]) == (notice, ["64"])


def test_the_help_tells_every_key_of_the_table(seat: Seat) -> None:
    seat.page.keyboard.press("?")
    told = seat.page.locator("[data-testid='keys-dialog'] dd[data-act]")
    acts = told.evaluate_all("all => all.map((one) => one.dataset.act)")
    assert len(acts) == len(set(acts)) > 30
    assert all(text.strip() for text in told.all_inner_texts())


def test_space_never_ends_a_speech(house: House, seat: Seat) -> None:
    seat.page.keyboard.press("Space")
    expect(seat.page.get_by_test_id("next-act")).to_be_disabled()
    assert house.posted == []


def test_space_gives_the_floor_to_the_one_that_is_ready(house: House, seat: Seat) -> None:
    house.show("host", quiet(house))
    expect(seat.page.get_by_test_id("next-act")).to_have_attribute("data-act", "give")
    seat.page.keyboard.press("Space")
    until(lambda: house.sent("give_floor"), "given")


def test_space_waits_for_one_that_is_called(house: House, seat: Seat) -> None:
    view = quiet(house)
    view["queue"] = view["queue"][1:]
    house.show("host", view)
    next_act = seat.page.get_by_test_id("next-act")
    expect(next_act).to_have_attribute("data-act", "wait")
    expect(next_act).to_contain_text("Chờ Cao Bằng báo sẵn sàng")
    seat.page.keyboard.press("Space")
    expect(next_act).to_be_disabled()
    assert house.posted == []


def test_space_calls_the_first_that_waits(house: House, seat: Seat) -> None:
    view = quiet(house)
    view["queue"] = view["queue"][2:]
    house.show("host", view)
    expect(seat.page.get_by_test_id("next-act")).to_have_attribute("data-act", "call")
    seat.page.keyboard.press("Space")
    until(lambda: house.sent("call_point"), "called")
    assert house.sent("call_point")[0]["entry"] == view["queue"][0]["entry"]


def test_after_a_click_space_is_the_next_act_again(house: House, seat: Seat) -> None:
    """A clicked button must not swallow the space bar, nor be pressed by it once more."""
    seat.click("extend")
    until(lambda: house.sent("extend_speech"), "extended")
    house.show("host", quiet(house))
    expect(seat.page.get_by_test_id("next-act")).to_have_attribute("data-act", "give")
    seat.page.keyboard.press("Space")
    until(lambda: house.sent("give_floor"), "given")
    assert len(house.sent("extend_speech")) == 1


@pytest.mark.parametrize(
    ("key", "kind", "by_ms"),
    [
        ("p", "pause_speech", None),
        ("=", "extend_speech", 60_000),
        ("+", "extend_speech", 60_000),
        ("-", "extend_speech", -60_000),
    ],
)
def test_keys_of_the_speech(
    house: House, seat: Seat, key: str, kind: str, by_ms: int | None
) -> None:
    seat.page.keyboard.press(key)
    until(lambda: house.sent(kind), kind)
    assert house.sent(kind)[0].get("by_ms") == by_ms


def test_keys_typed_into_a_field_are_letters(house: House, seat: Seat) -> None:
    seat.page.keyboard.press("Control+k")
    field = seat.page.get_by_test_id("finder-input")
    expect(field).to_be_focused()
    seat.page.keyboard.type("ee p")
    expect(field).to_have_value("ee p")
    seat.page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    assert house.posted == []


def test_the_finder_finds_without_marks_and_enters_a_request(house: House, seat: Seat) -> None:
    seat.page.keyboard.press("Control+k")
    seat.page.keyboard.type("dak l")
    expect(seat.page.get_by_test_id("found-66")).to_be_visible()
    expect(seat.page.get_by_test_id("found-67")).to_have_count(0)
    seat.page.keyboard.press("Enter")
    expect(seat.page.get_by_test_id("site-phone")).to_contain_text("0200 000 066")
    seat.click("chair-calls")
    seat.click("request-send")
    until(lambda: house.sent("request_floor"), "entered")
    sent = house.sent("request_floor")[0]
    assert (sent["site"], sent["channel"], sent["kind"]) == ("66", "chair", "intervention")


def test_help_is_one_key_away(seat: Seat) -> None:
    seat.page.keyboard.press("?")
    expect(seat.page.get_by_test_id("keys-dialog")).to_be_visible()
    seat.page.keyboard.press("Escape")
    expect(seat.page.get_by_test_id("keys-dialog")).to_have_count(0)


def test_every_item_of_the_programme_is_reached_by_keyboard(house: House, seat: Seat) -> None:
    items = [row["id"] for row in house.views["host"]["items"] if not row["current"]]
    for item in items:
        button = seat.page.get_by_test_id(f"begin-item-{item}")
        button.focus()
        expect(button).to_be_focused()
    seat.page.keyboard.press("Enter")
    expect(seat.page.get_by_test_id("item-dialog")).to_be_visible()
    seat.page.keyboard.press("Enter")
    until(lambda: house.sent("begin_item"), "begun")
    assert house.sent("begin_item")[0]["item"] == items[-1]


def test_a_second_space_before_the_answer_is_not_a_second_act(house: House, seat: Seat) -> None:
    house.show("host", quiet(house))
    expect(seat.page.get_by_test_id("next-act")).to_have_attribute("data-act", "give")
    seat.page.evaluate(
        """() => { for (let n = 0; n < 2; n++) document.body.dispatchEvent(
          new KeyboardEvent('keydown', { code: 'Space', key: ' ', bubbles: true })); }"""
    )
    until(lambda: house.sent("give_floor"), "given")
    expect(seat.page.get_by_test_id("trace-next")).to_contain_text("đã ghi")
    assert len(house.sent("give_floor")) == 1


def test_a_key_held_down_does_not_go_through_the_question(house: House, seat: Seat) -> None:
    seat.page.get_by_test_id("begin-item-5").focus()
    for _ in range(4):
        seat.page.keyboard.down("Enter")
    expect(seat.page.get_by_test_id("item-dialog")).to_be_visible()
    seat.page.keyboard.up("Enter")
    assert house.sent("begin_item") == []
    seat.page.keyboard.press("Enter")
    until(lambda: house.sent("begin_item"), "the next item")
