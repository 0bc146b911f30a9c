"""Who may use the local page: the right host name, the right origin, the right token.

A page elsewhere on the web that the technician happens to visit must be able to do nothing here:
the host name is checked against rebinding (OWASP ASVS 5.0 V3.5), the origin exactly, and the
cookie is of this site alone. Failed sign-ins change nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
from collections.abc import Iterable

from aiohttp import web
from aiohttp.typedefs import Handler

from wire.codes import WireCode
from wire.errors import WireError

COOKIE = "diemcau_agent"
COOKIE_LABEL = b"diemcau-agent page 1"
COOKIE_DAYS = 30
PROBLEM = "application/problem+json"

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Server": "diemcau-agent",
}
_STATUS = {
    WireCode.AUTH_FAILED: 401,
    WireCode.FORBIDDEN: 403,
    WireCode.TOO_BIG: 413,
    WireCode.BAD_MESSAGE: 422,
    WireCode.BAD_NAME: 422,
    WireCode.UNSUPPORTED: 422,
}
_NOT_FOUND = {404: "not_found", 405: "method_not_allowed", 413: WireCode.TOO_BIG.value}


def problem(code: str, status: int, detail: str = "") -> web.Response:
    """An error as RFC 9457 has it."""
    body = {
        "type": f"urn:diemcau:problem:{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "code": code,
    }
    if detail:
        body["detail"] = detail
    return web.Response(text=json.dumps(body), status=status, content_type=PROBLEM)


async def dress(_: web.Request, response: web.StreamResponse) -> None:
    """Headers of every answer, upgrades included."""
    response.headers.update(HEADERS)


@web.middleware
async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever goes wrong becomes a problem, in this one place."""
    try:
        return await handler(request)
    except WireError as error:
        return problem(error.code.value, _STATUS.get(error.code, 422), error.detail)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        code = _NOT_FOUND.get(error.status, WireCode.BAD_MESSAGE.value)
        return problem(code, error.status)


class Hosts:
    """The names under which the page may be asked for. Names that only DNS knows are not among
    them, since whoever owns such a name can point it here."""

    def __init__(self, host: str, port: int = 0) -> None:
        """`port` is set once the server listens."""
        self.port, self._listen = port, host.lower()
        self._any = host in ("0.0.0.0", "::")

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """403 for a foreign Host; for acts and streams also for a foreign or missing Origin."""
        if not self.allows(request.headers.get("Host", "")):
            raise WireError(WireCode.FORBIDDEN, "host")
        acts = request.method not in ("GET", "HEAD") or "Upgrade" in request.headers
        origin = request.headers.get("Origin")
        if (acts or origin is not None) and origin != f"http://{request.headers['Host']}":
            raise WireError(WireCode.FORBIDDEN, "origin")
        return await handler(request)

    def allows(self, header: str) -> bool:
        name, _, port = header.rpartition(":")
        if header.endswith("]") or not name:
            name, port = header, "80"
        if port != str(self.port):
            return False
        name = name.lower().strip("[]")
        if name in ("localhost", self._listen):
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return self._any or address.is_loopback


class Tokens:
    """Which sites a token speaks for. The cookie is derived from the token, so that it outlives
    a restart, and does not give it away."""

    def __init__(self, grants: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._sites: dict[str, frozenset[str]] = {}
        for token, sites in grants:
            cookie = self._cookie(token)
            self._sites[cookie] = self._sites.get(cookie, frozenset()) | frozenset(sites)

    def sign_in(self, token: str) -> str | None:
        """The cookie for a token, None for one that is not known."""
        return self._known(self._cookie(token))

    def of(self, cookie: str) -> frozenset[str]:
        """The sites of a cookie that is known."""
        return self._sites[cookie]

    def sites(self, request: web.Request) -> frozenset[str]:
        """The sites of a signed-in page. Raises WireError(auth_failed)."""
        cookie = self._known(request.cookies.get(COOKIE, ""))
        if cookie is None:
            raise WireError(WireCode.AUTH_FAILED)
        return self._sites[cookie]

    def site(self, request: web.Request) -> str:
        """The site a request names, if its page may. Raises WireError(auth_failed | forbidden)."""
        site = request.query.get("site", "")
        if site not in self.sites(request):
            raise WireError(WireCode.FORBIDDEN, "site")
        return site

    def _known(self, cookie: str) -> str | None:
        """Compared with each known one in constant time."""
        found = None
        for known in self._sites:
            if hmac.compare_digest(known.encode(), cookie.encode()):
                found = known
        return found

    @staticmethod
    def _cookie(token: str) -> str:
        return hmac.new(token.encode(), COOKIE_LABEL, hashlib.sha256).hexdigest()
