"""Whose a standing roster is: the session's it was made for, and those of its series."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator.console.standing_rights import Shelf
from coordinator.core.base import Refused
from coordinator.ports import StandingRoster
from tests.coordinator.console.conftest import OTHER_SESSION, Door
from wire.vocabulary import SessionId

ONE, OTHER, THIRD = SessionId("phien-1"), SessionId("phien-2"), SessionId("phien-3")
FORCE = StandingRoster("r-1", "Tổ công tác mẫu", "to-mau", (), 1, ONE)
ALONE = StandingRoster("r-2", "Ban mẫu", "", (), 1, OTHER)
NOBODYS = StandingRoster("r-3", "Danh sách cũ", "", (), 1)


def shelf(*mine: SessionId | None, **series: str) -> Shelf:
    named = {SessionId(key.replace("_", "-")): name for key, name in series.items()}
    return Shelf(frozenset(mine), (FORCE, ALONE, NOBODYS), named)


@pytest.mark.parametrize(
    ("of", "had"),
    [
        (shelf(ONE), [FORCE]),
        (shelf(OTHER), [ALONE]),
        (shelf(ONE, OTHER), [FORCE, ALONE]),
        (shelf(THIRD), []),
        (shelf(THIRD, phien_3="to-mau"), [FORCE]),
        (shelf(THIRD, phien_3="khac"), []),
        (shelf(), []),
        (shelf(None), [FORCE, ALONE, NOBODYS]),
    ],
)
def test_who_has_which(of: Shelf, had: list[StandingRoster]) -> None:
    assert [one for one in of.rosters if of.has(one)] == had


@pytest.mark.parametrize(
    ("of", "name", "may"),
    [
        (shelf(THIRD), "", True),
        (shelf(THIRD), "moi", True),
        (shelf(THIRD), "to-mau", False),
        (shelf(ONE), "to-mau", True),
        (shelf(THIRD, phien_2="moi"), "moi", False),
        (shelf(THIRD, OTHER, phien_2="moi"), "moi", True),
        (shelf(None), "to-mau", True),
    ],
)
def test_who_may_use_the_name_of_a_series(of: Shelf, name: str, may: bool) -> None:
    assert of.may_use(name) is may


def test_what_is_anothers_answers_as_what_is_not_there() -> None:
    for roster in ("r-1", "r-9"):
        with pytest.raises(Refused) as refused:
            shelf(OTHER).roster(roster)
        assert refused.value.params == {"field": "roster"}


async def post(door: Door, path: str, body: Any, who: str) -> tuple[int, Any]:
    answered = await door.ask("POST", f"/api/v1/{path}", who, json=body)
    return answered.status, answered.body


async def test_an_organizer_of_another_session_gets_nothing_of_it(door: Door) -> None:
    mine, theirs = f"sessions/{door.conductor.id}", f"sessions/{OTHER_SESSION}"
    keep = {"name": "Tổ công tác mẫu", "series": "to-mau"}
    _, roster = await post(door, f"{mine}/roster/standing", keep, "organizer")
    own = door.tokens["organizer"]
    await door.issue("organizer", OTHER_SESSION)
    assert (await door.get("/api/v1/rosters", "organizer")).body == []
    assert (await door.get("/api/v1/series", "organizer")).body == []
    unknown = (422, "bad_value")
    for path, body in (
        (f"rosters/{roster['id']}/drop", {}),
        ("rosters", {"id": roster["id"], "name": "x", "members": []}),
        (f"{theirs}/roster/standing/preview", {"roster": roster["id"]}),
        (f"{theirs}/roster/standing", {"name": "x", "roster": roster["id"]}),
    ):
        status, answer = await post(door, path, body, "organizer")
        assert (status, answer["code"]) == unknown, path
    shown = await door.get(f"/api/v1/rosters/{roster['id']}", "organizer")
    assert (shown.status, shown.body["code"]) == unknown
    for path, body in (
        (f"{theirs}/series", {"series": "to-mau"}),
        (f"{theirs}/roster/standing", {"name": "x", "series": "to-mau"}),
        ("rosters", {"name": "x", "series": "to-mau", "members": []}),
    ):
        status, answer = await post(door, path, body, "organizer")
        assert (status, answer["code"], answer["field"]) == (403, "forbidden", "series"), path
    await door.store.set_series(OTHER_SESSION, "to-mau")
    assert [one["id"] for one in (await door.get("/api/v1/rosters", "organizer")).body] == [
        roster["id"]
    ]
    door.tokens["organizer"] = own
    assert len((await door.get("/api/v1/series", "organizer")).body) == 1
