"""Screens of a running coordinator: one link opens all, the host tells them, a kill ends none."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.support.access import faults
from tests.support.browser import DESK, PHONE, Seat, chromium, sit
from tests.support.pixels import picture
from tests.support.processes import Program, Reply, call, free_port
from tests.support.store import SESSION, prepare
from tests.support.until import until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.alone,
    pytest.mark.timeout(600),
]

HALL = (1920, 1080)
SCREENS = ("stage", "clock", "queue", "wall", "lower-third")
BACK_WITHIN_S = 3.0


@dataclass
class Served:
    """`diemcau serve` on a prepared store, and who has which secret."""

    data: Path
    tokens: dict[str, str]
    port: int = field(default_factory=free_port)
    program: Program = field(init=False)
    url: str = ""
    acts: int = 0

    def start(self, *words: str) -> Served:
        self.program = Program(
            "coordinator",
            "serve",
            "--port",
            str(self.port),
            "--data",
            str(self.data),
            "--json",
            *words,
        )
        self.url = self.program.first_line()["url"]
        return self

    def ask(self, path: str, role: str = "host", body: Any = None) -> Reply:
        return call(
            f"{self.url}/api/v1/sessions/{SESSION}{path}", token=self.tokens[role], body=body
        )

    def act(self, kind: str, /, **fields: Any) -> Any:
        self.acts += 1
        reply = self.ask("/commands", body={"command_id": f"a{self.acts}", "type": kind, **fields})
        assert reply.status == 200, reply
        return reply.body

    def link(self, page: str, role: str = "stage", looks: str = "") -> str:
        return f"{self.url}/{page}/{SESSION}{looks}#t={self.tokens[role]}"

    def screens(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.ask("/screens").body["screens"]
        return rows


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("screens") / "data"
    # Beside the browser, which has the loop of this thread.
    with ThreadPoolExecutor(1) as beside:
        tokens = beside.submit(lambda: asyncio.run(prepare(data))).result()
    running = Served(data, tokens).start()
    try:
        running.act("start_session")
        asked = running.act("request_floor", site="64", kind="intervention", person="64.01")
        running.act("give_floor", entry=asked["entry"])
        yield running
    finally:
        running.program.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def hall(browser: Browser, served: Served) -> Iterator[Seat]:
    """One computer of the hall, signed in with the read-only link of the clock."""
    seat = sit(browser, served.link("clock", looks="?size=1.1"), size=HALL)
    seat.see("countdown")
    yield seat
    assert seat.outside == []
    assert seat.faults == []
    seat.context.close()


def test_one_read_only_link_opens_all_five(served: Served, hall: Seat) -> None:
    assert "#" not in hall.page.url
    assert hall.page.url.endswith("?size=1.1")
    for page in SCREENS:
        hall.page.goto(f"{served.url}/{page}/{SESSION}")
        shown = "stage" if page == "stage" else f"screen-{page}"
        expect(hall.page.get_by_test_id(shown)).to_have_attribute("data-stale", "false")
        expect(hall.page.get_by_text("Gia Lai").locator("visible=true").first).to_be_visible()
    assert served.ask("/screens", "stage").status == 403


def test_the_host_finds_names_and_sends_a_screen(
    browser: Browser, served: Served, hall: Seat
) -> None:
    (row,) = [row for row in served.screens() if row["gone_at"] is None]
    assert (row["page"], row["looks"], row["role"]) == ("clock", "size=1.1", "stage")
    screen = row["screen"]
    host = sit(browser, served.link("host", "host"))
    host.click("screens-open")
    host.see(f"screen-{screen}")

    host.click(f"identify-{screen}")
    expect(hall.page.get_by_test_id("identified")).to_contain_text(str(row["number"]))
    expect(hall.page.get_by_test_id("identified")).to_have_count(0, timeout=7_000)

    host.click(f"rename-{screen}")
    host.fill("new-name", "Màn hình trái")
    host.click("rename-save")
    expect(host.page.get_by_test_id(f"screen-{screen}")).to_contain_text("Màn hình trái")

    host.click(f"redirect-{screen}")
    host.page.get_by_test_id("redirect-page").select_option("queue")
    host.fill("redirect-looks", "size=0.9&theme=light&t=secret")
    host.click("redirect-go")
    hall.see("on-air")
    assert hall.page.url == f"{served.url}/queue/{SESSION}?size=0.9&theme=light"
    line = host.page.get_by_test_id(f"screen-{screen}")
    expect(line).to_contain_text("thứ tự phát biểu", ignore_case=True)
    expect(line).to_contain_text("Màn hình trái")
    for page in SCREENS:
        expect(host.page.get_by_test_id(f"address-{page}")).to_have_value(
            f"{served.url}/{page}/{SESSION}"
        )
    assert host.faults == []
    host.context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_list_of_screens_can_be_used_by_all(
    browser: Browser, served: Served, hall: Seat, size: tuple[int, int]
) -> None:
    host = sit(browser, served.link("host", "host"), size=size)
    host.click("screens-open")
    (row,) = [row for row in served.screens() if row["gone_at"] is None]
    host.click(f"redirect-{row['screen']}")
    host.see("redirect-page")
    assert faults(host.page, "[data-testid=screens-dialog]") == []
    wide = "() => [...document.querySelectorAll('[data-testid=screens-dialog] *')]"
    wide += ".filter((one) => one.getBoundingClientRect().right > innerWidth).length"
    assert host.page.evaluate(wide) == 0
    host.context.close()


def test_screens_come_back_by_themselves_after_a_kill(served: Served, hall: Seat) -> None:
    (before,) = [row for row in served.screens() if row["gone_at"] is None]
    named = served.ask(f"/screens/{before['screen']}", body={"do": "rename", "name": "Phòng chờ"})
    assert named.status == 200
    kept = "() => localStorage.getItem('diemcau.screen.clock')"
    until(lambda: "Phòng chờ" in hall.page.evaluate(kept), "the screen knows its name")
    now = served.ask("/screens").body["at"]
    until(lambda: served.ask("/screens").body["at"] > now + 2_500, "some seconds go by")
    assert not hall.page.get_by_test_id("stale-banner").is_visible(), "a new name ends no stream"
    served.program.kill()
    hall.see("stale-banner")
    served.start()
    until(
        lambda: not hall.page.get_by_test_id("stale-banner").is_visible(),
        "the screen is back",
        within_s=BACK_WITHIN_S,
    )
    (after,) = served.screens()
    assert (after["screen"], after["name"]) == (before["screen"], "Phòng chờ")
    assert served.ask("/floor").body["speaking"]["site"] == "64"


def test_a_wrong_link_shows_nothing(browser: Browser, served: Served) -> None:
    seat = sit(browser, f"{served.url}/clock/{SESSION}#t=dc1_nobody", size=HALL)
    seat.see("gate-stranger")
    assert "Gia Lai" not in seat.page.content()
    seat.context.close()


def test_a_caption_whose_link_was_revoked_leaves_the_picture(
    browser: Browser, served: Served
) -> None:
    seat = sit(browser, served.link("lower-third", "secretary"), size=HALL)
    seat.see("caption")
    until(lambda: seat.page.evaluate("() => !document.getAnimations().length"), "it has come")
    me = call(f"{served.url}/api/v1/me", token=served.tokens["secretary"]).body
    words = ("token", "revoke", me["grants"][0]["id"], "--data", str(served.data))
    subprocess.run([sys.executable, "-m", "coordinator", *words], check=True, capture_output=True)
    expect(seat.page.get_by_test_id("caption")).to_have_count(0, timeout=8_000)
    until(lambda: picture(seat.page).opaque == 0, "and nothing else stands in it")
    seat.context.close()
