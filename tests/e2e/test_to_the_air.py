"""From the call to the air with real pages: the point confirms who speaks, the operator at the
mixer that its picture is on, the console and the hall show both; a lost picture holds the turn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.access import faults
from tests.support.browser import DESK, PHONE, Seat, chromium, heard_now, sit
from tests.support.lively import Lively
from tests.support.processes import Demo
from tests.support.until import until

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

GIA_LAI = "64"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    running = Demo(tmp_path_factory.mktemp("air") / "data", env={"DIEMCAU_SPREAD_S": "2"}).start()
    try:
        until(lambda: heard(running), "Gia Lai is heard", within_s=60)
        yield running
    finally:
        running.program.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def seats() -> Iterator[list[Seat]]:
    """Who has a page open; afterwards nothing may have failed or left the host."""
    opened: list[Seat] = []
    yield opened
    for seat in opened:
        assert seat.faults == []
        assert seat.outside == []
        seat.context.close()


def heard(demo: Demo) -> bool:
    return any(r["site"] == GIA_LAI and r["presence"] == "heard" for r in demo.get("/sites"))


def mixer(demo: Demo) -> str:
    return f"{demo.url}/picture/{demo.said['session']}#t={demo.token('operator')}"


def begin(demo: Demo, acts: Lively) -> str:
    """Come to the discussion with Gia Lai called, pictures being confirmed; returns its entry."""
    acts.act("host", "start_session")
    item = next(one for one in demo.get("")["items"] if one["title"].startswith("Thảo luận"))
    acts.act("host", "begin_item", item=item["id"])
    acts.act("host", "change_rules", picture_check=True)
    head = next(row["person"] for row in demo.get("/people?site=64") if row["head"])
    entry = acts.ask(GIA_LAI, "intervention", head)
    acts.act("host", "call_point", entry=entry)
    return entry


def test_from_the_call_to_the_air(demo: Demo, browser: Browser, seats: list[Seat]) -> None:
    acts = Lively(demo)
    addresses = (demo.links["host"], demo.links["site"], demo.links["stage"], mixer(demo))
    entry = begin(demo, acts)
    for address in addresses:
        seats.append(sit(browser, address))
    host, site, stage, picture = (seat.page for seat in seats)

    expect(site.get_by_test_id("tally")).to_have_attribute("data-state", "called")
    choice = site.get_by_test_id("speaker-choice")
    expect(choice.locator("option").nth(1)).to_be_attached()
    before = site.get_by_test_id("speaker-name").inner_text()
    people = choice.locator("option").evaluate_all("all => all.map((one) => one.value)")
    second = next(one for one in people if one and one != choice.input_value())
    choice.select_option(second)
    after = site.get_by_test_id("speaker-name").inner_text()
    assert after != before
    site.get_by_test_id("ready").click()
    expect(site.get_by_test_id("tally")).to_have_attribute("data-state", "ready")
    expect(site.get_by_test_id("speaker")).to_have_attribute("data-confirmed", "true")

    acts.act("host", "cue_picture", entry=entry)
    expect(picture.get_by_test_id("cue-name")).to_have_text("ĐIỂM CẦU TỈNH GIA LAI")
    picture_step = host.get_by_test_id(f"steps-{entry}").locator("[data-step=picture]")
    expect(picture_step).not_to_contain_class("done")
    heard_now(picture)
    picture.keyboard.press("Space")
    expect(picture.get_by_test_id("trace-picture")).to_contain_text("đã ghi")
    expect(picture_step).to_contain_class("done")
    expect(site.get_by_test_id("picture")).to_have_attribute("data-picture", "up")

    acts.act("host", "give_floor", entry=entry)
    expect(stage.get_by_text(after).first).to_be_visible()
    expect(site.get_by_test_id("tally")).to_have_attribute("data-state", "air")
    expect(picture.get_by_test_id("on-air")).to_have_attribute("data-entry", entry)

    picture.get_by_test_id("lose").click()
    expect(picture.get_by_test_id("cue")).to_have_attribute("data-state", "lost")
    expect(site.get_by_test_id("tally")).to_have_attribute("data-cause", "line")
    assert demo.get("/floor")["speaking"]["cause"] == "line"
    heard_now(picture)
    picture.keyboard.press("Enter")
    expect(picture.get_by_test_id("cue")).to_have_attribute("data-state", "none")
    acts.act("host", "resume_speech", entry=entry)
    expect(site.get_by_test_id("tally")).to_have_attribute("data-state", "air")


def test_words_go_both_ways_with_receipts(demo: Demo, browser: Browser, seats: list[Seat]) -> None:
    acts = Lively(demo)
    seats.append(sit(browser, demo.links["site"]))
    page = seats[0].page
    page.get_by_test_id("message-text").fill("Đường dự phòng đã sẵn sàng.")
    page.get_by_test_id("message-send").click()
    message = page.locator("[data-testid^=message-][data-read]").first
    expect(message).to_contain_text("chưa đọc")
    name = (message.get_attribute("data-testid") or "").removeprefix("message-")
    acts.act("secretary", "read_message", message=name)
    expect(message).to_contain_text("Trung ương đã đọc")

    acts.act("secretary", "send_notice", sites=[GIA_LAI], text="Tắt micrô.", kind="mute")
    page.get_by_test_id("mute-done").click()
    expect(page.get_by_test_id("mute")).to_have_count(0)
    answered = page.locator("[data-testid^=notice-][data-kind=mute]").first
    expect(answered).to_have_attribute("data-read", "true")
    page.get_by_test_id("more-64.02").click()
    page.get_by_test_id("head-64.02").click()
    expect(page.get_by_test_id("person-64.02")).to_contain_text("Chủ trì điểm cầu")
    expect(page.get_by_test_id("person-64.01")).not_to_contain_text("Chủ trì điểm cầu")

    head = next(row["person"] for row in demo.get("/people?site=64") if row["head"])
    declined = acts.ask(GIA_LAI, "debate", head)
    acts.act("secretary", "decline_request", entry=declined)
    page.get_by_test_id("decline-read").click()
    expect(page.get_by_test_id("decline-read-done")).to_be_visible()
    page.get_by_test_id("written").click()
    expect(page.get_by_test_id("written-done")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_operators_page_can_be_used_by_all(
    demo: Demo, browser: Browser, seats: list[Seat], size: tuple[int, int], language: str
) -> None:
    seats.append(sit(browser, mixer(demo), size=size, language=language))
    page = seats[0].page
    expect(page.get_by_test_id("mixer")).to_have_attribute("data-stale", "false")
    assert "#t=" not in page.url
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
