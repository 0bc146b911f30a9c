"""`diemcau export`: every format is an entry of one table."""

from __future__ import annotations

import stat
from pathlib import Path

from typer.testing import CliRunner

from coordinator.cli.exits import Exit
from coordinator.cli.export import FORMATS
from coordinator.cli.main import app
from coordinator.evidence.record import read
from tests.support.store import SESSION


def test_the_official_record_is_written_whole_and_private(
    run: CliRunner, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "record.jsonl"
    words = ["export", SESSION, "--format", "jsonl", "-o", str(file), "--data", str(data)]
    result = run.invoke(app, words)
    assert result.exit_code == Exit.OK, result.stderr
    assert "diemcau verify" in result.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []
    with file.open("rb") as lines:
        record = read(lines)
    assert record.session.id == SESSION
    assert len(record.people.texts) == len(record.session.people)


def test_the_record_without_names_has_none(run: CliRunner, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    words = ["export", SESSION, "--format", "jsonl", "--no-names", "-o", str(file)]
    assert run.invoke(app, [*words, "--data", str(data)]).exit_code == Exit.OK
    assert "Đại biểu mẫu" not in file.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told(run: CliRunner, data: Path, tmp_path: Path) -> None:
    words = ["export", SESSION, "--format", "jsonl", "-o", str(tmp_path / "no" / "such")]
    told = run.invoke(app, [*words, "--data", str(data)])
    assert told.exit_code == Exit.FAILURE
    assert "Không ghi được" in told.stderr


def test_every_format_is_named_in_the_help(run: CliRunner) -> None:
    shown = run.invoke(app, ["export", "--help"]).stdout
    assert all(name in shown for name in FORMATS)
