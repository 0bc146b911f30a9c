"""What can be read: sessions, points, floor, attendance, speeches, timeline, directory.

Who may read what stands in the route table; here only the objects are checked: a point's grant
sees its own point, and every other, whether it exists or not, is forbidden with the same words.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from aiohttp import web
from pydantic import TypeAdapter

from coordinator.console import summaries
from coordinator.console.answers import (
    EventRow,
    FloorAnswer,
    SessionRow,
    SessionView,
    SiteNow,
    SourceRow,
    Timeline,
    encode,
)
from coordinator.console.desk import Visit
from coordinator.console.sign_in import JSON
from coordinator.core.base import Event, Recorded, Refused, Source
from coordinator.core.people import People
from coordinator.core.readings import Reading
from coordinator.core.sites import require
from coordinator.core.state import Session
from coordinator.handouts import Taken
from coordinator.views.directory import PersonRow, people_of
from coordinator.views.open_matters import open_matters
from coordinator.views.roll_progress import unanswered
from coordinator.views.share import share_view
from coordinator.views.speeches import SpeechRow, speeches
from wire.codes import Refusal, WireCode
from wire.errors import WireError
from wire.vocabulary import SiteId

TIMELINE_DEFAULT, TIMELINE_MAX = 500, 5_000
SITES_NAMED_MAX = 100
REV_MAX = 2**53 - 1


def _json(value: object, shape: Any = None) -> web.Response:
    return web.Response(body=encode(value, shape), content_type=JSON)


async def sessions(visit: Visit) -> web.StreamResponse:
    """`GET /sessions`: those that one of the asker's grants is for."""
    held = {grant.session for grant in visit.who.held}
    mine = [one for one in visit.desk.hall if None in held or one.id in held]
    rows = [await one.ask(lambda session, people: summaries.row(session)) for one in mine]
    return _json(tuple(rows), tuple[SessionRow, ...])


async def session(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}`."""
    conductor = visit.conductor

    def read(session: Session, people: People) -> SessionView:
        sees = visit.who.sees(session)
        return summaries.view(session, conductor.head, conductor.now(), sees=sees)

    return _json(await conductor.ask(read))


async def sites(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/sites?under=CODE`, `?only=CODE,CODE` or `?unanswered=roll_call`: every
    point, those right under one, those that are named, or those the last roll call waits for."""
    conductor, under, who = visit.conductor, visit.query("under"), visit.who
    waited_for = visit.query("unanswered") is not None
    only = visit.query("only")
    named = None if only is None else [SiteId(code) for code in only.split(",")]
    if named is not None and len(named) > SITES_NAMED_MAX:
        raise WireError(WireCode.BAD_MESSAGE, f"only: at most {SITES_NAMED_MAX} points")

    def read(session: Session, people: People) -> tuple[SiteNow, ...]:
        for site in (*(named or ()), *(() if under is None else (SiteId(under),))):
            require(session, site)
        whole = unanswered(session) if waited_for else session.site_order
        wanted = [
            site
            for site in (whole if named is None else named)
            if who.may_see(site) and (under is None or session.sites[site].spec.parent == under)
        ]
        return tuple(summaries.site(session, conductor.watch, site) for site in wanted)

    return _json(await conductor.ask(read), tuple[SiteNow, ...])


async def floor(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/floor`: who speaks, and the whole list in order."""
    now, who = visit.conductor.now(), visit.who

    def read(session: Session, people: People) -> FloorAnswer:
        sees, names = who.sees(session), who.may(Reading.NAMES)
        return summaries.floor(session, people, now, sees=sees, names=names)

    return _json(await visit.conductor.ask(read))


