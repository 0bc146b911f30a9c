"""The meeting of 8 September 2023 in a real browser, with wrong clocks and a killed coordinator.

What a new user does: the host signs in by link, starts, calls the roll, conducts; Gia Lai's
technician enters attendance and asks to speak; the organizer exports. In the middle of the speech
the coordinator is killed and started again.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browser import (
    DESK,
    NOTE_FATES,
    PHONE,
    PRESS_AT,
    Seat,
    chromium,
    flips,
    sit,
)
from tests.support.processes import Demo
from tests.support.until import until

FAST_MS = 14 * 60_000
APART_MS_MAX = 300
BACK_WITHIN_S = 3.0
LIMIT_MS = 20_000

pytestmark = [pytest.mark.browser, pytest.mark.alone, pytest.mark.timeout(400)]


class Meeting:
    """The demonstration with four people before their screens."""

    def __init__(self, demo: Demo, seats: dict[str, Seat]) -> None:
        self.demo, self.seats = demo, seats
        self.host, self.site = seats["host"], seats["site"]
        self.stage, self.organizer = seats["stage"], seats["attendance"]
        self.entry = ""


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meeting]:
    demo = Demo(
        tmp_path_factory.mktemp("meeting") / "data",
        env={"DIEMCAU_SPREAD_S": "5"},
        agent_clock_shift_s=-FAST_MS / 1000,
    ).start()
    shifts = {"host": FAST_MS, "site": -FAST_MS, "stage": FAST_MS, "attendance": 0}
    try:
        demo.joined(62)
        with chromium() as browser:
            seats = {
                name: sit(browser, link, clock_shift_ms=shifts[name])
                for name, link in demo.links.items()
            }
            yield Meeting(demo, seats)
            for name, seat in seats.items():
                assert seat.outside == [], name
                assert seat.faults == [], name
    finally:
        demo.program.stop()


def test_1_the_link_signs_in_and_leaves_no_token_behind(meeting: Meeting) -> None:
    meeting.host.see("start-session")
    assert "#" not in meeting.host.page.url
    assert "dc1_" not in meeting.host.page.content()


def test_2_the_session_starts_and_the_roll_is_called(meeting: Meeting) -> None:
    host = meeting.host
    host.click("start-session")
    until(lambda: host.attribute("phase", "data-phase") == "live", "live")
    host.page.get_by_test_id("roll-call-duration").select_option("30000")
    host.click("roll-call-open")
    until(
        lambda: host.attribute("roll-call-progress", "data-answered") == "62",
        "62 points answer",
        within_s=25,
    )
    missing = host.text("roll-call-missing")
    assert "Lai Châu" in missing
    assert "Cà Mau" in missing
    until(
        lambda: meeting.demo.get("/attendance", "organizer")["roll_calls"][0]["late"] == 1,
        "one point answers late",
        within_s=45,
    )
    (roll,) = meeting.demo.get("/attendance", "organizer")["roll_calls"]
    assert (roll["expected"], roll["answered"], roll["late"]) == (64, 62, 1)


def test_3_the_technician_enters_an_arrival_a_deputy_and_an_absence(meeting: Meeting) -> None:
    site = meeting.site
    people = meeting.demo.get("/attendance?site=64", "organizer")["people"]
    free = [row["person"] for row in people if row["status"] == "not_called"]
    arrival, deputised, excused = free[:3]
    site.click(f"status-{arrival}-in_person")
    site.click(f"status-{deputised}-deputised")
    site.fill("deputy-name", "Người dự thay mẫu 01")
    site.fill("approver", "Chủ trì (mẫu)")
    site.click("status-save")
    site.click(f"status-{excused}-excused")
    site.fill("reason", "công tác (mẫu)")
    site.click("status-save")
    for person, status in (
        (arrival, "in_person"),
        (deputised, "deputised"),
        (excused, "excused"),
    ):
        until(
            lambda person=person: "đã nhận" in site.text(f"sync-{person}"), f"{person} is received"
        )
        detail = meeting.demo.get("/attendance?site=64", "organizer")["people"]
        row = next(row for row in detail if row["person"] == person)
        assert row["status"] == status
    site.page.reload()
    until(lambda: "đã nhận" in site.text(f"sync-{excused}"), "still right after a reload")


def test_4_the_site_asks_and_the_host_brings_it_to_standby(meeting: Meeting) -> None:
    host, site, demo = meeting.host, meeting.site, meeting.demo
    other = demo.command(
        "secretary",
        command_id="by-telephone",
        type="request_floor",
        site="04",
        kind="intervention",
        channel="telephone",
    )
    assert other.status == 200, other
    assert site.page.get_by_test_id("speak-person").input_value() == "64.01", "the head speaks"
    site.click("request-speak")
    rows = host.page.locator('[data-site="64"][data-entry]')
    rows.first.wait_for(state="visible")
    entry = meeting.entry = str(rows.first.get_attribute("data-entry"))
    rows.first.hover()
    host.click(f"approve-{entry}")
    until(lambda: host.attribute(f"queue-row-{entry}", "data-state") == "queued", "approved")
    rows.first.hover()
    host.page.get_by_test_id(f"up-{entry}").first.click(force=True)
    until(lambda: demo.get("/floor")["queue"][0]["entry"] == entry, "moved up")
    shorter = demo.command(
        "secretary",
        command_id="shorter",
        type="change_limits",
        limits={"first_intervention": LIMIT_MS},
    )
    assert shorter.status == 200, shorter
    expect(host.page.get_by_test_id("next-act")).to_contain_text("Mời Gia Lai chuẩn bị")
    host.click("next-act")
    until(lambda: site.attribute("tally", "data-state") == "called", "standby at the site")
    assert "CHUẨN BỊ" in site.page.title().upper()
    site.click("ready")
    until(lambda: site.attribute("tally", "data-state") == "ready", "ready at the site")
    until(lambda: host.attribute("next-act", "data-act") == "give", "ready at the host")


def test_5_the_countdowns_agree_although_every_clock_is_wrong(meeting: Meeting) -> None:
    host, site, stage = meeting.host, meeting.site, meeting.stage
    host.click("next-act")
    until(lambda: site.attribute("tally", "data-state") == "air", "on air at the site")
    stage.see("countdown")
    assert "GIA LAI" in stage.text("speaker-site").upper()
    assert "Nguyễn Hữu Quế" in stage.text("speaker")
    shown = flips([host, site, stage])
    common = set.intersection(*(set(one) for one in shown))
    assert len(common) >= 2, shown
    for text in common:
        instants = [one[text] for one in shown]
        assert max(instants) - min(instants) < APART_MS_MAX, (text, instants)


def test_6_killed_in_the_middle_everything_comes_back_by_itself(meeting: Meeting) -> None:
    host, site, demo = meeting.host, meeting.site, meeting.demo
    before = demo.get("/floor")
    detail = demo.get("/attendance?site=64", "organizer")
    host.page.evaluate(NOTE_FATES)
    host.click("extend")
    demo.kill()
    until(lambda: host.page.get_by_test_id("stale-banner").first.is_visible(), "said to be old")
    assert host.page.get_by_test_id("extend").first.is_disabled(), "nobody acts on an old picture"
    demo.start()
    returned = time.monotonic()
    presences = {row["presence"] for row in demo.get("/sites")}
    for name in ("host", "stage"):
        seat = meeting.seats[name]
        until(
            lambda seat=seat: not seat.page.get_by_test_id("stale-banner").first.is_visible(),
            f"{name} is back",
            within_s=BACK_WITHIN_S,
        )
    until(
        lambda: (
            site.attribute("tally", "data-current") == "true"
            and site.attribute("tally", "data-state") == "air"
        ),
        "the site's page is back",
        within_s=BACK_WITHIN_S + 1.0,
    )
    print(f"pages back {time.monotonic() - returned:.2f} s after the coordinator's return")
    assert "unknown" in presences, "nobody is taken for heard before a word"
    after = demo.get("/floor")
    assert after["speaking"]["entry"] == before["speaking"]["entry"] == meeting.entry
    assert after["speaking"]["started_at"] == before["speaking"]["started_at"]
    assert [row["entry"] for row in after["queue"]] == [row["entry"] for row in before["queue"]]
    demo.joined(62)
    again = demo.get("/attendance?site=64", "organizer")
    assert len(again["row"]["intervals"]) == len(detail["row"]["intervals"]) == 1
    applied = after["speaking"]["limit_ms"] > before["speaking"]["limit_ms"]
    fate = "recorded" if applied else "lost"
    until(
        lambda: host.page.evaluate("() => globalThis.fates.at(-1)") == fate,
        "the page says what became of the click",
    )
    if applied:
        back = {"type": "extend_speech", "entry": meeting.entry, "by_ms": -60_000}
        assert demo.command("secretary", command_id="back", **back).status == 200


def test_7_the_speech_runs_over_and_the_host_ends_it(meeting: Meeting) -> None:
    host, site = meeting.host, meeting.site
    until(
        lambda: site.attribute("countdown", "data-over") == "true", "over time", LIMIT_MS / 1000 + 5
    )
    host.click("end-speech")
    until(lambda: meeting.demo.get("/floor")["speaking"] is None, "ended")
    until(lambda: site.attribute("tally", "data-state") != "air", "off air at the site")


def test_8_the_organizer_sees_who_spoke_and_exports_both(meeting: Meeting) -> None:
    organizer, demo = meeting.organizer, meeting.demo
    speeches = demo.get("/speeches", "organizer")
    mine = next(row for row in speeches if row["entry"] == meeting.entry)
    assert mine["state"] == "ended"
    assert mine["over_ms"] > 0
    organizer.click("tab-speeches")
    organizer.see(f"speech-row-{meeting.entry}")
    for button, word in (("csv-attendance", "Nguyễn Hữu Quế"), ("csv-speeches", "Gia Lai")):
        with organizer.page.expect_download() as waiting:
            organizer.click(button)
        raw = Path(waiting.value.path()).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
        assert any(word in cell for row in rows for cell in row)
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_9_two_hosts_and_one_wins(meeting: Meeting) -> None:
    host, demo = meeting.host, meeting.demo
    browser = host.context.browser
    assert browser is not None
    said = demo.said
    secretary = sit(browser, f"{demo.url}/host/{said['session']}#t={said['tokens']['secretary']}")
    seats = (host, secretary)
    for seat in seats:
        until(lambda seat=seat: seat.attribute("next-act", "data-act") == "call", "may call")
    # Both buttons are pressed in the same turn of their pages, before either can hear of it.
    at = host.page.evaluate("performance.timeOrigin + performance.now()") + 1_000
    for seat in seats:
        seat.page.evaluate(PRESS_AT, at)
    until(lambda: demo.get("/floor")["queue"][0]["state"] == "called", "called once")
    # Only what this button became: the end of the speech before may still be shown.
    fates = '[data-testid="trace-next"] :is([data-fate="conflict"], [data-fate="recorded"])'
    for seat in seats:
        seat.page.locator(fates).first.wait_for(state="attached")
    shown = sorted(str(seat.page.locator(fates).first.get_attribute("data-fate")) for seat in seats)
    assert shown == ["conflict", "recorded"]
    secretary.context.close()


def test_a_second_laptop_at_the_point_works_beside_the_first(meeting: Meeting) -> None:
    site, demo = meeting.site, meeting.demo
    browser = site.context.browser
    assert browser is not None
    said = demo.said
    second = sit(browser, f"{demo.url}/site#t={said['tokens']['sites']['64']}", size=PHONE)
    second.see("tally")
    people = demo.get("/attendance?site=64", "organizer")["people"]
    person = next(row["person"] for row in people if row["status"] == "in_person")
    second.click(f"status-{person}-online")
    second.page.get_by_test_id("correct-changed").check()
    second.click("status-save")
    until(
        lambda: (
            site.page.get_by_test_id(f"person-{person}").get_attribute("data-status") == "online"
        ),
        "the first laptop sees it",
    )
    assert site.page.viewport_size == {"width": DESK[0], "height": DESK[1]}
    second.context.close()
