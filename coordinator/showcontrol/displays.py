"""Which point stands on which display, and what it says there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coordinator.core.state import Session
from coordinator.showcontrol.tsl import Display
from coordinator.views.tally import Tally, tallies
from wire.vocabulary import Phase, SiteId, SiteKind

NEAR_MS = 12 * 3_600_000
_WEIGHT = {Phase.LIVE: 3, Phase.PAUSED: 3, Phase.REHEARSAL: 2, Phase.REOPENED: 1}


class Precedence(NamedTuple):
    """Displays know one meeting only: the one that is held, of several the one begun last. Without
    one (`weight` 0: it has not begun, or is over) it is the nearest in time, so that today's stands
    on them before it begins, and not next week's."""

    weight: int
    began_at: int
    over: bool = False

    def at(self, now: int) -> tuple[int, int]:
        """The largest has the displays."""
        return self.weight, self.began_at if self.weight else -abs(self.began_at - now)

    def idle(self, now: int) -> bool:
        """Whether nobody looks at it in these hours. A store of many years has many sessions that
        are over."""
        return not self.weight and (self.over or abs(self.began_at - now) > NEAR_MS)


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


def precedence(session: Session) -> Precedence:
    """As the phase says; a meeting that has not begun counts from when it is to."""
    began_at = session.started_at or session.starts_at
    return Precedence(_WEIGHT.get(session.phase, 0), began_at, session.phase is Phase.CLOSED)
