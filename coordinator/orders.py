"""What may be ordered of a session's report, and how far such an order is.

Shared by the door that takes orders, the press that carries them out, and the process that does the
work; what is said here goes between them as JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Protocol

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass as checked

from coordinator.core.base import Refused
from coordinator.core.readings import Reading, may_read
from coordinator.ports import Grant
from wire.codes import Refusal
from wire.vocabulary import Role, SessionId

_CLOSED = ConfigDict(extra="forbid", str_strip_whitespace=True)
Line = Annotated[str, Field(max_length=200)]
Lines = Annotated[tuple[Line, ...], Field(max_length=6)]


class ReportFormat(StrEnum):
    """How a report is written. `jsonl` is the official record itself."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"
    JSONL = "jsonl"


class ReportDocument(StrEnum):
    """What a PDF says; the tables hold both."""

    ATTENDANCE = "attendance"
    MINUTES = "minutes"


class ReportTable(StrEnum):
    """Which table a CSV has."""

    PEOPLE = "people"
    SITES = "sites"
    UNITS = "units"
    ROLL_CALLS = "roll_calls"
    SPEECHES = "speeches"
    INCIDENTS = "incidents"
    CORRECTIONS = "corrections"
    REVIEWS = "reviews"


class Delimiter(StrEnum):
    """What stands between two fields of a CSV: a spreadsheet in Vietnamese may want a semicolon."""

    COMMA = "comma"
    SEMICOLON = "semicolon"
    TAB = "tab"


class ReportStage(StrEnum):
    """What is being done for an order."""

    WAITING = "waiting"
    FETCHING = "fetching"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"


class ReportFailure(StrEnum):
    """Why an order came to nothing."""

    RECORD = "record"
    STORAGE = "storage"
    TYPESETTER = "typesetter"
    TOO_LONG = "too_long"
    INTERNAL = "internal"


@checked(frozen=True, config=_CLOSED)
class PaperChoices:
    """What the organizers say of the paper itself; what they leave out is left open on it."""

    upper: Lines = ()
    issuer: Lines = ()
    sign: Line = ""
    place: Line = ""
    dated_at: Annotated[int, Field(ge=0, le=2**53 - 1)] | None = None
    recipients: Annotated[tuple[Line, ...], Field(max_length=30)] = ()
    signer: Lines = ()
    signer_name: Line = ""
    secretary: Line = ""
    delegates: bool = False


@checked(frozen=True, config=_CLOSED)
class ReportChoices:
    """`names` and `phones` are personal and left out unless asked for."""

    names: bool = False
    phones: bool = False
    table: ReportTable = ReportTable.PEOPLE
    delimiter: Delimiter = Delimiter.COMMA
    paper: PaperChoices = PaperChoices()


@checked(frozen=True, config=_CLOSED)
class ReportOrder:
    """One document in one format."""

    format: ReportFormat
    document: ReportDocument = ReportDocument.ATTENDANCE
    options: ReportChoices = ReportChoices()


@dataclass(frozen=True, slots=True)
class ReportJob:
    """An order and how far it is: `share` goes from 0 to 1 over all stages. `by` is the sign-in
    that ordered, `what` the document, the table of a CSV, or the record; `expires_at` is when the
    file goes; `failure` is why there is none."""

    id: str
    format: ReportFormat
    document: ReportDocument
    what: str
    names: bool
    phones: bool
    stage: ReportStage
    share: float
    by: str
    made_at: int
    done_at: int | None
    expires_at: int | None
    bytes: int
    file_name: str
    failure: ReportFailure | None


class Press(Protocol):
    """Who carries orders out, as the door sees it. Unknown jobs raise Refused(bad_value)."""

    async def order(self, session: SessionId, order: ReportOrder, by: Grant) -> ReportJob:
        """Take an order. Raises Refused(busy) when too many wait."""

    def jobs(self, session: SessionId) -> tuple[ReportJob, ...]:
        """All that are known, the newest first."""

    def job(self, session: SessionId, job: str) -> ReportJob: ...

    def file(self, session: SessionId, job: str, by: Grant) -> str:
        """Where the finished file is. Raises Refused(wrong_state) while there is none."""

    async def drop(self, session: SessionId, job: str, by: Grant) -> None:
        """Forget an order that `by` may give: its work is stopped and its file deleted."""


def contents(order: ReportOrder) -> str:
    """What the document is, for whoever asks later what was taken: a table, the record, or the
    name of a document."""
    if order.format is ReportFormat.CSV:
        return order.options.table.value
    return "record" if order.format is ReportFormat.JSONL else order.document.value


def may_order(role: Role, order: ReportOrder) -> bool:
    """Who may take what away, by what stands in it (`coordinator.core.readings`)."""
    return may_read(role, reading_of(order))


def reading_of(order: ReportOrder) -> Reading:
    """What whoever has this document reads."""
    minutes = order.format is ReportFormat.PDF and order.document is ReportDocument.MINUTES
    if order.options.phones or (order.options.names and not minutes):
        return Reading.FILES
    return Reading.MINUTES if order.options.names else Reading.SHEETS


def require(role: Role, order: ReportOrder) -> None:
    """Raises Refused(forbidden) unless the role may order this."""
    if not may_order(role, order):
        raise Refused(Refusal.FORBIDDEN)
