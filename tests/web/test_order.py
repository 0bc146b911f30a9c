"""The list: dragged, walked, held by others, set aside, wound down."""

from __future__ import annotations

import copy

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import PHONE, Seat
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.house import House, fixture

pytestmark = pytest.mark.browser

CAN_THO, HAI_PHONG, BTP, DAK_LAK, LAI_CHAU = "e9", "e8", "e10", "e6", "e11"


@pytest.fixture
def seat(house: House, enter: Enter) -> Seat:
    found = enter("host")
    expect(found.page.get_by_test_id("queue")).to_be_visible()
    return found


def row(page: Page, entry: str) -> Locator:
    return page.get_by_test_id(f"queue-row-{entry}")


def middle(at: Locator) -> tuple[float, float]:
    box = at.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, entry: str, over: str, *, drop: bool = True) -> None:
    """By mouse, from the row's number to a little above the middle of another."""
    grip = row(page, entry).locator("[data-grip]")
    page.mouse.move(*middle(grip))
    page.mouse.down()
    x, y = middle(row(page, over))
    page.mouse.move(x, y - 40, steps=4)
    page.mouse.move(x, y - 4, steps=3)
    if drop:
        page.mouse.up()


def test_a_row_is_dragged_before_another(house: House, seat: Seat) -> None:
    drag(seat.page, CAN_THO, HAI_PHONG, drop=False)
    expect(seat.page.get_by_text("Cần Thơ → trước Hải Phòng")).to_be_visible()
    expect(seat.page.locator(".land")).to_have_attribute("data-entry", HAI_PHONG)
    assert house.posted == []
    seat.page.mouse.up()
    until(lambda: house.sent("move_request"), "moved")
    sent = house.sent("move_request")[0]
    assert (sent["entry"], sent["before"]) == (CAN_THO, HAI_PHONG)
    assert sent["expected_rev"] == house.views["host"]["floor_rev"]


def test_a_row_is_dragged_to_the_cards_but_never_before_the_called(
    house: House, seat: Seat
) -> None:
    drag(seat.page, CAN_THO, DAK_LAK)
    until(lambda: house.sent("move_request"), "moved")
    assert house.sent("move_request")[0]["before"] == BTP


def test_a_drag_is_put_down_by_escape_and_by_its_own_place(house: House, seat: Seat) -> None:
    drag(seat.page, CAN_THO, HAI_PHONG, drop=False)
    seat.page.keyboard.press("Escape")
    expect(seat.page.locator(".lifted")).to_have_count(0)
    # A hand is never quite still, and lets go only then.
    seat.page.mouse.move(*middle(row(seat.page, BTP)), steps=4)
    expect(seat.page.locator(".lifted")).to_have_count(0)
    seat.page.mouse.up()
    drag(seat.page, CAN_THO, LAI_CHAU, drop=False)
    expect(seat.page.get_by_text("Cần Thơ: giữ nguyên chỗ")).to_be_visible()
    seat.page.mouse.up()
    assert house.posted == []


def test_a_button_let_go_elsewhere_leaves_nothing_in_the_hand(house: House, seat: Seat) -> None:
    drag(seat.page, CAN_THO, HAI_PHONG, drop=False)
    expect(seat.page.locator(".lifted")).to_have_count(1)
    moves = """node => node.dispatchEvent(new PointerEvent('pointermove', {
      pointerType: 'mouse', pointerId: 1, buttons: 0, bubbles: true }))"""
    seat.page.locator("[data-order]").evaluate(moves)
    expect(seat.page.locator(".lifted")).to_have_count(0)
    seat.page.mouse.up()
    assert house.posted == []


def test_a_drop_rests_on_the_order_that_was_seen(house: House, seat: Seat) -> None:
    drag(seat.page, CAN_THO, HAI_PHONG, drop=False)
    view = copy.deepcopy(house.views["host"])
    seen = view["floor_rev"]
    view["queue"].append(view["queue"].pop(3))
    view |= {"floor_rev": seen + 1, "waiting": view["waiting"] + 1}
    house.show("host", view)
    expect(seat.page.get_by_test_id("waiting")).to_contain_text(str(view["waiting"]))
    seat.page.mouse.up()
    until(lambda: house.sent("move_request"), "moved")
    assert house.sent("move_request")[0]["expected_rev"] == seen


