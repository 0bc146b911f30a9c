"""The secretary's notes, the shares of time, and both where they are read afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Seat
from tests.support.until import until
from tests.web.busy import busy
from tests.web.conftest import Enter
from tests.web.house import House
from tests.web.test_host_sides import change, sent

pytestmark = pytest.mark.browser


@pytest.fixture
def seat(house: House, enter: Enter) -> Seat:
    house.views["host"] = busy(house.views["host"])
    found = enter("host")
    expect(found.page.get_by_test_id("queue")).to_be_visible()
    return found


def test_the_secretary_notes_a_task_while_the_speech_runs(house: House, enter: Enter) -> None:
    seat = enter("secretary")
    expect(seat.page.get_by_test_id("queue")).to_be_visible()
    seat.page.keyboard.press("y")
    field = seat.page.get_by_test_id("note-text")
    expect(field).to_be_focused()
    seat.page.get_by_test_id("note-kind-task").check(force=True)
    field.fill("Bộ Nội vụ trả lời Gia Lai trước ngày 15 (mẫu).")
    field.press("Enter")
    speaking = house.views["host"]["speaking"]["entry"]
    text = "Bộ Nội vụ trả lời Gia Lai trước ngày 15 (mẫu)."
    wanted = {"type": "note_speech", "entry": speaking, "kind": "task", "text": text}
    assert sent(house, "note_speech") == wanted
    expect(field).to_have_value("")


def held_back(page: Page, what: str = "commands") -> list[Any]:
    """The commands (reads) of the page, which are on their way until a test lets them go."""
    held: list[Any] = []
    page.route(f"**/{what}", lambda route: held.append(route))
    return held


def only_one(page: Page, held: list[Any]) -> Any:
    """Routes are heard only while the page is asked something."""
    until(lambda: page.evaluate("true") and held, "on its way")
    (one,) = held
    return one


def test_one_press_is_one_note_and_what_is_written_meanwhile_stays(
    house: House, seat: Seat
) -> None:
    held = held_back(seat.page)
    seat.click("tab-notes")
    field = seat.page.get_by_test_id("note-text")
    field.fill("Nhất trí (mẫu).")
    for _ in range(3):
        seat.page.keyboard.down("Enter")
    seat.page.keyboard.up("Enter")
    seat.page.keyboard.press("Enter")
    seat.page.keyboard.type(" Đề nghị thêm")
    only_one(seat.page, held).continue_()
    expect(seat.page.get_by_test_id("trace-notes")).to_contain_text("đã ghi")
    expect(field).to_have_value("Nhất trí (mẫu). Đề nghị thêm")
    assert sent(house, "note_speech")["text"] == "Nhất trí (mẫu)."


@pytest.mark.parametrize("by", ["Enter", "mouse"])
def test_words_that_were_begun_stay_with_their_speech(house: House, seat: Seat, by: str) -> None:
    before = house.views["host"]["speaking"]["entry"]
    seat.click("tab-notes")
    field = seat.page.get_by_test_id("note-text")
    of = seat.page.get_by_test_id("note-speech-of")
    field.focus()
    seat.page.keyboard.type("Gia Lai đề nghị ")
    change(house, speaking={"entry": "e77", "site": "04", "site_name": "Cao Bằng"})
    expect(of.locator("option[value=e77]")).to_have_count(1)
    expect(of).to_have_value(before)
    seat.page.keyboard.type("tăng biên chế.")
    if by == "mouse":
        seat.page.locator("label", has=seat.page.get_by_test_id("note-kind-task")).click()
        seat.click("note-save")
    else:
        seat.page.keyboard.press("Enter")
    body = sent(house, "note_speech")
    assert (body["entry"], body["text"]) == (before, "Gia Lai đề nghị tăng biên chế.")
    assert body["kind"] == ("task" if by == "mouse" else "note")
    expect(of).to_have_value("e77")
    expect(field).to_have_value("")


def test_earlier_speeches_are_noted_and_drafts_are_kept(house: House, seat: Seat) -> None:
    rows = house.reads["speeches"]
    before = next(row for row in rows if row["site"] == "79")
    before["notes"] = [{"kind": "petition", "text": "Phân cấp cho thành phố (mẫu).", "at": 1}]
    seat.click("tab-notes")
    field = seat.page.get_by_test_id("note-text")
    field.fill("chưa xong")
    seat.page.get_by_test_id("note-speech-of").select_option(before["entry"])
    expect(seat.page.get_by_test_id("notes-list")).to_contain_text("Phân cấp cho thành phố")
    expect(field).to_have_value("")
    speaking = house.views["host"]["speaking"]["entry"]
    seat.page.get_by_test_id("note-speech-of").select_option(speaking)
    expect(field).to_have_value("chưa xong")


def test_shares_are_sorted_and_hint_at_who_has_not_spoken(seat: Seat) -> None:
    seat.click("tab-share")
    seat.click("side-tall")
    table = seat.page.get_by_test_id("share")
    expect(table.locator("tbody tr").first).to_be_visible()
    column = table.locator("th[aria-sort=descending]")
    expect(column).to_have_text("Đã phát biểu")
    seat.click("share-silent")
    expect(table.locator("tbody tr").first).to_contain_text("chưa phát biểu")
    expect(table).not_to_contain_text("đang phát biểu")
    seat.click("share-by-name")
    expect(table.locator("th[aria-sort=ascending]")).to_have_text("Đơn vị")
    names = table.locator("tbody th").all_inner_texts()
    assert names[0] == "An Giang"


def test_the_log_of_speeches_has_the_notes(house: House, enter: Enter) -> None:
    row = next(row for row in house.reads["speeches"] if row["site"] == "79")
    row["notes"] = [{"kind": "task", "text": "Trả lời bằng văn bản (mẫu).", "at": row["ended_at"]}]
    row["by_phone"] = True
    page = enter("attendance").page
    page.get_by_test_id("tab-speeches").click()
    expect(page.get_by_test_id(f"speech-row-{row['entry']}")).to_contain_text("qua điện thoại")
    notes = page.get_by_test_id(f"speech-notes-{row['entry']}")
    expect(notes).to_contain_text("nhiệm vụ")
    expect(notes).to_contain_text("Trả lời bằng văn bản (mẫu).")


def test_only_the_shares_are_printed(seat: Seat) -> None:
    seat.click("tab-share")
    expect(seat.page.get_by_test_id("share")).to_be_visible()
    printed = (
        "() => new Promise((done) => { window.print = () => done(document.body.dataset.print);"
    )
    button = "document.querySelector('[data-testid=share-print]').click(); })"
    assert seat.page.evaluate(f"{printed} {button}") == "share"
    seat.page.evaluate("document.body.dataset.print = 'share'")
    seat.page.emulate_media(media="print")
    for hidden in ("wall", "queue", "programme-course", "tab-share", "phase"):
        expect(seat.page.get_by_test_id(hidden)).to_be_hidden()
    expect(seat.page.get_by_test_id("share")).to_be_visible()
