"""How the meeting's time was shared among provinces and ministries: a hint for whoever conducts.

Nobody is told to speak less. Points of order and directives are nobody's share, and a speech that
runs counts up to now.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from coordinator.core.floor.quota import NOBODYS, voice
from coordinator.core.floor.state import Share
from coordinator.core.state import Session
from wire.vocabulary import SiteId, SiteKind

_BODIES = (SiteKind.PROVINCE, SiteKind.MINISTRY)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One province or ministry with all its rooms, seats in the hall and communes. `speaking`:
    it has the floor now."""

    site: str
    name: str
    kind: SiteKind
    spoken_ms: int
    speeches: int
    speaking: bool


@dataclass(frozen=True, slots=True)
class ShareView:
    """All that may speak, in the order of the list of points. `median_ms` is over those that have
    spoken (0 before the first), so that those far under it can be marked."""

    at: int
    median_ms: int
    rows: tuple[ShareRow, ...]


def share_view(session: Session, now: int) -> ShareView:
    """The speaking time of every province and ministry, those who have not spoken included."""
    spoken, speaking = _spoken(session, now)
    rows = tuple(
        _row(session, site, spoken.get(site, Share()), speaking == site)
        for site in session.site_order
        if body(session, site) == site and _counts(session, site, spoken)
    )
    had = [row.spoken_ms for row in rows if row.spoken_ms]
    return ShareView(now, round(median(had)) if had else 0, rows)


def body(session: Session, site: SiteId) -> SiteId | None:
    """The province or ministry that a point speaks for; None for the hall itself."""
    at: SiteId | None = voice(session, site)
    while at is not None and at in session.sites:
        spec = session.sites[at].spec
        if spec.kind in _BODIES:
            return at
        at = spec.parent
    return None


def _counts(session: Session, site: SiteId, spoken: dict[SiteId, Share]) -> bool:
    """Whoever only receives is listed once it has spoken."""
    return site in spoken or not session.sites[site].spec.receive_only


def _spoken(session: Session, now: int) -> tuple[dict[SiteId, Share], SiteId | None]:
    """What each body has had, the running speech up to now, and who has the floor."""
    found: defaultdict[SiteId, Share] = defaultdict(Share)
    for site, had in session.floor.share.items():
        _add(found, body(session, site), had)
    current = session.floor.current
    if current is None:
        return found, None
    entry = session.floor.entries[current]
    if entry.kind in NOBODYS:
        return found, None
    own = body(session, entry.site)
    _add(found, own, Share(entry.spoken_ms(now) - entry.used_ms, 0))
    return found, own


def _add(found: dict[SiteId, Share], site: SiteId | None, more: Share) -> None:
    if site is not None:
        had = found[site]
        found[site] = Share(had.spoken_ms + more.spoken_ms, had.speeches + more.speeches)


def _row(session: Session, site: SiteId, had: Share, speaking: bool) -> ShareRow:
    spec = session.sites[site].spec
    return ShareRow(site, spec.name, spec.kind, had.spoken_ms, had.speeches, speaking)
