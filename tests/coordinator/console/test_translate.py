"""From the API's commands to the core's: nothing lost, texts apart, every command known."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coordinator.console.commands import COMMAND
from coordinator.console.translate import site_named, taken
from coordinator.core import incidents, notices, programme, rollcall
from coordinator.core import session as phases
from coordinator.core.attendance import commands as attendance
from coordinator.core.base import ErasePerson
from coordinator.core.floor import commands as floor
from coordinator.core.receipts import GiveUp, RefuseRecord
from coordinator.core.rights import RIGHTS
from tests.coordinator.console.matrix import MATRIX
from wire.errors import WireError
from wire.record_words import CountedBy
from wire.vocabulary import Attendance, Channel, LimitKey, SpeechKind


def command(kind: str, /, **fields: Any) -> Any:
    """A command as it comes in, in JSON's own types."""
    return COMMAND.validate_json(json.dumps({"command_id": "c1", "type": kind, **fields}))


def test_every_command_of_the_api_is_one_of_the_core_and_the_other_way_round() -> None:
    made = {type(taken(command(kind, **fields)).command) for kind, (_, fields) in MATRIX.items()}
    known = {each for rights in RIGHTS.values() for each in rights}
    apart = {RefuseRecord, attendance.ImportRoster}
    assert made == known - apart, "what an agent cannot read, and what comes by files, come apart"
    assert len(made) == len(MATRIX)


@pytest.mark.parametrize(
    ("kind", "fields", "wanted"),
    [
        ("start_session", {}, phases.StartSession()),
        ("reopen_session", {}, phases.ReopenSession()),
        ("begin_item", {"item": "p2"}, programme.BeginItem("p2")),
        ("call_point", {"entry": "e1"}, floor.CallPoint("e1")),
        ("move_request", {"entry": "e1", "before": "e2"}, floor.MoveRequest("e1", "e2")),
        ("move_request", {"entry": "e1", "before": None}, floor.MoveRequest("e1", None)),
        (
            "report_ready",
            {"entry": "e1", "called_at": 7, "ready": False},
            floor.ReportReady("e1", 7, False),
        ),
        ("extend_speech", {"entry": "e1", "by_ms": -60_000}, floor.ExtendSpeech("e1", -60_000)),
        ("name_speaker", {"entry": "e1", "person": "64.01"}, floor.NameSpeaker("e1", "64.01")),
        ("undo_floor_act", {"act_rev": 9}, floor.UndoFloorAct(9)),
        ("change_limits", {"limits": {"debate": 1}}, floor.ChangeLimits({LimitKey.DEBATE: 1})),
        ("set_list_open", {"is_open": False}, floor.SetListOpen(False)),
        ("open_roll_call", {"duration_ms": 9}, rollcall.OpenRollCall(9)),
        ("close_roll_call", {"roll_call": "r1"}, rollcall.CloseRollCall("r1")),
        (
            "answer_roll_call",
            {"roll_call": "r1", "site": "64"},
            rollcall.AnswerRollCall("r1", "64"),
        ),
        (
            "note_head_count",
            {"site": "64", "count": 3},
            attendance.NoteHeadCount("64", 3, means=CountedBy.TELEPHONE),
        ),
        ("read_notice", {"notice": "n1", "site": "64"}, notices.ReadNotice("n1", "64")),
        (
            "move_incident",
            {"incident": "i1", "state": "resolved"},
            incidents.MoveIncident("i1", "resolved"),
        ),
        ("erase_person", {"person": "64.01"}, ErasePerson("64.01")),
        ("give_up_command", {}, GiveUp()),
        (
            "request_floor",
            {"site": "64", "kind": "debate", "person": "64.01", "channel": "chair"},
            floor.RequestFloor("64", SpeechKind.DEBATE, "64.01", Channel.CHAIR),
        ),
    ],
)
def test_plain_commands(kind: str, fields: dict[str, Any], wanted: object) -> None:
    made = taken(command(kind, **fields))
    assert made.command == wanted
    assert made.private == ()


def test_personal_texts_are_kept_apart() -> None:
    made = taken(
        command(
            "note_attendance",
            person="64.01",
            status="deputised",
            deputy="  Đại biểu mẫu 31 ",
            deputy_post="Chức danh mẫu",
            approver="Chủ trì mẫu",
        )
    )
    assert isinstance(made.command, attendance.NoteAttendance)
    note = made.command.note
    assert note.status is Attendance.DEPUTISED
    fields = {row.ref: dict(row.fields) for row in made.private}
    assert note.deputy is not None
    assert note.approver is not None
    assert fields[note.deputy.id] == {"name": "Đại biểu mẫu 31", "post": "Chức danh mẫu"}
    assert fields[note.approver.id] == {"text": "Chủ trì mẫu"}
    corrected = taken(
        command("correct_attendance", person="64.01", status="excused", reason="ốm", because="nhầm")
    )
    assert isinstance(corrected.command, attendance.CorrectAttendance)
    assert {row.owner for row in corrected.private} == {"64.01"}
    assert len(corrected.private) == 2


def test_an_added_attendee_gets_an_id_of_the_point() -> None:
    made = [taken(command("add_attendee", site="64", name="Đại biểu mẫu 9")) for _ in range(2)]
    ids = [
        each.command.person.id for each in made if isinstance(each.command, attendance.AddAttendee)
    ]
    assert len(set(ids)) == 2
    assert all(person.startswith("64.x") and len(person) == 16 for person in ids)
    assert made[0].private[0].owner == made[0].private[0].ref == ids[0]


def test_a_notice_names_each_point_once() -> None:
    made = taken(command("send_notice", sites=["64", "04", "64"], text="Thông báo\nhai dòng"))
    assert isinstance(made.command, notices.SendNotice)
    assert made.command.sites == ("64", "04")
    assert dict(made.private[0].fields) == {"text": "Thông báo\nhai dòng"}


def test_bad_texts_are_refused() -> None:
    for kind, fields in (
        ("add_attendee", {"site": "64", "name": "   "}),
        ("send_notice", {"sites": [], "text": "a\u0000b"}),
        ("report_incident", {"site": "64", "kind": "other", "note": "\u200b"}),
        ("request_floor", {"site": "64", "kind": "debate", "topic": "a\u2066b"}),
    ):
        with pytest.raises(WireError, match="bad_name"):
            taken(command(kind, **fields))


def test_the_point_that_a_command_names() -> None:
    assert site_named(command("note_head_count", site="64", count=1)) == "64"
    assert site_named(command("note_attendance", person="64-01.02", status="online")) == "64-01"
    assert site_named(command("withdraw_request", entry="e1")) is None
    assert site_named(command("request_floor", site="64", kind="debate", person="04.01")) == "64"
