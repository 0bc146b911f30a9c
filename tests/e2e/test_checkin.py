"""An hour at the door of a point without a line: codes that the product printed, read on the page
of a real agent by a camera and by a hand scanner, and delivered once, each with its own time.

The coordinator is killed and the agent, too, halfway; the clocks of their machine are moved on, so
that the hour passes for both programs and not for whoever runs the test.
"""

from __future__ import annotations

import asyncio
import io
import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.support import camera
from tests.support.browser import Seat, another, chromium, sit
from tests.support.moved import Ahead
from tests.support.office_pages import seen
from tests.support.processes import Program, call, free_port
from tests.support.store import SESSION, prepare

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

SITE = "64"
MINUTE_MS = 60_000
# Between a scan and its reading by the test, on a busy machine.
NEAR_MS = 45_000


@dataclass(frozen=True)
class Guest:
    """Somebody with an invitation, as it is printed: who, the code in letters, its picture."""

    id: str
    name: str
    code: str
    picture: Image.Image | None


@dataclass
class Door:
    """The programs of one point and of the centre, on one machine."""

    folder: Path
    secrets: dict[str, str]
    clock: Ahead
    port: int = field(default_factory=free_port)
    page_port: int = field(default_factory=free_port)
    programs: dict[str, Program] = field(default_factory=dict)

    def centre(self) -> None:
        words = ("serve", "--port", str(self.port), "--data", str(self.folder / "data"), "--json")
        self._start("coordinator", *words)

    def agent(self) -> None:
        options = {
            "--coordinator": f"http://127.0.0.1:{self.port}",
            "--site": SITE,
            "--token-file": str(self.folder / "token"),
            "--data": str(self.folder / "agent"),
            "--listen": f"127.0.0.1:{self.page_port}",
        }
        self._start("agents", "run", *itertools.chain(*options.items()), "--json")

    def _start(self, program: str, *words: str) -> None:
        self.programs[program] = Program(*self.clock.words(program, *words))
        self.programs[program].first_line()

    def kill(self, program: str) -> None:
        self.programs.pop(program).kill()

    def stop(self) -> None:
        for program in self.programs.values():
            program.stop()

    @property
    def page(self) -> str:
        return f"http://127.0.0.1:{self.page_port}/site"

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v1/sessions/{SESSION}"

    def noted(self) -> list[dict[str, Any]]:
        """What the record has of people of the point, in its order."""
        path = f"{self.api}/timeline?limit=5000"
        events = call(path, token=self.secrets["organizer"]).body["events"]
        return [one for one in events if one["event"] == "AttendanceNoted"]


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    secrets = asyncio.run(prepare(tmp_path / "data", SITE))
    (tmp_path / "token").write_text(secrets[SITE])
    (tmp_path / "token").chmod(0o600)
    found = Door(tmp_path, secrets, Ahead(tmp_path / "ahead"))
    try:
        found.centre()
        found.agent()
        yield found
    finally:
        found.stop()


def invited(browser: Browser, door: Door, pictures: int) -> list[Guest]:
    """Everybody of the point, off the organizer's sheets; some with the picture of the code."""
    origin = door.api.partition("/api")[0]
    path = f"/invitations/{SESSION}?site={SITE}#t={door.secrets['organizer']}"
    seat = sit(browser, origin + path)
    seat.see("invitations-per-page")
    cards = seat.page.locator("article")
    cards.first.wait_for()
    found = []
    for place, card in enumerate(cards.all()):
        code = card.locator(".code")
        person = str(code.get_attribute("data-testid")).removeprefix("code-")
        svg = card.locator("svg").screenshot() if place < pictures else None
        picture = Image.open(io.BytesIO(svg)) if svg is not None else None
        found.append(Guest(person, card.locator("h2").inner_text(), code.inner_text(), picture))
    assert (seat.outside, seat.faults) == ([], [])
    seat.context.close()
    return found


@contextmanager
def technician(browser: Browser, door: Door, guests: list[Guest]) -> Iterator[Seat]:
    """At the agent's page, with a camera before which two guests hold up their invitations."""
    sheets = [guest.picture for guest in guests if guest.picture is not None]
    turns = zip(sheets, (8, -12), strict=True)
    held = [(camera.held_up(sheet, turned_deg=turn), 20) for sheet, turn in turns]
    frames = [shown for one in held for shown in (one, (camera.nothing(), 5))]
    film = camera.film(door.folder / "door.y4m", frames)
    with another(browser, *camera.arguments(film)) as seeing:
        seat = sit(seeing, f"{door.page}#t={door.secrets[SITE]}")
        expect(seat.page.get_by_test_id("link-state")).to_have_attribute("data-connected", "true")
        yield seat
        assert (seat.outside, seat.faults) == ([], [])


def scan(seat: Seat, guest: Guest, number: int, kind: str = "accepted") -> None:
    """As a hand scanner types what it reads: fast, wherever the focus is, and Enter at the end."""
    seat.page.keyboard.type(f"DC1:{guest.code.replace(' ', '')}")
    seat.page.keyboard.press("Enter")
    result = seat.page.get_by_test_id("scan-result")
    expect(result).to_have_attribute("data-n", str(number))
    expect(result).to_have_attribute("data-kind", kind)
    expect(result).to_contain_text(guest.name)


