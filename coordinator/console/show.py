"""Show control over HTTP: every state one readable variable, every act one idempotent call.

For button boxes, vision mixers and scripts, which know neither entries nor revisions; how to set
them up is in `docs/integrations.md`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from aiohttp import web

from coordinator.conductor import Answer
from coordinator.console import actions, answers
from coordinator.console.desk import Visit
from coordinator.console.people import CONDUCT
from coordinator.console.route import Param, Route
from coordinator.console.sign_in import JSON
from coordinator.core.base import Outcome
from coordinator.core.people import People
from coordinator.core.readings import Reading
from coordinator.core.state import Session
from coordinator.intake import Taken
from coordinator.views.acts import Act, Resolved, press
from coordinator.views.variables import Variables, text, variables
from wire.codes import WireCode
from wire.errors import WireError
from wire.vocabulary import ID_PATTERN, Role

KEY = "Idempotency-Key"
ACTORS = frozenset((*CONDUCT, Role.OPERATOR))
REV_MAX = 2**53 - 1
RULES = ("conflict", "wrong_phase", "wrong_state", "standby_full", "undo_gone", "busy")


async def _read(visit: Visit) -> Variables:
    conductor = visit.conductor
    return await conductor.ask(partial(variables, now=conductor.now()))


async def all_variables(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/variables`."""
    return web.Response(body=answers.encode(await _read(visit), Variables), content_type=JSON)


async def one_variable(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/variables/{name}`: the value alone, as plain text."""
    found = (await _read(visit)).get(visit.request.match_info["name"])
    if found is None:
        raise web.HTTPNotFound
    return web.Response(text=text(found))


async def act(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/acts/{act}`: done once for each key; the first outcome is given again.

    Raises WireError(bad_message) without a key, 404 for an act that there is not."""
    wanted, key = _act(visit), _key(visit)
    seen_rev = None
    if visit.query("expected_rev") is not None:
        seen_rev = visit.number("expected_rev", 0, REV_MAX)

    def look(session: Session, people: People) -> Outcome | Resolved:
        return press(session, wanted, key, seen_rev)

    found = await visit.conductor.ask(look)
    if isinstance(found, Outcome):
        known = await actions.told(visit, found)
        return actions.answered(key, Answer(known, duplicate=True))
    answer = await actions.submit(
        visit.desk,
        visit.conductor,
        visit.who,
        Taken(found.command),
        command_id=key,
        expected_rev=found.floor_rev,
    )
    visit.desk.meters.commands.labels(wanted.value, actions.result(answer.outcome)).inc()
    known = await actions.told(visit, answer.outcome)
    return actions.answered(key, replace(answer, outcome=known))


def _act(visit: Visit) -> Act:
    try:
        return Act(visit.request.match_info["act"])
    except ValueError:
        raise web.HTTPNotFound from None


def _key(visit: Visit) -> str:
    """The key, with or without the quotes that a structured header has."""
    given = visit.request.headers.get(KEY, "")
    key = given[1:-1] if given[:1] == given[-1:] == '"' else given
    if not re.fullmatch(ID_PATTERN, key):
        raise WireError(WireCode.BAD_MESSAGE, f"{KEY}: 1 to 64 letters, digits or _ . : -")
    return key


ONE = "/api/v1/sessions/{session}"
ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        f"{ONE}/variables",
        all_variables,
        Reading.SCREEN,
        "Every state of the meeting by name: texts, numbers, yes and no.",
        Variables,
    ),
    Route(
        "GET",
        f"{ONE}/variables/{{name}}",
        one_variable,
        Reading.SCREEN,
        "One of them as plain text.",
        media="text/plain",
        problems=("not_found",),
    ),
    Route(
        "POST",
        f"{ONE}/acts/{{act}}",
        act,
        ACTORS,
        f"One act of those who conduct, on whom it fits right now: {', '.join(Act)}. The header "
        f"{KEY} makes it harmless to send twice.",
        answers.CommandAnswer,
        query=(
            Param(KEY, "The press: a new one each time.", required=True, where="header"),
            Param("expected_rev", "The floor_rev of the picture it rests on.", number=True),
        ),
        problems=(*RULES, "unknown_entry", "unknown_item", "bad_message", "not_found"),
    ),
)
