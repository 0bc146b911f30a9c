"""Bridge points: the tree of those invited, what was heard of each, and roll-up counters.

A site's presence flips alternate: heard, silent, heard … `evolve` keeps the counters, so that a
wall of 37,000 costs no more than one of 64.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.core.base import Event, Recorded, Refused
from coordinator.core.site_facts import INTERVALS_MAX, HeadCount, Interval, Site, SiteSpec
from wire.codes import Refusal
from wire.vocabulary import Band, LineReason, Presence, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session

__all__ = [
    "INTERVALS_MAX",
    "SITE_EVENTS",
    "HeadCount",
    "Interval",
    "LineBandChanged",
    "MapTile",
    "Site",
    "SiteHeard",
    "SiteSpec",
    "SiteWentQuiet",
    "SitesInvited",
    "evolve",
    "forget_presence",
    "media_says",
    "require",
    "watched_until",
]


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


def media_says(session: Session, site: Site, says: Presence) -> None:
    """The bridge's reading, counted."""
    _count(session, site, -1)
    site.media = says
    _count(session, site, +1)


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


def watched_until(session: Session, at: int) -> None:
    """The meeting is over: nobody is watched any more. What was last known of each stands still,
    and what still lasts ends here."""
    for site in session.sites.values():
        for intervals in (site.intervals, site.media_intervals):
            if intervals and intervals[-1].until is None:
                intervals[-1].until = at


def forget_presence(session: Session) -> None:
    """After a restart, or when a meeting that was over goes on, nothing is known of anybody; an
    interval that is open waits to be heard or lapse."""
    for site in session.sites.values():
        _count(session, site, -1)
        site.presence, site.band, site.reason = Presence.UNKNOWN, Band.UNKNOWN, LineReason.NONE
        site.media = Presence.UNKNOWN
        _count(session, site, +1)


def _count(session: Session, site: Site, step: int) -> None:
    """Add the site's state to its own tally and to those of all points above it."""
    letter = site.state.value
    session.tally[letter] = session.tally.get(letter, 0) + step
    above = site.spec.parent
    while above is not None:
        below = session.below.setdefault(above, {})
        below[letter] = below.get(letter, 0) + step
        above = session.sites[above].spec.parent
