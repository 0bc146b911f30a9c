"""`diemcau roster`: seen first, done when asked, and every fault by its cell."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from coordinator.cli.exits import Exit
from coordinator.cli.main import app
from coordinator.cli.roster_words import FAULTS
from coordinator.cli.rosters import fault_line
from coordinator.rosters.faults import Fault
from tests.support.office_files import Sheet, xlsx
from tests.support.store import SESSION

ROWS = (
    ("STT", "Họ và tên", "Chức vụ", "Đơn vị"),
    (1, "Đại biểu mẫu 90 – Cao Bằng", "Chánh Văn phòng", "UBND tỉnh Cao Bằng"),
    (2, "", "Giám đốc", "Cao Bằng"),
    (3, "Đại biểu mẫu 91 – X", "Giám đốc", "Tổng công ty Mẫu"),
)


def written(folder: Path) -> Path:
    file = folder / "ds.xlsx"
    file.write_bytes(xlsx(Sheet("Sheet1", ROWS)))
    return file


def test_a_preview_changes_nothing_and_applying_does_it_once(
    run: CliRunner, data: Path, tmp_path: Path
) -> None:
    words = ["roster", SESSION, str(written(tmp_path)), "--data", str(data)]
    seen = run.invoke(app, words)
    assert seen.exit_code == Exit.OK, seen.stderr
    assert seen.stdout.splitlines() == [
        "Sheet1!B3: thiếu họ và tên",
        "Sheet1!D4: “Tổng công ty Mẫu” không phải điểm cầu nào của phiên họp",
        "Sẽ nạp: 1 người mới",
    ]
    assert "Sẽ nạp: 1 người mới" in run.invoke(app, words).stdout
    assert "Đã nạp: 1 người mới" in run.invoke(app, [*words, "--apply"]).stdout
    again = json.loads(run.invoke(app, [*words, "--apply", "--json"]).stdout)
    assert (again["figures"]["added"], again["figures"]["same"]) == (0, 1)


def test_a_file_that_is_none_is_told(run: CliRunner, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7")
    result = run.invoke(app, ["roster", SESSION, str(file), "--data", str(data)])
    assert result.exit_code == Exit.CONFIGURATION
    assert result.stdout == "tệp: không phải tệp Excel, ODS hay CSV\n"
    missing = run.invoke(app, ["roster", SESSION, str(tmp_path / "none"), "--data", str(data)])
    assert missing.exit_code == Exit.CONFIGURATION


def test_every_fault_has_words() -> None:
    assert set(FAULTS) == {fault.value for fault in Fault}
    names = "limit count first site said counted heading sheet encoding"
    params = dict.fromkeys(names.split(), 1)
    for fault in Fault:
        assert "{" not in fault_line({"cell": "", "fault": fault.value, "params": params})
