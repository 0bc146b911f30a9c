"""Whom the technician added, for the page that lists them until the roster does."""

from __future__ import annotations

import json
from pathlib import Path

from agents import erase
from agents.added import Added, added
from agents.runner import agent
from tests.support.agents_at_work import arrival, with_page
from tests.support.local_page import browser
from tests.support.outbox_file import ANCHOR, SESSION, SITE, enter, outbox
from tests.support.tiny_coordinator import TinyCoordinator
from tests.support.until import until_async
from wire.codes import Refusal
from wire.records import AttendeeBody
from wire.site_acts import RecordAct
from wire.vocabulary import Attendance


def walk_in(person: str = "64.x-1", name: str = "Đại biểu mẫu 50") -> RecordAct:
    status = Attendance.ONLINE
    body = AttendeeBody(kind="attendee", person=person, name=name, post="Mẫu", status=status)
    return RecordAct(act="record", id=f"a-{person}", body=body)


def test_whoever_was_added_is_told_with_what_became_of_it() -> None:
    box = outbox()
    enter(box, arrival("64.p01"))
    enter(box, walk_in())
    (waits,) = added(box, SITE, ANCHOR)
    assert waits == Added(
        *("a-64.x-1", "64.x-1", "Đại biểu mẫu 50", "Mẫu", "online", "waiting", ""),
        made_at=waits.made_at,
        settled_at=None,
    )
    batch = box.batch(SITE, ANCHOR, 60_000)
    assert batch is not None
    box.settle(batch, batch.last, ((2, Refusal.SITE_FULL),), at=9)
    (refused,) = added(box, SITE, ANCHOR)
    assert (refused.state, refused.code, refused.settled_at) == ("refused", "site_full", 9)


def test_an_erased_person_is_told_no_more() -> None:
    box = outbox()
    enter(box, walk_in())
    enter(box, walk_in("64.x-2", "Đại biểu mẫu 51"))
    erase.erase(box, SESSION, ["64.x-1"])
    assert [one.name for one in added(box, SITE, ANCHOR)] == ["Đại biểu mẫu 51"]


async def test_the_page_has_them_without_a_line_and_nobody_else_has(tmp_path: Path) -> None:
    path = "/site/added?site=64"
    async with TinyCoordinator() as centre:
        async with (
            agent(with_page(centre.url, tmp_path)) as running,
            browser(running.page_url) as page,
        ):
            await page.sign_in()
            await until_async(lambda: running.desk.points["64"].link.connected, "connected")
            await centre.stop()
            await running.desk.act("64", walk_in())
            assert (await page.get("/site/added?site=04"))[0] == 403
            async with browser(running.page_url) as stranger:
                assert (await stranger.get(path))[0] == 401
        async with (
            agent(with_page(centre.url, tmp_path)) as running,
            browser(running.page_url) as page,
        ):
            await page.sign_in()
            status, text, _ = await page.get(path)
            assert status == 200
            assert [(one["name"], one["state"]) for one in json.loads(text)] == [
                ("Đại biểu mẫu 50", "waiting")
            ]
