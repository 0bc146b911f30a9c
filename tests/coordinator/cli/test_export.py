"""`diemcau export`: every format is an entry of one table."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coordinator.cli.exits import Exit
from coordinator.cli.export import FORMATS, TABLES
from coordinator.cli.main import app
from coordinator.evidence.record import read
from coordinator.reports.sheets.reread import reread_people
from tests.support.store import SESSION

pytestmark = pytest.mark.slow


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


def exported(run: CliRunner, data: Path, file: Path, *words: str) -> str:
    """The last line said while a file was written."""
    told = run.invoke(app, ["export", SESSION, "-o", str(file), "--data", str(data), *words])
    assert told.exit_code == Exit.OK, told.stderr
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []
    return told.stderr.strip().splitlines()[-1]


def test_a_workbook_with_names_and_without(run: CliRunner, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    assert exported(run, data, file, "--format", "xlsx") == f"Đã ghi {file}."
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    named = list(reread_people(file))
    assert all(row.name for row in named)
    exported(run, data, file, "--format", "xlsx", "--no-names")
    assert [row.person for row in reread_people(file)] == [row.person for row in named]
    assert not any(row.name for row in reread_people(file))


@pytest.mark.parametrize("what", ["attendance", "minutes"])
def test_a_paper(run: CliRunner, data: Path, tmp_path: Path, what: str) -> None:
    exported(run, data, tmp_path / "a.pdf", "--format", "pdf", "--what", what)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("what", [one for one in TABLES if one != "speeches"])
def test_any_table_as_csv(run: CliRunner, data: Path, tmp_path: Path, what: str) -> None:
    exported(run, data, tmp_path / "a.csv", "--what", what, "--delimiter", "semicolon")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").startswith('"')


@pytest.mark.parametrize(
    "words",
    [
        ["--format", "docx"],
        ["--format", "pdf", "--what", "people", "-o", "x"],
        ["--what", "secrets"],
        ["--delimiter", "|"],
        ["--format", "xlsx"],
    ],
)
def test_what_cannot_be_exported_is_told(run: CliRunner, data: Path, words: list[str]) -> None:
    told = run.invoke(app, ["export", SESSION, "--data", str(data), *words])
    assert told.exit_code == Exit.USAGE
    assert "--" in told.stderr or "-o" in told.stderr
