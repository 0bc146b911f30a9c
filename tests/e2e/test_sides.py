"""The sides of the console with a real coordinator, its agents, and four people before screens.

Messages both ways with their acknowledgements, an incident's life, a change of shift, a recess,
an item that is left with its queue and come back to, and the secretary's notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.browser import Seat, chromium, heard_now, sit
from tests.support.processes import Demo, call
from tests.support.until import until

SITE = "64"

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]


class Morning:
    """The demonstration: the host, the secretary, Gia Lai's technician, a screen of the hall."""

    def __init__(self, demo: Demo, seats: dict[str, Seat]) -> None:
        self.demo, self.seats = demo, seats
        self.host, self.secretary, self.site = seats["host"], seats["secretary"], seats["site"]

    def from_site(self, **body: Any) -> None:
        """A command of Gia Lai's own sign-in."""
        token = self.demo.said["tokens"]["sites"][SITE]
        reply = call(f"{self.demo.api}/commands", token=token, body=body)
        assert reply.status == 200, reply

    def view(self) -> Any:
        return self.demo.get("/open")


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Morning]:
    demo = Demo(tmp_path_factory.mktemp("sides") / "data", env={"DIEMCAU_SPREAD_S": "3"}).start()
    try:
        demo.joined(60)
        links = {name: demo.links[name] for name in ("host", "site", "stage")}
        secretary = links["host"].split("#")[0] + f"#t={demo.token('secretary')}"
        with chromium() as browser:
            seats = {name: sit(browser, link) for name, link in links.items()}
            seats["secretary"] = sit(browser, secretary)
            yield Morning(demo, seats)
            for name, seat in seats.items():
                assert seat.outside == [], name
                assert seat.faults == [], name
    finally:
        demo.program.stop()


def test_1_those_who_conduct_know_of_each_other(morning: Morning) -> None:
    host, secretary = morning.host.page, morning.secretary.page
    expect(host.get_by_test_id("others")).to_contain_text("Thư ký", timeout=20_000)
    expect(secretary.get_by_test_id("others")).to_contain_text("Người điều hành")
    morning.host.click("start-session")
    until(lambda: morning.host.attribute("phase", "data-phase") == "live", "live")


def test_2_a_message_to_one_point_is_read_and_read_back(morning: Morning) -> None:
    host, site = morning.host, morning.site.page
    host.press("f")
    host.page.get_by_test_id("notice-to").select_option("point")
    host.page.get_by_test_id("notice-point").fill("gia lai")
    host.press("Enter")
    host.click("phrase-4")
    expect(host.page.get_by_test_id("notice-send")).to_have_text("Gửi Gia Lai")
    host.click("notice-send")
    mine = site.locator("[data-testid^='notice-n'][data-read]").first
    expect(mine).to_contain_text("Đề nghị kiểm tra âm thanh.")
    row = host.page.locator("[data-testid^='notice-read-n']").first
    expect(row).to_have_text("chưa đọc")
    mine.get_by_role("button").click()
    expect(row).to_have_text("đã đọc")


def test_3_a_message_of_the_point_is_answered_in_one_step(morning: Morning) -> None:
    host, site = morning.host, morning.site.page
    morning.from_site(
        command_id="m-1", type="send_message", site=SITE, text="Đề nghị phát biểu sớm."
    )
    expect(host.page.get_by_test_id("tab-notices")).to_contain_text("1")
    host.click("tab-notices")
    message = host.page.locator("[data-testid^='message-m'][data-read=false]").first
    expect(message).to_contain_text("Gia Lai")
    message.get_by_role("button", name="Trả lời").click()
    host.page.keyboard.type("Mời Gia Lai phát biểu thứ hai.")
    host.press("Enter")
    expect(site.get_by_text("Mời Gia Lai phát biểu thứ hai.")).to_be_visible()
    until(lambda: morning.view()["messages_unread"] == 0, "the message is read")
    expect(morning.secretary.page.get_by_test_id("tab-notices")).not_to_contain_text("1")


