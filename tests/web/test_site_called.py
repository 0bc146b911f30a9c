"""A point that is called by voice, its voice check, and somebody who has left."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.access import faults
from tests.support.browser import DESK, PHONE
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import House, fixture

pytestmark = pytest.mark.browser


def called(house: House, asked: str | None, **own: Any) -> Any:
    """Gia Lai's page while the roll is called by voice."""
    view = copy.deepcopy(fixture("site-air"))
    now = house.now()
    view["floor"]["roll_call"] = {
        **{"id": "r3", "number": 3, "opened_at": now - 60_000, "deadline_at": now + 3_600_000},
        **{"way": "in_order", "asked": asked},
    }
    view["own"] |= {"roll_answer": None, **own}
    return view


def bodies(house: House) -> list[Any]:
    return [act["body"] for act in house.sent("record")]


def test_a_point_that_is_called_sees_it_large_and_may_answer_by_button(
    house: House, enter: Enter
) -> None:
    house.views["site"] = called(house, "62")
    seat = enter("site")
    banner = seat.page.get_by_test_id("roll-banner")
    expect(banner).to_contain_text("lần lượt từng điểm cầu")
    expect(seat.page.get_by_test_id("roll-answer")).to_have_count(0)
    house.show("site", called(house, "64"))
    expect(banner).to_contain_text("Đang gọi điểm danh Điểm cầu tỉnh Gia Lai")
    expect(banner).to_have_attribute("data-asked", "true")
    seat.click("roll-answer")
    until(lambda: house.sent("record"), "answered")
    assert bodies(house) == [{"kind": "roll_answer", "roll_call": "r3"}]
    house.show("site", called(house, "66", roll_answer=house.now()))
    expect(seat.page.get_by_test_id("roll-sync")).to_contain_text("Trung ương đã nhận")
    expect(seat.page.get_by_test_id("roll-answer")).to_have_count(0)


def test_one_that_was_not_heard_is_told_so_and_may_still_answer(house: House, enter: Enter) -> None:
    house.views["site"] = called(house, "66", roll_silent_at=house.now() - 5_000)
    seat = enter("site")
    expect(seat.page.get_by_test_id("roll-banner")).to_contain_text("chưa nghe trả lời")
    expect(seat.page.get_by_test_id("roll-answer")).to_be_visible()


def test_somebody_who_left_some_minutes_ago(house: House, enter: Enter) -> None:
    seat = enter("site")
    person = "64.02"
    seat.click(f"status-{person}-left")
    seat.page.get_by_test_id("leave-10").check()
    expect(seat.page.get_by_test_id("leave-at")).to_have_text("tức là 09:32")
    seat.click("leave-save")
    until(lambda: house.sent("record"), "sent")
    left = {"kind": "attendance", "person": person, "status": "left", "ago_ms": 600_000}
    assert bodies(house) == [left]


def test_minutes_may_be_typed_and_now_is_the_usual(house: House, enter: Enter) -> None:
    seat = enter("site")
    seat.click("status-64.02-left")
    seat.page.keyboard.press("Enter")
    until(lambda: house.sent("record"), "now")
    seat.click("status-64.01-left")
    seat.fill("leave-minutes", "37")
    seat.page.keyboard.press("Enter")
    until(lambda: len(house.sent("record")) == 2, "typed")
    assert [body["ago_ms"] for body in bodies(house)] == [0, 37 * 60_000]


# --- the voice check ----------------------------------------------------------------------------


def test_the_voice_check_is_ticked_and_signed(house: House, enter: Enter) -> None:
    view = copy.deepcopy(fixture("site-prepared"))
    house.views["site"] = view
    seat = enter("site")
    page = seat.page
    expect(page.get_by_test_id("check-signed")).to_have_text("Chưa ký")
    seat.click("check-picture-pass")
    until(lambda: len(house.sent("record")) == 1, "the first")
    seat.click("check-sound_in-fail")
    expect(page.get_by_test_id("check-sound_in")).to_have_attribute("data-result", "fail")
    seat.fill("check-signer", "Cán bộ kỹ thuật mẫu")
    page.keyboard.press("Enter")
    until(lambda: len(house.sent("record")) == 3, "noted and signed")
    assert bodies(house) == [
        {"kind": "voice_check", "checks": {"picture": "pass"}},
        {"kind": "voice_check", "checks": {"sound_in": "fail"}},
        {"kind": "voice_check", "checks": {}, "signed": "Cán bộ kỹ thuật mẫu"},
    ]
    checks = {"picture": "pass", "sound_in": "fail"}
    view["own"]["voice_check"] = {"at": house.now(), "checks": checks, "signed": "Cán bộ mẫu"}
    house.show("site", view)
    expect(page.get_by_test_id("check-signed")).to_contain_text("Đã ký: Cán bộ mẫu")


def test_no_sheet_once_the_meeting_has_begun(house: House, enter: Enter) -> None:
    page = enter("site").page
    expect(page.get_by_test_id("roll-banner")).to_be_visible()
    expect(page.get_by_test_id("voice-check")).to_have_count(0)


@pytest.mark.parametrize(("size", "language"), [(DESK, "vi"), (PHONE, "en")], ids=["vi", "en"])
@pytest.mark.parametrize("shown", ["called", "check", "leaving"])
def test_every_state_can_be_read_by_all(
    house: House, enter: Enter, shown: str, size: tuple[int, int], language: str
) -> None:
    if shown == "check":
        house.views["site"] = fixture("site-prepared")
    elif shown == "called":
        house.views["site"] = called(house, "64")
    seat = enter("site", size=size, language=language)
    seat.see("voice-check" if shown == "check" else "roll-banner")
    if shown == "leaving":
        seat.click("status-64.02-left")
    assert faults(seat.page) == []
    assert seat.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_province_counts_for_the_points_below(house: House, enter: Enter) -> None:
    seat = enter("site")
    expect(seat.page.get_by_test_id("head-count-below")).to_have_count(0)
    view = copy.deepcopy(house.views["site"])
    view["own"] |= {"below": 77, "head_count_below": 1_204}
    house.show("site", view)
    seat.fill("head-count-below", "1310")
    seat.page.get_by_test_id("head-count-means").select_option("sheet")
    seat.click("head-count-below-save")
    until(lambda: house.sent("record"), "counted")
    assert bodies(house) == [
        {"kind": "head_count", "count": 1_310, "covers": True, "means": "sheet"}
    ]
