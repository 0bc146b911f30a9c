"""The order behind the stage and the wall of points: whole, readable, and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Enter
from tests.web.hall import CUT, HALL, PHONE, opened, shown
from tests.web.house import House

pytestmark = pytest.mark.browser


def test_the_order_and_who_prepares(house: House, enter: Enter) -> None:
    page = opened(enter, "queue").page
    expect(page.get_by_test_id("on-air")).to_contain_text("Điểm cầu tỉnh Gia Lai")
    rows = house.views["queue"]["rows"]
    assert [row["state"] for row in rows[:2]] == ["ready", "called"]
    expect(page.get_by_test_id(f"standby-{rows[0]['entry']}")).to_contain_text("đã sẵn sàng")
    expect(page.get_by_test_id(f"standby-{rows[1]['entry']}")).to_contain_text("đã mời 00:")
    names = page.locator('[data-testid="order"] li b').all_inner_texts()
    assert names == [row["site_name"] for row in rows]


@pytest.mark.parametrize("size", [HALL, PHONE], ids=["hall", "phone"])
def test_fifty_who_wait_with_long_names(house: House, enter: Enter, size: tuple[int, int]) -> None:
    view = shown(house, "queue")
    row = view["rows"][4]
    names = ("Bộ Nông nghiệp và Phát triển nông thôn", "TP. Hồ Chí Minh", "Bà Rịa - Vũng Tàu")
    view["rows"] = [row | {"entry": f"x{n}", "site_name": names[n % 3]} for n in range(50)]
    house.views["queue"] = view | {"waiting": 61}
    page = opened(enter, "queue", size=size).page
    expect(page.get_by_test_id("order-more")).to_have_text("và 33 lượt nữa")
    assert page.evaluate(CUT) == []
    boxes = [
        [one.bounding_box() for one in page.locator(f'[data-testid="order"] li {part}').all()]
        for part in ("b", ".state")
    ]
    for name, state in zip(*boxes, strict=True):
        assert name["x"] + name["width"] <= state["x"] + 1
    assert page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=order] li')].every("
        "(row) => row.scrollHeight <= row.clientHeight + 2)"
    )


def test_an_unknown_order_says_since_when(house: House, enter: Enter) -> None:
    page = opened(enter, "queue").page
    house.fall_silent()
    banner = page.get_by_test_id("stale-banner")
    expect(banner).to_contain_text("Chưa biết thứ tự từ 09:42:")
    assert "grayscale" in page.evaluate(
        "() => getComputedStyle(document.querySelector('.dims')).filter"
    )
    house.silent = False
    expect(banner).to_have_count(0)


def test_the_order_on_paper(house: House, enter: Enter) -> None:
    page = opened(enter, "queue", looks="?theme=transparent").page
    expect(page.get_by_test_id("printed-order")).to_be_hidden()
    page.emulate_media(media="print")
    paper = page.get_by_test_id("printed-order")
    expect(paper).to_be_visible()
    expect(paper).to_contain_text("Lúc 09:42:")
    expect(paper).to_contain_text("ngày 08/09/2023")
    expect(paper.locator("tbody tr")).to_have_count(len(house.views["queue"]["rows"]))
    expect(page.get_by_test_id("on-air")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.paper')).color") == "rgb(0, 0, 0)"
    )


def test_the_wall_shows_every_point_with_both_archipelagos(house: House, enter: Enter) -> None:
    page = opened(enter, "wall").page
    view = house.views["wall"]
    assert page.locator('[data-testid^="tile-"]').count() == len(view["spots"]) == 86
    for name in ("Hoàng Sa", "Trường Sa", "TP. Hồ Chí Minh", "Bà Rịa - Vũng Tàu"):
        expect(page.get_by_text(name, exact=True).locator("visible=true").first).to_be_visible()
    counted = sum(int(page.get_by_test_id(f"count-{s}").locator("b").inner_text()) for s in "gwlns")
    assert counted == len(view["spots"])
    expect(page.get_by_test_id("tile-64")).to_have_attribute(
        "aria-label", "Gia Lai · ổn định · đang phát biểu"
    )
    expect(page.get_by_test_id("wall-air")).to_contain_text("Gia Lai")


@pytest.mark.parametrize("state", list("gwlunrcm"))
def test_every_state_has_a_shape_and_fits(house: House, enter: Enter, state: str) -> None:
    view = shown(house, "wall")
    for spot in view["spots"]:
        spot |= {"state": state, "below": {"g": 40, "w": 3, "l": 2}}
    house.views["wall"] = view | {"counts": {state: len(view["spots"])}, "on_air": None}
    page = opened(enter, "wall").page
    assert page.evaluate(CUT) == []
    crowded = """
    () => [...document.querySelectorAll("[data-testid^=tile-]")]
      .filter((tile) =>
        tile.scrollWidth > tile.clientWidth || tile.scrollHeight > tile.clientHeight)
      .map((tile) => tile.innerText)
    """
    assert page.evaluate(crowded) == []
