"""A participants' file at the door: seen, decided, entered once."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import FormData

from coordinator.core.people import People
from coordinator.core.state import Session
from tests.coordinator.console.conftest import Answered, Door
from wire.vocabulary import Attendance

KNOWN = "Đại biểu mẫu 02 – 64"
ROOM = "Gia Lai"
STRANGER = "iPhone mẫu"


def zoom(now: int, *rows: tuple[str, int, int]) -> bytes:
    """A file of stays, told in minutes before now."""

    def at(minutes: int) -> str:
        when = datetime.fromtimestamp(now / 1000, UTC) + timedelta(hours=7, minutes=-minutes)
        return f"{when:%Y-%m-%d %H:%M:%S}"

    lines = [f'"{name}",{at(since)},{at(until)}' for name, since, until in rows]
    return ("Name,Join Time,Leave Time\n" + "\n".join(lines) + "\n").encode()


async def sent(
    door: Door, what: str, file: bytes, who: str = "organizer", **parts: Any
) -> Answered:
    form = FormData(default_to_multipart=True)
    form.add_field("file", io.BytesIO(file), filename="a.csv")
    for name, value in parts.items():
        form.add_field(name, json.dumps(value))
    return await door.ask("POST", f"{door.base}/participants/{what}", who, data=form)


async def history(door: Door, person: str) -> list[tuple[Attendance, int]]:
    def read(session: Session, people: People) -> list[tuple[Attendance, int]]:
        found = next(one for key, one in session.people.items() if key == person)
        return [(entry.status, entry.effective_at) for entry in found.history]

    return await door.conductor.ask(read)


def standard(now: int) -> bytes:
    return zoom(now, (KNOWN, 30, 20), (KNOWN, 10, 5), (ROOM, 30, 1), (STRANGER, 25, 2))


async def test_everybody_is_shown_with_whom_they_are(live: Door) -> None:
    shown = await sent(live, "preview", standard(live.conductor.now()))
    assert shown.status == 200
    people = {one["name"]: one for one in shown.body["people"]}
    assert (people[KNOWN]["whose"], people[KNOWN]["person"]["person"]) == ("person", "64.02")
    assert len(people[KNOWN]["spans"]) == 2
    assert (people[ROOM]["whose"], people[ROOM]["site"]) == ("site", "64")
    assert (people[STRANGER]["whose"], people[STRANGER]["waits"]) == ("unknown", True)
    assert shown.body["bridge"] == "other"


async def test_stays_are_entered_with_their_times_and_only_once(live: Door) -> None:
    file = standard(live.conductor.now())
    done = await sent(live, "apply", file, decisions={"command_id": "b1"})
    assert done.status == 200, done.body
    figures = ("entered", "rooms", "undecided", "waiting")
    assert [done.body[name] for name in figures] == [1, 1, 1, False]
    entered = await history(live, "64.02")
    assert [status for status, _ in entered] == [
        Attendance.ONLINE, Attendance.LEFT, Attendance.ONLINE, Attendance.LEFT,
    ]  # fmt: skip
    assert entered[1][1] - entered[0][1] == 10 * 60_000
    rev = await live.rev()
    again = await sent(live, "apply", file, decisions={"command_id": "b2"})
    assert (again.body["entered"], again.body["same"], await live.rev()) == (0, 1, rev)


async def test_who_was_there_otherwise_waits_for_a_decision(live: Door) -> None:
    await live.accepted("site:64", "note_attendance", person="64.02", status="in_person")
    file = zoom(live.conductor.now(), (KNOWN, 30, 20))
    (row,) = (await sent(live, "preview", file)).body["people"]
    assert (row["status"], row["waits"]) == ("in_person", True)
    left = await sent(live, "apply", file, decisions={"command_id": "b1"})
    assert left.body["undecided"] == 1
    taken = {"command_id": "b2", "rows": {row["cell"]: "take"}}
    assert (await sent(live, "apply", file, decisions=taken)).body["entered"] == 1


async def test_a_stranger_is_somebody_or_is_added(live: Door) -> None:
    file = zoom(live.conductor.now(), (STRANGER, 30, 20))
    choices = {"people": {"CSV!A2": "64.02"}}
    (row,) = (await sent(live, "preview", file, choices=choices)).body["people"]
    assert (row["whose"], row["waits"]) == ("person", False)
    added = {"command_id": "b1", "add": {"CSV!A2": "04"}}
    done = await sent(live, "apply", file, decisions=added)
    assert done.body["added"] == 1
    people = (await live.get(f"{live.base}/people?site=04", "host")).body
    assert STRANGER in [one["name"] for one in people]


async def test_after_closing_it_waits_for_a_second_person(live: Door) -> None:
    file = zoom(live.conductor.now(), (KNOWN, 30, 20))
    await live.accepted("host", "close_session")
    done = await sent(live, "apply", file, decisions={"command_id": "b1"})
    assert (done.status, done.body["waiting"]) == (200, True), done.body
    assert await history(live, "64.02") == []
    reviews = await live.conductor.ask(lambda session, people: len(session.reviews))
    assert reviews == 2
    again = await sent(live, "apply", file, decisions={"command_id": "b2"})
    assert again.body["same"] == 1


async def test_who_came_after_the_closing_is_left_out_and_never_counted_as_entered(
    live: Door,
) -> None:
    await live.accepted("host", "close_session")
    file = zoom(live.conductor.now(), (KNOWN, -5, -20), (STRANGER, -6, -20))
    shown = (await sent(live, "preview", file)).body["people"]
    assert [(one["outside"], one["known"], one["waits"]) for one in shown] == [
        (True, False, False), (True, False, False),
    ]  # fmt: skip
    rev = await live.rev()
    decisions = {"command_id": "b1", "add": {shown[1]["cell"]: "04"}}
    done = (await sent(live, "apply", file, decisions=decisions)).body
    assert [done[name] for name in ("entered", "added", "same", "skipped")] == [0, 0, 0, 2]
    assert await live.rev() == rev


async def test_another_day_is_said(live: Door) -> None:
    file = zoom(live.conductor.now() - 40 * 86_400_000, (KNOWN, 30, 20))
    shown = await sent(live, "preview", file)
    assert "other_day" in [one["fault"] for one in shown.body["troubles"]]


async def test_a_file_without_times_is_an_answer(live: Door) -> None:
    shown = await sent(live, "preview", b"Name,Post\nA,B\n")
    assert [one["fault"] for one in shown.body["troubles"]] == ["no_times"]
    wrong = await sent(live, "preview", b"%PDF-1")
    assert [one["fault"] for one in wrong.body["troubles"]] == ["wrong_kind"]
    refused = await sent(live, "apply", b"%PDF-1", decisions={"command_id": "b"})
    assert (refused.status, refused.body["code"]) == (422, "bad_message")


@pytest.mark.parametrize("who", ["site:64", "stage", "operator", "admin"])
async def test_only_who_may_see_names(live: Door, who: str) -> None:
    assert (await sent(live, "preview", b"a", who)).status == 403
    assert (await sent(live, "apply", b"a", who)).status == 403
