"""Who asks: cookies with several grants, the role acted in, exact origins."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import ClientSession, CookieJar, WSServerHandshakeError
from aiohttp.test_utils import make_mocked_request

from coordinator.console.desk import ConsoleSettings
from coordinator.console.people import Asker, Proof, is_near, own_origin
from coordinator.ports import Grant
from tests.coordinator.console.conftest import OTHER_SESSION, SESSION, Door, opened
from wire.vocabulary import Role, SiteId

AS = "X-Diemcau-As"


def origin(door: Door) -> dict[str, str]:
    return {"Origin": door.url}


async def sign_in(door: Door, *names: str) -> None:
    for who in names:
        answered = await door.ask("POST", "/api/v1/sign-in", json={"token": door.tokens[who]})
        assert answered.status == 200, answered.body


def start() -> dict[str, str]:
    return {"command_id": "k", "type": "start_session"}


async def test_a_cookie_that_writes_says_as_whom_and_from_where(door: Door) -> None:
    await sign_in(door, "host")
    path = f"{door.base}/commands"
    for headers in (
        {},
        {AS: "host"},
        origin(door),
        {AS: "host", "Origin": "http://evil.example"},
        {AS: "host", "Origin": "null"},
        {AS: "host", "Origin": door.url + "0"},
        {AS: "host", "Origin": door.url.replace("127.0.0.1", "localhost")},
        {AS: "host", "Origin": door.url.replace("http", "https")},
        {AS: "organizer", **origin(door)},
    ):
        answered = await door.ask("POST", path, json=start(), headers=headers)
        assert (answered.status, answered.body["code"]) == (403, "forbidden"), headers
    headers = {AS: "host", **origin(door)}
    assert (await door.ask("POST", path, json=start(), headers=headers)).status == 200


async def test_reading_by_cookie_takes_the_strongest_role_or_the_one_named(door: Door) -> None:
    await sign_in(door, "organizer", "stage", "host", "site:64")
    directory = f"{door.base}/directory"
    phones = [row["phone"] for row in (await door.get(directory)).body["sites"]]
    assert "0269 000 064" in phones
    as_organizer = await door.get(directory, headers={AS: "organizer"})
    assert not any(row["phone"] for row in as_organizer.body["sites"])
    assert (await door.get(directory, headers={AS: "stage"})).status == 403
    assert (await door.get(directory, headers={AS: "secretary"})).status == 403
    wrong = await door.get(directory, headers={AS: "king"})
    assert (wrong.status, wrong.body["code"]) == (422, "bad_message")


async def test_a_technician_with_two_links_speaks_for_the_point_that_is_meant(door: Door) -> None:
    await door.issue("site:64-01")
    await sign_in(door, "site:64", "site:64-01", "site:04")
    headers = {AS: "site", **origin(door)}
    for number, fields in enumerate(
        (
            {"type": "note_head_count", "site": "64", "count": 3},
            {"type": "note_head_count", "site": "64-01", "count": 4},
            {"type": "note_attendance", "person": "04.01", "status": "online"},
        )
    ):
        body = {"command_id": f"k{number}", **fields}
        answered = await door.ask("POST", f"{door.base}/commands", json=body, headers=headers)
        assert answered.status == 200, answered.body
    events = (await door.get(f"{door.base}/timeline?after=4", "host")).body["events"]
    by = [event["by"] for event in events]
    assert by == [door.grants[who].id for who in ("site:64", "site:64-01", "site:04")]
    assert (await door.get(f"{door.base}/people?site=64-01")).status == 200
    assert (await door.get(f"{door.base}/people?site=64-02")).status == 403


async def test_a_secret_wins_over_a_cookie(door: Door) -> None:
    await sign_in(door, "host")
    answered = await door.get(f"{door.base}/directory", "stage")
    assert answered.status == 403
    wrong = await door.get("/api/v1/me", headers={"Authorization": "Basic Zm9v"})
    assert wrong.status == 401


async def test_a_stream_of_a_browser_needs_our_own_origin(door: Door) -> None:
    await sign_in(door, "host")
    path = f"{door.base}/stream?view=host&as=host"
    for headers in ({}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
        with pytest.raises(WSServerHandshakeError) as refused:
            async with door.watch(path, headers=headers):
                pass
        assert refused.value.status == 403
    async with door.watch(path, headers=origin(door)) as stream:
        await stream.view()
    with pytest.raises(WSServerHandshakeError):
        async with door.watch(path, "host", headers={"Origin": "http://evil.example"}):
            pass
    async with door.watch(path, "host") as stream:
        await stream.view()


async def test_public_origins_are_exact() -> None:
    settings = ConsoleSettings(public_origins=("https://hop.example",))
    async with opened(settings) as door:
        await sign_in(door, "host")
        for given, status in (
            ("https://hop.example", 200),
            ("https://hop.example.evil.example", 403),
            ("https://evil-hop.example", 403),
            ("https://hop.example:444", 403),
            ("http://hop.example", 403),
            ("https://sub.hop.example", 403),
        ):
            headers = {AS: "host", "Origin": given}
            body = {"command_id": "k", "type": "start_session"}
            answered = await door.ask("POST", f"{door.base}/commands", json=body, headers=headers)
            assert answered.status == status, given


async def test_a_name_bent_to_this_machine_is_no_origin_of_ours(door: Door) -> None:
    """DNS rebinding: the browser sends the evil name as host and as origin."""
    await sign_in(door, "host")
    cookie = {c.key: c.value for c in door.http.cookie_jar}["diemcau"]
    evil = {"Host": "evil.example", "Origin": "http://evil.example", AS: "host"}
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        headers = {**evil, "Cookie": f"diemcau={cookie}"}
        url = f"{door.url}{door.base}/commands"
        async with http.post(url, json=start(), headers=headers) as response:
            assert response.status == 403


async def test_a_revoked_grant_is_out_at_once(door: Door) -> None:
    await sign_in(door, "host")
    await door.store.revoke(door.grants["host"].id, 1)
    assert (await door.get("/api/v1/me")).status == 401
    assert (await door.get("/api/v1/me", "host")).status == 401


def test_own_origin_is_an_address_in_figures_or_localhost() -> None:
    def seen(host: str) -> str | None:
        return own_origin(make_mocked_request("GET", "/", headers={"Host": host}))

    assert seen("127.0.0.1:8080") == "http://127.0.0.1:8080"
    assert seen("localhost:8080") == "http://localhost:8080"
    assert seen("[::1]:8080") == "http://[::1]:8080"
    assert seen("[::1]") == "http://[::1]"
    assert seen("192.168.7.1") == "http://192.168.7.1"
    assert seen("hop.example:8080") is None
    assert seen("127.0.0.1.evil.example") is None


def test_what_came_through_a_proxy_is_not_near() -> None:
    assert not is_near(make_mocked_request("GET", "/", headers={"X-Forwarded-For": "127.0.0.1"}))
    assert not is_near(make_mocked_request("GET", "/", headers={"Forwarded": "for=127.0.0.1"}))
    assert not is_near(make_mocked_request("GET", "/", headers={"X-Real-IP": "127.0.0.1"}))


@pytest.mark.parametrize(
    ("peer", "here", "near"),
    [
        (("127.0.0.1", 5), ("127.0.0.1", 80), True),
        (("::1", 5, 0, 0), ("::1", 80, 0, 0), True),
        (("10.1.2.3", 5), ("10.1.2.3", 80), True),
        (("10.1.2.4", 5), ("10.1.2.3", 80), False),
        ("", "", False),
        (None, None, False),
    ],
)
def test_near_is_this_machine_by_any_of_its_addresses(peer: Any, here: Any, near: bool) -> None:
    class Wire(asyncio.Transport):
        def get_extra_info(self, name: str, default: Any = None) -> Any:
            return {"peername": peer, "sockname": here}.get(name, default)

    assert is_near(make_mocked_request("GET", "/", transport=Wire())) is near


def test_a_proof_never_shows_its_secret() -> None:
    grant = Grant("site-1", Role.SITE, SESSION, (SiteId("64"),))
    other = Grant("site-2", Role.SITE, OTHER_SESSION, (SiteId("04"),))
    asker = Asker(grant, (grant, other), Proof("bearer", "dc1_very_secret"))
    assert "dc1_very_secret" not in repr(asker)
    assert asker.speaking_for(SiteId("64")) is asker
    assert asker.speaking_for(SiteId("04")).grant is grant, "a grant of another session"
