"""When the meeting sat: opened, in recess, ended; what is no meeting never counts."""

from __future__ import annotations

from coordinator.core.session import (
    BeginRehearsal,
    CloseSession,
    EndRehearsal,
    PauseSession,
    ReopenSession,
    ResumeSession,
    StartSession,
)
from coordinator.core.sites import Interval
from coordinator.core.sittings import ended_at
from tests.support.playbook import given
from tests.support.small_meeting import clock, small_meeting


def test_a_recess_divides_the_meeting_and_a_rehearsal_is_none() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:10").done(EndRehearsal())
    assert script.session.sittings == []
    script.done(StartSession(), at="9:00").done(PauseSession(), at="10:00")
    script.done(PauseSession(clock("10:20")), at="10:05").done(ResumeSession(), at="10:15")
    assert script.session.sittings == [
        Interval(clock("9:00"), clock("10:00")),
        Interval(clock("10:15")),
    ]
    script.done(CloseSession(), at="11:00")
    assert script.session.sittings[-1] == Interval(clock("10:15"), clock("11:00"))


def test_a_reopening_alone_is_no_sitting_and_going_on_is() -> None:
    script = given(*small_meeting()).done(StartSession(), at="9:00").done(CloseSession(), at="9:30")
    script.done(ReopenSession(), at="9:40")
    assert len(script.session.sittings) == 1
    assert ended_at(script.session) == clock("9:30")
    script.done(StartSession(), at="9:45").done(PauseSession(), at="9:50")
    script.done(CloseSession(), at="9:55")
    assert script.session.sittings == [
        Interval(clock("9:00"), clock("9:30")),
        Interval(clock("9:45"), clock("9:50")),
    ]
    assert ended_at(script.session) == clock("9:55")


def test_a_meeting_ends_once_however_often_its_record_is_put_right() -> None:
    script = given(*small_meeting()).done(StartSession(), at="9:00")
    assert ended_at(script.session) is None
    script.done(CloseSession(), at="9:30").done(ReopenSession(), at="9:40")
    script.done(CloseSession(), at="9:50").done(ReopenSession(), at="10:40")
    script.done(CloseSession(), at="10:50")
    session = script.session
    assert session.closed_at == session.sealed_at == ended_at(session) == clock("9:30")
