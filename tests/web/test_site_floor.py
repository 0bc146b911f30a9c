"""The technician's page on the way to the floor and besides it: standby, notices, messages."""

from __future__ import annotations

import copy
import re

import pytest
from playwright.sync_api import expect

from tests.support.access import faults
from tests.support.browser import DESK, PHONE
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import House, fixture

pytestmark = pytest.mark.browser


def test_standby_confirms_the_speaker_in_the_same_step(house: House, enter: Enter) -> None:
    house.views["site"] = fixture("site-called")
    page = enter("site").page
    expect(page.get_by_test_id("speaker-name")).to_have_text("Nguyễn Hữu Quế")
    expect(page.get_by_test_id("speaker")).to_contain_text("Phó Chủ tịch UBND tỉnh")
    expect(page.get_by_test_id("tally")).to_contain_text("Kiểm tra micrô; chỉ bật khi được mời")
    page.get_by_test_id("ready").click()
    until(lambda: house.sent("report_ready"), "ready is sent")
    assert house.sent("report_ready")[0]["person"] == "64.01"


def test_another_speaker_is_chosen_before_and_after_ready(house: House, enter: Enter) -> None:
    house.views["site"] = fixture("site-called")
    page = enter("site").page
    page.get_by_test_id("speaker-choice").select_option("64.03")
    page.get_by_test_id("ready").click()
    until(lambda: house.sent("report_ready"), "ready is sent")
    assert house.sent("report_ready")[0]["person"] == "64.03"
    view = copy.deepcopy(house.views["site"])
    request = view["own"]["requests"][0]
    request |= {"state": "ready", "person": "64.03", "confirmed": True}
    house.show("site", view)
    expect(page.get_by_test_id("speaker")).to_have_attribute("data-confirmed", "true")
    expect(page.get_by_test_id("ready")).to_be_disabled()
    page.get_by_test_id("speaker-choice").select_option("64.01")
    expect(page.get_by_test_id("speaker")).to_have_attribute("data-confirmed", "false")
    page.get_by_test_id("ready").click()
    until(lambda: len(house.sent("report_ready")) == 2, "the other is sent")
    assert house.sent("report_ready")[1]["person"] == "64.01"
    page.get_by_test_id("not-ready").click()
    until(lambda: len(house.sent("report_ready")) == 3, "not ready is sent")
    assert "person" not in house.sent("report_ready")[2]


def test_enter_in_the_list_of_speakers_does_not_report_ready(house: House, enter: Enter) -> None:
    house.views["site"] = fixture("site-called")
    page = enter("site").page
    page.get_by_test_id("speaker-choice").focus()
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    assert house.sent("report_ready") == []


def test_a_held_turn_a_telephone_and_a_picture_are_said_in_words(
    house: House, enter: Enter
) -> None:
    view = house.views["site"]
    view["floor"]["speaking"] |= {"by_phone": True, "picture": True, "used_ms": 60_000}
    page = enter("site").page
    tally = page.get_by_test_id("tally")
    expect(page.get_by_test_id("by-phone")).to_have_text("Qua điện thoại")
    expect(page.get_by_test_id("picture")).to_contain_text("Hình đã lên")
    expect(page.get_by_test_id("countdown")).to_contain_text(re.compile("0[23]:"))
    view = copy.deepcopy(view)
    view["floor"]["speaking"] |= {"paused_at": house.now(), "cause": "line"}
    house.show("site", view)
    expect(tally).to_have_attribute("data-state", "airPaused")
    expect(tally).to_contain_text("Giữ lượt – mất đường truyền")


def test_one_minute_left_stands_over_the_tally_until_it_is_read(house: House, enter: Enter) -> None:
    page = enter("site").page
    expect(page.get_by_test_id("tally")).to_be_visible()
    view = copy.deepcopy(house.views["site"])
    notice = {"id": "n9", "kind": "time", "read": False, "sent_at": house.now()}
    view["own"]["notices"].insert(0, notice | {"text": "Còn 1 phút."})
    house.show("site", view)
    expect(page.get_by_test_id("tally").get_by_test_id("time-notice")).to_contain_text("Còn 1 phút")
    page.get_by_test_id("time-read").click()
    until(lambda: house.sent("record"), "sent")
    assert house.sent("record")[0]["body"] == {"kind": "notice_read", "notice": "n9"}
    view = copy.deepcopy(view)
    view["own"]["notices"][0]["read"] = True
    house.show("site", view)
    expect(page.get_by_test_id("time-notice")).to_have_count(0)


