"""What the sites and the stage see: one floor frame for all, and each site's own frame."""

from __future__ import annotations

from dataclasses import replace

from coordinator.core.conduct import may_see
from coordinator.core.floor.state import Entry
from coordinator.core.incidents import Incident
from coordinator.core.notices import NOTICES_SHOWN_MAX, reaches
from coordinator.core.people import People
from coordinator.core.sites import Site
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.views import parts
from wire.floor_view import FloorFrame
from wire.limits import VIEW_BYTES_MAX
from wire.site_view import (
    DeclinedNow,
    IncidentNow,
    MessageNow,
    NoticeNow,
    OwnFrame,
    PersonNow,
    RequestNow,
)
from wire.vocabulary import IncidentState, PersonId, SiteId

INCIDENTS_SHOWN_MAX = 5
REQUESTS_BYTES_MAX = 2_500
NOTICES_BYTES_MAX = 5_000
MESSAGES_SHOWN_MAX = 3
MESSAGES_BYTES_MAX = 2_500
REST_BYTES = 2_500
ROW_BYTES = 220

# How many characters of a name, a post and of what was said besides are shown: the first that
# makes all people fit. What people really write fits the first; a point's page must not break
# when they write more.
_SHOWN = ((120, 120, 300), (120, 60, 60), (60, 40, 20), (30, 10, 10), (15, 0, 0), (4, 0, 0))


def floor_frame(session: Session, people: People, now: int) -> FloorFrame:
    """The floor as every site and the stage see it."""
    return FloorFrame(
        rev=session.rev,
        floor_rev=session.floor.rev,
        at=now,
        phase=session.phase,
        title=session.title,
        honorific=session.honorific,
        item=parts.item_now(session),
        speaking=parts.speaking(session, people),
        next=parts.next_up(session),
        waiting=len(session.floor.order),
        list_open=session.floor.list_open,
        limits={key.value: limit for key, limit in session.floor.limits.items()},
        roll_call=parts.roll_call_now(session),
        chair=parts.name_of(people, session.conduct.chair),
        resumes_at=session.conduct.resumes_at,
        picture_check=session.floor.rules.picture_check,
    )


def shown_frame(session: Session, people: People, now: int, site: SiteId | None) -> FloorFrame:
    """The floor for the page of a point, or of the stage and all others (None): in a restricted
    part only those chosen see it."""
    if may_see(session, site):
        return floor_frame(session, people, now)
    return blank_frame(session, now)


def blank_frame(session: Session, now: int) -> FloorFrame:
    """A restricted part, for those who are not chosen: that it is one, and nothing of it."""
    return FloorFrame(
        rev=session.rev,
        floor_rev=session.floor.rev,
        at=now,
        phase=session.phase,
        title=session.title,
        honorific=session.honorific,
        item=None,
        speaking=None,
        next=(),
        waiting=0,
        list_open=False,
        limits={key.value: limit for key, limit in session.floor.limits.items()},
        roll_call=parts.roll_call_now(session),
        restricted=True,
    )


def own_frame(session: Session, people: People, watch: Watch, site_id: SiteId) -> OwnFrame:
    """What only this site sees; under 32 KB with the most people that a site may have."""
    site = session.sites[site_id]
    requests = _requests(session, people, site_id)
    notices = _notices(session, people, site_id)
    messages = _messages(session, people, site_id)
    declined = _declined(session, site_id)
    others = sum(parts.weight(row) for rows in (requests, notices, messages) for row in rows)
    call = session.roll_calls[-1] if session.roll_calls else None
    answer = (call.answers.get(site_id) or call.late.get(site_id)) if call else None
    return OwnFrame(
        site=site_id,
        site_name=site.spec.name,
        site_title=site.spec.title,
        receive_only=site.spec.receive_only,
        rev=session.rev,
        people=_people(session, people, site, VIEW_BYTES_MAX - REST_BYTES - others),
        head_count=site.head_count,
        requests=requests,
        declined_at=declined.at if declined else None,
        roll_answer=answer,
        notices=notices,
        incidents=_incidents(session, site_id),
        line=parts.line_of(session, watch, site_id),
        declined=declined,
        messages=messages,
    )


def _declined(session: Session, site: SiteId) -> DeclinedNow | None:
    last = session.floor.declined.get(site)
    if last is None:
        return None
    entry = session.floor.entries[last]
    read, written = entry.decline_read_at is not None, entry.written_at is not None
    return DeclinedNow(entry.id, entry.declined_at or 0, read, written)


