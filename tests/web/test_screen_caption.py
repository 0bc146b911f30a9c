"""The caption for a vision mixer: really transparent, and never a name under another face."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.pixels import picture
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.hall import HALL, opened, shown, speaking_for
from tests.web.house import House

pytestmark = pytest.mark.browser
# The duration of every movement the page starts from now on, milliseconds.
NOTE_MOVES = """
() => {
  globalThis.moves = [];
  const moved = Element.prototype.animate;
  Element.prototype.animate = function (frames, how) {
    globalThis.moves.push(typeof how === "number" ? how : (how?.duration ?? 0));
    return moved.call(this, frames, how);
  };
}
"""


def nothing(page: Page) -> bool:
    return picture(page).opaque == 0


def test_the_ground_of_a_caption_is_really_transparent(house: House, enter: Enter) -> None:
    page = opened(enter, "lower-third").page
    until(lambda: page.evaluate("() => document.getAnimations().length === 0"), "it has come")
    left, right, caption = picture(page, (10, 10), (1900, 1000), (130, 800)).points
    assert (left, right) == ((0, 0, 0, 0), (0, 0, 0, 0))
    assert caption[3] > 200
    expect(page.get_by_test_id("speaker-site")).to_have_text("ĐIỂM CẦU TỈNH GIA LAI")
    expect(page.get_by_test_id("speaker")).to_have_text("Đồng chí Nguyễn Hữu Quế")
    expect(page.get_by_test_id("post")).to_have_text("Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh")
    house.show("stage", shown(house) | {"speaking": None})
    expect(page.get_by_test_id("caption")).to_have_count(0)
    until(lambda: nothing(page), "nothing is left in the picture")


def test_a_caption_leaves_when_nobody_knows_who_speaks(house: House, enter: Enter) -> None:
    page = opened(enter, "lower-third").page
    house.fall_silent()
    expect(page.get_by_test_id("caption")).to_have_count(0)
    until(lambda: nothing(page), "and no banner stands in the picture")
    house.silent = False
    expect(page.get_by_test_id("caption")).to_be_visible()


def test_a_caption_says_nothing_while_the_server_is_away(house: House, enter: Enter) -> None:
    page = opened(enter, "lower-third").page
    house.close()
    expect(page.get_by_test_id("caption")).to_have_count(0)
    until(lambda: nothing(page), "nor anything else")
    house.open()
    expect(page.get_by_test_id("caption")).to_be_visible()


def test_reduced_motion_is_honoured(house: House, enter: Enter) -> None:
    page = opened(enter, "lower-third").page
    speaks = shown(house)
    page.emulate_media(reduced_motion="reduce")
    assert longest_move_ms(page, house) == 0
    page.emulate_media(reduced_motion="no-preference")
    house.show("stage", speaks)
    expect(page.get_by_test_id("caption")).to_be_visible()
    assert longest_move_ms(page, house) > 100


def longest_move_ms(page: Page, house: House) -> float:
    """How long what the page moves is moved while the caption goes."""
    page.evaluate(NOTE_MOVES)
    house.show("stage", shown(house) | {"speaking": None})
    expect(page.get_by_test_id("caption")).to_have_count(0)
    return float(page.evaluate("() => Math.max(0, ...globalThis.moves)"))


def test_a_colour_to_cut_out_and_a_caption_that_goes_by_itself(house: House, enter: Enter) -> None:
    speaking_for(house, 3_000)
    page = opened(enter, "lower-third", looks="?key=green&hold=120&align=right").page
    assert picture(page, (10, 10)).points == ((0, 0xB1, 0x40, 255),)
    box = page.get_by_test_id("caption").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] > HALL[0] - 120
    speaking_for(house, 121_000)
    expect(page.get_by_test_id("caption")).to_have_count(0)
