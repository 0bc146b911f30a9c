"""What the pages send and get when a roster is imported. Rows and columns count from 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from coordinator.rosters.faults import Fault
from coordinator.rosters.header import Column, Reason
from coordinator.rosters.limits import COLUMNS_MAX, ROWS_MAX, SHEETS_MAX
from coordinator.rosters.matching import Fate
from coordinator.rosters.persons import Said
from coordinator.rosters.places import How
from coordinator.rosters.plan import ImportFigures, Verdict
from coordinator.rosters.row_kinds import RowKind
from wire.records import Id, PersonCode, SiteCode

RowAt = Annotated[int, Field(ge=0, le=ROWS_MAX)]
ColumnAt = Annotated[int, Field(ge=0, lt=COLUMNS_MAX)]
Cell = Annotated[str, Field(max_length=120)]


class Sent(BaseModel):
    """Base of what pages send: strict about names, so that a slip is told."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SheetChoices(Sent):
    """What was changed of a sheet; what is left out stays as it was guessed."""

    use: bool | None = None
    top: RowAt | None = None
    below: RowAt | None = None
    columns: dict[ColumnAt, Column] = Field(default_factory=dict, max_length=COLUMNS_MAX)


class RosterChoices(Sent):
    """What was changed of the file: sheets by name, points by the text that means them (null takes
    back what was chosen with an earlier file), and the point of whoever says none."""

    sheets: dict[Cell, SheetChoices] = Field(default_factory=dict, max_length=SHEETS_MAX)
    places: dict[str, SiteCode | None] = Field(default_factory=dict, max_length=5_000)
    site: SiteCode | None = None


class RosterDecisions(Sent):
    """What to do: `mark` is the preview's, so that nothing rests on a roster that has changed."""

    command_id: Id
    mark: str = Field(max_length=64)
    rows: dict[Cell, Verdict] = Field(default_factory=dict, max_length=ROWS_MAX)
    strike: list[PersonCode] = Field(default_factory=list, max_length=ROWS_MAX)


class RosterUpload(Sent):
    """The parts of the form: the file, and the choices as JSON."""

    file: bytes
    choices: RosterChoices | None = None


class RosterOrder(RosterUpload):
    """The same with the decisions as JSON."""

    decisions: RosterDecisions


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """What a column holds, how sure that is (0 to 100), and why."""

    column: int
    letters: str
    heading: str
    holds: Column
    sure: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet as it is, its rows, and what each of them was taken for. Headings stand in rows
    `top`..`below`−1; both are −1 where no table was found. Of a file too great for one answer the
    last rows are left out: `rows_total` says how many there are."""

    name: str
    hidden: bool
    used: bool
    encoding: str
    top: int
    below: int
    columns: tuple[ColumnRow, ...]
    rows: tuple[tuple[str, ...], ...]
    kinds: tuple[RowKind, ...]
    rows_total: int


@dataclass(frozen=True, slots=True)
class TroubleRow:
    """One fault; `stops` says that what stands there is kept out."""

    cell: str
    fault: Fault
    stops: bool
    params: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of the file: who, where, and what the roster knows. `waits` says that a person
    must decide; `was_*` is what the roster has now."""

    cell: str
    sheet: str
    row: int
    name: str
    title: str
    post: str
    phone: str
    head: bool
    note: str
    said: Said
    site: str
    how: How
    site_text: str
    site_cell: str
    candidates: tuple[str, ...]
    carried: bool
    fate: Fate
    waits: bool
    person: str
    was_name: str
    was_post: str
    was_site: str
    score: int
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingRow:
    """Somebody on the roster who is not in the file."""

    person: str
    name: str
    post: str
    site: str


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """All that would come of a file. `figures` are those without any decision made. Of all
    troubles, `stops_count` keep a row out for another reason than that its point is not known."""

    mark: str
    sheets: tuple[SheetRow, ...]
    people: tuple[RosterRow, ...]
    missing: tuple[MissingRow, ...]
    troubles: tuple[TroubleRow, ...]
    troubles_count: int
    stops_count: int
    figures: ImportFigures


@dataclass(frozen=True, slots=True)
class RosterApplied:
    """What was done, in figures; `rev` is the revision it was recorded at."""

    figures: ImportFigures
    rev: int
    duplicate: bool
