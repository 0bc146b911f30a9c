"""The names of a point's people, for its page: fetched when they change, never streamed.

The same two addresses as an agent serves on its machine.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections.abc import Sequence
from functools import partial

from aiohttp import web

from coordinator.console.answers import encode
from coordinator.console.desk import Visit, conductor_of
from coordinator.console.route import Param, Route
from coordinator.console.sign_in import JSON, POINT
from coordinator.console.site_door import place
from coordinator.core.base import Refused
from coordinator.core.people import People
from coordinator.core.sites import require
from coordinator.core.state import Session
from coordinator.views.roster import roster_pages, said_of
from wire.codes import Refusal, WireCode
from wire.errors import WireError
from wire.limits import (
    PEOPLE_PER_SITE_MAX,
    ROSTER_PAGE_PEOPLE_MAX,
    SAID_AT_ONCE_MAX,
    SAID_BYTES_MAX,
)
from wire.roster import PersonSaid, RosterPage
from wire.vocabulary import Role, SiteId

PAGES_MAX = PEOPLE_PER_SITE_MAX // ROSTER_PAGE_PEOPLE_MAX
PAGES_AT_ONCE = 8
GZIP_LEVEL = 6
GZIP_FROM_BYTES = 2_048


async def roster(visit: Visit) -> web.StreamResponse:
    """`GET /site/roster?site=CODE&pages=0,3`: these pages, or all of them.

    Raises WireError(bad_message), Refused(forbidden | unknown_site)."""
    site, _ = place(visit)
    found = await _pages(visit, site, _numbers(visit))
    tag = tag_of(found)
    headers = {"ETag": tag, "Vary": "Accept-Encoding"}
    if tag in (visit.request.headers.get("If-None-Match") or "").replace("W/", "").split(", "):
        return web.Response(status=304, headers=headers)
    body = encode(tuple(found), tuple[RosterPage, ...])
    if len(body) >= GZIP_FROM_BYTES and "gzip" in visit.request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = await asyncio.to_thread(gzip.compress, body, GZIP_LEVEL)
    return web.Response(body=body, content_type=JSON, headers=headers)


async def said(visit: Visit) -> web.StreamResponse:
    """`GET /site/said?site=CODE&persons=ID,ID`: who deputises, why somebody is excused.

    Raises WireError(bad_message), Refused(forbidden)."""
    site, _ = place(visit)
    persons = (visit.query("persons") or "").split(",")
    if len(persons) > SAID_AT_ONCE_MAX:
        raise WireError(WireCode.BAD_MESSAGE, f"persons: at most {SAID_AT_ONCE_MAX}")
    conductor = conductor_of(visit.desk.hall, str(visit.who.grant.session))
    wanted = partial(said_of, site=site, persons=persons, bytes_max=SAID_BYTES_MAX)
    rows = await conductor.ask(wanted)
    return web.Response(body=encode(rows, tuple[PersonSaid, ...]), content_type=JSON)


async def _pages(visit: Visit, site: SiteId, numbers: list[int] | None) -> list[RosterPage]:
    """A part between each two turns; each page has its own tag, so that a change while they are
    made is seen."""
    conductor = conductor_of(visit.desk.hall, str(visit.who.grant.session))
    wanted = await conductor.ask(partial(_wanted, site=site, numbers=numbers))
    found: list[RosterPage] = []
    for start in range(0, len(wanted), PAGES_AT_ONCE):
        part = wanted[start : start + PAGES_AT_ONCE]
        found += await conductor.ask(partial(roster_pages, site=site, numbers=part))
    return found


def _wanted(
    session: Session, people: People, *, site: SiteId, numbers: list[int] | None
) -> list[int]:
    if site not in session.sites:
        raise Refused(Refusal.FORBIDDEN)
    last = -(-len(require(session, site).people) // ROSTER_PAGE_PEOPLE_MAX)
    return list(range(last)) if numbers is None else numbers


def _numbers(visit: Visit) -> list[int] | None:
    """The pages that are named; None for all. Raises WireError(bad_message)."""
    named = visit.query("pages")
    if named is None:
        return None
    parts = named.split(",")
    if len(parts) > PAGES_MAX or not all(part.isdecimal() and len(part) <= 3 for part in parts):
        raise WireError(WireCode.BAD_MESSAGE, f"pages: at most {PAGES_MAX} numbers")
    return [int(part) for part in parts]


def tag_of(pages: Sequence[RosterPage]) -> str:
    """The entity tag of these pages: it changes with any of them."""
    said = " ".join(f"{page.page}:{page.tag}" for page in pages)
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


_SITE = frozenset((Role.SITE,))
ROUTES = (
    Route(
        "GET",
        "/site/roster",
        roster,
        _SITE,
        "The names of a point's people, with an ETag.",
        tuple[RosterPage, ...],
        query=(*POINT, Param("pages", "Only these pages: numbers with commas between.")),
        problems=("bad_message",),
    ),
    Route(
        "GET",
        "/site/said",
        said,
        _SITE,
        "What was said of people of a point besides their states.",
        tuple[PersonSaid, ...],
        query=(*POINT, Param("persons", "Which: ids with commas between.", required=True)),
        problems=("bad_message",),
    ),
)
