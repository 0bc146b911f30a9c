"""Logs: one JSON object a line, on standard error; a newline in a value cannot forge a line."""

from __future__ import annotations

import json

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
