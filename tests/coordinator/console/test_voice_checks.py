"""The voice check over the API: noted by a point or at a desk, read by those whom it concerns."""

from __future__ import annotations

from typing import Any

import pytest

from tests.coordinator.console.conftest import Door


def row(sheet: Any, site: str) -> Any:
    return next(one for one in sheet["rows"] if one["site"] == site)


async def test_it_is_noted_signed_and_read(door: Door) -> None:
    said = await door.command(
        "organizer", "note_voice_check", site="64", checks={"picture": "pass"}
    )
    assert said.status == 200
    signed = {"site": "64", "checks": {}, "signed": "Cán bộ mẫu"}
    assert (await door.command("secretary", "note_voice_check", **signed)).status == 200
    answered = await door.get(f"{door.base}/voice-checks", "organizer")
    assert answered.status == 200
    found = row(answered.body, "64")
    assert (found["checks"], found["signed"], found["by"]) == (
        {"picture": "pass"},
        "Cán bộ mẫu",
        "secretary",
    )
    assert (answered.body["open"], found["phone"]) == (True, "")


@pytest.mark.parametrize("who", ["site:64", "stage", "operator", "admin"])
async def test_it_is_not_for_everybody(door: Door, who: str) -> None:
    assert (await door.get(f"{door.base}/voice-checks", who)).status == 403


async def test_not_once_the_meeting_has_begun(live: Door) -> None:
    said = await live.command("host", "note_voice_check", site="64", checks={"phone": "pass"})
    assert (said.status, said.body["code"]) == (409, "wrong_phase")
    assert not (await live.get(f"{live.base}/voice-checks", "host")).body["open"]
