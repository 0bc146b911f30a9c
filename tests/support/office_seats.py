"""Who sits before which page on the day of the first case, and what others than organizers do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Seat, heard_now, sit
from tests.support.office_day import OfficeDay
from tests.support.office_pages import WITHIN_MS, Organizer
from tests.support.office_roster import Office
from tests.support.until import until


@dataclass
class Day:
    """The coordinator, and who sits before which page."""

    office: OfficeDay
    browser: Browser
    folder: Path
    list: Office = field(default_factory=Office.of_first_case)
    seats: dict[str, Seat] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)

    def seat(self, who: str) -> Seat:
        if who not in self.seats:
            self.seats[who] = seat = sit(self.browser, self.office.links[who])
            seat.page.set_default_timeout(WITHIN_MS)
        return self.seats[who]

    def leave(self, who: str) -> None:
        """Somebody goes home."""
        seat = self.seats.pop(who)
        assert (seat.outside, seat.faults) == ([], []), who
        seat.context.close()

    @property
    def organizer(self) -> Organizer:
        return Organizer(self.seat("organizer"))

    def overview(self, **asked: int) -> Any:
        """The same figures as the API gives them."""
        query = "&".join(f"{key}={value}" for key, value in asked.items())
        return self.office.get(f"/attendance/overview?{query}")


def clock_of(at: int) -> str:
    """As a clock in Hà Nội shows it."""
    minutes = at // 60_000 + 7 * 60
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def call_everybody(page: Page, silent: set[str]) -> None:
    """Call the roll by voice with one key for each point, until all are called."""
    all_called = page.get_by_text("Đã gọi hết 64 điểm cầu.")
    while not all_called.is_visible():
        site, words = asked(page)
        key = "x" if any(name in words for name in silent) else "Space"
        heard_now(page)
        page.keyboard.press(key)
        if not marked(page, site, within_s=4):
            # It came up by itself, as the one before it answered: at first it takes no key.
            page.keyboard.press(key)
            assert marked(page, site, within_s=45), f"{site} is marked"


def marked(page: Page, site: str, within_s: float) -> bool:
    """Whether another point is called within so long."""
    try:
        until(lambda: asked(page)[0] != site, "", within_s)
    except AssertionError:
        return False
    return True


def asked(page: Page) -> tuple[str, str]:
    """The point that is called, and what stands on its card; nothing when all are called."""
    card = "[data-testid=roll-asked]"
    read = "one => [one?.dataset.site ?? '', one?.innerText ?? '']"
    site, words = page.evaluate(f"({read})(document.querySelector('{card}'))")
    return str(site), str(words)


def tick(page: Page, name: str, status: str, fields: dict[str, str]) -> None:
    """A technician notes somebody, with what the page asks for."""
    line = page.get_by_role("listitem").filter(has_text=name).first
    line.get_by_role("button", name=status).click()
    for label, text in fields.items():
        page.get_by_role("textbox", name=label).fill(text)
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(line).to_contain_text("Trung ương đã nhận", timeout=WITHIN_MS)
