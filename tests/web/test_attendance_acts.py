"""What an organizer does on the page: corrections with a reason, and a second person's verdict."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import SESSION, House, fixture
from tests.web.morning import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def page(enter: Enter) -> Page:
    found = enter("attendance").page
    found.get_by_test_id("pick-64").click()
    return found


@pytest.fixture
def after(house: House) -> House:
    """The meeting was closed, and two things wait."""
    for name in ("overview", "reviews", "person-64.22", "people-64", "point-64"):
        house.reads[f"log-{name}"] = fixture(f"after-{name}")
    return house


def open_person(page: Page, person: str) -> None:
    page.get_by_test_id(f"open-{person}").click()
    expect(page.get_by_test_id(f"record-{person}")).to_be_visible()


def sent(house: House, kind: str) -> dict[str, Any]:
    """The one command of this kind, without its id."""
    until(lambda: house.sent(kind), kind)
    (body,) = house.sent(kind)
    return {name: value for name, value in body.items() if name != "command_id"}


def entry_of(person: str) -> int:
    """The revision of the entry that holds."""
    entries = fixture(f"log-person-{person}")["entries"]
    return next(one["rev"] for one in entries if one["replaced_by"] is None)


def test_a_correction_needs_a_reason_and_keeps_the_old_time(house: House, page: Page) -> None:
    open_person(page, "64.08")
    rev = entry_of("64.08")
    page.get_by_test_id(f"correct-{rev}").click()
    expect(page.get_by_test_id("record-save")).to_be_disabled()
    page.get_by_test_id("record-online").check()
    page.get_by_test_id("record-because").fill("dự qua đường truyền của sở")
    page.get_by_test_id("record-save").click()
    assert sent(house, "correct_attendance") == {
        "type": "correct_attendance",
        "person": "64.08",
        "status": "online",
        "because": "dự qua đường truyền của sở",
        "entry": rev,
    }
    expect(page.get_by_test_id("trace-person-64.08")).to_contain_text("đã ghi")


def test_the_time_of_arrival_is_corrected(house: House, page: Page) -> None:
    open_person(page, "64.01")
    page.get_by_test_id(f"correct-{entry_of('64.01')}").click()
    page.get_by_test_id("record-because").fill("đến sớm hơn")
    page.get_by_test_id("record-at").fill("2359")
    page.get_by_test_id("record-at").press("Tab")
    expect(page.get_by_test_id("record-dialog")).to_contain_text("chưa đến hoặc không hợp lệ")
    expect(page.get_by_test_id("record-save")).to_be_disabled()
    page.get_by_test_id("record-at").fill("745")
    page.get_by_test_id("record-at").press("Tab")
    expect(page.get_by_test_id("record-at")).to_have_value("07:45")
    page.get_by_test_id("record-save").click()
    assert sent(house, "correct_attendance")["at"] == clock("7:45")


def test_a_deputy_has_who_agreed_and_an_absence_its_reason(house: House, page: Page) -> None:
    open_person(page, "64.03")
    page.get_by_test_id("story-note").click()
    page.get_by_test_id("record-excused").check()
    expect(page.get_by_test_id("record-save")).to_be_disabled()
    page.get_by_test_id("record-deputised").check()
    page.get_by_test_id("record-deputy").fill("Đại biểu mẫu 40")
    expect(page.get_by_test_id("record-save")).to_be_disabled()
    page.get_by_test_id("record-approver").fill("Chủ trì hội nghị")
    page.get_by_test_id("record-save").click()
    assert sent(house, "note_attendance") == {
        "type": "note_attendance",
        "person": "64.03",
        "status": "deputised",
        "deputy": "Đại biểu mẫu 40",
        "approver": "Chủ trì hội nghị",
    }


def test_departure_and_transfer_are_one_act_each(house: House, page: Page) -> None:
    open_person(page, "64.01")
    page.get_by_test_id("story-left").click()
    assert sent(house, "note_attendance")["status"] == "left"
    page.get_by_test_id("story-transfer").click()
    page.get_by_test_id("transfer-search").fill("quốc phòng")
    page.get_by_test_id("transfer-BQP").check()
    page.get_by_test_id("transfer-search").press("Enter")
    expect(page.get_by_test_id("transfer-dialog")).to_be_visible()
    assert house.sent("transfer_person") == []
    page.get_by_test_id("transfer-at").fill("09:10")
    page.get_by_test_id("transfer-at").press("Tab")
    page.get_by_test_id("transfer-save").click()
    body = sent(house, "transfer_person")
    assert (body["person"], body["to"], body["at"]) == ("64.01", "BQP", clock("9:10"))


def test_somebody_came_who_was_not_on_the_list(house: House, page: Page) -> None:
    page.get_by_test_id("add-attendee").click()
    expect(page.get_by_test_id("add-save")).to_be_disabled()
    page.get_by_test_id("add-name").fill("Đại biểu mẫu 77")
    page.get_by_test_id("add-post").fill("Sở mẫu")
    page.get_by_test_id("add-save").click()
    assert sent(house, "add_attendee") == {
        "type": "add_attendee",
        "site": "64",
        "name": "Đại biểu mẫu 77",
        "post": "Sở mẫu",
        "status": "in_person",
    }


def test_a_head_count_came_by_telephone(house: House, page: Page) -> None:
    page.get_by_test_id("tab-tree").click()
    page.get_by_test_id("count-TW").click()
    page.get_by_test_id("count-value").fill("2212")
    expect(page.get_by_test_id("count-covers")).to_be_checked()
    page.get_by_test_id("count-save").click()
    body = sent(house, "note_head_count")
    assert (body["site"], body["count"], body["covers"], body["means"]) == (
        "TW",
        2212,
        True,
        "telephone",
    )


def test_after_closing_what_is_noted_without_a_time_is_of_the_end(
    after: House, enter: Enter
) -> None:
    page = enter("attendance").page
    page.get_by_test_id("pick-64").click()
    end = after.reads["log-overview"]["end_at"]
    open_person(page, "64.03")
    page.get_by_test_id("story-note").click()
    at = page.get_by_test_id("record-at")
    at.fill("23:59")
    at.press("Tab")
    expect(page.get_by_test_id("record-dialog")).to_contain_text("sau lúc kết thúc")
    at.fill("")
    expect(page.get_by_test_id("record-dialog")).to_contain_text("Để trống: lúc kết thúc phiên họp")
    page.get_by_test_id("record-save").click()
    assert sent(after, "note_attendance")["at"] == end
    page.get_by_test_id("story-transfer").click()
    page.get_by_test_id("transfer-search").fill("quốc phòng")
    page.get_by_test_id("transfer-BQP").check()
    page.get_by_test_id("transfer-save").click()
    assert sent(after, "transfer_person")["at"] == end


def test_after_closing_a_correction_waits_and_the_page_says_so(after: House, enter: Enter) -> None:
    page = enter("attendance").page
    page.get_by_test_id("pick-64").click()
    open_person(page, "64.22")
    expect(page.get_by_test_id("story-waits")).to_be_visible()
    expect(page.get_by_test_id("story-left")).to_have_count(0)
    page.locator('[data-testid^="correct-"]').first.click()
    expect(page.get_by_test_id("after-closing")).to_contain_text("một người khác duyệt")
    page.get_by_test_id("record-because").fill("ký tên tại phòng")
    page.get_by_test_id("record-save").click()
    expect(page.get_by_test_id("waits-second")).to_contain_text("chờ người thứ hai duyệt")


def test_a_second_person_accepts_or_rejects_with_a_reason(after: House, enter: Enter) -> None:
    page = enter("attendance").page
    page.get_by_test_id("ask-review").click()
    mine, other = after.reads["log-reviews"]["rows"]
    assert (mine["mine"], other["mine"]) == (True, False)
    row = page.get_by_test_id(f"review-{mine['id']}")
    expect(row).to_contain_text("Do chính anh/chị đưa lên")
    expect(page.get_by_test_id(f"accept-{mine['id']}")).to_have_count(0)
    row = page.get_by_test_id(f"review-{other['id']}")
    expect(row.locator(".old")).to_have_text("Tại điểm cầu từ 07:59")
    expect(row.locator(".new")).to_have_text("Đã về từ 09:30")
    page.get_by_test_id(f"reject-{other['id']}").click()
    expect(page.get_by_test_id("reject-save")).to_be_disabled()
    page.get_by_test_id("reject-because").fill("không khớp biên bản")
    page.get_by_test_id("reject-save").click()
    assert sent(after, "settle_review") == {
        "type": "settle_review",
        "review": other["id"],
        "accept": False,
        "because": "không khớp biên bản",
    }


def test_a_verdict_that_stands_is_not_asked_for_again(after: House, enter: Enter) -> None:
    page = enter("attendance").page
    page.get_by_test_id("ask-review").click()
    review = after.reads["log-reviews"]["rows"][1]
    yes = page.get_by_test_id(f"accept-{review['id']}")
    after.refuse(409, "second_person")
    yes.click()
    expect(page.get_by_test_id(f"trace-review-{review['id']}")).to_contain_text("người khác")
    after.posted.clear()
    after.answer = after.accept
    yes.click()
    assert sent(after, "settle_review")["accept"] is True
    expect(page.get_by_test_id(f"trace-review-{review['id']}")).to_contain_text("đã ghi")
    # The list that is shown is older: it still has the question, and takes no second answer.
    expect(yes).to_be_disabled()
    expect(page.get_by_test_id(f"reject-{review['id']}")).to_be_disabled()
    review |= {"state": "accepted"}
    expect(yes).to_have_count(0)


def test_what_was_done_is_in_what_is_read_next(house: House, page: Page) -> None:
    said = house.accept
    house.answer = lambda body: (said(body)[0], {**said(body)[1], "rev": 4_321})
    open_person(page, "64.01")
    page.get_by_test_id("story-left").click()
    until(lambda: any(query.get("since") == "4321" for name, query in house.asked), "knows of it")


def test_sessions_of_a_series_stand_side_by_side(house: House, page: Page) -> None:
    figures = fixture("log-overview")["figures"]
    both = [
        {"session": session, "title": title, "starts_at": clock("8:00"), "phase": "closed"}
        | {"length_ms": 6_000_000, "figures": figures, "members_only": False}
        for session, title in ((SESSION, "Phiên thứ nhất"), ("second", "Phiên thứ hai"))
    ]
    came = {"person": "64.01", "site": "64", "status": "in_person", "arrived_at": 1}
    cell = {**came, "left_at": None, "present_ms": 5_400_000, "came": True, "long": True}
    row = {"name": "Đại biểu mẫu 01", "post": "Chức danh mẫu", "member": "m1"}
    house.reads["sessions"] = [{**one, "short_title": one["title"]} for one in both]
    house.reads["series"] = [{"session": one["session"], "series": "Tổ công tác"} for one in both]
    house.reads["comparison"] = {
        "sessions": both,
        "offset": 0,
        "total": 1,
        "rows": [{**row, "invited": 2, "came": 1, "long": 1, "cells": [cell, None]}],
    }
    page.get_by_test_id("tab-compare").click()
    expect(page.get_by_test_id("compare-second")).to_be_checked()
    expect(page.get_by_test_id("compare-row")).to_contain_text("1/2")
    expect(page.get_by_test_id("compare-row")).to_contain_text("90,0%")
    expect(page.get_by_test_id(f"compare-sum-{SESSION}")).to_contain_text("trên 1.530 được mời")
