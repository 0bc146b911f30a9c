"""The command line as a person and as a script use it: help, data, words, exit codes."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coordinator.cli.exits import Exit
from coordinator.cli.main import app, configured
from tests.support.store import SESSION

COMMANDS = (
    ["serve"],
    ["demo"],
    ["export"],
    ["verify"],
    ["key"],
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


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_help_shows_an_example(run: CliRunner, words: list[str]) -> None:
    result = run.invoke(app, [*words, "--help"])
    assert result.exit_code == Exit.OK
    assert f"Ví dụ: diemcau {' '.join(words)}" in " ".join(result.stdout.split())


def test_the_version_is_data(run: CliRunner) -> None:
    result = run.invoke(app, ["--version"])
    assert result.exit_code == Exit.OK
    assert result.stdout.strip().count(".") == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["token", "issue", SESSION, "king"], Exit.USAGE),
        (["token", "issue", SESSION, "site"], Exit.REFUSED),
        (["token", "issue", SESSION, "site", "--site", "ZZ"], Exit.REFUSED),
        (["export", SESSION, "--what", "secrets"], Exit.USAGE),
        (["export", SESSION, "--format", "docx"], Exit.USAGE),
        (["export", SESSION, "--format", "jsonl"], Exit.USAGE),
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


def test_a_taken_port_of_the_buttons_is_said_so(run: CliRunner, tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
        words = ["serve", "--port", "0", "--osc-listen", port, "--data", str(tmp_path / "data")]
        result = run.invoke(app, words)
    assert result.exit_code == Exit.CONFIGURATION
    assert f"OSC {port}" in result.stderr
    assert "--osc-listen" in result.stderr


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--osc-to", "nowhere"),
        ("--tsl-index", "Gia Lai"),
        ("--webhook", "ftp://a.example/secret-path"),
        ("--webhook", "https://a.example/secret-path"),
    ],
)
def test_a_wrong_target_is_said_without_the_secret_in_it(
    run: CliRunner, tmp_path: Path, option: str, value: str
) -> None:
    folder = tmp_path / "data"
    result = run.invoke(app, ["serve", "--port", "0", option, value, "--data", str(folder)])
    assert result.exit_code == Exit.CONFIGURATION
    assert "DIEMCAU_" in result.stderr
    assert "secret-path" not in result.stderr
    assert not folder.exists()


def test_what_no_option_says_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMCAU_OSC_TO", "10.0.0.5:9000")
    assert configured(osc_to=[], osc_listen=None).osc_to == ("10.0.0.5:9000",)
    assert configured(osc_to=["10.0.0.6:9000"]).osc_to == ("10.0.0.6:9000",)


def test_the_settings_are_listed(run: CliRunner) -> None:
    assert "DIEMCAU_PORT" in run.invoke(app, ["config"]).stdout
