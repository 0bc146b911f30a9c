"""The technician's page: its addresses, its guards, its stream."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from agents.config import Member
from agents.runner import Agent, agent
from tests.support.agents_at_work import head_count, with_page
from tests.support.local_page import LocalPage, browser, view
from tests.support.tiny_coordinator import AHEAD_MS, TOKEN, TinyCoordinator
from tests.support.until import until_async

ARRIVAL = {
    "act": "record",
    "id": "a1",
    "body": {"kind": "attendance", "person": "64.p01", "status": "in_person"},
}
NAME = "Đại biểu mẫu 19 – Gia Lai"
# What the wall clock of a site may be wrong by; what is measured must tell that from right.
WRONG_MS = 840_000


@asynccontextmanager
async def at_work(tmp_path: Path) -> AsyncIterator[tuple[TinyCoordinator, Agent, LocalPage]]:
    """A coordinator, an agent, and a browser that has signed in."""
    async with (
        TinyCoordinator() as centre,
        agent(with_page(centre.url, tmp_path)) as running,
        browser(running.page_url) as page,
    ):
        assert (await page.sign_in())[0] == 200
        yield centre, running, page


async def test_a_page_signs_in_with_the_agents_token_and_stays_signed_in(tmp_path: Path) -> None:
    async with at_work(tmp_path) as (_, _, page):
        status, text, _ = await page.get("/site/me")
        assert (status, text) == (200, '{"sites": ["64"], "via": "agent", "sessions": {}}')
        (cookie,) = page.http.cookie_jar
        assert cookie.key == "diemcau_agent"
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert TOKEN not in cookie.value


async def test_a_meeting_that_a_page_names_is_passed_over(tmp_path: Path) -> None:
    """The page is the coordinator's, too, which may know the point in several meetings."""
    async with at_work(tmp_path) as (_, _, page):
        for path in ("/site/me?", "/site/roster?site=64&", "/site/said?site=64&persons=64.01&"):
            assert (await page.get(f"{path}session=another"))[0] == 200, path


@pytest.mark.parametrize("token", ["dc1_wrong", "", "x" * 2_000, "mã có dấu"])
async def test_a_wrong_token_changes_nothing(tmp_path: Path, token: str) -> None:
    async with at_work(tmp_path) as (_, _, page):
        status, body = await page.sign_in(token)
        assert status in (401, 422)
        assert body["code"] in ("auth_failed", "bad_message")
        assert (await page.get("/site/me"))[0] == 200, "who was signed in stays so"


async def test_without_signing_in_nothing_is_shown_or_taken(tmp_path: Path) -> None:
    async with at_work(tmp_path) as (_, running, signed_in), browser(signed_in.url) as page:
        assert (await page.get("/site/me"))[0] == 401
        status, body = await page.act(ARRIVAL)
        assert (status, body["code"]) == (401, "auth_failed")
        with pytest.raises(aiohttp.WSServerHandshakeError) as raised:
            async with page.stream():
                pass
        assert raised.value.status == 401
        assert running.desk.page("64").acts == ()


async def test_another_site_is_out_of_reach(tmp_path: Path) -> None:
    members = (Member(("64",), TOKEN), Member(("04",), "dc1_other"))
    async with (
        TinyCoordinator(tokens={TOKEN: ("64",), "dc1_other": ("04",)}) as centre,
        agent(with_page(centre.url, tmp_path, members=members)) as running,
        browser(running.page_url) as page,
    ):
        await page.sign_in()
        status, body = await page.act(ARRIVAL, site="04")
        assert (status, body["code"]) == (403, "forbidden")
        assert (await page.act(ARRIVAL, site="99"))[0] == 403
        with pytest.raises(aiohttp.WSServerHandshakeError):
            async with page.stream("04"):
                pass


async def test_a_page_of_its_own_token_opens_every_site(tmp_path: Path) -> None:
    async with (
        TinyCoordinator() as centre,
        agent(with_page(centre.url, tmp_path, page_token="trang-64")) as running,
        browser(running.page_url) as page,
    ):
        assert (await page.sign_in(TOKEN))[0] == 401
        assert (await page.sign_in("trang-64"))[0] == 200


async def test_foreign_hosts_and_origins_are_turned_away(tmp_path: Path) -> None:
    async with at_work(tmp_path) as (_, running, page):
        port = page.url.rpartition(":")[2]
        evil = f"evil.example:{port}"
        assert (await page.get("/site", Host=evil))[0] == 403
        assert (await page.get("/site/me", Host=evil))[0] == 403
        for origin in ("http://evil.example", "null", f"http://localhost:{port}", "https://x"):
            status, body = await page.act(ARRIVAL, headers={"Origin": origin})
            assert (status, body["code"]) == (403, "forbidden"), origin
        assert (await page.act(ARRIVAL, headers={}))[0] == 403, "no origin is no page"
        with pytest.raises(aiohttp.WSServerHandshakeError) as raised:
            async with page.http.ws_connect(f"{page.url}/site/stream?site=64"):
                pass
        assert raised.value.status == 403
        assert running.desk.page("64").acts == ()


