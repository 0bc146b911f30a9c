"""All points at one glance: the wall."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from coordinator.core.state import Session
from wire.vocabulary import SiteKind

WALL_SHOWN = 110


@dataclass(frozen=True, slots=True)
class WallTile:
    """A point of the first two levels. `below` counts the points under it that have no tile of
    their own, by wall letter, so that all tiles together are all points."""

    site: str
    state: str
    below: dict[str, int]


def wall(session: Session) -> tuple[WallTile, ...]:
    """Hall, ministries and provinces; communes only as counts under their province."""
    shown = [
        site
        for site in (session.sites[code] for code in session.site_order)
        if site.spec.kind is not SiteKind.COMMUNE
    ][:WALL_SHOWN]
    tiles = {site.spec.id for site in shown}
    below = {code: Counter(counts) for code, counts in session.below.items() if code in tiles}
    for site in shown:
        above = below.get(site.spec.parent) if site.spec.parent is not None else None
        if above is not None:
            above.subtract(session.below.get(site.spec.id, {}))
            above[site.state.value] -= 1
    return tuple(
        WallTile(site.spec.id, site.state.value, _some(below.get(site.spec.id))) for site in shown
    )


def _some(counts: Counter[str] | None) -> dict[str, int]:
    return {letter: count for letter, count in counts.items() if count > 0} if counts else {}
