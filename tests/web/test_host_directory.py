"""Names on a console that stays open: what others change of a point is read anew."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Enter
from tests.web.house import House
from tests.web.rolling import by_voice, points
from tests.web.test_host_minutes import held_back, only_one

pytestmark = pytest.mark.browser


def test_the_roll_names_the_new_head_without_a_reconnection(house: House, enter: Enter) -> None:
    house.views["host"] = by_voice(house, 3)
    site = points(house)[3]
    seat = enter("host")
    seat.click("roll-desk")
    asked = seat.page.get_by_test_id("roll-asked")
    expect(asked).to_have_attribute("data-site", site)
    expect(asked).not_to_contain_text("Đại biểu thay (mẫu)")
    directory = copy.deepcopy(house.reads["directory"])
    row = next(row for row in directory["sites"] if row["site"] == site)
    row["head"] = "Đại biểu thay (mẫu)"
    house.reads["directory"] = directory
    view = copy.deepcopy(house.views["host"])
    view["names_rev"] = view["rev"] + 1
    house.show("host", view)
    expect(asked).to_contain_text("Đại biểu thay (mẫu)")


@pytest.fixture
def nameless(enter: Enter) -> tuple[Page, list[Any]]:
    """A console whose names are on their way, with a point being looked for."""
    page = enter("host").page
    expect(page.get_by_test_id("tile-64")).to_be_visible()
    held = held_back(page, "directory*")
    page.reload()
    page.get_by_test_id("incident-new").click()
    page.keyboard.type("dak lak")
    expect(page.get_by_test_id("incident-dialog").get_by_role("status")).to_have_text("đang tải…")
    page.keyboard.press("Enter")
    return page, held


def test_a_point_chosen_before_the_names_came_is_taken_when_they_have(
    nameless: tuple[Page, list[Any]],
) -> None:
    """On a poor line the names come seconds after the list, and Enter is pressed once."""
    page, held = nameless
    only_one(page, held).continue_()
    expect(page.get_by_test_id("incident-chosen")).to_contain_text("Đắk Lắk")


def test_a_name_that_was_changed_after_an_early_enter_is_left_in_its_field(
    nameless: tuple[Page, list[Any]],
) -> None:
    page, held = nameless
    page.keyboard.press("Backspace")
    only_one(page, held).continue_()
    expect(page.get_by_test_id("incident-point-66")).to_be_visible()
    expect(page.get_by_test_id("incident-point")).to_have_value("dak la")
