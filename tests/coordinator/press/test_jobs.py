"""One order: how far it is, what its file is called, and that nothing of it stays."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coordinator.orders import (
    ReportChoices,
    ReportDocument,
    ReportFormat,
    ReportOrder,
    ReportStage,
    ReportTable,
)
from coordinator.ports import Grant
from coordinator.press.jobs import Job, emptied
from wire.vocabulary import Role, SessionId

BY = Grant("organizer-1", Role.ORGANIZER, SessionId("hop"))


def job(folder: Path, order: ReportOrder | None = None) -> Job:
    return Job(SessionId("hop:2"), order or ReportOrder(ReportFormat.XLSX), BY, folder, made_at=5)


def test_it_only_goes_further(tmp_path: Path) -> None:
    one = job(tmp_path)
    shares = []
    for stage, share in (
        (ReportStage.FETCHING, 0.5),
        (ReportStage.FETCHING, 0.2),
        (ReportStage.WRITING, 0.0),
        (ReportStage.WRITING, 7.0),
    ):
        one.moves(stage, share)
        shares.append(one.share)
    assert shares == sorted(shares)
    assert one.share < 1
    one.moves(ReportStage.DONE, 1.0)
    assert one.stage is ReportStage.WRITING, "only whoever attends it says that it has ended"
    one.ends(ReportStage.DONE, 9)
    one.moves(ReportStage.FETCHING, 0.1)
    assert (one.stage, one.share, one.done_at) == (ReportStage.DONE, 1.0, 9)


@pytest.mark.parametrize(
    ("order", "name"),
    [
        (ReportOrder(ReportFormat.XLSX), "bao-cao-diem-danh-hop-2.xlsx"),
        (ReportOrder(ReportFormat.PDF), "bao-cao-diem-danh-hop-2.pdf"),
        (ReportOrder(ReportFormat.PDF, ReportDocument.MINUTES), "bien-ban-hop-2.pdf"),
        (ReportOrder(ReportFormat.JSONL), "ban-ghi-hop-2.jsonl"),
        (ReportOrder(ReportFormat.CSV), "bang-dai-bieu-hop-2.csv"),
        (
            ReportOrder(ReportFormat.CSV, options=ReportChoices(table=ReportTable.ROLL_CALLS)),
            "bang-diem-danh-hop-2.csv",
        ),
    ],
)
def test_the_files_name_is_made_here(tmp_path: Path, order: ReportOrder, name: str) -> None:
    assert job(tmp_path, order).now().file_name == name


def test_its_files_go_with_it_and_no_others(tmp_path: Path) -> None:
    one, other = job(tmp_path), job(tmp_path)
    for each in (one, other):
        each.file.write_bytes(b"x")
    one.delete()
    assert not one.file.exists()
    assert other.file.exists()
    one.delete()


def test_a_folder_is_emptied_and_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir(mode=0o755)
    (folder / "left.xlsx").write_bytes(b"names")
    assert list(emptied(folder).iterdir()) == []
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
