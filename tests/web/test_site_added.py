"""Somebody came who is not on the roster: never lost without a word, and on the page at once."""

from __future__ import annotations

import copy
import re

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from tests.support.browser import Seat
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.door import RealDoor
from tests.web.house import House
from tests.web.kept import away, back, opened_again
from tests.web.scanning import durable, technician

pytestmark = pytest.mark.browser
NAME = "Đại biểu mẫu 60 – Gia Lai"


def add(seat: Seat, name: str) -> None:
    seat.click("add-attendee")
    seat.fill("add-name", name)
    seat.click("add-save")


def added(seat: Seat) -> Locator:
    return seat.page.get_by_test_id("added").get_by_role("listitem")


def test_what_was_not_kept_stays_typed_with_the_reason(house: House, enter: Enter) -> None:
    house.refuse(422, "bad_name")
    seat = enter("site")
    add(seat, NAME)
    failed = seat.page.get_by_test_id("add-failed")
    expect(failed).to_contain_text("Tên hoặc nội dung có ký tự không được phép")
    expect(seat.page.get_by_test_id("add-name")).to_have_value(NAME)
    house.answer = lambda body: (0, None)
    seat.click("add-save")
    expect(failed).to_contain_text("chưa ghi được")
    house.answer = lambda body: (202, {"id": body["id"], "state": "waiting", "code": ""})
    seat.click("add-save")
    expect(seat.page.get_by_test_id("add-dialog")).to_have_count(0)
    persons = {body["body"]["person"] for body in house.sent("record")}
    assert len(persons) == 1, "tried again it is the same person"


def test_whom_the_centre_took_before_the_answer_was_lost_is_not_refused(
    house: House, enter: Enter
) -> None:
    house.answer = lambda body: (0, None)
    seat = enter("site")
    add(seat, NAME)
    expect(seat.page.get_by_test_id("add-failed")).to_contain_text("chưa ghi được")
    house.refuse(409, "already_exists")
    seat.click("add-save")
    expect(seat.page.get_by_test_id("add-dialog")).to_have_count(0)


def test_a_late_answer_does_not_close_the_next_dialog(house: House, enter: Enter) -> None:
    seat = enter("site")
    held: list[Route] = []
    seat.page.route("**/site/act?*", lambda route: held.append(route))
    with seat.page.expect_request("**/site/act?*"):
        add(seat, NAME)
    seat.page.keyboard.press("Escape")
    expect(seat.page.get_by_test_id("add-dialog")).to_have_count(0)
    seat.click("add-attendee")
    seat.fill("add-name", "Đại biểu mẫu 61")
    with seat.page.expect_response("**/site/act?*"):
        held[0].continue_()
    seat.page.wait_for_timeout(300)
    expect(seat.page.get_by_test_id("add-name")).to_have_value("Đại biểu mẫu 61")


def test_characters_that_nobody_sees_are_not_sent(house: House, enter: Enter) -> None:
    seat = enter("site")
    add(seat, "\u200bĐại biểu\u00ad mẫu 60\u2060 – Gia Lai\ufeff")
    until(lambda: house.sent("record"), "sent")
    assert house.sent("record")[0]["body"]["name"] == NAME


def test_whom_the_agent_keeps_is_listed_until_the_roster_comes(house: House, enter: Enter) -> None:
    one: dict[str, object] = {
        "id": "a-x",
        "person": "64.x-71",
        "name": NAME,
        "post": "Chuyên viên mẫu",
    }
    one |= {"status": "online", "state": "waiting", "code": ""}
    one |= {"made_at": house.now(), "settled_at": None}
    other = one | {"id": "a-y", "person": "64.x-72", "state": "refused", "code": "site_full"}
    house.reads["added-64"] = [one]
    page = enter("site").page
    count = page.get_by_test_id("present-count")
    expect(page.get_by_test_id("added-64.x-71")).to_contain_text(NAME)
    expect(page.get_by_test_id("added-sync-64.x-71")).to_contain_text("chờ gửi")
    present, of = re.findall(r"\d+", count.inner_text())
    house.reads["added-64"] = [one | {"state": "accepted"}, other]
    view = copy.deepcopy(house.views["site"])
    view["waiting"] += 1
    house.show("site", view)
    expect(page.get_by_test_id("added-sync-64.x-72")).to_contain_text(
        "bị từ chối: Danh sách của điểm cầu đã đầy"
    )
    expect(page.get_by_test_id("added-64.x-71")).to_have_count(0)
    expect(count).to_contain_text(f"{int(present) - 1} / {int(of) - 1}")


def test_without_a_line_a_browser_lists_them_and_the_roster_takes_over(
    browser: Browser, door: RealDoor
) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        away(door, seat)
        before = re.findall(r"\d+", seat.text("present-count"))
        add(seat, NAME)
        line = added(seat)
        expect(line).to_contain_text([NAME])
        expect(line).to_contain_text(["chờ gửi"])
        after = re.findall(r"\d+", seat.text("present-count"))
        assert [int(one) for one in after] == [int(one) + 1 for one in before]
        opened_again(seat)
        line = added(seat)
        expect(line).to_contain_text([NAME])
        back(door, seat)
        expect(seat.page.get_by_test_id("people")).to_contain_text(NAME, timeout=30_000)
        expect(line).to_have_count(0)
        assert seat.page.get_by_test_id("people").get_by_text(NAME).count() == 1, "listed once"
