"""Rosters from the files that offices send: first what would come of one, then the doing.

A file is read in a process of its own and forgotten with the answer; it is neither kept nor logged.
"""

from __future__ import annotations

import asyncio
from typing import TypeVar

from aiohttp import web
from pydantic import TypeAdapter, ValidationError

from coordinator import importer
from coordinator.console.answers import encode
from coordinator.console.desk import Visit
from coordinator.console.problems import explain, refusal
from coordinator.console.roster_views import preview_view, troubles_view
from coordinator.console.roster_words import (
    RosterApplied,
    RosterChoices,
    RosterDecisions,
    RosterOrder,
    RosterPreview,
    RosterUpload,
)
from coordinator.console.route import Route
from coordinator.console.sign_in import JSON
from coordinator.console.uploads import parts_of
from coordinator.core.base import Outcome, Refused
from coordinator.core.readings import Reading
from coordinator.importer import Picture
from coordinator.rosters.faults import Trouble, Unreadable
from coordinator.rosters.grid import Grid
from coordinator.rosters.limits import FILE_BYTES_MAX
from coordinator.rosters.plan import Decisions, ImportFigures
from coordinator.rosters.preview import Choices, SheetChoice
from coordinator.rosters.reading import read_apart
from coordinator.rosters.remembered import NOTHING
from wire.codes import Refusal, WireCode
from wire.errors import WireError
from wire.vocabulary import SiteId

T = TypeVar("T")

_CHOICES: TypeAdapter[RosterChoices] = TypeAdapter(RosterChoices)
_DECISIONS: TypeAdapter[RosterDecisions] = TypeAdapter(RosterDecisions)


async def preview(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/roster/preview`: sheets, columns, people, matches and every fault.

    A file that cannot be read is an answer, too: its one fault says why."""
    parts = await parts_of(visit, FILE_BYTES_MAX)
    choices = choices_of(part(parts, "choices", _CHOICES, RosterChoices()))
    taken = await _picture(visit)
    try:
        grids = await read(visit, parts)
    except Unreadable as unreadable:
        return _json(_nothing(unreadable.trouble, taken))
    made = await importer.preview(grids, choices, taken)
    return _json(await asyncio.to_thread(preview_view, made, taken.mark))


async def apply(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/roster/apply`: carry the decisions out, once.

    Raises Refused(conflict) when the roster is not that of the preview, and what the core says."""
    parts = await parts_of(visit, FILE_BYTES_MAX)
    choices = choices_of(part(parts, "choices", _CHOICES, RosterChoices()))
    decisions = part(parts, "decisions", _DECISIONS)
    try:
        grids = await read(visit, parts)
    except Unreadable as unreadable:
        raise WireError(WireCode.BAD_MESSAGE, unreadable.trouble.fault.value) from None
    async with visit.desk.imports:
        before = visit.desk.imported.get((visit.conductor.id, decisions.command_id))
        if before is not None:
            return _json(RosterApplied(before.figures, before.rev, duplicate=True))
        return await _carried_out(visit, grids, choices, decisions)


async def _carried_out(
    visit: Visit, grids: tuple[Grid, ...], choices: Choices, decisions: RosterDecisions
) -> web.StreamResponse:
    conductor, command_id = visit.conductor, decisions.command_id
    taken = await _picture(visit)
    if taken.mark != decisions.mark:
        raise Refused(Refusal.CONFLICT, what="roster")
    made = await importer.preview(grids, choices, taken)
    wanted = Decisions(dict(decisions.rows), frozenset(decisions.strike))
    planned = importer.plan(made, wanted, taken)
    actor = visit.who.actor
    done = await importer.carry_out(conductor, planned, taken, actor, command_id)
    if done.outcome is not None and not done.outcome.accepted:
        return refused(done.outcome, command_id)
    if visit.desk.standing is not None:
        await visit.desk.standing.remember_places(conductor.id, choices.places)
    rev = done.outcome.rev if done.outcome else conductor.head.rev
    answer = RosterApplied(done.figures, rev, duplicate=False)
    visit.desk.remember_import(conductor.id, command_id, answer)
    return _json(answer)


async def _picture(visit: Visit) -> Picture:
    """The roster with what was chosen for texts of earlier files."""
    book, session = visit.desk.standing, visit.conductor.id
    known = await book.places_chosen(session) if book is not None else NOTHING
    return await importer.picture(visit.conductor, known)


def refused(outcome: Outcome, command_id: str) -> web.StreamResponse:
    """A rule's no in the middle of an import; what was done before it stays done."""
    members = {"command_id": command_id, "rev": outcome.rev}
    return refusal(outcome.code or Refusal.WRONG_STATE, outcome.params, members)


async def read(visit: Visit, parts: dict[str, bytes]) -> tuple[Grid, ...]:
    """The sheets of the part called `file`. Raises Unreadable, WireError(bad_message)."""
    if "file" not in parts:
        raise WireError(WireCode.BAD_MESSAGE, "file: missing")
    async with visit.desk.readers:
        return await read_apart(parts["file"])


def part(
    parts: dict[str, bytes], name: str, adapter: TypeAdapter[T], default: T | None = None
) -> T:
    """A part of the form that holds JSON. Raises WireError(bad_message)."""
    if name not in parts:
        if default is not None:
            return default
        raise WireError(WireCode.BAD_MESSAGE, f"{name}: missing")
    try:
        return adapter.validate_json(parts[name])
    except ValidationError as error:
        raise explain(error) from None


def choices_of(choices: RosterChoices) -> Choices:
    """The same for the reading of files."""
    sheets = {
        name: SheetChoice(one.use, one.top, one.below, dict(one.columns))
        for name, one in choices.sheets.items()
    }
    places = {text: SiteId(site) if site else None for text, site in choices.places.items()}
    return Choices(sheets, places, SiteId(choices.site) if choices.site else None)


def _nothing(trouble: Trouble, taken: Picture) -> RosterPreview:
    return RosterPreview(
        mark=taken.mark,
        sheets=(),
        people=(),
        missing=(),
        troubles=troubles_view((trouble,)),
        troubles_count=1,
        stops_count=1,
        figures=ImportFigures(),
    )


def _json(answer: object) -> web.Response:
    return web.Response(body=encode(answer), content_type=JSON)


_ONE = "/api/v1/sessions/{session}/roster"
ROUTES = (
    Route(
        "POST",
        f"{_ONE}/preview",
        preview,
        Reading.ROSTERS,
        "What would come of a roster file: nothing is changed.",
        RosterPreview,
        body=RosterUpload,
        takes="multipart/form-data",
    ),
    Route(
        "POST",
        f"{_ONE}/apply",
        apply,
        Reading.ROSTERS,
        "Import a roster file with a person's decisions, once.",
        RosterApplied,
        body=RosterOrder,
        takes="multipart/form-data",
        problems=("conflict", "wrong_phase", "bad_value", "busy", "storage_low"),
    ),
)
