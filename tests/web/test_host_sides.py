"""The sides of the console: programme, recess, chair, shift, restricted part, top bar, access."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.access import faults
from tests.support.browser import PHONE, Seat
from tests.support.until import until
from tests.web.busy import CO_CHAIR, MINUTE_MS, busy
from tests.web.conftest import Enter
from tests.web.house import House

pytestmark = pytest.mark.browser

SEVEN = {"g": 48, "w": 6, "l": 2, "u": 3, "c": 2, "r": 1, "n": 2, "s": 22}


@pytest.fixture
def seat(house: House, enter: Enter) -> Seat:
    house.views["host"] = busy(house.views["host"])
    found = enter("host")
    expect(found.page.get_by_test_id("queue")).to_be_visible()
    expect(found.page.get_by_test_id("tile-64")).to_be_visible()  # the directory is there
    return found


def change(house: House, **parts: Any) -> Any:
    """The view with these parts changed, shown from now on."""
    view = copy.deepcopy(house.views["host"])
    for name, value in parts.items():
        view[name] = {**view[name], **value} if isinstance(value, dict) else value
    house.show("host", view)
    return view


def sent(house: House, kind: str) -> Any:
    """The one command of this type, without its id."""
    until(lambda: house.sent(kind), kind)
    (body,) = house.sent(kind)
    return {key: value for key, value in body.items() if key != "command_id"}


# --- the programme ------------------------------------------------------------------------------


def test_the_programme_says_where_it_stands_and_when_it_ends(seat: Seat) -> None:
    """Began 11 minutes late, planned to end at 11:00."""
    page = seat.page
    expect(page.get_by_test_id("programme-course")).to_have_text("trễ 11 phút → 11:11")
    expect(page.get_by_test_id("item-taken")).to_have_text("đã 21/50 phút")
    expect(page.get_by_test_id("item-5")).to_contain_text("→10:11")
    expect(page.get_by_test_id("item-beyond-2")).to_have_text("+14")
    expect(page.get_by_test_id("item-4")).to_contain_text("Báo cáo tổng hợp kiến nghị")
    expect(page.get_by_test_id("item-6")).not_to_contain_text("Bộ Nội vụ")
    expect(page.locator("[data-mark=salute], [data-mark=break]")).to_have_count(2)


def test_an_item_that_overruns_moves_the_end(house: House, seat: Seat) -> None:
    items = copy.deepcopy(house.views["host"]["items"])
    items[3]["planned_ms"] = 10 * MINUTE_MS
    items[4]["presenters"] = ["Bộ Nội vụ"]
    change(house, items=items)
    expect(seat.page.get_by_test_id("item-beyond-4")).to_have_text("+11")
    expect(seat.page.get_by_test_id("item-5")).to_contain_text("Bộ Nội vụ")


def test_going_on_asks_once_and_knows_the_items_rule(house: House, seat: Seat) -> None:
    seat.click("begin-item-5")
    expect(seat.page.get_by_test_id("item-waiting")).to_contain_text("6 lượt đăng ký đang chờ")
    chosen = seat.page.get_by_test_id("fate-park")
    expect(chosen).to_be_checked()
    expect(chosen).to_be_focused()
    seat.page.keyboard.press("3")
    seat.page.keyboard.press("Enter")
    body = sent(house, "begin_item")
    assert (body["item"], body["queue"]) == ("5", "written")
    assert body["expected_rev"] == house.views["host"]["floor_rev"], "it rests on the list seen"
    expect(seat.page.get_by_test_id("trace-programme")).to_contain_text("đã ghi")


def test_going_on_asks_nothing_when_nobody_waits(house: House, seat: Seat) -> None:
    """Those who are called keep their place."""
    view = change(house, queue=house.views["host"]["queue"][:2], waiting=2)
    assert [row["state"] for row in view["queue"]] == ["ready", "called"]
    expect(seat.page.get_by_text("2 chờ")).to_be_visible()
    for key in ("q", "q"):
        seat.page.keyboard.press(key)
    body = sent(house, "begin_item")
    assert (body["item"], "queue" in body) == ("5", False)
    expect(seat.page.get_by_test_id("item-dialog")).to_have_count(0)


def test_those_left_with_an_item_come_back_with_it(house: House, seat: Seat) -> None:
    aside = {"entry": "e1", "site": "64", "site_name": "Gia Lai", "kind": "debate", "speaker": ""}
    change(house, aside=[{**aside, "aside_at": 1, "used_ms": 0, "limit_ms": 1, "item": "3"}])
    seat.click("begin-item-3")
    expect(seat.page.get_by_test_id("item-back")).to_contain_text("1 lượt")


# --- the recess ---------------------------------------------------------------------------------


def test_a_recess_ends_at_a_whole_minute(house: House, seat: Seat) -> None:
    seat.click("pause-session")
    seat.page.keyboard.press("2")
    resumes_at = sent(house, "pause_session")["resumes_at"]
    assert resumes_at % MINUTE_MS == 0
    assert 15 * MINUTE_MS <= resumes_at - house.views["host"]["at"] < 17 * MINUTE_MS


def test_a_recess_may_end_by_the_clock_or_have_no_end(house: House, seat: Seat) -> None:
    seat.click("pause-session")
    seat.fill("recess-at", "10h30")
    expect(seat.page.get_by_test_id("recess-go")).to_have_text("Giải lao đến 10:30")
    seat.fill("recess-at", "nghỉ")
    expect(seat.page.get_by_test_id("recess-go")).to_be_disabled()
    seat.click("recess-open")
    assert sent(house, "pause_session") == {"type": "pause_session"}


def test_a_recess_is_counted_down_and_its_end_moved(house: House, seat: Seat) -> None:
    until_at = house.now() + 14 * MINUTE_MS
    change(house, phase="paused", conduct={"resumes_at": until_at})
    expect(seat.page.get_by_test_id("recess")).to_contain_text("Giải lao đến 09:56")
    expect(seat.page.get_by_test_id("recess")).to_contain_text(re.compile("còn 13:"))
    seat.click("pause-session")
    expect(seat.page.get_by_test_id("recess-open")).to_have_count(0)
    seat.click("recess-20")
    assert sent(house, "pause_session")["resumes_at"] > until_at


# --- chair, shift, restricted part --------------------------------------------------------------


def test_the_chair_is_handed_over(house: House, seat: Seat) -> None:
    expect(seat.page.get_by_test_id("chair-now")).to_have_text("Đại biểu mẫu 01 – Trung ương")
    seat.click("chair-open")
    seat.click(f"chair-hand-{CO_CHAIR['person']}")
    assert sent(house, "hand_chair") == {"type": "hand_chair", "person": CO_CHAIR["person"]}
    expect(seat.page.get_by_test_id("trace-conduct")).to_contain_text("đã ghi")


def test_a_shift_is_taken_with_what_is_open_read(house: House, seat: Seat) -> None:
    expect(seat.page.get_by_test_id("duty-now")).to_contain_text("Thư ký 3c4d")
    seat.click("shift-open")
    expect(seat.page.get_by_test_id("shift-own")).to_have_text("g1")
    counts = house.reads["open"]
    incidents = seat.page.get_by_test_id("open-incidents")
    expect(incidents).to_contain_text(str(counts["incidents_open"]))
    expect(incidents).to_contain_text("Cao Bằng – không có tiếng")
    expect(seat.page.get_by_test_id("open-waiting")).to_contain_text(str(counts["waiting"]))
    seat.click("shift-take")
    assert sent(house, "take_shift") == {"type": "take_shift"}


def test_nobody_takes_over_what_could_not_be_read(house: House, seat: Seat) -> None:
    del house.reads["open"]
    seat.click("shift-open")
    expect(seat.page.get_by_role("alert")).to_contain_text("Không đọc được")
    expect(seat.page.get_by_test_id("shift-take")).to_be_disabled()


def test_a_restricted_part_cannot_be_overlooked(house: House, seat: Seat) -> None:
    seat.click("top-menu")
    seat.click("menu-restricted")
    dialog = seat.page.get_by_test_id("restricted-dialog")
    expect(dialog).to_contain_text("không dùng cho họp mật")
    seat.page.keyboard.type("gia lai")
    seat.page.keyboard.press("Enter")
    seat.page.keyboard.type("cao bang")
    seat.page.keyboard.press("Enter")
    seat.click("restricted-hall")
    expect(seat.page.get_by_test_id("restricted-chosen")).to_contain_text("Cao Bằng")
    seat.click("restricted-begin")
    assert sent(house, "begin_restricted")["sites"] == ["64", "04", "TW"]
    change(house, conduct={"restricted": 3})
    banner = seat.page.get_by_test_id("restricted-banner")
    expect(banner).to_contain_text("PHẦN HỌP HẠN CHẾ · 3 ĐIỂM CẦU")
    expect(banner).to_contain_text("không dùng cho họp mật")
    seat.click("restricted-banner-end")
    assert sent(house, "end_restricted") == {"type": "end_restricted"}


def test_a_new_head_is_a_quiet_word_for_the_chair(house: House, seat: Seat) -> None:
    act = {"rev": 9_999, "at": house.now(), "by": "site-31", "role": "site", "site": "31"}
    recent = house.views["host"]["recent"]
    change(house, recent=[{**act, "what": "HeadChanged"}, *recent])
    note = seat.page.get_by_test_id("head-31")
    expect(note).to_contain_text("Hải Phòng đổi chủ trì điểm cầu 09:42")
    expect(seat.page.get_by_test_id("recent")).to_contain_text("Hải Phòng đổi chủ trì điểm cầu")
    change(house, recent=recent)
    expect(note).to_be_visible()
    seat.click("head-told-31")
    expect(note).to_have_count(0)


# --- the top bar --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
def test_counts_add_up_with_the_wall_and_nothing_wraps(
    house: House, enter: Enter, language: str
) -> None:
    view = busy(house.views["host"])
    letters = [letter for letter, count in SEVEN.items() for _ in range(count)]
    for tile, letter in zip(view["wall"], letters, strict=True):
        tile["state"] = letter
    house.views["host"] = {**view, "counts": SEVEN}
    page = enter("host", language=language).page
    expect(page.get_by_test_id("tile-64")).to_be_visible()
    shown = 0
    for state, count in SEVEN.items():
        assert page.locator(f'[data-testid^="tile-"][data-state="{state}"]').count() == count
        if state != "s":
            shown += int(page.get_by_test_id(f"count-{state}").inner_text().split()[0])
    seats = SEVEN["s"]
    assert shown + seats == len(view["wall"])
    assert page.get_by_test_id("wall-sum").inner_text().startswith(f"{shown} ")
    assert page.evaluate("document.querySelector('header.top').offsetHeight") <= 56
    words = page.locator("header.top h1").bounding_box()
    assert words is not None
    assert words["width"] > 100


def test_the_roll_call_counts_the_points_of_the_wall(house: House, seat: Seat) -> None:
    """Every line is called: answered, late and missing are the wall's points."""
    progress = seat.page.get_by_test_id("roll-call-progress")
    lines = seat.page.get_by_test_id("wall-sum").inner_text().split()[0]
    expect(progress).to_have_attribute("data-expected", lines)
    call = house.views["host"]["roll_call"]
    assert call["answered"] + call["late"] + len(call["missing"]) == int(lines)
    expect(seat.page.get_by_test_id("roll-call-missing")).to_contain_text("Cà Mau")
    house.reads["sites"] = [{"site": site} for site in call["missing"]]
    seat.click("roll-call-remind")
    expect(seat.page.get_by_test_id("notice-to")).to_have_value("unanswered")
    expect(seat.page.get_by_test_id("notice-dialog")).to_contain_text(f"({len(call['missing'])})")


