"""What the sites and the stage see: one floor frame for all, and each site's own frame."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from coordinator.core.conduct import may_see
from coordinator.core.floor.state import Entry
from coordinator.core.incidents import Incident
from coordinator.core.notices import NOTICES_SHOWN_MAX, Notice, reaches, sent, written
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.core.voice_check import BEFORE
from coordinator.core.watch import Watch
from coordinator.views import parts
from wire.floor_view import FloorFrame
from wire.floor_words import NoticeKind
from wire.roster import RosterNow
from wire.site_view import (
    DeclinedNow,
    IncidentNow,
    MessageNow,
    NoticeNow,
    OwnFrame,
    RequestNow,
    VoiceCheckNow,
)
from wire.vocabulary import IncidentState, SiteId

INCIDENTS_SHOWN_MAX = 5
# With the states of all people these leave the page of a point under 32 KB, its acts and the floor
# included.
REQUESTS_BYTES_MAX = 2_500
NOTICES_BYTES_MAX = 5_000
MESSAGES_SHOWN_MAX = 3
MESSAGES_BYTES_MAX = 2_500
SIGNED_CHARS_SHOWN = 60

Text = TypeVar("Text", MessageNow, NoticeNow)


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


def own_frame(
    session: Session, people: People, watch: Watch, site_id: SiteId, roster: RosterNow
) -> OwnFrame:
    """What only this site sees; under 32 KB with the most people that a site may have, since their
    names travel apart. `roster` is as `coordinator.views.roster` tells it."""
    site = session.sites[site_id]
    declined, covered = _declined(session, site_id), site.counted(covers=True)
    call = session.roll_calls[-1] if session.roll_calls else None
    answer = (call.answers.get(site_id) or call.late.get(site_id)) if call else None
    return OwnFrame(
        site=site_id,
        site_name=site.spec.name,
        site_title=site.spec.title,
        receive_only=site.spec.receive_only,
        rev=session.rev,
        head_count=site.head_count,
        requests=_requests(session, people, site_id),
        declined_at=declined.at if declined else None,
        roll_answer=answer,
        notices=_notices(session, people, site_id),
        incidents=_incidents(session, site_id),
        line=parts.line_of(session, watch, site_id),
        declined=declined,
        messages=_messages(session, people, site_id),
        roll_silent_at=call.silent.get(site_id) if call and call.closed_at is None else None,
        voice_check=_voice_check(session, people, site_id),
        below=sum(session.below.get(site_id, {}).values()),
        head_count_below=covered.count if covered else None,
        roster=roster,
    )


def _voice_check(session: Session, people: People, site: SiteId) -> VoiceCheckNow | None:
    sheet = session.voice_checks.get(site)
    if sheet is None or session.phase not in BEFORE:
        return None
    checks = {item.value: found for item, found in sheet.checks.items()}
    name = people.of(sheet.signed).get("name", "") if sheet.signed else ""
    return VoiceCheckNow(sheet.at, checks, parts.start(name, SIGNED_CHARS_SHOWN))


def _declined(session: Session, site: SiteId) -> DeclinedNow | None:
    last = session.floor.declined.get(site)
    if last is None:
        return None
    entry = session.floor.entries[last]
    read, written = entry.decline_read_at is not None, entry.written_at is not None
    return DeclinedNow(entry.id, entry.declined_at or 0, read, written)


def _messages(session: Session, people: People, site: SiteId) -> tuple[MessageNow, ...]:
    """The last ones; of long ones the beginning, so that the newest is always there."""
    mine = [message for message in written(session) if message.site == site]
    rows = [
        MessageNow(
            message.id,
            people.of(message.text).get("text", ""),
            message.sent_at,
            message.read_at,
        )
        for message in reversed(mine[-MESSAGES_SHOWN_MAX:])
    ]
    return parts.fit_least(rows, MESSAGES_BYTES_MAX, 1, _beginning)


def _beginning(row: Text, chars_max: int) -> Text:
    return replace(row, text=parts.start(row.text, chars_max))


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
    """The last ones and older ones that are unread, newest first. Nobody can answer what is not on
    the page: the unread take the room before the read, and are whole, since they are to be read;
    what finds no room follows when others were read."""
    mine = [notice for notice in sent(session) if reaches(notice, site)]
    since, last = _on_air_since(session, site), len(mine) - NOTICES_SHOWN_MAX
    ranks: tuple[list[NoticeNow], ...] = ([], [], [])
    places: dict[str, int] = {}
    for place, notice in reversed(list(enumerate(mine))):
        rank = ranks[_rank(notice, site, since)]
        if place >= last or (site not in notice.read and len(rank) < NOTICES_SHOWN_MAX):
            rank.append(_notice(people, notice, site))
            places[notice.id] = place
    urgent, unread, read = ranks
    shown = list(parts.fit_least(urgent, NOTICES_BYTES_MAX, len(urgent), _beginning))
    shown += parts.fit(unread, _room(shown))
    shown += parts.fit_begun(read, _room(shown), _beginning)
    return tuple(sorted(shown, key=lambda row: places[row.id], reverse=True))


def _room(shown: list[NoticeNow]) -> int:
    return NOTICES_BYTES_MAX - sum(map(parts.weight, shown))


def _rank(notice: Notice, site: SiteId, on_air_since: int | None) -> int:
    """0: has a place of its own on the page until it is answered; 1: unread; 2: read. A word about
    the time is for the speech it was sent into; after that it is a message like others."""
    if site in notice.read:
        return 2
    if notice.kind is NoticeKind.TIME:
        return 0 if on_air_since is not None and notice.sent_at >= on_air_since else 1
    return 0 if notice.kind is NoticeKind.MUTE else 1


def _on_air_since(session: Session, site: SiteId) -> int | None:
    floor = session.floor
    speech = floor.entries[floor.current] if floor.current is not None else None
    return speech.started_at if speech is not None and speech.site == site else None


def _notice(people: People, notice: Notice, site: SiteId) -> NoticeNow:
    text, read = people.of(notice.text).get("text", ""), site in notice.read
    return NoticeNow(notice.id, text, notice.sent_at, read, notice.kind)


def _incidents(session: Session, site: SiteId) -> tuple[IncidentNow, ...]:
    mine = [
        incident
        for incident in session.incidents.values()
        if incident.site == site and incident.state is not IncidentState.RESOLVED
    ]
    return tuple(_incident(incident) for incident in mine[-INCIDENTS_SHOWN_MAX:])


def _incident(incident: Incident) -> IncidentNow:
    return IncidentNow(incident.id, incident.kind, incident.state, incident.opened_at)
