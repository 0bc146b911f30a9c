"""Read a session file whole: everything is checked, and all faults are told at once.

The form is shown, with comments, by `docs/examples/2023-09-08-tthc.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coordinator.casefile.fields import Fields
from coordinator.casefile.model import Case
from coordinator.casefile.points import Points
from coordinator.casefile.problems import CaseError, CaseErrors, Fault, Faults
from coordinator.casefile.source import compose, decode
from coordinator.core.floor.limits import LIMIT_MS_MAX, MINUTE_MS
from coordinator.core.programme import ItemSpec
from coordinator.core.sites import MapTile
from wire.vocabulary import ID_PATTERN, ItemId, ItemKind, LimitKey, SessionId, SiteId

__all__ = ["CaseError", "CaseErrors", "decode", "read_case"]

SESSION_ID_PATTERN = r"[a-z0-9][a-z0-9-]{2,63}"
TITLE_CHARS_MAX = 250
ITEMS_MAX = 200
ITEM_MINUTES_MAX = 600
HONORIFICS = {word: word for word in ("comrade", "sir_madam", "none")}

_SESSION_RULE = "chữ thường không dấu, số và dấu gạch nối, từ 3 đến 64 ký tự"
_ITEM_RULE = "chữ không dấu, số và các dấu _ . : -, nhiều nhất 64 ký tự"
_WHEN = "2023-09-08T08:00+07:00"


def read_case(text: str) -> Case:
    """The session that a file describes. Raises CaseErrors with every fault and its line."""
    faults = Faults()
    root = Fields(compose(text), faults, "tệp")
    head = _head(root, faults)
    points = Points(faults)
    points.read(root)
    tiles = _tiles(root, points)
    case = Case(
        id=head.id,
        title=head.title,
        short_title=head.short_title,
        starts_at=head.starts_at,
        honorific=head.honorific,
        chair_site=head.chair_site,
        limits=_limits(root),
        programme=_programme(root, faults, head.starts),
        points=tuple(points.points),
        tiles=tiles,
    )
    root.finish()
    _check_chair(case, head, faults)
    faults.raise_any()
    return case


@dataclass(frozen=True, slots=True)
class _Head:
    """The `session` part. `chair_person` is a place in the roster of the chair's point."""

    id: SessionId
    title: str
    short_title: str
    starts: datetime | None
    honorific: str
    chair_site: SiteId
    chair_person: str
    chair_line: int

    @property
    def starts_at(self) -> int:
        return _ms(self.starts) if self.starts else 0


def _head(root: Fields, faults: Faults) -> _Head:
    fields = root.group("session", required=True)
    if fields is None:
        return _Head(SessionId(""), "", "", None, "none", SiteId(""), "", root.line)
    chair = fields.group("chair", required=True)
    title = fields.text("title", limit=TITLE_CHARS_MAX)
    head = _Head(
        id=SessionId(fields.code("id", SESSION_ID_PATTERN, _SESSION_RULE)),
        title=title,
        short_title=fields.text("short_title", title[:TITLE_CHARS_MAX], limit=TITLE_CHARS_MAX),
        starts=fields.instant("starts_at", _WHEN),
        honorific=fields.choice("honorific", HONORIFICS, "comrade"),
        chair_site=SiteId(chair.text("site")) if chair else SiteId(""),
        chair_person=chair.text("person") if chair else "",
        chair_line=chair.line if chair else fields.line,
    )
    if chair is not None:
        chair.finish()
    fields.finish()
    return head


def _limits(root: Fields) -> dict[LimitKey, int]:
    """Limits in ms; what is left out keeps its default."""
    fields = root.group("limits", required=False)
    if fields is None:
        return {}
    minutes_max = LIMIT_MS_MAX // MINUTE_MS
    limits = {
        key: fields.number(key.value, 0, minutes_max) * MINUTE_MS
        for key in LimitKey
        if key.value in fields
    }
    fields.finish()
    return limits


def _programme(root: Fields, faults: Faults, starts: datetime | None) -> tuple[ItemSpec, ...]:
    """Items in order; each begins when the one before it should end, unless it says `at`."""
    items: list[ItemSpec] = []
    lines: dict[str, int] = {}
    kinds = {kind.value: kind for kind in ItemKind}
    next_at = _ms(starts) if starts else 0
    for fields in root.each("programme"):
        item = _item(fields, kinds, next_at, starts)
        if item.planned_at < (items[-1].planned_at if items else next_at):
            faults.add(fields.line_of("at"), Fault.TIME_BACKWARDS)
        line = fields.line_of("id")
        if item.id in lines:
            faults.add(line, Fault.DUPLICATE_CODE, key="id", value=item.id, first=lines[item.id])
        elif item.id:
            lines[item.id] = line
        items.append(item)
        next_at = item.planned_at + item.planned_ms
    if len(items) > ITEMS_MAX:
        line = root.line_of("programme")
        faults.add(line, Fault.TOO_MANY, what="mục", count=len(items), limit=ITEMS_MAX)
    return tuple(items)


def _item(
    fields: Fields, kinds: dict[str, ItemKind], next_at: int, starts: datetime | None
) -> ItemSpec:
    clock = fields.clock("at", "08:30")
    if clock is not None and starts is not None:
        next_at = _ms(starts.replace(hour=clock[0], minute=clock[1], second=0, microsecond=0))
    item = ItemSpec(
        id=ItemId(fields.code("id", ID_PATTERN, _ITEM_RULE)),
        title=fields.text("title", limit=TITLE_CHARS_MAX),
        kind=fields.choice("kind", kinds),
        planned_at=next_at,
        planned_ms=fields.number("minutes", 0, ITEM_MINUTES_MAX) * MINUTE_MS,
    )
    fields.finish()
    return item


def _tiles(root: Fields, points: Points) -> tuple[MapTile, ...]:
    """Parts of the map that are no points of the meeting."""
    tiles: list[MapTile] = []
    for fields in root.each("tiles"):
        column, row = points.tile(fields, required=True)
        tiles.append(MapTile(fields.text("name"), column, row))
        fields.finish()
    return tuple(tiles)


def _check_chair(case: Case, head: _Head, faults: Faults) -> None:
    """The chair leads the roster of his point; the views find him there."""
    if not head.chair_site or not head.chair_person:
        return
    for point in case.points:
        if point.spec.id != head.chair_site or not head.chair_person.isdecimal():
            continue
        place = int(head.chair_person) - 1
        if 0 <= place < len(point.roster) and point.roster[place].head:
            return
    faults.add(head.chair_line, Fault.UNKNOWN_CHAIR)


def _ms(when: datetime) -> int:
    return round(when.timestamp() * 1000)
