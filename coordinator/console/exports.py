"""Reports over HTTP: order one, see how far it is, take it away.

Each is made by a process of its own; here only orders are taken and finished files sent.
"""

from __future__ import annotations

from aiohttp import web
from pydantic import TypeAdapter

from coordinator.console.answers import encode
from coordinator.console.desk import Visit
from coordinator.console.route import Route
from coordinator.console.sign_in import JSON
from coordinator.core.base import Refused
from coordinator.core.readings import Reading
from coordinator.handouts import Taken
from coordinator.orders import Press, ReportFormat, ReportJob, ReportOrder
from coordinator.ports import Handout
from wire.codes import Refusal

ORDER_BYTES_MAX = 64 * 1024
ORDER: TypeAdapter[ReportOrder] = TypeAdapter(ReportOrder)
Jobs = tuple[ReportJob, ...]
Taking = tuple[Handout, ...]
MEDIA = {
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFormat.CSV: "text/csv; charset=utf-8",
    ReportFormat.PDF: "application/pdf",
    ReportFormat.JSONL: "application/jsonl",
}


def _press(visit: Visit) -> Press:
    """Raises Refused(busy) where this coordinator makes no reports."""
    if visit.desk.press is None:
        raise Refused(Refusal.BUSY)
    return visit.desk.press


async def order(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/reports`: 202 with the new job."""
    wanted = await visit.body(ORDER, ORDER_BYTES_MAX)
    job = await _press(visit).order(visit.conductor.id, wanted, visit.who.grant)
    return web.Response(body=encode(job), content_type=JSON, status=202)


async def jobs(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/reports`: what was ordered lately, the newest first."""
    return web.Response(
        body=encode(_press(visit).jobs(visit.conductor.id), Jobs), content_type=JSON
    )


async def job(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/reports/{job}`: how far it is."""
    found = _press(visit).job(visit.conductor.id, visit.request.match_info["job"])
    return web.Response(body=encode(found), content_type=JSON)


async def file(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/reports/{job}/file`: the finished document, never to be kept by a
    browser or a proxy."""
    press, name = _press(visit), visit.request.match_info["job"]
    found = press.job(visit.conductor.id, name)
    path = press.file(visit.conductor.id, name, visit.who.grant)
    await visit.hand_out(Taken(found.what, found.format.value, found.names, found.phones))
    return web.FileResponse(
        path,
        headers={
            "Content-Type": MEDIA[found.format],
            "Content-Disposition": f'attachment; filename="{found.file_name}"',
            "Cache-Control": "no-store",
        },
    )


async def drop(visit: Visit) -> web.StreamResponse:
    """`DELETE /sessions/{id}/reports/{job}`: its work is stopped, its file deleted."""
    press, name = _press(visit), visit.request.match_info["job"]
    await press.drop(visit.conductor.id, name, visit.who.grant)
    return web.Response(body=encode(press.jobs(visit.conductor.id), Jobs), content_type=JSON)


async def handouts(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/handouts`: who took what away, the newest first."""
    found = await visit.desk.handouts.of(visit.conductor.id)
    return web.Response(body=encode(tuple(found), Taking), content_type=JSON)


ALL = "/api/v1/sessions/{session}/reports"
ONE = f"{ALL}/{{job}}"
ROUTES = (
    Route(
        "POST",
        ALL,
        order,
        Reading.SHEETS,
        "Order a report: a workbook, a table, a document or the record; made beside the meeting.",
        ReportJob,
        body=ReportOrder,
        problems=("busy", "storage_low"),
        status=202,
    ),
    Route(
        "GET", ALL, jobs, Reading.SHEETS, "Reports that were ordered lately, newest first.", Jobs
    ),
    Route(
        "GET", ONE, job, Reading.SHEETS, "How far a report is.", ReportJob, problems=("bad_value",)
    ),
    Route(
        "GET",
        f"{ONE}/file",
        file,
        Reading.SHEETS,
        "The finished report.",
        problems=("bad_value", "wrong_state"),
        media="*/*",
    ),
    Route(
        "DELETE",
        ONE,
        drop,
        Reading.SHEETS,
        "Forget a report: its work is stopped and its file deleted.",
        Jobs,
        problems=("bad_value",),
    ),
    Route(
        "GET",
        "/api/v1/sessions/{session}/handouts",
        handouts,
        Reading.EVENTS,
        "What was taken out of the program, by which credential, with names or without.",
        Taking,
    ),
)
