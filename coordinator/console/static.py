"""The built pages, as files. Whoever opens one signs in there; files are no secret."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from aiohttp import web

from coordinator.console.desk import Visit

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
MISSING = (
    "Chưa có các trang giao diện: phần web chưa được dựng. "
    "Hãy chạy `make build` rồi tải lại trang.\n"
    "The pages are not there: the web part has not been built. Run `make build` and reload.\n"
)

NOTHING: Mapping[str, str] = {}

# A file of the bundle or of a folder right in it; no name begins with a dot.
_PLAIN = re.compile(r"(?:[a-z]+/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*")


def page(
    name: str, headers: Mapping[str, str] = NOTHING
) -> Callable[[Visit], Awaitable[web.StreamResponse]]:
    """A handler for one page of the bundle; `headers` are those in which it differs."""

    async def serve(visit: Visit) -> web.StreamResponse:
        response = _file(visit.desk.settings.bundle, f"{name}.html", REVALIDATE)
        response.headers.update(headers)
        return response

    serve.__name__ = f"page_{name}"
    return serve


async def asset(visit: Visit) -> web.StreamResponse:
    """`GET /assets/{name}`: the name holds a hash of the content, so it never changes."""
    name = visit.request.match_info["name"]
    return _file(visit.desk.settings.bundle, f"assets/{name}", IMMUTABLE)


async def site_worker(visit: Visit) -> web.StreamResponse:
    """`GET /site-worker.js`: keeps the files of a point's page in the browser. Not among the
    assets, since its address says which pages it may serve and must not change."""
    return _file(visit.desk.settings.bundle, "site-worker.js", REVALIDATE)


async def mark(visit: Visit) -> web.StreamResponse:
    """`GET /marks/{name}`: the small pictures of states for the tab."""
    name = visit.request.match_info["name"]
    return _file(visit.desk.settings.bundle, f"marks/{name}", REVALIDATE)


def _file(bundle: Path | None, name: str, keep: str) -> web.StreamResponse:
    """A file of the bundle, and of nothing else. Raises HTTPNotFound."""
    if bundle is None:
        return web.Response(text=MISSING, status=503, headers={"Retry-After": "60"})
    found = bundle / name
    if not _PLAIN.fullmatch(name) or not found.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(found, headers={"Cache-Control": keep})
