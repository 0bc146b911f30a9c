"""Personal texts: what an event keeps of them, and that they can go."""

from __future__ import annotations

import hashlib

from coordinator.core.attendance.events import AttendanceCorrected, AttendeeAdded
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import CommandNoted, Ref
from coordinator.core.people import People, PrivateRow, commitment, commitments, duty_ref
from tests.support.small_meeting import GL, HEAD, SALT
from wire.vocabulary import Attendance


def test_the_commitment_is_salted_and_canonical() -> None:
    text = '{"name":"Đại biểu mẫu","post":"Chức danh"}'
    expected = hashlib.sha256(bytes.fromhex(SALT) + text.encode()).hexdigest()
    assert commitment(SALT, {"post": "Chức danh", "name": "Đại biểu mẫu"}) == expected
    assert commitment("00" * 16, {"name": "Đại biểu mẫu", "post": "Chức danh"}) != expected


def test_an_event_keeps_the_reference_and_the_commitment_only() -> None:
    row = PrivateRow("64.01", SALT, {"name": "Đại biểu mẫu"}, owner="64.01")
    assert row.as_ref().id == "64.01"
    assert row.as_ref().commitment == commitment(SALT, row.fields)


def test_what_was_erased_reads_as_nothing() -> None:
    people = People()
    people.keep([PrivateRow("64.01", SALT, {"name": "Đại biểu mẫu"})])
    assert people.of("64.01") == {"name": "Đại biểu mẫu"}
    people.forget(["64.01", "never"])
    assert people.of("64.01") == {}
    assert people.of(None) == {}


def test_the_duty_telephone_has_a_reference_of_its_own() -> None:
    assert duty_ref("64") == "duty:64"


def test_an_event_is_asked_which_texts_it_refers_to() -> None:
    reason, because = Ref("t_1", "c1"), Ref("t_2", "c2")
    note = Note(Attendance.EXCUSED, reason=reason)
    corrected = AttendanceCorrected(HEAD, Attendance.ABSENT, note, because)
    assert set(commitments(corrected)) == {"c1", "c2"}
    added = AttendeeAdded(PersonSpec(HEAD, GL, "c3", added=True), Attendance.ONLINE)
    assert set(commitments([corrected, added])) == {"c1", "c2", "c3"}
    assert list(commitments(CommandNoted())) == []
