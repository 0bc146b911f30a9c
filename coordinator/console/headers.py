"""Security headers on every answer, and every exception as a problem.

Sources: OWASP ASVS 5.0 V3.4 and V14.3; the policy forbids whatever does not come from ourselves.
"""

from __future__ import annotations

import asyncio

from aiohttp import web
from aiohttp.typedefs import Handler

from coordinator.console.problems import problem_of
from coordinator.ports import JournalUnavailable

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
# The page of a point reads codes: with its camera, and with a reader compiled to WebAssembly.
SCANNING = {
    "Content-Security-Policy": POLICY.replace(
        "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"
    ),
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}
SERVER = "diemcau"
NO_STORE = "no-store"


def dress(response: web.StreamResponse) -> None:
    """Put the headers on an answer that has not begun, where its handler has not said otherwise.
    Data is not to be kept, and the server does not tell its version."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", NO_STORE)
    response.headers["Server"] = SERVER


async def on_prepare(_: web.Request, response: web.StreamResponse) -> None:
    """For `Application.on_response_prepare`: reaches upgrades to WebSockets, too."""
    dress(response)


@web.middleware
async def secure(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer with headers whatever happens; an exception becomes a problem."""
    try:
        response = await handler(request)
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        # Nobody cancelled this request: the session's loop has ended under it.
        response = problem_of(JournalUnavailable("the session's loop has ended"))
    except Exception as error:
        response = problem_of(error)
    if not response.prepared:
        dress(response)
    return response
