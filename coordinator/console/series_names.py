"""Which series a session belongs to: sessions of one series can be compared."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from pydantic import TypeAdapter

from coordinator.console.answers import encode
from coordinator.console.desk import BODY_BYTES_MAX, Visit
from coordinator.console.route import Route
from coordinator.console.sign_in import JSON
from coordinator.console.standing import book_of, series_name
from coordinator.console.standing_rights import shelf_of
from coordinator.console.standing_words import SeriesRow, SeriesSent
from coordinator.core.readings import Reading, may_read

_SERIES: TypeAdapter[SeriesSent] = TypeAdapter(SeriesSent)


async def put_in_series(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/series`: sessions of one series can be compared."""
    given = await visit.body(_SERIES, BODY_BYTES_MAX)
    series = series_name(given.series)
    (await shelf_of(visit, book_of(visit))).require_series(series)
    await book_of(visit).set_series(visit.conductor.id, series)
    return _json(SeriesRow(visit.conductor.id, series))


async def listed(visit: Visit) -> web.StreamResponse:
    """`GET /series`: those of the asker's sessions that belong to a series."""
    found = await book_of(visit).series()
    held = {one.session for one in visit.who.held if may_read(one.role, Reading.NAMES)}
    mine = ((session, name) for session, name in found.items() if held & {None, session})
    rows = tuple(SeriesRow(session, name) for session, name in mine)
    return _json(rows, tuple[SeriesRow, ...])


def _json(answer: object, shape: Any = None) -> web.Response:
    return web.Response(body=encode(answer, shape), content_type=JSON)


ROUTES = (
    Route(
        "POST",
        "/api/v1/sessions/{session}/series",
        put_in_series,
        Reading.STANDING,
        "Say which series this session belongs to.",
        SeriesRow,
        body=SeriesSent,
        problems=("bad_name", "storage_low", "wrong_state"),
    ),
    Route(
        "GET",
        "/api/v1/series",
        listed,
        Reading.NAMES,
        "The asker's sessions by series, to be compared.",
        tuple[SeriesRow, ...],
    ),
)
