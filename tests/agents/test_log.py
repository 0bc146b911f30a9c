"""Logs go to standard error, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog

from agents import log


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the configuration as it was."""
    kept = structlog.get_config()
    yield
    structlog.configure(**kept)


def test_a_line_is_json_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up()
    structlog.get_logger().info("link up", sites=["64"])
    said = capsys.readouterr()
    assert said.out == ""
    line = json.loads(said.err)
    assert (line["event"], line["sites"], line["level"]) == ("link up", ["64"], "info")


def test_quiet_leaves_warnings_only(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up(quiet=True)
    structlog.get_logger().info("link up")
    structlog.get_logger().warning("outbox turned over")
    assert len(capsys.readouterr().err.splitlines()) == 1
