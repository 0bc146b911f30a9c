"""Heads without names, rolled up the tree: never counted twice, whatever they came from.

Own room = the larger of the newest head-count and those who came by name. With points below: the
newest count that covers all of them if there is one, else own room plus the totals below; where
both ways give a figure and they differ, the other one stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from coordinator.core.state import Session
from coordinator.reports.figures import Heads
from wire.vocabulary import SiteId


def heads(session: Session, by_name: Mapping[SiteId, int]) -> dict[SiteId, Heads]:
    """The heads of each point. `by_name` is how many people came to each, by name."""
    below: dict[SiteId, list[SiteId]] = {}
    for site in session.site_order:
        parent = session.sites[site].spec.parent
        if parent is not None:
            below.setdefault(parent, []).append(site)
    found: dict[SiteId, Heads] = {}
    for site in reversed(_from_the_top(session, below)):
        found[site] = _heads(session, site, by_name.get(site, 0), _sum(below.get(site), found))
    return found


def _from_the_top(session: Session, below: Mapping[SiteId, list[SiteId]]) -> list[SiteId]:
    """Every point after the one above it."""
    order = [site for site in session.site_order if session.sites[site].spec.parent is None]
    for site in order:  # grows while it is walked through
        order.extend(below.get(site, ()))
    return order


def _sum(below: list[SiteId] | None, found: Mapping[SiteId, Heads]) -> int:
    return sum(found[site].total for site in below or ())


def _heads(session: Session, site: SiteId, by_name: int, under: int) -> Heads:
    slot = session.sites[site]
    room, covering = slot.counted(), slot.counted(covers=True)
    own = max(room.count if room else 0, by_name)
    counted = own + under
    if covering is None:
        return Heads(room.count if room else None, counted)
    other = None if counted == covering.count else counted
    return Heads(room.count if room else None, covering.count, other)
