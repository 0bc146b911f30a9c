"""Two links opened in one browser: each page stays in the meeting that it was opened for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.coordinator.console.conftest import OTHER_SESSION, SESSION
from tests.support.browser import Seat
from tests.support.until import until
from tests.web.door import RealDoor
from tests.web.scanning import durable, technician
from wire.vocabulary import SessionId, SiteId

pytestmark = pytest.mark.browser

AFTERNOON = "site:64-pm"


@pytest.fixture
def door() -> Iterator[RealDoor]:
    """The afternoon's link is issued before the morning's, which is opened first."""
    found = RealDoor()

    async def issue(door: object) -> None:
        at = found.door
        secret = await at.issue("site:64", OTHER_SESSION)
        at.tokens[AFTERNOON] = secret
        await at.issue("site:64", SESSION)

    found.do(issue)
    yield found
    found.stop()


def counted(door: RealDoor, session: SessionId) -> int | None:
    """The head-count that a meeting has of Gia Lai."""

    async def read(_: object) -> int | None:
        conductor = door.door.hall.get(session)
        assert conductor is not None
        return await conductor.ask(lambda state, people: state.sites[SiteId("64")].head_count)

    return door.do(read)


def count(seat: Seat, number: int) -> None:
    seat.fill("head-count", str(number))
    seat.click("head-count-save")


def connected(seat: Seat) -> None:
    expect(seat.page.get_by_test_id("link-state")).to_have_attribute("data-connected", "true")


def both_count(door: RealDoor, morning: int, afternoon: int) -> None:
    until(
        lambda: (counted(door, SESSION), counted(door, OTHER_SESSION)) == (morning, afternoon),
        f"{morning} in the morning's meeting, {afternoon} in the afternoon's",
    )


def test_two_links_in_one_browser_work_each_in_its_own_meeting(
    browser: Browser, door: RealDoor
) -> None:
    with technician(browser, door) as morning:
        durable(morning)
        asked: list[str] = []
        morning.context.on("request", lambda one: asked.append(one.url))
        later = Seat(morning.context, morning.context.new_page())
        later.page.goto(door.address(AFTERNOON))
        connected(later)
        count(morning, 11)
        count(later, 22)
        both_count(door, 11, 22)
        # The morning's page loses its line, and comes back into the morning's meeting.
        door.cut()
        expect(morning.page.get_by_test_id("link-state")).to_have_attribute(
            "data-connected", "false"
        )
        door.mend()
        for seat in (morning, later):
            connected(seat)
        count(morning, 12)
        count(later, 23)
        both_count(door, 12, 23)
        # So does one that is loaded anew, although the other's link was opened last.
        for seat in (morning, later):
            seat.page.reload()
            connected(seat)
        count(morning, 13)
        count(later, 24)
        both_count(door, 13, 24)
        sent = [url for url in asked if re.search(r"/site/(act|roster|said|code)\?", url)]
        assert sent
        assert all("session=" in url for url in sent), sent


def test_a_link_that_was_opened_last_is_the_one_a_new_page_is_in(
    browser: Browser, door: RealDoor
) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        seat.page.goto(f"{door.url}/marks/plain.svg")
        seat.page.goto(door.address(AFTERNOON))
        connected(seat)
        count(seat, 22)
        until(lambda: counted(door, OTHER_SESSION) == 22, "counted in the afternoon's meeting")
        fresh = Seat(seat.context, seat.context.new_page())
        fresh.page.goto(f"{door.url}/site")
        connected(fresh)
        count(fresh, 23)
        until(lambda: counted(door, OTHER_SESSION) == 23, "no link named one: the last counts")
    assert counted(door, SESSION) is None


def test_a_page_that_names_no_meeting_is_told_that_it_must(
    browser: Browser, door: RealDoor
) -> None:
    """As a page of an earlier version does, which the browser kept."""
    with technician(browser, door) as seat:
        durable(seat)
        later = Seat(seat.context, seat.context.new_page())

        def unnamed(route: Route) -> None:
            route.continue_(url=re.sub(r"&session=[^&]*", "", route.request.url))

        later.page.route("**/site/act?*", unnamed)
        later.page.goto(door.address(AFTERNOON))
        connected(later)
        count(later, 22)
        expect(later.page.get_by_text("Máy chủ không hiểu yêu cầu")).to_be_visible()
    assert [counted(door, one) for one in (SESSION, OTHER_SESSION)] == [None, None]


def test_the_door_opens_the_meeting_under_which_its_button_stands(
    browser: Browser, door: RealDoor
) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        # The other meeting's code is pasted at the door; then each of the two buttons is pressed.
        for session, number in ((OTHER_SESSION, 22), (SESSION, 11)):
            seat.page.goto(door.address(AFTERNOON, path="/"))
            seat.page.get_by_test_id(f"session-{session}").get_by_role("link").click()
            connected(seat)
            count(seat, number)
            until(lambda at=session, n=number: counted(door, at) == n, "counted in its meeting")
    both_count(door, 11, 22)


def test_a_page_opened_from_what_was_kept_begins_anew_in_the_meeting_that_is_held(
    browser: Browser, door: RealDoor
) -> None:
    """Yesterday's picture and tab, today's sign-in, and a line that is slow to say so."""
    with technician(browser, door) as seat:
        durable(seat)
        seat.page.goto(door.address(AFTERNOON, path="/"))
        seat.see(f"session-{OTHER_SESSION}")
        door.do(lambda at: at.store.revoke(at.grants["site:64"].id, at.conductor.now()))
        held: list[Route] = []
        seat.page.route("**/site/me", lambda route: held.append(route))
        seat.page.goto(f"{door.url}/site")
        expect(seat.page.get_by_test_id("head-count")).to_be_visible()
        assert held, "what was kept is shown before the server has answered"
        held[0].continue_()
        connected(seat)
        count(seat, 22)
        until(lambda: counted(door, OTHER_SESSION) == 22, "counted in the meeting of today")
    assert counted(door, SESSION) is None
