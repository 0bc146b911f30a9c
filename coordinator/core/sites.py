"""Bridge points: the tree of those invited, what was heard of each, and roll-up counters.

A site's presence flips alternate: heard, silent, heard … `evolve` keeps the counters, so that a
wall of 37,000 costs no more than one of 64.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.core.base import Event, Recorded, Refused
from wire.codes import Refusal
from wire.vocabulary import (
    Band,
    CountedBy,
    LineReason,
    PersonId,
    Presence,
    SiteId,
    SiteKind,
    SiteState,
)

if TYPE_CHECKING:
    from coordinator.core.state import Session

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
        """The one state for the wall. Missing data is never shown as good or as bad."""
        if not self.spec.line:
            return SiteState.SEAT
        if self.presence is Presence.SILENT:
            return SiteState.LOST
        if self.presence is Presence.UNKNOWN:
            if self.heard_at is not None:
                return SiteState.UNKNOWN
            return SiteState.RECEIVE_ONLY if self.spec.receive_only else SiteState.NEVER
        return _HEARD_STATE[self.band]


_HEARD_STATE = {
    Band.UNKNOWN: SiteState.UNMEASURED,
    Band.GOOD: SiteState.GOOD,
    Band.FAIR: SiteState.WEAK,
    Band.POOR: SiteState.WEAK,
}


@dataclass(frozen=True, slots=True)
class MapTile:
    """A part of the country that stands on the wall but is no point of the meeting."""

    name: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class SitesInvited(Event):
    """These points belong to the meeting, in the organizers' order; `tiles` complete the map."""

    sites: tuple[SiteSpec, ...]
    tiles: tuple[MapTile, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteHeard(Event):
    site: SiteId


@dataclass(frozen=True, slots=True)
class SiteWentQuiet(Event):
    """No word for the quiet time; dated by the deadline, not by when we looked."""

    site: SiteId


@dataclass(frozen=True, slots=True)
class LineBandChanged(Event):
    """The line's band flipped; `reason` is the metric that decided."""

    site: SiteId
    band: Band
    reason: LineReason = LineReason.NONE


SITE_EVENTS = (SitesInvited, SiteHeard, SiteWentQuiet, LineBandChanged)


def require(session: Session, site: SiteId) -> Site:
    """The site, or Refused(unknown_site)."""
    found = session.sites.get(site)
    if found is None:
        raise Refused(Refusal.UNKNOWN_SITE, site=site)
    return found


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one site event."""
    match recorded.event:
        case SitesInvited(sites, tiles):
            session.tiles.extend(tiles)
            # All first, then the counting: a point may stand before the one above it.
            session.sites.update((spec.id, Site(spec)) for spec in sites)
            session.site_order.extend(spec.id for spec in sites)
            for spec in sites:
                _count(session, session.sites[spec.id], +1)
        case SiteHeard(site):
            _heard(session, session.sites[site], recorded.effective_at)
        case SiteWentQuiet(site):
            _quiet(session, session.sites[site], recorded.effective_at)
        case LineBandChanged(site, band, reason):
            slot = session.sites[site]
            _count(session, slot, -1)
            slot.band, slot.reason, slot.band_at = band, reason, recorded.effective_at
            _count(session, slot, +1)
        case _:
            raise AssertionError(recorded.event)


def _heard(session: Session, site: Site, at: int) -> None:
    _count(session, site, -1)
    site.presence, site.flipped_at = Presence.HEARD, at
    if site.heard_at is None:
        site.heard_at = at
    if not site.intervals or site.intervals[-1].until is not None:
        # A bound keeps a flapping line from growing the state; the oldest two become one.
        if len(site.intervals) >= INTERVALS_MAX:
            first, second = site.intervals[:2]
            site.intervals[:2] = [Interval(first.since, second.until)]
        ended = site.intervals[-1].until if site.intervals else None
        site.intervals.append(Interval(max(at, ended or at)))
    _count(session, site, +1)


def _quiet(session: Session, site: Site, at: int) -> None:
    _count(session, site, -1)
    site.presence, site.flipped_at = Presence.SILENT, at
    site.band, site.reason = Band.UNKNOWN, LineReason.NONE
    if site.intervals and site.intervals[-1].until is None:
        site.intervals[-1].until = max(at, site.intervals[-1].since)
    _count(session, site, +1)


def forget_presence(session: Session) -> None:
    """After a restart nothing is known of anybody; an open interval waits to be heard or lapse."""
    for site in session.sites.values():
        if site.presence is not Presence.UNKNOWN:
            _count(session, site, -1)
            site.presence, site.band, site.reason = Presence.UNKNOWN, Band.UNKNOWN, LineReason.NONE
            _count(session, site, +1)
        site.media = Presence.UNKNOWN


def _count(session: Session, site: Site, step: int) -> None:
    """Add the site's state to its own tally and to those of all points above it."""
    letter = site.state.value
    session.tally[letter] = session.tally.get(letter, 0) + step
    above = site.spec.parent
    while above is not None:
        below = session.below.setdefault(above, {})
        below[letter] = below.get(letter, 0) + step
        above = session.sites[above].spec.parent
