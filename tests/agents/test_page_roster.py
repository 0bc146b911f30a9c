"""The names on the technician's page: fetched when they change, and there without any line."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agents.runner import Agent, agent
from tests.support import tiny_roster
from tests.support.agents_at_work import arrival, with_page
from tests.support.local_page import LocalPage, browser, view
from tests.support.tiny_coordinator import TinyCoordinator
from tests.support.until import until_async
from wire.limits import PEOPLE_PER_SITE_MAX, SAID_AT_ONCE_MAX
from wire.roster import PersonSaid
from wire.roster_messages import RosterWanted, SaidWanted
from wire.vocabulary import Attendance

SAID = PersonSaid("64.p02", "Đại biểu mẫu 12", "Chuyên viên", "Chủ trì", corrections=1)


@asynccontextmanager
async def at_work(
    tmp_path: Path, people: int = 5
) -> AsyncIterator[tuple[TinyCoordinator, Agent, LocalPage]]:
    """An agent that has its roster, and a browser that has signed in."""
    async with TinyCoordinator(said={SAID.person: SAID}) as centre:
        await centre.enrol("64", tiny_roster.roster("64", people))
        async with (
            agent(with_page(centre.url, tmp_path)) as running,
            browser(running.page_url) as page,
        ):
            await page.sign_in()
            await until_async(lambda: running.desk.points["64"].people(), "the roster")
            yield centre, running, page


async def names(page: LocalPage, query: str = "", **headers: str) -> tuple[int, list[str], str]:
    status, text, reply = await page.get(f"/site/roster?site=64{query}", **headers)
    found = [one["name"] for part in json.loads(text or "[]") for one in part["people"]]
    return status, found, reply.headers["ETag"]


async def test_the_names_come_once_and_again_only_when_they_change(tmp_path: Path) -> None:
    async with at_work(tmp_path, 30) as (centre, running, page):
        status, found, tag = await names(page)
        assert (status, len(found), found[29]) == (200, 30, "Đại biểu mẫu 30 – 64")
        assert (await names(page, **{"If-None-Match": tag}))[0] == 304
        assert (await names(page, "&pages=1,9"))[1] == [
            f"Đại biểu mẫu {n} – 64" for n in range(26, 31)
        ]
        asked = len(centre.of(RosterWanted))
        await centre.enrol("64", [*centre.names["64"], tiny_roster.person("64", 77)])
        await until_async(lambda: running.desk.points["64"].roster.knows("64.p77"), "added")
        assert [one.pages for one in centre.of(RosterWanted)[asked:]] == [[1]]
        status, found, newer = await names(page, **{"If-None-Match": tag})
        assert (status, len(found), newer != tag) == (200, 31, True)


async def test_the_states_of_the_stream_are_in_the_order_of_the_names(tmp_path: Path) -> None:
    async with at_work(tmp_path, 30) as (centre, running, page), page.stream() as socket:
        await centre.stop()
        await running.desk.act("64", arrival("64.p28", status=Attendance.ONLINE))
        shown = await view(socket, lambda now: now["entered"])
        assert shown["entered"] == "." * 27 + "O" + "." * 2
        assert len(shown["own"]["roster"]["states"]) == 30
        assert "Đại biểu mẫu" not in json.dumps(shown["own"]["roster"], ensure_ascii=False)


@pytest.mark.slow
async def test_without_a_line_all_two_thousand_names_are_there_after_a_restart(
    tmp_path: Path,
) -> None:
    async with at_work(tmp_path, PEOPLE_PER_SITE_MAX) as (centre, running, page):
        await until_async(lambda: not running.desk.points["64"].unsaved, "kept")
        await centre.stop()
    async with (
        agent(with_page(centre.url, tmp_path)) as running,
        browser(running.page_url) as page,
    ):
        await page.sign_in()
        status, found, _ = await names(page)
        assert (status, len(set(found))) == (200, PEOPLE_PER_SITE_MAX)
        last = centre.names["64"][-1].id
        assert (await running.desk.act("64", arrival(last)))[0] == "waiting"
        async with page.stream() as socket:
            shown = await view(socket, lambda now: now["entered"])
        assert shown["own"]["roster"]["states"] == "N" * PEOPLE_PER_SITE_MAX
        assert shown["entered"] == "." * (PEOPLE_PER_SITE_MAX - 1) + "P"
        await centre.start()
        await until_async(lambda: centre.durable.accepted("64"), "delivered")
        await centre.stop()


@pytest.mark.parametrize("query", ["&pages=", "&pages=a", "&pages=-1", "&pages=1000"])
async def test_pages_that_are_no_numbers_are_explained(tmp_path: Path, query: str) -> None:
    async with at_work(tmp_path) as (_, _, page):
        status, text, _ = await page.get(f"/site/roster?site=64{query}")
        assert (status, json.loads(text)["code"]) == (422, "bad_message")


async def test_nobody_else_gets_the_names(tmp_path: Path) -> None:
    async with at_work(tmp_path) as (_, _, page), browser(page.url) as stranger:
        for path in ("/site/roster?site=64", "/site/said?site=64&persons=64.p01"):
            assert (await stranger.get(path))[0] == 401
            assert (await page.get(path.replace("site=64", "site=04")))[0] == 403


# --- what was said besides ------------------------------------------------------------------------


async def said(page: LocalPage, *persons: str) -> list[dict[str, object]]:
    status, text, _ = await page.get(f"/site/said?site=64&persons={','.join(persons)}")
    assert status == 200
    found: list[dict[str, object]] = json.loads(text)
    return found


async def test_the_coordinator_is_asked_and_newer_entries_made_here_win(tmp_path: Path) -> None:
    async with at_work(tmp_path) as (centre, running, page):
        assert await said(page, "64.p02", "64.p01") == [
            {
                "person": "64.p02",
                "deputy": "Đại biểu mẫu 12",
                "deputy_post": "Chuyên viên",
                "approver": "Chủ trì",
                "reason": "",
                "corrections": 1,
            }
        ]
        assert centre.of(SaidWanted)[0].persons == ["64.p02", "64.p01"]
        await centre.stop()
        await until_async(lambda: not running.desk.points["64"].link.connected, "down")
        act = arrival("64.p02", status=Attendance.EXCUSED, reason="Ốm")
        await running.desk.act("64", act)
        found = await said(page, "64.p02")
        assert [(one["person"], one["reason"], one["deputy"]) for one in found] == [
            ("64.p02", "Ốm", "")
        ]


async def test_a_coordinator_that_does_not_answer_holds_the_page_up_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agents.desk.SAID_WITHIN_S", 0.1)
    async with at_work(tmp_path) as (centre, running, page):
        centre.mute()
        await running.desk.act("64", arrival("64.p02", status=Attendance.EXCUSED, reason="Ốm"))
        assert [one["reason"] for one in await said(page, "64.p02")] == ["Ốm"]


async def test_only_people_of_the_roster_and_not_too_many(tmp_path: Path) -> None:
    async with at_work(tmp_path) as (centre, _, page):
        assert await said(page, "04.p01") == []
        assert centre.of(SaidWanted) == []
        many = ",".join(["64.p01"] * (SAID_AT_ONCE_MAX + 1))
        for persons in ("", many):
            status, text, _ = await page.get(f"/site/said?site=64&persons={persons}")
            assert (status, json.loads(text)["code"]) == (422, "bad_message")
