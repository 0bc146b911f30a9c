"""`GET /comparison`: sessions of a series side by side, for whoever has the log of each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from coordinator.conductor import Conductor
from coordinator.console.answers import encode
from coordinator.console.desk import Visit, conductor_of
from coordinator.console.log_reads import page_of, required, rules_of
from coordinator.console.route import Param, Route
from coordinator.console.sign_in import JSON
from coordinator.console.surveys import slices
from coordinator.core.base import Refused
from coordinator.core.people import People
from coordinator.core.readings import Reading, may_read
from coordinator.core.state import Session
from coordinator.views.presence import Rules
from coordinator.views.series import Part, SeriesView, part, series_view
from wire.codes import Refusal, WireCode
from wire.errors import WireError
from wire.vocabulary import SiteId

SESSIONS_MAX = 24


async def series_read(visit: Visit) -> web.StreamResponse:
    """`GET /comparison?sessions=ID,ID`: who came to which. A session that the asker has no log of
    answers as one that does not exist."""
    ids = list(dict.fromkeys(filter(None, required(visit, "sessions").split(","))))
    if not 1 <= len(ids) <= SESSIONS_MAX:
        raise WireError(WireCode.BAD_MESSAGE, f"sessions: 1 to {SESSIONS_MAX}")
    rules, (offset, limit) = rules_of(visit), page_of(visit)
    conductors = [_own(visit, session) for session in ids]
    found = [await _read(conductor, rules) for conductor in conductors]
    view = series_view(found, offset, limit)
    return web.Response(body=encode(view), content_type=JSON)


def _own(visit: Visit, session: str) -> Conductor:
    """Raises Refused(unknown_session)."""
    conductor = conductor_of(visit.desk.hall, session)
    grants = (grant for grant in visit.who.held if may_read(grant.role, Reading.NAMES))
    if not any(grant.session in (None, conductor.id) for grant in grants):
        raise Refused(Refusal.UNKNOWN_SESSION)
    return conductor


async def _read(conductor: Conductor, rules: Rules) -> Part:
    """One session, slice by slice between its conductor's turns."""

    def start(session: Session, people: People) -> tuple[Part, list[list[SiteId]]]:
        return part(session, conductor.now(), rules), list(slices(session, session.site_order))

    found, turns = await conductor.ask(start)
    for sites in turns:
        await conductor.ask(_take(found, sites))
    return found


def _take(found: Part, sites: list[SiteId]) -> Callable[[Session, People], None]:
    return lambda session, people: found.take(session, people, sites)


ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/api/v1/comparison",
        series_read,
        Reading.NAMES,
        "Sessions side by side: who came to which, for how long.",
        SeriesView,
        query=(
            Param("sessions", f"Ids with commas between, {SESSIONS_MAX} at most.", required=True),
            Param("share", "Long enough is at least so many percent (85).", number=True),
            Param("offset", "People from this one on.", number=True),
            Param("limit", "At most so many people (100).", number=True),
        ),
        problems=("bad_message", "unknown_session"),
    ),
)
RECEIVED: dict[str, Any] = {"SeriesView": SeriesView}
