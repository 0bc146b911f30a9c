"""The console of those who conduct: everything on one screen, under 32 KB."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.floor.rules import UNDO_MS
from coordinator.core.floor.state import Entry
from coordinator.core.people import People, duty_ref
from coordinator.core.recent import RecentAct
from coordinator.core.rollcall import is_expected
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.views import parts
from wire.site_view import LineNow, Speaking
from wire.vocabulary import (
    Channel,
    EntryState,
    IncidentKind,
    IncidentState,
    ItemKind,
    Phase,
    Presence,
    SiteKind,
    SpeechKind,
)

QUEUE_SHOWN = 50
MISSING_SHOWN = 12
INCIDENTS_SHOWN = 12
NOTICES_SHOWN = 3
RECENT_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ItemRow:
    id: str
    title: str
    kind: ItemKind
    planned_at: int
    planned_ms: int
    begun_at: int | None
    ended_at: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One who waits. `readiness`: ready, risky, unreachable or unknown, with the line beside it;
    `seat` is a place in the hall, which has no line."""

    entry: str
    site: str
    site_name: str
    kind: SpeechKind
    ordinal: int
    channel: Channel
    speaker: str
    post: str
    topic: str
    state: EntryState
    requested_at: int
    called_at: int | None
    ready_at: int | None
    limit_ms: int
    seat: bool
    readiness: str
    line: LineNow
    phone: str


@dataclass(frozen=True, slots=True)
class UndoNow:
    """The act that can still be taken back, until `until_at`."""

    act_rev: int
    what: str
    site_name: str
    until_at: int


@dataclass(frozen=True, slots=True)
class WallTile:
    """A point of the first two levels; `below` counts the points under it by wall letter."""

    site: str
    state: str
    below: dict[str, int]


@dataclass(frozen=True, slots=True)
class RollCallProgress:
    """The last roll call. `missing` names at most 12 of those that have not answered."""

    id: str
    number: int
    opened_at: int
    deadline_at: int
    closed_at: int | None
    expected: int
    answered: int
    late: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    id: str
    site: str
    site_name: str
    kind: IncidentKind
    state: IncidentState
    note: str
    opened_at: int
    phone: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    id: str
    text: str
    sent_at: int
    to: int
    read: int


@dataclass(frozen=True, slots=True)
class HostView:
    """The whole console. `counts` are points by wall letter and add up to the points with a line;
    `attendance` is people by state."""

    rev: int
    floor_rev: int
    at: int
    session: str
    title: str
    short_title: str
    honorific: str
    phase: Phase
    starts_at: int
    started_at: int | None
    items: tuple[ItemRow, ...]
    speaking: Speaking | None
    speaking_line: LineNow | None
    queue: tuple[QueueRow, ...]
    waiting: int
    list_open: bool
    limits: dict[str, int]
    undo: UndoNow | None
    wall: tuple[WallTile, ...]
    counts: dict[str, int]
    attendance: dict[str, int]
    roll_call: RollCallProgress | None
    incidents: tuple[IncidentRow, ...]
    incidents_resolved: int
    notices: tuple[NoticeRow, ...]
    recent: tuple[RecentAct, ...]


def host_view(session: Session, people: People, watch: Watch, now: int) -> HostView:
    """The console's view of the session."""
    floor = session.floor
    current = floor.entries[floor.current] if floor.current is not None else None
    resolved = sum(i.state is IncidentState.RESOLVED for i in session.incidents.values())
    return HostView(
        rev=session.rev,
        floor_rev=floor.rev,
        at=now,
        session=session.id,
        title=session.title,
        short_title=session.short_title,
        honorific=session.honorific,
        phase=session.phase,
        starts_at=session.starts_at,
        started_at=session.started_at,
        items=_items(session),
        speaking=parts.speaking(session, people),
        speaking_line=parts.line_of(session, watch, current.site) if current else None,
        queue=tuple(
            _row(session, people, watch, floor.entries[entry])
            for entry in floor.order[:QUEUE_SHOWN]
        ),
        waiting=len(floor.order),
        list_open=floor.list_open,
        limits={key.value: limit for key, limit in floor.limits.items()},
        undo=_undo(session),
        wall=_wall(session),
        counts={letter: count for letter, count in session.tally.items() if count},
        attendance={status: count for status, count in session.attendance.items() if count},
        roll_call=_roll_call(session),
        incidents=_incidents(session, people),
        incidents_resolved=resolved,
        notices=_notices(session, people),
        recent=tuple(reversed(session.recent[-RECENT_SHOWN:])),
    )


