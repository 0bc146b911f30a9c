"""The technician's page, served on this machine: the same addresses as the coordinator's.

`GET /site` and its assets, `POST /site/sign-in`, `GET /site/me`, `GET /site/stream?site=` and
`POST /site/act?site=` (`wire.site_acts`); names by `agents.page_roster`. Every page sees the
newest view, at most ten a second.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import weakref
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web
from pydantic import TypeAdapter, ValidationError

from agents import bundle, guard, page_roster
from agents.config import Listen, PortInUse
from agents.desk import Desk
from agents.point import VIA
from wire.codes import WireCode
from wire.errors import WireError
from wire.limits import NAME_CHARS_MAX
from wire.site_acts import SITE_ACT
from wire.site_view import SitePage

BODY_BYTES_MAX = 16_384
ASKED_BYTES_MAX = 1_024
FRAME_EVERY_S = 0.1
ALIVE_EVERY_S = 1.0
HEARTBEAT_S = 20.0
TOKEN_CHARS_MAX = 4 * NAME_CHARS_MAX
SHUTDOWN_S = 0.5


class _Streams(weakref.WeakSet[web.WebSocketResponse]):
    """The pages that are open now."""


_PAGE: TypeAdapter[SitePage] = TypeAdapter(SitePage)
_DESK: web.AppKey[Desk] = web.AppKey("desk", Desk)
_TOKENS: web.AppKey[guard.Tokens] = web.AppKey("tokens", guard.Tokens)
_BUNDLE: web.AppKey[Path] = web.AppKey("bundle", Path)
_STREAMS: web.AppKey[_Streams] = web.AppKey("streams", _Streams)

NOT_BUILT = (
    "<!doctype html><meta charset=utf-8><title>Điểm Cầu</title>"
    "<p>Trang của điểm cầu chưa được dựng. · The page has not been built: run <code>make</code>."
)


@contextlib.asynccontextmanager
async def serve(
    desk: Desk, grants: Iterable[tuple[str, Iterable[str]]], listen: Listen
) -> AsyncIterator[str]:
    """Serve the page while the context lasts; gives its address. `grants`: which sites each token
    opens. Raises PortInUse."""
    hosts = guard.Hosts(listen.host)
    app = application(desk, guard.Tokens(grants), hosts)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_S)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, listen.host, listen.port).start()
        except OSError as error:
            raise PortInUse(error.strerror or str(error)) from error
        hosts.port = runner.addresses[0][1]
        name = f"[{listen.host}]" if ":" in listen.host else listen.host
        yield f"http://{name}:{hosts.port}"
    finally:
        await runner.cleanup()


def application(desk: Desk, tokens: guard.Tokens, hosts: guard.Hosts) -> web.Application:
    """The local page's addresses."""
    app = web.Application(middlewares=[guard.answer, hosts.check], client_max_size=BODY_BYTES_MAX)
    app[_DESK], app[_TOKENS], app[_STREAMS] = desk, tokens, _Streams()
    found = bundle.find_bundle()
    if found is not None:
        app[_BUNDLE] = found
    app.on_response_prepare.append(guard.dress)
    app.on_shutdown.append(_close_streams)
    app.router.add_get("/", _root)
    app.router.add_get("/site", _page)
    app.router.add_get("/{folder:assets|marks}/{name}", _asset)
    app.router.add_post("/site/sign-in", _sign_in)
    app.router.add_get("/site/me", _me)
    app.router.add_get("/site/stream", _stream)
    app.router.add_post("/site/act", _act)
    app.add_routes(page_roster.routes(desk, tokens))
    return app


