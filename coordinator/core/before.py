"""What stands again after a rehearsal, because a rehearsal never counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.core.floor.state import FloorRules
from wire.vocabulary import LimitKey, PersonId, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session


@dataclass(frozen=True, slots=True)
class Before:
    """How the floor stood before a rehearsal, who headed the points (and the time of the last
    change there), and a restricted part: as all of it stands again after it."""

    limits: dict[LimitKey, int]
    rules: FloorRules
    list_open: bool
    chair: PersonId | None
    chairs: tuple[PersonId, ...]
    restricted: frozenset[SiteId] | None = None
    heads: dict[PersonId, int] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session) -> Before:
        floor, conduct = session.floor, session.conduct
        limits, chairs = dict(floor.limits), tuple(conduct.chairs)
        heads = {
            person: site.head_at
            for site in session.sites.values()
            for person in site.people
            if session.people[person].spec.head
        }
        stood = (limits, floor.rules, floor.list_open, conduct.chair, chairs)
        return cls(*stood, conduct.restricted, heads)