async def speech_rows(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/speeches`: who spoke and how long; `?format=csv`."""
    csv = wants_csv(visit)
    if csv:
        visit.who.require(Reading.MINUTES)
    rows = await visit.conductor.ask(partial(speeches, now=visit.conductor.now()))
    if csv:
        text = await asyncio.to_thread(visit.desk.reports.speeches_csv, rows)
        await visit.hand_out(Taken("speeches", "csv", names=True))
        return download(visit, "speeches", text)
    return _json(rows, tuple[SpeechRow, ...])


async def share(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/share`: speaking time by province and ministry."""
    now = visit.conductor.now()
    return _json(await visit.conductor.ask(lambda session, people: share_view(session, now)))


async def open_now(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/open`: what whoever takes a shift should know."""
    return _json(await visit.conductor.ask(partial(open_matters, now=visit.conductor.now())))


def wants_csv(visit: Visit) -> bool:
    wanted = visit.query("format")
    if wanted not in (None, "json", "csv"):
        raise WireError(WireCode.BAD_MESSAGE, "format: json or csv")
    return wanted == "csv"


def download(visit: Visit, what: str, text: str) -> web.Response:
    name = visit.desk.reports.file_name(what, visit.conductor.id)
    return web.Response(
        body=text.encode(),
        headers={
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )


def own_site(visit: Visit, named: str | None) -> SiteId:
    """The point that is asked for. Raises Refused(forbidden) when it is not the asker's."""
    site = None if named is None else SiteId(named)
    if not visit.who.may_see(site):
        raise Refused(Refusal.FORBIDDEN)
    return SiteId(named or "")


async def timeline(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/timeline?after=REV&limit=N`: the journaled events in order.

    Raises Refused(forbidden) for whom a restricted part does not concern, while it lasts."""
    if not await visit.conductor.ask(lambda session, people: visit.who.sees(session)):
        raise Refused(Refusal.FORBIDDEN)
    after = visit.number("after", 0, REV_MAX)
    limit = visit.number("limit", TIMELINE_DEFAULT, TIMELINE_MAX)
    conductor = visit.conductor
    events = await visit.desk.journal.events(conductor.id, after, limit) if limit else []
    rows = tuple(_event(recorded) for recorded in events)
    return _json(Timeline(max([conductor.head.rev, *(row.rev for row in rows)]), rows))


_FIELDS: dict[type[Event], TypeAdapter[Any]] = {}


def _event(recorded: Recorded) -> EventRow:
    kind = type(recorded.event)
    if kind not in _FIELDS:
        _FIELDS[kind] = TypeAdapter(kind)
    return EventRow(
        rev=recorded.rev,
        recorded_at=recorded.recorded_at,
        effective_at=recorded.effective_at,
        by=recorded.actor.id,
        role=recorded.actor.role,
        event=kind.__name__,
        fields=_FIELDS[kind].dump_python(recorded.event, mode="json"),
        command_id=recorded.command_id,
        source=None if recorded.source is None else _source(recorded.source),
    )


def _source(source: Source) -> SourceRow:
    return SourceRow(
        source.site, source.seq, source.device_at, source.received_at, source.offset_ms
    )


async def directory_rows(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/directory`: what hardly changes, with an ETag over every byte of it,
    gzipped for whoever takes that."""
    shelf = visit.desk.directories[visit.conductor.id]
    found = await shelf.packed(phones=visit.who.may(Reading.TELEPHONES))
    headers = {"ETag": found.tag, "Vary": "Accept-Encoding"}
    known = [part.strip() for part in visit.request.headers.get("If-None-Match", "").split(",")]
    if found.tag in known or f"W/{found.tag}" in known:
        return web.Response(status=304, headers=headers)
    if "gzip" in visit.request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return web.Response(body=found.body, content_type=JSON, headers=headers)
    return web.Response(
        body=await asyncio.to_thread(found.plain), content_type=JSON, headers=headers
    )


async def people_rows(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/people?site=CODE`: the delegates of one point."""
    named = visit.query("site")
    if named is None:
        raise WireError(WireCode.BAD_MESSAGE, "site: missing")
    site = own_site(visit, named)

    def read(session: Session, people: People) -> tuple[PersonRow, ...]:
        require(session, site)
        return people_of(session, people, site)

    return _json(await visit.conductor.ask(read), tuple[PersonRow, ...])
