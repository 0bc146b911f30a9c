"""The console of those who conduct: everything on one screen, under 32 KB."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.floor.rules import UNDO_MS
from coordinator.core.floor.state import Entry
from coordinator.core.people import People, duty_ref
from coordinator.core.recent import RecentAct
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.views import parts
from coordinator.views.glance import RollCallProgress, WallTile, roll_call, wall
from wire.site_view import LineNow, Speaking
from wire.vocabulary import (
    Channel,
    EntryState,
    IncidentKind,
    IncidentState,
    ItemKind,
    Phase,
    Presence,
    SiteState,
    SpeechKind,
)

QUEUE_SHOWN = 50
INCIDENTS_SHOWN = 12
NOTICES_SHOWN = 3
RECENT_SHOWN = 8
TEXT_CHARS_SHOWN = 300
ITEMS_BYTES_MAX = 5_000
INCIDENTS_BYTES_MAX = 5_000
NOTICES_BYTES_MAX = 2_500
ITEMS_BEFORE = 3


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
    """The whole console. `counts` are points by wall letter, `attendance` is people by state.

    Whatever people write, all but the queue stays within its part of the 32 KB: of a programme
    too long the items around the current one are shown, of long notes the beginning."""

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
        wall=wall(session),
        counts={letter: count for letter, count in session.tally.items() if count},
        attendance={status: count for status, count in session.attendance.items() if count},
        roll_call=roll_call(session),
        incidents=_incidents(session, people),
        incidents_resolved=resolved,
        notices=_notices(session, people),
        recent=tuple(reversed(session.recent[-RECENT_SHOWN:])),
    )


def item_rows(session: Session) -> tuple[ItemRow, ...]:
    """The whole programme, in its order."""
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


def _items(session: Session) -> tuple[ItemRow, ...]:
    rows = item_rows(session)
    shown = parts.fit(rows, ITEMS_BYTES_MAX)
    if len(shown) == len(rows):
        return shown
    reached = [place for place, row in enumerate(rows) if row.begun_at is not None]
    first = max(0, (reached[-1] if reached else 0) - ITEMS_BEFORE)
    return parts.fit(rows[first:], ITEMS_BYTES_MAX)


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
        topic=parts.start(people.of(entry.topic).get("text", ""), TEXT_CHARS_SHOWN),
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


def _incidents(session: Session, people: People) -> tuple[IncidentRow, ...]:
    mine = [i for i in session.incidents.values() if i.state is not IncidentState.RESOLVED]
    rows = (
        IncidentRow(
            incident.id,
            incident.site,
            session.sites[incident.site].spec.name,
            incident.kind,
            incident.state,
            parts.start(people.of(incident.note).get("text", ""), TEXT_CHARS_SHOWN),
            incident.opened_at,
            people.of(duty_ref(incident.site)).get("phone", ""),
        )
        for incident in reversed(mine[-INCIDENTS_SHOWN:])
    )
    return parts.fit(rows, INCIDENTS_BYTES_MAX)


def _notices(session: Session, people: People) -> tuple[NoticeRow, ...]:
    lines = len(session.sites) - session.tally.get(SiteState.SEAT.value, 0)
    rows = (
        NoticeRow(
            notice.id,
            parts.start(people.of(notice.text).get("text", ""), TEXT_CHARS_SHOWN),
            notice.sent_at,
            len(notice.sites) or lines,
            len(notice.read),
        )
        for notice in list(session.notices.values())[: -NOTICES_SHOWN - 1 : -1]
    )
    return parts.fit(rows, NOTICES_BYTES_MAX)
