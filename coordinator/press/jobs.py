"""Orders of one session and how far they are; what is done with each is `coordinator.press.door`'s.

A job's files stand in the press's folder under its id, and go with it.
"""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from coordinator.orders import (
    ReportDocument,
    ReportFailure,
    ReportFormat,
    ReportJob,
    ReportOrder,
    ReportStage,
    ReportTable,
    contents,
)
from coordinator.ports import Grant
from wire.vocabulary import SessionId

ENDED = (ReportStage.DONE, ReportStage.FAILED)
# How much of the whole each stage takes, as measured with 230,000 people.
PARTS: dict[ReportStage, tuple[float, float]] = {
    ReportStage.WAITING: (0.0, 0.0),
    ReportStage.FETCHING: (0.0, 0.55),
    ReportStage.WRITING: (0.55, 0.44),
    ReportStage.DONE: (1.0, 0.0),
    ReportStage.FAILED: (0.0, 0.0),
}
TABLES = {
    ReportTable.PEOPLE: "dai-bieu",
    ReportTable.SITES: "diem-cau",
    ReportTable.UNITS: "theo-don-vi",
    ReportTable.ROLL_CALLS: "diem-danh",
    ReportTable.SPEECHES: "phat-bieu",
    ReportTable.INCIDENTS: "su-co",
    ReportTable.CORRECTIONS: "dinh-chinh",
    ReportTable.REVIEWS: "duyet-sau-be-mac",
}
NAMES = {
    ReportFormat.XLSX: "bao-cao-diem-danh",
    ReportFormat.CSV: "bang",
    ReportFormat.PDF: "bao-cao-diem-danh",
    ReportFormat.JSONL: "ban-ghi",
}


@dataclass(slots=True)
class Job:
    """One order. `by` is the grant it was ordered with; times are session time, ms."""

    session: SessionId
    order: ReportOrder
    by: Grant
    folder: Path
    made_at: int
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    stage: ReportStage = ReportStage.WAITING
    share: float = 0.0
    done_at: int | None = None
    expires_at: int | None = None
    bytes: int = 0
    failure: ReportFailure | None = None

    @property
    def file(self) -> Path:
        """Where the document is, once it is done."""
        return self.folder / f"{self.id}.{self.order.format.value}"

    @property
    def ended(self) -> bool:
        return self.stage in ENDED

    @property
    def personal(self) -> bool:
        """Whether it names anybody."""
        return self.order.options.names or self.order.options.phones

    @property
    def file_name(self) -> str:
        """The download's name, made here; a session's id holds plain characters only."""
        order, name = self.order, NAMES[self.order.format]
        if order.format is ReportFormat.CSV:
            name = f"{name}-{TABLES[order.options.table]}"
        elif order.format is ReportFormat.PDF and order.document is ReportDocument.MINUTES:
            name = "bien-ban"
        return f"{name}-{self.session}.{order.format.value}".replace(":", "-")

    def moves(self, stage: ReportStage, share: float) -> None:
        """Further on; never back."""
        if stage in ENDED or self.ended:
            return
        begin, length = PARTS[stage]
        self.stage, self.share = stage, max(self.share, begin + length * min(1.0, share))

    def ends(self, stage: ReportStage, at: int, failure: ReportFailure | None = None) -> None:
        self.stage, self.done_at, self.failure = stage, at, failure
        self.share = 1.0 if stage is ReportStage.DONE else self.share

    def delete(self) -> None:
        """Its files are gone."""
        for file in self.folder.glob(f"{self.id}.*"):
            with contextlib.suppress(OSError):
                file.unlink()

    def now(self) -> ReportJob:
        """As it is told."""
        options = self.order.options
        return ReportJob(
            id=self.id,
            format=self.order.format,
            document=self.order.document,
            what=contents(self.order),
            names=options.names,
            phones=options.phones,
            stage=self.stage,
            share=round(self.share, 4),
            by=self.by.id,
            made_at=self.made_at,
            done_at=self.done_at,
            expires_at=self.expires_at,
            bytes=self.bytes,
            file_name=self.file_name,
            failure=self.failure,
        )


def emptied(folder: Path) -> Path:
    """The folder, there and empty and nobody else's: whatever an earlier run left is gone. Raises
    OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for file in folder.iterdir():
        if file.is_file():
            file.unlink()
    return folder
