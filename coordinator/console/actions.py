"""Commands over HTTP: handed in, made durable, answered; and the fate of one by its id.

`command_id` makes it harmless to send twice: the first outcome is given again. A page that lost
the answer asks for the fate, and never re-sends a relative act blindly.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from aiohttp import web

from coordinator.conductor import Answer, Conductor, Submission
from coordinator.console.answers import CommandAnswer, CommandFate, encode
from coordinator.console.commands import COMMAND, AnyCommand
from coordinator.console.desk import BODY_BYTES_MAX, Desk, Visit
from coordinator.console.people import Asker
from coordinator.console.problems import Delayed, refusal
from coordinator.console.sign_in import JSON
from coordinator.console.translate import site_named, taken
from coordinator.core.base import Asked, Outcome, Refused
from coordinator.core.rights import site_of_person
from coordinator.intake import Taken
from coordinator.ports import JournalUnavailable
from wire.codes import Refusal
from wire.vocabulary import PersonId, Role, SiteId

TAGS = frozenset(
    branch.model_fields["type"].annotation.__args__[0]
    for branch in AnyCommand.__origin__.__args__  # type: ignore[attr-defined]
)


async def command(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/commands`: 200 when carried out; a rule's no is a problem."""
    given = await visit.body(COMMAND, BODY_BYTES_MAX, TAGS)
    asker = visit.who.speaking_for(await _site_meant(visit, given))
    asked = taken(given)
    answer = await submit(
        visit.desk,
        visit.conductor,
        asker,
        asked,
        command_id=scoped(asker, given.command_id),
        expected_rev=given.expected_rev,
    )
    visit.desk.meters.commands.labels(given.type, result(answer.outcome)).inc()
    return answered(given.command_id, replace(answer, outcome=await told(visit, answer.outcome)))


async def _site_meant(visit: Visit, given: AnyCommand) -> SiteId | None:
    """The point a command is about: of a person, where they are now, not where the id was made."""
    person = getattr(given, "person", None)
    if person is not None and getattr(given, "site", None) is None:
        found = await visit.conductor.ask(
            lambda session, people: site_of_person(session, PersonId(person))
        )
        if found is not None:
            return found
    return site_named(given)


async def submit(
    desk: Desk,
    conductor: Conductor,
    asker: Asker,
    asked: Taken,
    *,
    command_id: str,
    expected_rev: int | None = None,
) -> Answer:
    """Hand a command to the session and wait until its outcome is durable.

    Raises Delayed, Refused(busy), JournalUnavailable."""
    if not desk.command_pace.take(asker.grant.id):
        raise Delayed(1)
    began = time.monotonic()
    submission = Submission(
        Asked(asked.command, asker.actor, command_id, expected_rev),
        asked.private,
        privileged=asker.conducts,
    )
    try:
        answer = await conductor.submit(submission)
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        # The session's loop ended under us: what became of the command is known after the restart.
        raise JournalUnavailable("the session's loop has ended") from None
    desk.meters.command_seconds.observe(time.monotonic() - began)
    return answer


def scoped(asker: Asker, command_id: str) -> str:
    """Ids of a point's commands live in a space of their own, so that one point can neither learn
    nor take the outcome of another's command by naming its id."""
    return f"{asker.grant.id}:{command_id}" if asker.role is Role.SITE else command_id


async def told(visit: Visit, outcome: Outcome) -> Outcome:
    """The outcome as the asker may know it: a refusal says who did what to which entry, and in a
    restricted part that is not for those whom the part does not concern."""
    if not outcome.params or await visit.conductor.ask(lambda session, _: visit.who.sees(session)):
        return outcome
    return replace(outcome, params={})


def result(outcome: Outcome) -> str:
    """How it came out, for the meter."""
    return outcome.code.value if outcome.code else "accepted"


def answered(command_id: str, answer: Answer) -> web.StreamResponse:
    """The outcome as it is told: 200, or a problem that has the id of the command, too."""
    outcome, told = answer.outcome, {"command_id": command_id, "duplicate": answer.duplicate}
    if not outcome.accepted:
        members = {**told, "rev": outcome.rev}
        return refusal(outcome.code or Refusal.WRONG_STATE, outcome.params, members)
    body = CommandAnswer(command_id, True, outcome.rev, outcome.at, outcome.entry, answer.duplicate)
    return web.Response(body=encode(body), content_type=JSON)


async def fate(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/commands/{command_id}`: the outcome that is on record (24 h).

    Raises Refused(unknown_command) when nothing is known of it: it was never carried out."""
    command_id = visit.request.match_info["command"]
    known = scoped(visit.who, command_id)
    outcome = await visit.conductor.ask(lambda session, people: session.outcomes.get(known))
    if outcome is None:
        raise Refused(Refusal.UNKNOWN_COMMAND)
    outcome = await told(visit, outcome)
    body = CommandFate(
        command_id,
        outcome.accepted,
        outcome.rev,
        outcome.at,
        outcome.entry,
        outcome.code,
        outcome.params,
    )
    return web.Response(body=encode(body), content_type=JSON)
