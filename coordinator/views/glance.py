"""All points at one glance: the wall, and how far the roll call has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from coordinator.core.rollcall import is_expected
from coordinator.core.state import Session
from wire.vocabulary import SiteId, SiteKind

WALL_SHOWN = 110
MISSING_SHOWN = 12


@dataclass(frozen=True, slots=True)
class WallTile:
    """A point of the first two levels. `below` counts the points under it that have no tile of
    their own, by wall letter, so that all tiles together are all points."""

    site: str
    state: str
    below: dict[str, int]


@dataclass(frozen=True, slots=True)
class RollCallProgress:
    """The last roll call. `missing` names at most 12 of those that have not answered."""

    id: str
    number: int
    opened_at: int
    deadline_at: int
    closed_at: int | None
    expected: int
    answered: int
    late: int
    missing: tuple[str, ...]


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


def roll_call(session: Session) -> RollCallProgress | None:
    call = session.roll_calls[-1] if session.roll_calls else None
    if call is None:
        return None
    return RollCallProgress(
        call.id,
        call.number,
        call.opened_at,
        call.deadline_at,
        call.closed_at,
        call.expected,
        len(call.answers),
        len(call.late),
        tuple(islice(unanswered(session), MISSING_SHOWN)),
    )


def unanswered(session: Session) -> Iterator[SiteId]:
    """The points that the last roll call still waits for, in their order."""
    if not session.roll_calls:
        return
    call = session.roll_calls[-1]
    for site in session.site_order:
        if is_expected(session.sites[site]) and site not in call.answers and site not in call.late:
            yield site