# --- access -------------------------------------------------------------------------------------

OPENERS: dict[str, Callable[[Seat], None]] = {
    "item-dialog": lambda seat: seat.click("begin-item-5"),
    "recess-dialog": lambda seat: seat.click("pause-session"),
    "hand-chair-dialog": lambda seat: seat.click("chair-open"),
    "shift-dialog": lambda seat: seat.click("shift-open"),
    "notice-dialog": lambda seat: seat.click("notice-new"),
    "incident-dialog": lambda seat: seat.click("incident-new"),
    "phone-dialog": lambda seat: seat.click("incident-i2-phone"),
}


@pytest.mark.parametrize("dialog", OPENERS)
def test_dialogs_have_no_fault_keep_the_focus_and_give_it_back(seat: Seat, dialog: str) -> None:
    OPENERS[dialog](seat)
    shown = seat.page.get_by_test_id(dialog)
    expect(shown).to_be_visible()
    assert faults(seat.page) == []
    for _ in range(40):
        seat.page.keyboard.press("Tab")
        where = (
            "document.activeElement.closest('dialog') || document.activeElement === document.body"
        )
        assert seat.page.evaluate(f"!!({where})")
    seat.page.keyboard.press("Escape")
    expect(shown).to_have_count(0)


@pytest.mark.parametrize("tab", ["incidents", "notices", "notes", "share"])
def test_tabs_have_no_fault_small_or_tall(seat: Seat, tab: str) -> None:
    seat.page.get_by_test_id("tab-incidents").focus()
    for _ in range(["incidents", "notices", "notes", "share"].index(tab)):
        seat.page.keyboard.press("ArrowRight")
    expect(seat.page.get_by_test_id(f"tab-{tab}")).to_be_focused()
    assert faults(seat.page) == []
    seat.click("side-tall")
    assert faults(seat.page) == []


def test_a_telephone_shows_one_part_at_a_time(house: House, enter: Enter) -> None:
    house.views["host"] = busy(house.views["host"])
    seat = enter("host", size=PHONE)
    parts = {"floor": "queue", "programme": "item-4", "wall": "wall", "talk": "side-panel"}
    for part, landmark in parts.items():
        seat.click(f"part-{part}")
        expect(seat.page.get_by_test_id(landmark)).to_be_visible()
        for other in set(parts.values()) - {landmark}:
            expect(seat.page.get_by_test_id(other)).to_be_hidden()
        assert seat.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
