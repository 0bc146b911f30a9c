"""The built pages, as files. Whoever opens one signs in there; files are no secret."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
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

# A file of the bundle or of a folder right in it; no name begins with a dot.
_PLAIN = re.compile(r"(?:[a-z]+/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*")


def page(name: str) -> Callable[[Visit], Awaitable[web.StreamResponse]]:
    """A handler for one page of the bundle."""

    async def serve(visit: Visit) -> web.StreamResponse:
        return _file(visit.desk.settings.bundle, f"{name}.html", REVALIDATE)

    serve.__name__ = f"page_{name}"
    return serve


async def asset(visit: Visit) -> web.StreamResponse:
    """`GET /assets/{name}`: the name holds a hash of the content, so it never changes."""
    name = visit.request.match_info["name"]
    return _file(visit.desk.settings.bundle, f"assets/{name}", IMMUTABLE)


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
