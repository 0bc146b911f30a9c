"""Signing in and out where the browser itself keeps: nothing is lost unsaid, nobody locked out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import Seat
from tests.support.until import until
from tests.web.door import RealDoor
from tests.web.kept import ANOTHER_POINT, CLOSED, UNREADABLE, anew, away, back, stored
from tests.web.scanning import durable, opened, scanned, technician
from wire.vocabulary import Attendance

pytestmark = pytest.mark.browser


def test_signing_out_warns_and_clears(browser: Browser, door: RealDoor) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        away(door, seat)
        opened(seat)
        scanned(seat, door.guests[0], 1)
        seat.click("scan-close")
        seat.click("leave")
        expect(seat.page.get_by_test_id("leave-warn")).to_contain_text("1 mục CHƯA gửi sẽ mất")
        back(door, seat)
        expect(seat.page.get_by_test_id("leave-warn")).to_have_count(0, timeout=30_000)
        seat.click("leave-yes")
        seat.see("token")
        until(lambda: not any(stored(seat.page).values()), "nothing is left in the store")
        seat.page.goto(f"{door.url}/site")
        seat.see("gate-stranger")
    assert door.person(door.guests[0].id).status is Attendance.IN_PERSON


def test_signing_out_counts_what_any_tab_or_point_would_lose(
    browser: Browser, door: RealDoor
) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        away(door, seat)
        opened(seat)
        scanned(seat, door.guests[0], 1)
        seat.page.evaluate(ANOTHER_POINT)
        other = Seat(seat.context, seat.context.new_page())
        other.page.goto(f"{door.url}/site")
        expect(other.page.get_by_test_id("other-tab")).to_be_visible()
        other.click("leave")
        warned = other.page.get_by_test_id("leave-warn")
        expect(warned).to_contain_text("1 mục CHƯA gửi sẽ mất")
        expect(warned).to_contain_text("1 mục bị từ chối mà chưa ai xem sẽ mất")
        expect(other.page.get_by_test_id("leave-yes")).to_be_enabled()


def test_signing_out_waits_until_it_has_counted(browser: Browser, door: RealDoor) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        seat.page.evaluate(UNREADABLE)
        seat.click("leave")
        seat.see("leave-counting")
        expect(seat.page.get_by_test_id("leave-yes")).to_be_disabled()


def test_signing_out_is_possible_when_the_browser_has_closed_the_store(
    browser: Browser, door: RealDoor
) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        assert stored(seat.page)["views"]
        seat.page.evaluate(CLOSED)
        seat.click("leave")
        expect(seat.page.get_by_test_id("leave-unknown")).to_contain_text("Không đếm được")
        seat.click("leave-yes")
        seat.see("token")
        until(lambda: not any(stored(seat.page).values()), "nothing is left in the store")


def test_a_link_without_a_line_offers_what_was_kept_and_signs_in_later(
    browser: Browser, door: RealDoor
) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        away(door, seat)
        # The cookie has ended, too: only the link lets anybody in again.
        seat.context.clear_cookies()
        anew(seat, door.address(path="/site?site=64"))
        seat.see("gate-away")
        seat.click("open-kept")
        opened(durable(seat))
        scanned(seat, door.guests[0], 1)
        back(door, seat)
        until(lambda: len(door.entries()[door.guests[0].id]) == 1, "delivered under the link")
        expect(seat.page.get_by_test_id("link-down")).to_have_count(0, timeout=30_000)
        durable(seat)
        expect(seat.page.get_by_test_id("gate-stranger")).to_have_count(0)


def test_a_link_to_another_point_is_not_offered_what_was_kept(
    browser: Browser, door: RealDoor
) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        away(door, seat)
        anew(seat, door.address("site:04", path="/site?site=04"))
        seat.see("gate-away")
        seat.page.wait_for_timeout(4000)
        expect(seat.page.get_by_test_id("open-kept")).to_have_count(0)


@pytest.mark.slow
def test_what_waits_survives_a_sign_in_that_ended(browser: Browser, door: RealDoor) -> None:
    guest = door.guests[0]
    with technician(browser, door) as seat:
        durable(seat)
        away(door, seat)
        opened(seat)
        scanned(seat, guest, 1)
        door.do(lambda at: at.store.revoke(at.grants["site:64"].id, at.conductor.now()))
        back(door, seat)
        seat.see("gate-stranger", within_s=30)
        door.do(lambda at: at.issue("site:64"))
        seat.page.goto(door.address())
        until(lambda: len(door.entries()[guest.id]) == 1, "delivered under the new sign-in")
