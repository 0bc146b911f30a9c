"""What may be entered at all."""

from __future__ import annotations

import pytest

from agents.entry import cleaned, fault
from tests.support.agents_at_work import arrival, head_count
from wire.codes import Refusal, WireCode
from wire.errors import WireError
from wire.records import AttendanceBody, AttendeeBody, CorrectionBody, VoiceCheckBody
from wire.site_acts import RecordAct, RequestAct
from wire.vocabulary import Attendance, SpeechKind

NOBODY: frozenset[str] = frozenset()


def unknown(person: str) -> bool:
    """Nobody is on the roster yet."""
    return False


def record(body: object) -> RecordAct:
    return RecordAct(act="record", id="a1", body=body)


def test_texts_are_kept_in_one_form() -> None:
    act = cleaned(arrival("64.p01", reason="  Đi công tác  "))
    assert isinstance(act, RecordAct)
    assert act.body.reason == "Đi công tác"
    ask = RequestAct(act="request_floor", id="i", kind=SpeechKind.DEBATE, topic=" Đất đai ")
    assert cleaned(ask).topic == "Đất đai"
    sheet = cleaned(record(VoiceCheckBody(kind="voice_check", checks={}, signed=" Cán bộ mẫu ")))
    assert isinstance(sheet, RecordAct)
    assert sheet.body.signed == "Cán bộ mẫu"
    count = head_count(3)
    assert cleaned(count) == count


@pytest.mark.parametrize("bad", ["\u202eA", "A\u0000B", "A\u200bB", "   ", "A" * 121])
def test_a_name_that_could_deceive_is_not_taken(bad: str) -> None:
    act = record(AttendeeBody(kind="attendee", person="64.x-1", name=bad))
    with pytest.raises(WireError) as raised:
        cleaned(act)
    assert raised.value.code is WireCode.BAD_NAME


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (arrival("64.p01").body, None),
        (arrival("04.p01").body, Refusal.FORBIDDEN),
        (arrival("64.p09").body, Refusal.ERASED),
        (arrival("64.p01", status=Attendance.DEPUTISED).body, Refusal.DEPUTY_REQUIRED),
        (
            arrival("64.p01", status=Attendance.DEPUTISED, deputy="Đại biểu mẫu 02").body,
            Refusal.APPROVER_REQUIRED,
        ),
        (arrival("64.p01", status=Attendance.EXCUSED).body, Refusal.REASON_REQUIRED),
        (arrival("64.p01", status=Attendance.EXCUSED, reason="Ốm").body, None),
        (
            CorrectionBody(
                kind="correction", person="64.p01", status=Attendance.EXCUSED, because="Nhầm"
            ),
            Refusal.REASON_REQUIRED,
        ),
        (
            AttendeeBody(
                kind="attendee", person="64.x-1", name="Đại biểu mẫu", status=Attendance.ABSENT
            ),
            Refusal.BAD_VALUE,
        ),
        (AttendeeBody(kind="attendee", person="64.x-1", name="Đại biểu mẫu"), None),
        (head_count(3).body, None),
    ],
)
def test_what_is_missing_is_told_at_once(body: object, code: Refusal | None) -> None:
    assert fault("64", record(body), frozenset(("64.p09",)), unknown) is code


def test_a_request_for_another_sites_person_is_not_taken() -> None:
    ask = RequestAct(act="request_floor", id="i", kind=SpeechKind.DEBATE, person="04.p01")
    assert fault("64", ask, NOBODY, unknown) is Refusal.FORBIDDEN
    assert fault("04", ask, NOBODY, unknown) is None


def test_whoever_was_transferred_here_keeps_the_id_of_another_site() -> None:
    here = {"04.p01"}
    body = AttendanceBody(kind="attendance", person="04.p01", status=Attendance.IN_PERSON)
    assert fault("64", record(body), NOBODY, here.__contains__) is None
    assert fault("64", record(body), frozenset(here), here.__contains__) is Refusal.ERASED
