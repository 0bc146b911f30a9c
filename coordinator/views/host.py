"""The console of those who conduct: everything on one screen, under 32 KB."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coordinator.core.floor.rules import UNDO_MS
from coordinator.core.floor.undo import standing
from coordinator.core.notices import written
from coordinator.core.people import People
from coordinator.core.recent import RecentAct
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.views import parts
from coordinator.views.conduct import (
    ConductNow,
    MessageRow,
    NoticeRow,
    conduct_now,
    message_rows,
    notice_rows,
)
from coordinator.views.glance import WallTile, wall
from coordinator.views.incidents import IncidentRow, incident_rows
from coordinator.views.quorum import QuorumNow, quorum_now
from coordinator.views.roll_progress import RollCallProgress, roll_call
from coordinator.views.waiting import (
    AsideRow,
    Near,
    QueueRow,
    aside_rows,
    near_of,
    queue_rows,
)
from wire.floor_view import Speaking
from wire.floor_words import QueueFate
from wire.limits import VIEW_BYTES_MAX
from wire.vocabulary import IncidentState, ItemKind, Phase

INCIDENTS_SHOWN = 12
RECENT_SHOWN = 8
TITLE_CHARS_SHOWN, SHORT_TITLE_CHARS_SHOWN = 300, 100
ITEMS_BEFORE, ITEMS_LEAST = 3, 5
DOCUMENTS_SHOWN, PRESENTERS_SHOWN = 4, 4
LIST_BYTES_LEAST = 11_000
MARGIN_BYTES = 200


@dataclass(frozen=True, slots=True)
class Room:
    """How many bytes each part beside the list may have."""

    items: int
    incidents: int
    notices: int
    messages: int


# What people really write fits the first; where it leaves too little to the list, the second.
WIDE, NARROW = Room(5_000, 4_000, 2_500, 2_500), Room(3_000, 1_600, 1_000, 1_000)


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
    presenters: tuple[str, ...]
    documents: tuple[str, ...]
    queue: QueueFate


@dataclass(frozen=True, slots=True)
class UndoNow:
    """The act that can still be taken back, until `until_at`."""

    act_rev: int
    what: str
    site_name: str
    until_at: int


@dataclass(frozen=True, slots=True)
class LastSpoke:
    """Who spoke last and may be put back."""

    entry: str
    site_name: str
    ended_at: int


@dataclass(frozen=True, slots=True)
class HostView:
    """The whole console. `counts` are points by wall letter, `attendance` is people by state,
    `names_rev` the revision since which the directory is as it is.

    Whatever people write, all but the queue stays within its part of the 32 KB: of a programme
    too long the items around the current one are shown, of long texts the beginning."""

    rev: int
    floor_rev: int
    names_rev: int
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
    speaking_near: Near | None
    last_spoke: LastSpoke | None
    queue: tuple[QueueRow, ...]
    waiting: int
    aside: tuple[AsideRow, ...]
    conduct: ConductNow
    list_open: bool
    limits: dict[str, int]
    undo: UndoNow | None
    wall: tuple[WallTile, ...]
    counts: dict[str, int]
    attendance: dict[str, int]
    roll_call: RollCallProgress | None
    quorum: QuorumNow | None
    incidents: tuple[IncidentRow, ...]
    incidents_resolved: int
    notices: tuple[NoticeRow, ...]
    messages: tuple[MessageRow, ...]
    messages_unread: int
    recent: tuple[RecentAct, ...]


def host_view(session: Session, people: People, watch: Watch, now: int) -> HostView:
    """The console's view of the session; the list gets what the rest leaves of the 32 KB."""
    for room in (WIDE, NARROW):
        rest = _rest(session, people, watch, now, room)
        left = VIEW_BYTES_MAX - parts.weight(rest) - MARGIN_BYTES
        if left >= LIST_BYTES_LEAST:
            break
    return replace(rest, queue=queue_rows(session, people, watch, left))


def _rest(session: Session, people: People, watch: Watch, now: int, room: Room) -> HostView:
    floor = session.floor
    current = floor.entries[floor.current] if floor.current is not None else None
    resolved = sum(i.state is IncidentState.RESOLVED for i in session.incidents.values())
    return HostView(
        rev=session.rev,
        floor_rev=floor.rev,
        names_rev=session.names_rev,
        at=now,
        session=session.id,
        title=parts.start(session.title, TITLE_CHARS_SHOWN),
        short_title=parts.start(session.short_title, SHORT_TITLE_CHARS_SHOWN),
        honorific=session.honorific,
        phase=session.phase,
        starts_at=session.starts_at,
        started_at=session.started_at,
        items=_items(session, room.items),
        speaking=parts.speaking(session, people),
        speaking_near=near_of(session, people, watch, current) if current else None,
        last_spoke=_last_spoke(session),
        queue=(),
        waiting=len(floor.order),
        aside=aside_rows(session, people),
        conduct=conduct_now(session, people),
        list_open=floor.list_open,
        limits={key.value: limit for key, limit in floor.limits.items()},
        undo=_undo(session),
        wall=wall(session),
        counts={letter: count for letter, count in session.tally.items() if count},
        attendance={status: count for status, count in session.attendance.items() if count},
        roll_call=roll_call(session),
        quorum=quorum_now(session),
        incidents=_incidents(session, people, room.incidents),
        incidents_resolved=resolved,
        notices=notice_rows(session, people, room.notices),
        messages=message_rows(session, people, room.messages),
        messages_unread=sum(m.read_at is None for m in written(session)),
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
            tuple(session.sites[site].spec.name for site in item.presenters),
            item.documents,
            item.rules.queue,
        )
        for item in programme.items
    )


def _items(session: Session, bytes_max: int) -> tuple[ItemRow, ...]:
    """The whole programme, or the items around the current one."""
    rows = item_rows(session)
    shown = parts.fit(rows, bytes_max)
    if len(shown) == len(rows):
        return shown
    reached = [place for place, row in enumerate(rows) if row.begun_at is not None]
    first = max(0, (reached[-1] if reached else 0) - ITEMS_BEFORE)
    return parts.fit_least(rows[first:], bytes_max, ITEMS_LEAST, _shorter_item)


def _shorter_item(row: ItemRow, chars_max: int) -> ItemRow:
    return replace(
        row,
        title=parts.start(row.title, chars_max),
        presenters=tuple(parts.start(one, chars_max) for one in row.presenters[:PRESENTERS_SHOWN]),
        documents=tuple(parts.start(one, chars_max) for one in row.documents[:DOCUMENTS_SHOWN]),
    )


def _undo(session: Session) -> UndoNow | None:
    slot = standing(session.floor)
    if slot is None:
        return None
    name = session.sites[slot.before[0].site].spec.name if slot.before else ""
    return UndoNow(slot.rev, slot.what, name, slot.at + UNDO_MS)


def _last_spoke(session: Session) -> LastSpoke | None:
    last = session.floor.last_spoke
    if last is None:
        return None
    entry = session.floor.entries[last]
    return LastSpoke(last, session.sites[entry.site].spec.name, entry.ended_at or 0)


def _incidents(session: Session, people: People, bytes_max: int) -> tuple[IncidentRow, ...]:
    """Those that are not resolved, the newest first."""
    going = [i for i in session.incidents.values() if i.state is not IncidentState.RESOLVED]
    return incident_rows(session, people, going[: -INCIDENTS_SHOWN - 1 : -1], bytes_max)