def test_a_drag_holds_the_list_still_and_the_others_see_the_hand(house: House, seat: Seat) -> None:
    before = seat.page.locator("[data-entry]").evaluate_all(
        "all => all.map((n) => n.dataset.entry)"
    )
    drag(seat.page, CAN_THO, HAI_PHONG, drop=False)
    until(lambda: set(house.hands) == {CAN_THO}, "the hand is told")
    view = copy.deepcopy(house.views["host"])
    view["queue"].append(view["queue"].pop(3))
    view["floor_rev"] += 1
    house.show("host", view)
    seat.page.wait_for_timeout(1_200)  # longer than a list is held still for a pointer alone
    after = seat.page.locator("[data-entry]").evaluate_all("all => all.map((n) => n.dataset.entry)")
    assert after == before
    seat.page.keyboard.press("Escape")
    seat.page.mouse.up()
    until(lambda: house.hands[-1] is None, "and let go")


def test_the_others_hand_is_shown_and_its_row_is_not_dragged(house: House, seat: Seat) -> None:
    hand = {"by": "g2", "role": "secretary", "entry": CAN_THO, "since_at": 1}
    house.say("host", {"type": "hands", "hands": [hand]})
    expect(seat.page.get_by_test_id(f"hand-{CAN_THO}")).to_have_text("Thư ký đang giữ")
    drag(seat.page, CAN_THO, HAI_PHONG)
    assert house.posted == []
    house.say("host", {"type": "hands", "hands": []})
    expect(seat.page.get_by_test_id(f"hand-{CAN_THO}")).to_have_count(0)
    drag(seat.page, CAN_THO, HAI_PHONG)
    until(lambda: house.sent("move_request"), "moved")


def test_a_finger_drags_by_the_number_and_scrolls_elsewhere(house: House, enter: Enter) -> None:
    page = enter("host", size=PHONE).page
    grip = row(page, CAN_THO).locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    assert grip.evaluate("node => getComputedStyle(node).touchAction") == "none"
    name = row(page, CAN_THO).locator("[data-control='site']")
    assert name.evaluate("node => getComputedStyle(node).touchAction") != "none"
    touch = """(node, [x, y, kind]) => node.dispatchEvent(new PointerEvent(kind, {
      pointerType: 'touch', pointerId: 7, button: 0, buttons: 1, bubbles: true,
      clientX: x, clientY: y }))"""
    x, y = middle(grip)
    to = middle(row(page, HAI_PHONG))
    page.locator("[data-order]").evaluate("node => (node.setPointerCapture = () => undefined)")
    for at, kind in (((x, y), "pointerdown"), ((x, y - 9), "pointermove")):
        grip.evaluate(touch, [*at, kind])
    grip.evaluate(touch, [to[0], to[1] - 6, "pointermove"])
    grip.evaluate(touch, [to[0], to[1] - 6, "pointerup"])
    until(lambda: house.sent("move_request"), "moved")
    assert house.sent("move_request")[0]["before"] == HAI_PHONG


def focused(page: Page) -> str:
    said = page.evaluate("document.activeElement.closest('[data-entry]')?.dataset.entry ?? ''")
    return str(said)


def test_the_list_is_walked_with_one_stop_of_the_tab_key(house: House, seat: Seat) -> None:
    page = seat.page
    order = [one["entry"] for one in house.views["host"]["queue"]]
    page.keyboard.press("j")
    assert focused(page) == order[0]
    for key in ("ArrowDown", "j", "j", "k"):
        page.keyboard.press(key)
    assert focused(page) == order[2]
    page.keyboard.press("End")
    assert focused(page) == order[-1]
    page.keyboard.press("Home")
    assert focused(page) == order[0]
    stops = page.locator("[data-entry][tabindex='0']")
    expect(stops).to_have_count(1)
    page.keyboard.press("Escape")
    assert focused(page) == ""


def test_a_stray_enter_on_a_row_does_nothing(house: House, seat: Seat) -> None:
    for _ in range(5):
        seat.page.keyboard.press("j")
    seat.page.keyboard.press("Enter")
    expect(seat.page.locator("dialog[open]")).to_have_count(0)
    assert house.posted == []


