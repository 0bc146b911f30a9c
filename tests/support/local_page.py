"""A browser's part at the agent's local page: signs in, acts, reads the stream."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.support.tiny_coordinator import TOKEN


class LocalPage:
    """One browser."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self.url, self.http = url, http
        self.origin = {"Origin": url}

    async def sign_in(self, token: str = TOKEN) -> tuple[int, Any]:
        async with self.http.post(
            f"{self.url}/site/sign-in", json={"token": token}, headers=self.origin
        ) as reply:
            return reply.status, await reply.json(content_type=None)

    async def get(self, path: str, **headers: str) -> tuple[int, Any, aiohttp.ClientResponse]:
        async with self.http.get(self.url + path, headers=headers) as reply:
            text = await reply.text()
            return reply.status, text, reply

    async def act(
        self, body: Any, site: str = "64", headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """Post an act: a dictionary, or text as it is."""
        given = {"data": body} if isinstance(body, (str, bytes)) else {"json": body}
        async with self.http.post(
            f"{self.url}/site/act?site={site}",
            headers=self.origin if headers is None else headers,
            **given,
        ) as reply:
            return reply.status, await reply.json(content_type=None)

    @asynccontextmanager
    async def stream(self, site: str = "64") -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        async with self.http.ws_connect(
            f"{self.url}/site/stream?site={site}", headers=self.origin
        ) as socket:
            yield socket


@asynccontextmanager
async def browser(url: str | None) -> AsyncIterator[LocalPage]:
    """Cookies are kept, as a browser does, for addresses of numbers too."""
    assert url is not None
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        yield LocalPage(url, http)


async def view(socket: aiohttp.ClientWebSocketResponse, until: Any) -> Any:
    """The first page on the stream of which `until` is true."""
    while True:
        frame = await socket.receive_json(timeout=10)
        if frame["type"] == "page" and until(frame["view"]):
            return frame["view"]
