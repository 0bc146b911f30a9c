"""Somebody else's end of a webhook: verifies as the specification says, and can refuse."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from standardwebhooks.webhooks import Webhook


class Receiver:
    """`taken` are bodies that were verified and answered 2xx, in order; `refused` how many
    attempts were answered otherwise. `answers` are statuses to give before all goes well."""

    def __init__(self, secret: bytes) -> None:
        self._webhook = Webhook(secret)
        self.taken: list[Any] = []
        self.ids: list[str] = []
        self.refused = 0
        self.answers: list[int] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        data = await request.read()
        body = self._webhook.verify(data, dict(request.headers))
        status = self.answers.pop(0) if self.answers else 204
        if status >= 300:
            self.refused += 1
            moved = {"Location": f"{self.url}/elsewhere"} if status < 400 else None
            return web.Response(status=status, headers=moved)
        self.taken.append(json.loads(data) if body is not None else None)
        self.ids.append(request.headers["webhook-id"])
        return web.Response(status=status)

    def types(self) -> list[str]:
        return [body["type"] for body in self.taken]

    def revs(self) -> list[int]:
        return [body["data"]["rev"] for body in self.taken]


@asynccontextmanager
async def receiving(secret: bytes, port: int = 0) -> AsyncIterator[Receiver]:
    """Listens on loopback; the path of its address is a secret of its own."""
    receiver = Receiver(secret)
    app = web.Application()
    app.router.add_post("/hooks/secret-path", receiver.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, reuse_address=True).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hooks/secret-path"
    try:
        yield receiver
    finally:
        await runner.cleanup()
