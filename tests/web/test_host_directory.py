"""Names on a console that stays open: what others change of a point is read anew."""

from __future__ import annotations

import copy

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Enter
from tests.web.house import House
from tests.web.rolling import by_voice, points

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
