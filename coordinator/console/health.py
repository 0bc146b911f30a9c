"""Whether the process lives, whether it can work, and what it measured. For machines, near ones."""

from __future__ import annotations

import asyncio
import json
import time
from functools import partial

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from coordinator.conductor import Conductor
from coordinator.console.desk import Desk, Visit
from coordinator.console.meters import Meters
from coordinator.console.problems import UNAVAILABLE, problem
from coordinator.console.sign_in import JSON
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.ports import JournalUnavailable, StorageFull

ANSWER_S_MAX = 2.0
WRITTEN_S_MAX = 5.0


async def healthz(visit: Visit) -> web.StreamResponse:
    """`GET /healthz`: the process answers."""
    return web.Response(text=json.dumps({"status": "ok"}), content_type=JSON)


async def readyz(visit: Visit) -> web.StreamResponse:
    """`GET /readyz`: every session answers and the journal takes a write; else 503 with what is
    the matter."""
    faults = await _faults(visit.desk)
    if faults:
        return problem(UNAVAILABLE, 503, members={"faults": faults})
    body = {"status": "ready", "sessions": len(visit.desk.hall)}
    return web.Response(text=json.dumps(body), content_type=JSON)


async def _faults(desk: Desk) -> list[str]:
    faults = [f"session {one.id} does not answer" for one in desk.hall if not await _answers(one)]
    if time.monotonic() - desk.written_at < WRITTEN_S_MAX:
        return faults
    now = desk.now()
    try:
        async with asyncio.timeout(ANSWER_S_MAX):
            await desk.journal.mark_alive(now)
            # A full disk leaves the mark out without a word, so look whether it stands there.
            if (await desk.journal.alive_at() or 0) < now:
                raise StorageFull
    except (TimeoutError, OSError, StorageFull, JournalUnavailable) as error:
        return [*faults, f"journal not writable: {type(error).__name__}"]
    desk.written_at = time.monotonic()
    return faults


async def _answers(conductor: Conductor) -> bool:
    try:
        async with asyncio.timeout(ANSWER_S_MAX):
            return await conductor.ask(lambda session, people: session.rev > 0)
    except TimeoutError:
        return False


async def metrics(visit: Visit) -> web.StreamResponse:
    """`GET /metrics`: the text form of Prometheus."""
    desk = visit.desk
    for conductor in desk.hall:
        async with asyncio.timeout(ANSWER_S_MAX):
            await conductor.ask(partial(_look, meters=desk.meters, watch=conductor.watch))
    body = generate_latest(desk.meters.registry)
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


def _look(session: Session, people: People, *, meters: Meters, watch: Watch) -> None:
    meters.look(session, watch)
