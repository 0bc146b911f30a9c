"""What a rehearsal leaves: nothing of the attendance, and everybody back where they were."""

from __future__ import annotations

from coordinator.core.attendance.commands import NoteAttendance, NoteHeadCount, TransferPerson
from coordinator.core.attendance.facts import Note
from coordinator.core.session import BeginRehearsal, EndRehearsal
from tests.support.playbook import given
from tests.support.small_meeting import CB, GL, HEAD, SECOND, small_meeting
from wire.vocabulary import Attendance


def test_ticks_heads_and_transfers_of_a_rehearsal_go_with_it() -> None:
    script = given(*small_meeting()).done(NoteHeadCount(GL, 3), at="8:00")
    before = dict(script.session.attendance)
    script.done(BeginRehearsal(), at="8:30")
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)), NoteHeadCount(GL, 40))
    script.done(TransferPerson(SECOND, CB), at="8:35").done(EndRehearsal(), at="8:50")
    session = script.session
    assert session.attendance == before
    assert session.sites[GL].head_count == 3
    assert sorted(session.sites[GL].people) == sorted([HEAD, SECOND])
    assert session.people[SECOND].moves == []
