"""Tamper evidence over HTTP: how the record stands, and the record itself.

The record is passed on page by page as it is stored, so that a meeting that goes on is not slowed.
"""

from __future__ import annotations

import structlog
from aiohttp import web

from coordinator.console import answers
from coordinator.console.desk import Visit
from coordinator.console.problems import UNAVAILABLE, problem
from coordinator.console.route import Param, Route
from coordinator.console.sign_in import JSON
from coordinator.core.base import Refused
from coordinator.core.readings import Reading
from coordinator.evidence.notary import Notary
from coordinator.evidence.state import EvidenceState, state_of
from coordinator.evidence.writer import chunks
from coordinator.handouts import Taken
from coordinator.orders import ReportFormat
from wire.codes import Refusal, WireCode
from wire.errors import WireError

RECORDS_AT_ONCE_MAX = 2
LINES = "application/jsonl"

log = structlog.get_logger()


def _notary(visit: Visit) -> Notary | None:
    evidence = visit.desk.evidence
    return evidence.of(visit.conductor.id) if evidence is not None else None


async def evidence(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/evidence`: the newest checkpoint, who witnesses it, who contradicts."""
    notary = _notary(visit)
    if notary is None:
        return problem(UNAVAILABLE, 503, detail="the store has no signing key")
    return web.Response(body=answers.encode(state_of(notary)), content_type=JSON)


async def record(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/record?names=no`: the official record as JSON Lines; with names, if not
    said otherwise, for whom may take names away.

    Raises Refused(forbidden) for whom a restricted part does not concern, Refused(busy) when too
    many are being written."""
    if not await visit.conductor.ask(lambda session, people: visit.who.sees(session)):
        raise Refused(Refusal.FORBIDDEN)
    notary, desk = _notary(visit), visit.desk
    if notary is None:
        return problem(UNAVAILABLE, 503, detail="the store has no signing key")
    if desk.records >= RECORDS_AT_ONCE_MAX:
        raise Refused(Refusal.BUSY, limit=RECORDS_AT_ONCE_MAX)
    names = _names(visit)
    desk.records += 1
    try:
        if not desk.guests.credentials.is_lent(visit.who.grant):
            await visit.hand_out(Taken("record", ReportFormat.JSONL.value, names=names))
        return await _stream(visit, notary, names=names)
    finally:
        desk.records -= 1


def _names(visit: Visit) -> bool:
    """For whom may take names away, unless they are not wanted.

    Raises WireError(bad_message), Refused(forbidden) when others want them."""
    wanted = visit.query("names")
    if wanted not in (None, "yes", "no"):
        raise WireError(WireCode.BAD_MESSAGE, "names: yes or no")
    if wanted == "yes":
        visit.who.require(Reading.FILES)
    return visit.who.may(Reading.FILES) and wanted != "no"


async def _stream(visit: Visit, notary: Notary, *, names: bool) -> web.StreamResponse:
    """What fails on the way cuts the connection: a record that ends early must not look whole."""
    await notary.begin()
    name = f"{visit.conductor.id}-record.jsonl".replace(":", "-")
    response = web.StreamResponse(
        headers={
            "Content-Type": LINES,
            "Content-Disposition": f'attachment; filename="{name}"',
        }
    )
    await response.prepare(visit.request)
    if visit.request.method == "HEAD":
        # A body after this would be read as the beginning of the next answer.
        return response
    try:
        async for chunk in chunks(visit.desk.journal, notary, names=names):
            await response.write(chunk)
        await response.write_eof()
    except Exception as error:
        log.warning("record_cut_off", session=notary.session, error=type(error).__name__)
        if visit.request.transport is not None:
            visit.request.transport.abort()
    return response


ONE = "/api/v1/sessions/{session}"
ROUTES = (
    Route(
        "GET",
        f"{ONE}/evidence",
        evidence,
        Reading.FIGURES,
        "The newest signed checkpoint of the record, its witnesses, and contradictions.",
        EvidenceState,
        problems=("unavailable",),
    ),
    Route(
        "GET",
        f"{ONE}/record",
        record,
        Reading.FIGURES,
        "The official record as JSON Lines; names only for those who may take them away.",
        query=(Param("names", "no: without personal texts.", choices=("yes", "no")),),
        problems=("bad_message", "busy", "unavailable"),
        media=LINES,
    ),
)
