"""What the pages send and get when a bridge's participants' file is imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from coordinator.console.roster_words import Cell, Sent, TroubleRow
from coordinator.rosters.attending import Whose
from coordinator.rosters.bridge_files import Bridge
from coordinator.rosters.limits import ROWS_MAX
from wire.records import Id, PersonCode, SiteCode
from wire.vocabulary import Attendance

Ahead = Annotated[int, Field(ge=-14 * 60, le=14 * 60)]


class BridgeChoices(Sent):
    """How far the file's times are ahead of UTC in minutes, and whom a person took participants
    for, by cell."""

    ahead_min: Ahead = 7 * 60
    people: dict[Cell, PersonCode] = Field(default_factory=dict, max_length=ROWS_MAX)


class BridgeDecisions(Sent):
    """What to do with participants, by cell; `add` names the point where somebody new is added."""

    command_id: Id
    rows: dict[Cell, Literal["take", "skip"]] = Field(default_factory=dict, max_length=ROWS_MAX)
    add: dict[Cell, SiteCode] = Field(default_factory=dict, max_length=ROWS_MAX)


class BridgeUpload(Sent):
    """The parts of the form: the file, and the choices as JSON."""

    file: bytes
    choices: BridgeChoices | None = None


class BridgeOrder(BridgeUpload):
    """The same with the decisions as JSON."""

    decisions: BridgeDecisions


@dataclass(frozen=True, slots=True)
class SpanRow:
    since_at: int
    until_at: int | None


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """Somebody on the roster whom a participant may be."""

    person: str
    name: str
    post: str
    site: str


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One participant: the union of all stays, and whom of the roster it is. `status` is what the
    record has of that person now; `known` that all of it is there already, `outside` that there is
    nothing to enter since no stay began before the closing."""

    cell: str
    name: str
    spans: tuple[SpanRow, ...]
    whose: Whose
    person: CandidateRow | None
    site: str
    score: int
    candidates: tuple[CandidateRow, ...]
    status: Attendance
    waits: bool
    known: bool
    outside: bool


@dataclass(frozen=True, slots=True)
class BridgePreview:
    """All that would come of a file. `day_first` says how its dates were read; `first_at` and
    `last_at` are the ends of all stays, null without any."""

    bridge: Bridge
    day_first: bool
    ahead_min: int
    first_at: int | None
    last_at: int | None
    people: tuple[ParticipantRow, ...]
    troubles: tuple[TroubleRow, ...]


@dataclass(frozen=True, slots=True)
class BridgeApplied:
    """What was done, in figures that add up to the participants; `waiting` says that it waits for
    a second person, since the meeting was closed."""

    entered: int
    added: int
    same: int
    rooms: int
    skipped: int
    undecided: int
    rev: int
    waiting: bool
