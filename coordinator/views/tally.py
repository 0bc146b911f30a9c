"""The tally of points: who is on air, ready, on standby, or waits; for lamps beside a picture."""

from __future__ import annotations

from enum import StrEnum

from coordinator.core.state import Session
from coordinator.views.blank import blanked
from wire.vocabulary import EntryState, SiteId


class Tally(StrEnum):
    """The lamp of one point. The strongest of its entries counts."""

    NONE = "none"
    WAITING = "waiting"
    STANDBY = "standby"
    READY = "ready"
    ON_AIR = "on_air"


_LAMPS = {
    EntryState.REQUESTED: Tally.WAITING,
    EntryState.QUEUED: Tally.WAITING,
    EntryState.CALLED: Tally.STANDBY,
    EntryState.READY: Tally.READY,
}
_STRENGTH = {lamp: strength for strength, lamp in enumerate(Tally)}


def tallies(session: Session) -> dict[SiteId, Tally]:
    """The points with a lamp; all others have `none`. None has one in a restricted part.

    Costs as much as people wait, however many points there are."""
    found: dict[SiteId, Tally] = {}
    if blanked(session):
        return found
    floor = session.floor
    for waiting in floor.order:
        entry = floor.entries[waiting]
        lamp = _LAMPS.get(entry.state, Tally.NONE)
        if _STRENGTH[lamp] > _STRENGTH[found.get(entry.site, Tally.NONE)]:
            found[entry.site] = lamp
    if floor.current is not None:
        found[floor.entries[floor.current].site] = Tally.ON_AIR
    return found
