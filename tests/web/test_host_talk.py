"""What is said around the floor: incidents, telephone calls, messages both ways."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.browser import Seat
from tests.support.until import until
from tests.web.busy import busy, message, notice
from tests.web.conftest import Enter
from tests.web.house import House
from tests.web.test_host_minutes import held_back, only_one
from tests.web.test_host_sides import change, sent

pytestmark = pytest.mark.browser


@pytest.fixture
def seat(house: House, enter: Enter) -> Seat:
    house.views["host"] = busy(house.views["host"])
    found = enter("host")
    expect(found.page.get_by_test_id("queue")).to_be_visible()
    expect(found.page.get_by_test_id("tile-64")).to_be_visible()  # the directory is there
    return found


def moved(view: Any, incident: str, **parts: Any) -> list[Any]:
    """The incidents, one of them changed."""
    return [{**row, **parts} if row["id"] == incident else row for row in view["incidents"]]


# --- incidents ----------------------------------------------------------------------------------


def test_an_incident_says_who_has_it_and_goes_on_by_one_click(house: House, seat: Seat) -> None:
    page = seat.page
    expect(page.get_by_test_id("incident-i2-who")).to_contain_text("điểm cầu báo 09:39")
    seat.click("incident-i2-acknowledged")
    assert sent(house, "move_incident") | {"incident": "i2"} == {
        "type": "move_incident",
        "incident": "i2",
        "state": "acknowledged",
    }
    expect(page.get_by_test_id("trace-incident-i2")).to_contain_text("đã ghi")
    by = {"state": "acknowledged", "by": "secretary-1a2b3c4d", "role": "secretary"}
    at = house.now()
    change(house, incidents=moved(house.views["host"], "i2", **by, moved_at=at))
    expect(page.get_by_test_id("incident-i2-who")).to_contain_text("Thư ký 3c4d 09:42")


def test_digits_are_the_incidents_while_the_focus_is_there(house: House, seat: Seat) -> None:
    """Elsewhere the same digits answer what the hand-over asks."""
    seat.page.keyboard.press("i")
    expect(seat.page.get_by_test_id("incident-i2-acknowledged")).to_be_focused()
    seat.page.keyboard.press("3")
    assert sent(house, "move_incident")["state"] == "resolved"
    seat.page.keyboard.press("ArrowDown")
    expect(seat.page.get_by_test_id("incident-i1-resolved")).to_be_focused()
    seat.page.keyboard.press("1")
    assert len(house.posted) == len(house.sent("move_incident")) + sign_ins(house)


def sign_ins(house: House) -> int:
    return sum(path.endswith("sign-in") for path, _ in house.posted)


def test_incidents_are_filtered_where_there_are_many(seat: Seat) -> None:
    expect(seat.page.get_by_test_id("incidents-new")).to_have_count(0)
    seat.click("side-tall")
    seat.click("incidents-in_progress")
    expect(seat.page.get_by_test_id("incident-i2")).to_have_count(0)
    expect(seat.page.get_by_test_id("incident-i1")).to_be_visible()


def test_a_call_has_its_script_and_its_outcome(house: House, seat: Seat) -> None:
    seat.click("incident-i1-phone")
    script = seat.page.get_by_test_id("phone-script")
    expect(script).to_contain_text("trực kỹ thuật điểm cầu Cao Bằng")
    expect(script).to_contain_text("không nghe được tiếng của điểm cầu Cao Bằng")
    expect(seat.page.get_by_test_id("phone-number")).to_have_text("0206 000 004")
    seat.page.keyboard.press("2")
    assert sent(house, "log_call") == {"type": "log_call", "site": "04", "outcome": "no_answer"}
    expect(seat.page.get_by_test_id("trace-call-i1")).to_contain_text("đã ghi")
    call = {"at": house.now(), "outcome": "no_answer"}
    change(house, incidents=moved(house.views["host"], "i1", call=call))
    expect(seat.page.get_by_test_id("incident-i1-who")).to_contain_text("không nghe máy 09:42")


def test_an_incident_of_any_point_is_reported_by_keyboard(house: House, seat: Seat) -> None:
    seat.click("incident-new")
    seat.page.keyboard.type("dak lak")
    seat.page.keyboard.press("Enter")
    expect(seat.page.get_by_test_id("incident-chosen")).to_contain_text("Đắk Lắk")
    seat.page.get_by_test_id("report-no_picture").focus()
    seat.page.keyboard.press("4")
    seat.fill("incident-note", "mất điện cả tòa nhà (mẫu)")
    seat.page.keyboard.press("Enter")
    wanted = {"site": "66", "kind": "power", "note": "mất điện cả tòa nhà (mẫu)"}
    assert sent(house, "report_incident") == {"type": "report_incident", **wanted}


# --- messages -----------------------------------------------------------------------------------


def test_unread_messages_come_first_and_are_counted(house: House, seat: Seat) -> None:
    expect(seat.page.get_by_test_id("tab-notices")).to_contain_text("1")
    seat.page.keyboard.press("u")
    expect(seat.page.get_by_test_id("message-read-m3")).to_be_focused()
    rows = seat.page.locator("[data-testid^='message-m']")
    expect(rows.first).to_contain_text("Quảng Ngãi")
    seat.page.keyboard.press("Enter")
    assert sent(house, "read_message") == {"type": "read_message", "message": "m3"}


def test_an_answer_is_one_step_and_reads_the_message(house: House, seat: Seat) -> None:
    seat.click("tab-notices")
    seat.click("message-answer-m3")
    seat.page.keyboard.type("Sẽ bố trí trước giờ giải lao.")
    seat.page.keyboard.press("Enter")
    until(lambda: house.sent("read_message"), "read")
    answer = sent(house, "send_notice")
    assert (answer["sites"], answer["text"]) == (["51"], "Sẽ bố trí trước giờ giải lao.")
    kinds = [body.get("type") for _, body in house.posted][-2:]
    assert kinds == ["send_notice", "read_message"]


def test_one_press_is_one_answer(house: House, seat: Seat) -> None:
    held = held_back(seat.page)
    seat.click("tab-notices")
    seat.click("message-answer-m3")
    seat.fill("answer-text-m3", "Sẽ bố trí.")
    for _ in range(3):
        seat.page.keyboard.down("Enter")
    seat.page.keyboard.up("Enter")
    seat.click("answer-send-m3")
    only_one(seat.page, held).continue_()
    expect(seat.page.get_by_test_id("answer-text-m3")).to_have_count(0)
    assert len(house.sent("send_notice")) == 1


def test_an_answer_that_was_begun_outlives_another_tab(seat: Seat) -> None:
    seat.click("tab-notices")
    seat.click("message-answer-m3")
    seat.fill("answer-text-m3", "Sẽ bố trí trước")
    seat.click("tab-incidents")
    seat.click("tab-notices")
    seat.click("message-answer-m3")
    expect(seat.page.get_by_test_id("answer-text-m3")).to_have_value("Sẽ bố trí trước")


def test_an_answer_that_was_refused_is_kept(house: House, seat: Seat) -> None:
    house.refuse(503, "storage_low")
    seat.click("tab-notices")
    seat.click("message-answer-m3")
    seat.fill("answer-text-m3", "Đã rõ.")
    seat.click("answer-send-m3")
    expect(seat.page.get_by_test_id("trace-message-m3")).to_contain_text("bị từ chối")
    expect(seat.page.get_by_test_id("answer-text-m3")).to_have_value("Đã rõ.")
    assert house.sent("read_message") == []


def test_what_was_sent_says_who_has_not_read_it(seat: Seat) -> None:
    seat.click("tab-notices")
    expect(seat.page.get_by_test_id("notice-read-n3")).to_have_text("đã đọc 61/63")
    expect(seat.page.get_by_test_id("notice-unread-n3")).to_have_text("chưa đọc: Lai Châu…")
    expect(seat.page.get_by_test_id("notice-read-n4")).to_have_text("đã đọc")


def test_a_microphone_that_stays_open_is_telephoned_about(seat: Seat) -> None:
    seat.click("tab-notices")
    seat.click("notice-call-n5")
    script = seat.page.get_by_test_id("phone-script")
    expect(script).to_contain_text("Micrô của điểm cầu Thanh Hóa đang mở")


def test_any_point_is_asked_to_mute_and_answers(house: House, seat: Seat) -> None:
    seat.click("tile-31")
    seat.click("point-mute")
    wanted = {"sites": ["31"], "text": "Đề nghị tắt micrô.", "kind": "mute"}
    assert sent(house, "send_notice") == {"type": "send_notice", **wanted}
    expect(seat.page.get_by_test_id("trace-mute-31")).to_contain_text("đã ghi")
    row = notice("n6", "mute", "31", wanted["text"], house.now(), 1, 0, ["31"])
    notices = house.views["host"]["notices"]
    change(house, notices=[row, *notices])
    expect(seat.page.get_by_test_id("point-muted")).to_contain_text("chưa xác nhận")
    change(house, notices=[{**row, "read": 1, "unread": []}, *notices])
    expect(seat.page.get_by_test_id("point-muted")).to_contain_text("đã xác nhận")


SOUNDS = """
() => {
  globalThis.sounds = 0;
  globalThis.AudioContext = class extends AudioContext {
    constructor() { super(); globalThis.sounds++; }
  };
}
"""


def test_news_sound_only_where_somebody_wants_it(house: House, seat: Seat) -> None:
    seat.page.evaluate(SOUNDS)
    rows = house.views["host"]["messages"]

    def news(name: str) -> None:
        one = message(name, "31", "Hải Phòng", "Đã sẵn sàng.", house.now())
        change(house, messages=[one, *rows], messages_unread=2)
        expect(seat.page.get_by_test_id("tab-notices")).to_contain_text("2")

    news("m8")
    assert seat.page.evaluate("globalThis.sounds") == 0
    seat.click("top-menu")
    expect(seat.page.get_by_test_id("menu-sound")).to_have_text("Bật âm báo")
    seat.click("menu-sound")
    news("m9")
    until(lambda: seat.page.evaluate("globalThis.sounds") == 1, "one sound")


def test_a_digit_and_enter_tell_the_speaker_the_time(house: House, seat: Seat) -> None:
    seat.page.keyboard.press("f")
    expect(seat.page.get_by_test_id("notice-to")).to_be_focused()
    seat.page.keyboard.press("1")
    expect(seat.page.get_by_test_id("notice-send")).to_have_text("Gửi Gia Lai")
    seat.page.keyboard.press("Enter")
    wanted = {"type": "send_notice", "sites": ["64"], "text": "Còn 1 phút.", "kind": "time"}
    assert sent(house, "send_notice") == wanted
    expect(seat.page.get_by_test_id("tab-notices")).to_have_attribute("aria-selected", "true")


def test_the_speaker_is_who_spoke_when_that_was_chosen(house: House, seat: Seat) -> None:
    seat.click("notice-new")
    seat.page.get_by_test_id("notice-to").select_option("speaker")
    seat.fill("notice-text", "Mời nói gần micrô hơn (mẫu).")
    change(house, speaking={"entry": "e77", "site": "04", "site_name": "Cao Bằng"})
    expect(seat.page.get_by_test_id("speaking-site")).to_contain_text("Cao Bằng")
    expect(seat.page.get_by_test_id("notice-send")).to_have_text("Gửi Gia Lai")
    seat.click("notice-send")
    assert sent(house, "send_notice")["sites"] == ["64"]


def test_the_key_that_sends_sends_once_wherever_it_is_pressed(house: House, seat: Seat) -> None:
    seat.click("notice-new")
    seat.fill("notice-text", "Đã rõ.")
    seat.page.get_by_test_id("notice-to").press("Control+Enter")
    expect(seat.page.get_by_test_id("notice-dialog")).to_have_count(0)
    expect(seat.page.get_by_test_id("trace-notice")).to_contain_text("đã ghi")
    assert len(house.sent("send_notice")) == 1


def test_a_text_selected_outwards_closes_nothing(seat: Seat) -> None:
    seat.click("notice-new")
    seat.fill("notice-text", "Đề nghị kiểm tra âm thanh.")
    box = seat.page.get_by_test_id("notice-text").bounding_box()
    assert box is not None
    mouse = seat.page.mouse
    mouse.move(box["x"] + 60, box["y"] + 12)
    mouse.down()
    mouse.move(5, 5)
    mouse.up()
    expect(seat.page.get_by_test_id("notice-text")).to_have_value("Đề nghị kiểm tra âm thanh.")
    mouse.click(5, 5)
    expect(seat.page.get_by_test_id("notice-dialog")).to_have_count(0)


def test_a_group_is_counted_and_named_in_full(house: House, seat: Seat) -> None:
    house.reads["sites"] = [{"site": site} for site in ("04", "12", "64", "95", "96")]
    seat.click("notice-new")
    to = seat.page.get_by_test_id("notice-to")
    expect(to.locator("option[value=unanswered]")).to_have_text("Chưa trả lời điểm danh (5)")
    expect(to.locator("option[value=provinces]")).to_have_text("Các tỉnh, thành phố (63)")
    expect(to.locator("option[value=weak]")).to_have_text("Đường truyền chập chờn (2)")
    expect(to.locator("option[value=ministries]")).to_be_disabled()
    to.select_option("unanswered")
    seat.fill("notice-text", "Đề nghị trả lời điểm danh.")
    seat.page.get_by_test_id("notice-text").press("Control+Enter")
    body = sent(house, "send_notice")
    assert (body["sites"], body["kind"]) == (["04", "12", "64", "95", "96"], "message")


def test_all_means_all_and_one_point_is_found(house: House, seat: Seat) -> None:
    seat.click("notice-new")
    seat.page.get_by_test_id("notice-to").select_option("point")
    seat.page.get_by_test_id("notice-point").fill("ca mau")
    seat.page.keyboard.press("Enter")
    expect(seat.page.get_by_test_id("notice-chosen")).to_contain_text("Cà Mau")
    seat.page.get_by_test_id("notice-to").select_option("all")
    seat.click("phrase-3")
    expect(seat.page.get_by_test_id("notice-send")).to_have_text("Gửi 64 điểm cầu")
    seat.click("notice-send")
    assert sent(house, "send_notice")["sites"] == []
