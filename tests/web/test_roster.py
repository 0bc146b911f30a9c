"""Lists of delegates in the browser, against a real coordinator: from the file to the session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.coordinator.console.conftest import SESSION
from tests.support.access import faults
from tests.support.browser import DESK, PHONE, Seat, sit
from tests.support.office_files import Sheet, xlsx
from tests.support.until import until
from tests.web.door import RealDoor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAD = ("STT", "Họ và tên", "Chức vụ", "Đơn vị")
ROWS = (
    ("DANH SÁCH ĐẠI BIỂU", "", "", ""),
    HEAD,
    (1, "Đại biểu mẫu 07 – Cao Bằng", "Chánh Văn phòng", "UBND tỉnh Cao Bằng"),
    (2, "Đại biểu mẩu 01 – Cao Bằng", "Phó Chủ tịch", "Cao Bằng"),
    (3, "Đại biểu mẫu 08 – X", "Giám đốc", "Tổng công ty Mẫu"),
    (4, "", "Vụ trưởng", "Cao Bằng"),
)

Open = Callable[..., Seat]


@pytest.fixture(scope="module")
def door() -> Iterator[RealDoor]:
    place = RealDoor()
    yield place
    place.stop()


@pytest.fixture
def enter(browser: Browser, door: RealDoor) -> Iterator[Open]:
    seats: list[Seat] = []

    def open_page(*, size: tuple[int, int] = DESK, language: str = "vi", tab: str = "") -> Seat:
        path = f"/roster/{SESSION}{tab}"
        seat = sit(browser, door.address("organizer", path), size=size, language=language)
        seats.append(seat)
        seat.see("drop")
        return seat

    yield open_page
    for seat in seats:
        assert (seat.outside, seat.faults) == ([], [])
        seat.context.close()


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(xlsx(Sheet("Danh sách", ROWS, ((0, 0, 0, 3),))))
    return path


@pytest.fixture(name="crowd")
def _crowd(tmp_path: Path) -> Path:
    """1,500 people, one of them without a name far down."""
    path = tmp_path / "danh-sach.xlsx"
    people = ((n, f"Đại biểu mẫu {n:04d} – X", "Chuyên viên", "Cao Bằng") for n in range(1, 1501))
    rows = [(n, "" if n == 1489 else name, *rest) for n, name, *rest in people]
    path.write_bytes(xlsx(Sheet("Danh sách", [HEAD, *rows])))
    return path


FOCUSED = "(one) => one === document.activeElement"


def drop(seat: Seat, file: Path) -> None:
    seat.page.get_by_test_id("file").set_input_files(str(file))
    seat.see("bar")


def clean(seat: Seat) -> None:
    assert faults(seat.page) == []


def test_from_the_file_to_the_session(enter: Open, door: RealDoor, file: Path) -> None:
    seat = enter()
    drop(seat, file)
    page = seat.page
    assert page.get_by_test_id("column-B").input_value() == "name"
    assert page.get_by_test_id("column-D").input_value() == "unit"
    assert "'Danh sách'!B6" in page.get_by_test_id("fault").all_inner_texts()[0]
    page.get_by_test_id("place-cell").click()
    until(lambda: seat.text("cell").startswith("D5"), "the unit stands in D5")
    assert (seat.text("now-faulty")[0], seat.text("now-placeless")[0]) == ("1", "1")
    assert page.get_by_test_id("fault").count() == 1
    page.get_by_test_id("place-choose").focus()
    page.get_by_test_id("place-choose").select_option("64")
    seat.see("place-back")
    until(lambda: page.get_by_test_id("place-change").evaluate(FOCUSED), "the focus goes along")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    seat.see("place-choose")
    page.get_by_test_id("place-choose").select_option("04")
    until(lambda: page.get_by_test_id("places").count() == 0, "the unit has its point")
    assert page.get_by_test_id("place-change").input_value() == "04"
    assert page.get_by_test_id("now-placeless").count() == 0
    page.get_by_test_id("ask-new").first.focus()
    page.keyboard.press("Space")
    assert "3" in seat.text("load")
    clean(seat)
    page.get_by_test_id("load").focus()
    page.keyboard.press("Enter")
    seat.see("done")
    assert seat.text("done-added").startswith("3 ")
    clean(seat)
    names = door.do(
        lambda here: here.conductor.ask(
            lambda session, people: [
                people.of(person).get("name") for person in session.sites["04"].people
            ]
        )
    )
    assert "Đại biểu mẫu 08 – X" in names


def test_a_column_is_changed_and_read_again(enter: Open, file: Path) -> None:
    seat = enter()
    drop(seat, file)
    seat.page.get_by_test_id("column-B").select_option("nothing")
    until(lambda: seat.page.get_by_test_id("people").count() == 0, "nobody has a name")
    seat.page.get_by_test_id("column-B").select_option("name")
    seat.see("people")


def test_a_fault_leads_to_its_row(enter: Open, file: Path) -> None:
    seat = enter()
    drop(seat, file)
    seat.page.get_by_test_id("fault").first.get_by_role("button").click()
    assert seat.page.locator(".marked").get_attribute("data-row") == "5"


def test_a_fault_far_down_a_long_list_is_brought_into_sight(enter: Open, crowd: Path) -> None:
    seat = enter()
    drop(seat, crowd)
    page = seat.page
    assert page.locator("[data-row]").count() < 100
    assert page.get_by_test_id("grid").get_attribute("aria-rowcount") == "1502"
    fault = page.get_by_test_id("fault").first.get_by_role("button")
    assert fault.inner_text() == "'Danh sách'!B1490"
    fault.focus()
    page.keyboard.press("Enter")
    cell = page.locator("[data-cell=B1490]")
    until(lambda: cell.count() == 1 and in_sight(seat, "B1490"), "the cell is in sight")
    grid = page.get_by_test_id("grid")
    assert page.locator(".marked").get_attribute("data-row") == "1489"
    assert grid.get_attribute("aria-activedescendant") == cell.get_attribute("id")
    assert (cell.get_attribute("aria-invalid"), grid.evaluate(FOCUSED)) == ("true", True)
    assert seat.text("cell").startswith("B1490")
    clean(seat)
    page.keyboard.press("Control+End")
    until(lambda: in_sight(seat, "D1501"), "the last row can be reached")
    page.keyboard.press("Control+Home")
    until(lambda: in_sight(seat, "A1"), "and the first")
    page.keyboard.press("Escape")
    assert fault.evaluate(FOCUSED)


def in_sight(seat: Seat, cell: str) -> bool:
    """Whether a cell is within the list, neither under its headings nor beside it."""
    found: bool = seat.page.evaluate(
        """(name) => {
          const cell = document.querySelector(`[data-cell="${name}"]`);
          if (!cell) return false;
          const { left, right, top, bottom } = cell.getBoundingClientRect();
          const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return cell.contains(over);
        }""",
        cell,
    )
    return found


def test_a_chosen_point_is_shown_again_with_the_next_file(
    enter: Open, door: RealDoor, tmp_path: Path
) -> None:
    unit = "Viện Mẫu"
    seat = enter()
    for name in ("Đại biểu mẫu 31 – X", "Đại biểu mẫu 32 – X"):
        file = tmp_path / "don-vi.xlsx"
        file.write_bytes(xlsx(Sheet("S", (HEAD, (1, name, "Giám đốc", unit)))))
        drop(seat, file)
        if name.endswith("31 – X"):
            seat.page.get_by_test_id("place-choose").select_option("04")
        seat.see("settled")
        seat.click("load")
        seat.see("done")
        seat.page.get_by_test_id("done").get_by_role("button").last.click()
    drop(seat, file)
    assert seat.page.get_by_test_id("place-before").inner_text() == "đã chọn lần trước"
    change = seat.page.get_by_test_id("place-change")
    assert change.input_value() == "04"
    change.select_option("64")
    until(lambda: seat.page.get_by_test_id("place-before").count() == 0, "chosen anew")


def test_who_joined_the_bridge_alone(enter: Open, door: RealDoor, tmp_path: Path) -> None:
    guest = door.guests[3]
    now = door.clock.now()
    file = tmp_path / "zoom.csv"
    file.write_text(
        "Name,Join Time,Leave Time\n"
        f'"{guest.name}",{_hanoi(now - 600_000)},{_hanoi(now - 300_000)}\n'
        f'"iPhone mẫu",{_hanoi(now - 600_000)},{_hanoi(now - 300_000)}\n',
        encoding="utf-8",
    )
    seat = enter(tab="?tab=bridge", language="en")
    seat.page.get_by_test_id("file").set_input_files(str(file))
    seat.see("participant")
    clean(seat)
    seat.click("load")
    seat.see("done")
    assert [status for status, _ in door.entries()[guest.id]] == ["online", "left"]


@pytest.mark.parametrize(("size", "language"), [(DESK, "en"), (PHONE, "vi")])
def test_axe_finds_nothing(enter: Open, file: Path, size: tuple[int, int], language: str) -> None:
    seat = enter(size=size, language=language)
    clean(seat)
    drop(seat, file)
    clean(seat)
    assert seat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_standing_list_is_kept_and_invited(enter: Open, door: RealDoor) -> None:
    seat = enter()
    seat.page.locator("summary").click()
    seat.fill("standing-name", "Tổ công tác mẫu")
    seat.page.get_by_test_id("standing-site").select_option("TW")
    seat.click("standing-keep")
    seat.see("invite")
    clean(seat)
    seat.click("members")
    seat.see("member")
    page = seat.page
    seat.click("member-add")
    seat.fill("member-name", "Thành viên mẫu 15 – TW")
    seat.fill("member-post", "Chuyên viên mẫu")
    page.get_by_test_id("member-site").select_option("TW")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    clean(seat)
    page.keyboard.press("Enter")
    until(lambda: page.get_by_test_id("member").count() == 3, "the member is on the list")
    until(lambda: page.get_by_test_id("member-add").evaluate(FOCUSED), "and the next can be typed")
    page.get_by_test_id("member-change").last.click()
    seat.fill("member-post", "Trưởng phòng mẫu")
    page.keyboard.press("Enter")
    line = page.get_by_test_id("member").last
    until(lambda: "Trưởng phòng mẫu" in line.inner_text(), "the post is another")
    page.get_by_test_id("member-off").first.click()
    page.get_by_test_id("member-off").first.click()
    until(lambda: page.get_by_test_id("member").count() == 2, "the member is off the list")
    seat.click("members-close")
    seat.click("invite")
    seat.see("people")
    assert page.get_by_test_id("person").count() == 2
    seat.click("load")
    seat.see("done")
    assert seat.text("done-added").startswith("1 ")


def _hanoi(at: int) -> str:
    """An instant as the office's clock shows it."""
    local = datetime.fromtimestamp(at / 1000, UTC) + timedelta(hours=7)
    return f"{local:%Y-%m-%d %H:%M:%S}"
