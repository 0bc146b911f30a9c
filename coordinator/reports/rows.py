"""The rows that a report is made of: what every format writes down and none of them computes.

Instants are ms since the epoch, lengths ms.
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.reports.figures import Heads, Named, PeopleFigures, Quality, SiteNote, Span
from wire.record_words import ReviewState, RollCallWay
from wire.vocabulary import Attendance, IncidentKind, IncidentState, ItemKind, SiteKind


@dataclass(frozen=True, slots=True)
class Substitution:
    """`person` is away and `deputy` came, as `approver` agreed; `at` is when that was noted."""

    person: str
    deputy: str
    deputy_post: str
    approver: str
    at: int


@dataclass(frozen=True, slots=True)
class Absence:
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class RollAnswer:
    """A point's answer to a roll call: in time, late, or silence noted; the figures are frozen at
    its closing."""

    site: str
    name: str
    answered_at: int | None
    late_at: int | None
    silent_at: int | None
    present: int | None
    head_count: int | None


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One point. Connected, interruptions and lost are of its agent's line (None and 0 for a seat);
    `media` the same of the picture as the bridge reported it; `answers` by roll-call number."""

    number: int
    site: str
    name: str
    kind: SiteKind
    parent: str | None
    parent_name: str
    line: bool
    receive_only: bool
    state: str
    head: Named
    people: PeopleFigures
    heads: Heads
    absences: tuple[Absence, ...]
    substitutions: tuple[Substitution, ...]
    connected_at: int | None
    left_at: int | None
    connected_ms: int
    lost_ms: int
    interruptions: int
    media: tuple[Span, ...]
    quality: Quality | None
    answers: dict[int, str]
    speeches: int
    notes: tuple[SiteNote, ...]
    phone: str


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A point with all below it, or one that stands alone."""

    number: int
    site: str
    name: str
    kind: SiteKind
    points: int
    connected: int
    people: PeopleFigures
    heads: Heads
    speeches: int
    spoken_ms: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person. Arrival, departure, total and interruptions are of the union of the intervals of
    presence; `share` is the total's part of the meeting, 0 to 1, None before it began.

    `deputy` came last, as `approver` agreed, noted of `deputised_at`, whatever became of it later.
    `source` is the role whose entry holds, `noted_at` when the coordinator had it; `moved_from`
    are the points before a transfer."""

    number: int
    person: str
    site: str
    site_name: str
    name: str
    post: str
    head: bool
    added: bool
    struck: bool
    erased: bool
    status: Attendance
    since_at: int | None
    arrived_at: int | None
    left_at: int | None
    total_ms: int
    interruptions: int
    share: float | None
    long_enough: bool
    deputy: Named
    approver: str
    deputised_at: int | None
    reason: str
    source: str
    noted_at: int | None
    late: bool
    corrections: int
    because: str
    moved_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """What a correction replaced, by which role, and why; `review` is set when it came late."""

    number: int
    person: str
    name: str
    site: str
    site_name: str
    was: Attendance
    was_at: int | None
    status: Attendance
    status_at: int
    role: str
    corrected_at: int
    because: str
    review: str | None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """What came after closing and waited for a second person: `by` and `settled_by` are their
    sign-ins. `kind` is note, correction, added, head_count, head or transfer; `person` is "" for a
    head-count. `what` says what would hold: a state, heads, a point."""

    id: str
    kind: str
    person: str
    name: str
    site: str
    site_name: str
    said: Attendance | None
    what: str
    at: int
    by: str
    role: str
    proposed_at: int
    state: ReviewState
    settled_at: int | None
    settled_by: str
    because: str


@dataclass(frozen=True, slots=True)
class RollCallRow:
    """One roll call with its frozen result; `present` None while it is open."""

    id: str
    number: int
    way: RollCallWay
    opened_at: int
    deadline_at: int
    closed_at: int | None
    expected: int
    answered: int
    late: int
    silent: int
    present: int | None
    answers: tuple[RollAnswer, ...]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    number: int
    id: str
    site: str
    site_name: str
    kind: IncidentKind
    state: IncidentState
    note: str
    opened_at: int
    moved_at: int | None
    role: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of the programme as planned and as it went: from its first beginning to its last end,
    with the entries of those who spoke on it, also when it was returned to."""

    number: int
    id: str
    title: str
    kind: ItemKind
    planned_at: int
    planned_ms: int
    begun_at: int | None
    ended_at: int | None
    entries: frozenset[str] = frozenset()
