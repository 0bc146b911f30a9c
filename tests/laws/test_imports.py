"""Who may import whom: the contracts in pyproject.toml hold, and each sees a planted violation."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.laws.tree import ROOT, SOURCES

RUN = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# contract -> (file, line added to it): the smallest violation of each
PLANTED = {
    "The two programs meet only on the wire": ("agents/backoff.py", "import coordinator.ports"),
    "The wire knows neither side": ("wire/errors.py", "import agents.backoff"),
    "Doors do not know each other, and the core knows nobody": (
        "coordinator/casefile/read.py",
        "import coordinator.reports.csv",
    ),
    "Doors reach the journal through its port only": (
        "coordinator/casefile/read.py",
        "import coordinator.journal.codec",
    ),
    "Only the composition root and the command line read settings": (
        "coordinator/conductor.py",
        "from coordinator.config import Settings",
    ),
    "The core is pure": ("coordinator/core/fold.py", "import time"),
    "Command lines stay out of libraries": ("wire/text.py", "import typer"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts of the tree in this folder."""
    words = [sys.executable, "-c", RUN, "--no-cache"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def contracts() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [one["name"] for one in settings["tool"]["importlinter"]["contracts"]]


def test_every_contract_holds() -> None:
    told = lint(ROOT)
    assert told.returncode == 0, told.stdout
    assert "0 broken" in told.stdout


def test_every_contract_has_its_planted_violation() -> None:
    assert set(contracts()) == set(PLANTED)


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_breaks_its_contract(contract: str, tmp_path: Path) -> None:
    for folder in SOURCES:
        python_only = shutil.ignore_patterns("__pycache__", "web_dist")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=python_only)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path, line = PLANTED[contract]
    target = tmp_path / path
    target.write_text(f"{target.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    told = lint(tmp_path)
    assert told.returncode != 0
    assert f"{contract} BROKEN" in told.stdout
