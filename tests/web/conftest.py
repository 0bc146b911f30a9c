"""A browser for all page tests, and a house with fixed views for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.browser import DESK, Seat, chromium, sit
from tests.web.door import RealDoor
from tests.web.house import SESSION, House, fixture
from tests.web.views import FIXTURES

READS = (
    "directory",
    "people-64",
    "attendance",
    "attendance-64",
    "roster-64",
    "speeches",
    "share",
    "open",
)
PAGES = {
    "host": ("host", f"/host/{SESSION}", "host"),
    "secretary": ("secretary", f"/host/{SESSION}", "host"),
    "stage": ("stage", f"/stage/{SESSION}", "stage"),
    "clock": ("stage", f"/clock/{SESSION}", "stage"),
    "queue": ("stage", f"/queue/{SESSION}", "queue"),
    "wall": ("stage", f"/wall/{SESSION}", "wall"),
    "lower-third": ("stage", f"/lower-third/{SESSION}", "stage"),
    "site": ("site", "/site", "site"),
    "picture": ("operator", f"/picture/{SESSION}", "picture"),
    "attendance": ("organizer", f"/attendance/{SESSION}", "host"),
    "door": ("host", "/", "host"),
}

Enter = Callable[..., Seat]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def door() -> Iterator[RealDoor]:
    """A coordinator of one's own behind the pages."""
    found = RealDoor()
    yield found
    found.stop()


@pytest.fixture
def house() -> Iterator[House]:
    """At 09:42:17, with every view of that moment."""
    place = House(fixture("host")["at"])
    place.views = {name: fixture(name) for name in ("host", "stage", "wall", "queue", "picture")}
    place.views["site"] = fixture("site-air")
    place.views["points"] = fixture("points")
    place.reads = {name: fixture(name) for name in READS}
    place.reads |= {path.stem: fixture(path.stem) for path in FIXTURES.glob("log-*.json")}
    place.reads["sites"] = []
    place.reads["sessions"] = [{"session": SESSION, "title": "Phiên họp mẫu"}]
    place.open()
    yield place
    place.stop()


@pytest.fixture
def enter(browser: Browser, house: House) -> Iterator[Enter]:
    """Open a page as one person; afterwards nothing may have failed or left the host."""
    seats: list[Seat] = []

    def open_page(
        name: str,
        *,
        size: tuple[int, int] = DESK,
        clock_shift_ms: int = 0,
        language: str = "vi",
        looks: str = "",
    ) -> Seat:
        role, path, _ = PAGES[name]
        house.role = role
        seat = sit(
            browser,
            house.url + path + looks,
            size=size,
            clock_shift_ms=clock_shift_ms,
            language=language,
        )
        seats.append(seat)
        return seat

    yield open_page
    for seat in seats:
        assert seat.outside == []
        assert seat.faults == []
        seat.context.close()
