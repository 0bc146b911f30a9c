"""A browser at a point without an agent: what it keeps and says, and that nothing comes twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.support.access import faults
from tests.support.browser import Seat, sit
from tests.support.until import until
from tests.web.door import RealDoor
from tests.web.kept import (
    ANOTHER_MEETING,
    CACHED,
    FORGET_ROSTER,
    MISTAKE,
    NEAR_MS,
    SLOW_STORE,
    STORED,
    UNLABELLED,
    arrive,
    away,
    back,
    opened_again,
    stored,
    waiting,
)
from tests.web.scanning import (
    durable,
    opened,
    scan,
    scanned,
    shows,
    technician,
)

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_an_hour_without_a_line_is_delivered_once_with_its_own_times(
    browser: Browser, door: RealDoor
) -> None:
    """Forty arrive while the line is gone; the page is closed and opened again in between."""
    arriving, first = door.guests[:40], door.guests[0]
    with technician(browser, door) as seat:
        opened(durable(seat)).click("scan-close")
        away(door, seat)
        expect(seat.page.get_by_test_id("link-down")).to_contain_text("Máy này vẫn ghi")
        opened(seat)
        scanned_at = arrive(door, seat, arriving[:25], 1)
        shows(seat, "accepted", "đã lưu trên máy, chờ gửi")
        scan(seat, first.code)
        shows(seat, "already", first.name)
        expect(seat.page.get_by_test_id("scan-waiting")).to_have_text("đã lưu, chờ gửi 25")

        opened_again(seat)
        until(lambda: waiting(seat) == 25, "what waits is read from the store")
        opened(seat)
        scan(seat, first.code)
        shows(seat, "already", first.name)
        scanned_at |= arrive(door, seat, arriving[25:], 2)
        seat.click("scan-mode-leave")
        scan(seat, first.code)
        shows(seat, "accepted", "Đã về", "đã lưu trên máy")
        left_at = door.clock.now()
        assert all(not entries for entries in door.entries().values())

        back(door, seat)
        expect(seat.page.get_by_test_id("scan-waiting")).to_have_text("đã gửi hết", timeout=30_000)
    entries = door.entries()
    status, at = entries[first.id].pop()
    assert (status, abs(at - left_at) < NEAR_MS) == ("left", True)
    for guest in arriving:
        ((status, at),) = entries.pop(guest.id)
        assert (status, abs(at - scanned_at[guest.id]) < NEAR_MS) == ("in_person", True), guest.id
    assert set(map(tuple, entries.values())) == {()}, "nobody else"
    assert door.marks() == {len(arriving) + 1}, "one stream, every number once"


@pytest.mark.slow
def test_an_answer_that_is_lost_does_not_count_twice(browser: Browser, door: RealDoor) -> None:
    """The line breaks after the commit and before the answer: what was delivered comes again."""
    with technician(browser, door) as seat:
        opened(durable(seat))
        lost: list[str] = []

        def swallow(route: Any) -> None:
            if len(lost) < 2 and json.loads(route.request.post_data or "{}")["items"]:
                route.fetch()
                lost.append(route.request.url)
                route.abort()
            else:
                route.continue_()

        seat.context.route("**/site/records*", swallow)
        for number, guest in enumerate(door.guests[:3], start=1):
            scanned(seat, guest, number)
        expect(seat.page.get_by_test_id("scan-waiting")).to_have_text("đã gửi hết", timeout=30_000)
        assert len(lost) == 2
        entries = door.entries()
        assert [len(entries[guest.id]) for guest in door.guests[:3]] == [1, 1, 1]


def test_until_everything_holds_it_says_not_saved(browser: Browser, door: RealDoor) -> None:
    with technician(browser, door, promised=False) as seat:
        device = seat.page.get_by_test_id("device")
        expect(device).to_have_attribute("data-standing", "keeps")
        expect(device).to_contain_text("chưa lưu chắc chắn")
        expect(seat.page.get_by_test_id("not-durable")).to_contain_text("chưa lưu chắc chắn")
        expect(seat.page.get_by_test_id("condition-promise")).to_have_attribute("data-state", "no")
        for name in ("secure", "store", "files", "alone"):
            condition = seat.page.get_by_test_id(f"condition-{name}")
            expect(condition).to_have_attribute("data-state", "yes")
        assert faults(seat.page) == []
        away(door, seat)
        opened(seat)
        scanned(seat, door.guests[0], 1)
        shows(seat, "accepted", "chưa lưu chắc chắn, chờ gửi")
        assert "đã lưu" not in seat.text("scan-waiting")


def test_an_address_that_is_not_secure_keeps_nothing(browser: Browser, door: RealDoor) -> None:
    seat = sit(browser, f"{door.url}/marks/plain.svg")
    seat.context.add_init_script("Object.defineProperty(globalThis, 'isSecureContext', {value: 0})")
    seat.page.goto(door.address())
    expect(seat.page.get_by_test_id("device")).to_have_attribute("data-standing", "loses")
    expect(seat.page.get_by_test_id("condition-secure")).to_contain_text("https://")
    opened(seat)
    scan(seat, door.guests[0].code)
    shows(seat, "accepted", "Trung ương đã nhận")
    seat.click("scan-close")
    door.cut()
    expect(seat.page.get_by_test_id("page-down")).to_contain_text("Chưa lưu được gì")
    opened(seat)
    expect(seat.page.get_by_test_id("scan-cannot")).to_be_visible()
    scan(seat, door.guests[1].code)
    shows(seat, "refused", "Chưa lưu", why="unsaved")
    assert (seat.outside, seat.faults) == ([], [])
    seat.context.close()
    door.mend()


@pytest.mark.slow
def test_two_tabs_have_one_outbox(browser: Browser, door: RealDoor) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        other = Seat(seat.context, seat.context.new_page())
        other.page.goto(f"{door.url}/site")
        expect(other.page.get_by_test_id("other-tab")).to_be_visible()
        other.click("take-over")
        durable(other)
        expect(seat.page.get_by_test_id("other-tab")).to_be_visible()
        opened(other)
        scanned(other, door.guests[0], 1)
        other.page.close()
        durable(seat)
        until(lambda: len(door.entries()[door.guests[0].id]) == 1, "recorded once")


def test_only_files_of_the_page_are_cached(browser: Browser, door: RealDoor) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        found = seat.page.evaluate(CACHED)
        assert "/site" in found
        assert any(path.endswith(".wasm") for path in found)
        assert all(path == "/site" or path.startswith(("/assets/", "/marks/")) for path in found)
        worker = door.do(lambda at: at.get("/site-worker.js"))
        assert worker.headers["Cache-Control"] == "no-cache"
        assert "javascript" in worker.headers["Content-Type"]


@pytest.mark.slow
def test_a_refusal_is_kept_until_somebody_has_seen_it(
    browser: Browser, door: RealDoor, tmp_path: Path
) -> None:
    guest, stranger = door.guests[0], door.others[0]
    with technician(browser, door) as seat:
        durable(seat)
        away(door, seat)
        opened(seat)
        scanned(seat, guest, 1)
        seat.page.evaluate(MISTAKE, [guest.id, stranger.id])
        seat.page.reload()
        seat.see("scan-open")
        back(door, seat)
        refused = seat.page.get_by_test_id("device-refused")
        expect(refused).to_have_attribute("data-count", "1", timeout=30_000)
        with seat.page.expect_download() as download:
            seat.click("refused-export")
        file = tmp_path / "refused.csv"
        download.value.save_as(file)
        text = file.read_text(encoding="utf-8-sig")
        assert (stranger.id in text, stranger.name in text) == (True, False)
        seat.page.reload()
        expect(refused).to_have_attribute("data-count", "1")
        seat.click("refused-seen")
        expect(refused).to_have_count(0)
    assert door.entries()[guest.id] == []


def test_a_roster_that_comes_before_the_store_is_kept(browser: Browser, door: RealDoor) -> None:
    with technician(browser, door) as seat:
        guest = door.guests[1]
        until(lambda: guest.name in seat.page.evaluate(STORED), "the roster is kept")
        seat.context.add_init_script(SLOW_STORE)
        seat.page.evaluate(FORGET_ROSTER)
        seat.page.reload()
        expect(seat.page.get_by_test_id(f"person-{guest.id}")).to_contain_text(guest.name)
        assert guest.name not in seat.page.evaluate(STORED)
        seat.page.evaluate("openStore()")
        durable(seat)
        until(lambda: guest.name in seat.page.evaluate(STORED), "and kept again")


def test_an_erased_person_leaves_the_browser(browser: Browser, door: RealDoor) -> None:
    guest = door.guests[1]
    with technician(browser, door) as seat:
        durable(seat)
        until(lambda: guest.name in seat.page.evaluate(STORED), "the roster is kept")
        away(door, seat)
        door.command("admin", "erase_person", person=guest.id)
        assert guest.name in seat.page.evaluate(STORED)
        back(door, seat)
        until(lambda: guest.name not in seat.page.evaluate(STORED), "forgotten")
        assert door.guests[2].name in seat.page.evaluate(STORED)
        assert guest.code not in seat.page.evaluate(STORED)


def test_names_that_the_version_before_kept_are_shown_without_a_line(
    browser: Browser, door: RealDoor
) -> None:
    guest = door.guests[1]
    with technician(browser, door) as seat:
        durable(seat)
        until(lambda: guest.name in seat.page.evaluate(STORED), "the roster is kept")
        away(door, seat)
        seat.page.evaluate(UNLABELLED)
        opened_again(seat)
        expect(seat.page.get_by_test_id(f"person-{guest.id}")).to_contain_text(guest.name)
        back(door, seat)
        until(
            lambda: all("session" in page for page in stored(seat.page)["rosters"]),
            "kept on, as of this meeting",
        )
        assert guest.name in seat.page.evaluate(STORED)


def test_names_of_another_meeting_are_neither_shown_nor_forgotten(
    browser: Browser, door: RealDoor
) -> None:
    """Ids of people repeat from meeting to meeting, and a list may be the same but for a name."""
    guest = door.guests[1]
    with technician(browser, door) as seat:
        durable(seat)
        until(lambda: guest.name in seat.page.evaluate(STORED), "the roster is kept")
        seat.page.evaluate(ANOTHER_MEETING, guest.id)
        seat.page.reload()
        expect(seat.page.get_by_test_id(f"person-{guest.id}")).to_contain_text(guest.name)
        until(lambda: guest.name in seat.page.evaluate(STORED), "and kept again")
        assert '"?"' not in seat.page.evaluate(STORED)
        door.command("admin", "erase_person", person=guest.id)
        until(lambda: guest.name not in seat.page.evaluate(STORED), "forgotten")
        assert "Phiên khác" in seat.page.evaluate(STORED), "somebody else's name"
