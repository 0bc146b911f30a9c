"""The attendance log over the API: the whole of it, one point with its people in parts, and as CSV.

Of a great session it is made in slices between two turns, so that no command waits for it. The
totals are those of the rows, whenever each was made, so that they add up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from aiohttp import web

from coordinator.conductor import Conductor
from coordinator.console.answers import encode
from coordinator.console.desk import Visit
from coordinator.console.reads import download, own_site, wants_csv
from coordinator.console.sign_in import JSON
from coordinator.core.people import People
from coordinator.core.readings import Reading
from coordinator.core.sites import require
from coordinator.core.sittings import ended_at
from coordinator.core.state import Session
from coordinator.handouts import Taken
from coordinator.views.attendance import (
    AttendanceView,
    SiteDetail,
    SiteRow,
    log_of,
    site_details,
    site_rows,
)
from coordinator.views.movers import moved_at
from wire.vocabulary import PersonId, SiteId

PEOPLE_AT_ONCE = 1_000
PEOPLE_DEFAULT, PEOPLE_MAX = 500, 2_000

T = TypeVar("T")


async def attendance(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/attendance`: the log; `?site=CODE&after=N&limit=N` one point with its
    people, those after the first N; `?format=csv`. A point's grant must name its own point.

    Raises WireError(bad_message), Refused(forbidden | unknown_site)."""
    conductor, named = visit.conductor, visit.query("site")
    csv = wants_csv(visit)
    site = own_site(visit, named) if named is not None else None
    if csv:
        return await _csv(visit, conductor, site)
    if site is not None:
        found = await conductor.ask(partial(_detail, site=site, visit=visit))
        return web.Response(body=encode(found), content_type=JSON)
    own_site(visit, None)
    now = conductor.now()
    away = await _moved_after_the_end(conductor)
    rows = await _in_slices(conductor, None, partial(site_rows, now=now, moved=away))
    view = await _log_of(conductor, tuple(rows), now)
    body = await asyncio.to_thread(encode, view)
    return web.Response(body=body, content_type=JSON)


def _detail(session: Session, people: People, *, site: SiteId, visit: Visit) -> SiteDetail:
    require(session, site)
    after = visit.number("after", 0, PEOPLE_MAX)
    part = slice(after, after + visit.number("limit", PEOPLE_DEFAULT, PEOPLE_MAX))
    return site_details(session, people, (site,), visit.conductor.now(), part)[0]


async def _csv(visit: Visit, conductor: Conductor, only: SiteId | None) -> web.Response:
    """It is written down beside the loop."""
    if only is None:
        own_site(visit, None)
    visit.who.require(Reading.FILES if only is None else Reading.OWN_FILES)
    view, details = await gathered(conductor, only)
    text = await asyncio.to_thread(visit.desk.reports.attendance_csv, view, details)
    await visit.hand_out(Taken("attendance", "csv", names=True))
    return download(visit, "attendance", text)


async def gathered(
    conductor: Conductor, only: SiteId | None
) -> tuple[AttendanceView, list[SiteDetail]]:
    """The log and every point with all its people, or one of them. Raises Refused(unknown_site)."""
    now = conductor.now()
    if only is not None:
        await conductor.ask(lambda session, people: require(session, only))
    away = await _moved_after_the_end(conductor)
    details = await _in_slices(conductor, only, partial(site_details, now=now, moved=away))
    if only is None:
        rows = tuple(detail.row for detail in details)
    else:
        rows = tuple(await _in_slices(conductor, None, partial(site_rows, now=now, moved=away)))
    return await _log_of(conductor, rows, now), details


async def _log_of(conductor: Conductor, rows: tuple[SiteRow, ...], now: int) -> AttendanceView:
    """The log with these rows, and with whoever moved: nobody's head is counted twice."""
    moved = await _moved(conductor)
    return await conductor.ask(lambda session, people: log_of(session, rows, moved, now))


async def _moved(conductor: Conductor) -> list[PersonId]:
    """Who was ever transferred."""
    return await _in_slices(
        conductor, None, lambda session, people, sites: moved_at(session, sites)
    )


async def _moved_after_the_end(conductor: Conductor) -> list[PersonId]:
    """Those among whom somebody may have been: of a meeting that is not over, nobody."""
    over = await conductor.ask(lambda session, people: ended_at(session) is not None)
    return await _moved(conductor) if over else []


async def _in_slices(
    conductor: Conductor,
    only: SiteId | None,
    make: Callable[[Session, People, Iterable[SiteId]], Iterable[T]],
) -> list[T]:
    """What is made of the points, a part between each two turns."""
    found: list[T] = []
    slices = await conductor.ask(partial(_slices, only=only))
    for sites in slices:
        found += await conductor.ask(partial(_made, sites=sites, make=make))
    return found


def _made(
    session: Session,
    people: People,
    *,
    sites: list[SiteId],
    make: Callable[[Session, People, Iterable[SiteId]], Iterable[T]],
) -> Iterable[T]:
    return make(session, people, sites)


def _slices(session: Session, people: People, *, only: SiteId | None) -> list[list[SiteId]]:
    """Points together that have about so many people."""
    found: list[list[SiteId]] = []
    room = 0
    for site in session.site_order if only is None else (only,):
        if room <= 0:
            found.append([])
            room = PEOPLE_AT_ONCE
        found[-1].append(site)
        room -= 1 + len(session.sites[site].people)
    return found
