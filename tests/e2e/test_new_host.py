"""A new host conducts the first case from its opening to its end, with only the page: by keys
alone, by the mouse alone, and by what a screen reader says (`-s` prints it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.access import faults
from tests.support.browser import Seat, chromium, sit
from tests.support.ear import Ear
from tests.support.hands import Keys, Mouse
from tests.support.processes import Demo
from tests.support.programme_played import Played

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

JOINED = 60
TABS_MAX = 200
# The parts of the console in the order of a glance; the question stands where its row does.
ORDER = [
    "header",
    "programme-title",
    "roll-title",
    "air-title",
    "Tiếp theo",
    "question",
    "queue-title",
    "wall-title",
    "Sự cố, thông báo, ghi chép, cân đối thời lượng",
    "footer",
]
STANDS = """
() => {
  const on = document.activeElement;
  if (!on || on === document.body) return null;
  const part =
    on.closest("section[aria-labelledby], section[aria-label], ol[aria-label]") ??
    on.closest("header, footer, .ask, .place");
  if (!part) return on.outerHTML.slice(0, 120);
  if (part.matches(".ask")) return "question";
  if (part.matches(".place")) return "undo";
  const own = part.getAttribute("aria-labelledby") ?? part.getAttribute("aria-label");
  return own ?? part.tagName.toLowerCase();
}
"""
IN_DIALOG = (
    "!document.activeElement.closest('body > *') || !!document.activeElement.closest('dialog')"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    running = Demo(tmp_path / "data", env={"DIEMCAU_SPREAD_S": "2"}).start()
    try:
        running.joined(JOINED)
        yield running
    finally:
        running.program.stop()


@pytest.fixture
def seat(browser: Browser, demo: Demo) -> Iterator[Seat]:
    seat = sit(browser, demo.links["host"])
    seat.see("tile-64", within_s=30)
    yield seat
    assert seat.outside == []
    assert seat.faults == []
    seat.context.close()


def test_by_keys_alone(demo: Demo, seat: Seat) -> None:
    meeting = Played(demo, Keys(seat.page))
    meeting.whole()
    meeting.agrees()


def test_by_the_mouse_alone(demo: Demo, seat: Seat) -> None:
    meeting = Played(demo, Mouse(seat.page))
    meeting.whole()
    meeting.agrees()


def test_by_ear(demo: Demo, seat: Seat) -> None:
    """The whole meeting; on the way, what axe says of each state, and where the Tab key leads."""
    ear, looked = Ear.at(seat.page), Looked(seat.page)
    looked.over("prepared")

    def at_question() -> None:
        question = seat.page.get_by_role("status").filter(has_text="Hải Phòng không trả lời")
        expect(question).to_be_visible()
        looked.over("a question stands")
        looked.round()
        for opener, title in (
            ("Thời lượng", "Thời lượng cho tất cả"),
            ("Tìm điểm cầu", "Tìm điểm cầu"),
            (re.compile("^Danh sách"), "Danh sách điểm cầu"),
            ("Giải lao…", "Giải lao"),
            ("Kết thúc phiên…", "Kết thúc phiên họp"),
            ("Soạn thông báo", None),
        ):
            looked.into(ear, opener, title)
        ear.press(re.compile("^Chờ thêm"))

    meeting = Played(demo, ear, question_of="31", at_question=at_question)
    try:
        meeting.whole()
    finally:
        print("", *ear.heard, sep="\n")
    looked.over("closed")
    assert looked.found == {}
    meeting.agrees()


@dataclass
class Looked:
    """What was found wrong, by the state of the page."""

    page: Page

    def __post_init__(self) -> None:
        self.found: dict[str, list[str]] = {}

    def over(self, state: str) -> None:
        """axe, without allowances."""
        found = faults(self.page)
        if found:
            self.found[state] = found

    def round(self) -> None:
        """Tab goes through every part in order and out again, and the same way back."""
        self.walk("Tab")  # from wherever it stood, out of the page
        there = self.walk("Tab")
        assert [part for part in there if part != "undo"] == ORDER
        back = self.walk("Shift+Tab")
        assert [part for part in reversed(back) if part != "undo"] == ORDER

    def walk(self, key: str) -> list[str]:
        """The parts that the key leads through, until it has left the page."""
        parts: list[str] = []
        for _ in range(TABS_MAX):
            self.page.keyboard.press(key)
            part = self.page.evaluate(STANDS)
            if part is None:
                return parts
            if not parts or parts[-1] != part:
                parts.append(part)
        raise AssertionError(f"{key} never leaves the page: {parts}")

    def into(self, ear: Ear, opener: str | re.Pattern[str], title: str | None) -> None:
        """A dialog keeps the keyboard, closes on Escape, and gives the keyboard back."""
        button = ear.go("button", opener)
        self.page.keyboard.press("Enter")
        dialog = self.page.get_by_role("dialog", name=title) if title else None
        expect(dialog or self.page.get_by_role("dialog")).to_be_visible()
        ear.listen()
        self.over(f"dialog {title or opener}")
        for _ in range(TABS_MAX):
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(IN_DIALOG), f"{opener}: the keyboard has left the dialog"
            if self.page.evaluate("document.activeElement === document.body"):
                break
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("dialog")).to_have_count(0)
        expect(button).to_be_focused()
