"""A new host conducts with a real coordinator and the keyboard alone: call, question, pass over,
hand-over, floor, undo, set aside, return, wind down, end."""

from __future__ import annotations

import asyncio
import re
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

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

TABS_MAX = 120
START = {"type": "start_session"}
ASKING = {"dak lak": "66", "gia lai": "64", "hai phong": "31", "can tho": "92", "lam dong": "68"}


@dataclass
class Desk:
    """The host's page, and what the coordinator says beside it."""

    seat: Seat
    api: str
    secret: str

    @property
    def page(self) -> Page:
        return self.seat.page

    def floor(self) -> Any:
        reply = call(f"{self.api}/floor", token=self.secret)
        assert reply.status == 200
        return reply.body

    def order(self) -> list[str]:
        """Points in the order of the list, those called with a mark."""
        called = ("called", "ready")
        return [row["site"] + "*" * (row["state"] in called) for row in self.floor()["queue"]]

    def shown(self) -> list[str]:
        """Points in the order that the page shows, which comes a moment after the coordinator's."""
        rows = "[...document.querySelectorAll('[data-order] [data-entry]')]"
        found: list[str] = self.page.evaluate(f"{rows}.map((row) => row.dataset.site)")
        return found

    def press(self, *keys: str) -> None:
        for key in keys:
            heard_now(self.page)
            self.page.keyboard.press(key)

    def tab_to(self, testid: str) -> None:
        """The Tab key until it stands there."""
        for _ in range(TABS_MAX):
            found = self.page.evaluate("document.activeElement?.dataset?.testid ?? ''")
            if found == testid:
                return
            self.press("Tab")
        raise AssertionError(f"no way to {testid} by the Tab key")

    def walk_to(self, site: str) -> None:
        """Down the list until the keyboard stands on the point's row."""
        self.press("Home")
        for _ in range(TABS_MAX):
            on = "document.activeElement?.closest('[data-entry]')?.dataset.site ?? ''"
            if self.page.evaluate(on) == site:
                return
            self.press("j")
        raise AssertionError(f"{site} is not on the list")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    secrets = asyncio.run(prepare(tmp_path / "data"))
    port = free_port()
    words = ["serve", "--port", str(port), "--data", str(tmp_path / "data"), "--json"]
    program = Program("coordinator", *words)
    program.first_line()
    url = f"http://127.0.0.1:{port}"
    try:
        with chromium() as browser:
            seat = sit(browser, f"{url}/host/{SESSION}#t={secrets['host']}")
            yield Desk(seat, f"{url}/api/v1/sessions/{SESSION}", secrets["host"])
            assert (seat.outside, seat.faults) == ([], [])
    finally:
        assert program.stop() == 130


def asked_by_telephone(desk: Desk) -> None:
    """Each point is found by its name without marks, and entered."""
    for name in ASKING:
        desk.press("Control+k")
        desk.page.keyboard.type(name)
        desk.press("Enter")
        desk.tab_to("on-behalf")
        desk.press("Enter")
        desk.seat.see("request-dialog")
        desk.press("Enter")
        until(lambda name=name: ASKING[name] in desk.order(), f"{name} waits")


def test_a_meeting_is_conducted_by_keyboard_alone(desk: Desk) -> None:
    page = desk.page
    desk.tab_to("start-session")
    desk.press("Enter")
    expect(page.get_by_test_id("phase")).to_have_attribute("data-phase", "live")
    page.evaluate("document.activeElement.blur()")
    asked_by_telephone(desk)
    assert desk.order() == ["66", "64", "31", "92", "68"]

    passed_over(desk)
    on_air_and_back(desk)
    aside_and_back(desk)
    winds_down(desk)

    expect(page.get_by_test_id("end-speech")).to_be_visible()
    desk.press("e", "e")
    until(lambda: desk.floor()["speaking"] is None, "ended")


def passed_over(desk: Desk) -> None:
    """Called, silent for ten seconds, asked about, and passed over."""
    page, next_act = desk.page, desk.page.get_by_test_id("next-act")
    expect(next_act).to_contain_text("Mời Đắk Lắk chuẩn bị")
    desk.press("Space")
    question = page.locator("[data-question='unanswered']")
    expect(question).to_contain_text(re.compile(r"Đắk Lắk không trả lời \d+ giây"))
    page.wait_for_timeout(600)  # a question that has just come takes no key
    desk.press("1")
    until(lambda: desk.order() == ["64*", "66", "31", "92", "68"], "Gia Lai is called instead")
    expect(question).to_have_count(0)


