"""The command line as a person and as a script use it: help, data, words, exit codes."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coordinator.cli.exits import Exit
from coordinator.cli.main import app
from coordinator.demo import FIRST_CASE

CASE = Path(__file__).resolve().parents[3] / "docs" / "examples" / FIRST_CASE[0]
SESSION = FIRST_CASE[1]
COMMANDS = (
    ["serve"],
    ["demo"],
    ["export"],
    ["backup"],
    ["config"],
    ["session", "import"],
    ["session", "list"],
    ["session", "show"],
    ["session", "reopen"],
    ["session", "erase"],
    ["token", "issue"],
    ["token", "list"],
    ["token", "revoke"],
)


@pytest.fixture
def run() -> CliRunner:
    return CliRunner()


@pytest.fixture
def data(tmp_path: Path, run: CliRunner) -> Path:
    """A store with the case in it."""
    folder = tmp_path / "data"
    result = run.invoke(app, ["session", "import", str(CASE), "--data", str(folder), "--json"])
    assert result.exit_code == Exit.OK, result.stderr
    assert json.loads(result.stdout) == {"session": SESSION, "created": True}
    return folder


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_help_shows_an_example(run: CliRunner, words: list[str]) -> None:
    result = run.invoke(app, [*words, "--help"])
    assert result.exit_code == Exit.OK
    assert f"Ví dụ: diemcau {' '.join(words)}" in " ".join(result.stdout.split())


def test_the_version_is_data(run: CliRunner) -> None:
    result = run.invoke(app, ["--version"])
    assert result.exit_code == Exit.OK
    assert result.stdout.strip().count(".") == 2


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


def test_a_token_is_shown_once_and_ends_when_revoked(run: CliRunner, data: Path) -> None:
    words = ["token", "issue", SESSION, "site", "--site", "64", "--data", str(data), "--json"]
    issued = json.loads(run.invoke(app, words).stdout)
    assert issued["url"].endswith(f"/site#t={issued['token']}")
    listed = run.invoke(app, ["token", "list", SESSION, "--data", str(data), "--json"])
    assert issued["token"] not in listed.stdout
    assert json.loads(listed.stdout)["tokens"][0]["sites"] == ["64"]
    revoked = run.invoke(app, ["token", "revoke", issued["id"], "--data", str(data)])
    assert revoked.exit_code == Exit.OK
    told = run.invoke(app, ["token", "list", SESSION, "--data", str(data)])
    assert "đã thu hồi" in told.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["token", "issue", SESSION, "king"], Exit.USAGE),
        (["token", "issue", SESSION, "site"], Exit.REFUSED),
        (["token", "issue", SESSION, "site", "--site", "ZZ"], Exit.REFUSED),
        (["export", SESSION, "--what", "secrets"], Exit.USAGE),
        (["nonsense"], Exit.USAGE),
    ],
)
def test_wrong_words_have_their_code(
    run: CliRunner, data: Path, words: list[str], code: Exit
) -> None:
    extra = [] if words == ["nonsense"] else ["--data", str(data)]
    assert run.invoke(app, [*words, *extra]).exit_code == code


def test_export_and_backup_write_files(run: CliRunner, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    result = run.invoke(app, ["export", SESSION, "-o", str(file), "--data", str(data)])
    assert result.exit_code == Exit.OK, result.stderr
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    copy = tmp_path / "copy.db"
    result = run.invoke(app, ["backup", str(copy), "--data", str(data)])
    assert result.exit_code == Exit.OK, result.stderr
    assert copy.stat().st_size > 10_000


def test_a_taken_port_is_said_in_plain_words(run: CliRunner, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run.invoke(app, ["serve", "--port", port, "--data", str(tmp_path / "data")])
    assert result.exit_code == Exit.CONFIGURATION
    assert "--port" in result.stderr


def test_the_settings_are_listed(run: CliRunner) -> None:
    assert "DIEMCAU_PORT" in run.invoke(app, ["config"]).stdout
