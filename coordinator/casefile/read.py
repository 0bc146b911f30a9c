"""Read a session file whole: everything is checked, and all faults are told at once.

The form is shown, with comments, by `docs/examples/2023-09-08-tthc.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coordinator.casefile.fields import Fields
from coordinator.casefile.model import Case, Opening
from coordinator.casefile.points import Points
from coordinator.casefile.problems import CaseError, CaseErrors, Fault, Faults
from coordinator.casefile.programme import LIST_WORDS, TITLE_CHARS_MAX, Items, limits, ms
from coordinator.casefile.source import compose, decode
from coordinator.core.floor.rules import SPEECHES_MAX
from coordinator.core.floor.state import FloorRules
from coordinator.core.sites import MapTile
from wire.vocabulary import PersonId, SessionId, SiteId

__all__ = ["CaseError", "CaseErrors", "decode", "read_case"]

SESSION_ID_PATTERN = r"[a-z0-9][a-z0-9-]{2,63}"
CHAIRS_MAX = 10
HONORIFICS = {word: word for word in ("comrade", "sir_madam", "none")}

_SESSION_RULE = "chữ thường không dấu, số và dấu gạch nối, từ 3 đến 64 ký tự"
_WHEN = "2023-09-08T08:00+07:00"


def read_case(text: str) -> Case:
    """The session that a file describes. Raises CaseErrors with every fault and its line."""
    faults = Faults()
    root = Fields(compose(text), faults, "tệp")
    head = _head(root, faults)
    points = Points(faults)
    points.read(root)
    tiles = _tiles(root, points)
    items = Items(faults, head.starts)
    items.read(root)
    case = Case(
        id=head.id,
        title=head.title,
        short_title=head.short_title,
        starts_at=head.starts_at,
        honorific=head.honorific,
        chair_site=head.chairs[0].site if head.chairs else SiteId(""),
        chairs=tuple(seat.id for seat in head.chairs),
        limits=limits(root),
        opening=_rules(root),
        programme=tuple(items.items),
        points=tuple(points.points),
        tiles=tiles,
    )
    root.finish()
    items.check(frozenset(point.spec.id for point in case.points))
    points.check_voices()
    _check_chairs(case, head, faults)
    faults.raise_any()
    return case


@dataclass(frozen=True, slots=True)
class _Seat:
    """A person by point and place in its roster, from 1."""

    site: SiteId
    person: str
    line: int

    @property
    def place(self) -> int:
        """From 0; -1 when it is no place."""
        return int(self.person) - 1 if self.person.isdecimal() else -1

    @property
    def id(self) -> PersonId:
        return PersonId(f"{self.site}.{self.place + 1:02d}")


@dataclass(frozen=True, slots=True)
class _Head:
    """The `session` part; of the chairs the chair of the conference is the first."""

    id: SessionId
    title: str
    short_title: str
    starts: datetime | None
    honorific: str
    chairs: tuple[_Seat, ...]

    @property
    def starts_at(self) -> int:
        return ms(self.starts) if self.starts else 0


def _head(root: Fields, faults: Faults) -> _Head:
    fields = root.group("session", required=True)
    if fields is None:
        return _Head(SessionId(""), "", "", None, "none", ())
    chair = fields.group("chair", required=True)
    title = fields.text("title", limit=TITLE_CHARS_MAX)
    seats = [*([chair] if chair is not None else []), *fields.each("co_chairs")]
    head = _Head(
        id=SessionId(fields.code("id", SESSION_ID_PATTERN, _SESSION_RULE)),
        title=title,
        short_title=fields.text("short_title", title[:TITLE_CHARS_MAX], limit=TITLE_CHARS_MAX),
        starts=fields.instant("starts_at", _WHEN),
        honorific=fields.choice("honorific", HONORIFICS, "comrade"),
        chairs=tuple(map(_seat, seats)),
    )
    if len(head.chairs) > CHAIRS_MAX:
        count = len(head.chairs)
        faults.add(fields.line, Fault.TOO_MANY, what="chủ trì", count=count, limit=CHAIRS_MAX)
    fields.finish()
    return head


def _seat(fields: Fields) -> _Seat:
    seat = _Seat(SiteId(fields.text("site")), fields.text("person"), fields.line)
    fields.finish()
    return seat


def _rules(root: Fields) -> Opening:
    """The rules of the floor at the beginning."""
    fields = root.group("rules", required=False)
    if fields is None:
        return Opening()
    rules = FloorRules(
        present_only=fields.flag("present_only", False),
        picture_check=fields.flag("picture_check", False),
        speeches_max=fields.number("speeches_max", 1, SPEECHES_MAX, FloorRules().speeches_max),
    )
    found = Opening(rules, fields.choice("list", LIST_WORDS, True))
    fields.finish()
    return found


def _tiles(root: Fields, points: Points) -> tuple[MapTile, ...]:
    """Parts of the map that are no points of the meeting."""
    tiles: list[MapTile] = []
    for fields in root.each("tiles"):
        column, row = points.tile(fields, required=True)
        tiles.append(MapTile(fields.text("name"), column, row))
        fields.finish()
    return tuple(tiles)


def _check_chairs(case: Case, head: _Head, faults: Faults) -> None:
    """The chair leads the roster of his point, where the views find him; a co-chair is a delegate
    of any point."""
    rosters = {point.spec.id: point.roster for point in case.points}
    for number, seat in enumerate(head.chairs):
        if not seat.site or not seat.person:
            continue
        roster, place = rosters.get(seat.site, ()), seat.place
        if not 0 <= place < len(roster) or (number == 0 and not roster[place].head):
            fault = Fault.UNKNOWN_CHAIR if number == 0 else Fault.UNKNOWN_CO_CHAIR
            faults.add(seat.line, fault)
