"""The roll is called by voice with a real coordinator and the keyboard alone: 64 points in a row,
some silent, one that answers by its own button, a mistake put right, the quorum seen, the result
frozen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Seat, chromium, heard_now, sit
from tests.support.processes import Program, call, free_port
from tests.support.store import SESSION, prepare
from tests.support.until import until

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

POINTS = 64
GIA_LAI = "64"
# By their place in the order: these say nothing when called.
SILENT = (5, 17, 40)
MISTAKEN = 9


@dataclass
class Room:
    """The host's page, Gia Lai's page, and what the coordinator says beside them."""

    host: Seat
    point: Seat
    api: str
    secret: str

    @property
    def page(self) -> Page:
        return self.host.page

    def do(self, kind: str, **fields: Any) -> Any:
        body = {"command_id": f"t-{kind}", "type": kind, **fields}
        reply = call(f"{self.api}/commands", token=self.secret, body=body)
        assert reply.status == 200, reply.body
        return reply.body

    def read(self, path: str) -> Any:
        reply = call(f"{self.api}/{path}", token=self.secret)
        assert reply.status == 200
        return reply.body

    def asked(self) -> str:
        """The point that the desk shows as being called; "" when all were."""
        shown = "document.querySelector('[data-testid=roll-asked]')?.dataset.site ?? ''"
        return str(self.page.evaluate(shown))

    def press(self, key: str) -> None:
        """A key, and the next point is there."""
        before = self.asked()
        heard_now(self.page)
        self.page.keyboard.press(key)
        until(lambda: self.asked() != before, f"on from {before}")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    secrets = asyncio.run(prepare(tmp_path / "data", GIA_LAI))
    port = free_port()
    words = ["serve", "--port", str(port), "--data", str(tmp_path / "data"), "--json"]
    program = Program("coordinator", *words)
    program.first_line()
    url = f"http://127.0.0.1:{port}"
    try:
        with chromium() as browser:
            host = sit(browser, f"{url}/host/{SESSION}#t={secrets['host']}")
            point = sit(browser, f"{url}/site#t={secrets[GIA_LAI]}")
            yield Room(host, point, f"{url}/api/v1/sessions/{SESSION}", secrets["host"])
            assert (host.outside, host.faults, point.faults) == ([], [], [])
    finally:
        assert program.stop() == 130


def test_sixty_four_points_in_a_row(room: Room) -> None:
    page = room.page
    room.do("start_session")
    room.do("set_quorum", sites={"numerator": 2, "denominator": 3}, people=None)
    quorum = page.get_by_test_id("quorum-sites")
    expect(quorum).to_have_attribute("data-base", str(POINTS))
    room.point.see("tally")
    page.get_by_test_id("roll-call-voice").press("Enter")
    room.host.see("roll-voice")

    called(room)

    # All were called: the first of the silent ones is called once more and answers now.
    expect(page.get_by_test_id("roll-all-called")).to_contain_text("3 điểm cầu không trả lời")
    page.keyboard.press("b")
    expect(page.get_by_test_id("roll-asked")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_test_id("roll-all-called")).to_contain_text("2 điểm cầu không trả lời")
    closed_and_frozen(room)


def called(room: Room) -> None:
    """One point after the other, by key; Gia Lai answers by its own button."""
    page, seen = room.page, []
    for place in range(POINTS):
        site = room.asked()
        seen.append(site)
        if site == GIA_LAI:
            banner = room.point.page.get_by_test_id("roll-banner")
            expect(banner).to_contain_text("Đang gọi điểm danh Điểm cầu tỉnh Gia Lai")
            room.point.click("roll-answer")
            until(lambda: room.asked() != GIA_LAI, "it answered by itself")
            # What has just come up by itself takes no key yet.
            page.wait_for_timeout(700)
        elif place == MISTAKEN:
            room.press("x")
            room.press("r")
            assert room.asked() == site
            room.press("Space")
        else:
            room.press("x" if place in SILENT else "Space")
    assert len(set(seen)) == POINTS, "each once"


def closed_and_frozen(room: Room) -> None:
    page = room.page
    page.keyboard.press("Enter")
    dialog = page.get_by_test_id("roll-close-dialog")
    expect(dialog.get_by_test_id("quorum")).to_have_attribute("data-met", "true")
    expect(dialog).to_contain_text("62/64 điểm cầu")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("roll-result-sites")).to_have_text("62/64 điểm cầu trả lời")
    silent = page.get_by_test_id("roll-result-missing").locator("li")
    expect(silent).to_have_count(2)
    # Whoever answers afterwards is late, and changes nothing that was frozen.
    missing = [row["site"] for row in room.read("sites?unanswered=roll_call")]
    assert len(missing) == 2
    room.do("answer_roll_call", roll_call="r1", site=missing[0])
    until(lambda: len(room.read("sites?unanswered=roll_call")) == 1, "the late answer is kept")
    expect(page.get_by_test_id("roll-result")).to_contain_text("1 điểm cầu trả lời sau khi chốt")
    expect(page.get_by_test_id("roll-result-sites")).to_have_text("62/64 điểm cầu trả lời")
    expect(room.point.page.get_by_test_id("roll-banner")).to_have_count(0)
