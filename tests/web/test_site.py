"""The technician's page: the tally, what is entered, and nothing called received too soon."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import House, fixture
from tests.web.rosters import states

pytestmark = pytest.mark.browser


def test_on_air_fills_the_top_and_the_title(enter: Enter) -> None:
    page = enter("site").page
    expect(page.get_by_test_id("tally")).to_have_attribute("data-state", "air")
    expect(page.get_by_test_id("tally")).to_contain_text("Trên sóng")
    until(lambda: re.match("● TRÊN SÓNG 0[34]:", page.title()), "the title counts, too")
    assert page.locator("#mark").get_attribute("href") == "/marks/air.svg"


def test_standby_is_answered_by_enter_on_the_tally(house: House, enter: Enter) -> None:
    house.views["site"] = fixture("site-called")
    page = enter("site").page
    tally = page.get_by_test_id("tally")
    expect(tally).to_have_attribute("data-state", "called")
    expect(tally).to_be_focused()
    page.keyboard.press("Enter")
    until(lambda: house.sent("report_ready"), "ready is sent")
    (sent,) = house.sent("report_ready")
    request = house.views["site"]["own"]["requests"][0]
    assert (sent["entry"], sent["called_at"], sent["ready"]) == (
        request["entry"],
        request["called_at"],
        True,
    )
    page.keyboard.press("n")
    until(lambda: len(house.sent("report_ready")) == 2, "not ready is sent")
    assert house.sent("report_ready")[1]["ready"] is False


def test_the_call_does_not_take_the_keyboard_from_a_field(house: House, enter: Enter) -> None:
    house.views["site"] = fixture("site-waiting")
    page = enter("site").page
    topic = page.get_by_test_id("speak-topic")
    topic.focus()
    page.keyboard.type("nn")
    house.show("site", fixture("site-called"))
    expect(page.get_by_test_id("tally")).to_have_attribute("data-state", "called")
    page.keyboard.type("n")
    expect(topic).to_have_value("nnn")
    assert house.sent("report_ready") == []


def test_each_entry_stands_as_the_server_says(enter: Enter) -> None:
    page = enter("site").page
    expect(page.get_by_test_id("sync-64.01")).to_have_text("Trung ương đã nhận 09:36:30")
    expect(page.get_by_test_id("sync-64.04")).to_have_text("chờ gửi · 09:36:40")
    expect(page.get_by_test_id("sync-64.05")).to_contain_text("bị từ chối: Phiên họp đang ở")
    expect(page.get_by_test_id("person-64.04")).to_have_attribute("data-status", "absent")
    expect(page.get_by_test_id("waiting-count")).to_have_text("1 mục chờ gửi")


def plain(house: House) -> Any:
    """The page before anything was entered for 64.09."""
    view = copy.deepcopy(house.views["site"])
    view["acts"], view["waiting"], view["entered"] = [], 0, ""
    return states(view, "64.09", "N")


def test_a_tick_waits_until_the_centre_has_it_also_over_a_reload(
    house: House, enter: Enter
) -> None:
    view = house.views["site"] = plain(house)
    page = enter("site").page
    page.get_by_test_id("status-64.09-in_person").click()
    until(lambda: house.sent("record"), "sent")
    sent = house.sent("record")[0]
    assert sent["body"] == {"kind": "attendance", "person": "64.09", "status": "in_person"}
    act = {"id": sent["id"], "what": "attendance", "target": "64.09", "word": "in_person"}
    act |= {"state": "waiting", "code": "", "made_at": house.now(), "settled_at": None}
    view["acts"], view["waiting"] = [act], 1
    house.show("site", view)
    sync = page.get_by_test_id("sync-64.09")
    expect(sync).to_contain_text("chờ gửi")
    page.reload()
    expect(sync).to_contain_text("chờ gửi")
    expect(page.get_by_test_id("person-64.09")).to_have_attribute("data-status", "in_person")
    view = copy.deepcopy(view)
    view["acts"][0] |= {"state": "accepted", "settled_at": house.now()}
    states(view, "64.09", "P", house.now())
    house.show("site", view)
    expect(sync).to_contain_text("Trung ương đã nhận 09:4")


def test_a_deputy_needs_a_name_and_who_approved(house: House, enter: Enter) -> None:
    house.views["site"] = plain(house)
    seat = enter("site")
    seat.click("status-64.09-deputised")
    save = seat.page.get_by_test_id("status-save")
    expect(save).to_be_disabled()
    seat.fill("deputy-name", "Đại biểu mẫu 41 – Gia Lai")
    expect(save).to_be_disabled()
    seat.fill("approver", "Chủ trì hội nghị")
    save.click()
    until(lambda: house.sent("record"), "sent")
    body = house.sent("record")[0]["body"]
    assert body["kind"] == "attendance"
    assert (body["deputy"], body["approver"]) == ("Đại biểu mẫu 41 – Gia Lai", "Chủ trì hội nghị")


def test_what_the_centre_has_is_corrected_with_a_reason(house: House, enter: Enter) -> None:
    seat = enter("site")
    seat.click("status-64.06-absent")
    save = seat.page.get_by_test_id("status-save")
    expect(save).to_be_disabled()
    seat.fill("because", "ghi nhầm người")
    save.click()
    until(lambda: house.sent("record"), "sent")
    assert house.sent("record")[0]["body"] == {
        "kind": "correction",
        "person": "64.06",
        "status": "absent",
        "because": "ghi nhầm người",
    }


def test_a_change_of_the_facts_is_no_correction(house: House, enter: Enter) -> None:
    seat = enter("site")
    seat.click("status-64.06-absent")
    seat.click("correct-changed")
    seat.click("status-save")
    until(lambda: house.sent("record"), "sent")
    assert house.sent("record")[0]["body"]["kind"] == "attendance"


def test_what_the_server_turned_away_says_why(house: House, enter: Enter) -> None:
    house.views["site"] = plain(house)
    house.refuse(422, "bad_name")
    seat = enter("site")
    seat.click("status-64.09-online")
    expect(seat.page.get_by_test_id("sync-64.09")).to_contain_text("bị từ chối: Tên hoặc nội dung")
    expect(seat.page.get_by_test_id("person-64.09")).to_have_attribute("data-status", "not_called")


def test_what_got_no_answer_is_not_called_saved(house: House, enter: Enter) -> None:
    house.views["site"] = plain(house)
    house.answer = lambda body: (0, None)
    seat = enter("site")
    seat.click("status-64.09-online")
    expect(seat.page.get_by_test_id("sync-64.09")).to_have_text("chưa ghi được – bấm lại")


def test_cut_from_the_centre_the_agent_goes_on_and_the_page_says_what_is_old(
    house: House, enter: Enter
) -> None:
    view = house.views["site"]
    view["link"] |= {"connected": False, "heard_at": view["at"] - 60_000}
    page = enter("site").page
    expect(page.get_by_test_id("link-down")).to_contain_text("tình hình lúc 09:41:17")
    expect(page.get_by_test_id("tally")).to_have_attribute("data-current", "false")
    expect(page.get_by_test_id("status-64.06-online")).to_be_enabled()
    assert page.title().startswith("? chưa biết")


def test_without_storage_and_without_a_line_nothing_can_be_entered(
    house: House, enter: Enter
) -> None:
    view = house.views["site"]
    house.me = {"sites": ["64"], "via": "coordinator"}
    view["link"] |= {"via": "coordinator", "durable": False, "connected": True}
    page = enter("site").page
    expect(page.get_by_test_id("status-64.06-online")).to_be_enabled()
    house.close()
    expect(page.get_by_test_id("unsaved")).to_contain_text("chưa lưu")
    expect(page.get_by_test_id("status-64.06-online")).to_be_disabled()


def test_the_roll_is_answered_once(house: House, enter: Enter) -> None:
    seat = enter("site")
    expect(seat.page.get_by_test_id("roll-banner")).to_contain_text("đang điểm danh lần 2")
    seat.click("roll-answer")
    until(lambda: house.sent("record"), "sent")
    assert house.sent("record")[0]["body"] == {"kind": "roll_answer", "roll_call": "r2"}
    view = copy.deepcopy(house.views["site"])
    view["own"]["roll_answer"] = house.now()
    house.show("site", view)
    expect(seat.page.get_by_test_id("roll-sync")).to_contain_text("Trung ương đã nhận")
    expect(seat.page.get_by_test_id("roll-answer")).to_have_count(0)


def test_asking_withdrawing_reporting_reading(house: House, enter: Enter) -> None:
    house.views["site"] = fixture("site-waiting")
    seat = enter("site")
    entry = house.views["site"]["own"]["requests"][0]["entry"]
    seat.click(f"withdraw-{entry}")
    seat.page.get_by_test_id("speak-kind").select_option("debate")
    seat.page.get_by_test_id("speak-person").select_option("64.02")
    seat.click("request-speak")
    seat.click("incident-no_sound")
    seat.click("notice-read-n2")
    seat.fill("head-count", "25")
    seat.click("head-count-save")
    until(lambda: len(house.posted) == 5, "five acts")
    assert house.sent("withdraw_request")[0]["entry"] == entry
    assert house.sent("request_floor")[0]["person"] == "64.02"
    kinds = {body["body"]["kind"] for body in house.sent("record")}
    assert kinds == {"incident", "notice_read", "head_count"}


def test_a_receive_only_point_has_no_button_to_ask(house: House, enter: Enter) -> None:
    house.views["site"]["own"]["receive_only"] = True
    page = enter("site").page
    expect(page.get_by_text("Điểm cầu chỉ nhận").first).to_be_visible()
    expect(page.get_by_test_id("request-speak")).to_have_count(0)
    expect(page.get_by_test_id("roll-banner")).to_have_count(0)


def test_troubles_are_said_in_plain_words(house: House, enter: Enter) -> None:
    house.views["site"]["link"]["troubles"] = ["certificate"]
    page = enter("site").page
    expect(page.get_by_test_id("trouble-certificate")).to_contain_text("kiểm tra ngày giờ")


def test_what_waits_for_another_session_is_said_and_nothing_is_called_sent(
    house: House, enter: Enter
) -> None:
    view = house.views["site"]
    view["acts"], view["waiting"] = [], 0
    view["link"]["unsent"] = [{"session": "hop-sang", "waiting": 2}]
    page = enter("site").page
    owed = page.get_by_test_id("unsent-hop-sang")
    expect(owed).to_contain_text("2 mục của phiên hop-sang chưa gửi")
    expect(page.get_by_test_id("waiting-count")).to_have_text("")
    view["link"]["unsent"] = []
    page.reload()
    expect(page.get_by_test_id("waiting-count")).not_to_have_text("")
    expect(owed).to_have_count(0)


def test_what_nobody_can_say_of_people_is_asked_once_for_a_picture(
    house: House, enter: Enter
) -> None:
    house.reads["said-64"] = []
    page = enter("site").page
    until(lambda: any(what == "said" for what, _ in house.asked), "asked")
    page.wait_for_timeout(1500)
    assert sum(what == "said" for what, _ in house.asked) <= 3