async def _root(_: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/site")


async def _page(request: web.Request) -> web.StreamResponse:
    folder = request.app.get(_BUNDLE)
    if folder is None:
        return web.Response(text=NOT_BUILT, status=503, content_type="text/html")
    return web.Response(body=(folder / bundle.PAGE).read_bytes(), content_type="text/html")


async def _asset(request: web.Request) -> web.StreamResponse:
    folder = request.app.get(_BUNDLE)
    info = request.match_info
    found = bundle.asset(folder, info["folder"], info["name"]) if folder else None
    if found is None:
        raise web.HTTPNotFound
    return web.Response(body=found[0], content_type=found[1])


async def _sign_in(request: web.Request) -> web.StreamResponse:
    """The token comes in the body, never in the address; no script can read the cookie."""
    body = await _json(request)
    token = body.get("token")
    if not isinstance(token, str) or len(token) > TOKEN_CHARS_MAX:
        raise WireError(WireCode.BAD_MESSAGE, "token")
    cookie = request.app[_TOKENS].sign_in(token.strip())
    if cookie is None:
        raise WireError(WireCode.AUTH_FAILED)
    response = _grant(request.app[_TOKENS].of(cookie))
    response.set_cookie(
        guard.COOKIE,
        cookie,
        max_age=guard.COOKIE_DAYS * 86_400,
        path="/",
        httponly=True,
        samesite="Strict",
    )
    return response


async def _me(request: web.Request) -> web.StreamResponse:
    return _grant(request.app[_TOKENS].sites(request))


def _grant(sites: frozenset[str]) -> web.Response:
    # One session by its token, which is nothing a page could choose: none is named, and one that a
    # page names is passed over.
    return web.json_response({"sites": sorted(sites), "via": VIA, "sessions": {}})


async def _act(request: web.Request) -> web.StreamResponse:
    """One entry. 202 with what became of it so far: nothing is "accepted" before its ack."""
    site = request.app[_TOKENS].site(request)
    try:
        act = SITE_ACT.validate_json(await request.read())
    except ValidationError as error:
        raise _explained(error) from None
    state, code = await request.app[_DESK].act(site, act)
    return web.json_response({"id": act.id, "state": state.value, "code": code}, status=202)


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise WireError(WireCode.BAD_MESSAGE, "not JSON") from None
    if not isinstance(body, dict):
        raise WireError(WireCode.BAD_MESSAGE, "not an object")
    return body


def _explained(error: ValidationError) -> WireError:
    """The first fault by its field; never what was in it."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return WireError(WireCode.BAD_MESSAGE, f"{where or 'act'}: {first['type']}")


# --- the stream -----------------------------------------------------------------------------------


async def _stream(request: web.Request) -> web.StreamResponse:
    """The site's view at each change, a sign of life each second, and clock answers."""
    site = request.app[_TOKENS].site(request)
    socket = web.WebSocketResponse(
        heartbeat=HEARTBEAT_S, max_msg_size=ASKED_BYTES_MAX, compress=False, timeout=SHUTDOWN_S
    )
    await socket.prepare(request)
    streams = request.app[_STREAMS]
    streams.add(socket)
    desk = request.app[_DESK]
    tasks = [
        asyncio.create_task(_show(socket, desk, site)),
        asyncio.create_task(_live(socket, desk)),
    ]
    try:
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await _asked(socket, desk, message.data)
    finally:
        streams.discard(socket)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return socket


async def _show(socket: web.WebSocketResponse, desk: Desk, site: str) -> None:
    """A page that reads slowly gets fewer views, never old ones: each is made when it is sent."""
    point = desk.points[site]
    changed = point.watch()
    try:
        while True:
            changed.clear()
            view = _PAGE.dump_json(desk.page(site)).decode()
            await socket.send_str(f'{{"type":"page","view":{view}}}')
            await asyncio.sleep(FRAME_EVERY_S)
            await changed.wait()
    except ConnectionError:
        return
    finally:
        point.unwatch(changed)


async def _live(socket: web.WebSocketResponse, desk: Desk) -> None:
    with contextlib.suppress(ConnectionError):
        while True:
            await socket.send_json({"type": "alive", "at": desk.time.now()})
            await asyncio.sleep(ALIVE_EVERY_S)


async def _asked(socket: web.WebSocketResponse, desk: Desk, text: str) -> None:
    """A clock question is answered in session time; anything else is passed over."""
    received = desk.time.now()
    try:
        asked = json.loads(text)
    except ValueError:
        return
    if not isinstance(asked, dict) or asked.get("type") != "clock":
        return
    t0 = asked.get("t0")
    if isinstance(t0, (int, float)) and not isinstance(t0, bool):
        answer = {"type": "clock", "t0": t0, "t1": received, "t2": desk.time.now()}
        with contextlib.suppress(ConnectionError):
            await socket.send_json(answer)


async def _close_streams(app: web.Application) -> None:
    streams: _Streams = app[_STREAMS]
    for socket in list(streams):
        with contextlib.suppress(ConnectionError, TimeoutError):
            await socket.close(code=1001)
