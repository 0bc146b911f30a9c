"""The floor for many at once: as it is, and as it is for whom a restricted part does not concern.

Whoever sees the same shares one frame, so there are two at most, however many points look.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views.site import blank_frame, floor_frame
from wire.floor_view import FloorFrame
from wire.vocabulary import SiteId

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Floors(Generic[T]):
    """`chosen` are the points of a restricted part, None outside one."""

    whole: T
    blank: T
    chosen: frozenset[SiteId] | None

    def of(self, sites: Collection[SiteId]) -> T:
        """For a page or link of these points: the whole only if all of them are chosen, since
        what one of them is shown the others could read."""
        if self.chosen is None or (sites and self.chosen.issuperset(sites)):
            return self.whole
        return self.blank


def floors(
    session: Session, people: People, now: int, encoded: Callable[[FloorFrame], T]
) -> Floors[T]:
    """Both frames, each encoded once."""
    whole = encoded(floor_frame(session, people, now))
    chosen = session.conduct.restricted
    blank = whole if chosen is None else encoded(blank_frame(session, now))
    return Floors(whole, blank, chosen)
