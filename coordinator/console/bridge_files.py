"""Participants' files of video bridges: who joined by himself, seen first and entered then."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial

from aiohttp import web
from pydantic import TypeAdapter

from coordinator import bridge_import, importer
from coordinator.bridge_import import Attended, Decided, Record
from coordinator.console.answers import encode
from coordinator.console.bridge_words import (
    BridgeApplied,
    BridgeChoices,
    BridgeDecisions,
    BridgeOrder,
    BridgePreview,
    BridgeUpload,
    CandidateRow,
    ParticipantRow,
    SpanRow,
)
from coordinator.console.desk import Visit
from coordinator.console.roster_views import troubles_view
from coordinator.console.rosters import part, read, refused
from coordinator.console.route import Route
from coordinator.console.sign_in import JSON
from coordinator.console.uploads import parts_of
from coordinator.core import readings
from coordinator.importer import Picture
from coordinator.rosters.attending import Participant
from coordinator.rosters.bridge_files import Bridge, BridgeFile
from coordinator.rosters.bridge_times import Reading
from coordinator.rosters.faults import Fault, Trouble, Unreadable
from coordinator.rosters.limits import FILE_BYTES_MAX
from coordinator.rosters.matching import Known
from wire.codes import WireCode
from wire.errors import WireError
from wire.vocabulary import Attendance, PersonId, SiteId

DAY_MS = 86_400_000

_CHOICES: TypeAdapter[BridgeChoices] = TypeAdapter(BridgeChoices)
_DECISIONS: TypeAdapter[BridgeDecisions] = TypeAdapter(BridgeDecisions)

Understood = tuple[Picture, Record, BridgeFile, tuple[Participant, ...]]


async def preview(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/participants/preview`: everybody with times, and whom they are."""
    parts = await parts_of(visit, FILE_BYTES_MAX)
    choices = part(parts, "choices", _CHOICES, BridgeChoices())
    try:
        return _json(_view(await _understood(visit, parts, choices)))
    except Unreadable as unreadable:
        troubles = troubles_view((unreadable.trouble,))
        ahead = choices.ahead_min
        return _json(BridgePreview(Bridge.OTHER, True, ahead, None, None, (), troubles))


async def apply(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/participants/apply`: enter what was decided, once."""
    parts = await parts_of(visit, FILE_BYTES_MAX)
    choices = part(parts, "choices", _CHOICES, BridgeChoices())
    decisions = part(parts, "decisions", _DECISIONS)
    try:
        async with visit.desk.imports:
            _, kept, _, everybody = await _understood(visit, parts, choices)
            done = await bridge_import.carry_out(
                visit.conductor,
                everybody,
                _decided(decisions),
                kept,
                by=visit.who.actor,
                import_id=decisions.command_id,
            )
    except Unreadable as unreadable:
        raise WireError(WireCode.BAD_MESSAGE, unreadable.trouble.fault.value) from None
    if done.outcome is not None and not done.outcome.accepted:
        return refused(done.outcome, decisions.command_id)
    return _json(_applied(done, kept, visit.conductor.head.rev))


async def _understood(visit: Visit, parts: dict[str, bytes], choices: BridgeChoices) -> Understood:
    grids = await read(visit, parts)
    taken = await importer.picture(visit.conductor)
    kept = await bridge_import.record(visit.conductor)
    chosen = {cell: PersonId(person) for cell, person in choices.people.items()}
    work = partial(bridge_import.understood, ahead_min=choices.ahead_min, chosen=chosen)
    file, everybody = await asyncio.to_thread(work, grids, taken, kept)
    return taken, kept, file, everybody


def _decided(decisions: BridgeDecisions) -> Decided:
    by_verdict: dict[str, set[str]] = {"take": set(), "skip": set()}
    for cell, verdict in decisions.rows.items():
        by_verdict[verdict].add(cell)
    add = {cell: SiteId(site) for cell, site in decisions.add.items()}
    return Decided(frozenset(by_verdict["take"]), frozenset(by_verdict["skip"]), add)


def _view(understood: Understood) -> BridgePreview:
    taken, kept, file, everybody = understood
    roster = {one.id: one for one in taken.now.known}
    first, last = _ends(everybody)
    reading: Reading = file.reading
    return BridgePreview(
        bridge=file.bridge,
        day_first=reading.day_first,
        ahead_min=reading.ahead_min,
        first_at=first,
        last_at=last,
        people=tuple(_row(one, roster, kept) for one in everybody),
        troubles=troubles_view((*file.troubles, *_other_day(first, last, kept))),
    )


def _ends(everybody: Iterable[Participant]) -> tuple[int | None, int | None]:
    spans = [span for one in everybody for span in one.spans]
    ends = [at for span in spans for at in (span.since_at, span.until_at) if at is not None]
    return min(ends, default=None), max(ends, default=None)


def _other_day(first: int | None, last: int | None, kept: Record) -> list[Trouble]:
    """A file of another day is somebody's mistake, or read in a wrong zone."""
    if first is None or last is None:
        return []
    if last > kept.starts_at - DAY_MS // 2 and first < kept.starts_at + DAY_MS:
        return []
    return [Trouble("", Fault.OTHER_DAY, {"first_at": first, "last_at": last})]


def _row(one: Participant, roster: dict[PersonId, Known], kept: Record) -> ParticipantRow:
    who = roster.get(one.person) if one.person else None
    status = kept.status.get(one.person) if one.person else None
    return ParticipantRow(
        cell=one.cell,
        name=one.name,
        spans=tuple(SpanRow(span.since_at, span.until_at) for span in one.spans),
        whose=one.whose,
        person=_candidate(who) if who else None,
        site=(who.site if who else one.site) or "",
        score=one.score,
        candidates=tuple(_candidate(roster[c]) for c in one.candidates if c in roster),
        status=status or Attendance.NOT_CALLED,
        waits=bridge_import.waits(one, kept),
        known=bridge_import.known(one, kept),
        outside=bridge_import.outside(one, kept),
    )


def _candidate(known: Known) -> CandidateRow:
    return CandidateRow(known.id, known.name, known.post, known.site)


def _applied(done: Attended, kept: Record, rev: int) -> BridgeApplied:
    return BridgeApplied(
        entered=done.entered,
        added=done.added,
        same=done.same,
        rooms=done.rooms,
        skipped=done.skipped,
        undecided=done.undecided,
        rev=done.outcome.rev if done.outcome else rev,
        waiting=done.outcome is not None and kept.closed_at is not None,
    )


def _json(answer: object) -> web.Response:
    return web.Response(body=encode(answer), content_type=JSON)


_ONE = "/api/v1/sessions/{session}/participants"
ROUTES = (
    Route(
        "POST",
        f"{_ONE}/preview",
        preview,
        readings.Reading.ROSTERS,
        "Who was on the bridge, from the file that it gives: nothing is changed.",
        BridgePreview,
        body=BridgeUpload,
        takes="multipart/form-data",
    ),
    Route(
        "POST",
        f"{_ONE}/apply",
        apply,
        readings.Reading.ROSTERS,
        "Enter who was on the bridge, with a person's decisions, once.",
        BridgeApplied,
        body=BridgeOrder,
        takes="multipart/form-data",
        problems=("wrong_phase", "bad_value", "bad_name", "busy", "storage_low"),
    ),
)
