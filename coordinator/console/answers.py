"""What the API answers: the shapes that are not views already. Lists are plain JSON arrays.

Times are milliseconds since the Unix epoch on the coordinator's session clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from coordinator.views.host import HostView, ItemRow
from coordinator.views.points import PointsView
from coordinator.views.roll_progress import RollAnswer
from wire.codes import Refusal
from wire.floor_view import FloorFrame
from wire.site_view import LineNow, SitePage
from wire.vocabulary import (
    Band,
    Channel,
    EntryState,
    Phase,
    Presence,
    Role,
    SiteKind,
    SpeechKind,
)


@dataclass(frozen=True, slots=True)
class GrantRow:
    """What a sign-in may do. `session` null means every session; `sites` empty means all."""

    id: str
    role: Role
    session: str | None
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """All that this browser or secret may do; `now` is session time."""

    grants: tuple[GrantRow, ...]
    now: int


@dataclass(frozen=True, slots=True)
class SiteMe:
    """The points that this browser may work for, who serves the page, and the sessions it may work
    in at each, that of the link opened last at the end; an agent works in one and names none."""

    sites: tuple[str, ...]
    via: Literal["agent", "coordinator"]
    sessions: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ActAnswer:
    """What became of an entry of a site's page; `code` is empty unless refused."""

    id: str
    state: Literal["waiting", "accepted", "refused"]
    code: str


@dataclass(frozen=True, slots=True)
class CommandAnswer:
    """A command that was carried out, durably, at `rev`. `duplicate`: it had been before."""

    command_id: str
    accepted: Literal[True]
    rev: int
    at: int
    entry: str | None
    duplicate: bool


@dataclass(frozen=True, slots=True)
class CommandFate:
    """What became of a command; `code` and `params` say why when it was refused."""

    command_id: str
    accepted: bool
    rev: int
    at: int
    entry: str | None
    code: Refusal | None
    params: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class SessionRow:
    session: str
    title: str
    short_title: str
    phase: Phase
    starts_at: int
    started_at: int | None
    closed_at: int | None
    rev: int


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session. `counts` are points by wall letter, `attendance` people by state; `link` is
    the hash of the journal's last event."""

    session: str
    title: str
    short_title: str
    honorific: str
    phase: Phase
    starts_at: int
    started_at: int | None
    closed_at: int | None
    at: int
    rev: int
    link: str
    floor_rev: int
    items: tuple[ItemRow, ...]
    counts: dict[str, int]
    attendance: dict[str, int]


@dataclass(frozen=True, slots=True)
class SiteNow:
    """One point as it stands. `state` is its wall letter, made of three sources that stand beside
    it: the agent (`presence`, `since_at` when that last changed, `last_word_at` as far as is
    remembered), the bridge (`line.media`, `media_at`), and the newest roll call (`roll_call`).
    `attendance` is people by state, `below` points under it by wall letter."""

    site: str
    name: str
    kind: SiteKind
    parent: str | None
    state: str
    presence: Presence
    band: Band
    heard_at: int | None
    since_at: int | None
    last_word_at: int | None
    line: LineNow
    media_at: int | None
    roll_call: RollAnswer | None
    attendance: dict[str, int]
    head_count: int | None
    below: dict[str, int]


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One who waits, in order. Speaker and topic only for those who conduct or log."""

    entry: str
    site: str
    site_name: str
    kind: SpeechKind
    ordinal: int
    channel: Channel
    state: EntryState
    speaker: str
    topic: str
    requested_at: int
    called_at: int | None
    ready_at: int | None


@dataclass(frozen=True, slots=True)
class FloorAnswer(FloorFrame):
    """The floor with the whole queue."""

    queue: tuple[WaitingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The record of an agent that an event came from."""

    site: str
    seq: int
    device_at: int
    received_at: int
    offset_ms: int | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One journaled event. Personal texts stand as references, never as words."""

    rev: int
    recorded_at: int
    effective_at: int
    by: str
    role: Role
    event: str
    fields: dict[str, Any]
    command_id: str | None
    source: SourceRow | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order; `rev` is the last revision there is, so that a reader knows the end."""

    rev: int
    events: tuple[EventRow, ...]


class Problem(BaseModel):
    """RFC 9457. `code` is stable; further members depend on it (a conflict has `current_rev`, `by`,
    `role`, `what`, `at`, `entry`)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str | None = None


class SignIn(BaseModel):
    """A secret, once; the browser gets a cookie for it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    token: str


# --- frames of the streams ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HostFrame:
    type: Literal["view"]
    view: Literal["host"]
    data: HostView


@dataclass(frozen=True, slots=True)
class StageFrame:
    type: Literal["view"]
    view: Literal["stage"]
    data: FloorFrame


@dataclass(frozen=True, slots=True)
class PointsFrame:
    """The states of all points, at most four times a second; for a page that shows the list."""

    type: Literal["view"]
    view: Literal["points"]
    data: PointsView


@dataclass(frozen=True, slots=True)
class PageFrame:
    type: Literal["page"]
    view: SitePage


@dataclass(frozen=True, slots=True)
class AliveFrame:
    """Each second: the coordinator answered at `at`, so what is shown is that fresh."""

    type: Literal["alive"]
    at: int


@dataclass(frozen=True, slots=True)
class ClockFrame:
    """The clock exchange of RFC 5905 §8: `t0` theirs, `t1` when it came, `t2` when it left."""

    type: Literal["clock"]
    t0: int
    t1: int
    t2: int


@dataclass(frozen=True, slots=True)
class ErrorFrame:
    """What the page sent was not understood."""

    type: Literal["error"]
    code: str
    detail: str


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def encode(value: object, shape: Any = None) -> bytes:
    """The JSON of an answer; `shape` is needed for lists (`tuple[SpeechRow, ...]`)."""
    wanted: Any = shape or type(value)
    return _adapter(wanted).dump_json(value)
