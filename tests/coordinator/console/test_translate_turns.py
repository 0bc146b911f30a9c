"""From the API's commands on turns, conduct and messages to the core's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coordinator.console.commands import COMMAND
from coordinator.console.translate import taken
from coordinator.core import conduct, minutes, notices
from coordinator.core.attendance.commands import ChangeHead
from coordinator.core.floor import commands as floor
from coordinator.core.floor import turns
from coordinator.core.programme import BeginItem
from coordinator.core.session import PauseSession
from wire.errors import WireError
from wire.floor_words import CallOutcome, NoteKind, NoticeKind, PauseCause, QueueFate
from wire.vocabulary import Channel, SpeechKind


def made(kind: str, /, **fields: Any) -> Any:
    """What the core is asked, and with it the texts."""
    text = json.dumps({"command_id": "c1", "type": kind, **fields})
    return taken(COMMAND.validate_json(text))


@pytest.mark.parametrize(
    ("kind", "fields", "wanted"),
    [
        ("cue_picture", {"entry": "e1"}, turns.CuePicture("e1")),
        ("confirm_picture", {"entry": "e1"}, turns.ConfirmPicture("e1")),
        ("lose_picture", {"entry": "e1"}, turns.LosePicture("e1")),
        ("keep_waiting", {"entry": "e1"}, turns.KeepWaiting("e1")),
        ("pass_over", {"entry": "e1"}, turns.PassOver("e1")),
        ("set_aside", {"entry": "e1"}, turns.SetAside("e1")),
        ("return_request", {"entry": "e1"}, turns.ReturnRequest("e1")),
        ("put_back", {"entry": "e1"}, turns.PutBack("e1")),
        ("read_decline", {"entry": "e1"}, turns.ReadDecline("e1")),
        ("receive_written", {"entry": "e1"}, turns.ReceiveWritten("e1")),
        ("take_by_telephone", {"entry": "e1", "on": True}, turns.TakeByTelephone("e1", True)),
        ("wind_down", {"take": 3}, turns.WindDown(3)),
        ("wind_down", {"take": 0, "limit_ms": 60_000}, turns.WindDown(0, 60_000)),
        ("hand_chair", {"person": "TW.02"}, conduct.HandChair("TW.02")),
        ("take_shift", {}, conduct.TakeShift()),
        ("end_restricted", {}, conduct.EndRestricted()),
        (
            "begin_restricted",
            {"sites": ["64", "04", "64"]},
            conduct.BeginRestricted(("64", "04")),
        ),
        (
            "log_call",
            {"site": "64", "outcome": "no_answer"},
            conduct.LogCall("64", CallOutcome.NO_ANSWER),
        ),
        ("read_message", {"message": "m1"}, notices.ReadMessage("m1")),
        ("change_head", {"person": "64.02"}, ChangeHead("64.02")),
        ("change_rules", {"picture_check": True}, floor.ChangeRules(picture_check=True)),
        (
            "pause_speech",
            {"entry": "e1", "cause": "interjection", "interjector": "TW.01"},
            floor.PauseSpeech("e1", PauseCause.INTERJECTION, "TW.01"),
        ),
        (
            "report_ready",
            {"entry": "e1", "called_at": 7, "ready": True, "person": "64.02"},
            floor.ReportReady("e1", 7, True, person="64.02"),
        ),
        ("begin_item", {"item": "p2", "queue": "park"}, BeginItem("p2", QueueFate.PARK)),
        ("pause_session", {"resumes_at": 9}, PauseSession(9)),
        (
            "request_floor",
            {
                "site": "TW",
                "kind": "reply",
                "channel": "chair",
                "answers": ["e1", "e2"],
                "mic": "12",
                "call": True,
            },
            floor.RequestFloor(
                "TW",
                SpeechKind.REPLY,
                None,
                Channel.CHAIR,
                answers=("e1", "e2"),
                mic="12",
                call=True,
            ),
        ),
    ],
)
def test_plain_commands(kind: str, fields: dict[str, Any], wanted: object) -> None:
    asked = made(kind, **fields)
    assert asked.command == wanted
    assert asked.private == ()


def test_a_microphone_is_one_line_without_anything_unseen() -> None:
    """It stands on the hall's screen and in the caption."""
    asked = {"site": "TW", "kind": "debate"}
    assert made("request_floor", **asked, mic=" Bục 2 ").command.mic == "Bục 2"
    assert made("request_floor", **asked, mic="  ").command.mic == ""
    for bad in ("1\n2", "12\u202e", "\u200b12"):
        with pytest.raises(WireError):
            made("request_floor", **asked, mic=bad)


def test_what_is_written_is_kept_apart() -> None:
    for kind, fields, wanted in (
        ("note_speech", {"entry": "e1", "kind": "task"}, minutes.NoteSpeech),
        ("send_message", {"site": "64"}, notices.SendMessage),
        ("send_notice", {"sites": ["64"], "kind": "time"}, notices.SendNotice),
    ):
        asked = made(kind, **fields, text=" Nội dung mẫu ")
        assert isinstance(asked.command, wanted)
        (row,) = asked.private
        assert (asked.command.text.id, dict(row.fields)) == (row.ref, {"text": "Nội dung mẫu"})
    assert asked.command.kind is NoticeKind.TIME
    assert made("note_speech", entry="e1", kind="task", text="x").command.kind is NoteKind.TASK


def test_bad_texts_are_refused() -> None:
    for kind, fields in (
        ("note_speech", {"entry": "e1", "kind": "note"}),
        ("send_message", {"site": "64"}),
    ):
        with pytest.raises(WireError, match="bad_name"):
            made(kind, **fields, text="a\u202eb")
