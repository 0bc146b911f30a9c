"""What of a file no machine can decide is asked, and said, in the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.coordinator.console.conftest import SESSION
from tests.support.access import faults
from tests.support.browser import Seat, sit
from tests.support.office_files import Sheet, xlsx
from tests.support.until import until
from tests.web.door import RealDoor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAD = ("STT", "Họ và tên", "Chức vụ", "Đơn vị")

Open = Callable[[str, str], Seat]


@pytest.fixture(scope="module")
def door() -> Iterator[RealDoor]:
    place = RealDoor()
    yield place
    place.stop()


@pytest.fixture
def enter(browser: Browser, door: RealDoor) -> Iterator[Open]:
    seats: list[Seat] = []

    def open_page(tab: str, language: str) -> Seat:
        path = f"/roster/{SESSION}?tab={tab}"
        seats.append(sit(browser, door.address("organizer", path), language=language))
        seats[-1].see("drop")
        return seats[-1]

    yield open_page
    for seat in seats:
        assert (seat.outside, seat.faults) == ([], [])
        seat.context.close()


def test_who_is_who_of_one_name_is_asked(enter: Open, tmp_path: Path) -> None:
    name, file = "Đại biểu mẫu 41 – X", tmp_path / "cung-ten.xlsx"

    def choose(*posts: str) -> None:
        people = ((n, name, post, "Cao Bằng") for n, post in enumerate(posts))
        file.write_bytes(xlsx(Sheet("S", (HEAD, *people))))
        seat.page.get_by_test_id("file").set_input_files(str(file))
        seat.see("bar")

    seat = enter("roster", "vi")
    choose("Giám đốc Sở Y tế", "Chánh Văn phòng")
    seat.click("load")
    seat.see("done")
    seat.page.get_by_test_id("done").get_by_role("button").last.click()
    choose("Phó Chánh Văn phòng", "Giám đốc Sở")
    asked = seat.page.get_by_test_id("ask")
    until(lambda: asked.count() == 2, "both are asked about")
    assert "Chánh Văn phòng" in asked.first.locator(".was").inner_text()
    assert seat.page.get_by_test_id("load").is_disabled()
    for one in asked.all():
        one.get_by_test_id("ask-same").locator("..").click()
    assert faults(seat.page) == []
    seat.click("load")
    seat.see("done")


def test_who_was_on_the_bridge_outside_the_meeting_is_said_to_be(
    enter: Open, door: RealDoor, tmp_path: Path
) -> None:
    now, file = door.clock.now(), tmp_path / "zoom.csv"
    rows = (
        f'"{name}",{_hanoi(now + 3_600_000)},{_hanoi(now + 7_200_000)}\n'
        for name in (door.guests[4].name, "iPhone mẫu")
    )
    file.write_text("Name,Join Time,Leave Time\n" + "".join(rows), encoding="utf-8")
    seat = enter("bridge", "en")
    seat.page.get_by_test_id("file").set_input_files(str(file))
    people = seat.page.get_by_test_id("participant")
    until(lambda: people.count() == 2, "both are shown")
    for one in people.all():
        assert one.locator(".tag").inner_text() == "outside the meeting"
    assert seat.page.get_by_test_id("load").is_disabled()
    assert faults(seat.page) == []


def _hanoi(at: int) -> str:
    """An instant as the office's clock shows it."""
    local = datetime.fromtimestamp(at / 1000, UTC) + timedelta(hours=7)
    return f"{local:%Y-%m-%d %H:%M:%S}"
