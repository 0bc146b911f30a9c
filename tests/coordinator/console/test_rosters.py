"""A roster file at the door: seen before anything is done, done once, and nothing kept of it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from aiohttp import FormData

from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.rosters.limits import FILE_BYTES_MAX
from tests.coordinator.console.conftest import Answered, Door
from tests.support.office_files import Sheet, xlsx
from wire.checkin import read_code
from wire.vocabulary import PersonId

HEAD = ("STT", "Họ và tên", "Chức vụ", "Đơn vị")
KNOWN = ("Đại biểu mẫu 01 – 64", "Chức danh mẫu", "Gia Lai")
ROWS = (
    (1, *KNOWN),
    (2, "Đại biểu mẫu 07 – Cao Bằng", "Chánh Văn phòng", "UBND tỉnh Cao Bằng"),
    (3, "Đại biểu mẫu 08 – Cao Bằng", "", "Tỉnh Cao Bằngg"),
)


def form(file: bytes, **parts: Any) -> FormData:
    made = FormData()
    made.add_field("file", io.BytesIO(file), filename="a.xlsx")
    for name, value in parts.items():
        made.add_field(name, json.dumps(value), content_type="application/json")
    return made


def workbook(*rows: tuple[Any, ...]) -> bytes:
    return xlsx(Sheet("Sheet1", (HEAD, *(rows or ROWS))))


async def preview(door: Door, file: bytes, who: str = "organizer", **parts: Any) -> Answered:
    return await door.ask("POST", f"{door.base}/roster/preview", who, data=form(file, **parts))


async def apply(door: Door, file: bytes, who: str = "organizer", **parts: Any) -> Answered:
    return await door.ask("POST", f"{door.base}/roster/apply", who, data=form(file, **parts))


def roster(session: Session, people: People) -> dict[str, tuple[str, str, bool]]:
    return {
        person: (
            people.of(person).get("name", ""),
            people.of(person).get("post", ""),
            one.spec.struck,
        )
        for person, one in session.people.items()
    }


async def test_a_preview_shows_everything_and_changes_nothing(door: Door) -> None:
    before = await door.rev()
    shown = await preview(door, workbook())
    assert shown.status == 200
    (sheet,) = shown.body["sheets"]
    assert [one["holds"] for one in sheet["columns"]] == ["number", "name", "post", "unit"]
    assert sheet["kinds"] == ["heading", "person", "person", "person"]
    people = shown.body["people"]
    assert [(one["fate"], one["site"], one["how"]) for one in people] == [
        ("same", "64", "name"), ("new", "04", "name"), ("new", "04", "like"),
    ]  # fmt: skip
    assert people[2]["waits"]
    assert shown.body["figures"]["added"] == 1
    assert [one["person"] for one in shown.body["missing"]] == ["64.02", "04.01"]
    assert await door.rev() == before


async def test_decisions_are_carried_out_once(door: Door) -> None:
    shown = (await preview(door, workbook())).body
    decisions = {
        "command_id": "import-1",
        "mark": shown["mark"],
        "rows": {"Sheet1!B4": "take"},
        "strike": ["64.02"],
    }
    done = await apply(door, workbook(), decisions=decisions)
    assert done.status == 200, done.body
    assert done.body["figures"] == {
        "added": 2, "changed": 0, "restored": 0, "moved": 0, "same": 1, "skipped": 0,
        "undecided": 0, "struck": 1,
    }  # fmt: skip
    found = await door.conductor.ask(roster)
    assert found["04.02"] == ("Đại biểu mẫu 07 – Cao Bằng", "Chánh Văn phòng", False)
    assert found["04.03"][0] == "Đại biểu mẫu 08 – Cao Bằng"
    assert found["64.02"][2]
    rev = await door.rev()
    again = await apply(door, workbook(), decisions=decisions)
    assert (again.status, again.body["duplicate"], await door.rev()) == (200, True, rev)


async def test_the_same_file_again_changes_nothing(door: Door) -> None:
    shown = (await preview(door, workbook())).body
    decisions = {"command_id": "i1", "mark": shown["mark"], "rows": {"Sheet1!B4": "take"}}
    await apply(door, workbook(), decisions=decisions)
    rev = await door.rev()
    shown = (await preview(door, workbook())).body
    assert [one["fate"] for one in shown["people"]] == ["same", "same", "same"]
    decisions = {"command_id": "i2", "mark": shown["mark"], "rows": {"Sheet1!B4": "take"}}
    done = await apply(door, workbook(), decisions=decisions)
    assert (done.body["figures"]["same"], await door.rev()) == (3, rev)


async def test_a_chosen_point_is_proposed_with_the_next_file_and_never_silently(door: Door) -> None:
    file = workbook((1, "Đại biểu mẫu 07 – X", "Giám đốc", "Tổng công ty Mẫu"))
    chosen = {"places": {"Tổng công ty Mẫu": "04"}}
    shown = (await preview(door, file, choices=chosen)).body
    assert shown["people"][0]["how"] == "chosen"
    again = (await preview(door, file)).body
    assert (again["people"], again["troubles"][0]["fault"]) == ([], "site_unknown")
    decisions = {"command_id": "i1", "mark": shown["mark"]}
    assert (await apply(door, file, choices=chosen, decisions=decisions)).status == 200
    again = (await preview(door, file)).body
    (row,) = again["people"]
    assert (row["how"], row["site"], row["fate"], row["waits"]) == (
        "remembered", "04", "same", False,
    )  # fmt: skip
    assert row["site_text"] == "Tổng công ty Mẫu"
    assert again["mark"] != shown["mark"]
    other = {"places": {"Tổng công ty Mẫu": "64"}}
    (row,) = (await preview(door, file, choices=other)).body["people"]
    assert (row["how"], row["site"]) == ("chosen", "64")
    back = {"places": {"TỔNG CÔNG TY MẪU": None}}
    open_again = (await preview(door, file, choices=back)).body
    assert (open_again["people"], open_again["stops_count"]) == ([], 0)
    decisions = {"command_id": "i2", "mark": open_again["mark"]}
    assert (await apply(door, file, choices=back, decisions=decisions)).status == 200
    assert (await preview(door, file)).body["people"] == []


async def test_an_import_on_an_old_picture_is_a_conflict(door: Door) -> None:
    shown = (await preview(door, workbook())).body
    await apply(door, workbook(), decisions={"command_id": "i1", "mark": shown["mark"]})
    late = await apply(door, workbook(), decisions={"command_id": "i2", "mark": shown["mark"]})
    assert (late.status, late.body["code"], late.body["what"]) == (409, "conflict", "roster")


async def test_everybody_new_has_a_code_and_a_text_that_can_be_erased(door: Door) -> None:
    shown = (await preview(door, workbook())).body
    await apply(door, workbook(), decisions={"command_id": "i1", "mark": shown["mark"]})

    def of(session: Session, people: People) -> tuple[str, bool]:
        spec = session.people[PersonId("04.02")].spec
        return spec.code, bool(spec.commitment)

    code, committed = await door.conductor.ask(of)
    assert read_code(code).code == code
    assert committed
    erased = await door.command("organizer", "erase_person", person="04.02")
    assert erased.status == 200
    shown = (await preview(door, workbook())).body
    assert "erased_here" in [one["fault"] for one in shown["troubles"]]


async def test_the_directory_knows_the_new_head(door: Door) -> None:
    before = await door.get(f"{door.base}/directory", "host")
    file = workbook((1, "Đại biểu mẫu 07 – Cao Bằng", "Trưởng đoàn", "Cao Bằng"))
    shown = (await preview(door, file)).body
    await apply(door, file, decisions={"command_id": "i1", "mark": shown["mark"]})
    after = await door.get(f"{door.base}/directory", "host")
    assert after.headers["ETag"] != before.headers["ETag"]
    heads = {row["site"]: row["head"] for row in after.body["sites"]}
    assert heads["04"] == "Đại biểu mẫu 07 – Cao Bằng"


async def test_choices_change_what_is_read(door: Door) -> None:
    file = xlsx(Sheet("Sheet1", (("Ai", "Ở đâu"), ("Đại biểu mẫu 07 – X", "Nơi mẫu"))))
    choices = {
        "sheets": {"Sheet1": {"top": 0, "below": 1, "columns": {"0": "name", "1": "unit"}}},
        "places": {"Nơi mẫu": "04"},
    }
    shown = (await preview(door, file, choices=choices)).body
    assert [(one["site"], one["how"]) for one in shown["people"]] == [("04", "chosen")]


async def test_a_file_that_cannot_be_read_is_an_answer(door: Door) -> None:
    shown = await preview(door, b"%PDF-1.7")
    assert shown.status == 200
    assert [(one["fault"], one["params"]) for one in shown.body["troubles"]] == [
        ("wrong_kind", {"kind": "pdf"})
    ]
    refused = await apply(door, b"%PDF-1.7", decisions={"command_id": "i", "mark": ""})
    assert (refused.status, refused.body["code"]) == (422, "bad_message")


async def test_a_closed_meeting_keeps_its_roster(live: Door) -> None:
    await live.accepted("host", "close_session")
    shown = (await preview(live, workbook())).body
    done = await apply(live, workbook(), decisions={"command_id": "i1", "mark": shown["mark"]})
    assert (done.status, done.body["code"]) == (409, "wrong_phase")


@pytest.mark.parametrize("who", ["host", "site:64", "stage", "operator", "admin"])
async def test_only_who_may_see_names_imports_them(door: Door, who: str) -> None:
    assert (await preview(door, workbook(), who)).status == 403
    assert (await apply(door, workbook(), who)).status == 403


async def test_bad_forms(door: Door) -> None:
    path = f"{door.base}/roster/preview"
    plain = await door.ask("POST", path, "secretary", json={})
    assert (plain.status, plain.body["code"]) == (422, "bad_message")
    without = FormData(default_to_multipart=True)
    without.add_field("choices", "{}")
    assert (await door.ask("POST", path, "secretary", data=without)).status == 422
    broken = await preview(door, workbook(), "secretary", choices={"sheets": {"A": {"use": "x"}}})
    assert (broken.status, broken.body["code"]) == (422, "bad_message")
    large = await preview(door, b"x" * (FILE_BYTES_MAX + 1), "secretary")
    assert (large.status, large.body["code"]) == (413, "too_big")
