"""From a signed record to every kind of document, and back to the same rows."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import pytest

from coordinator.core.people import People
from coordinator.evidence.sheet import Fault
from coordinator.journal.memory import MemoryStore
from coordinator.orders import (
    ReportChoices,
    ReportDocument,
    ReportFormat,
    ReportOrder,
    ReportStage,
    ReportTable,
)
from coordinator.press.make import Source, make, read_record, seal_of
from coordinator.reports.build import report
from coordinator.reports.model import Options
from coordinator.reports.sheets.reread import reread_people
from tests.support.long_record import SIGNER, LongRecord

pytestmark = pytest.mark.slow

NAMED = ReportChoices(names=True)


@pytest.fixture
async def kept() -> LongRecord:
    return await (await LongRecord(MemoryStore(), people=12).begin()).more(160)


async def source_of(kept: LongRecord, *, names: bool = True) -> Source:
    return read_record(io.BytesIO(await kept.file(names=names)))


async def texts_of(kept: LongRecord) -> People:
    return (await kept.journal.load(kept.session.id)).people


async def test_a_workbook_of_the_record_reads_back_as_the_meeting_it_tells(
    kept: LongRecord, tmp_path: Path
) -> None:
    now = kept.clock.now()
    source = await source_of(kept)
    make(source, ReportOrder(ReportFormat.XLSX, options=NAMED), tmp_path / "a.xlsx", now=now)
    meant = report(kept.session, await texts_of(kept), now, Options(names=True))
    assert list(reread_people(tmp_path / "a.xlsx")) == list(meant.people)


async def test_the_document_is_nobody_elses_to_read(kept: LongRecord, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    make(await source_of(kept), ReportOrder(ReportFormat.CSV), target, now=kept.clock.now())
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        make(await source_of(kept), ReportOrder(ReportFormat.CSV), target, now=kept.clock.now())


async def test_without_names_no_name_is_in_it(kept: LongRecord, tmp_path: Path) -> None:
    source = await source_of(kept, names=False)
    for table in ReportTable:
        target = tmp_path / f"{table}.csv"
        make(
            source, ReportOrder(ReportFormat.CSV, options=ReportChoices(table=table)), target, now=1
        )
        assert "mẫu" not in target.read_text(encoding="utf-8"), table


async def test_telephones_come_beside_the_record(kept: LongRecord, tmp_path: Path) -> None:
    order = ReportOrder(
        ReportFormat.CSV, options=ReportChoices(phones=True, table=ReportTable.SITES)
    )
    phones = {kept.session.site_order[1]: "0206 000 004"}
    make(await source_of(kept), order, tmp_path / "a.csv", now=1, phones=phones)
    assert "0206 000 004" in (tmp_path / "a.csv").read_text(encoding="utf-8")


async def test_the_erased_are_told_as_such(kept: LongRecord, tmp_path: Path) -> None:
    person = next(iter(kept.session.people))
    name = (await texts_of(kept)).of(person)["name"]
    await kept.erase(person)
    make(
        await source_of(kept),
        ReportOrder(ReportFormat.CSV, options=NAMED),
        tmp_path / "a.csv",
        now=1,
    )
    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert name not in text
    assert "(đã xóa)" in text


async def test_the_seal_is_the_records_checkpoint(kept: LongRecord) -> None:
    source = await source_of(kept)
    seal = seal_of(source.record)
    assert (seal.size, seal.verifier) == (kept.session.rev, str(SIGNER.verifier))
    assert seal.checkpoint.splitlines()[1:3] == [str(seal.size), seal.root]


async def test_a_changed_record_makes_nothing(kept: LongRecord) -> None:
    data = (await kept.file()).replace(b'"in_person"', b'"online"', 1)
    with pytest.raises(Fault):
        read_record(io.BytesIO(data))


@pytest.mark.parametrize("document", ReportDocument)
async def test_documents_as_pdf(kept: LongRecord, tmp_path: Path, document: ReportDocument) -> None:
    stages: list[ReportStage] = []
    order = ReportOrder(ReportFormat.PDF, document, NAMED)
    make(
        await source_of(kept),
        order,
        tmp_path / "a.pdf",
        lambda stage, share: stages.append(stage),
        now=kept.clock.now(),
    )
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert set(stages) == {ReportStage.WRITING}
