"""Comparing sessions over the API: only those whose log the asker has."""

from __future__ import annotations

from tests.coordinator.console.conftest import OTHER_SESSION, SESSION, Door

SERIES = "/api/v1/comparison?sessions="


async def test_two_sessions_side_by_side(door: Door) -> None:
    await door.issue("organizer", None)
    await door.accepted("host", "start_session")
    await door.accepted("organizer", "note_attendance", person="64.01", status="online")
    answered = await door.get(f"{SERIES}{SESSION},{OTHER_SESSION}", "organizer")
    assert answered.status == 200
    both = answered.body
    assert {one["session"] for one in both["sessions"]} == {SESSION, OTHER_SESSION}
    assert (both["total"], len(both["rows"])) == (6, 6)
    head = next(row for row in both["rows"] if row["name"].startswith("Đại biểu mẫu 01 – 64"))
    assert (head["invited"], head["came"]) == (2, 1)
    page = await door.get(f"{SERIES}{SESSION}&offset=4&limit=10", "organizer")
    assert (page.body["total"], len(page.body["rows"])) == (6, 2)


async def test_a_session_without_a_grant_does_not_exist(door: Door) -> None:
    answered = await door.get(f"{SERIES}{SESSION},{OTHER_SESSION}", "organizer")
    assert (answered.status, answered.body["code"]) == (404, "unknown_session")
    answered = await door.get(f"{SERIES}nowhere", "organizer")
    assert (answered.status, answered.body["code"]) == (404, "unknown_session")
    answered = await door.get(f"{SERIES}{SESSION}", "stage")
    assert (answered.status, answered.body["code"]) == (403, "forbidden")


async def test_what_makes_no_sense_is_refused(door: Door) -> None:
    many = ",".join(f"s{n}" for n in range(25))
    for query in ("", ",", many):
        answered = await door.get(f"{SERIES}{query}", "organizer")
        assert (answered.status, answered.body["code"]) == (422, "bad_message")
