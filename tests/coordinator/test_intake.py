"""From what a peer says to what the core understands, the personal texts apart."""

from __future__ import annotations

from typing import get_args

import pytest

from coordinator import intake
from coordinator.core import incidents, notices, rollcall
from coordinator.core.attendance import commands as attendance
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Command
from coordinator.core.floor import commands as floor
from coordinator.core.floor import turns
from coordinator.core.people import PrivateRow, commitment
from tests.support.small_meeting import E1, GL, HEAD
from wire import messages, records
from wire.codes import WireCode
from wire.errors import WireError
from wire.vocabulary import Attendance, Channel, IncidentKind, PersonId, SpeechKind

A = Attendance


def taken(body: records.RecordBody) -> tuple[Command, dict[str, PrivateRow]]:
    result = intake.from_body(GL, body)
    return result.command, {row.ref: row for row in result.private}


def test_a_plain_tick_brings_no_texts() -> None:
    body = records.AttendanceBody(kind="attendance", person=HEAD, status=A.IN_PERSON)
    command, rows = taken(body)
    assert command == attendance.NoteAttendance(HEAD, Note(A.IN_PERSON))
    assert rows == {}


def test_a_deputy_and_an_approver_become_texts_of_the_person_they_stand_for() -> None:
    body = records.AttendanceBody(
        kind="attendance",
        person=HEAD,
        status=A.DEPUTISED,
        deputy=" Đại biểu mẫu 09 ",
        deputy_post="Phó Chánh Văn phòng",
        approver="Chủ trì",
        reason="không thuộc về trạng thái này",
    )
    command, rows = taken(body)
    assert isinstance(command, attendance.NoteAttendance)
    note = command.note
    assert note.deputy is not None
    assert note.approver is not None
    assert note.reason is None
    assert rows[note.deputy.id].fields == {
        "name": "Đại biểu mẫu 09",
        "post": "Phó Chánh Văn phòng",
    }
    assert rows[note.approver.id].fields == {"text": "Chủ trì"}
    assert {row.owner for row in rows.values()} == {HEAD}


def test_what_is_missing_is_for_the_core_to_refuse() -> None:
    body = records.AttendanceBody(kind="attendance", person=HEAD, status=A.DEPUTISED)
    command, rows = taken(body)
    assert command == attendance.NoteAttendance(HEAD, Note(A.DEPUTISED))
    assert rows == {}


def test_a_commitment_is_of_the_text_and_salted_anew_each_time() -> None:
    body = records.AttendanceBody(kind="attendance", person=HEAD, status=A.EXCUSED, reason="Ốm")
    notes = []
    for _ in range(2):
        command, rows = taken(body)
        assert isinstance(command, attendance.NoteAttendance)
        assert command.note.reason is not None
        row = rows[command.note.reason.id]
        assert command.note.reason.commitment == commitment(row.salt, {"text": "Ốm"})
        notes.append(command.note.reason)
    assert notes[0].id != notes[1].id
    assert notes[0].commitment != notes[1].commitment


def test_a_correction_keeps_its_because() -> None:
    body = records.CorrectionBody(
        kind="correction", person=HEAD, status=A.ABSENT, because="Đánh nhầm"
    )
    command, rows = taken(body)
    assert isinstance(command, attendance.CorrectAttendance)
    assert command.because is not None
    assert rows[command.because.id] == PrivateRow(
        command.because.id, rows[command.because.id].salt, {"text": "Đánh nhầm"}, HEAD
    )


def test_an_added_attendees_name_stands_under_the_persons_own_id() -> None:
    person = PersonId("64.x1")
    body = records.AttendeeBody(
        kind="attendee", person=person, name="Đại biểu mẫu 21", status=A.ONLINE
    )
    command, rows = taken(body)
    row = rows[person]
    assert (row.fields, row.owner) == ({"name": "Đại biểu mẫu 21"}, person)
    spec = PersonSpec(person, GL, row.as_ref().commitment, added=True)
    assert command == attendance.AddAttendee(spec, A.ONLINE)


@pytest.mark.parametrize(
    ("body", "command"),
    [
        (
            records.HeadCountBody(kind="head_count", count=12),
            attendance.NoteHeadCount(GL, 12),
        ),
        (
            records.RollAnswerBody(kind="roll_answer", roll_call="r1"),
            rollcall.AnswerRollCall("r1", GL),  # type: ignore[arg-type]  # an id is a string
        ),
        (
            records.IncidentBody(kind="incident", incident=IncidentKind.POWER),
            incidents.ReportIncident(GL, IncidentKind.POWER),
        ),
        (
            records.NoticeReadBody(kind="notice_read", notice="n1"),
            notices.ReadNotice("n1", GL),
        ),
        (records.DeclineReadBody(kind="decline_read", entry=E1), turns.ReadDecline(E1)),
        (records.WrittenBody(kind="written", entry=E1), turns.ReceiveWritten(E1)),
        (records.HeadBody(kind="head", person=HEAD), attendance.ChangeHead(HEAD)),
    ],
)
def test_other_records_are_for_this_site(body: records.RecordBody, command: Command) -> None:
    assert intake.from_body(GL, body) == intake.Taken(command)


