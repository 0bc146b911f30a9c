"""Standing rosters at the door: kept from one session, edited, and invited to another."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator.core.people import People
from coordinator.core.state import Session
from tests.coordinator.console.conftest import Answered, Door
from tests.support.until import until_async

KEEP = {"name": "Tổ công tác mẫu", "series": "to-cong-tac"}


async def post(door: Door, path: str, body: Any, who: str = "organizer") -> Answered:
    return await door.ask("POST", f"/api/v1/{path}", who, json=body)


async def kept(door: Door) -> Any:
    answered = await post(door, f"sessions/{door.conductor.id}/roster/standing", KEEP)
    assert answered.status == 200, answered.body
    return answered.body


async def members(door: Door, roster: str) -> list[Any]:
    found: list[Any] = (await door.get(f"/api/v1/rosters/{roster}", "organizer")).body["members"]
    return found


async def _count_is(door: Door, roster: str, count: int) -> bool:
    return len(await members(door, roster)) == count


def linked(session: Session, people: People) -> dict[str, str | None]:
    return {person: one.spec.member for person, one in session.people.items()}


async def test_a_sessions_roster_is_kept_and_its_people_are_members(door: Door) -> None:
    row = await kept(door)
    assert (row["name"], row["series"], row["members"]) == ("Tổ công tác mẫu", "to-cong-tac", 6)
    shown = await members(door, row["id"])
    assert {one["site"] for one in shown} == {"TW", "64", "04", "BTC"}
    ids = await door.conductor.ask(linked)
    assert set(ids.values()) == {one["id"] for one in shown}
    listed = (await door.get("/api/v1/rosters", "organizer")).body
    assert [one["id"] for one in listed] == [row["id"]]
    series = (await door.get("/api/v1/series", "host")).body
    assert series == [{"session": door.conductor.id, "series": "to-cong-tac"}]


async def test_kept_again_it_is_the_same_people(door: Door) -> None:
    row = await kept(door)
    before = await members(door, row["id"])
    again = await post(
        door, f"sessions/{door.conductor.id}/roster/standing", {**KEEP, "roster": row["id"]}
    )
    assert again.body["id"] == row["id"]
    assert await members(door, row["id"]) == before


async def test_of_one_point_alone(door: Door) -> None:
    body = {"name": "Tổ mẫu", "site": "TW"}
    kept = await post(door, f"sessions/{door.conductor.id}/roster/standing", body)
    assert kept.body["members"] == 2
    assert {one["site"] for one in await members(door, kept.body["id"])} == {"TW"}


async def test_it_is_invited_once_and_the_same_people_stay(door: Door) -> None:
    row = await kept(door)
    one = f"sessions/{door.conductor.id}/roster/standing"
    shown = (await post(door, f"{one}/preview", {"roster": row["id"]})).body
    assert {person["fate"] for person in shown["people"]} == {"same"}
    people = await members(door, row["id"])
    people[0]["name"] = "Đại biểu mẫu 99 – đổi tên"
    people.append({"site": "04", "name": "Đại biểu mẫu 50 – Cao Bằng", "post": "Vụ trưởng"})
    changed = await post(door, "rosters", {"id": row["id"], "name": "Tổ mới", "members": people})
    assert changed.body["members"] == 7
    shown = (await post(door, f"{one}/preview", {"roster": row["id"]})).body
    assert sorted(person["fate"] for person in shown["people"]) == [
        "changed", "new", *["same"] * 5,
    ]  # fmt: skip
    order = {
        "roster": row["id"],
        "decisions": {"command_id": "s1", "mark": shown["mark"]},
    }
    done = await post(door, f"{one}/apply", order)
    assert (done.body["figures"]["added"], done.body["figures"]["changed"]) == (1, 1)
    assert (await post(door, f"{one}/apply", order)).body["duplicate"]
    stale = {**order, "decisions": {"command_id": "s2", "mark": shown["mark"]}}
    assert (await post(door, f"{one}/apply", stale)).status == 409


async def test_nobody_replaces_unseen_what_somebody_else_has_changed(door: Door) -> None:
    row = await kept(door)
    people = await members(door, row["id"])
    mine = {"id": row["id"], "name": row["name"], "seen_at": row["updated_at"]}
    changed = await post(door, "rosters", {**mine, "members": people[1:]})
    assert (changed.status, changed.body["members"]) == (200, len(people) - 1)
    late = {**mine, "seen_at": row["updated_at"] - 1, "members": people}
    answered = await post(door, "rosters", late)
    assert (answered.status, answered.body["code"]) == (409, "conflict")
    assert await members(door, row["id"]) == people[1:]


async def test_who_is_erased_in_a_session_leaves_the_standing_roster(door: Door) -> None:
    row = await kept(door)
    await door.accepted("organizer", "erase_person", person="64.02")
    await until_async(lambda: _count_is(door, row["id"], 5), "the member has left")
    names = [one["name"] for one in await members(door, row["id"])]
    assert len(names) == 5
    assert "Đại biểu mẫu 02 – 64" not in names


async def test_a_roster_is_let_go_with_its_names(door: Door) -> None:
    row = await kept(door)
    assert (await post(door, f"rosters/{row['id']}/drop", {})).status == 200
    assert (await door.get("/api/v1/rosters", "organizer")).body == []
    assert (await door.get(f"/api/v1/rosters/{row['id']}", "organizer")).status == 422


@pytest.mark.parametrize(
    "body",
    [
        {"name": "a", "members": [{"site": "04", "name": "Mẫu\u202e"}]},
        {"name": " ", "members": []},
        {"name": "a", "members": [], "more": 1},
        {"name": "a", "id": "no-such", "members": []},
    ],
)
async def test_what_is_wrong_is_refused(door: Door, body: Any) -> None:
    assert (await post(door, "rosters", body)).status == 422


@pytest.mark.parametrize("who", ["host", "secretary", "site:64", "stage", "operator", "admin"])
async def test_names_are_not_for_everybody(door: Door, who: str) -> None:
    assert (await door.get("/api/v1/rosters", who)).status == 403
