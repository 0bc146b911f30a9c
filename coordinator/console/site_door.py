"""The site's page for a point that has no agent: the same API as an agent serves on its machine.

An open page counts as the point being heard: at its opening and with every clock message. The page
itself keeps nothing, so an entry is either durable here or not made; it works online only.
"""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from coordinator.console.actions import submit
from coordinator.console.answers import ActAnswer, encode
from coordinator.console.desk import BODY_BYTES_MAX, Visit, conductor_of
from coordinator.console.headers import dress
from coordinator.console.outlet import CLOSE_S_MAX
from coordinator.console.sign_in import JSON, sessions_at
from coordinator.console.site_pages import SitePages
from coordinator.core.base import Refused
from coordinator.core.floor import commands as floor
from coordinator.intake import Taken, from_body, request_floor
from wire.codes import CloseCode, Refusal, WireCode
from wire.errors import WireError
from wire.site_acts import (
    SITE_ACT,
    ReadyAct,
    RecordAct,
    RequestAct,
    SiteAct,
    WithdrawAct,
    summary,
)
from wire.site_view import ActNow
from wire.vocabulary import EntryId, PersonId, SiteId

TAGS = frozenset(("record", "request_floor", "withdraw_request", "report_ready"))


async def stream(visit: Visit) -> web.StreamResponse:
    """`GET /site/stream?site=CODE&session=ID` as a WebSocket. Raises WireError(bad_message),
    Refused(forbidden | busy). Where it must name a meeting and does not, it is closed at once."""
    if _several_fit(visit, _named_site(visit)):
        return await _turned_away(visit.request)
    site, pages = place(visit)
    conductor = conductor_of(visit.desk.hall, str(visit.who.grant.session))
    with visit.desk.outlet(visit, conductor.now) as outlet:
        try:
            if not await pages.join(site, outlet):
                raise Refused(Refusal.FORBIDDEN)
            return await outlet.serve(visit.request, visit.desk.settings.grant_check_s)
        finally:
            pages.leave(site, outlet)


async def act(visit: Visit) -> web.StreamResponse:
    """`POST /site/act?site=CODE&session=ID`: 202 with what became of it, after it was made durable.

    Raises WireError(bad_message | bad_name), Refused(busy)."""
    site, pages = place(visit)
    given = await visit.body(SITE_ACT, BODY_BYTES_MAX, TAGS)
    asked = _taken(site, given)
    conductor = conductor_of(visit.desk.hall, str(visit.who.grant.session))
    what, target, word = summary(given)
    entered = ActNow(given.id, what, target, "waiting", "", conductor.now(), None, word)
    before = pages.note(site, entered)
    try:
        answer = await submit(
            visit.desk, conductor, visit.who, asked, command_id=f"{site}:{given.id}"
        )
    except Exception:
        pages.withdraw(site, given.id, before)
        raise
    code = answer.outcome.code.value if answer.outcome.code else ""
    body = ActAnswer(given.id, "refused" if code else "accepted", code)
    settled = replace(entered, state=body.state, code=code, settled_at=conductor.now())
    await pages.settle(site, settled)
    return web.Response(body=encode(body), content_type=JSON, status=202)


def place(visit: Visit) -> tuple[SiteId, SitePages]:
    """The point, which is the grant's own, and the pages of its session. Where a browser holds the
    point for two meetings it must say which is meant: a word in the wrong one is worse than none.

    Raises WireError(bad_message), Refused(forbidden | unknown_session)."""
    grant, site = visit.who.grant, _named_site(visit)
    if grant.session is None:
        raise Refused(Refusal.FORBIDDEN)
    if _several_fit(visit, site):
        raise WireError(WireCode.BAD_MESSAGE, "session: missing, and more than one fits")
    pages = visit.desk.pages.get(grant.session)
    if pages is None:
        raise Refused(Refusal.UNKNOWN_SESSION)
    return site, pages


def _named_site(visit: Visit) -> SiteId:
    """The point that is asked for. Raises WireError(bad_message), Refused(forbidden)."""
    grant, named = visit.who.grant, visit.query("site")
    if named is None and len(grant.sites) == 1:
        named = grant.sites[0]
    if named is None:
        raise WireError(WireCode.BAD_MESSAGE, "site: missing")
    if named not in grant.sites:
        raise Refused(Refusal.FORBIDDEN)
    return SiteId(named)


def _several_fit(visit: Visit, site: SiteId) -> bool:
    """No meeting is named, and the browser may work for the point in more than one."""
    if visit.query("session"):
        return False
    fitting = sessions_at(visit.who.held, site)
    return sum(session in visit.desk.pages for session in fitting) > 1


async def _turned_away(request: web.Request) -> web.StreamResponse:
    """A page from before there was a choice names no meeting, and of a refused upgrade it learns
    nothing: it would try for ever. This close it takes for the end, and is loaded anew."""
    socket = web.WebSocketResponse(timeout=CLOSE_S_MAX)
    dress(socket)
    await socket.prepare(request)
    await socket.close(code=CloseCode.FORBIDDEN, message=b"session: missing")
    return socket


def _taken(site: SiteId, given: SiteAct) -> Taken:
    match given:
        case RecordAct(body=body):
            return from_body(site, body)
        case RequestAct(kind=kind, person=person, topic=topic):
            return request_floor(site, kind, person=person, topic=topic, intent=given.id)
        case WithdrawAct(entry=entry):
            return Taken(floor.WithdrawRequest(EntryId(entry)))
        case ReadyAct(entry=entry, called_at=called_at, ready=ready, person=person):
            who = PersonId(person) if person else None
            return Taken(floor.ReportReady(EntryId(entry), called_at, ready, person=who))
