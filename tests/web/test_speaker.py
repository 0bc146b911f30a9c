"""The one who has the floor: cut in on by the chair, put back, named, called by mistake."""

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

GIA_LAI = "e5"


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


def test_the_chair_cuts_in_by_name(house: House, seat: Seat) -> None:
    view = view_with(house)
    view["conduct"]["chair"] = "TW.01"
    view["conduct"]["chairs"] = [
        {"person": "TW.02", "name": "Đồng chủ trì mẫu", "post": ""},
        {"person": "TW.01", "name": "Chủ trì mẫu", "post": ""},
    ]
    view["list_open"] = False
    house.show("host", view)
    expect(seat.page.get_by_test_id("list-state")).to_have_text("đã đóng")
    seat.page.keyboard.press("c")
    first = seat.page.get_by_test_id("chair-dialog").locator("li button").first
    expect(first).to_contain_text("Chủ trì mẫu")
    expect(first).to_be_focused()
    seat.page.keyboard.press("Enter")
    until(lambda: house.sent("pause_speech"), "paused")
    sent = house.sent("pause_speech")[0]
    assert (sent["cause"], sent["interjector"]) == ("interjection", "TW.01")
    cut = copy.deepcopy(view)
    cut["speaking"] |= {
        "paused_at": view["at"],
        "cause": "interjection",
        "interjector": "Chủ trì mẫu",
    }
    house.show("host", cut)
    expect(seat.page.locator("#air-title")).to_contain_text("Chủ trì mẫu đang trao đổi")
    seat.page.keyboard.press("c")
    until(lambda: house.sent("resume_speech"), "resumed by the same key")


def test_the_last_speaker_is_put_back(house: House, seat: Seat) -> None:
    last = {"entry": "e4", "site_name": "Huế", "ended_at": 1}
    house.show("host", view_with(house, speaking=None, speaking_near=None, last_spoke=last))
    expect(seat.page.get_by_test_id("put-back")).to_contain_text("Mời Huế phát biểu tiếp")
    seat.page.keyboard.press("b")
    until(lambda: house.sent("put_back"), "put back")
    assert house.sent("put_back")[0]["entry"] == "e4"


def test_a_wrong_call_is_one_act_in_the_first_minute(house: House, seat: Seat) -> None:
    expect(seat.page.get_by_test_id("tool-wrong")).to_have_count(0)
    expect(seat.page.get_by_test_id("tool-remind")).to_be_visible()
    view = view_with(house)
    view["speaking"]["started_at"] = house.now() - 5_000
    house.show("host", view)
    seat.click("tool-wrong")
    until(lambda: house.sent("revoke_call"), "taken back")
    assert house.sent("revoke_call")[0]["entry"] == GIA_LAI


@pytest.mark.alone
def test_two_quick_presses_are_two_acts(house: House, seat: Seat) -> None:
    """The second rests on what the first made of the picture, not on the one before it."""
    rev = house.views["host"]["floor_rev"]
    plain = house.answer

    def answer(body: Any) -> Any:
        status, said = plain(body)
        return status, {**said, "rev": rev + len(house.posted)}

    house.answer = answer
    seat.page.keyboard.press("+")
    until(lambda: len(house.posted) == 1, "the first")
    house.show("host", {**view_with(house), "floor_rev": rev + 1, "waiting": 9})
    expect(seat.page.get_by_test_id("waiting")).to_contain_text("9")
    seat.page.keyboard.press("+")
    until(lambda: len(house.sent("extend_speech")) == 2, "the second")
    revs = [body["expected_rev"] for body in house.sent("extend_speech")]
    assert revs == [rev, rev + 1]


def test_another_speaker_is_named_in_one_step(house: House, seat: Seat) -> None:
    """Its trace stands at the speaker, and the others see the hand while somebody chooses."""
    seat.click("name-speaker")
    until(lambda: house.hands == [GIA_LAI], "the hand is told")
    seat.click("pick-64.02")
    until(lambda: house.sent("name_speaker"), "named")
    sent = house.sent("name_speaker")[0]
    assert (sent["entry"], sent["person"]) == (GIA_LAI, "64.02")
    expect(seat.page.get_by_test_id("trace-speech")).to_contain_text("đã ghi")
    until(lambda: house.hands[-1] is None, "and let go")
