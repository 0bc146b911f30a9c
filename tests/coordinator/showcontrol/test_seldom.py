"""Warnings that strangers can cause do not fill the log."""

from __future__ import annotations

from structlog.testing import capture_logs

from coordinator.showcontrol.seldom import Seldom
from tests.support.until import until


def test_the_first_is_written_and_the_rest_are_counted() -> None:
    seldom = Seldom(every_s=3_600)
    with capture_logs() as logs:
        for _ in range(1_000):
            seldom.warn("osc without a right", remote="203.0.113.7")
        seldom.warn("osc too busy", remote="203.0.113.7")
    assert [line["event"] for line in logs] == ["osc without a right", "osc too busy"]


def test_when_its_time_has_come_the_next_tells_how_many_there_were() -> None:
    seldom = Seldom(every_s=0.1)

    def told_again() -> bool:
        seldom.warn("a", remote="r")
        return len(logs) > 1

    with capture_logs() as logs:
        until(told_again, "the second line")
    assert logs[0]["left_out"] == 0
    assert logs[1]["left_out"] > 0
