"""The same operation on a store of one's own, and through the server that holds it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coordinator.cli import backend
from coordinator.cli.exits import Exit
from coordinator.cli.main import app
from tests.support.processes import Program
from tests.support.store import CASE, SESSION

# Whole programs: they come after the quick tests.
pytestmark = pytest.mark.slow


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A store that a server holds."""
    data = tmp_path / "data"
    program = Program("coordinator", "serve", "--port", "0", "--data", str(data), "--json")
    program.first_line()
    yield data
    assert program.stop() == 130, program.words


def test_operations_go_through_the_server_that_holds_the_store(held: Path, tmp_path: Path) -> None:
    run = CliRunner()
    where = ["--data", str(held)]
    server = backend.server_of(held)
    assert server is not None
    first = run.invoke(app, ["session", "import", str(CASE), *where, "--json"])
    assert json.loads(first.stdout)["created"] is True, first.stderr
    assert json.loads(run.invoke(app, ["session", "show", SESSION, *where, "--json"]).stdout)["rev"]
    issued = json.loads(
        run.invoke(app, ["token", "issue", SESSION, "host", *where, "--json"]).stdout
    )
    assert issued["url"].startswith(f"{server.url}/host/{SESSION}#t=")
    refused = run.invoke(app, ["session", "reopen", SESSION, *where])
    assert refused.exit_code == Exit.REFUSED
    assert "wrong_phase" in refused.stderr
    bad = tmp_path / "bad.yaml"
    bad.write_text("nonsense: 1\n", "utf-8")
    told = run.invoke(app, ["session", "import", str(bad), *where])
    assert told.exit_code == Exit.CONFIGURATION
    assert "dòng 1" in told.stderr
    copy = tmp_path / "copy.db"
    assert run.invoke(app, ["backup", str(copy), *where]).exit_code == Exit.OK
    assert copy.is_file()
    second = run.invoke(app, ["serve", "--port", "0", *where])
    assert second.exit_code == Exit.CONFIGURATION
    assert str(server.pid) in second.stderr


def test_no_proxy_comes_between(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would see the administrator's token, and find no server."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    result = CliRunner().invoke(app, ["session", "list", "--data", str(held), "--json"])
    assert json.loads(result.stdout) == {"sessions": []}, result.stderr


def test_a_server_file_of_a_dead_server_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / backend.SERVER_FILE
    file.write_text(json.dumps({"url": "http://127.0.0.1:9", "pid": 1, "token": "x"}))
    assert backend.server_of(tmp_path) is None
    file.write_text("not json")
    assert backend.server_of(tmp_path) is None
