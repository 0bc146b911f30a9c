"""Setting a machine up: which Node, which browser, and what is said when one is missing."""

from __future__ import annotations

import os
import re
from pathlib import Path

import prepare
import pytest
from steps import Failed

NODE = "#!/bin/sh\necho {}\n"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, name: str, text: str = "#!/bin/sh\n") -> None:
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(
    ("version", "enough"),
    [("v20.19.0", True), ("v24.1.0", True), ("v20.18.9", False), ("?", False)],
)
def test_node_must_be_new_enough(machine: Path, version: str, enough: bool) -> None:
    program(machine, "node", NODE.format(version))
    assert prepare.node_is_new_enough() is enough


def test_a_machine_without_node(machine: Path) -> None:
    assert prepare.node_is_new_enough() is False


def test_the_machines_own_node_is_taken(machine: Path) -> None:
    program(machine, "node", NODE.format("v22.0.0"))
    program(machine, "npm")
    assert prepare.find_node() == prepare.Node((str(machine / "npm"),), {})


def test_a_browser_that_is_there_is_enough(machine: Path) -> None:
    program(machine, "chromium")
    prepare.prepare_browser()


def test_a_missing_browser_is_named_when_we_may_not_install(machine: Path) -> None:
    with pytest.raises(Failed, match="Thiếu Chromium"):
        prepare.prepare_browser()


def test_a_spreadsheet_program_that_is_there_is_enough(machine: Path) -> None:
    program(machine, "soffice")
    prepare.prepare_office()


def test_a_missing_spreadsheet_program_is_named_when_we_may_not_install(machine: Path) -> None:
    with pytest.raises(prepare.Failed, match="apt-get install libreoffice-calc"):
        prepare.prepare_office()


def test_only_an_administrator_installs(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(machine, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert prepare.may_install()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not prepare.may_install()


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "PYTHON_MIN", (9, 9))
    with pytest.raises(Failed, match=r"Cần Python 3\.11"):
        prepare.prepare_venv()


def test_what_cannot_be_asked_for_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert prepare.main(["everything"]) == 2
    assert prepare.main([]) == 2
    assert "prepare.py run" in capsys.readouterr().err


def test_a_failure_is_told_and_ends_with_one(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert prepare.main(["browser"]) == 1
    assert "✗ Thiếu Chromium" in capsys.readouterr().err


@pytest.mark.parametrize(
    "lock", ["requirements", "requirements-build", "requirements-dev", "requirements-node"]
)
def test_locks_pin_every_file_by_hash_and_name_no_index(lock: str) -> None:
    text = (prepare.ROOT / f"{lock}.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z][\w.-]*(?:\[[\w,-]+\])?==\S+", text, re.MULTILINE)
    assert packages
    assert len(re.findall(r"^[a-z].*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(packages)
    assert "://" not in text
    assert "--index" not in text
