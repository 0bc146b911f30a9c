"""What the sites and the stage see: one floor frame for all, and each site's own frame."""

from __future__ import annotations

from coordinator.core.floor.queue import WAITING
from coordinator.core.floor.state import Entry
from coordinator.core.incidents import Incident
from coordinator.core.notices import NOTICES_SHOWN_MAX, reaches
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.views import parts
from wire.site_view import (
    FloorFrame,
    IncidentNow,
    NoticeNow,
    OwnFrame,
    PersonNow,
    RequestNow,
)
from wire.vocabulary import IncidentState, PersonId, SiteId

INCIDENTS_SHOWN_MAX = 5


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
    )


def own_frame(session: Session, people: People, watch: Watch, site_id: SiteId) -> OwnFrame:
    """What only this site sees."""
    site = session.sites[site_id]
    call = session.roll_calls[-1] if session.roll_calls else None
    answer = (call.answers.get(site_id) or call.late.get(site_id)) if call else None
    return OwnFrame(
        site=site_id,
        site_name=site.spec.name,
        site_title=site.spec.title,
        receive_only=site.spec.receive_only,
        rev=session.rev,
        people=tuple(_person(session, people, PersonId(person)) for person in site.people),
        head_count=site.head_count,
        requests=_requests(session, people, site_id),
        declined_at=session.floor.declined.get(site_id),
        roll_answer=answer,
        notices=_notices(session, people, site_id),
        incidents=_incidents(session, site_id),
        line=parts.line_of(session, watch, site_id),
    )


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
    floor = session.floor
    shown: list[RequestNow] = []
    if floor.current is not None and floor.entries[floor.current].site == site:
        shown.append(_request(session, people, floor.entries[floor.current], 0))
    for position, entry in enumerate(floor.order, start=1):
        if floor.entries[entry].site == site:
            shown.append(_request(session, people, floor.entries[entry], position))
    return tuple(shown)


def _request(session: Session, people: People, entry: Entry, position: int) -> RequestNow:
    return RequestNow(
        entry=entry.id,
        intent=entry.intent,
        kind=entry.kind,
        ordinal=entry.ordinal,
        speaker=parts.name_of(people, entry.person),
        state=entry.state,
        position=position if entry.state in WAITING else 0,
        requested_at=entry.requested_at,
        called_at=entry.called_at,
        limit_ms=parts.limit_of(session, entry),
    )


def _notices(session: Session, people: People, site: SiteId) -> tuple[NoticeNow, ...]:
    mine = [notice for notice in session.notices.values() if reaches(notice, site)]
    return tuple(
        NoticeNow(
            notice.id,
            people.of(notice.text).get("text", ""),
            notice.sent_at,
            site in notice.read,
        )
        for notice in reversed(mine[-NOTICES_SHOWN_MAX:])
    )


def _incidents(session: Session, site: SiteId) -> tuple[IncidentNow, ...]:
    mine = [
        incident
        for incident in session.incidents.values()
        if incident.site == site and incident.state is not IncidentState.RESOLVED
    ]
    return tuple(_incident(incident) for incident in mine[-INCIDENTS_SHOWN_MAX:])


def _incident(incident: Incident) -> IncidentNow:
    return IncidentNow(incident.id, incident.kind, incident.state, incident.opened_at)
