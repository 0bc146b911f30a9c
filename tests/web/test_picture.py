"""The page at the video mixer: one card, one key, and nothing old shown as new."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.access import faults
from tests.support.browser import DESK, PHONE
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.hall import CUT
from tests.web.house import House, fixture

pytestmark = pytest.mark.browser


def wanted(house: House, entry: str = "e9", **fields: Any) -> Any:
    """A view in which Gia Lai's picture is asked for while Đắk Lắk is on air."""
    view = copy.deepcopy(fixture("picture"))
    names = {"site": "64", "site_name": "Gia Lai", "site_short": "Gia Lai"}
    names |= {"site_title": "Điểm cầu tỉnh"}
    cue = copy.deepcopy(view["next"][0])
    view["cue"] = cue | names | {"entry": entry, "cued_at": house.now() - 3_000} | fields
    names = {"site": "66", "site_name": "Đắk Lắk", "site_short": "Đắk Lắk"}
    view["on_air"] |= names | {"picture_at": house.now() - 90_000, "cued_at": house.now() - 95_000}
    view["next"] = view["next"][1:]
    return view


def lost(house: House) -> Any:
    """The picture of the one on air is gone."""
    view = wanted(house)
    view["on_air"] |= {"state": "paused", "picture_at": None, "since_at": house.now() - 2_000}
    view["cue"] = copy.deepcopy(view["on_air"])
    return view


def test_one_key_confirms_the_picture_once(house: House, enter: Enter) -> None:
    house.views["picture"] = wanted(house)
    page = enter("picture").page
    expect(page.get_by_test_id("cue-name")).to_have_text("ĐIỂM CẦU TỈNH GIA LAI")
    expect(page.get_by_test_id("cue")).to_contain_text("Đưa hình")
    assert page.title().startswith("◌ ĐƯA HÌNH Gia Lai")
    assert page.locator("#mark").get_attribute("href") == "/marks/called.svg"
    page.keyboard.press("Space")
    until(lambda: house.sent("confirm_picture"), "confirmed")
    assert house.sent("confirm_picture")[0]["entry"] == "e9"
    expect(page.get_by_test_id("trace-picture")).to_contain_text("đã ghi 09:42:")
    house.show("picture", fixture("picture"))
    expect(page.get_by_test_id("cue")).to_contain_text("Chưa có yêu cầu đưa hình")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert len(house.sent("confirm_picture")) == 1


def test_a_held_key_confirms_only_what_it_was_pressed_for(house: House, enter: Enter) -> None:
    house.views["picture"] = wanted(house)
    page = enter("picture").page
    expect(page.get_by_test_id("confirm")).to_be_enabled()
    page.get_by_test_id("confirm").focus()
    page.keyboard.down("Enter")
    until(lambda: house.sent("confirm_picture"), "the first press counts")
    expect(page.get_by_test_id("trace-picture")).to_contain_text("đã ghi")
    for _ in range(5):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    assert len(house.sent("confirm_picture")) == 1


def test_a_press_meant_for_the_point_before_is_not_taken(house: House, enter: Enter) -> None:
    house.views["picture"] = wanted(house)
    page = enter("picture").page
    expect(page.get_by_test_id("cue")).to_have_attribute("data-entry", "e9")
    other = wanted(house, "e11", site_name="Cao Bằng")
    # The key falls within the same moment in which the page has heard of the change.
    page.evaluate(
        """() => new MutationObserver((_, watch) => {
          if (document.querySelector('[data-testid=cue]').dataset.entry !== 'e11') return;
          watch.disconnect();
          dispatchEvent(new KeyboardEvent('keydown', { code: 'Space' }));
        }).observe(document.body, { subtree: true, attributes: true })"""
    )
    house.show("picture", other)
    expect(page.get_by_test_id("swapped")).to_contain_text("vừa đổi")
    assert house.sent("confirm_picture") == []
    until(lambda: pressed(page, house) == "e11", "after a moment it counts, for the new one")


def pressed(page: Any, house: House) -> str:
    page.keyboard.press("Space")
    sent = house.sent("confirm_picture")
    return str(sent[0]["entry"]) if sent else ""


def test_a_lost_picture_is_one_click_and_comes_back_by_the_key(house: House, enter: Enter) -> None:
    house.views["picture"] = wanted(house)
    page = enter("picture").page
    expect(page.get_by_test_id("on-air")).to_contain_text("Điểm cầu tỉnh Đắk Lắk")
    expect(page.get_by_test_id("on-air-picture")).to_contain_text("đã lên hình 09:4")
    page.get_by_test_id("lose").click()
    until(lambda: house.sent("lose_picture"), "said")
    assert house.sent("lose_picture")[0]["entry"] == house.views["picture"]["on_air"]["entry"]
    house.show("picture", lost(house))
    expect(page.get_by_test_id("cue")).to_have_attribute("data-state", "lost")
    expect(page.get_by_test_id("cue")).to_contain_text("Đưa hình trở lại")
    expect(page.get_by_test_id("held")).to_contain_text("giữ lượt")
    until(lambda: pressed(page, house), "the key confirms; it does not fall on the last button")
    assert len(house.sent("lose_picture")) == 1