def _messages(session: Session, people: People, site: SiteId) -> tuple[MessageNow, ...]:
    mine = [message for message in session.messages.values() if message.site == site]
    rows = (
        MessageNow(
            message.id,
            people.of(message.text).get("text", ""),
            message.sent_at,
            message.read_at,
        )
        for message in reversed(mine[-MESSAGES_SHOWN_MAX:])
    )
    return parts.fit(rows, MESSAGES_BYTES_MAX)


def _people(session: Session, people: People, site: Site, bytes_max: int) -> tuple[PersonNow, ...]:
    """All people of the site, with as much of their texts as fits."""
    rows = tuple(_person(session, people, PersonId(person)) for person in site.people)
    if sum(map(_most, rows)) <= bytes_max:
        return rows
    shortened = (tuple(_shortened(row, *shown) for row in rows) for shown in _SHOWN)
    return next(rows for rows in shortened if sum(map(parts.weight, rows)) <= bytes_max)


def _shortened(row: PersonNow, name: int, post: int, said: int) -> PersonNow:
    return replace(
        row,
        name=parts.start(row.name, name),
        post=parts.start(row.post, post),
        deputy=parts.start(row.deputy, name),
        approver=parts.start(row.approver, said),
        reason=parts.start(row.reason, said),
    )


def _most(row: PersonNow) -> int:
    """A bound of the row's bytes that is found at once, since most sites are small."""
    texts = (row.name, row.post, row.deputy, row.approver, row.reason)
    return ROW_BYTES + 4 * sum(map(len, texts))


def _person(session: Session, people: People, person_id: PersonId) -> PersonNow:
    person = session.people[person_id]
    entry = person.current
    return PersonNow(
        id=person_id,
        name=parts.name_of(people, person_id),
        post=parts.post_of(people, person_id),
        head=person.spec.head,
        added=person.spec.added,
        status=person.status,
        since_at=entry.effective_at if entry else None,
        deputy=parts.name_of(people, entry.deputy) if entry else "",
        approver=people.of(entry.approver).get("text", "") if entry else "",
        reason=people.of(entry.reason).get("text", "") if entry else "",
        corrections=sum(item.corrects is not None for item in person.history),
    )


def _requests(session: Session, people: People, site: SiteId) -> tuple[RequestNow, ...]:
    """The one on air, those set aside, then those who wait; of many, as in the hall, the first."""
    floor = session.floor
    others = [*([floor.current] if floor.current else []), *floor.aside]
    places = [*((0, entry) for entry in others), *enumerate(floor.order, start=1)]
    rows = (
        _request(session, people, floor.entries[entry], position)
        for position, entry in places
        if floor.entries[entry].site == site
    )
    return parts.fit(rows, REQUESTS_BYTES_MAX)


def _request(session: Session, people: People, entry: Entry, position: int) -> RequestNow:
    return RequestNow(
        entry=entry.id,
        intent=entry.intent,
        kind=entry.kind,
        ordinal=entry.ordinal,
        speaker=parts.name_of(people, entry.person),
        state=entry.state,
        position=position,
        requested_at=entry.requested_at,
        called_at=entry.called_at,
        limit_ms=parts.limit_of(session, entry),
        person=entry.person or "",
        confirmed=entry.confirmed_at is not None,
        used_ms=entry.used_ms,
    )


def _notices(session: Session, people: People, site: SiteId) -> tuple[NoticeNow, ...]:
    mine = [notice for notice in session.notices.values() if reaches(notice, site)]
    rows = (
        NoticeNow(
            notice.id,
            people.of(notice.text).get("text", ""),
            notice.sent_at,
            site in notice.read,
            notice.kind,
        )
        for notice in reversed(mine[-NOTICES_SHOWN_MAX:])
    )
    return parts.fit(rows, NOTICES_BYTES_MAX)


def _incidents(session: Session, site: SiteId) -> tuple[IncidentNow, ...]:
    mine = [
        incident
        for incident in session.incidents.values()
        if incident.site == site and incident.state is not IncidentState.RESOLVED
    ]
    return tuple(_incident(incident) for incident in mine[-INCIDENTS_SHOWN_MAX:])


def _incident(incident: Incident) -> IncidentNow:
    return IncidentNow(incident.id, incident.kind, incident.state, incident.opened_at)
