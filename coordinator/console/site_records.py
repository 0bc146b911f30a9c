"""The outbox of a browser at a point that has no agent: its records, once each.

The page keeps what was entered, numbers it as an agent does, and delivers it when the line is
there. The answer is the agent's ack with what else an agent would be told: who was erased, and
that the session is closed, so that nothing need be kept any longer.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Annotated, Literal

from aiohttp import web
from pydantic import Field, TypeAdapter

from coordinator import deliveries
from coordinator.conductor import Answer, Conductor, Submission
from coordinator.console.answers import encode
from coordinator.console.desk import BODY_BYTES_MAX, Visit, conductor_of
from coordinator.console.problems import Delayed
from coordinator.console.sign_in import JSON
from coordinator.core.base import Refused
from coordinator.core.state import Session
from coordinator.ports import Grant
from wire.codes import Refusal, WireCode
from wire.errors import WireError
from wire.limits import RECORDS_PER_BATCH_MAX
from wire.messages import Records
from wire.records import Id, Message, RecordItem
from wire.vocabulary import PersonId, Phase, Role, SiteId


class SiteRecords(Message):
    """Records of one point and one outbox, of the session they were made in, numbers contiguous.
    Without items it only asks how far they have come."""

    session: Id
    incarnation: Id
    items: Annotated[list[RecordItem], Field(max_length=RECORDS_PER_BATCH_MAX)]


@dataclass(frozen=True, slots=True)
class RefusedItem:
    """A record that was recorded as refused, and why."""

    seq: int
    code: Refusal


@dataclass(frozen=True, slots=True)
class SiteRecordsAnswer:
    """All records up to `upto` are durable; those in `refused` are recorded as refused. A picture
    of `rev` or later shows what they changed. `short`
    says that some were not taken: too much at once, or a number was passed over. `erased` are
    the point's people whose names must leave the browser; `closed` that the session is over."""

    upto: int
    refused: tuple[RefusedItem, ...]
    short: Literal["", "slow_down", "gap"]
    erased: tuple[str, ...]
    closed: bool
    rev: int
    now: int


BODY: TypeAdapter[SiteRecords] = TypeAdapter(SiteRecords)


async def records(visit: Visit) -> web.StreamResponse:
    """`POST /site/records?site=CODE`: answered after the commit, so that an answer means durable.

    Raises WireError(bad_message | too_big), Refused(forbidden | unknown_session), Delayed."""
    given = await visit.body(BODY, BODY_BYTES_MAX)
    site, grant = _place(visit, given.session)
    if not visit.desk.command_pace.take(grant.id):
        raise Delayed(1)
    conductor = conductor_of(visit.desk.hall, given.session)
    conductor.heard(site)
    message = Records.model_construct(
        type="records", site=site, incarnation=given.incarnation, items=given.items
    )
    answers = await _submitted(conductor, grant, message)
    body = await conductor.ask(
        lambda session, people: _answer(session, message, answers, conductor.now())
    )
    return web.Response(body=encode(body), content_type=JSON)


def _place(visit: Visit, session: str) -> tuple[SiteId, Grant]:
    """The point and the grant for it in the session that the records were made in: a browser may
    hold the point's grants for several sessions, and none takes the records of another."""
    named = visit.query("site")
    if named is None:
        raise WireError(WireCode.BAD_MESSAGE, "site: missing")
    site = SiteId(named)
    fitting = [
        grant
        for grant in visit.who.held
        if grant.role is Role.SITE and site in grant.sites and grant.session == session
    ]
    if not fitting:
        raise Refused(Refusal.FORBIDDEN)
    return site, fitting[-1]


async def _submitted(
    conductor: Conductor, grant: Grant, message: Records
) -> list[Answer | Refused]:
    """All at once into the inbox, which keeps their order."""
    now = conductor.now()
    submissions = [deliveries.record(grant, message, item, now) for item in message.items]
    return await asyncio.gather(*(_submit(conductor, one) for one in submissions))


async def _submit(conductor: Conductor, submission: Submission) -> Answer | Refused:
    try:
        return await conductor.submit(submission)
    except Refused as refused:
        return refused


def _answer(
    session: Session, message: Records, answers: list[Answer | Refused], now: int
) -> SiteRecordsAnswer:
    ack = deliveries.ack(session, message, answers)
    short = deliveries.shortfall(answers)
    return SiteRecordsAnswer(
        upto=ack.upto,
        refused=tuple(RefusedItem(one.seq, one.code) for one in ack.refused),
        short="" if short is None else "gap" if short is WireCode.GAP else "slow_down",
        erased=erased_of(session, SiteId(message.site)),
        closed=session.phase is Phase.CLOSED,
        rev=session.rev,
        now=now,
    )


def erased_of(session: Session, site: SiteId) -> tuple[str, ...]:
    """Who was erased of the people that the point has now or has had."""
    return tuple(sorted(person for person in session.erased if site in _sites_of(session, person)))


def _sites_of(session: Session, person: PersonId) -> tuple[SiteId, ...]:
    known = session.people[person]
    return (known.spec.site, known.home, *(move.site for move in known.moves))
