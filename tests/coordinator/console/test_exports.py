"""Reports over HTTP, made by real processes: ordered, followed, taken away, forgotten."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from coordinator.console.exports import MEDIA
from coordinator.evidence.record import read
from coordinator.orders import ReportFormat
from coordinator.reports.sheets.reread import reread_people
from tests.coordinator.console.conftest import OTHER_SESSION, Door
from tests.support.until import until_async

# Each document is made by a process, or by the typesetter.
pytestmark = pytest.mark.slow

NAMED = {"names": True}


async def ordered(door: Door, who: str = "organizer", **order: Any) -> str:
    """A new order's id."""
    answered = await door.ask("POST", f"{door.base}/reports", who, json=order)
    assert answered.status == 202, answered.body
    return str(answered.body["id"])


async def ended(door: Door, job: str) -> dict[str, Any]:
    """The job once it has ended."""

    async def look() -> dict[str, Any] | None:
        body = (await door.get(f"{door.base}/reports/{job}", "organizer")).body
        return body if body["stage"] in ("done", "failed") else None

    found: dict[str, Any] = await until_async(look, "the report has ended", 60.0)
    return found


@pytest.mark.parametrize("form", list(ReportFormat))
async def test_every_format_is_made_beside_the_meeting(door: Door, form: ReportFormat) -> None:
    job = await ordered(door, format=form.value, options=NAMED)
    found = await ended(door, job)
    assert (found["stage"], found["share"], found["failure"]) == ("done", 1.0, None)
    assert found["expires_at"] - found["done_at"] == 3_600_000
    file = await door.get(f"{door.base}/reports/{job}/file", "organizer")
    assert file.status == 200
    assert (len(file.data), file.headers["Content-Type"]) == (found["bytes"], MEDIA[form])
    assert found["file_name"] in file.headers["Content-Disposition"]
    assert file.headers["Cache-Control"] == "no-store"


async def test_a_workbook_holds_the_roster_and_the_record_replays(
    door: Door, tmp_path: Path
) -> None:
    book, record = (
        await ordered(door, format="xlsx", options=NAMED),
        await ordered(door, format="jsonl", options=NAMED),
    )
    for job in (book, record):
        assert (await ended(door, job))["stage"] == "done"
    file = await door.get(f"{door.base}/reports/{book}/file", "organizer")
    (tmp_path / "a.xlsx").write_bytes(file.data)
    people = {row.person: row.name for row in reread_people(tmp_path / "a.xlsx")}
    assert people["64.01"] == "Đại biểu mẫu 01 – 64"
    lines = (await door.get(f"{door.base}/reports/{record}/file", "organizer")).data
    assert set(read(lines.splitlines(keepends=True)).session.people) == set(people)


async def test_nothing_stays_of_what_is_dropped(door: Door) -> None:
    job = await ordered(door, format="csv")
    await ended(door, job)
    (file,) = door.press_files()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    answered = await door.ask("DELETE", f"{door.base}/reports/{job}", "organizer")
    assert (answered.status, answered.body) == (200, [])
    assert door.press_files() == []
    gone = await door.get(f"{door.base}/reports/{job}", "organizer")
    assert (gone.status, gone.body["code"]) == (422, "bad_value")


async def test_an_order_that_is_dropped_at_once_leaves_nothing(door: Door) -> None:
    job = await ordered(door, format="xlsx", options=NAMED)
    await door.ask("DELETE", f"{door.base}/reports/{job}", "organizer")
    assert door.press_files() == []


async def test_an_erasure_takes_the_files_that_name_people(door: Door) -> None:
    named = await ordered(door, format="csv", options=NAMED)
    bare = await ordered(door, format="csv")
    for job in (named, bare):
        await ended(door, job)
    await door.accepted("organizer", "erase_person", person="64.02")
    listed = (await door.get(f"{door.base}/reports", "organizer")).body
    assert [one["id"] for one in listed] == [bare]
    assert [file.stem for file in door.press_files()] == [bare]


async def test_who_may_order_and_take_what(door: Door) -> None:
    path = f"{door.base}/reports"
    named = {"format": "xlsx", "options": NAMED}
    minutes = {"format": "pdf", "document": "minutes", "options": NAMED}
    for who, order, status in (
        ("host", {"format": "xlsx"}, 202),
        ("host", named, 403),
        ("secretary", named, 403),
        ("secretary", minutes, 202),
        ("site:64", {"format": "xlsx"}, 403),
        ("stage", {"format": "xlsx"}, 403),
        ("admin", {"format": "xlsx"}, 403),
    ):
        answered = await door.ask("POST", path, who, json=order)
        assert answered.status == status, (who, order, answered.body)
    job = await ordered(door, format="csv", options=NAMED)
    await ended(door, job)
    for refused in (
        await door.get(f"{path}/{job}/file", "host"),
        await door.ask("DELETE", f"{path}/{job}", "host"),
    ):
        assert (refused.status, refused.body["code"]) == (403, "forbidden")


async def test_a_job_belongs_to_its_session(door: Door) -> None:
    job = await ordered(door, format="jsonl")
    await door.issue("organizer", OTHER_SESSION)
    other = f"/api/v1/sessions/{OTHER_SESSION}/reports"
    assert (await door.get(other, "organizer")).body == []
    for answered in (
        await door.get(f"{other}/{job}", "organizer"),
        await door.get(f"{other}/{job}/file", "organizer"),
        await door.ask("DELETE", f"{other}/{job}", "organizer"),
    ):
        assert (answered.status, answered.body["code"]) == (422, "bad_value")


async def test_a_file_that_is_not_there_yet(door: Door) -> None:
    job = await ordered(door, format="xlsx")
    answered = await door.get(f"{door.base}/reports/{job}/file", "organizer")
    assert (answered.status, answered.body["code"]) == (409, "wrong_state")


async def test_what_is_no_order_is_refused_with_words(door: Door) -> None:
    answered = await door.ask("POST", f"{door.base}/reports", "organizer", json={"format": "doc"})
    assert (answered.status, answered.body["code"]) == (422, "bad_message")


async def test_whoever_takes_a_report_is_written_down(door: Door) -> None:
    job = await ordered(door, format="xlsx", options=NAMED)
    await ended(door, job)
    assert (await door.get(f"{door.base}/handouts", "organizer")).body == [], "not taken yet"
    await door.get(f"{door.base}/reports/{job}/file", "organizer")
    (taken,) = (await door.get(f"{door.base}/handouts", "organizer")).body
    assert (taken["what"], taken["format"], taken["names"]) == ("attendance", "xlsx", True)
    assert (taken["by"], taken["role"]) == (door.grants["organizer"].id, "organizer")
