"""The speaker's timer: its phases, and the right second whatever clock or sleep a machine has."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.browser import flips
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.hall import HALL, LIMIT_MS, is_right, left_s, opened, seconds, shown, speaking_for
from tests.web.house import House

pytestmark = [pytest.mark.browser, pytest.mark.alone]
FAST_MS = 14 * 60_000
APART_MS_MAX = 300


@pytest.mark.parametrize(
    ("gone_ms", "phase", "word"),
    [
        (60_000, "running", "thời gian còn lại"),
        (LIMIT_MS - 40_000, "last", "sắp hết giờ"),
        (LIMIT_MS + 80_000, "over", "quá giờ"),
    ],
)
def test_the_phases_of_a_speech(
    house: House, enter: Enter, gone_ms: int, phase: str, word: str
) -> None:
    speaking_for(house, gone_ms)
    page = opened(enter, "clock").page
    expect(page.get_by_test_id("timer")).to_have_attribute("data-phase", phase)
    expect(page.get_by_test_id("timer-word")).to_have_text(word)
    assert page.get_by_test_id("countdown").inner_text().strip().startswith("+") is (
        phase == "over"
    )
    box = page.get_by_test_id("countdown").bounding_box()
    assert box is not None
    assert box["height"] > HALL[1] / 3
    assert box["width"] < HALL[0]


def test_a_pause_is_said_and_the_clock_stands(house: House, enter: Enter) -> None:
    speaking_for(
        house,
        100_000,
        paused_at=house.now() - 40_000,
        interjector="Đại biểu mẫu 01",
        cause="interjection",
    )
    page = opened(enter, "clock").page
    expect(page.get_by_test_id("countdown")).to_have_text("06:00")
    expect(page.get_by_test_id("timer-word")).to_have_text("Tạm dừng")
    expect(page.get_by_test_id("speech-details")).to_have_text("Đồng chí Đại biểu mẫu 01 trao đổi")


def test_time_spoken_before_a_return_is_gone(house: House, enter: Enter) -> None:
    speaking_for(house, 60_000, used_ms=180_000, by_phone=True)
    page = opened(enter, "clock").page
    assert 150 <= seconds(page) <= 180
    expect(page.get_by_test_id("speech-details")).to_contain_text("qua điện thoại")


def test_a_directive_speech_and_a_card_show_no_countdown(house: House, enter: Enter) -> None:
    seat = opened(enter, "clock")
    view = shown(house)
    view["speaking"] |= {"kind": "directive", "limit_ms": 0, "speaker": "Trần Lưu Quang"}
    house.show("stage", view)
    expect(seat.page.get_by_test_id("message")).to_contain_text("Phát biểu chỉ đạo")
    expect(seat.page.get_by_test_id("message")).to_contain_text("Đồng chí Trần Lưu Quang")
    expect(seat.page.get_by_test_id("countdown")).to_have_count(0)
    for kind, title in (("salute", "Chào cờ"), ("silence", "Mặc niệm"), ("film", "Phim tư liệu")):
        view |= {"speaking": None, "item": view["item"] | {"kind": kind, "title": title}}
        house.show("stage", view)
        expect(seat.page.get_by_test_id("message")).to_contain_text(title)
        expect(seat.page.get_by_test_id("countdown")).to_have_count(0)


def test_a_recess_says_when_it_ends(house: House, enter: Enter) -> None:
    at_ten = house.now() - house.now() % 3_600_000 + 3_600_000
    house.views["stage"] |= {"speaking": None, "phase": "paused", "resumes_at": at_ten}
    page = enter("clock", size=HALL).page
    expect(page.get_by_test_id("message")).to_contain_text("tiếp tục lúc 10:00")


def test_all_screens_show_the_same_second_although_every_clock_is_wrong(enter: Enter) -> None:
    shifts = {"clock": FAST_MS, "queue": -FAST_MS, "stage": 0}
    seats = [opened(enter, page, clock_shift_ms=shift) for page, shift in shifts.items()]
    changed = flips(seats)
    common = set.intersection(*(set(one) for one in changed))
    assert len(common) >= 2, changed
    # A wrong clock parts them at every second; a machine that is busy, at one of them.
    apart = {t: max(o[t] for o in changed) - min(o[t] for o in changed) for t in common}
    assert min(apart.values()) < APART_MS_MAX, apart


@pytest.mark.parametrize("page", ["clock", "queue", "stage"])
def test_a_page_that_was_frozen_is_right_at_once(house: House, enter: Enter, page: str) -> None:
    seat = opened(enter, page)
    browser = seat.context.new_cdp_session(seat.page)
    before = seconds(seat.page)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    until(lambda: left_s(house) < before - 4, "four seconds go by")
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    until(lambda: is_right(house, seat.page), "the right second", within_s=3.0)


@pytest.mark.parametrize("page", ["clock", "queue", "stage"])
def test_after_a_sleep_of_the_machine_the_first_word_is_enough(
    house: House, enter: Enter, page: str
) -> None:
    seat = opened(enter, page)
    # To a machine that sleeps the counter stands still while the session goes on.
    house.skip(200_000)
    until(lambda: is_right(house, seat.page), "the right second", within_s=4.0)
    assert seconds(seat.page) < 60
