"""Heads rolled up the tree, never counted twice, whatever mixture of agents, sheets and telephone
they came from.

A room counts the larger of its newest head-count and the people present by name. A point with
others below it counts the newest figure that covers them all, if there is one; else its own room
and the totals below. Where both ways give a figure and they differ, the other one stands beside
it with what it was made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from coordinator.core.sites import HeadCount, Site
from coordinator.core.state import Session
from wire.record_words import CountedBy
from wire.vocabulary import SiteId, SiteKind

ByName = Callable[[SiteId], int]


@dataclass(frozen=True, slots=True)
class CountRow:
    """A head-count as it was given."""

    count: int
    at: int
    means: CountedBy


@dataclass(frozen=True, slots=True)
class PointHeads:
    """The heads of one point. `by_name` are present by name, `room` and `covering` the newest
    counts, `own` the room's figure, `below` the sum of the totals under it, `total` what counts.
    `other` is the figure of the other way of counting where it differs, else None."""

    by_name: int
    room: CountRow | None
    covering: CountRow | None
    own: int
    below: int
    total: int
    other: int | None


@dataclass(frozen=True, slots=True)
class HeadsRow:
    """One point of the tree with its heads; `children` are points right under it."""

    site: str
    name: str
    kind: SiteKind
    parent: str | None
    children: int
    heads: PointHeads


@dataclass(frozen=True, slots=True)
class RollUp:
    """The points right under `under` (None: those under no other), and the sum of their totals.

    `named` is how many are present by name in all of the session."""

    under: str | None
    at: int
    total: int
    named: int
    rows: tuple[HeadsRow, ...]


def children_of(session: Session) -> dict[SiteId | None, list[SiteId]]:
    """The points right under each, in the organizers' order; under None those under no other."""
    found: dict[SiteId | None, list[SiteId]] = {}
    for site in session.site_order:
        found.setdefault(session.sites[site].spec.parent, []).append(site)
    return found


def all_heads(session: Session, by_name: ByName, at: int) -> dict[SiteId, PointHeads]:
    """The heads of every point at that moment."""
    below = children_of(session)
    order = list(below.get(None, ()))
    for site in order:  # grows while it is walked through: everybody after whoever is above
        order.extend(below.get(site, ()))
    found: dict[SiteId, PointHeads] = {}
    for site in reversed(order):
        under = sum(found[child].total for child in below.get(site, ()))
        found[site] = _heads(session.sites[site], by_name(site), under, at)
    return found


def _heads(site: Site, named: int, below: int, at: int) -> PointHeads:
    room, covering = (_newest(site.head_counts, at, covers=covers) for covers in (False, True))
    own = max(named, room.count if room else 0)
    summed = own + below
    total = covering.count if covering else summed
    other = summed if covering and covering.count != summed else None
    return PointHeads(named, room, covering, own, below, total, other)


def _newest(counts: Iterable[HeadCount], at: int, *, covers: bool) -> CountRow | None:
    """The newest up to that moment; they are in the order of their time."""
    found = None
    for one in counts:
        if one.covers is covers and one.at <= at:
            found = one
    return CountRow(found.count, found.at, found.means) if found else None


def roll_up(session: Session, by_name: ByName, at: int, under: SiteId | None = None) -> RollUp:
    """One level of the tree."""
    heads, below = all_heads(session, by_name, at), children_of(session)
    rows = tuple(
        HeadsRow(
            site=site,
            name=session.sites[site].spec.name,
            kind=session.sites[site].spec.kind,
            parent=session.sites[site].spec.parent,
            children=len(below.get(site, ())),
            heads=heads[site],
        )
        for site in below.get(under, ())
    )
    named = sum(one.by_name for one in heads.values())
    return RollUp(under, at, sum(row.heads.total for row in rows), named, rows)
