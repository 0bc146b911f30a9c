"""A whole report: what every format writes down, made by `coordinator.reports.build.report`.

An erased person's name is `ERASED`; with `Options.names` False all names and free texts are "".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from coordinator.reports.figures import Named, PeopleFigures, Quorum, SiteFigures, Span
from coordinator.reports.rows import (
    CorrectionRow,
    IncidentRow,
    ItemRow,
    PersonRow,
    ProvinceRow,
    ReviewRow,
    RollCallRow,
    SiteRow,
)
from coordinator.views.speeches import SpeechRow
from wire.vocabulary import Phase

ERASED = "(đã xóa)"
LONG_ENOUGH_PERCENT = 85

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Options:
    """What of people goes into a report: `names` their names, posts and free texts, `phones` the
    duty telephones."""

    names: bool = True
    phones: bool = False


class Rows(Generic[Row]):
    """Rows that are made when they are asked for, each time anew: 230,000 of them are never all in
    memory."""

    def __init__(self, make: Callable[[], Iterable[Row]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Row]:
        return iter(self._make())


@dataclass(frozen=True, slots=True)
class Seal:
    """The signed head of the record that the report was made from: so many events, their Merkle
    root (base64), the checkpoint's whole text, and the key that verifies it."""

    size: int
    root: str
    checkpoint: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Header:
    """`until_at` is where everything ends that lasts: the closing, or the making of the report.
    `chair` and `co_chairs` are names with their posts; `place` is the point where the chair sits;
    `missing_ms` is the time for which the coordinator itself was away."""

    session: str
    title: str
    short_title: str
    phase: Phase
    starts_at: int
    started_at: int | None
    closed_at: int | None
    until_at: int
    generated_at: int
    rev: int
    place: str
    place_title: str
    honorific: str
    chair: Named
    co_chairs: tuple[Named, ...]
    rehearsals: tuple[Span, ...]
    outages: tuple[Span, ...]
    missing_ms: int
    quorum_sites: Quorum | None
    quorum_people: Quorum | None
    options: Options
    seal: Seal | None


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. `people` and `corrections` are made anew each time they are walked through.
    `heads_counted`: somebody counted heads somewhere, so that `head_count` is more than names."""

    header: Header
    points: SiteFigures
    totals: PeopleFigures
    head_count: int
    heads_counted: bool
    sites: tuple[SiteRow, ...]
    provinces: tuple[ProvinceRow, ...]
    people: Rows[PersonRow]
    corrections: Rows[CorrectionRow]
    reviews: tuple[ReviewRow, ...]
    roll_calls: tuple[RollCallRow, ...]
    speeches: tuple[SpeechRow, ...]
    incidents: tuple[IncidentRow, ...]
    programme: tuple[ItemRow, ...]