def waits(seat: Seat, count: int) -> None:
    words = f"đã lưu, chờ gửi {count}" if count else "đã gửi hết"
    expect(seat.page.get_by_test_id("scan-waiting")).to_have_text(words, timeout=30_000)


def test_an_hour_at_the_door_without_a_line(door: Door) -> None:
    with chromium() as browser:
        guests = invited(browser, door, pictures=2)
        assert len(guests) > 20
        body = {"command_id": "start", "type": "start_session"}
        call(f"{door.api}/commands", token=door.secrets["host"], body=body)
        with technician(browser, door, guests) as seat:
            before = seat.text("link-state")
            door.kill("coordinator")
            expect(seat.page.get_by_test_id("link-down")).to_be_visible(timeout=30_000)
            assert seat.text("link-state") != before
            came = by_camera(door, seat, guests[:2])
            came |= by_hand_scanner(door, seat, guests[2:])
            gone = {guests[0].id: leaves(door, seat, guests[0])}
            door.centre()
            # An agent tries again within a minute, and whenever something is entered after that.
            gone[guests[1].id] = leaves(door, seat, guests[1])
            expect(seat.page.get_by_test_id("waiting-count")).to_have_attribute(
                "data-count", "0", timeout=30_000
            )
            seen(seat.page, "sent")
        delivered_once(door, came, gone)


def by_camera(door: Door, seat: Seat, guests: list[Guest]) -> dict[str, int]:
    """Held up before the camera: read, kept by the agent, and said to be no more than that."""
    seat.click("scan-open")
    expect(seat.page.get_by_test_id("scan-present")).to_have_text(re.compile("^0 /"))
    at = door.clock.now()
    seat.click("scan-camera")
    rows = seat.page.get_by_test_id("scan-results")
    for guest in guests:
        expect(rows).to_contain_text(guest.name, timeout=30_000)
    # The film goes on: whoever is held up again is in already.
    expect(rows.locator('[data-kind="already"]').first).to_be_visible(timeout=30_000)
    waits(seat, len(guests))
    seen(seat.page, "camera")
    seat.click("scan-camera")
    expect(seat.page.get_by_test_id("camera-state")).to_have_attribute("data-state", "off")
    seat.click("scan-close")
    return {guest.id: at for guest in guests}


def by_hand_scanner(door: Door, seat: Seat, guests: list[Guest]) -> dict[str, int]:
    """One after the other for an hour; halfway the agent is killed and the page opened again."""
    came, step_ms, half = {}, 60 * MINUTE_MS // len(guests), len(guests) // 2
    for part in (guests[:half], guests[half:]):
        seat.click("scan-open")
        expect(seat.page.get_by_test_id("scan-present")).to_have_text(re.compile("^[1-9]"))
        for number, guest in enumerate(part, start=1):
            door.clock.go(step_ms)
            came[guest.id] = door.clock.now()
            scan(seat, guest, number)
        scan(seat, guests[0], len(part) + 1, kind="already")
        waits(seat, 2 + len(came))
        seen(seat.page, f"scanner-{len(came)}")
        seat.click("scan-close")
        if part[0] is guests[0]:
            door.kill("agents")
            door.agent()
            seat.page.goto(door.page)
            seat.see("link-down", within_s=30)
    return came


def leaves(door: Door, seat: Seat, guest: Guest) -> int:
    """Somebody who came goes, a minute later; when it was."""
    door.clock.go(MINUTE_MS)
    at = door.clock.now()
    seat.click("scan-open")
    seat.click("scan-mode-leave")
    scan(seat, guest, 1)
    seat.click("scan-close")
    return at


def delivered_once(door: Door, came: dict[str, int], gone: dict[str, int]) -> None:
    """Every entry in the record, once, in the order of the door and at its own time."""
    noted = door.noted()
    told = [(one["fields"]["person"], one["fields"]["note"]["status"]) for one in noted]
    expected = [(person, "in_person", at) for person, at in came.items()]
    expected += [(person, "left", at) for person, at in gone.items()]
    assert told[2:] == [entry[:2] for entry in expected[2:]]
    assert sorted(told[:2]) == sorted(entry[:2] for entry in expected[:2]), "held up in any order"
    at = {(person, status): at for person, status, at in expected}
    for one, entry in zip(noted, told, strict=True):
        assert abs(one["effective_at"] - at[entry]) < NEAR_MS, one
    assert max(came.values()) - min(came.values()) >= 50 * MINUTE_MS
    numbers = [one["source"]["seq"] for one in noted]
    assert numbers == list(range(numbers[0], numbers[0] + len(noted)))
    received = [one["source"]["received_at"] for one in noted]
    assert max(received) - min(received) < MINUTE_MS, "all of it at once, when the line was back"
    row = call(f"{door.api}/attendance?site={SITE}", token=door.secrets["organizer"]).body["row"]
    assert row["present"] == len(came) - len(gone)
