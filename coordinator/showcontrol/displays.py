"""Which point stands on which display, and what it says there."""

from __future__ import annotations

from collections.abc import Mapping

from coordinator.core.state import Session
from coordinator.showcontrol.tsl import Display
from coordinator.views.tally import Tally, tallies
from wire.vocabulary import Phase, SiteId, SiteKind

HELD = (1, 0)
_WEIGHT = {Phase.LIVE: 3, Phase.PAUSED: 3, Phase.REHEARSAL: 2, Phase.REOPENED: 1}


def displays(session: Session, index: Mapping[SiteId, int]) -> tuple[Display, ...]:
    """Names and lamps. Without a map the hall, ministries and provinces are numbered from 0, in
    the directory's order; a point of the map that this session does not have is dark."""
    numbered = index or _by_order(session)
    lamps = tallies(session)
    return tuple(
        Display(
            number,
            session.sites[site].spec.name if site in session.sites else "",
            lamps.get(site, Tally.NONE),
        )
        for site, number in numbered.items()
    )


def _by_order(session: Session) -> dict[SiteId, int]:
    shown = (s for s in session.site_order if session.sites[s].spec.kind is not SiteKind.COMMUNE)
    return {site: number for number, site in enumerate(shown)}


def precedence(session: Session) -> tuple[int, int]:
    """Displays know one meeting only: the one that is held, of several the one begun last. Below
    `HELD` it has not begun, or is over."""
    began_at = session.started_at or session.starts_at
    return _WEIGHT.get(session.phase, 0), began_at