@pytest.mark.parametrize(
    ("entry", "keys", "kind"),
    [
        ("e12", "a", "approve_request"),
        (CAN_THO, "m", "call_point"),
        (CAN_THO, "x", "defer_request"),
        (CAN_THO, "d", "set_aside"),
        (CAN_THO, "vv", "decline_request"),
    ],
)
def test_the_keys_of_a_row(house: House, seat: Seat, entry: str, keys: str, kind: str) -> None:
    row(seat.page, entry).focus()
    for key in keys[:-1]:
        seat.page.keyboard.press(key)
        assert house.posted == []
    seat.page.keyboard.press(keys[-1])
    until(lambda: house.sent(kind), kind)
    assert house.sent(kind)[0]["entry"] == entry


def test_keys_of_a_row_do_nothing_without_one(house: House, seat: Seat) -> None:
    for key in "amxdvvgn.":
        seat.page.keyboard.press(key)
    expect(seat.page.locator("dialog[open]")).to_have_count(0)
    assert house.posted == []


def test_space_on_a_row_is_still_the_next_act(house: House, seat: Seat) -> None:
    view = copy.deepcopy(house.views["host"])
    view["speaking"] = view["speaking_near"] = None
    house.show("host", view)
    expect(seat.page.get_by_test_id("next-act")).to_have_attribute("data-act", "give")
    row(seat.page, CAN_THO).focus()
    seat.page.keyboard.press("Space")
    until(lambda: house.sent("give_floor"), "given")
    assert house.sent("give_floor")[0]["entry"] == DAK_LAK


def test_the_menu_of_a_row_by_keyboard_alone(house: House, seat: Seat) -> None:
    row(seat.page, CAN_THO).focus()
    seat.page.keyboard.press(".")
    menu = seat.page.locator("[popover]:popover-open")
    expect(menu.locator("button:not(:disabled)").first).to_be_focused()
    expect(menu).to_contain_text("Đã nhận văn bản")
    seat.page.keyboard.press("ArrowDown")
    seat.page.keyboard.press("Enter")
    until(lambda: house.sent("set_aside"), "set aside")


def test_those_set_aside_come_back(house: House, seat: Seat) -> None:
    house.show("host", fixture("host-crowded"))
    aside = seat.page.get_by_test_id(f"aside-{LAI_CHAU}")
    expect(aside).to_contain_text("còn 7 phút")
    aside.focus()
    seat.page.keyboard.press("d")
    until(lambda: house.sent("return_request"), "back")
    assert house.sent("return_request")[0]["entry"] == LAI_CHAU
    expect(seat.page.get_by_test_id("trace-aside")).to_contain_text("đã ghi")


def test_silence_is_said_over_the_list(house: House, seat: Seat) -> None:
    house.fall_silent()
    expect(seat.page.get_by_test_id("order-unknown")).to_contain_text("chưa biết thứ tự từ 09:42")


def test_the_whole_list_beyond_what_is_streamed(house: House, seat: Seat) -> None:
    view = copy.deepcopy(house.views["host"])
    rows = [{**one, "entry": f"{one['entry']}x"} for one in view["queue"]]
    house.reads["floor"] = {**fixture("stage"), "queue": [*view["queue"], *rows]}
    house.show("host", {**view, "waiting": 16})
    expect(seat.page.get_by_test_id("queue")).to_contain_text("và 8 lượt nữa")
    seat.click("whole-list")
    expect(seat.page.get_by_test_id("order-row-e13x")).to_be_visible()
    seat.click("front-e13x")
    until(lambda: house.sent("move_request"), "moved")
    sent = house.sent("move_request")[0]
    assert (sent["entry"], sent["before"]) == ("e13x", BTP)


def test_bad_news_of_a_row_that_has_gone_is_still_told(house: House, seat: Seat) -> None:
    house.refuse(409, "wrong_state", state="withdrawn")
    seat.click(f"call-{CAN_THO}")
    until(lambda: house.sent("call_point"), "sent")
    view = copy.deepcopy(house.views["host"])
    view["queue"] = [one for one in view["queue"] if one["entry"] != CAN_THO]
    house.show("host", view)
    expect(row(seat.page, CAN_THO)).to_have_count(0)
    expect(seat.page.get_by_test_id("queue")).to_contain_text(
        "bị từ chối: Lượt này đã chuyển sang trạng thái khác"
    )


def test_the_button_of_a_menu_also_closes_it(house: House, seat: Seat) -> None:
    menu = seat.page.locator("[popover]:popover-open")
    seat.click(f"more-{CAN_THO}")
    expect(menu).to_have_count(1)
    seat.click(f"more-{CAN_THO}")
    expect(menu).to_have_count(0)
    assert house.posted == []
