"""The sheet of the voice check of the day before, for those who conduct and those who organize."""

from __future__ import annotations

from aiohttp import web

from coordinator.console.answers import encode
from coordinator.console.desk import Visit
from coordinator.console.route import Open, Route
from coordinator.console.sign_in import JSON
from coordinator.console.static import page
from coordinator.core.people import People
from coordinator.core.readings import Reading
from coordinator.core.state import Session
from coordinator.views.voice_checks import VoiceCheckSheet, voice_check_sheet


async def sheet(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/voice-checks`: every point with a line, and what was found there."""
    conductor, phones = visit.conductor, visit.who.may(Reading.TELEPHONES)

    def read(session: Session, people: People) -> VoiceCheckSheet:
        return voice_check_sheet(session, people, conductor.now(), phones=phones)

    return web.Response(body=encode(await conductor.ask(read)), content_type=JSON)


ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/api/v1/sessions/{session}/voice-checks",
        sheet,
        Reading.NAMES,
        "The sheet of the voice check: picture, sound, backup, name and telephone of every point.",
        VoiceCheckSheet,
    ),
    Route(
        "GET",
        "/voice-check/{session}",
        page("voice-check"),
        Open.EVERYONE,
        "The page of the voice check.",
        media="text/html",
    ),
)