def test_an_open_microphone_is_answered_once_for_all_requests(house: House, enter: Enter) -> None:
    view = house.views["site"]
    for name in ("n8", "n9"):
        notice = {"id": name, "kind": "mute", "read": False, "sent_at": house.now()}
        view["own"]["notices"].insert(0, notice | {"text": "Đề nghị tắt micrô."})
    page = enter("site").page
    expect(page.get_by_test_id("mute")).to_contain_text("Đề nghị tắt micrô")
    page.get_by_test_id("mute-done").click()
    until(lambda: len(house.sent("record")) == 2, "both are answered")
    assert {one["body"]["notice"] for one in house.sent("record")} == {"n8", "n9"}
    sent = next(one for one in house.sent("record") if one["body"]["notice"] == "n9")
    act = {"id": sent["id"], "what": "notice_read", "target": "n9", "word": "", "state": "waiting"}
    view = copy.deepcopy(view)
    view["acts"] = [act | {"code": "", "made_at": house.now(), "settled_at": None}]
    house.show("site", view)
    expect(page.get_by_test_id("mute-sync")).to_contain_text("chờ gửi")
    expect(page.get_by_test_id("mute-done")).to_have_count(0)


def test_a_turn_not_arranged_is_read_and_answered_in_writing(house: House, enter: Enter) -> None:
    view = house.views["site"] = fixture("site-prepared")
    view["own"]["declined"] = {"entry": "e7", "at": house.now(), "read": False, "written": False}
    page = enter("site").page
    expect(page.get_by_test_id("declined")).to_contain_text(
        "Chưa bố trí được, đề nghị gửi ý kiến bằng văn bản"
    )
    page.get_by_test_id("decline-read").click()
    until(lambda: len(house.sent("record")) == 1, "read")
    page.get_by_test_id("written").click()
    until(lambda: len(house.sent("record")) == 2, "both are sent")
    kinds = [one["body"] for one in house.sent("record")]
    assert kinds == [{"kind": kind, "entry": "e7"} for kind in ("decline_read", "written")]
    view = copy.deepcopy(view)
    view["own"]["declined"] |= {"read": True}
    house.show("site", view)
    expect(page.get_by_test_id("decline-read-done")).to_be_visible()
    view["own"]["declined"] |= {"written": True}
    house.show("site", view)
    expect(page.get_by_test_id("written-done")).to_contain_text("Trung ương đã ghi")


def test_a_message_stays_in_the_field_until_it_is_taken(house: House, enter: Enter) -> None:
    house.answer = lambda body: (0, None)
    seat = enter("site")
    seat.fill("message-text", "Xin đổi người phát biểu.")
    seat.click("message-send")
    expect(seat.page.get_by_test_id("message-sync")).to_have_text("chưa ghi được – bấm lại")
    expect(seat.page.get_by_test_id("message-text")).to_have_value("Xin đổi người phát biểu.")
    house.answer = house.accept
    seat.click("message-send")
    expect(seat.page.get_by_test_id("message-text")).to_have_value("")
    body = house.sent("record")[-1]["body"]
    assert body == {"kind": "message", "text": "Xin đổi người phát biểu."}
    view = copy.deepcopy(house.views["site"])
    row = {"text": "Xin đổi người phát biểu.", "sent_at": house.now()}
    view["own"]["messages"] = [
        row | {"id": "m2", "read_at": None},
        row | {"id": "m1", "read_at": fixture("host")["at"]},
    ]
    house.show("site", view)
    expect(seat.page.get_by_test_id("message-m1")).to_contain_text("Trung ương đã đọc 09:42:17")
    expect(seat.page.get_by_test_id("message-m2")).to_contain_text("chưa đọc")