async def test_every_answer_carries_the_headers(tmp_path: Path) -> None:
    async with at_work(tmp_path) as (_, _, page):
        for path in ("/site", "/site/me", "/nothing", "/assets/x.js"):
            _, _, reply = await page.get(path)
            assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert (
                "script-src 'self' 'wasm-unsafe-eval';" in reply.headers["Content-Security-Policy"]
            )
            assert reply.headers["X-Content-Type-Options"] == "nosniff"
            assert reply.headers["Referrer-Policy"] == "no-referrer"
            assert reply.headers["Cache-Control"] == "no-store"
            assert reply.headers["Server"] == "diemcau-agent"
        assert (await page.get("/nothing"))[0] == 404


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{", "bad_message"),
        ("[]", "bad_message"),
        ({"act": "dance", "id": "a1"}, "bad_message"),
        ({**ARRIVAL, "id": "không hợp lệ"}, "bad_message"),
        (
            {
                "act": "record",
                "id": "a1",
                "body": {"kind": "attendee", "person": "64.x-1", "name": "a\u202eb"},
            },
            "bad_name",
        ),
        (
            {
                "act": "record",
                "id": "a1",
                "body": {"kind": "attendee", "person": "64.x-1", "name": NAME * 30},
            },
            "bad_message",
        ),
    ],
)
async def test_a_bad_act_is_explained_and_not_repeated(
    tmp_path: Path, body: object, code: str
) -> None:
    async with at_work(tmp_path) as (_, running, page):
        status, problem = await page.act(body)
        assert (status, problem["code"]) == (422, code)
        assert NAME not in str(problem)
        assert running.desk.page("64").acts == ()


async def test_an_act_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    async with at_work(tmp_path) as (_, _, page):
        status, problem = await page.act("x" * 20_000)
        assert (status, problem["code"]) == (413, "too_big")


async def test_an_act_waits_and_is_accepted_and_every_page_sees_it(tmp_path: Path) -> None:
    async with (
        at_work(tmp_path) as (centre, _, page),
        page.stream() as one,
        page.stream() as other,
    ):
        status, body = await page.act(ARRIVAL)
        assert status == 202
        assert body["id"] == "a1"
        assert body["state"] in ("waiting", "accepted")
        for socket in (one, other):
            shown = await view(
                socket, lambda now: now["acts"] and now["acts"][0]["state"] == "accepted"
            )
            assert shown["waiting"] == 0
            assert shown["acts"][0]["target"] == "64.p01"
        await centre.show("64", head_count=12)
        for socket in (one, other):
            await view(socket, lambda now: now["own"]["head_count"] == 12)


async def test_with_the_coordinator_away_nothing_is_accepted_and_a_reload_shows_the_same(
    tmp_path: Path,
) -> None:
    async with at_work(tmp_path) as (centre, _, page):
        async with page.stream() as socket:
            await view(socket, lambda now: now["own"] is not None)
        await centre.stop()
        for number in range(3):
            status, body = await page.act({**ARRIVAL, "id": f"a{number}"})
            assert (status, body["state"]) == (202, "waiting")
        for _ in range(2):
            async with page.stream() as socket:
                shown = await view(socket, lambda now: True)
                assert [act["state"] for act in shown["acts"]] == ["waiting"] * 3
                assert shown["waiting"] == 3
                assert shown["own"]["roster"]["states"][0] == "N"
                assert shown["entered"][0] == "P"


async def test_clock_answers_are_session_time_and_signs_of_life_come(tmp_path: Path) -> None:
    async with (
        TinyCoordinator() as centre,
        agent(with_page(centre.url, tmp_path, clock_shift_s=WRONG_MS // 1000)) as running,
        browser(running.page_url) as page,
    ):
        await page.sign_in()
        await until_async(lambda: running.desk.points["64"].link.rtt_ms is not None, "measured")
        async with page.stream() as socket:
            for nonsense in ("{", "[]", '{"type":"dance"}', '{"type":"clock","t0":"x"}'):
                await socket.send_str(nonsense)
            await socket.send_json({"type": "clock", "t0": 12.5})
            found = {}
            while set(found) != {"page", "alive", "clock"}:
                frame = await socket.receive_json(timeout=5)
                found[frame["type"]] = frame
            assert found["clock"]["t0"] == 12.5
            for at in (found["clock"]["t1"], found["clock"]["t2"], found["alive"]["at"]):
                assert abs(at - centre.now()) < WRONG_MS / 10
            assert found["page"]["view"]["link"]["offset_ms"] == pytest.approx(
                AHEAD_MS - WRONG_MS, abs=WRONG_MS / 10
            )


async def test_a_burst_of_changes_is_at_most_ten_pages_a_second(tmp_path: Path) -> None:
    async with at_work(tmp_path) as (_, running, page), page.stream() as socket:
        loop = asyncio.get_running_loop()
        began, pages = loop.time(), 0
        for number in range(60):
            await running.desk.act("64", head_count(number))
        while True:
            frame = await socket.receive_json(timeout=5)
            pages += frame["type"] == "page"
            if frame["type"] == "page" and frame["view"]["waiting"] == 0 and pages > 1:
                break
        assert pages <= 2 + (loop.time() - began) * 10


async def test_the_page_itself_or_a_word_that_it_is_not_built(tmp_path: Path) -> None:
    async with at_work(tmp_path) as (_, _, page):
        status, text, reply = await page.get("/site")
        assert status in (200, 503)
        assert reply.content_type == "text/html"
        assert "<!doctype html>" in text.lower()
        async with page.http.get(page.url + "/", allow_redirects=False) as root:
            assert (root.status, root.headers["Location"]) == (302, "/site")
