"""Signing in and out: a secret adds its grant to what the browser holds already."""

from __future__ import annotations

from aiohttp import web
from pydantic import TypeAdapter

from coordinator.console.answers import GrantRow, SignedIn, SignIn, SiteMe, encode
from coordinator.console.desk import SIGN_IN_BYTES_MAX, Desk, Visit
from coordinator.console.people import COOKIE, COOKIE_CHARS_MAX
from coordinator.console.problems import Delayed
from coordinator.console.route import Open, Param, Route
from coordinator.credentials import SIGN_IN_KEPT_MS
from coordinator.ports import Grant
from wire.codes import WireCode
from wire.errors import WireError
from wire.vocabulary import Role

_SIGN_IN: TypeAdapter[SignIn] = TypeAdapter(SignIn)
JSON = "application/json"


async def sign_in(visit: Visit) -> web.StreamResponse:
    """`POST /api/v1/sign-in`. Raises WireError(auth_failed | slow_down | bad_message)."""
    _, cookie = await _enter(visit, site_only=False)
    grants = await visit.desk.guests.credentials.signed_in(cookie)
    return _with_cookie(visit.desk, cookie, _signed_in(visit.desk, grants))


async def site_sign_in(visit: Visit) -> web.StreamResponse:
    """`POST /site/sign-in`: the same for a technician's page; other grants do not enter here."""
    _, cookie = await _enter(visit, site_only=True)
    grants = await visit.desk.guests.credentials.signed_in(cookie)
    return _with_cookie(visit.desk, cookie, encode(_site_me(grants)))


async def me(visit: Visit) -> web.StreamResponse:
    """`GET /api/v1/me`: all that this browser or secret may do."""
    return web.Response(body=_signed_in(visit.desk, visit.who.held), content_type=JSON)


async def site_me(visit: Visit) -> web.StreamResponse:
    """`GET /site/me`: the points that this browser may work for."""
    return web.Response(body=encode(_site_me(visit.who.held)), content_type=JSON)


async def sign_out(visit: Visit) -> web.StreamResponse:
    """`POST /api/v1/sign-out`: forgets the browser's sign-in and closes its streams."""
    desk, request = visit.desk, visit.request
    cookie = request.cookies.get(COOKIE)
    if cookie and len(cookie) <= COOKIE_CHARS_MAX:
        desk.guests.check_origin(request, required=True)
        await desk.guests.credentials.sign_out(cookie)
        desk.check_grants()
    response = web.Response(body=_signed_in(desk, ()), content_type=JSON)
    response.del_cookie(COOKIE, path="/")
    return response


async def _enter(visit: Visit, *, site_only: bool) -> tuple[Grant, str]:
    """The secret's grant and the cookie's value. A failure changes nothing but the count of
    failures of this address; a right secret is let in whatever others do behind the same address,
    which may be a whole province's, or a proxy's."""
    desk, request = visit.desk, visit.request
    desk.guests.check_origin(request, required=False)
    given = await visit.body(_SIGN_IN, SIGN_IN_BYTES_MAX)
    found = await desk.guests.credentials.bearer(given.token)
    if found is not None and (not site_only or found.role is Role.SITE):
        cookie = _known_cookie(request)
        entered = await desk.guests.credentials.sign_in(
            given.token, cookie, lambda fresh: desk.moved(cookie, fresh)
        )
        if entered is not None:
            return entered
    address = request.remote or ""
    wait_s = desk.sign_in_failures.wait_s(address)
    if wait_s:
        raise Delayed(wait_s)
    desk.sign_in_failures.strike(address)
    raise WireError(WireCode.AUTH_FAILED)


def _known_cookie(request: web.Request) -> str | None:
    cookie = request.cookies.get(COOKIE)
    return cookie if cookie and len(cookie) <= COOKIE_CHARS_MAX else None


def own_sites(grants: tuple[Grant, ...] | list[Grant]) -> tuple[str, ...]:
    """The points of all site grants, each once, in the order they were opened first."""
    sites = (site for grant in grants if grant.role is Role.SITE for site in grant.sites)
    return tuple(dict.fromkeys(sites))


def sessions_at(grants: tuple[Grant, ...] | list[Grant], site: str) -> tuple[str, ...]:
    """The sessions that a browser may work in at a point; the link opened last is the last."""
    fitting = (one for one in reversed(grants) if one.role is Role.SITE and site in one.sites)
    return tuple(dict.fromkeys(str(one.session) for one in fitting if one.session))[::-1]


def _site_me(grants: tuple[Grant, ...] | list[Grant]) -> SiteMe:
    sites = own_sites(grants)
    return SiteMe(sites, "coordinator", {site: sessions_at(grants, site) for site in sites})


def _signed_in(desk: Desk, grants: tuple[Grant, ...] | list[Grant]) -> bytes:
    rows = tuple(GrantRow(g.id, g.role, g.session, tuple(g.sites)) for g in grants)
    return encode(SignedIn(rows, desk.now()))


def _with_cookie(desk: Desk, cookie: str, body: bytes) -> web.Response:
    response = web.Response(body=body, content_type=JSON)
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=SIGN_IN_KEPT_MS // 1000,
        path="/",
        httponly=True,
        secure=desk.settings.secure_cookies,
        samesite="Strict",
    )
    return response


POINT = (
    Param("site", "A point's code."),
    Param("session", "Which meeting, where the browser may work for the point in two."),
)
SITE_ROUTES: tuple[Route, ...] = (
    Route(
        "POST",
        "/site/sign-in",
        site_sign_in,
        Open.EVERYONE,
        "Sign a technician's page in.",
        SiteMe,
        body=SignIn,
        problems=("auth_failed", "slow_down"),
    ),
    Route(
        "GET",
        "/site/me",
        site_me,
        frozenset((Role.SITE,)),
        "The asker's points; refused where it may not work for the one that is named.",
        SiteMe,
        query=POINT,
        problems=("unknown_session",),
    ),
)
