"""Standing rosters: kept from a session, edited, and invited to another."""

from __future__ import annotations

from typing import Any, TypeVar

from aiohttp import web
from pydantic import TypeAdapter

from coordinator import importer
from coordinator.console.answers import encode
from coordinator.console.desk import BODY_BYTES_MAX, Visit
from coordinator.console.roster_views import preview_view
from coordinator.console.roster_words import RosterApplied, RosterPreview
from coordinator.console.rosters import refused
from coordinator.console.route import Route
from coordinator.console.sign_in import JSON
from coordinator.console.standing_rights import shelf_of
from coordinator.console.standing_words import (
    MemberRow,
    MemberSent,
    RosterSent,
    SaveStanding,
    StandingChosen,
    StandingDetail,
    StandingOrder,
    StandingRow,
)
from coordinator.core.base import Refused
from coordinator.core.readings import Reading
from coordinator.importer import Picture
from coordinator.ports import StandingRoster
from coordinator.rosters.plan import Decisions, Enrolment, ImportFigures, Plan
from coordinator.rosters.preview import Choices, Preview, preview_entries
from coordinator.rosters.rows import Entry
from coordinator.standing import MEMBERS_MAX, Member, StandingBook, invited_of, members_of
from wire.codes import Refusal
from wire.text import clean_name
from wire.vocabulary import SiteId

T = TypeVar("T")
ROSTER_BYTES_MAX = 2 * 1024 * 1024

_ROSTER: TypeAdapter[RosterSent] = TypeAdapter(RosterSent)
_SAVE: TypeAdapter[SaveStanding] = TypeAdapter(SaveStanding)
_CHOSEN: TypeAdapter[StandingChosen] = TypeAdapter(StandingChosen)
_ORDER: TypeAdapter[StandingOrder] = TypeAdapter(StandingOrder)


def book_of(visit: Visit) -> StandingBook:
    """The standing rosters. Raises Refused(wrong_state) where there are none to be kept."""
    book = visit.desk.standing
    if book is None:
        raise Refused(Refusal.WRONG_STATE, what="standing")
    return book


async def listed(visit: Visit) -> web.StreamResponse:
    """`GET /rosters`: the asker's standing rosters, without their members."""
    shelf = await shelf_of(visit, book_of(visit))
    mine = (one for one in shelf.rosters if shelf.has(one))
    return _json(tuple(map(_row, mine)), tuple[StandingRow, ...])


async def shown(visit: Visit) -> web.StreamResponse:
    """`GET /rosters/{roster}`. Raises Refused(bad_value) when there is none of this id."""
    roster = await _known(visit, visit.request.match_info["roster"])
    members = await book_of(visit).members(roster.id)
    rows = tuple(
        MemberRow(one.id, one.site, one.fields["name"], one.fields.get("post", ""), one.head)
        for one in members
    )
    return _json(StandingDetail(_row(roster), rows))


async def saved(visit: Visit) -> web.StreamResponse:
    """`POST /rosters`: make one, or replace one whole. Raises WireError(bad_name), Refused."""
    given = await visit.body(_ROSTER, ROSTER_BYTES_MAX)
    book = book_of(visit)
    await _allowed(visit, given.id, given.series)
    texts = {one.id: one.fields for one in await book.members(given.id or "")}
    members = [_member(one, texts.get(one.id, {})) for one in given.members]
    roster = await book.save(
        given.id,
        clean_name(given.name),
        series_name(given.series),
        members,
        session=visit.who.grant.session or "",
        seen_at=given.seen_at,
    )
    return _json(_row(roster))


def _member(given: MemberSent, known: Any) -> Member:
    """Texts that the page does not show (a telephone) stay."""
    fields = {**known, "name": clean_name(given.name)}
    fields.pop("post", None)
    if given.post.strip():
        fields["post"] = clean_name(given.post)
    return Member(given.id, SiteId(given.site), given.head, fields)


async def dropped(visit: Visit) -> web.StreamResponse:
    """`POST /rosters/{roster}/drop`: the roster and its members' texts go."""
    roster = await _known(visit, visit.request.match_info["roster"])
    await book_of(visit).drop(roster.id)
    return _json(_row(roster))


