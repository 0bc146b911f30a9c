"""Reaching the coordinator, and what a failure means."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from websockets.exceptions import InvalidProxy

from agents.dial import Address, dial, explain
from tests.support.tiny_coordinator import TOKEN, TinyCoordinator
from wire.vocabulary import LinkTrouble


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("http://127.0.0.1:8080", "ws://127.0.0.1:8080/agent/v1"),
        ("https://dieucau.gov.example/", "wss://dieucau.gov.example/agent/v1"),
        ("https://cong.example/hoi-nghi/", "wss://cong.example/hoi-nghi/agent/v1"),
        (" ws://[::1]:8080 ", "ws://[::1]:8080/agent/v1"),
    ],
)
def test_an_address_as_a_person_writes_it(given: str, url: str) -> None:
    assert Address.of(given).url == url


@pytest.mark.parametrize(
    "given",
    ["127.0.0.1:8080", "ftp://x", "http://", "http://u:p@x", "http://x/?t=1", "http://x/#t=1", ""],
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(ValueError, match="an address"):
        Address.of(given)


@pytest.mark.parametrize(
    ("given", "is_loopback"),
    [
        ("http://127.0.0.1:1", True),
        ("http://127.3.4.5:1", True),
        ("http://[::1]:1", True),
        ("http://localhost:1", True),
        ("http://10.0.0.5:1", False),
        ("http://localhost.example:1", False),
    ],
)
def test_which_address_is_this_machine(given: str, is_loopback: bool) -> None:
    assert Address.of(given).is_loopback is is_loopback


@asynccontextmanager
async def answering(*parts: str, read: bytes = b"\r\n\r\n") -> AsyncIterator[Address]:
    """Something that is not the coordinator: reads so far, gives this answer and closes."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await reader.readuntil(read)
            writer.write("\r\n".join(parts).encode())
            await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield Address.of(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")


async def trouble(address: Address) -> tuple[LinkTrouble, int | None]:
    with pytest.raises(Exception) as raised:  # noqa: PT011 - every kind is explained
        await dial(address, TOKEN)
    return explain(raised.value)


HTML = ("Content-Type: text/html", "Content-Length: 2", "", "hi")
PROBLEM = ("Content-Type: application/problem+json; charset=utf-8", "Content-Length: 2", "", "{}")


@pytest.mark.parametrize(
    ("parts", "told", "wait_ms"),
    [
        (("HTTP/1.1 200 OK", *HTML), LinkTrouble.PROXY, None),
        (
            ("HTTP/1.1 302 Found", "Location: http://portal.example/", *HTML),
            LinkTrouble.PROXY,
            None,
        ),
        (("HTTP/1.1 401 Unauthorized", *HTML), LinkTrouble.PROXY, None),
        (("HTTP/1.1 407 Proxy Authentication Required", *HTML), LinkTrouble.PROXY, None),
        (("HTTP/1.1 404 Not Found", *HTML), LinkTrouble.PROXY, None),
        (("SSH-2.0-OpenSSH_9.2", "", ""), LinkTrouble.PROXY, None),
        (("HTTP/1.1 401 Unauthorized", *PROBLEM), LinkTrouble.AUTH_FAILED, None),
        (("HTTP/1.1 403 Forbidden", *PROBLEM), LinkTrouble.FORBIDDEN, None),
        (
            ("HTTP/1.1 503 Service Unavailable", "Retry-After: 7", *PROBLEM),
            LinkTrouble.UNREACHABLE,
            7_000,
        ),
        (
            ("HTTP/1.1 503 Service Unavailable", "Retry-After: 99999", *PROBLEM),
            LinkTrouble.UNREACHABLE,
            300_000,
        ),
        (("HTTP/1.1 502 Bad Gateway", *HTML), LinkTrouble.UNREACHABLE, None),
        (("",), LinkTrouble.UNREACHABLE, None),
    ],
)
async def test_who_answered_instead(
    parts: tuple[str, ...], told: LinkTrouble, wait_ms: int | None
) -> None:
    async with answering(*parts) as address:
        assert await trouble(address) == (told, wait_ms)


async def test_nobody_there() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert await trouble(Address.of(f"http://127.0.0.1:{port}")) == (
        LinkTrouble.UNREACHABLE,
        None,
    )


async def test_a_coordinator_without_tls_is_told_apart() -> None:
    async with answering("HTTP/1.1 400 Bad Request", *HTML, read=b"\x03") as address:
        secure = Address(address.url.replace("ws://", "wss://"), address.host, True)
        assert await trouble(secure) == (LinkTrouble.CERTIFICATE, None)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (socket.gaierror(-2, "unknown"), LinkTrouble.NO_ADDRESS),
        (ssl.SSLCertVerificationError(), LinkTrouble.CERTIFICATE),
        (TimeoutError(), LinkTrouble.UNREACHABLE),
        (InvalidProxy("x", "y"), LinkTrouble.PROXY),
        (ImportError(), LinkTrouble.PROXY),
    ],
)
def test_what_other_failures_mean(error: Exception, told: LinkTrouble) -> None:
    assert explain(error) == (told, None)


async def test_the_coordinator_itself() -> None:
    async with TinyCoordinator() as centre:
        connection = await dial(Address.of(centre.url), TOKEN)
        assert connection.request is not None
        assert connection.request.headers["Authorization"] == f"Bearer {TOKEN}"
        assert "Origin" not in connection.request.headers
        assert "Sec-WebSocket-Extensions" not in connection.request.headers
        await connection.close()
