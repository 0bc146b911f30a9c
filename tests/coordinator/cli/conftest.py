"""A store with the first case in it, made by the command line itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coordinator.cli.exits import Exit
from coordinator.cli.main import app
from tests.support.store import CASE, SESSION


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
