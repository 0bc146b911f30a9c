"""Reading codes at the door of a point: camera, hand scanner, by hand; what each result says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.support import camera
from tests.support.access import faults
from tests.support.browser import DESK, PHONE, another, sit
from tests.support.until import until
from tests.web.conftest import Enter
from tests.web.door import SESSION, RealDoor
from tests.web.house import House
from tests.web.scanning import opened, scan, scanned, shows, technician
from wire.checkin import make_code, spaced

pytestmark = pytest.mark.browser

NOBODYS = make_code(b"nobdy")


@pytest.fixture(scope="module")
def door() -> Iterator[RealDoor]:
    found = RealDoor()
    yield found
    found.stop()


def printed(browser: Browser, door: RealDoor, guest: str) -> Image.Image:
    """The code of a guest, off the sheet of invitations as it would be printed."""
    path = f"/invitations/{SESSION}?site=64"
    seat = sit(browser, door.address("organizer", path))
    picture = seat.page.get_by_test_id(f"card-{guest}").locator("svg").screenshot()
    assert (seat.outside, seat.faults) == ([], [])
    seat.context.close()
    return Image.open(io.BytesIO(picture))


@pytest.mark.slow
def test_the_products_own_code_is_read_by_a_camera(
    browser: Browser, door: RealDoor, tmp_path: Path
) -> None:
    first, second = door.guests[30], door.guests[31]
    sheets = [printed(browser, door, guest.id) for guest in (first, second)]
    frames = [
        (camera.held_up(sheets[0], turned_deg=9), 30),
        (camera.nothing(), 5),
        (camera.held_up(sheets[1], turned_deg=-14, share=0.42), 30),
        (camera.nothing(), 5),
    ]
    film = camera.film(tmp_path / "door.y4m", frames)
    with another(browser, *camera.arguments(film)) as seeing, technician(seeing, door) as seat:
        opened(seat).click("scan-camera")
        rows = seat.page.get_by_test_id("scan-results")
        for guest in (first, second):
            expect(rows).to_contain_text(guest.name, timeout=20_000)
        expect(seat.page.get_by_test_id("camera-state")).to_have_attribute("data-state", "on")
        for guest in (first, second):
            until(lambda g=guest: door.entries()[g.id], "recorded")
            assert [status for status, _ in door.entries()[guest.id]] == ["in_person"]
        # The film goes on: whoever is held up again is told to be in already.
        expect(rows.locator('[data-kind="already"]').first).to_be_visible(timeout=20_000)


def test_a_hand_scanner_needs_no_field(browser: Browser, door: RealDoor) -> None:
    guest = door.guests[0]
    with technician(browser, door) as seat:
        opened(seat)
        shows(seat, "")
        seat.click("scan-sound")  # whatever has the focus, a scan is a scan
        scan(seat, f"DC1:{guest.code}")
        shows(seat, "accepted", "Đã vào", guest.name, "Chức danh mẫu")
        expect(seat.page.get_by_test_id("scan-kept")).to_have_attribute("data-kept", "received")
        scan(seat, f"DC1:{guest.code}")
        shows(seat, "already", "Đã có mặt", "từ ")
        seat.click("scan-mode-leave")
        scan(seat, f"DC1:{guest.code}")
        shows(seat, "accepted", "Đã về")
        scan(seat, f"DC1:{guest.code}")
        shows(seat, "already", "Đã ghi về")
        scan(seat, f"DC1:{door.guests[1].code}")
        shows(seat, "refused", "Chưa ghi có mặt", why="not_in")
    until(lambda: len(door.entries()[guest.id]) == 2, "arrival and departure")
    assert [status for status, _ in door.entries()[guest.id]] == ["in_person", "left"]


def test_every_no_says_which(browser: Browser, door: RealDoor) -> None:
    code = door.guests[2].code
    slip = code[:3] + ("Z" if code[3] != "Z" else "Y") + code[4:]
    with technician(browser, door) as seat:
        opened(seat)
        for text, why in (
            (slip, "mistyped"),
            ("https://example.vn/x", "foreign"),
            (NOBODYS, "unknown"),
        ):
            scan(seat, text)
            shows(seat, "refused", why=why)
        scan(seat, door.others[0].code)
        shows(seat, "refused", "Của điểm cầu khác", "Cao Bằng", why="elsewhere")
        assert door.others[0].name not in seat.text("scan-result")
    assert door.entries()[door.guests[2].id] == []


def test_a_typed_code_may_be_written_as_it_is_printed(browser: Browser, door: RealDoor) -> None:
    guest = door.guests[3]
    with technician(browser, door, size=PHONE) as seat:
        opened(seat)
        field = seat.page.get_by_test_id("scan-code")
        field.fill(spaced(guest.code).lower() + "X")
        field.press("Backspace")
        seat.click("scan-take")
        shows(seat, "accepted", guest.name)
        field.focus()
        seat.page.keyboard.type(door.guests[4].code)
        expect(field).to_have_value(door.guests[4].code)
        seat.page.keyboard.press("Enter")
        shows(seat, "accepted", door.guests[4].name)
        expect(field).to_have_value("")


# UniKey stands between keyboard and page: it swallows the second A, takes one back, sends Â.
TELEX = """
(text) => {
  const press = (code, key) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true }));
  let before = "";
  for (const char of text) {
    const made = { A: "Â", E: "Ê", O: "Ô", D: "Đ" }[char];
    if (made && before === char) {
      press("Backspace", "Backspace");
      press("", made);
      before = made;
    } else {
      press(char === ":" ? "Semicolon" : /[0-9]/.test(char) ? `Digit${char}` : `Key${char}`, char);
      before = char;
    }
  }
  press("Enter", "Enter");
}
"""


def test_a_vietnamese_input_method_does_not_bend_a_scan(browser: Browser, door: RealDoor) -> None:
    pairs = ("AA", "EE", "DD")
    with technician(browser, door) as seat:
        opened(seat)
        number = 0
        while not any(pair in make_code(number.to_bytes(5, "big")) for pair in pairs):
            number += 104_729
        code = make_code(number.to_bytes(5, "big"))
        seat.page.evaluate(TELEX, f"DC1:{code}")
        shows(seat, "refused", why="unknown")
        seat.page.evaluate(TELEX, f"DC1:{door.guests[5].code}")
        shows(seat, "accepted", door.guests[5].name)


def test_a_second_technician_is_told_who_is_in(browser: Browser, door: RealDoor) -> None:
    guest = door.guests[6]
    with technician(browser, door) as one, technician(browser, door) as other:
        opened(one)
        opened(other)
        scanned(one, guest, 1)
        until(lambda: door.entries()[guest.id], "recorded")
        present = other.page.get_by_test_id("scan-present")
        expect(present).to_have_text(one.text("scan-present"))
        scan(other, guest.code)
        shows(other, "already", guest.name)
    assert len(door.entries()[guest.id]) == 1


def test_whoever_is_no_longer_invited_is_not_let_in(browser: Browser, door: RealDoor) -> None:
    guest = door.guests[44]
    door.strike(guest)
    with technician(browser, door) as seat:
        opened(seat)
        scan(seat, guest.code)
        shows(seat, "refused", "Không còn trong danh sách mời", why="struck")


def test_with_an_agent_the_agent_keeps_it(house: House, enter: Enter) -> None:
    """Said to be saved when the agent has said so, and not before."""
    code = make_code(b"agent")
    view = house.views["site"]
    view["acts"], view["waiting"], view["entered"] = [], 0, ""
    person = house.reads["roster-64"][0]["people"][8]
    person["code"] = code
    states = view["own"]["roster"]["states"]
    view["own"]["roster"]["states"] = states[:8] + "N" + states[9:]
    seat = opened(enter("site"))
    expect(seat.page.get_by_test_id("device")).to_have_count(0)
    scan(seat, code)
    shows(seat, "accepted", person["name"], "đã lưu trên máy, chờ gửi")
    (sent,) = house.sent("record")
    assert sent["body"] == {"kind": "attendance", "person": person["id"], "status": "in_person"}
    house.answer = lambda body: (0, None)
    seat.click("scan-mode-leave")
    act = {"id": sent["id"], "what": "attendance", "target": person["id"], "word": "in_person"}
    act |= {"state": "waiting", "code": "", "made_at": house.now(), "settled_at": None}
    view["acts"], view["waiting"] = [act], 1
    house.show("site", view)
    expect(seat.page.get_by_test_id("scan-waiting")).to_have_text("đã lưu, chờ gửi 1")
    scan(seat, code)
    shows(seat, "refused", "Chưa lưu", why="unsaved")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_scanner_can_be_used_by_everybody(
    browser: Browser, door: RealDoor, size: tuple[int, int], language: str
) -> None:
    with technician(browser, door, size=size, language=language) as seat:
        opened(seat)
        for text in ("", door.guests[7].code, door.guests[7].code, NOBODYS):
            if text:
                scan(seat, text)
            assert seat.page.evaluate("document.documentElement.scrollWidth") <= size[0]
            assert faults(seat.page) == []
        seat.click("scan-close")
        expect(seat.page.get_by_test_id("scan-dialog")).to_have_count(0)


@pytest.mark.parametrize("per_page", [1, 4, 8])
def test_invitations_lie_whole_on_their_sheets(
    browser: Browser, door: RealDoor, per_page: int
) -> None:
    path = f"/invitations/{SESSION}?site=64"
    seat = sit(browser, door.address("organizer", path))
    seat.page.get_by_test_id("invitations-per-page").select_option(str(per_page))
    cards = seat.page.locator("article")
    expect(cards.nth(43)).to_be_visible()
    invited = cards.count()
    expect(seat.page.get_by_test_id("invitations-without")).to_contain_text("2 người chưa có mã")
    assert faults(seat.page) == []
    seat.page.emulate_media(media="print")
    cut = cards.evaluate_all(
        "all => all.filter((one) => one.scrollHeight > one.clientHeight + 1"
        " || one.scrollWidth > one.clientWidth + 1).length"
    )
    assert cut == 0
    sheets = seat.page.locator(".sheet")
    assert sheets.count() == -(-invited // per_page)
    assert faults(seat.page, "main") == []
    assert (seat.outside, seat.faults) == ([], [])
    seat.context.close()
