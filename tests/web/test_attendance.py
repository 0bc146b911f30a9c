"""The organizers' page: figures that add up, any moment, three sources, every filter, on paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import faults
from tests.support.browser import DESK, PHONE
from tests.support.office_seats import clock_of
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import House, fixture
from tests.web.morning import clock

pytestmark = pytest.mark.browser

STATES = ("in_person", "online", "deputised", "left", "excused", "absent", "not_called")
TABS = ("points", "people", "charts", "tree", "corrections", "reviews", "rolls", "speeches")
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def page(enter: Enter) -> Page:
    found = enter("attendance").page
    expect(found.get_by_test_id("site-row-64")).to_be_visible()
    return found


def asked(house: House, what: str) -> dict[str, str]:
    """The parameters of the newest read of this kind; nothing before there is one."""
    return next((query for name, query in reversed(house.asked) if name == what), {})


def test_figures_add_up_and_csv_comes(house: House, page: Page) -> None:
    counts = [
        int(page.get_by_test_id(f"totals-{state}").get_attribute("data-count") or -1)
        for state in STATES
    ]
    figures = house.reads["log-overview"]["figures"]
    assert sum(counts) == figures["people"] == figures["invited"] + figures["added"]
    assert page.get_by_test_id("totals-sum").get_attribute("data-count") == str(sum(counts))
    for what in ("attendance", "speeches"):
        with page.expect_download() as waiting:
            page.get_by_test_id(f"csv-{what}").click()
        assert waiting.value.suggested_filename == f"{what}.csv"


def test_one_point_with_its_three_sources_and_why(page: Page) -> None:
    page.get_by_test_id("pick-04").click()
    heads = page.get_by_test_id("heads-pair")
    expect(heads).to_have_text("đơn vị báo 40 · các điểm cầu cộng lại 23")
    page.get_by_test_id("why-heads").locator("summary").click()
    expect(page.get_by_test_id("heads")).to_contain_text("báo chung 40 (phiếu, 09:45)")
    page.get_by_test_id("pick-64").click()
    expect(page.get_by_test_id("point-state")).to_contain_text("trong phiên")
    expect(page.get_by_test_id("point-state")).to_contain_text("trong cầu truyền hình")
    sources = page.get_by_test_id("three-sources")
    expect(sources.locator("dt")).to_have_text(["Máy trạm", "Cầu truyền hình", "Điểm danh"])
    expect(sources.get_by_role("img", name="Máy trạm")).to_have_attribute(
        "aria-label",
        "Máy trạm: có tín hiệu 07:39:37 – 08:55:12; mất 08:55:12 – 08:56:32; có tín "
        "hiệu 08:56:32 – 09:46:00; không rõ (máy chủ ngừng) 08:48:10 – 08:48:40",
    )
    expect(page.get_by_test_id("roll-answer-2")).to_contain_text("không trả lời")
    row = page.get_by_test_id("site-row-12")
    expect(row).to_contain_text("máy trạm im lặng")
    expect(row).to_contain_text("không rõ")


def test_a_persons_story_strikes_through_what_was_replaced(page: Page) -> None:
    page.get_by_test_id("pick-64").click()
    page.get_by_test_id("open-64.08").click()
    story = page.get_by_test_id("record-64.08")
    expect(story).to_contain_text("Đính chính: Vắng chưa rõ lý do → Tại điểm cầu")
    expect(story).to_contain_text("Lý do đính chính: đến lúc 08:10, lần trước ghi nhầm")
    gone, holds = story.locator("ol > li").all()
    expect(gone.locator("b")).to_have_css("text-decoration-line", "line-through")
    expect(holds.locator("b")).to_have_css("text-decoration-line", "none")
    expect(gone).to_contain_text("thay bằng đính chính lúc 09:19:30")
    page.get_by_test_id("story-back").click()
    page.get_by_test_id("open-64.10").click()
    expect(page.get_by_test_id("story-total")).to_have_text(
        "cộng 1 giờ 23 phút trong 1 giờ 45 phút họp = 79,0%"
    )


def test_a_time_that_is_being_typed_is_left_alone(house: House, page: Page) -> None:
    """The figures are read anew every few seconds, and the moment they are of goes on."""
    field = page.get_by_test_id("moment-field")
    before = field.input_value()
    field.fill("8")
    end = house.reads["log-overview"]["end_at"] + 60_000
    house.reads["log-overview"] = {**house.reads["log-overview"], "end_at": end}
    known = len(house.asked)
    until(lambda: [what for what, _ in house.asked[known:]].count("overview") >= 2, "read anew")
    expect(page.get_by_test_id("moment-beside")).not_to_have_text(before)
    expect(field).to_have_value("8")
    field.press("Enter")
    expect(field).to_have_value(clock_of(end))


def test_every_figure_is_of_the_moment_that_is_looked_at(house: House, page: Page) -> None:
    then = {**fixture("log-overview"), "asked_at": clock("8:56")}
    then["figures"] = {**then["figures"], "present": 1_201}
    house.reads[f"log-overview?at={clock('8:56')}"] = then
    page.get_by_test_id("moment-field").fill("856")
    page.get_by_test_id("moment-field").press("Enter")
    expect(page.get_by_test_id("looking-at")).to_contain_text("08:56:00")
    expect(page.get_by_test_id("totals-present")).to_contain_text("Có mặt lúc 08:56")
    expect(page.get_by_test_id("totals-present")).to_contain_text("1.201")
    until(lambda: asked(house, "points").get("at") == str(clock("8:56")), "points")
    page.get_by_test_id("moment-then").check()
    until(lambda: asked(house, "points").get("known_at") == str(clock("8:56")), "as known")
    page.get_by_test_id("moment-now").click()
    expect(page.get_by_test_id("looking-at")).to_have_count(0)
    until(lambda: "at" not in asked(house, "points"), "now")


def test_the_slider_walks_by_minutes_with_the_keyboard(house: House, page: Page) -> None:
    slider = page.get_by_test_id("moment-slider")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_test_id("moment-field")).to_have_value("09:43")
    until(lambda: asked(house, "overview").get("at") == str(clock("9:43")), "asked once it rests")
    expect(slider).to_have_attribute("aria-valuetext", "09:43, 1.433 có mặt")
    expect(page.get_by_test_id("moment-beside")).to_have_text("09:43")
    page.keyboard.press("PageDown")
    expect(page.get_by_test_id("moment-field")).to_have_value("09:33")
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_test_id("moment-beside")).to_have_text("09:42")
    page.keyboard.press("End")
    expect(page.get_by_test_id("looking-at")).to_have_count(0)


def test_what_a_roll_call_froze_is_seen_as_it_was_known(house: House, page: Page) -> None:
    page.get_by_test_id("tab-rolls").click()
    page.get_by_test_id("roll-then-1").click()
    call = house.reads["log-overview"]["roll_calls"][0]
    until(lambda: asked(house, "points").get("known") == str(call["closed_rev"]), "as known")
    assert asked(house, "points")["at"] == str(call["closed_at"])


def test_a_question_filters_and_tells_its_rule(house: House, page: Page) -> None:
    for mark in ("never", "early", "corrected"):
        page.get_by_test_id(f"ask-{mark}").click()
        until(lambda: asked(house, "people").get("mark") == mark, mark)  # noqa: B023 — read at once
    page.get_by_test_id("ask-short").click()
    page.get_by_test_id("why-question").locator("summary").click()
    why = page.get_by_test_id("why-question")
    expect(why).to_contain_text("từ 08:01 đến 09:46: 1 giờ 45 phút")
    expect(why).to_contain_text("từ 85% trở lên")
    page.get_by_test_id("share-percent").fill("50")
    page.get_by_test_id("share-percent").press("Enter")
    until(lambda: asked(house, "people").get("share") == "50", "share")
    page.get_by_test_id("filter-off").click()
    until(lambda: "mark" not in asked(house, "people"), "everybody")
    page.get_by_test_id("search-people").fill("quế")
    until(lambda: asked(house, "people").get("words") == "quế", "words")


def test_points_are_sorted_and_sought_by_the_server(house: House, page: Page) -> None:
    page.get_by_test_id("sort-present").click()
    until(lambda: asked(house, "points").get("way") == "down", "down first")
    expect(page.get_by_role("columnheader", name="Có mặt")).to_have_attribute(
        "aria-sort", "descending"
    )
    page.get_by_test_id("sort-present").click()
    until(lambda: asked(house, "points").get("way") is None, "up")
    page.get_by_test_id("sort-present").click()
    until(lambda: "sort" not in asked(house, "points"), "the organizers' order")
    page.get_by_test_id("search").fill("gia lai")
    until(lambda: asked(house, "points").get("words") == "gia lai", "words")


def test_the_tree_opens_level_by_level(house: House, page: Page) -> None:
    whole = fixture("log-roll-up")
    house.reads["log-roll-up?under=TW"] = {
        **whole,
        "under": "TW",
        "rows": [{**whole["rows"][1], "site": "BQP", "name": "Bộ Quốc phòng", "parent": "TW"}],
    }
    page.get_by_test_id("tab-tree").click()
    expect(page.get_by_test_id("tree-sum")).to_contain_text("1.457 người dự")
    expect(page.get_by_test_id("heads-04")).to_contain_text("đơn vị báo 40")
    page.get_by_test_id("open-TW").click()
    expect(page.get_by_test_id("heads-BQP")).to_be_visible()
    expect(page.get_by_test_id("open-TW")).to_have_attribute("aria-expanded", "true")
    page.get_by_test_id("open-TW").click()
    expect(page.get_by_test_id("heads-BQP")).to_have_count(0)


def moved(heads: dict[str, Any]) -> dict[str, Any]:
    """The same heads after one more was transferred out of the room that was counted."""
    room = {**heads["room"], "moved_out": heads["room"]["moved_out"] + 1}
    return {**heads, "room": room, "own": heads["own"] - 1, "total": heads["total"] - 1}


def test_a_count_after_which_somebody_moved_says_so(house: House, page: Page) -> None:
    whole, point = fixture("log-roll-up"), fixture("log-point-64")
    rows = [{**r, "heads": moved(r["heads"])} if r["site"] == "64" else r for r in whole["rows"]]
    house.reads["log-roll-up"] = {**whole, "rows": rows}
    row = {**point["row"], "heads": moved(point["row"]["heads"])}
    house.reads["log-point-64"] = {**point, "row": row}
    page.get_by_test_id("tab-tree").click()
    expect(page.get_by_test_id("heads-64")).to_contain_text("sau đó 1 người chuyển đi")
    expect(page.get_by_test_id("heads-04")).not_to_contain_text("chuyển đi")
    page.get_by_test_id("tab-points").click()
    page.get_by_test_id("pick-64").click()
    carried = page.get_by_test_id("heads-carried")
    expect(carried).to_have_text("đếm tại phòng 26 (điện thoại, 09:45), sau đó 1 người chuyển đi")


def test_charts_have_words_and_tables(page: Page) -> None:
    page.get_by_test_id("tab-charts").click()
    chart = page.get_by_test_id("charts").get_by_role("img")
    expect(chart).to_have_attribute(
        "aria-label",
        "Có mặt và đến theo thời gian. Từ 07:50 đến 09:46: đông nhất 1.435 người lúc 08:00, cuối "
        "cùng 1.433 người.",
    )
    page.get_by_test_id("charts").locator("summary").nth(1).click()
    areas = fixture("log-overview")["areas"]
    expect(page.get_by_test_id("areas").locator("tbody tr")).to_have_count(
        sum(area["invited"] + area["added"] > 0 for area in areas)
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "tabs"), [(DESK, TABS), (PHONE, ("people", "charts"))], ids=["desk", "phone"]
)
def test_every_tab_can_be_used_by_all(
    enter: Enter, size: tuple[int, int], tabs: tuple[str, ...]
) -> None:
    page = enter("attendance", size=size).page
    expect(page.get_by_test_id("site-row-64")).to_be_visible()
    page.get_by_test_id("pick-64").click()
    expect(page.get_by_test_id("open-64.10")).to_be_visible()
    for tab in tabs:
        page.get_by_test_id(f"tab-{tab}").click()
        expect(page.get_by_test_id(f"tab-{tab}")).to_have_attribute("aria-selected", "true")
        assert faults(page) == [], tab
        assert page.evaluate(SIDEWAYS) == 0, tab


def test_the_log_is_light_and_whole_on_paper(house: House, page: Page) -> None:
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.get_by_test_id("csv-attendance")).to_be_hidden()
    last = house.reads["log-points"]["rows"][-1]["site"]
    expect(page.get_by_test_id(f"site-row-{last}")).to_be_visible()


def test_on_a_telephone_what_was_chosen_comes_into_sight(enter: Enter) -> None:
    page = enter("attendance", size=PHONE).page
    page.get_by_test_id("pick-64").click()
    expect(page.get_by_test_id("point-state")).to_be_in_viewport()
    page.get_by_test_id("open-64.10").click()
    expect(page.get_by_test_id("record-64.10")).to_be_in_viewport()
