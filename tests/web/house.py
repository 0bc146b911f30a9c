"""A house with fixed views: serves the built pages and answers as the doors do, from what a test
puts into it. Runs on a loop of its own, so that tests can be plain functions.
"""

from __future__ import annotations

import asyncio
import json
import os
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from tests.support.until import until
from tests.web.views import FIXTURES

# Pages built elsewhere can be tried without touching those that are in use.
DIST = Path(os.environ.get("DIEMCAU_TEST_PAGES", FIXTURES.parent / "dist"))
SESSION = "2023-09-08-tthc"
# Stricter than any door needs to be: no inline style or script, nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
ALIVE_EVERY_S = 0.5

Answer = tuple[int, Any]


def fixture(name: str) -> Any:
    """One stored view."""
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))


class House:
    """`at` is session time until a page looks, then it runs. `posted` is what pages have sent."""

    def __init__(self, at: int) -> None:
        self.views: dict[str, Any] = {}
        self.reads: dict[str, Any] = {}
        self.posted: list[tuple[str, Any]] = []
        self.hands: list[str | None] = []
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.fates: dict[str, Answer] = {}
        self.role = "host"
        self.me = {"sites": ["64"], "via": "agent"}
        self.silent = False
        self.answer: Callable[[Any], Answer] = self.accept
        self._at, self._since = at, 0.0
        self._sockets: dict[web.WebSocketResponse, str] = {}
        self._told_time: set[web.WebSocketResponse] = set()
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self.port = 0
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    # --- what tests do ------------------------------------------------------------------------

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def watching(self, view: str) -> int:
        """How many pages look at a view."""
        return sum(
            looks == view and not socket.closed for socket, looks in list(self._sockets.items())
        )

    def now(self) -> int:
        """Stands until the first page looks, so that slow opening eats nothing of a test's time."""
        gone_s = time.monotonic() - self._since if self._since else 0.0
        return self._at + round(gone_s * 1000)

    def skip(self, ms: int) -> None:
        """The session goes on while this machine sleeps."""
        self._at += ms

    def open(self) -> None:
        """Listen, on the same port as before if there was one."""
        self._run(self._open())

    def close(self) -> None:
        """Gone at once, as after `kill -9`."""
        self._run(self._close())

    def stop(self) -> None:
        self.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def tell_all(self) -> None:
        """Wait until every page has its picture and the time: before, nothing of it is old."""
        until(
            lambda: self._sockets and set(self._sockets) <= self._told_time,
            "every page knows the time",
        )

    def fall_silent(self) -> None:
        """Nothing more is sent, once all have been told."""
        self.tell_all()
        self.silent = True

    def show(self, view: str, value: Any) -> None:
        """The view from now on, sent to all who look at it."""
        self.views[view] = value
        self._run(self._send(view))

    def say(self, view: str, frame: Any) -> None:
        """A frame beside the views, to all who look at this one."""

        async def tell() -> None:
            for socket, looks in list(self._sockets.items()):
                if looks == view:
                    await self._word(socket, frame)

        self._run(tell())

    def accept(self, body: Any) -> Answer:
        if "command_id" in body:
            said = {"command_id": body["command_id"], "accepted": True, "rev": 1}
            return 200, {**said, "at": self.now(), "entry": None, "duplicate": False}
        return 202, {"id": body["id"], "state": "waiting", "code": ""}

    def refuse(self, status: int, code: str, **params: Any) -> None:
        """Answer every command with this problem."""
        problem = {"type": "urn:x", "title": code, "status": status, "code": code, **params}
        self.answer = lambda body: (status, problem)

    def sent(self, kind: str) -> list[Any]:
        """The bodies of commands or acts of one type."""
        return [body for _, body in self.posted if kind in (body.get("type"), body.get("act"))]

    # --- what the pages see -------------------------------------------------------------------

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _open(self) -> None:
        app = web.Application()
        one = f"/api/v1/sessions/{SESSION}"
        app.router.add_get(f"{one}/stream", self._stream)
        app.router.add_get("/site/stream", self._stream)
        app.router.add_post(f"{one}/commands", self._posted)
        app.router.add_get(f"{one}/commands/{{id}}", self._fate)
        app.router.add_post("/site/act", self._posted)
        app.router.add_post("/{_:api/v1|site}/{_2:sign-in|sign-out}", self._signed_in)
        app.router.add_get("/{path:(api|site)/.*}", self._read)
        app.router.add_get("/{path:.*}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._pulse = asyncio.create_task(self._beat())

    async def _close(self) -> None:
        if self._runner is None:
            return
        self._pulse.cancel()
        for socket in self._sockets:
            transport = socket._req and socket._req.transport
            if transport:
                transport.abort()
        self._sockets.clear()
        self._told_time.clear()
        await self._runner.cleanup()
        self._runner = None

    async def _beat(self) -> None:
        while True:
            if not self.silent:
                for socket in list(self._sockets):
                    await self._word(socket, {"type": "alive", "at": self.now()})
            await asyncio.sleep(ALIVE_EVERY_S)

    async def _send(self, view: str) -> None:
        for socket, looks in list(self._sockets.items()):
            if looks == view:
                await self._word(socket, self._frame(view))

    def _frame(self, view: str) -> Any:
        value = self.views.get(view)
        if view == "site":
            return {"type": "page", "view": value}
        return {"type": "view", "view": view, "data": value}

    async def _word(self, socket: web.WebSocketResponse, frame: Any) -> None:
        if not socket.closed and not self.silent:
            await socket.send_json(frame)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        view = request.query.get("view", "site")
        self._sockets[socket] = view
        self._since = self._since or time.monotonic()
        await self._word(socket, self._frame(view))
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                at = self.now()
                said = json.loads(message.data)
                if said["type"] == "hand":
                    self.hands.append(said["entry"])
                    continue
                await self._word(socket, {**said, "t1": at, "t2": self.now()})
                if not self.silent:
                    self._told_time.add(socket)
        self._sockets.pop(socket, None)
        self._told_time.discard(socket)
        return socket

    async def _posted(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.posted.append((request.path, body))
        status, said = self.answer(body)
        if body.get("type") == "give_up_command":
            status, said = 409, {"code": "given_up", "status": 409}
        if status == 0:
            # The line breaks between the click and its answer.
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return web.json_response(said, status=status)

    async def _fate(self, request: web.Request) -> web.StreamResponse:
        unknown = (404, {"code": "unknown_command", "status": 404})
        status, said = self.fates.get(request.match_info["id"], self.fates.get("*", unknown))
        return web.json_response(said, status=status)

    async def _signed_in(self, request: web.Request) -> web.StreamResponse:
        self.posted.append((request.path, await request.json()))
        return await self._read(request)

    async def _read(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(f"/api/v1/sessions/{SESSION}/")
        if request.path in ("/site/roster", "/site/said", "/site/added"):
            return web.json_response(self.names(request.path[6:], request.query))
        if request.path.startswith("/site"):
            return web.json_response(self.me)
        if request.path.endswith(("/me", "/sign-in")):
            grant = {"id": "g1", "role": self.role, "session": SESSION, "sites": []}
            return web.json_response({"grants": [grant], "now": self.now()})
        one = request.query.get("site") or request.query.get("person")
        last = path.split("/")[-1]
        name = f"{path}-{one}" if one else last
        if path.startswith("attendance/"):
            name = self.log(last, one, request.query)
        if request.query.get("format") == "csv":
            return self._csv(path)
        if name not in self.reads:
            return web.json_response({"code": "not_found", "status": 404}, status=404)
        found = self.reads[name]
        return web.json_response(found(request.query) if callable(found) else found)

    def log(self, last: str, one: str | None, query: Mapping[str, str]) -> str:
        """The read of an organizer's question that fits best: with the moment, the mark."""
        self.asked.append((last, dict(query)))
        name = f"log-{last}-{one}" if one else f"log-{last}"
        for key in ("at", "mark", "under", "words"):
            if key in query and f"{name}?{key}={query[key]}" in self.reads:
                return f"{name}?{key}={query[key]}"
        return name

    def names(self, what: str, query: Mapping[str, str]) -> Any:
        """The pages of the point's roster that are asked for, or what was said of its people."""
        self.asked.append((what, dict(query)))
        rows: list[Any] = self.reads.get(f"{what}-{query['site']}", [])
        if what == "said":
            return [row for row in rows if row["person"] in query["persons"].split(",")]
        wanted = query.get("pages")
        return [row for row in rows if wanted is None or str(row["page"]) in wanted.split(",")]

    def _csv(self, name: str) -> web.Response:
        return web.Response(
            text=f"\ufeff{name}",
            content_type="text/csv",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = request.path.strip("/")
        name = path if path.startswith(("assets/", "marks/")) else f"{path.split('/')[0]}.html"
        file = DIST / ("index.html" if name == ".html" else name)
        if not file.is_file():
            raise web.HTTPNotFound
        kind = TYPES.get(file.suffix)
        headers = {"Content-Security-Policy": POLICY, **({"Content-Type": kind} if kind else {})}
        return web.FileResponse(Path(file), headers=headers)
