"""The built pages: which file for which address, how long it may be kept, and nothing else."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from coordinator.console.desk import ConsoleSettings
from coordinator.console.screen_words import PAGES
from tests.coordinator.console.conftest import Door, opened


async def test_pages_and_their_files(bundle: Path) -> None:
    async with opened(ConsoleSettings(bundle=bundle)) as door:
        for path, name in (
            ("/", "index"),
            ("/host/hop-mau", "host"),
            *((f"/{name}/hop-mau", name) for name in PAGES),
            ("/attendance/hop-mau", "attendance"),
            ("/site", "site"),
        ):
            answered = await door.get(path)
            assert answered.status == 200
            assert f"<title>{name}</title>" in answered.data.decode()
            assert answered.headers["Content-Type"].startswith("text/html")
            assert answered.headers["Cache-Control"] == "no-cache"
        script = await door.get("/assets/host-4f2a.js")
        assert "immutable" in script.headers["Cache-Control"]
        assert "javascript" in script.headers["Content-Type"]
        mark = await door.get("/marks/air.svg")
        assert mark.headers["Content-Type"] == "image/svg+xml"
        assert (await door.ask("HEAD", "/site")).status == 200
        again = await door.get(
            "/", headers={"If-None-Match": (await door.get("/")).headers["ETag"]}
        )
        assert again.status == 304


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/assets/..%5c..%5csecret.txt",
        "/marks/%00",
        "/assets/nothing.js",
        "/assets/",
        "/marks/..",
    ],
)
async def test_nothing_outside_the_bundle(bundle: Path, path: str) -> None:
    async with opened(ConsoleSettings(bundle=bundle)) as door:
        reader, writer = await _connect(door)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        assert answer.split()[1] in (b"404", b"400")
        assert b"not for visitors" not in answer


async def _connect(door: Door) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", int(door.url.rsplit(":", 1)[1]))


async def test_without_a_bundle_it_says_so_in_plain_words(door: Door) -> None:
    for path in ("/", "/host/hop-mau", "/assets/host-4f2a.js"):
        answered = await door.get(path)
        assert answered.status == 503
        assert "Chưa có các trang giao diện" in answered.data.decode()
        assert answered.headers["Content-Type"].startswith("text/plain")
