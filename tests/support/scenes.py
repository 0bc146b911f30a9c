"""What is done on a page before its picture is taken, so that it shows what it is for."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from tests.support.browser import Seat
from tests.support.office_roster import Office

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CALLED = 7
# Those at the end of the list are left to a person by the sample behaviour of the agents.
_guests = itertools.count(-1, -1)
# The codes of a point's roster, as its own page has them.
CODES = """
async () => {
  const people = await (await fetch("/site/roster?site=64")).json();
  return people.flatMap((page) => page.people ?? []).map((one) => one.code).filter(Boolean);
}
"""


def attendance(seat: Seat) -> None:
    """One point with its sources and people."""
    seat.page.get_by_test_id("pick-64").first.click()


def roster(seat: Seat) -> None:
    """An office's list with slips in it, and the row of one."""
    content = Office.of_first_case().workbook(as_typed=True)
    with seat.page.expect_file_chooser() as asked:
        seat.page.locator("label, button").filter(has_text="…").first.click()
    asked.value.set_files({"name": "list.xlsx", "mimeType": KIND, "buffer": content})
    seat.see("people", within_s=30)
    seat.page.get_by_test_id("faults").get_by_role("button", name="B41").click()


def reports(seat: Seat) -> None:
    """Two that are made, and the fields of the paper."""
    seat.click("reports")
    seat.see("reports-dialog")
    for kind in ("xlsx", "attendance"):
        seat.page.locator(f'input[name="kind"][value="{kind}"]').check()
        seat.click("report-make")
        job = seat.page.get_by_test_id("report-job").first
        job.get_by_test_id("report-download").wait_for(timeout=60_000)


def checkin(seat: Seat) -> None:
    """Somebody is at the door, with the code of the invitation: another one in each picture."""
    codes = seat.page.evaluate(CODES)
    seat.click("scan-open")
    seat.page.keyboard.type(codes[next(_guests)])
    seat.page.keyboard.press("Enter")


def roll_voice(seat: Seat) -> None:
    """A few are called already, one of them in vain."""
    seat.click("roll-desk")
    for number in range(CALLED):
        seat.page.keyboard.press("x" if number == CALLED - 2 else "Space")
        seat.page.wait_for_timeout(700)


SCENES: dict[str, Callable[[Seat], None]] = {
    "attendance": attendance,
    "roster": roster,
    "reports": reports,
    "checkin": checkin,
    "roll-voice": roll_voice,
}
