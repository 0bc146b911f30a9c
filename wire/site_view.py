"""What a site's page shows: the frame that all sites share, and the frame of one site.

Plain dataclasses, standard library only, so that the pure views can build them. Times are
milliseconds since the Unix epoch on the coordinator's session clock."""

from __future__ import annotations

from dataclasses import dataclass

from wire.vocabulary import (
    Attendance,
    Band,
    EntryState,
    IncidentKind,
    IncidentState,
    ItemKind,
    LineReason,
    LinkTrouble,
    Phase,
    Presence,
    SpeechKind,
)


@dataclass(frozen=True, slots=True)
class Speaking:
    """The speech that has the floor. Time left = limit − (now − started − paused).

    `site_title` stands before the name on the hall's screen ("Điểm cầu tỉnh")."""

    entry: str
    site: str
    site_name: str
    speaker: str
    post: str
    kind: SpeechKind
    ordinal: int
    started_at: int
    limit_ms: int
    paused_at: int | None
    paused_ms: int
    site_title: str = ""


@dataclass(frozen=True, slots=True)
class NextUp:
    """One of the first in the queue, in order."""

    entry: str
    site: str
    site_name: str
    state: EntryState
    called_at: int | None
    ready_at: int | None


@dataclass(frozen=True, slots=True)
class ItemNow:
    """The current item of the programme."""

    id: str
    title: str
    kind: ItemKind
    started_at: int
    planned_ms: int


@dataclass(frozen=True, slots=True)
class RollCallNow:
    """The roll call that is open."""

    id: str
    number: int
    opened_at: int
    deadline_at: int


@dataclass(frozen=True, slots=True)
class FloorFrame:
    """What every site sees of the floor; encoded once for all."""

    rev: int
    floor_rev: int
    at: int
    phase: Phase
    title: str
    honorific: str
    item: ItemNow | None
    speaking: Speaking | None
    next: tuple[NextUp, ...]
    waiting: int
    list_open: bool
    limits: dict[str, int]
    roll_call: RollCallNow | None


@dataclass(frozen=True, slots=True)
class PersonNow:
    """One delegate of the site as the coordinator has it. `since_at` is when the state was true."""

    id: str
    name: str
    post: str
    head: bool
    added: bool
    status: Attendance
    since_at: int | None
    deputy: str
    approver: str
    reason: str
    corrections: int


@dataclass(frozen=True, slots=True)
class RequestNow:
    """One open request of the site. `position` counts from 1 in the queue; 0 while it speaks."""

    entry: str
    intent: str
    kind: SpeechKind
    ordinal: int
    speaker: str
    state: EntryState
    position: int
    requested_at: int
    called_at: int | None
    limit_ms: int


@dataclass(frozen=True, slots=True)
class NoticeNow:
    """A message from the centre to this site."""

    id: str
    text: str
    sent_at: int
    read: bool


@dataclass(frozen=True, slots=True)
class IncidentNow:
    id: str
    kind: IncidentKind
    state: IncidentState
    opened_at: int


@dataclass(frozen=True, slots=True)
class LineNow:
    """The line as judged by the coordinator; None where nothing was measured."""

    presence: Presence
    band: Band
    reason: LineReason
    rtt_ms: int | None
    jitter_ms: int | None
    missed: int


@dataclass(frozen=True, slots=True)
class OwnFrame:
    """What only this site sees: its people, its requests, its line, what was received."""

    site: str
    site_name: str
    site_title: str
    receive_only: bool
    rev: int
    people: tuple[PersonNow, ...]
    head_count: int | None
    requests: tuple[RequestNow, ...]
    declined_at: int | None
    roll_answer: int | None
    notices: tuple[NoticeNow, ...]
    incidents: tuple[IncidentNow, ...]
    line: LineNow


@dataclass(frozen=True, slots=True)
class LinkNow:
    """How the page's own server stands to the coordinator; `offset_ms` is added to its clock.
    `troubles`: what the technician should be told, the most pressing first."""

    connected: bool
    since_at: int | None
    heard_at: int | None
    rtt_ms: int | None
    offset_ms: int
    via: str
    durable: bool
    went_back: bool
    troubles: tuple[LinkTrouble, ...] = ()


@dataclass(frozen=True, slots=True)
class ActNow:
    """What became of an entry of this page: waiting, accepted or refused with a code. `what`,
    `target` and `word` are those of `wire.site_acts.summary`: never a name."""

    id: str
    what: str
    target: str
    state: str
    code: str
    made_at: int
    settled_at: int | None
    word: str = ""


@dataclass(frozen=True, slots=True)
class SitePage:
    """The whole view of `/site`, from the agent or from the coordinator alike."""

    at: int
    session: str
    floor: FloorFrame | None
    own: OwnFrame | None
    link: LinkNow
    acts: tuple[ActNow, ...]
    waiting: int
