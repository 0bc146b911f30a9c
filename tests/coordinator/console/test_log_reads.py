"""An organizer's questions over the API: one moment, its pages, and who may ask."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.facts import Note
from tests.coordinator.console.conftest import Door
from tests.support.small_meeting import HEAD
from wire.vocabulary import Attendance

READS = (
    "overview",
    "points",
    "point?site=64",
    "people",
    "person?person=64.01",
    "roll-up",
    "corrections",
    "reviews",
)


async def read(door: Door, what: str, who: str = "organizer") -> Any:
    answered = await door.get(f"{door.base}/attendance/{what}", who)
    assert answered.status == 200, answered.body
    return answered.body


async def began(door: Door) -> int:
    """The meeting runs; the head of Gia Lai has come. Says when that was recorded."""
    await door.accepted("host", "start_session")
    said = await door.accepted("organizer", "note_attendance", person="64.01", status="in_person")
    return int(said["at"])


@pytest.mark.parametrize("what", READS)
async def test_those_with_the_log_read_it_and_nobody_else(door: Door, what: str) -> None:
    for who in ("host", "secretary", "organizer"):
        await read(door, what, who)
    for who in ("stage", "operator", "admin", "site:64"):
        answered = await door.get(f"{door.base}/attendance/{what}", who)
        assert (answered.status, answered.body["code"]) == (403, "forbidden")


async def test_the_overview_is_of_the_moment_and_the_rules_that_were_asked(door: Door) -> None:
    at = await began(door)
    now = await read(door, "overview")
    assert (now["figures"]["present"], now["figures"]["never"]) == (1, 5)
    assert now["rules"] == {"share_percent": 85, "late_ms": 900_000, "early_ms": 900_000}
    then = await read(door, f"overview?at={at - 1}&share=50&late_ms=0&early_ms=60000")
    assert (then["figures"]["present"], then["asked_at"]) == (0, at - 1)
    assert then["rules"] == {"share_percent": 50, "late_ms": 0, "early_ms": 60_000}


async def test_what_somebody_has_just_done_is_in_what_they_read(door: Door) -> None:
    await began(door)
    for person in ("64.02", "04.01", "TW.01"):
        said = await door.accepted("host", "note_attendance", person=person, status="online")
        seen = await read(door, f"overview?since={said['rev']}", "host")
        assert seen["rev"] >= said["rev"]
    assert seen["figures"]["online"] == 3


async def test_a_correction_is_seen_now_and_not_as_known_then(door: Door) -> None:
    await began(door)
    before = await door.rev()
    body = {"person": "64.01", "status": "absent", "because": "ghi nhầm"}
    said = await door.accepted("organizer", "correct_attendance", **body)
    now = await read(door, f"overview?since={said['rev']}")
    then = await read(door, f"overview?known={before}&since={before}")
    assert (now["figures"]["present"], then["figures"]["present"]) == (0, 1)
    at_that_time = await read(door, f"overview?known_at={said['at'] - 1}")
    assert at_that_time["figures"]["present"] in (0, 1)
    corrections = await read(door, f"corrections?since={said['rev']}")
    assert [row["because"] for row in corrections["rows"]] == ["ghi nhầm"]
    story = await read(door, "person?person=64.01")
    assert [one["replaced_by"] is None for one in story["entries"]] == [False, True]


async def test_points_and_people_come_in_pages(door: Door) -> None:
    await began(door)
    points = await read(door, "points?offset=2&limit=2&sort=site&way=down")
    assert (points["total"], len(points["rows"]), points["offset"]) == (6, 2, 2)
    whole = (await read(door, "people"))["rows"]
    pages = [await read(door, f"people?offset={offset}&limit=2") for offset in (0, 2, 4, 6)]
    assert [row for page in pages for row in page["rows"]] == whole
    assert {page["total"] for page in pages} == {6}
    never = await read(door, "people?mark=never&offset=3&limit=2")
    assert never["total"] == 5
    expected = [row["person"] for row in whole if "never" in row["marks"]][3:5]
    assert [row["person"] for row in never["rows"]] == expected
    here = await read(door, "people?site=64")
    assert [row["person"] for row in here["rows"]] == ["64.01", "64.02"]


async def test_people_are_found_by_name_and_by_what_waits(door: Door) -> None:
    await began(door)
    found = await read(door, "people?words=dai bieu 64&limit=1")
    assert (len(found["rows"]), found["total"]) == (1, None)
    found = await read(door, "people?words=mau 02 64&mark=never")
    assert ([row["person"] for row in found["rows"]], found["total"]) == (["64.02"], 1)
    await door.accepted("host", "close_session")
    body = {"person": "64.02", "status": "in_person", "because": "ký tên tại phòng"}
    await door.accepted("organizer", "correct_attendance", **body)
    waiting = await read(door, "people?mark=review")
    assert [row["person"] for row in waiting["rows"]] == ["64.02"]


async def test_a_review_is_settled_by_another_person(door: Door) -> None:
    await began(door)
    await door.accepted("host", "close_session")
    body = {"person": "64.01", "status": "absent", "because": "ghi nhầm"}
    await door.accepted("organizer", "correct_attendance", **body)
    (mine,) = (await read(door, "reviews"))["rows"]
    (theirs,) = (await read(door, "reviews", "secretary"))["rows"]
    assert (mine["mine"], theirs["mine"], mine["was"], mine["status"]) == (
        True,
        False,
        "in_person",
        "absent",
    )
    refused = await door.command("organizer", "settle_review", review=mine["id"], accept=True)
    assert (refused.status, refused.body["code"]) == (409, "second_person")
    before = (await read(door, "overview"))["figures"]
    await door.accepted("secretary", "settle_review", review=mine["id"], accept=True)
    after = await read(door, "overview")
    assert (after["reviews_open"], after["corrections"]) == (0, 1)
    assert after["figures"]["absent"] == before["absent"] + 1, "for whoever else looks, at once"
    assert after["figures"]["present"] == before["present"] - 1
    assert (await read(door, "reviews"))["open"] == 0
    assert (await read(door, "person?person=64.01"))["line"]["status"] == "absent"


async def test_one_level_of_heads(door: Door) -> None:
    await door.submit(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)))
    whole = await read(door, "roll-up")
    assert [row["site"] for row in whole["rows"]] == ["TW", "BTC", "64", "04"]
    assert (await read(door, "roll-up?under=64"))["rows"][0]["site"] == "64-01"


@pytest.mark.parametrize(
    ("what", "status", "code"),
    [
        ("point", 422, "bad_message"),
        ("point?site=99", 404, "unknown_site"),
        ("person", 422, "bad_message"),
        ("person?person=64.99", 404, "unknown_person"),
        ("people?site=99", 404, "unknown_site"),
        ("people?mark=rich", 422, "bad_message"),
        ("people?limit=501", 422, "bad_message"),
        ("points?sort=colour", 422, "bad_message"),
        ("points?under=99", 404, "unknown_site"),
        ("points?words=" + "a" * 121, 422, "bad_message"),
        ("roll-up?under=99", 404, "unknown_site"),
        ("overview?share=101", 422, "bad_message"),
        ("overview?at=-1", 422, "bad_message"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    door: Door, what: str, status: int, code: str
) -> None:
    answered = await door.get(f"{door.base}/attendance/{what}", "organizer")
    assert (answered.status, answered.body["code"]) == (status, code)
