"""`diemcau session …`: nothing is ever half there, and every fault is told at once."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from coordinator.cli.exits import Exit
from coordinator.cli.main import app
from tests.support.store import CASE, SESSION


def test_the_same_file_twice_makes_no_double(run: CliRunner, data: Path) -> None:
    again = run.invoke(app, ["session", "import", str(CASE), "--data", str(data), "--json"])
    assert json.loads(again.stdout) == {"session": SESSION, "created": False}
    listed = run.invoke(app, ["session", "list", "--data", str(data), "--json"])
    assert [item["session"] for item in json.loads(listed.stdout)["sessions"]] == [SESSION]


def test_another_file_of_the_same_session_is_refused(
    run: CliRunner, data: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(CASE.read_text(encoding="utf-8").replace("Gia Lai", "Gia Lai 2"), "utf-8")
    result = run.invoke(app, ["session", "import", str(other), "--data", str(data)])
    assert result.exit_code == Exit.REFUSED
    assert "already_exists" in result.stderr


def test_every_fault_of_a_file_is_told_at_once_and_nothing_enters(
    run: CliRunner, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.yaml"
    text = CASE.read_text(encoding="utf-8")
    bad.write_text(text + "\nnonsense: 1\nmore_nonsense: 2\n", "utf-8")
    folder = tmp_path / "data"
    result = run.invoke(app, ["session", "import", str(bad), "--data", str(folder)])
    assert result.exit_code == Exit.CONFIGURATION
    assert result.stderr.count("dòng ") >= 2
    assert result.stdout == ""
    listed = run.invoke(app, ["session", "list", "--data", str(folder), "--json"])
    assert json.loads(listed.stdout) == {"sessions": []}


def test_a_file_that_is_not_there(run: CliRunner, tmp_path: Path) -> None:
    result = run.invoke(app, ["session", "import", str(tmp_path / "none.yaml")])
    assert result.exit_code == Exit.CONFIGURATION


def test_show_tells_the_totals(run: CliRunner, data: Path) -> None:
    result = run.invoke(app, ["session", "show", SESSION, "--data", str(data), "--json"])
    shown = json.loads(result.stdout)
    assert shown["phase"] == "prepared"
    assert sum(shown["attendance"].values()) == shown["people"] > 1_000
    words = run.invoke(app, ["session", "show", SESSION, "--data", str(data)])
    assert shown["title"] in words.stdout


def test_an_unknown_session_is_refused(run: CliRunner, data: Path) -> None:
    result = run.invoke(app, ["session", "show", "nothing", "--data", str(data)])
    assert result.exit_code == Exit.REFUSED


def test_reopening_what_was_not_closed_is_refused(run: CliRunner, data: Path) -> None:
    result = run.invoke(app, ["session", "reopen", SESSION, "--data", str(data)])
    assert result.exit_code == Exit.REFUSED
    assert "wrong_phase" in result.stderr


def test_erasing_by_the_command_line(run: CliRunner, data: Path) -> None:
    result = run.invoke(app, ["session", "erase", SESSION, "64.02", "--data", str(data)])
    assert result.exit_code == Exit.OK, result.stderr
    exported = run.invoke(app, ["export", SESSION, "--data", str(data)])
    assert "64.02" in exported.stdout


def test_what_was_taken_is_listed_and_a_session_joins_a_series(run: CliRunner, data: Path) -> None:
    at = ["--data", str(data)]
    assert run.invoke(app, ["export", SESSION, "--what", "speeches", *at]).exit_code == Exit.OK
    (line,) = run.invoke(app, ["session", "handouts", SESSION, *at]).stdout.splitlines()
    assert line.split("  ")[1:] == ["admin", "speeches (csv)", "có họ tên"]
    joined = run.invoke(app, ["session", "series", SESSION, "Tổ mẫu", *at])
    assert joined.stdout.strip() == f"{SESSION}: Tổ mẫu"
    bad = run.invoke(app, ["session", "series", SESSION, "a\u202eb", *at])
    assert bad.exit_code == Exit.REFUSED
    assert "bad_name" in bad.stderr
