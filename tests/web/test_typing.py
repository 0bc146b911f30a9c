"""Typing on the console: letters stay letters, and a name that is not found answers nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.browser import Seat
from tests.support.until import until
from tests.web.busy import busy, message
from tests.web.conftest import Enter
from tests.web.house import House
from tests.web.test_keys import quiet

pytestmark = pytest.mark.browser


@pytest.fixture
def seat(house: House, enter: Enter) -> Seat:
    found = enter("host")
    expect(found.page.get_by_test_id("queue")).to_be_visible()
    expect(found.page.get_by_test_id("tile-64")).to_be_visible()  # the directory is there
    return found


BLIND_MS = 2_300


def silence(house: House, seat: Seat) -> None:
    """Until the page says that it is old."""
    house.fall_silent()
    expect(seat.page.get_by_test_id("stale-banner")).to_be_visible()


def line_back(house: House, seat: Seat) -> None:
    house.silent = False
    expect(seat.page.get_by_test_id("stale-banner")).to_have_count(0)


def test_a_note_is_written_on_through_a_silence_of_the_line(house: House, seat: Seat) -> None:
    keys, note = seat.page.keyboard, seat.page.get_by_test_id("note-text")
    seat.click("tab-notes")
    note.click()
    keys.type("Ghi")
    silence(house, seat)
    expect(seat.page.get_by_test_id("note-save")).to_be_disabled()
    keys.type(" ph ee")
    keys.press("Enter")  # refused: nothing is sent on an old picture
    line_back(house, seat)
    keys.type(" pp ee")
    expect(note).to_be_focused()
    expect(note).to_have_value("Ghi ph ee pp ee")
    assert house.posted == []
    keys.press("Enter")
    until(lambda: house.sent("note_speech"), "noted")
    assert house.sent("note_speech")[0]["text"] == "Ghi ph ee pp ee"


def test_no_button_of_the_sides_is_pressed_on_an_old_picture(house: House, enter: Enter) -> None:
    house.views["host"] = busy(house.views["host"])
    seat = enter("host")
    seat.click("tab-notices")
    read = seat.page.get_by_test_id("message-read-m3")
    read.focus()
    silence(house, seat)
    for testid in ("message-read-m3", "notice-new", "side-tall", "tile-64", "extend"):
        expect(seat.page.get_by_test_id(testid)).to_be_disabled()
    seat.page.keyboard.press("Enter")
    seat.page.keyboard.press("Space")
    notice = seat.page.get_by_test_id("notice-new")
    notice.focus()
    seat.page.keyboard.press("Enter")
    expect(seat.page.locator("dialog[open]")).to_have_count(0)
    line_back(house, seat)
    expect(read).to_be_enabled()
    assert house.posted == []


def test_a_message_that_is_being_answered_stays_where_it_is(house: House, enter: Enter) -> None:
    house.views["host"] = view = busy(quiet(house))
    seat = enter("host")
    seat.click("tab-notices")
    seat.click("message-answer-m3")
    seat.page.keyboard.type("Sẽ")
    at = view["at"]
    rows = [message(f"n{n}", "31", "Hải Phòng", "Đã sẵn sàng.", at) for n in range(5)]
    read = [{**view["messages"][1]}, {**view["messages"][0], "read_at": at}]
    for messages in (read, rows):
        house.show("host", {**view, "messages": messages, "messages_unread": 5})
        expect(seat.page.get_by_test_id("tab-notices")).to_contain_text("5")
        seat.page.wait_for_timeout(300)
        seat.page.keyboard.type(" p ee")
    field = seat.page.get_by_test_id("answer-text-m3")
    expect(field).to_be_focused()
    expect(field).to_have_value("Sẽ p ee p ee")
    assert house.posted == []
    seat.page.keyboard.press("Enter")
    until(lambda: house.sent("send_notice"), "answered")
    assert house.sent("send_notice")[0]["sites"] == ["51"]


def test_letters_whose_field_went_away_are_no_acts(house: House, enter: Enter) -> None:
    house.views["host"] = busy(quiet(house))
    seat = enter("host")
    seat.click("tab-notices")
    seat.click("message-answer-m3")
    seat.page.keyboard.type("Sẽ")
    seat.page.get_by_test_id("answer-text-m3").evaluate("node => node.remove()")
    seat.page.wait_for_timeout(300)
    seat.page.keyboard.type("p ee z ")
    seat.page.wait_for_timeout(300)
    assert house.posted == []
    seat.page.mouse.click(3, 450)
    seat.page.keyboard.press("Space")
    until(lambda: house.sent("give_floor"), "a click gives the keys back")


def test_keys_come_back_by_themselves_after_two_seconds(house: House, seat: Seat) -> None:
    seat.click("tab-notes")
    note = seat.page.get_by_test_id("note-text")
    note.click()
    seat.page.keyboard.type("Ghi")
    note.evaluate("node => { node.disabled = true; }")
    seat.page.keyboard.press("p")
    seat.page.wait_for_timeout(BLIND_MS)
    assert house.posted == []
    seat.page.keyboard.press("p")
    until(lambda: house.sent("pause_speech"), "paused")
    assert len(house.sent("pause_speech")) == 1


def test_a_name_that_is_not_found_begins_no_restricted_part(house: House, seat: Seat) -> None:
    seat.click("top-menu")
    seat.click("menu-restricted")
    seat.page.keyboard.type("gia lai")
    seat.page.keyboard.press("Enter")
    seat.page.keyboard.type("cao bangx")
    seat.page.keyboard.press("Enter")
    expect(seat.page.get_by_test_id("restricted-dialog")).to_be_visible()
    expect(seat.page.get_by_test_id("restricted-point")).to_have_value("cao bangx")
    assert house.posted == []
