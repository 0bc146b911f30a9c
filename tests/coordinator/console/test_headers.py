"""Security headers on every answer of every route, on problems and on upgrades."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coordinator.console.desk import ConsoleSettings
from coordinator.console.headers import HEADERS, SCANNING
from coordinator.console.table import ROUTES
from tests.coordinator.console.conftest import Answered, Door, opened


def dressed(answered: Answered, path: str) -> None:
    scans = path == "/site" and answered.status == 200
    for name, value in (HEADERS | (SCANNING if scans else {})).items():
        assert answered.headers[name] == value, path
    assert answered.headers["Server"] == "diemcau", path
    assert "Cache-Control" in answered.headers, path
    assert "aiohttp" not in str(answered.headers).lower()


@pytest.mark.parametrize("who", [None, "host", "site:64"])
@pytest.mark.slow
async def test_every_route(bundle: Path, who: str | None) -> None:
    async with opened(ConsoleSettings(bundle=bundle)) as door:
        for route in ROUTES:
            path = re.sub(r"{\w+}", "x", route.path).replace("/sessions/x", "/sessions/hop-mau")
            for method in ("GET", "POST", "DELETE", "HEAD", "OPTIONS"):
                dressed(await door.ask(method, path, who), path)


def test_the_page_that_reads_codes_is_allowed_its_camera_and_nothing_from_elsewhere() -> None:
    policy = SCANNING["Content-Security-Policy"]
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert policy.replace(" 'wasm-unsafe-eval'", "") == HEADERS["Content-Security-Policy"]
    assert SCANNING["Permissions-Policy"].startswith("camera=(self), microphone=()")


async def test_unknown_paths_and_methods_are_problems(door: Door) -> None:
    missing = await door.get("/nope", "host")
    dressed(missing, "/nope")
    assert (missing.status, missing.body["code"]) == (404, "not_found")
    wrong = await door.ask("DELETE", door.base, "host")
    assert (wrong.status, wrong.body["code"]) == (405, "method_not_allowed")
    assert "GET" in wrong.headers["Allow"]
    assert wrong.headers["Content-Type"].startswith("application/problem+json")


async def test_data_is_not_to_be_kept(door: Door) -> None:
    for path in ("", "/floor", "/attendance?site=64", "/directory", "/people?site=64"):
        answered = await door.get(door.base + path, "host")
        assert answered.headers["Cache-Control"] == "no-store"


async def test_an_upgrade_is_dressed_too(door: Door) -> None:
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Authorization": f"Bearer {door.tokens['stage']}",
    }
    url = f"{door.url}{door.base}/stream?view=stage"
    async with door.http.get(url, headers=headers) as response:
        assert response.status == 101
        assert response.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
        assert response.headers["Server"] == "diemcau"


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "http" not in HEADERS["Content-Security-Policy"]
