"""From an official record to the document that was ordered."""

from __future__ import annotations

import base64
import gc
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from coordinator.core.people import duty_ref
from coordinator.evidence.record import Record, read
from coordinator.orders import ReportDocument, ReportFormat, ReportOrder, ReportStage
from coordinator.press.quality import Lines
from coordinator.reports import pdf, presence
from coordinator.reports.build import report
from coordinator.reports.model import Options, Report, Seal
from coordinator.reports.paper import PaperOptions
from coordinator.reports.sheets import plain, workbook
from wire.vocabulary import SiteId

Told = Callable[[ReportStage, float], None]
NO_PHONES: Mapping[SiteId, str] = {}


@dataclass(frozen=True, slots=True)
class Source:
    """A record that was read, and how its lines were along it."""

    record: Record
    lines: Lines


def read_record(lines: Iterable[bytes]) -> Source:
    """Read a record from its lines with their ends. Raises Fault when it does not hold."""
    along = Lines()
    return Source(read(along.pass_by(lines)), along)


def make(
    source: Source,
    order: ReportOrder,
    target: Path,
    told: Told = lambda stage, share: None,
    *,
    now: int,
    phones: Mapping[SiteId, str] = NO_PHONES,
) -> None:
    """Write the document of `order` to `target`, which must not be there yet (mode 0600). `told`
    hears the stage and how far it is, 0 to 1. `phones` are the duty telephones, which no record
    has.

    Raises OSError, NoTypesetter where a PDF was ordered and there is none."""
    assert order.format is not ReportFormat.JSONL, "a record needs no making"
    told(ReportStage.WRITING, 0.0)
    gc.freeze()  # what was read stays to the end, and is much to look through again and again
    whole = _whole(source, order, now, phones)
    touch(target)
    try:
        _write(order, whole, target, lambda share: told(ReportStage.WRITING, share))
    finally:
        gc.unfreeze()


def _whole(source: Source, order: ReportOrder, now: int, phones: Mapping[SiteId, str]) -> Report:
    found = source.record
    for site, phone in phones.items():
        found.people.texts[duty_ref(site)] = {"phone": phone}
    options = Options(order.options.names, order.options.phones)
    at = max(now, found.session.recorded_at)
    quality = source.lines.quality(presence.meeting_of(found.session, at))
    return report(found.session, found.people, at, options, seal=seal_of(found), quality=quality)


def seal_of(record: Record) -> Seal:
    """What ties the document to the record: the signed checkpoint over all its events."""
    root = base64.b64encode(record.checkpoint.root).decode()
    return Seal(record.checkpoint.size, root, record.note, str(record.key))


def touch(target: Path) -> None:
    """Nobody else reads it, from its first byte on."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _write(order: ReportOrder, whole: Report, target: Path, told: Callable[[float], None]) -> None:
    options = order.options
    if order.format is ReportFormat.XLSX:
        workbook.write(whole, target, told)
    elif order.format is ReportFormat.CSV:
        slug, delimiter = options.table.value, options.delimiter.value
        plain.write(whole, target, told, slug=slug, delimiter=delimiter)
    else:
        paper = PaperOptions(**asdict(options.paper))
        minutes = order.document is ReportDocument.MINUTES
        made = (pdf.minutes_pdf if minutes else pdf.attendance_pdf)(whole, paper)
        target.write_bytes(made)
