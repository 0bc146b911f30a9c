"""Time running short, limits and rules, and the chair's word: each one act."""

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


@pytest.fixture
def seat(house: House, enter: Enter) -> Seat:
    found = enter("host")
    expect(found.page.get_by_test_id("queue")).to_be_visible()
    return found


def test_time_running_short_is_one_act(house: House, seat: Seat) -> None:
    seat.page.keyboard.press("w")
    says = seat.page.get_by_test_id("wind-says")
    expect(says).to_have_text("Còn 4 điểm cầu, mỗi điểm cầu 3 phút.")
    seat.fill("wind-points", "5")
    seat.fill("wind-minutes", "4")
    expect(says).to_have_text("Còn 5 điểm cầu, mỗi điểm cầu 4 phút.")
    expect(seat.page.get_by_test_id("wind-dialog")).to_contain_text(
        "3 điểm cầu còn lại được báo: “Chưa bố trí được, đề nghị gửi ý kiến bằng văn bản”"
    )
    seat.page.keyboard.press("Enter")
    until(lambda: house.sent("wind_down"), "wound down")
    sent = house.sent("wind_down")[0]
    assert (sent["take"], sent["limit_ms"]) == (3, 240_000)


def test_every_turn_is_shortened_in_one_act(house: House, seat: Seat) -> None:
    seat.page.keyboard.press("o")
    seat.click("limit-all-5")
    until(lambda: house.sent("change_limits"), "shortened")
    (sent,) = house.sent("change_limits")
    assert sent["limits"]["first_intervention"] == 300_000
    assert "directive" not in sent["limits"]
    assert "debate" not in sent["limits"]


def test_the_rules_of_the_floor(house: House, seat: Seat) -> None:
    seat.page.keyboard.press("o")
    seat.page.get_by_test_id("rule-picture").check()
    seat.fill("rule-speeches", "3")
    seat.click("limits-save")
    until(lambda: house.sent("change_rules"), "changed")
    sent = house.sent("change_rules")[0]
    assert (sent["picture_check"], sent["speeches_max"]) == (True, 3)
    assert "present_only" not in sent
    assert house.sent("change_limits") == []


def test_what_a_colleague_set_meanwhile_is_left_alone(house: House, seat: Seat) -> None:
    seat.page.keyboard.press("o")
    expect(seat.page.get_by_test_id("limit-debate")).to_have_value("3")
    view = copy.deepcopy(house.views["host"])
    view["limits"] = {key: min(limit, 420_000) for key, limit in view["limits"].items()}
    view["conduct"] |= {"present_only": True}
    house.show("host", view)
    # Nothing is longer any more: the dialog has heard of it.
    expect(seat.page.get_by_test_id("limit-all-7")).to_be_disabled()
    seat.fill("limit-debate", "4")
    seat.fill("rule-speeches", "3")
    seat.click("limits-save")
    until(lambda: house.sent("change_limits") and house.sent("change_rules"), "both")
    assert house.sent("change_limits")[0]["limits"] == {"debate": 240_000}
    (rules,) = house.sent("change_rules")
    assert (rules["speeches_max"], "present_only" in rules) == (3, False)


def test_the_chair_calls_a_seat_in_the_hall_to_reply(house: House, seat: Seat) -> None:
    seat.page.keyboard.press("Control+k")
    seat.page.keyboard.type("bo y te")
    seat.page.keyboard.press("Enter")
    seat.click("chair-calls")
    seat.page.get_by_test_id("request-kind").select_option("reply")
    seat.page.locator("[data-testid^='answers-']").first.check()
    answered = seat.page.locator("[data-testid^='answers-']").first.input_value()
    seat.fill("request-mic", "12")
    seat.click("request-send")
    until(lambda: house.sent("request_floor"), "entered")
    sent: Any = house.sent("request_floor")[0]
    assert (sent["kind"], sent["mic"], sent["call"]) == ("reply", "12", True)
    assert sent["answers"] == [answered]
