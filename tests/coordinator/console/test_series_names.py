"""Series of sessions: said, changed, and let go."""

from __future__ import annotations

import pytest

from tests.coordinator.console.conftest import Door


async def put(door: Door, series: str, who: str = "organizer") -> int:
    path = f"{door.base}/series"
    return (await door.ask("POST", path, who, json={"series": series})).status


async def test_a_session_belongs_to_a_series_until_it_is_let_go(door: Door) -> None:
    assert await put(door, " Tổ công tác ") == 200
    found = (await door.get("/api/v1/series", "host")).body
    assert found == [{"session": door.conductor.id, "series": "Tổ công tác"}]
    assert await put(door, "") == 200
    assert (await door.get("/api/v1/series", "host")).body == []


async def test_a_bad_name_is_refused(door: Door) -> None:
    assert await put(door, "a\u202eb") == 422
    assert await put(door, "a" * 121) == 422


@pytest.mark.parametrize("who", ["site:64", "stage", "operator", "admin"])
async def test_series_are_for_those_who_log(door: Door, who: str) -> None:
    assert await put(door, "x", who) == 403
    assert (await door.get("/api/v1/series", who)).status == 403
