"""The sheet of the voice check: ticked, signed and printed by those who prepare a meeting."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.access import faults
from tests.support.browser import DESK, PHONE, Seat
from tests.support.until import until
from tests.web.conftest import PAGES, Enter
from tests.web.house import SESSION, House

pytestmark = pytest.mark.browser

ITEMS = ("picture", "sound_out", "sound_in", "backup", "name", "phone")
PAGES.setdefault("voice-check", ("organizer", f"/voice-check/{SESSION}", "host"))


def sheet(house: House, **over: Any) -> Any:
    """Hà Nội is done, Hà Giang fails in one item, nobody has said anything of the others."""
    rows = [
        {
            **{"site": row["site"], "name": row["name"], "title": row["title"], "phone": ""},
            **{"checks": {}, "signed": "", "at": None, "by": ""},
        }
        for row in house.reads["directory"]["sites"]
        if row["line"]
    ]
    by_site = {row["site"]: row for row in rows}
    done = {"checks": dict.fromkeys(ITEMS, "pass"), "at": house.now(), "by": "site"}
    by_site["01"] |= {**done, "signed": "Cán bộ kỹ thuật mẫu – Hà Nội"}
    by_site["02"] |= {**copy.deepcopy(done), "by": "secretary"}
    by_site["02"]["checks"]["sound_in"] = "fail"
    title = "Phiên họp thứ nhất của Tổ công tác cải cách thủ tục hành chính"
    return {
        **{"session": SESSION, "title": title, "phase": "prepared", "at": house.now()},
        **{"open": True, "rows": rows, **over},
    }


@pytest.fixture
def seat(house: House, enter: Enter) -> Seat:
    house.reads["voice-checks"] = sheet(house)
    found = enter("voice-check")
    found.see("check-row-01")
    return found


def test_it_says_how_far_the_points_have_come(seat: Seat) -> None:
    page = seat.page
    expect(page.get_by_test_id("check-sum")).to_contain_text("1/64 điểm cầu đạt đủ và đã ký")
    expect(page.get_by_test_id("check-sum")).to_contain_text("1 điểm cầu có mục chưa đạt")
    expect(page.get_by_test_id("check-row-01")).to_contain_text("Cán bộ kỹ thuật mẫu – Hà Nội")
    page.get_by_test_id("check-show").select_option("failing")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_test_id("check-show").select_option("open")
    expect(page.locator("tbody tr")).to_have_count(63)
    seat.fill("check-search", "gia lai")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_an_item_is_noted_by_a_press_and_a_point_in_one(house: House, seat: Seat) -> None:
    seat.click("check-64-picture")
    until(lambda: house.sent("note_voice_check"), "noted")
    seat.click("check-02-sound_in")
    until(lambda: len(house.sent("note_voice_check")) == 2, "the second")
    seat.click("check-all-64")
    until(lambda: len(house.sent("note_voice_check")) == 3, "all")
    said = [(body["site"], body["checks"]) for body in house.sent("note_voice_check")]
    assert said == [
        ("64", {"picture": "pass"}),
        ("02", {"sound_in": "unknown"}),
        ("64", dict.fromkeys(ITEMS, "pass")),
    ]


def test_it_is_signed_by_name_where_something_was_noted(house: House, seat: Seat) -> None:
    page = seat.page
    expect(page.get_by_test_id("check-sign-02")).to_be_disabled()
    seat.fill("check-signer", "Cán bộ mẫu")
    expect(page.get_by_test_id("check-sign-64")).to_be_disabled()
    expect(page.get_by_test_id("check-sign-01")).to_be_disabled()
    seat.click("check-sign-02")
    until(lambda: house.sent("note_voice_check"), "signed")
    body = house.sent("note_voice_check")[0]
    assert (body["site"], body["checks"], body["signed"]) == ("02", {}, "Cán bộ mẫu")
    expect(page.get_by_test_id("trace-check-02")).to_contain_text("đã ghi")


def test_once_the_meeting_has_begun_it_is_only_read(house: House, enter: Enter) -> None:
    house.reads["voice-checks"] = sheet(house, open=False, phase="live")
    page = enter("voice-check").page
    expect(page.get_by_test_id("check-over")).to_be_visible()
    expect(page.get_by_test_id("check-64-picture")).to_have_count(0)
    expect(page.get_by_test_id("check-signer")).to_have_count(0)


def test_on_paper_there_is_nothing_to_press(seat: Seat) -> None:
    page = seat.page
    page.emulate_media(media="print")
    expect(page.get_by_test_id("check-print")).to_be_hidden()
    expect(page.get_by_test_id("check-all-64")).to_be_hidden()
    expect(page.get_by_test_id("check-row-64")).to_be_visible()
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_on_a_telephone_a_point_is_a_card_that_a_thumb_can_work(house: House, enter: Enter) -> None:
    house.reads["voice-checks"] = sheet(house)
    page = enter("voice-check", size=PHONE).page
    card = page.get_by_test_id("check-row-02")
    boxes = card.evaluate(
        """(card) => [...card.querySelectorAll("button")].map((one) => {
          const { left, right, height } = one.getBoundingClientRect();
          return [left >= 0 && right <= innerWidth, height];
        })"""
    )
    assert len(boxes) == len(ITEMS) + 2
    assert all(inside and height >= 44 for inside, height in boxes), boxes
    expect(card.get_by_test_id("check-02-sound_in")).to_have_attribute("data-result", "fail")
    label = card.locator("td").nth(2).evaluate("(one) => getComputedStyle(one, '::before').content")
    assert label == '"Tiếng về"'


@pytest.mark.parametrize(("size", "language"), [(DESK, "vi"), (PHONE, "en")], ids=["vi", "en"])
def test_it_can_be_read_by_all(
    house: House, enter: Enter, size: tuple[int, int], language: str
) -> None:
    house.reads["voice-checks"] = sheet(house)
    seat = enter("voice-check", size=size, language=language)
    seat.see("check-row-01")
    assert faults(seat.page) == []
    assert seat.page.evaluate("document.documentElement.scrollWidth") <= size[0]
