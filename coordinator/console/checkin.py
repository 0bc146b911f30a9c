"""Checking in by code: invitations to be printed, and whose a code is that a point does not know.

A page resolves codes by its own point's roster, without a line. Only for a code that is not in it
the coordinator is asked whether another point has it; the answer never holds a name.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from aiohttp import web

from coordinator.console.answers import encode
from coordinator.console.codes import WhoseCode
from coordinator.console.desk import Visit, conductor_of
from coordinator.console.headers import SCANNING
from coordinator.console.problems import Delayed
from coordinator.console.qr import SIDE, qr_path
from coordinator.console.route import Open, Param, Route
from coordinator.console.sign_in import JSON, POINT
from coordinator.console.site_door import place
from coordinator.console.site_records import SiteRecords, SiteRecordsAnswer, records
from coordinator.console.static import page, site_worker
from coordinator.core.base import Refused
from coordinator.core.people import People
from coordinator.core.readings import Reading
from coordinator.core.sites import require
from coordinator.core.state import Session
from coordinator.handouts import Taken
from coordinator.views.invitations import Invitations, InvitationSite, invitations, invited_at
from wire.checkin import read_code
from wire.codes import Refusal, WireCode
from wire.errors import WireError
from wire.vocabulary import Role, SiteId

INVITATIONS_MAX = 2_000


async def whose_code(visit: Visit) -> web.StreamResponse:
    """`GET /site/code?site=CODE&code=…`. Raises WireError(bad_message), Delayed."""
    code = read_code(visit.query("code") or "").code
    if not code:
        raise WireError(WireCode.BAD_MESSAGE, "code")
    if not visit.desk.command_pace.take(visit.who.grant.id):
        raise Delayed(1)
    place(visit)
    conductor = conductor_of(visit.desk.hall, str(visit.who.grant.session))
    return _json(await visit.desk.codes[conductor.id].whose(code))


async def printed(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/invitations?site=CODE`: with pictures, of one point or of all.

    Raises Refused(unknown_site | bad_value): more than 2,000 are printed point by point."""
    named = visit.query("site")

    def read(session: Session, people: People) -> Invitations:
        sites = session.site_order if named is None else [require(session, SiteId(named)).spec.id]
        count = sum(invited_at(session, site) for site in sites)
        if count > INVITATIONS_MAX and named is None:
            raise Refused(Refusal.BAD_VALUE, field="site", count=count, limit=INVITATIONS_MAX)
        return invitations(session, people, sites, SIDE)

    cards = await visit.conductor.ask(read)
    await visit.hand_out(Taken("invitations", "paper", names=True))
    return _json(await asyncio.to_thread(_with_pictures, cards))


def _with_pictures(cards: Invitations) -> Invitations:
    return replace(cards, sites=tuple(_pictured(site) for site in cards.sites))


def _pictured(site: InvitationSite) -> InvitationSite:
    return replace(site, cards=tuple(replace(card, qr=qr_path(card.code)) for card in site.cards))


def _json(value: Invitations | WhoseCode) -> web.Response:
    return web.Response(body=encode(value), content_type=JSON)


_SITE = frozenset((Role.SITE,))
_SITE_NAMED = Param("site", "A point's code.", required=True)

ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/api/v1/sessions/{session}/invitations",
        printed,
        Reading.INVITATIONS,
        "Invitations with their codes as pictures, of one point or of all (2,000 at most).",
        Invitations,
        query=(Param("site", "A point's code."),),
        problems=("unknown_site", "bad_value"),
    ),
    Route(
        "POST",
        "/site/records",
        records,
        _SITE,
        "The outbox of a browser at a point without an agent: its records, once each.",
        SiteRecordsAnswer,
        body=SiteRecords,
        query=(_SITE_NAMED,),
        problems=("bad_message", "slow_down", "unknown_session"),
    ),
    Route(
        "GET",
        "/site/code",
        whose_code,
        _SITE,
        "Whether a code is of another point; never a name.",
        WhoseCode,
        query=(_SITE_NAMED, POINT[1], Param("code", "What was scanned or typed.", required=True)),
        problems=("bad_message", "slow_down"),
    ),
    Route(
        "GET",
        "/site",
        page("site", SCANNING),
        Open.EVERYONE,
        "The page of a point.",
        media="text/html",
    ),
    Route(
        "GET",
        "/site-worker.js",
        site_worker,
        Open.EVERYONE,
        "The service worker of the point's page.",
        media="text/javascript",
    ),
)
