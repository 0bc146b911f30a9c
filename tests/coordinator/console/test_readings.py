"""Every guarded route asked by every role: who is let in, who sees a name, what is written down."""

from __future__ import annotations

import re

import pytest
from structlog.testing import capture_logs

from coordinator.console.table import ROUTES
from tests.coordinator.console.conftest import ROLES, Door
from tests.coordinator.console.matrix import LOG_PAGES, READS, SENDS

NAME = "Đại biểu mẫu"


def pattern(path: str) -> str:
    """`{one}/reports/j0` and the route's own path in one form."""
    bare = path.replace("{one}", "/api/v1/sessions/{session}").split("?")[0]
    return re.sub(r"\{\w+\}|(?<=/)(j0|r0|s0|x|c1|speaker\.name)(?=/|$)", "*", bare)


def asked(door: Door, path: str) -> str:
    return path.replace("{one}", door.base)


@pytest.mark.parametrize(("method", "matrix"), [("GET", READS), ("POST", SENDS)])
def test_no_guarded_route_is_left_out(method: str, matrix: dict[str, set[str]]) -> None:
    routes = {pattern(one.path) for one in ROUTES if one.guarded and one.method == method}
    assert {pattern(path) for path in matrix} == routes


@pytest.mark.parametrize("who", ROLES)
async def test_who_may_read_what_and_who_sees_a_name(live: Door, who: str) -> None:
    for path, readers in READS.items():
        answered = await live.get(asked(live, path), who)
        assert (answered.status == 403) is (who not in readers), (path, answered.status)
        if who not in LOG_PAGES and not (who == "site:64" and "64" in path):
            assert NAME not in answered.data.decode(), path


@pytest.mark.parametrize("who", ROLES)
async def test_who_may_send_what_shows_names(live: Door, who: str) -> None:
    for path, senders in SENDS.items():
        answered = await live.ask("POST", asked(live, path), who, data=b"{")
        assert (answered.status == 403) is (who not in senders), (path, answered.status)


@pytest.mark.parametrize(
    ("path", "who", "what", "form", "names"),
    [
        ("{one}/attendance?format=csv", "organizer", "attendance", "csv", True),
        ("{one}/attendance?site=64&format=csv", "site:64", "attendance", "csv", True),
        ("{one}/speeches?format=csv", "secretary", "speeches", "csv", True),
        ("{one}/record", "organizer", "record", "jsonl", True),
        ("{one}/record", "admin", "record", "jsonl", False),
        ("{one}/invitations?site=64", "organizer", "invitations", "paper", True),
    ],
)
async def test_whatever_is_given_out_is_written_down_first(
    live: Door, path: str, who: str, what: str, form: str, names: bool
) -> None:
    with capture_logs() as logged:
        assert (await live.get(asked(live, path), who)).status == 200
    (line,) = [one for one in logged if one["event"] == "handed_out"]
    kept = (await live.get(f"{live.base}/handouts", "organizer")).body
    assert [(one["what"], one["format"], one["names"]) for one in kept] == [(what, form, names)]
    assert kept[0]["by"] == line["by"] == live.grants[who].id
    assert NAME not in repr(logged) + repr(kept)


async def test_on_a_full_disk_nothing_leaves_unwritten(live: Door) -> None:
    live.store.full = live.store.reserve_full = True
    for path in ("{one}/attendance?format=csv", "{one}/record", "{one}/invitations"):
        answered = await live.get(asked(live, path), "organizer")
        assert (answered.status, answered.body["code"]) == (503, "storage_low")


async def test_reading_a_page_is_no_giving_out(live: Door) -> None:
    await live.get(f"{live.base}/attendance", "host")
    await live.get(f"{live.base}/people?site=64", "host")
    assert (await live.get(f"{live.base}/handouts", "admin")).body == []
