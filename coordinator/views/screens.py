"""What the hall's other screens show: the wall of points, and the order behind the stage.

Read-only screens see these, so they hold no telephone, no topic and nobody's name but that of who
has the floor, which the whole hall hears.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from coordinator.core.people import People
from coordinator.core.sites import MapTile, SiteSpec
from coordinator.core.state import Session
from coordinator.views import parts
from coordinator.views.blank import blanked
from coordinator.views.glance import WallTile, wall
from wire.floor_view import ItemNow, Speaking
from wire.limits import NAME_CHARS_MAX, VIEW_BYTES_MAX
from wire.vocabulary import EntryId, EntryState, Phase, SiteId, SiteKind, SpeechKind

ROWS_SHOWN = 50
STANDBY_SHOWN = 6
SPOTS_BYTES_MAX = 26_000
TILES_BYTES_MAX = 2_000
ROWS_BYTES_MAX = 26_000
TITLE_CHARS_SHOWN = 300
SPOT_BYTES = 90

# How much of a point's name and of its short name is shown: the first that makes all tiles fit.
# Names as people write them fit the first.
_SHOWN = ((NAME_CHARS_MAX, 24), (60, 24), (24, 16), (12, 0))

_ON_STANDBY = frozenset((EntryState.CALLED, EntryState.READY))
# Title, item, counts and standby beside them need less than the rest.
assert SPOTS_BYTES_MAX + TILES_BYTES_MAX + 8 * TITLE_CHARS_SHOWN < VIEW_BYTES_MAX


@dataclass(frozen=True, slots=True)
class WallSpot:
    """A point on the hall's wall. Column and row place its tile (0: none); `short` is empty where
    it says no more than the name; `below` counts the points under it by wall letter."""

    site: str
    name: str
    short: str
    kind: SiteKind
    column: int
    row: int
    state: str
    below: dict[str, int]


@dataclass(frozen=True, slots=True)
class Standby:
    """A point that was called to prepare."""

    site: str
    state: EntryState


@dataclass(frozen=True, slots=True)
class WallView:
    """All points at one glance. `counts` are points by wall letter and agree with the spots;
    `tiles` are parts of the map that are no points; `on_air` is the point that has the floor."""

    at: int
    phase: Phase
    title: str
    item: ItemNow | None
    spots: tuple[WallSpot, ...]
    tiles: tuple[MapTile, ...]
    counts: dict[str, int]
    on_air: str | None
    standby: tuple[Standby, ...]
    restricted: bool


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One who waits, without a name: which point, what for, how far it has come."""

    entry: str
    site: str
    site_name: str
    kind: SpeechKind
    ordinal: int
    state: EntryState
    requested_at: int
    called_at: int | None
    ready_at: int | None
    limit_ms: int


@dataclass(frozen=True, slots=True)
class QueueView:
    """The order as known at `at`: who has the floor, then the first of those who wait;
    `waiting` tells how many they are in all. In a `restricted` part nobody is named."""

    at: int
    floor_rev: int
    phase: Phase
    title: str
    honorific: str
    item: ItemNow | None
    speaking: Speaking | None
    rows: tuple[OrderRow, ...]
    waiting: int
    list_open: bool
    restricted: bool


def wall_view(session: Session, now: int) -> WallView:
    """The wall as every screen may see it; in a restricted part not whose turn it is."""
    floor, restricted = session.floor, blanked(session)
    current = floor.entries[floor.current] if floor.current is not None else None
    return WallView(
        at=now,
        phase=session.phase,
        title=parts.start(session.title, TITLE_CHARS_SHOWN),
        item=None if restricted else parts.item_now(session),
        spots=_spots(session),
        tiles=parts.fit(session.tiles, TILES_BYTES_MAX),
        counts={letter: count for letter, count in session.tally.items() if count},
        on_air=current.site if current and not restricted else None,
        standby=() if restricted else _standby(session),
        restricted=restricted,
    )


def queue_view(session: Session, people: People, now: int) -> QueueView:
    """The order of the floor for those behind the stage; none of it in a restricted part."""
    floor, restricted = session.floor, blanked(session)
    order = () if restricted else floor.order
    rows = (_row(session, entry) for entry in order[:ROWS_SHOWN])
    return QueueView(
        at=now,
        floor_rev=floor.rev,
        phase=session.phase,
        title=parts.start(session.title, TITLE_CHARS_SHOWN),
        honorific=session.honorific,
        item=None if restricted else parts.item_now(session),
        speaking=None if restricted else parts.speaking(session, people),
        rows=parts.fit(rows, ROWS_BYTES_MAX),
        waiting=len(order),
        list_open=floor.list_open,
        restricted=restricted,
    )


def _spots(session: Session) -> tuple[WallSpot, ...]:
    """All tiles, with as much of their names as fits."""
    spots = tuple(_spot(session.sites[SiteId(tile.site)].spec, tile) for tile in wall(session))
    if sum(map(_most, spots)) <= SPOTS_BYTES_MAX:
        return spots
    shortened = (tuple(_shortened(spot, *shown) for spot in spots) for shown in _SHOWN)
    return next(
        (found for found in shortened if sum(map(parts.weight, found)) <= SPOTS_BYTES_MAX),
        parts.fit(spots, SPOTS_BYTES_MAX),
    )


def _spot(spec: SiteSpec, tile: WallTile) -> WallSpot:
    short = "" if spec.short == spec.name else spec.short
    return WallSpot(
        spec.id, spec.name, short, spec.kind, spec.column, spec.row, tile.state, tile.below
    )


def _most(spot: WallSpot) -> int:
    """A bound of the spot's bytes that is found at once, since most walls are small."""
    return SPOT_BYTES + 3 * (len(spot.name) + len(spot.short)) + 10 * len(spot.below)


def _shortened(spot: WallSpot, name: int, short: int) -> WallSpot:
    return replace(spot, name=parts.start(spot.name, name), short=parts.start(spot.short, short))


def _standby(session: Session) -> tuple[Standby, ...]:
    entries = (session.floor.entries[entry] for entry in session.floor.order)
    called = (entry for entry in entries if entry.state in _ON_STANDBY)
    return tuple(Standby(one.site, one.state) for one in islice(called, STANDBY_SHOWN))


def order_rows(session: Session) -> tuple[OrderRow, ...]:
    """All who wait, in order."""
    return tuple(_row(session, entry) for entry in session.floor.order)


def _row(session: Session, entry_id: EntryId) -> OrderRow:
    entry = session.floor.entries[entry_id]
    return OrderRow(
        entry=entry.id,
        site=entry.site,
        site_name=session.sites[entry.site].spec.name,
        kind=entry.kind,
        ordinal=entry.ordinal,
        state=entry.state,
        requested_at=entry.requested_at,
        called_at=entry.called_at,
        ready_at=entry.ready_at,
        limit_ms=parts.limit_of(session, entry),
    )