def test_the_head_of_the_point_changes_from_a_persons_menu(house: House, enter: Enter) -> None:
    page = enter("site").page
    page.get_by_test_id("more-64.01").click()
    expect(page.get_by_test_id("head-64.01")).to_be_disabled()
    page.keyboard.press("Escape")
    page.get_by_test_id("more-64.03").click()
    page.get_by_test_id("head-64.03").click()
    until(lambda: house.sent("record"), "sent")
    sent = house.sent("record")[0]
    assert sent["body"] == {"kind": "head", "person": "64.03"}
    view = copy.deepcopy(house.views["site"])
    act = {"id": sent["id"], "what": "head", "target": "64.03", "word": "", "state": "refused"}
    view["acts"].append(act | {"code": "wrong_phase", "made_at": house.now(), "settled_at": 1})
    house.show("site", view)
    expect(page.get_by_test_id("head-sync-64.03")).to_contain_text("bị từ chối")
    expect(page.get_by_test_id("sync-64.03")).to_contain_text("Trung ương đã nhận")


def test_a_request_that_waits_leaves_the_speakers_attendance_alone(
    house: House, enter: Enter
) -> None:
    view = house.views["site"]
    act = {"id": "a-9", "what": "request_floor", "target": "64.01", "word": "debate"}
    act |= {"state": "waiting", "code": "", "made_at": house.now(), "settled_at": None}
    view["acts"].append(act)
    page = enter("site").page
    expect(page.get_by_test_id("person-64.01")).to_have_attribute("data-status", "in_person")
    expect(page.get_by_test_id("sync-64.01")).to_contain_text("Trung ương đã nhận")


def test_a_restricted_part_shows_no_name_and_leaves_attendance_open(
    house: House, enter: Enter
) -> None:
    view = house.views["site"]
    view["floor"] |= {"restricted": True, "speaking": None, "next": [], "item": None}
    view["floor"] |= {"list_open": False, "roll_call": None}
    view["own"]["requests"] = []
    page = enter("site").page
    tally = page.get_by_test_id("tally")
    expect(tally).to_have_attribute("data-state", "restricted")
    expect(tally).to_contain_text("phần hạn chế")
    assert "Nguyễn Hữu Quế" not in tally.inner_text()
    expect(page.get_by_test_id("request-speak")).to_have_count(0)
    page.get_by_test_id("status-64.06-absent").click()
    page.get_by_test_id("because").fill("ghi nhầm người")
    page.get_by_test_id("status-save").click()
    until(lambda: house.sent("record"), "attendance is taken")


def test_a_recess_says_when_it_ends(house: House, enter: Enter) -> None:
    view = house.views["site"] = fixture("site-prepared")
    view["floor"] |= {"phase": "paused", "resumes_at": house.now() + 600_000}
    page = enter("site").page
    expect(page.get_by_test_id("recess")).to_contain_text("họp lại lúc 09:52 · còn ")


def test_scrolled_away_the_tally_stays_as_a_strip(house: House, enter: Enter) -> None:
    page = enter("site").page
    page.get_by_test_id("person-64.20").scroll_into_view_if_needed()
    strip = page.get_by_test_id("tally-strip")
    expect(strip).to_contain_text("Trên sóng", ignore_case=True)
    strip.click()
    expect(page.get_by_test_id("countdown")).to_be_in_viewport()
    expect(strip).to_have_count(0)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("state", ["called", "ready", "held", "waiting"])
def test_every_state_can_be_read_by_all(
    house: House, enter: Enter, state: str, size: tuple[int, int], language: str
) -> None:
    view = fixture("site-air" if state == "held" else f"site-{state}")
    if state == "held":
        view["floor"]["speaking"] |= {"paused_at": view["at"], "cause": "line"}
    if state == "waiting":
        view["own"]["declined"] = {"entry": "e", "at": view["at"], "read": False, "written": False}
        view["floor"] |= {"phase": "paused", "resumes_at": view["at"] + 60_000}
    for kind in ("time", "mute"):
        notice = {"id": f"n-{kind}", "kind": kind, "read": False, "sent_at": view["at"]}
        view["own"]["notices"].insert(0, notice | {"text": "Đề nghị tắt micrô."})
    house.views["site"] = view
    page = enter("site", size=size, language=language).page
    expect(page.get_by_test_id("mute")).to_be_visible()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
