"""An organizer orders reports on the page, follows them, and takes them away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from coordinator.reports.sheets.reread import reread_people
from tests.support.access import faults
from tests.support.browser import PHONE, Seat, chromium, sit
from tests.support.processes import Demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WITHIN_MS = 60_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    one = Demo(tmp_path_factory.mktemp("demo") / "data").start()
    yield one
    one.program.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


def opened(browser: Browser, demo: Demo, page: str = "attendance") -> Seat:
    seat = sit(browser, demo.links[page])
    seat.click("reports")
    seat.see("reports-dialog")
    return seat


def taken(seat: Seat, folder: Path) -> Path:
    """The newest report, once it is there, saved under the name it came with."""
    button = seat.page.get_by_test_id("report-download").first
    button.wait_for(timeout=WITHIN_MS)
    with seat.page.expect_download() as coming:
        button.click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file


def test_a_workbook_with_names_from_the_page(demo: Demo, browser: Browser, tmp_path: Path) -> None:
    seat = opened(browser, demo)
    seat.page.get_by_test_id("report-names").check()
    seat.click("report-make")
    file = taken(seat, tmp_path)
    assert file.name == f"bao-cao-diem-danh-{demo.said['session']}.xlsx"
    people = list(reread_people(file))
    assert len(people) > 1_000
    assert any(row.name == "Trần Lưu Quang" for row in people)
    seat.page.get_by_test_id("taken").locator("summary").click()
    expect(seat.page.get_by_test_id("taken-row").first).to_contain_text("Điểm danh Excel")
    expect(seat.page.get_by_test_id("taken-row").first).to_contain_text("có họ tên")
    seat.page.get_by_role("button", name="Xóa: Bảng tính Excel").click()
    expect(seat.page.get_by_test_id("report-job")).to_have_count(0)
    assert seat.faults == []


def test_the_minutes_as_a_draft(demo: Demo, browser: Browser, tmp_path: Path) -> None:
    seat = opened(browser, demo)
    seat.page.get_by_role("radio", name="Biên bản (PDF)").check()
    seat.click("report-make")
    file = taken(seat, tmp_path)
    assert file.name == f"bien-ban-{demo.said['session']}.pdf"
    assert file.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("role", "offered"),
    [("secretary", {"csv-speeches", "load-list"}), ("host", set())],
)
def test_nobody_is_offered_what_is_refused(
    demo: Demo, browser: Browser, role: str, offered: set[str]
) -> None:
    session = demo.said["session"]
    seat = sit(browser, f"{demo.url}/attendance/{session}#t={demo.token(role)}")
    seat.see("reports")
    for what in ("csv-attendance", "csv-speeches", "load-list"):
        expect(seat.page.get_by_test_id(what)).to_have_count(int(what in offered))
    seat.page.get_by_test_id("prepare-menu").click()
    expect(seat.page.get_by_test_id("prepare-voice-check")).to_be_visible()
    expect(seat.page.get_by_test_id("prepare-invitations")).to_have_count(0)
    seat.click("reports")
    seat.see("reports-dialog")
    expect(seat.page.get_by_test_id("taken")).to_have_count(0)
    assert seat.faults == []


def test_the_dialog_is_for_everybody_and_on_a_phone(demo: Demo, browser: Browser) -> None:
    seat = opened(browser, demo)
    assert faults(seat.page) == []
    seat.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert seat.page.evaluate(width)
