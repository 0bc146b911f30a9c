"""The names of a point's people on the technician's page: the same addresses as the coordinator's.

`GET /site/roster?site=` with an ETag and `GET /site/said?site=&persons=` (`wire.roster`). Only here
`GET /site/added?site=`: whom the entries made on this computer added.
"""

from __future__ import annotations

import hashlib

from aiohttp import web
from pydantic import TypeAdapter

from agents.added import Added
from agents.desk import Desk
from agents.guard import Tokens
from wire.codes import WireCode
from wire.errors import WireError
from wire.limits import PEOPLE_PER_SITE_MAX, ROSTER_PAGE_PEOPLE_MAX, SAID_AT_ONCE_MAX
from wire.roster import PersonSaid, RosterPage

PAGES_MAX = PEOPLE_PER_SITE_MAX // ROSTER_PAGE_PEOPLE_MAX
JSON = "application/json"

_PAGES: TypeAdapter[tuple[RosterPage, ...]] = TypeAdapter(tuple[RosterPage, ...])
_ADDED: TypeAdapter[list[Added]] = TypeAdapter(list[Added])
_SAID: TypeAdapter[list[PersonSaid]] = TypeAdapter(list[PersonSaid])


def routes(desk: Desk, tokens: Tokens) -> list[web.RouteDef]:
    """The three addresses."""

    async def roster(request: web.Request) -> web.StreamResponse:
        """The pages that have come, or those of them that are named with `pages=0,3`."""
        site = tokens.site(request)
        numbers, pages = _numbers(request), desk.points[site].roster.pages
        wanted = sorted(pages) if numbers is None else numbers
        found = tuple(pages[number] for number in wanted if number in pages)
        said = " ".join(f"{page.page}:{page.tag}:{_erasures(page)}" for page in found)
        tag = f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
        if tag in request.headers.get("If-None-Match", "").replace("W/", "").split(", "):
            return web.Response(status=304, headers={"ETag": tag})
        body = _PAGES.dump_json(found)
        return web.Response(body=body, content_type=JSON, headers={"ETag": tag})

    async def said(request: web.Request) -> web.StreamResponse:
        site = tokens.site(request)
        persons = [one for one in request.query.get("persons", "").split(",") if one]
        if not 0 < len(persons) <= SAID_AT_ONCE_MAX:
            raise WireError(WireCode.BAD_MESSAGE, f"persons: 1 to {SAID_AT_ONCE_MAX}")
        known = [one for one in persons if desk.points[site].roster.knows(one)]
        people = await desk.said(site, known) if known else []
        return web.Response(body=_SAID.dump_json(people), content_type=JSON)

    async def new(request: web.Request) -> web.StreamResponse:
        people = await desk.added(tokens.site(request))
        return web.Response(body=_ADDED.dump_json(people), content_type=JSON)

    return [
        web.get("/site/roster", roster),
        web.get("/site/said", said),
        web.get("/site/added", new),
    ]


def _erasures(page: RosterPage) -> int:
    """A name may be gone here before the page comes with its new tag."""
    return sum(not person.name for person in page.people)


def _numbers(request: web.Request) -> list[int] | None:
    """The pages that are named; None for all. Raises WireError(bad_message)."""
    named = request.query.get("pages")
    if named is None:
        return None
    parts = named.split(",")
    if len(parts) > PAGES_MAX or not all(part.isdecimal() and len(part) <= 3 for part in parts):
        raise WireError(WireCode.BAD_MESSAGE, f"pages: at most {PAGES_MAX} numbers")
    return list(dict.fromkeys(int(part) for part in parts))
