"""Who reads names on a page is in the log, once and not every second; nobody's name is."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from coordinator.console import names_read
from tests.coordinator.console.conftest import Door

NAME = "Đại biểu mẫu"


async def told(door: Door, who: str, *paths: str) -> list[tuple[str, str, str]]:
    """What the log says of these reads: by whom, on which route, of which point."""
    with capture_logs() as logged:
        for path in paths:
            await door.get(f"{door.base}{path}", who)
    assert NAME not in repr(logged)
    lines = [one for one in logged if one["event"] == "names_read"]
    return [(one["by"], one["route"].rpartition("/")[2], one["site"]) for one in lines]


async def test_the_same_read_is_told_once_and_another_again(door: Door) -> None:
    host = door.grants["host"].id
    assert await told(door, "host", "/people?site=64", "/people?site=64", "/people?site=04") == [
        (host, "people", "64"),
        (host, "people", "04"),
    ]
    assert await told(door, "host", "/people?site=64") == []
    secretary = door.grants["secretary"].id
    assert await told(door, "secretary", "/people?site=64") == [(secretary, "people", "64")]


async def test_what_names_nobody_or_is_refused_or_is_ones_own_is_not_told(door: Door) -> None:
    assert await told(door, "host", "", "/sites", "/floor", "/people?site=NOPE") == []
    assert await told(door, "stage", "/people?site=64") == []
    assert await told(door, "site:64", "/people?site=64") == []


async def test_only_so_many_are_remembered(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_read, "KNOWN_MAX", 1)
    both = ("/people?site=64", "/people?site=04", "/people?site=64")
    assert len(await told(door, "host", *both)) == 3
