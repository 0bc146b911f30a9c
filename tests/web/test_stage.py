"""The hall's screen: the wording, no clock where there must be none, and never old as new."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import House, fixture

pytestmark = pytest.mark.browser
HALL = (1920, 1080)


def frame(house: House) -> Any:
    return copy.deepcopy(house.views["stage"])


def open_stage(enter: Enter) -> Page:
    page = enter("stage", size=HALL).page
    expect(page.get_by_test_id("stage")).to_be_visible()
    return page


def test_the_wording_of_the_hall(house: House, enter: Enter) -> None:
    page = open_stage(enter)
    expect(page.get_by_test_id("speaker-site")).to_have_text("ĐIỂM CẦU TỈNH GIA LAI")
    expect(page.get_by_test_id("speaker")).to_have_text("Đồng chí Nguyễn Hữu Quế")
    expect(page.get_by_test_id("post")).to_have_text("Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh")
    expect(page.get_by_test_id("next-1")).to_contain_text("đã sẵn sàng")
    third = house.views["stage"]["next"][2]["site_name"]
    expect(page.get_by_test_id("next-3")).to_contain_text(third)


def test_the_picture_fills_the_screen_and_no_more(enter: Enter) -> None:
    page = open_stage(enter)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    height = page.get_by_test_id("countdown").bounding_box()
    assert height is not None
    assert height["height"] > 200


@pytest.mark.parametrize("name", ["Bà Rịa - Vũng Tàu", "Bộ Nông nghiệp và Phát triển nông thôn"])
def test_long_names_are_smaller_never_cut(house: House, enter: Enter, name: str) -> None:
    view = frame(house)
    view["speaking"] |= {"site_name": name, "post": "Chức danh mẫu rất dài của một đại biểu mẫu"}
    house.views["stage"] = view
    page = open_stage(enter)
    title = page.get_by_test_id("speaker-site")
    expect(title).to_contain_text(name.upper())
    box, post = title.bounding_box(), page.get_by_test_id("post").bounding_box()
    clock = page.get_by_test_id("countdown").bounding_box()
    foot = page.get_by_test_id("next-1").bounding_box()
    assert None not in (box, post, clock, foot)
    assert box["x"] + box["width"] <= clock["x"] + 1
    assert post["y"] + post["height"] <= foot["y"]


def test_a_directive_speech_has_no_countdown(house: House, enter: Enter) -> None:
    view = frame(house)
    view["speaking"] |= {"kind": "directive", "limit_ms": 0}
    house.views["stage"] = view
    page = open_stage(enter)
    expect(page.get_by_text("Phát biểu chỉ đạo")).to_be_visible()
    expect(page.get_by_test_id("countdown")).to_have_count(0)


def test_over_time_counts_up(house: House, enter: Enter) -> None:
    view = frame(house)
    view["speaking"]["started_at"] = house.now() - 420_000 - 80_000
    house.views["stage"] = view
    page = open_stage(enter)
    countdown = page.get_by_test_id("countdown")
    expect(countdown).to_have_attribute("data-over", "true")
    until(lambda: re.match(r"\+01:[2-5]", countdown.inner_text().strip()), "over by 1 min 20 s")
    expect(page.get_by_text("quá giờ")).to_be_visible()


@pytest.mark.parametrize(
    ("kind", "title"), [("break", "Giải lao"), ("card", "Chào cờ"), ("report", "Báo cáo")]
)
def test_items_without_a_speech_are_cards(
    house: House, enter: Enter, kind: str, title: str
) -> None:
    view = frame(house) | {"speaking": None}
    view["item"] |= {"kind": kind, "title": title}
    house.views["stage"] = view
    page = open_stage(enter)
    expect(page.get_by_test_id("message")).to_contain_text(title)
    expect(page.get_by_test_id("countdown")).to_have_count(0)


def test_before_the_beginning_and_after_the_end(house: House, enter: Enter) -> None:
    house.views["stage"] = fixture("stage-prepared")
    page = open_stage(enter)
    expect(page.get_by_test_id("message")).to_contain_text("Hội nghị sẽ bắt đầu")
    house.show("stage", frame(house) | {"phase": "closed", "speaking": None})
    expect(page.get_by_test_id("message")).to_contain_text("Hội nghị đã kết thúc")


def test_old_is_never_shown_as_new(house: House, enter: Enter) -> None:
    page = open_stage(enter)
    house.fall_silent()
    expect(page.get_by_test_id("stale-banner")).to_contain_text("hình ảnh lúc 09:42")
    expect(page.get_by_test_id("stage")).to_have_attribute("data-stale", "true")


def test_the_pointer_and_the_button_leave_the_picture(enter: Enter) -> None:
    page = open_stage(enter)
    opacity = "() => getComputedStyle(document.querySelector('.tools')).opacity"
    cursor = "() => getComputedStyle(document.querySelector('[data-testid=stage]')).cursor"
    page.mouse.move(300, 300)
    page.mouse.move(320, 320)
    until(lambda: page.evaluate(opacity) == "1", "the button is there when somebody moves")
    until(lambda: page.evaluate(opacity) == "0", "and goes")
    assert page.evaluate(cursor) == "none"


@pytest.mark.parametrize(("honorific", "said"), [("sir_madam", "Ông/Bà Ng"), ("none", "Nguyễn")])
def test_the_honorific_is_a_setting(house: House, enter: Enter, honorific: str, said: str) -> None:
    house.views["stage"] = frame(house) | {"honorific": honorific}
    page = open_stage(enter)
    assert page.get_by_test_id("speaker").inner_text().strip().startswith(said)