def test_a_refusal_is_said_where_it_was_pressed(house: House, enter: Enter) -> None:
    house.views["picture"] = wanted(house)
    house.refuse(409, "wrong_state")
    page = enter("picture").page
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("trace-picture")).to_contain_text("bị từ chối:")


def test_a_silent_server_makes_the_page_old_and_takes_no_key(house: House, enter: Enter) -> None:
    house.views["picture"] = wanted(house)
    page = enter("picture").page
    expect(page.get_by_test_id("mixer")).to_have_attribute("data-stale", "false")
    house.fall_silent()
    expect(page.get_by_test_id("stale-banner")).to_contain_text(
        "chưa biết cần đưa hình nào từ 09:42"
    )
    expect(page.get_by_test_id("confirm")).to_be_disabled()
    page.keyboard.press("Space")
    assert house.sent("confirm_picture") == []
    assert page.title().startswith("? chưa biết")
    house.silent = False
    expect(page.get_by_test_id("stale-banner")).to_have_count(0)


def test_a_restricted_part_shows_no_point(house: House, enter: Enter) -> None:
    bare = {"restricted": True, "on_air": None, "cue": None, "next": []}
    house.views["picture"] = fixture("picture") | bare
    page = enter("picture").page
    expect(page.get_by_test_id("cue")).to_contain_text("phần hạn chế")
    expect(page.get_by_test_id("on-air")).to_have_count(0)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("state", ["cue", "lost", "late"])
def test_every_state_can_be_read_by_all(
    house: House, enter: Enter, state: str, size: tuple[int, int], language: str
) -> None:
    late = {"cued_at": house.now() - 60_000, "site_name": "Bà Rịa - Vũng Tàu"}
    shown = {"cue": wanted(house), "lost": lost(house), "late": wanted(house, **late)}
    house.views["picture"] = shown[state]
    page = enter("picture", size=size, language=language).page
    expect(page.get_by_test_id("confirm")).to_be_in_viewport()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate(CUT) == []


def test_a_leg_is_reported_with_one_key_and_put_right_with_another(
    house: House, enter: Enter
) -> None:
    house.views["picture"] = wanted(house)
    page = enter("picture").page
    expect(page.get_by_test_id("leg-64")).to_have_attribute("data-media", "unknown")
    page.keyboard.press("KeyM")
    expect(page.get_by_test_id("leg-TW")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    until(lambda: house.sent("report_media"), "up")
    view = wanted(house)
    view["legs"][1]["media"], view["legs_up"] = "heard", 1
    house.show("picture", view)
    expect(page.get_by_test_id("legs-sum")).to_have_text("1 còn · 0 mất")
    page.keyboard.press("Space")
    until(lambda: len(house.sent("report_media")) == 2, "down")
    said = [(body["site"], body["up"]) for body in house.sent("report_media")]
    site = view["legs"][1]["site"]
    assert said == [(site, True), (site, False)]
    assert house.sent("confirm_picture") == [], "the key of the picture is another one"


def test_a_new_picture_has_the_key_back_from_the_legs(house: House, enter: Enter) -> None:
    """Also there, a key that fell as it came up was meant for the leg."""
    page = enter("picture").page
    expect(page.get_by_test_id("leg-TW")).to_be_enabled()
    page.keyboard.press("KeyM")
    expect(page.get_by_test_id("leg-TW")).to_be_focused()
    page.evaluate(
        """() => new MutationObserver((_, watch) => {
          if (!document.querySelector('[data-testid=confirm]')) return;
          watch.disconnect();
          setTimeout(() => document.activeElement.dispatchEvent(
            new KeyboardEvent('keydown', { code: 'Space', bubbles: true })));
        }).observe(document.body, { subtree: true, childList: true })"""
    )
    house.show("picture", wanted(house))
    expect(page.get_by_test_id("swapped")).to_contain_text("vừa đổi")
    expect(page.get_by_test_id("confirm")).to_be_focused()
    assert house.sent("confirm_picture") == []
    until(lambda: pressed(page, house) == "e9", "after a moment the key confirms")
    assert house.sent("report_media") == []


def test_a_leg_that_was_clicked_keeps_no_key(house: House, enter: Enter) -> None:
    house.views["picture"] = wanted(house)
    page = enter("picture").page
    page.get_by_test_id("leg-TW").click()
    until(lambda: house.sent("report_media"), "up")
    page.keyboard.press("Space")
    until(lambda: house.sent("confirm_picture"), "confirmed")
    assert len(house.sent("report_media")) == 1