def test_4_an_incident_from_its_report_to_its_end(morning: Morning) -> None:
    host, secretary = morning.host, morning.secretary.page
    morning.from_site(command_id="i-1", type="report_incident", site=SITE, kind="no_sound")
    mine = "[data-testid^='incident-i'][data-state]"
    host.click("tab-incidents")
    row = host.page.locator(mine).filter(has_text="Gia Lai").first
    expect(row).to_have_attribute("data-state", "new")
    row.get_by_role("button", name="Tiếp nhận").click()
    seen = secretary.locator(mine).filter(has_text="Gia Lai").first
    expect(seen).to_have_attribute("data-state", "acknowledged")
    expect(seen).to_contain_text("Người điều hành")
    seen.get_by_role("button", name="Gọi Gia Lai").click()
    heard_now(secretary)
    secretary.keyboard.press("1")
    expect(row).to_contain_text("gặp")
    seen.get_by_role("button", name="Đang xử lý").click()
    expect(row).to_have_attribute("data-state", "in_progress")
    row.get_by_role("button", name="Đã khắc phục").click()
    expect(host.page.locator(mine).filter(has_text="Gia Lai")).to_have_count(0)
    until(lambda: all(one["site"] != SITE for one in morning.view()["incidents"]), "it is resolved")


def test_5_the_secretary_takes_the_shift(morning: Morning) -> None:
    secretary, host = morning.secretary, morning.host.page
    secretary.click("shift-open")
    expect(secretary.page.get_by_test_id("shift-own")).to_contain_text("Thư ký ")
    own = secretary.text("shift-own")
    secretary.click("shift-take")
    expect(host.get_by_test_id("duty-now")).to_contain_text(own)
    expect(host.get_by_test_id("recent")).to_contain_text("tiếp nhận ca")
    secretary.click("shift-open")
    expect(secretary.page.get_by_test_id("shift-take")).to_have_text("Bạn đang trực")
    expect(secretary.page.get_by_test_id("shift-take")).to_be_disabled()
    secretary.press("Escape")


def test_6_the_queue_is_left_with_its_item_and_comes_back(morning: Morning) -> None:
    host, demo = morning.host, morning.demo
    items = [item["id"] for item in demo.get("")["items"]]
    first, second = items[0], items[1]
    host.click(f"begin-item-{first}")
    expect(host.page.get_by_test_id(f"item-{first}")).to_have_attribute("aria-current", "step")
    for site in ("01", "31"):
        body = {"type": "request_floor", "site": site, "kind": "debate", "channel": "telephone"}
        assert demo.command("secretary", command_id=f"r-{site}", **body).status == 200
    before = [row["entry"] for row in demo.get("/floor")["queue"]]
    rows = host.page.locator("[data-entry][data-site='01'], [data-entry][data-site='31']")
    expect(rows.first).to_be_visible()
    host.click(f"begin-item-{second}")
    expect(host.page.get_by_test_id("item-waiting")).to_contain_text(f"{len(before)} lượt")
    host.press("2")
    host.press("Enter")
    until(lambda: demo.get("/floor")["queue"] == [], "the queue is set aside")
    assert morning.view()["aside_count"] == len(before)
    host.click(f"begin-item-{first}")
    until(
        lambda: [row["entry"] for row in demo.get("/floor")["queue"]] == before,
        "the queue is back in its order",
    )


def test_7_a_recess_with_its_end(morning: Morning) -> None:
    host, demo = morning.host, morning.demo
    host.click("pause-session")
    host.press("1")
    expect(host.page.get_by_test_id("recess")).to_contain_text("Giải lao đến")
    until_at = morning.view()["conduct"]["resumes_at"]
    assert until_at % 60_000 == 0
    host.click("pause-session")
    host.click("recess-20")
    until(lambda: morning.view()["conduct"]["resumes_at"] > until_at, "the end is moved")
    host.click("resume-session")
    until(lambda: demo.get("")["phase"] == "live", "the meeting goes on")
    expect(host.page.get_by_test_id("recess")).to_have_count(0)


def test_8_the_secretary_notes_a_speech_while_it_runs(morning: Morning) -> None:
    demo, secretary = morning.demo, morning.secretary
    body = {"type": "request_floor", "site": "04", "kind": "debate", "channel": "chair"}
    asked = demo.command("host", command_id="n-1", **body)
    entry = asked.body["entry"]
    assert demo.command("host", command_id="n-2", type="give_floor", entry=entry).status == 200
    expect(secretary.page.get_by_test_id("speaking-site")).to_have_text("Điểm cầu tỉnh Cao Bằng")
    secretary.press("y")
    field = secretary.page.get_by_test_id("note-text")
    expect(field).to_be_focused()
    secretary.page.get_by_test_id("note-kind-petition").check(force=True)
    field.fill("Đề nghị phân cấp cho tỉnh (mẫu).")
    field.press("Enter")
    expect(secretary.page.get_by_test_id("notes-list")).to_contain_text("Đề nghị phân cấp")
    row = next(row for row in demo.get("/speeches") if row["entry"] == entry)
    assert [(note["kind"], note["text"]) for note in row["notes"]] == [
        ("petition", "Đề nghị phân cấp cho tỉnh (mẫu).")
    ]
