"""The revision at which names, heads or places of points last changed."""

from __future__ import annotations

from coordinator.core.attendance.commands import ChangeHead, NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.base import ErasePerson
from coordinator.core.session import BeginRehearsal, EndRehearsal
from tests.support.playbook import given
from tests.support.small_meeting import ADMIN, HEAD, SECOND, live, small_meeting
from wire.vocabulary import Attendance


def test_another_head_and_an_erasure_change_names_a_tick_does_not() -> None:
    script = given(*live())
    was = script.session.names_rev
    assert 0 < was <= script.session.rev
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)))
    assert script.session.names_rev == was
    script.done(ChangeHead(SECOND))
    assert script.session.names_rev == script.session.rev
    script.done(ErasePerson(SECOND), by=ADMIN)
    assert script.session.names_rev == script.session.rev


def test_the_end_of_a_rehearsal_gives_heads_back() -> None:
    script = given(*small_meeting()).done(BeginRehearsal()).done(ChangeHead(SECOND))
    was = script.session.names_rev
    script.done(EndRehearsal())
    assert script.session.names_rev > was