async def kept(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/roster/standing`: keep this session's roster as a standing one; its
    people are known as members from now on. Raises Refused(bad_value) when they are too many."""
    given = await visit.body(_SAVE, BODY_BYTES_MAX)
    await _allowed(visit, given.roster, given.series)
    conductor, book = visit.conductor, book_of(visit)
    async with visit.desk.imports:
        taken = await importer.picture(conductor)
        invited = [one for one in invited_of(taken.now.known) if given.site in (None, one.site)]
        if len(invited) > MEMBERS_MAX:
            raise Refused(Refusal.BAD_VALUE, count=len(invited), limit=MEMBERS_MAX)
        members = members_of(invited)
        series = series_name(given.series)
        roster = await book.save(
            given.roster, clean_name(given.name), series, members, session=conductor.id
        )
        linked = tuple(
            Enrolment(one.id, one.site, one.head, one.texts, one, member.id)
            for one, member in zip(invited, roster.members, strict=True)
            if one.member != member.id
        )
        plan = Plan(linked, (), (), ImportFigures())
        import_id = f"standing.{roster.id}.{roster.updated_at}"
        await importer.carry_out(conductor, plan, taken, visit.who.actor, import_id)
    if series:
        await book.set_series(conductor.id, series)
    return _json(_row(roster))


async def preview(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/roster/standing/preview`: what inviting a standing roster would do."""
    given = await visit.body(_CHOSEN, BODY_BYTES_MAX)
    taken = await importer.picture(visit.conductor)
    return _json(preview_view(await _previewed(visit, given.roster, taken), taken.mark))


async def apply(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/roster/standing/apply`: invite a standing roster, once.

    Raises Refused(conflict) when the roster is not that of the preview."""
    given = await visit.body(_ORDER, ROSTER_BYTES_MAX)
    conductor, decisions = visit.conductor, given.decisions
    async with visit.desk.imports:
        before = visit.desk.imported.get((conductor.id, decisions.command_id))
        if before is not None:
            return _json(RosterApplied(before.figures, before.rev, duplicate=True))
        taken = await importer.picture(conductor)
        if taken.mark != decisions.mark:
            raise Refused(Refusal.CONFLICT, what="roster")
        made = await _previewed(visit, given.roster, taken)
        wanted = Decisions(dict(decisions.rows), frozenset(decisions.strike))
        planned = importer.plan(made, wanted, taken)
        import_id = decisions.command_id
        done = await importer.carry_out(conductor, planned, taken, visit.who.actor, import_id)
    if done.outcome is not None and not done.outcome.accepted:
        return refused(done.outcome, import_id)
    rev = done.outcome.rev if done.outcome else conductor.head.rev
    answer = RosterApplied(done.figures, rev, duplicate=False)
    visit.desk.remember_import(conductor.id, import_id, answer)
    return _json(answer)


async def _previewed(visit: Visit, roster_id: str, taken: Picture) -> Preview:
    """The members as people of a file: their usual point is a code."""
    roster = await _known(visit, roster_id)
    members = await book_of(visit).members(roster.id)
    entries = [_entry(roster, at, member) for at, member in enumerate(members)]
    return preview_entries(entries, Choices(), taken.now)


def _entry(roster: StandingRoster, at: int, member: Member) -> Entry:
    fields = member.fields
    return Entry(
        sheet=roster.name,
        row=at,
        column=0,
        cell=member.id,
        name=fields["name"],
        title=fields.get("title", ""),
        post=fields.get("post", ""),
        code=member.site,
        phone=fields.get("phone", ""),
        head=member.head,
        member=member.id,
    )


async def _known(visit: Visit, roster_id: str) -> StandingRoster:
    return (await shelf_of(visit, book_of(visit))).roster(roster_id)


async def _allowed(visit: Visit, roster_id: str | None, series: str) -> None:
    """Raises Refused unless the roster is theirs, and the series one that they may use."""
    shelf = await shelf_of(visit, book_of(visit))
    if roster_id is not None:
        shelf.roster(roster_id)
    shelf.require_series(series_name(series))


def series_name(name: str) -> str:
    """The name of a series, clean; "" for none. Raises WireError(bad_name)."""
    return clean_name(name) if name.strip() else ""


def _row(one: StandingRoster) -> StandingRow:
    return StandingRow(one.id, one.name, one.series, len(one.members), one.updated_at)


def _json(answer: object, shape: Any = None) -> web.Response:
    return web.Response(body=encode(answer, shape), content_type=JSON)


_V1 = "/api/v1"
_ONE = f"{_V1}/sessions/{{session}}"
_WRONG = ("bad_value", "bad_name", "storage_low", "wrong_state")
ROUTES = (
    Route(
        "GET",
        f"{_V1}/rosters",
        listed,
        Reading.STANDING,
        "Standing rosters.",
        tuple[StandingRow, ...],
    ),
    Route(
        "GET",
        f"{_V1}/rosters/{{roster}}",
        shown,
        Reading.STANDING,
        "One standing roster with its members.",
        StandingDetail,
        problems=("bad_value",),
    ),
    Route(
        "POST",
        f"{_V1}/rosters",
        saved,
        Reading.STANDING,
        "Make a standing roster, or replace one whole.",
        StandingRow,
        body=RosterSent,
        problems=(*_WRONG, "conflict"),
    ),
    Route(
        "POST",
        f"{_V1}/rosters/{{roster}}/drop",
        dropped,
        Reading.STANDING,
        "Let a standing roster go, with its members' names.",
        StandingRow,
        problems=_WRONG,
    ),
    Route(
        "POST",
        f"{_ONE}/roster/standing",
        kept,
        Reading.STANDING,
        "Keep this session's roster as a standing one.",
        StandingRow,
        body=SaveStanding,
        problems=(*_WRONG, "busy"),
    ),
    Route(
        "POST",
        f"{_ONE}/roster/standing/preview",
        preview,
        Reading.STANDING,
        "What inviting a standing roster would do: nothing is changed.",
        RosterPreview,
        body=StandingChosen,
        problems=("bad_value",),
    ),
    Route(
        "POST",
        f"{_ONE}/roster/standing/apply",
        apply,
        Reading.STANDING,
        "Invite a standing roster with a person's decisions, once.",
        RosterApplied,
        body=StandingOrder,
        problems=(*_WRONG, "conflict", "wrong_phase", "busy"),
    ),
)
