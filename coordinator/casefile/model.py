"""A session file as it was understood: typed, checked, and free of YAML."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator.core.floor.state import FloorRules
from coordinator.core.programme import ItemSpec
from coordinator.core.sites import MapTile, SiteSpec
from wire.vocabulary import LimitKey, PersonId, SessionId, SiteId


@dataclass(frozen=True, slots=True)
class Delegate:
    """One line of a roster. `head` marks who leads the point."""

    name: str
    post: str
    head: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A bridge point or seat with what is personal about it: duty telephone and roster."""

    spec: SiteSpec
    phone: str
    roster: tuple[Delegate, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """The rules of the floor with which a meeting begins."""

    rules: FloorRules = field(default_factory=FloorRules)
    list_open: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """A whole session file. `limits` in ms; times in ms since the epoch. Of `chairs` the chair of
    the conference is the first."""

    id: SessionId
    title: str
    short_title: str
    starts_at: int
    honorific: str
    chair_site: SiteId
    chairs: tuple[PersonId, ...]
    limits: dict[LimitKey, int]
    opening: Opening
    programme: tuple[ItemSpec, ...]
    points: tuple[Point, ...]
    tiles: tuple[MapTile, ...]
