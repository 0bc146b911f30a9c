"""From the API's commands around the attendance record to the core's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coordinator.console.commands import COMMAND
from coordinator.console.translate import taken
from coordinator.core import media, quorum, rollcall, voice_check
from coordinator.core.attendance import commands as attendance
from coordinator.core.attendance.facts import Note
from wire.record_words import CheckItem, CheckResult, CountedBy, RollCallWay
from wire.vocabulary import Attendance


def made(kind: str, /, **fields: Any) -> Any:
    """What the core is asked, and with it the texts."""
    text = json.dumps({"command_id": "c1", "type": kind, **fields})
    return taken(COMMAND.validate_json(text))


@pytest.mark.parametrize(
    ("kind", "fields", "wanted"),
    [
        (
            "transfer_person",
            {"person": "64.01", "to": "04", "at": 7},
            attendance.TransferPerson("64.01", "04", 7),
        ),
        ("settle_review", {"review": "v1", "accept": True}, attendance.SettleReview("v1", True)),
        ("mark_silent", {"roll_call": "r1", "site": "64"}, rollcall.MarkSilent("r1", "64")),
        ("ask_site", {"roll_call": "r1", "site": "64"}, rollcall.AskSite("r1", "64")),
        (
            "open_roll_call",
            {"duration_ms": 60_000, "way": "in_order"},
            rollcall.OpenRollCall(60_000, RollCallWay.IN_ORDER),
        ),
        (
            "set_quorum",
            {"sites": {"numerator": 2, "denominator": 3}, "people": None},
            quorum.SetQuorum(quorum.Share(2, 3), None),
        ),
        (
            "note_voice_check",
            {"site": "64", "checks": {"picture": "fail"}},
            voice_check.NoteVoiceCheck("64", {CheckItem.PICTURE: CheckResult.FAIL}),
        ),
        ("report_media", {"site": "64", "up": True}, media.ReportMediaLeg("64", True)),
        (
            "note_attendance",
            {"person": "64.01", "status": "left", "at": 7},
            attendance.NoteAttendance("64.01", Note(Attendance.LEFT), 7),
        ),
        (
            "note_head_count",
            {"site": "64", "count": 900, "covers": True, "means": "sheet"},
            attendance.NoteHeadCount("64", 900, True, CountedBy.SHEET),
        ),
    ],
)
def test_the_same_in_the_cores_words(kind: str, fields: dict[str, Any], wanted: object) -> None:
    assert made(kind, **fields).command == wanted
    assert made(kind, **fields).private == ()


def test_a_correction_says_which_entry_and_when() -> None:
    command = made(
        "correct_attendance",
        person="64.01",
        status="in_person",
        because="Nhầm người (mẫu)",
        at=7,
        entry=12,
    ).command
    assert (command.at, command.entry, command.note) == (7, 12, Note(Attendance.IN_PERSON))


def test_an_attendee_may_have_come_earlier() -> None:
    command = made("add_attendee", site="64", name="Đại biểu mẫu 09", at=7).command
    assert (command.at, command.status) == (7, Attendance.IN_PERSON)


@pytest.mark.parametrize(
    ("kind", "fields", "kept"),
    [
        (
            "settle_review",
            {"review": "v1", "accept": False, "because": "Không đúng người (mẫu)"},
            {"text": "Không đúng người (mẫu)"},
        ),
        (
            "note_voice_check",
            {"site": "64", "checks": {}, "signed": "Kỹ thuật mẫu 01"},
            {"name": "Kỹ thuật mẫu 01"},
        ),
    ],
)
def test_names_and_reasons_stay_apart(
    kind: str, fields: dict[str, Any], kept: dict[str, str]
) -> None:
    (row,) = made(kind, **fields).private
    assert row.fields == kept
    said = made(kind, **fields).command
    assert not any(text in repr(said) for text in kept.values())
