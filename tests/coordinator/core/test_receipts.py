"""Doing it twice is harmless: commands by their id, records by their number and content."""

from __future__ import annotations

import pytest

from coordinator.core import receipts
from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.events import AttendanceNoted
from coordinator.core.attendance.facts import Note
from coordinator.core.receipts import (
    OUTCOME_KEPT_MS,
    GiveUp,
    Marked,
    RefuseRecord,
    Standing,
    marked,
)
from coordinator.core.session import PauseSession, PhaseChanged, ResumeSession
from tests.support.playbook import given
from tests.support.small_meeting import CB, GIA_LAI, GL, HEAD, OTHER, live, record
from wire.codes import Refusal
from wire.vocabulary import Attendance, Phase

HERE = NoteAttendance(HEAD, Note(Attendance.IN_PERSON))
AWAY = NoteAttendance(HEAD, Note(Attendance.ABSENT))


def test_a_command_given_twice_is_done_once() -> None:
    script = given(*live())
    script.when(PauseSession(), id="c1", at="9:05").then(PhaseChanged(Phase.PAUSED))
    script.when(ResumeSession(), at="9:06").then(PhaseChanged(Phase.LIVE))
    step = script.when(PauseSession(), id="c1", at="9:07")
    assert step.outcome == script.session.outcomes["c1"]
    assert step.outcome.accepted
    step.repeated()
    assert script.session.phase is Phase.LIVE


def test_a_refusal_and_a_no_op_are_outcomes_too() -> None:
    script = given(*live())
    script.when(ResumeSession(), id="c1", at="9:05").noted()
    refused = script.when(PauseSession(), by=GIA_LAI, id="c2")
    refused.refused(Refusal.FORBIDDEN)
    assert script.session.outcomes["c1"].accepted
    assert script.session.outcomes["c2"] == refused.outcome
    script.when(PauseSession(), by=GIA_LAI, id="c2").repeated()


def test_an_outcome_is_kept_for_a_day() -> None:
    assert OUTCOME_KEPT_MS == 86_400_000
    script = given(*live())
    script.done(PauseSession(), at="9:00")
    script.when(ResumeSession(), id="old", at="9:00").accepted()
    script.when(PauseSession(), id="edge", at="9:00:00.001").accepted()
    script.now += OUTCOME_KEPT_MS
    script.when(ResumeSession(), id="new").accepted()
    assert list(script.session.outcomes) == ["edge", "new"]


def test_a_command_given_up_before_it_came_is_never_done() -> None:
    script = given(*live())
    script.when(GiveUp(), id="c1", at="9:05").refused(Refusal.GIVEN_UP)
    late = script.when(PauseSession(), id="c1", at="9:06")
    assert (late.outcome.accepted, late.outcome.code) == (False, Refusal.GIVEN_UP)
    late.repeated()
    assert script.session.phase is Phase.LIVE
    script.when(GiveUp(), id="c1", at="9:07").repeated()


def test_giving_up_what_was_done_tells_that_it_was_done() -> None:
    script = given(*live())
    script.when(PauseSession(), id="c1", at="9:05").then(PhaseChanged(Phase.PAUSED))
    script.when(ResumeSession(), by=GIA_LAI, id="c2").refused(Refusal.FORBIDDEN)
    for command_id in ("c1", "c2"):
        given_up = script.when(GiveUp(), id=command_id, at="9:06")
        assert given_up.outcome == script.session.outcomes[command_id]
        given_up.repeated()
    assert script.session.phase is Phase.PAUSED


def test_a_point_may_give_up_its_own() -> None:
    given(*live()).when(GiveUp(), by=GIA_LAI, id="c1").refused(Refusal.GIVEN_UP)


def test_records_are_taken_in_turn_and_once() -> None:
    script = given(*live())
    note = AttendanceNoted(HEAD, HERE.note)
    script.when(HERE, by=GIA_LAI, source=record(1, "9:00"), at="9:05").then(note)
    repeated = script.when(HERE, by=GIA_LAI, source=record(1, "9:00"))
    assert repeated.outcome.accepted
    repeated.repeated(Standing.REPEATED)
    gap = script.when(AWAY, by=GIA_LAI, source=record(3, "9:02"))
    assert (gap.outcome.accepted, gap.outcome.code) == (False, None)
    gap.repeated(Standing.GAP)
    script.when(AWAY, by=GIA_LAI, source=record(2, "9:02")).accepted()
    assert marked(script.session, GL, "laptop").upto == 2


def test_the_same_number_with_other_content_is_a_conflict() -> None:
    script = given(*live())
    script.when(HERE, by=GIA_LAI, source=record(1, "9:00"), at="9:05").accepted()
    step = script.when(AWAY, by=GIA_LAI, source=record(1, "9:00", digest="other"))
    assert (step.outcome.accepted, step.outcome.code) == (False, Refusal.SEQ_CONFLICT)
    step.repeated(Standing.CONFLICT)
    assert script.session.people[HEAD].status is Attendance.IN_PERSON


def test_a_refused_record_is_taken_and_stays_refused() -> None:
    script = given(*live())
    other = NoteAttendance(OTHER, Note(Attendance.ABSENT))
    step = script.when(other, by=GIA_LAI, source=record(1, "9:00"), at="9:05")
    step.refused(Refusal.FORBIDDEN)
    again = script.when(other, by=GIA_LAI, source=record(1, "9:00"))
    assert (again.outcome.accepted, again.outcome.code) == (False, Refusal.FORBIDDEN)
    again.repeated(Standing.REPEATED)
    script.when(HERE, by=GIA_LAI, source=record(2, "9:01")).accepted()


def test_each_outbox_has_a_mark_of_its_own() -> None:
    script = given(*live())
    script.when(HERE, by=GIA_LAI, source=record(1, "9:00"), at="9:05").accepted()
    script.when(AWAY, by=GIA_LAI, source=record(1, "9:01", incarnation="second")).accepted()
    assert marked(script.session, GL, "second").upto == 1
    assert marked(script.session, CB, "laptop") == Marked()


def test_digests_are_bounded_and_of_what_is_older_nothing_is_said_to_be_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(receipts, "DIGESTS_KEPT_MAX", 2)
    script = given(*live())
    other = NoteAttendance(OTHER, Note(Attendance.ABSENT))
    script.when(other, by=GIA_LAI, source=record(1, "9:00"), at="9:05").refused(Refusal.FORBIDDEN)
    for seq in (2, 3):
        script.when(HERE, by=GIA_LAI, source=record(seq, "9:01")).accepted()
    mark = marked(script.session, GL, "laptop")
    assert (mark.upto, list(mark.digests), mark.refused) == (3, [2, 3], {})
    script.when(other, by=GIA_LAI, source=record(1, "9:00")).repeated(Standing.CONFLICT)
    script.when(HERE, by=GIA_LAI, source=record(2, "9:01")).repeated(Standing.REPEATED)


def test_a_record_that_cannot_be_read_is_refused_and_keeps_its_number() -> None:
    script = given(*live())
    broken = RefuseRecord(GL, Refusal.BAD_VALUE)
    script.when(broken, by=GIA_LAI, source=record(1, "9:00"), at="9:05").refused(Refusal.BAD_VALUE)
    script.when(HERE, by=GIA_LAI, source=record(2, "9:01")).accepted()
    assert marked(script.session, GL, "laptop").refused == {1: Refusal.BAD_VALUE}
