"""Heads rolled up the tree, never counted twice, whatever mixture of agents, sheets and telephone
they came from.

A room counts the larger of its newest head-count and the people present by name. A point with
others below it counts the newest figure that covers them all, if there is one; else its own room
and the totals below. Where both ways give a figure and they differ, the other one stands beside
it with what it was made of.

A count is of bodies at its instant, and is carried forward by the transfers that are known since
(`coordinator.views.movers`): less those who were inside by name and were transferred out, and with
those who were transferred in and are present. It never comes to less than the people who are
present by name. Whoever only left for home, or came, changes no count: the newest one rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from coordinator.core.sites import HeadCount
from coordinator.core.state import Session
from coordinator.views.movers import Counting, Crossed, Mover, counted_movers, crossings
from coordinator.views.survey import Survey
from wire.record_words import CountedBy
from wire.vocabulary import SiteId, SiteKind

ByName = Callable[[SiteId], int]


@dataclass(frozen=True, slots=True)
class CountRow:
    """A head-count as it was given; `moved_in` and `moved_out` were transferred across the border
    of what it counts since, where it is carried forward to a later moment."""

    count: int
    at: int
    means: CountedBy
    moved_in: int = 0
    moved_out: int = 0


@dataclass(frozen=True, slots=True)
class PointHeads:
    """The heads of one point. `by_name` are present by name, `by_name_below` those of all points
    under it; `room` and `covering` the newest counts, `own` the room's figure, `below` the sum of
    the totals under it, `total` what counts. `other` is the figure of the other way of counting
    where it differs, else None."""

    by_name: int
    by_name_below: int
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


def all_heads(
    session: Session, by_name: ByName, at: int, moved: Iterable[Mover]
) -> dict[SiteId, PointHeads]:
    """The heads of every point at that moment; `moved` are all who were ever transferred."""
    below = children_of(session)
    order = list(below.get(None, ()))
    for site in order:  # grows while it is walked through: everybody after whoever is above
        order.extend(below.get(site, ()))
    counts = carried(session, at, moved)
    found: dict[SiteId, PointHeads] = {}
    for site in reversed(order):
        under = [found[child] for child in below.get(site, ())]
        room, covering = counts.get((site, False)), counts.get((site, True))
        found[site] = _heads(by_name(site), room, covering, under)
    return found


def counted_heads(session: Session, counted: Survey) -> dict[SiteId, PointHeads]:
    """The heads of every point at a survey's moment, by those whom it found present."""
    return all_heads(
        session,
        lambda site: counted.count("present", site),
        counted.moment.at,
        counted_movers(session, counted),
    )


def carried(session: Session, at: int, moved: Iterable[Mover]) -> dict[Counting, CountRow]:
    """The newest counts up to that moment, each with the transfers since."""
    newest: dict[Counting, HeadCount] = {}
    for code, site in session.sites.items():
        for one in site.head_counts:  # in the order of their time
            if one.at <= at:
                newest[code, one.covers] = one
    crossed, nobody = crossings(session, newest, moved), Crossed()
    return {key: _row(one, crossed.get(key, nobody)) for key, one in newest.items()}


def _row(one: HeadCount, crossed: Crossed) -> CountRow:
    return CountRow(one.count, one.at, one.means, crossed.into, crossed.out)


def _heads(
    named: int, room: CountRow | None, covering: CountRow | None, under: list[PointHeads]
) -> PointHeads:
    below = sum(one.total for one in under)
    named_below = sum(one.by_name + one.by_name_below for one in under)
    own = _figure(room, named)
    summed = own + below
    total = _figure(covering, named + named_below) if covering else summed
    other = summed if total != summed else None
    return PointHeads(named, named_below, room, covering, own, below, total, other)


def _figure(counted: CountRow | None, named: int) -> int:
    """What a count comes to now: whoever is there by name is there."""
    if counted is None:
        return named
    return max(named, counted.count + counted.moved_in - counted.moved_out)


def roll_up(session: Session, counted: Survey, under: SiteId | None = None) -> RollUp:
    """One level of the tree at the survey's moment."""
    heads, below = counted_heads(session, counted), children_of(session)
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
    return RollUp(under, counted.moment.at, sum(row.heads.total for row in rows), named, rows)
