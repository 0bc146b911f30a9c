"""The numbered stream of a browser that keeps for itself: nothing waits under a name it had."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Seat
from tests.support.until import until
from tests.web.door import RealDoor
from tests.web.kept import BEING_KEPT, STRAY, away, back, stored, waiting
from tests.web.scanning import durable, opened, scanned, technician

pytestmark = pytest.mark.browser


def settled(seat: Seat) -> list[int]:
    """The numbers of what was delivered and accepted."""
    return [row["seq"] for row in stored(seat.page)["records"] if row["state"] == "accepted"]


def recorded(door: RealDoor, count: int) -> bool:
    """The first so many guests, each of them once."""
    entries = door.entries()
    return all(len(entries[guest.id]) == 1 for guest in door.guests[:count])


def test_what_waits_under_the_streams_old_name_is_delivered(
    browser: Browser, door: RealDoor
) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        away(door, seat)
        opened(seat)
        for number, guest in enumerate(door.guests[:2], start=1):
            scanned(seat, guest, number)
        seat.page.evaluate(STRAY, door.guests[1].id)
        seat.page.reload()
        seat.see("scan-open")
        until(lambda: waiting(seat) == 2, "what waits is read from the store")
        back(door, seat)
        until(lambda: settled(seat) == [1, 2], "both are delivered")
    assert recorded(door, 2)
    assert door.marks() == {2}, "one stream, every number once"


def test_a_record_that_is_being_kept_while_the_stream_begins_anew_goes_with_it(
    browser: Browser, door: RealDoor
) -> None:
    with technician(browser, door) as seat:
        durable(seat)
        conflicts: list[str] = []

        def conflict(route: Any) -> None:
            """The first that comes is said to have another's number."""
            given = json.loads(route.request.post_data or "{}")
            if conflicts or not given.get("items"):
                route.continue_()
                return
            conflicts.append(given["incarnation"])
            said = {"upto": 1, "refused": [{"seq": 1, "code": "seq_conflict"}], "short": ""}
            said |= {"erased": [], "closed": False, "rev": 0, "now": door.clock.now()}
            route.fulfill(json=said)

        away(door, seat)
        opened(seat)
        for number, guest in enumerate(door.guests[:2], start=1):
            scanned(seat, guest, number)
        seat.page.evaluate(BEING_KEPT, door.guests[2].id)
        # Only now: what a route answers comes through without a line, too.
        seat.context.route("**/site/records*", conflict)
        back(door, seat)
        until(lambda: settled(seat) == [1, 2, 3], "all three are delivered")
        assert conflicts[0] not in {row["incarnation"] for row in stored(seat.page)["records"]}
    assert recorded(door, 3)
    assert door.marks() == {3}, "one stream, every number once"