def test_an_incidents_note_is_a_text() -> None:
    body = records.IncidentBody(kind="incident", incident=IncidentKind.OTHER, note="Mất điện")
    command, rows = taken(body)
    assert isinstance(command, incidents.ReportIncident)
    assert command.note is not None
    assert rows[command.note.id].fields == {"text": "Mất điện"}


def test_a_message_is_a_text_of_nobody() -> None:
    command, rows = taken(records.MessageBody(kind="message", text=" Xin phép trình chiếu "))
    assert isinstance(command, notices.SendMessage)
    assert command.site == GL
    row = rows[command.text.id]
    assert (row.fields, row.owner) == ({"text": "Xin phép trình chiếu"}, None)


@pytest.mark.parametrize("name", ["x" * 121, "a\u202eb", "a\nb", "   "])
def test_a_bad_name_is_the_peers_fault(name: str) -> None:
    body = records.AttendeeBody(kind="attendee", person="64.x1", name=name)
    with pytest.raises(WireError) as error:
        intake.from_body(GL, body)
    assert error.value.code is WireCode.BAD_NAME
    assert name.strip() == "" or name not in str(error.value)


def test_intents_name_what_they_answer() -> None:
    request = messages.RequestFloor(
        type="request_floor",
        intent="i1",
        site=GL,
        age_ms=5,
        kind=SpeechKind.DEBATE,
        person=HEAD,
        topic="Chủ đề mẫu",
    )
    result = intake.from_intent(request)
    command = result.command
    assert isinstance(command, floor.RequestFloor)
    assert (command.site, command.person, command.intent) == (GL, HEAD, "i1")
    assert (command.channel, command.age_ms) == (Channel.SITE, 5)
    assert command.topic is not None
    assert [(row.ref, row.owner) for row in result.private] == [(command.topic.id, HEAD)]
    withdraw = messages.WithdrawRequest(
        type="withdraw_request", intent="i2", site=GL, age_ms=5, entry=E1
    )
    assert intake.from_intent(withdraw).command == floor.WithdrawRequest(E1, 5)
    ready = messages.ReportReady(
        type="report_ready", intent="i3", site=GL, age_ms=5, entry=E1, called_at=9, ready=True
    )
    assert intake.from_intent(ready).command == floor.ReportReady(E1, 9, True, 5)


def item(offset_ms: int | None = None, name: str = "Đại biểu mẫu 21", seq: int = 1) -> str:
    body = records.AttendeeBody(kind="attendee", person="64.x1", name=name)
    return intake.digest(records.RecordItem(seq=seq, device_at=1, offset_ms=offset_ms, body=body))


def test_a_digest_tells_a_repetition_from_another_record() -> None:
    assert item(offset_ms=5) == item(offset_ms=None)
    assert item(seq=2) != item(seq=1)
    assert item(name="Đại biểu mẫu 22") != item()


def test_a_digest_gives_too_little_of_a_name_to_find_it_again() -> None:
    one, other = item(), item(name="Đại biểu mẫu 22")
    assert one[:28] == other[:28]
    assert len(one) == 32


def _bodies() -> tuple[type[records.Message], ...]:
    union, _ = get_args(records.RecordBody)
    return get_args(union)


def _words(kind: type[records.Message]) -> set[str]:
    """The fields that take words of people: texts without a pattern."""
    parts = kind.model_json_schema()["properties"]
    found = set()
    for name, said in parts.items():
        for one in said.get("anyOf", [said]):
            if one.get("type") == "string" and not one.keys() & {"pattern", "const", "enum"}:
                found.add(name)
    return found


def test_no_words_of_any_record_enter_its_digest_whole() -> None:
    words = set[str]().union(*map(_words, _bodies()))
    assert {"name", "signed", "because"} <= words
    assert words <= intake._PERSONAL


def test_whoever_signs_a_voice_check_leaves_no_fingerprint() -> None:
    def signed(name: str) -> str:
        body = records.VoiceCheckBody(kind="voice_check", checks={}, signed=name)
        return intake.digest(records.RecordItem(seq=1, device_at=1, offset_ms=None, body=body))

    one, other = signed("Kỹ thuật viên mẫu 1"), signed("Kỹ thuật viên mẫu 2")
    assert (one[:28], one == other) == (other[:28], False)
