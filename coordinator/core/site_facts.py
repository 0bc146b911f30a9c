"""What a point is: its place in the tree, what was heard of it, and its one state on the wall."""

from __future__ import annotations

from dataclasses import dataclass, field

from wire.record_words import CountedBy
from wire.vocabulary import Band, LineReason, PersonId, Presence, SiteId, SiteKind, SiteState

INTERVALS_MAX = 2_000


@dataclass(frozen=True, slots=True)
class SiteSpec:
    """A point of the meeting. `line` is False for a seat in the hall; column and row place its
    tile (0 = no tile); `voice` is the point whose one right to speak this room shares. The duty
    telephone is personal and lives in the people store."""

    id: SiteId
    name: str
    short: str
    title: str
    kind: SiteKind
    parent: SiteId | None = None
    line: bool = True
    receive_only: bool = False
    column: int = 0
    row: int = 0
    voice: SiteId | None = None


@dataclass(slots=True)
class Interval:
    """A stretch in which the agent was heard; `until` is None while it lasts."""

    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class HeadCount:
    """So many were in the room at `at`; with `covers`, at the point and all below it."""

    at: int
    count: int
    covers: bool = False
    means: CountedBy = CountedBy.AGENT


@dataclass(slots=True)
class Site:
    """A site's state. `heard_at` is the first time ever; `intervals` never overlap; `head_counts`
    are in the order of their time."""

    spec: SiteSpec
    presence: Presence = Presence.UNKNOWN
    band: Band = Band.UNKNOWN
    reason: LineReason = LineReason.NONE
    heard_at: int | None = None
    flipped_at: int | None = None
    band_at: int | None = None
    intervals: list[Interval] = field(default_factory=list)
    head_counts: list[HeadCount] = field(default_factory=list)
    people: list[PersonId] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    head_at: int = 0
    media: Presence = Presence.UNKNOWN
    media_at: int | None = None
    media_intervals: list[Interval] = field(default_factory=list)

    def counted(self, *, covers: bool = False) -> HeadCount | None:
        """The newest head-count of the room, or of all that the point answers for."""
        newest = reversed(self.head_counts)
        return next((one for one in newest if one.covers is covers), None)

    @property
    def head_count(self) -> int | None:
        """The newest head-count of the room, if any."""
        counted = self.counted()
        return counted.count if counted else None

    @property
    def state(self) -> SiteState:
        """The one state for the wall. Missing data is never shown as good or as bad, and a silent
        agent is no lost point while the bridge has it."""
        if not self.spec.line:
            return SiteState.SEAT
        if self.presence is Presence.HEARD:
            return _HEARD_STATE[self.band]
        if self.heard_at is None and self.spec.receive_only:
            return SiteState.RECEIVE_ONLY
        if self.media is Presence.HEARD:
            return SiteState.MEDIA_ONLY
        if self.presence is Presence.SILENT:
            return SiteState.LOST
        return SiteState.NEVER if self.heard_at is None else SiteState.UNKNOWN


_HEARD_STATE = {
    Band.UNKNOWN: SiteState.UNMEASURED,
    Band.GOOD: SiteState.GOOD,
    Band.FAIR: SiteState.WEAK,
    Band.POOR: SiteState.WEAK,
}
