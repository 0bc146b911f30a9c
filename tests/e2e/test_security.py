"""What a running meeting keeps to itself, and from whom: asked from outside, as an attacker would.

Sources: OWASP ASVS 5.0, V3.3–V3.5, V4.1, V8.2, V14.2.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from coordinator.app import coordinator
from coordinator.config import Settings
from coordinator.console.route import Open
from coordinator.console.table import ROUTES
from tests.support.files_at_work import contents, modes
from tests.support.processes import Demo, call
from tests.support.raw_agent import RawAgent
from tests.support.raw_http import ask
from tests.support.store import SESSION, prepare
from tests.support.until import until
from wire.vocabulary import Role

pytestmark = pytest.mark.slow

OWN, OTHER = "04", "64"
AT_ONCE_S = 5.0
PROCESSES = Path("/proc")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    running = Demo(tmp_path_factory.mktemp("kept") / "data", sites=8).start()
    try:
        running.joined(7)
        yield running
    finally:
        running.program.stop()


def sign_in(url: str, token: str, **headers: str) -> tuple[int, str]:
    """The status, and the Set-Cookie line."""
    body = json.dumps({"token": token}).encode()
    status, answered, _ = ask(url, "/api/v1/sign-in", "POST", body, **headers)
    return status, answered.get("set-cookie", "")


def every_token(demo: Demo) -> list[str]:
    tokens = demo.said["tokens"]
    return [tokens[role] for role in ("host", "secretary", "organizer", "stage")] + list(
        tokens["sites"].values()
    )


# --- secrets and names --------------------------------------------------------------------------


def test_secrets_and_names_are_in_no_log_and_only_the_sites_own_file(demo: Demo) -> None:
    host, site = demo.token("host"), demo.said["tokens"]["sites"][OTHER]
    status, cookie = sign_in(demo.url, host)
    assert status == 200
    for path in (f"/?t={host}", f"/host/{SESSION}?t={host}", f"/{host}", f"/assets/{host}"):
        ask(demo.url, path)
    ask(demo.url, "/api/v1/me", Authorization=f"Basic {host}")
    sign_in(demo.url, f"{host}x", Origin=f"http://{host}.example")
    sign_in(demo.said["site_url"], site, Origin="http://evil.example")
    said = demo.command("host", command_id="late", type="name_speaker", entry="e9", person="64.01")
    assert said.status in (404, 409)
    secrets = [*every_token(demo), cookie.split(";")[0].partition("=")[2]]
    log = "\n".join(demo.program.words) + (demo.data / "agents" / "agents.log").read_text()
    names = [row["name"] for row in demo.get(f"/people?site={OTHER}")]
    assert names
    assert [name for name in names if name in log] == []
    assert [secret for secret in secrets[1:] if secret in log] == []
    assert host not in log.replace(f"http://{host}.example", ""), "an Origin is told as it came"
    holding = {
        file.name
        for file, content in contents(demo.data).items()
        if any(secret.encode() in content for secret in secrets)
    }
    assert holding == {"fleet.json"}


def test_the_store_is_its_owners_alone(demo: Demo) -> None:
    assert stat.S_IMODE(demo.data.stat().st_mode) == 0o700
    assert {str(f): m for f, m in modes(demo.data).items() if m & 0o077} == {}


if PROCESSES.is_dir():  # where the system shows every command line to everyone

    def test_no_command_line_shows_a_secret(demo: Demo) -> None:
        shown = b""
        for process in PROCESSES.glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):  # it has ended meanwhile
                shown += process.read_bytes()
        assert str(demo.data).encode() in shown
        assert [token for token in every_token(demo) if token.encode() in shown] == []


# --- a browser's sign-in ------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["coordinator", "agent"])
def test_a_cookie_is_for_the_server_and_this_site_alone(demo: Demo, door: str) -> None:
    if door == "coordinator":
        url, path, token = demo.url, "/api/v1/sign-in", demo.token("host")
    else:
        url, path = demo.said["site_url"], "/site/sign-in"
        token = demo.said["tokens"]["sites"][OTHER]
    body = json.dumps({"token": token}).encode()
    status, answered, _ = ask(url, path, "POST", body, Origin=url)
    assert status == 200
    flags = {part.strip().lower() for part in answered["set-cookie"].split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/"} <= flags
    assert not any(flag.startswith("domain") for flag in flags)
    assert token not in answered["set-cookie"]


async def test_behind_https_the_cookie_is_secure(tmp_path: Path) -> None:
    secrets = await prepare(tmp_path, OWN)
    settings = Settings(port=0, data=tmp_path, ballast_mib=0, secure_cookies=True)
    async with coordinator(settings) as one:
        _, cookie = await asyncio.to_thread(sign_in, one.url, secrets["host"])
        assert "secure" in cookie.lower().split("; ")


WRONG = (
    "http://evil.example",
    "null",
    "http://127.0.0.1",
    "{url}.evil.example",
    "https://{at}",
    "",
)


@pytest.mark.parametrize("origin", WRONG)
def test_a_foreign_page_can_do_nothing_with_a_hosts_cookie(demo: Demo, origin: str) -> None:
    _, cookie = sign_in(demo.url, demo.token("host"))
    jar = cookie.split(";")[0]
    given = origin.format(url=demo.url, at=urlsplit(demo.url).netloc)
    headers = {"Cookie": jar, "Content-Type": "text/plain", "X-Diemcau-As": "host"}
    if given:
        headers["Origin"] = given
    body = json.dumps({"command_id": "csrf", "type": "close_session"}).encode()
    api = f"/api/v1/sessions/{SESSION}"
    phase = demo.get("")["phase"]
    assert ask(demo.url, f"{api}/commands", "POST", body, **headers)[0] == 403
    assert ask(demo.url, "/api/v1/sign-out", "POST", b"{}", **headers)[0] == 403
    upgrade = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert ask(demo.url, f"{api}/stream?view=host", **headers, **upgrade)[0] == 403
    assert ask(demo.url, "/agent/v1", **headers, **upgrade)[0] == 403
    assert demo.get("")["phase"] == phase


def test_a_cookie_without_the_header_changes_nothing(demo: Demo) -> None:
    _, cookie = sign_in(demo.url, demo.token("host"))
    headers = {"Cookie": cookie.split(";")[0], "Origin": demo.url}
    body = json.dumps({"command_id": "csrf", "type": "close_session"}).encode()
    path = f"/api/v1/sessions/{SESSION}/commands"
    assert ask(demo.url, path, "POST", body, **headers)[0] == 403
    assert ask(demo.url, path, "GET", None, **headers)[0] == 405


# --- who sees what ------------------------------------------------------------------------------

SEES = {  # what a point may read, beside its own: everything else is forbidden
    "/api/v1/me",
    "/api/v1/sessions",
    "/api/v1/sessions/{session}/floor",
    "/site/me",
    "/site/roster",
    "/site/said",
}
FILLED = {
    **{"session": SESSION, "command": "late", "name": "speaker.name"},
    **{"job": "j0", "roster": "r0"},
}


def guarded() -> list[str]:
    return [
        route.path
        for route in ROUTES
        if route.method == "GET" and route.guarded and not route.upgrades
    ]


@pytest.mark.parametrize("path", guarded())
def test_a_point_sees_itself_and_no_other(demo: Demo, path: str) -> None:
    token, host = demo.said["tokens"]["sites"][OWN], demo.token("host")
    filled = path.format(**FILLED)
    status, _, body = ask(demo.url, filled, Authorization=f"Bearer {token}")
    if path in SEES:
        assert status == 200
        others = [row["name"] for row in demo.get(f"/people?site={OTHER}")]
        assert [name for name in others if name in body.decode()] == []
        if path.startswith("/site/") and path != "/site/me":
            query = f"{filled}?site={OTHER}"
            assert ask(demo.url, query, Authorization=f"Bearer {token}")[0] == 403
        return
    assert status in (403, 404, 422), "the last two without a point, or of a command not its own"
    for query in ("?site=64", "?site=64&format=csv", "?format=csv", "?site=QQ", "?site=64&site=04"):
        status, _, _ = ask(demo.url, filled + query, Authorization=f"Bearer {token}")
        allowed = (403, 404) if path.endswith("{command}") else (403, 422)
        assert status in allowed if "site=" not in query else status == allowed[0], query
    status = ask(demo.url, f"{filled}?site=64", Authorization=f"Bearer {host}")[0]
    assert status in (200, 403, 404, 422), "the last two without what else the route asks for"


@pytest.mark.parametrize("path", guarded())
def test_the_stage_reads_the_floor_and_no_names_of_who_waits(demo: Demo, path: str) -> None:
    filled = path.format(**FILLED)
    status = ask(demo.url, filled, Authorization=f"Bearer {demo.token('stage')}")[0]
    allowed = {
        *("/api/v1/me", "/api/v1/sessions", "/api/v1/sessions/{session}/floor"),
        *("/api/v1/sessions/{session}/variables", "/api/v1/sessions/{session}/variables/{name}"),
    }
    assert status == (200 if path in allowed else 403)


def test_every_route_says_who_may_come_in() -> None:
    everyone = {route.path for route in ROUTES if route.may is Open.EVERYONE}
    assert everyone == {
        *("/", "/site", "/host/{session}", "/stage/{session}", "/attendance/{session}"),
        *("/clock/{session}", "/queue/{session}", "/wall/{session}", "/lower-third/{session}"),
        *("/picture/{session}", "/roster/{session}", "/invitations/{session}"),
        *("/voice-check/{session}", "/site-worker.js"),
        *("/assets/{name}", "/marks/{name}"),
        *("/api/v1/sign-in", "/api/v1/sign-out", "/site/sign-in"),
    }
    roles = [route.roles for route in ROUTES if route.roles is not None]
    assert all(may <= frozenset(Role) for may in roles)


# --- limits, and the end of a credential --------------------------------------------------------


async def test_no_more_links_than_the_settings_allow(tmp_path: Path) -> None:
    secrets = await prepare(tmp_path, OWN)
    settings = Settings(port=0, data=tmp_path, ballast_mib=0, connections_max=1)
    async with coordinator(settings) as one:
        raw = await asyncio.to_thread(RawAgent, one.url, secrets[OWN], OWN)
        assert (await asyncio.to_thread(raw.greet))["type"] == "welcome"
        reply = await asyncio.to_thread(
            ask, one.url, "/agent/v1", Authorization=f"Bearer {secrets[OWN]}", Upgrade="websocket",
            Connection="Upgrade", Sec_WebSocket_Version="13",
            Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAAAA==",
        )  # fmt: skip
        assert (reply[0], json.loads(reply[2])["code"]) == (503, "busy")
        raw.close()


async def last_frame(stream: aiohttp.ClientWebSocketResponse) -> int | None:
    """Read to the end, as a page does; returns the code."""
    async for _ in stream:
        pass
    return stream.close_code


async def test_a_revoked_credential_is_out_at_once(demo: Demo) -> None:
    def diemcau(*words: str) -> Any:
        program = [sys.executable, "-m", "coordinator", *words, "--data", str(demo.data), "--json"]
        return json.loads(subprocess.run(program, capture_output=True, check=True).stdout)

    made = await asyncio.to_thread(diemcau, "token", "issue", SESSION, "host")
    site = await asyncio.to_thread(diemcau, "token", "issue", SESSION, "site", "--site", OWN)
    raw = await asyncio.to_thread(RawAgent, demo.url, site["token"], OWN, "revoked")
    assert (await asyncio.to_thread(raw.greet))["type"] == "welcome"
    headers = {"Authorization": f"Bearer {made['token']}"}
    async with (
        aiohttp.ClientSession() as client,
        client.ws_connect(f"{demo.api}/stream?view=host", headers=headers) as stream,
    ):
        ended = asyncio.create_task(last_frame(stream))
        await asyncio.to_thread(diemcau, "token", "revoke", made["id"])
        async with asyncio.timeout(AT_ONCE_S):
            assert await ended == 4401
    await asyncio.to_thread(diemcau, "token", "revoke", site["id"])
    async with asyncio.timeout(AT_ONCE_S):
        assert await asyncio.to_thread(raw.closed_with) == 4401
    assert call(f"{demo.api}/floor", token=made["token"]).status == 401
    until(lambda: demo.get("/floor"), "everyone else goes on")