def on_air_and_back(desk: Desk) -> None:
    """Ready by telephone, on air, paused, longer, ended; and the end taken back."""
    page, next_act = desk.page, desk.page.get_by_test_id("next-act")
    expect(next_act).to_contain_text("Chờ Gia Lai báo sẵn sàng")
    desk.press("Space")
    assert desk.floor()["speaking"] is None
    desk.walk_to("64")
    desk.press(".")
    expect(page.locator("[popover]:popover-open button").first).to_be_focused()
    desk.press("Enter")
    expect(next_act).to_contain_text("Mời Gia Lai phát biểu")
    desk.press("Escape", "Space")
    until(lambda: desk.floor()["speaking"], "on air")
    expect(page.get_by_test_id("speaking-site")).to_have_text("Điểm cầu tỉnh Gia Lai")
    desk.press("p")
    until(lambda: desk.floor()["speaking"]["paused_at"], "paused")
    expect(page.get_by_test_id("resume-speech")).to_be_visible()
    desk.press("p")
    until(lambda: desk.floor()["speaking"]["paused_at"] is None, "goes on")
    expect(page.get_by_test_id("pause-speech")).to_be_visible()
    desk.press("+")
    until(lambda: desk.floor()["speaking"]["limit_ms"] == 480_000, "a minute more")
    expect(page.get_by_test_id("trace-speech")).to_contain_text("đã ghi")
    desk.press("e", "e")
    until(lambda: desk.floor()["speaking"] is None, "ended")
    expect(page.get_by_test_id("undo-strip")).to_contain_text("Vừa kết thúc lượt của Gia Lai")
    desk.press("z")
    until(lambda: desk.floor()["speaking"], "the end is taken back")
    expect(page.get_by_test_id("end-speech")).to_be_visible()


def aside_and_back(desk: Desk) -> None:
    """Hải Phòng is left for later, and comes back as the first of those not called."""
    desk.walk_to("31")
    desk.press("d")
    until(lambda: desk.order() == ["66", "92", "68"], "set aside")
    aside = desk.page.get_by_test_id("aside")
    expect(aside).to_contain_text("Hải Phòng")
    desk.walk_to("31")
    desk.press("d")
    until(lambda: desk.order() == ["31", "66", "92", "68"], "brought back")
    until(lambda: desk.shown() == ["31", "66", "92", "68"], "shown")
    desk.walk_to("66")
    desk.press("Alt+ArrowUp")
    until(lambda: desk.order() == ["66", "31", "92", "68"], "moved up")
    until(lambda: desk.shown() == ["66", "31", "92", "68"], "shown")
    on_row = "document.activeElement?.dataset?.site"
    until(lambda: desk.page.evaluate(on_row) == "66", "the keyboard goes with the row")
    desk.press("Escape")


def winds_down(desk: Desk) -> None:
    """Two more, three minutes each, the rest in writing; taken back, and done again."""
    page = desk.page
    for again in (False, True):
        desk.press("w")
        desk.seat.see("wind-dialog")
        page.keyboard.type("2")
        desk.press("Tab")
        page.keyboard.type("3")
        expect(page.get_by_test_id("wind-says")).to_have_text(
            "Còn 2 điểm cầu, mỗi điểm cầu 3 phút."
        )
        desk.press("Enter")
        until(lambda: desk.order() == ["66", "31"], "wound down")
        until(lambda: desk.shown() == ["66", "31"], "shown")
        floor = desk.floor()
        assert not floor["list_open"]
        assert floor["limits"]["first_intervention"] == 180_000
        if again:
            return
        expect(page.get_by_test_id("undo-strip")).to_contain_text("rút gọn danh sách")
        desk.press("z")
        until(lambda: desk.order() == ["66", "31", "92", "68"], "taken back")
        until(lambda: desk.shown() == ["66", "31", "92", "68"], "shown")
        assert desk.floor()["list_open"]


def test_two_who_conduct_see_each_others_hand(tmp_path: Path) -> None:
    """Whoever stands on a row or drags it is seen by the other, until the hand is off."""
    secrets = asyncio.run(prepare(tmp_path / "data"))
    port = free_port()
    words = ["serve", "--port", str(port), "--data", str(tmp_path / "data"), "--json"]
    program = Program("coordinator", *words)
    program.first_line()
    url = f"http://127.0.0.1:{port}"
    api = f"{url}/api/v1/sessions/{SESSION}"
    try:
        asked = {"type": "request_floor", "kind": "intervention", "channel": "telephone"}
        call(f"{api}/commands", token=secrets["host"], body={"command_id": "0", **START})
        for site in ASKING.values():
            body = {"command_id": f"r{site}", "site": site, **asked}
            assert call(f"{api}/commands", token=secrets["host"], body=body).status == 200
        with chromium() as browser:
            pages = {
                role: sit(browser, f"{url}/host/{SESSION}#t={secrets[role]}").page
                for role in ("host", "secretary")
            }
            mine = pages["secretary"].locator("[data-site='68'][data-entry]")
            expect(mine).to_be_visible()
            mine.focus()
            theirs = pages["host"].locator("[data-site='68'][data-entry]")
            expect(theirs).to_contain_text("Thư ký đang giữ")
            pages["secretary"].keyboard.press("Escape")
            expect(theirs).not_to_contain_text("Thư ký đang giữ")
    finally:
        assert program.stop() == 130