def _items(session: Session) -> tuple[ItemRow, ...]:
    programme = session.programme
    return tuple(
        ItemRow(
            item.id,
            item.title,
            item.kind,
            item.planned_at,
            item.planned_ms,
            programme.begun_at.get(item.id),
            programme.ended_at.get(item.id),
            item.id == programme.current,
        )
        for item in programme.items
    )


def _row(session: Session, people: People, watch: Watch, entry: Entry) -> QueueRow:
    site = session.sites[entry.site]
    line = parts.line_of(session, watch, entry.site)
    return QueueRow(
        entry=entry.id,
        site=entry.site,
        site_name=site.spec.name,
        kind=entry.kind,
        ordinal=entry.ordinal,
        channel=entry.channel,
        speaker=parts.name_of(people, entry.person),
        post=parts.post_of(people, entry.person),
        topic=people.of(entry.topic).get("text", ""),
        state=entry.state,
        requested_at=entry.requested_at,
        called_at=entry.called_at,
        ready_at=entry.ready_at,
        limit_ms=parts.limit_of(session, entry),
        seat=not site.spec.line,
        readiness=readiness(line, seat=not site.spec.line),
        line=line,
        phone=people.of(duty_ref(entry.site)).get("phone", ""),
    )


def readiness(line: LineNow, *, seat: bool) -> str:
    """ready, risky, unreachable or unknown. A seat in the hall needs no line."""
    if seat:
        return "ready"
    if line.presence is Presence.SILENT:
        return "unreachable"
    if line.presence is Presence.UNKNOWN or line.band.value == "unknown":
        return "unknown"
    return "ready" if line.band.value == "good" else "risky"


def _undo(session: Session) -> UndoNow | None:
    slot = session.floor.undo
    if slot is None:
        return None
    name = session.sites[slot.before.site].spec.name
    return UndoNow(slot.rev, slot.what, name, slot.at + UNDO_MS)


def _wall(session: Session) -> tuple[WallTile, ...]:
    """Hall, ministries and provinces; communes only as counts under their province."""
    return tuple(
        WallTile(
            site,
            session.sites[site].state.value,
            {letter: count for letter, count in session.below.get(site, {}).items() if count},
        )
        for site in session.site_order
        if session.sites[site].spec.kind is not SiteKind.COMMUNE
    )


def _roll_call(session: Session) -> RollCallProgress | None:
    call = session.roll_calls[-1] if session.roll_calls else None
    if call is None:
        return None
    missing: list[str] = []
    for site in session.site_order:
        if len(missing) >= MISSING_SHOWN:
            break
        if is_expected(session.sites[site]) and site not in call.answers and site not in call.late:
            missing.append(site)
    return RollCallProgress(
        call.id,
        call.number,
        call.opened_at,
        call.deadline_at,
        call.closed_at,
        call.expected,
        len(call.answers),
        len(call.late),
        tuple(missing),
    )


def _incidents(session: Session, people: People) -> tuple[IncidentRow, ...]:
    mine = [i for i in session.incidents.values() if i.state is not IncidentState.RESOLVED]
    return tuple(
        IncidentRow(
            incident.id,
            incident.site,
            session.sites[incident.site].spec.name,
            incident.kind,
            incident.state,
            people.of(incident.note).get("text", ""),
            incident.opened_at,
            people.of(duty_ref(incident.site)).get("phone", ""),
        )
        for incident in reversed(mine[-INCIDENTS_SHOWN:])
    )


def _notices(session: Session, people: People) -> tuple[NoticeRow, ...]:
    lines = sum(site.spec.line for site in session.sites.values())
    return tuple(
        NoticeRow(
            notice.id,
            people.of(notice.text).get("text", ""),
            notice.sent_at,
            len(notice.sites) or lines,
            len(notice.read),
        )
        for notice in list(session.notices.values())[: -NOTICES_SHOWN - 1 : -1]
    )
