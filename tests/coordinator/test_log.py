"""Logs: one JSON object a line, on standard error; a newline in a value cannot forge a line."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import pytest
import structlog

from coordinator import log


def test_lines_are_json_and_cannot_be_forged(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up(as_json=True)
    structlog.get_logger().info("heard", site="64\n{}")
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert json.loads(line)["site"] == "64\n{}"


def test_on_a_terminal_they_are_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up(as_json=False)
    structlog.get_logger().info("heard", site="64")
    assert "heard" in capsys.readouterr().err


def test_a_file_is_added_to_and_nobody_elses_to_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "data" / "coordinator.log"
    for _ in range(2):
        with log.to_file(path) as file:
            log.set_up(file=file)
            structlog.get_logger().info("heard", site="64")
    assert [json.loads(line)["site"] for line in path.read_text().splitlines()] == ["64", "64"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert capsys.readouterr().err == ""


def test_what_cannot_be_written_is_lost_and_ends_nothing(tmp_path: Path) -> None:
    device = os.open("/dev/full", os.O_WRONLY)
    full = os.fdopen(device, "w", encoding="utf-8", buffering=1)
    log.set_up(file=full)
    structlog.get_logger().info("heard", site="64")
    with contextlib.suppress(OSError):
        full.close()
