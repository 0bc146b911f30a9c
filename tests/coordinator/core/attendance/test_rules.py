"""Attendance: what may be noted, how late records find their place, and counts that add up."""

from __future__ import annotations

import pytest

from coordinator.core.attendance import rules
from coordinator.core.attendance.commands import (
    AddAttendee,
    ChangeHead,
    CorrectAttendance,
    NoteAttendance,
    NoteHeadCount,
)
from coordinator.core.attendance.events import (
    AttendanceNoted,
    AttendeeAdded,
    HeadChanged,
    HeadCountNoted,
)
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Asked
from coordinator.core.session import CloseSession, ReopenSession
from coordinator.core.sites import HeadCount
from tests.support.playbook import On, Script, given
from tests.support.small_meeting import (
    CB,
    GIA_LAI,
    GL,
    HEAD,
    HOST,
    OTHER,
    SECOND,
    clock,
    live,
    record,
    ref,
    small_meeting,
)
from wire.codes import Refusal
from wire.vocabulary import Attendance, PersonId, SiteId

A = Attendance
HERE, AWAY = Note(A.IN_PERSON), Note(A.ABSENT)
EXCUSED = Note(A.EXCUSED, reason=ref("reason"))
DEPUTISED = Note(A.DEPUTISED, ref("deputy"), ref("approver"))


def counts(script: Script, site: SiteId = GL) -> dict[str, int]:
    return {key: value for key, value in script.session.sites[site].counts.items() if value}


def history(script: Script, person: PersonId = HEAD) -> list[tuple[str, str]]:
    """What a person's log reads like."""
    return [
        (entry.status.value, f"{(entry.effective_at - clock('9:00')) // 60_000:+d} min")
        for entry in script.session.people[person].history
    ]


def test_the_roster_is_not_called_at_first() -> None:
    script = given(*small_meeting())
    assert script.session.attendance == {"not_called": 6}
    assert counts(script) == {"not_called": 2}
    assert script.session.sites[GL].people == [HEAD, SECOND]


def test_noting_moves_one_person_from_one_count_to_another() -> None:
    script = given(*live())
    script.when(NoteAttendance(HEAD, HERE), at="9:00").then(AttendanceNoted(HEAD, HERE))
    assert counts(script) == {"in_person": 1, "not_called": 1}
    script.done(NoteAttendance(HEAD, Note(A.ONLINE)), at="9:30")
    assert counts(script) == {"online": 1, "not_called": 1}
    assert history(script) == [("in_person", "+0 min"), ("online", "+30 min")]


def test_an_entry_says_who_noted_it_when_and_with_which_texts() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, DEPUTISED), by=GIA_LAI, at="9:00")
    entry = script.session.people[HEAD].current
    assert entry is not None
    assert (entry.by, entry.role, entry.rev) == ("site-64", "site", script.session.rev)
    assert (entry.deputy, entry.approver, entry.reason) == ("t_deputy", "t_approver", None)
    script.done(NoteAttendance(HEAD, EXCUSED))
    assert script.session.people[HEAD].texts == ["t_deputy", "t_approver", "t_reason"]


def test_a_state_that_needs_more_is_refused_without_it() -> None:
    script = given(*live())
    for note, code in (
        (Note(A.DEPUTISED, approver=ref("a")), Refusal.DEPUTY_REQUIRED),
        (Note(A.DEPUTISED, ref("d")), Refusal.APPROVER_REQUIRED),
        (Note(A.EXCUSED), Refusal.REASON_REQUIRED),
    ):
        script.when(NoteAttendance(HEAD, note)).refused(code)
        script.when(CorrectAttendance(HEAD, note, ref("why"))).refused(code)


def test_the_same_again_says_nothing_new_unless_it_brings_a_text() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, HERE), at="9:00")
    script.when(NoteAttendance(HEAD, HERE)).noted()
    script.done(NoteAttendance(HEAD, EXCUSED))
    script.when(NoteAttendance(HEAD, EXCUSED)).then(AttendanceNoted(HEAD, EXCUSED))


def test_nobody_unknown_is_noted() -> None:
    nobody = PersonId("64.99")
    script = given(*live())
    for command in (NoteAttendance(nobody, HERE), CorrectAttendance(nobody, HERE, ref("why"))):
        script.when(command).refused(Refusal.UNKNOWN_PERSON, person="64.99")


# --- late records -------------------------------------------------------------------------------


def test_a_late_record_takes_its_place_by_its_own_time() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, AWAY), at="9:30")
    late = NoteAttendance(HEAD, HERE)
    script.when(late, by=GIA_LAI, source=record(1, "9:10"), at="9:40").then(
        On("9:10", AttendanceNoted(HEAD, HERE))
    )
    assert history(script) == [("in_person", "+10 min"), ("absent", "+30 min")]
    assert script.session.people[HEAD].status is A.ABSENT
    assert counts(script) == {"absent": 1, "not_called": 1}


def test_a_late_record_is_compared_with_what_held_at_its_time() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, HERE), at="9:30")
    script.when(
        NoteAttendance(HEAD, HERE), by=GIA_LAI, source=record(1, "9:10"), at="9:40"
    ).accepted()
    script.when(NoteAttendance(HEAD, HERE), by=GIA_LAI, source=record(2, "9:10")).noted()
    script.when(NoteAttendance(HEAD, HERE), by=GIA_LAI, source=record(3, "9:20")).accepted()
    script.when(NoteAttendance(HEAD, AWAY), by=GIA_LAI, source=record(4, "9:25")).accepted()
    assert history(script) == [
        ("in_person", "+10 min"),
        ("in_person", "+20 min"),
        ("absent", "+25 min"),
        ("in_person", "+30 min"),
    ]


def test_a_second_sighting_outlives_what_arrives_late_about_the_time_between() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, HERE), at="9:00")
    script.done(NoteAttendance(HEAD, HERE), at="9:30")
    left = NoteAttendance(HEAD, Note(A.LEFT))
    script.when(left, by=GIA_LAI, source=record(1, "9:20"), at="9:40").accepted()
    assert script.session.people[HEAD].status is A.IN_PERSON


def test_what_is_recorded_later_holds_among_equals_in_time() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, HERE), at="9:30")
    script.when(NoteAttendance(HEAD, AWAY), by=GIA_LAI, source=record(1, "9:30")).accepted()
    assert script.session.people[HEAD].status is A.ABSENT


def test_a_time_may_be_said_but_not_one_to_come() -> None:
    script = given(*live())
    script.when(NoteAttendance(HEAD, HERE, at=clock("9:05")), at="9:10").then(
        On("9:05", AttendanceNoted(HEAD, HERE))
    )
    ahead = NoteAttendance(SECOND, HERE, at=clock("9:30"))
    script.when(ahead, at="9:11").refused(Refusal.BAD_VALUE, field="at")
    back = NoteAttendance(SECOND, HERE, ago_ms=4 * 60_000)
    script.when(back, by=GIA_LAI, source=record(1, "9:12"), at="9:40").then(
        On("9:08", AttendanceNoted(SECOND, HERE))
    )


@pytest.mark.parametrize(
    ("device", "offset_ms", "taken"),
    [
        ("9:16", -14 * 60_000, "9:02"),
        ("8:48", 14 * 60_000, "9:02"),
        ("9:02", None, "9:02"),
        ("9:30", None, "9:10"),
        ("23:00", 0, "9:10"),
    ],
)
def test_the_devices_time_is_corrected_and_never_in_the_future(
    device: str, offset_ms: int | None, taken: str
) -> None:
    source = record(1, device, offset_ms=offset_ms)
    step = given(*live()).when(NoteAttendance(HEAD, HERE), by=GIA_LAI, source=source, at="9:10")
    step.then(On(taken, AttendanceNoted(HEAD, HERE)))


# --- head-counts and added attendees ------------------------------------------------------------


def test_the_newest_head_count_holds() -> None:
    script = given(*live())
    script.when(NoteHeadCount(GL, 20), at="9:00").then(HeadCountNoted(GL, 20))
    script.when(NoteHeadCount(GL, 20), at="9:20").then(HeadCountNoted(GL, 20))
    late = NoteHeadCount(GL, 25)
    script.when(late, by=GIA_LAI, source=record(1, "9:10"), at="9:30").accepted()
    site = script.session.sites[GL]
    assert site.head_count == 20
    assert site.head_counts == [
        HeadCount(clock("9:00"), 20),
        HeadCount(clock("9:10"), 25),
        HeadCount(clock("9:20"), 20),
    ]


def test_a_head_count_is_a_number_of_people_in_a_known_room() -> None:
    script = given(*live())
    script.done(NoteHeadCount(GL, 0), NoteHeadCount(GL, 200_000))
    for count in (-1, 200_001):
        script.when(NoteHeadCount(GL, count)).refused(Refusal.BAD_VALUE, field="count")
    script.when(NoteHeadCount(SiteId("99"), 1)).refused(Refusal.UNKNOWN_SITE)


def added(person: str, site: SiteId = GL, status: Attendance = A.IN_PERSON) -> AddAttendee:
    return AddAttendee(PersonSpec(PersonId(person), site, "00", added=True), status)


def test_somebody_not_on_the_roster_came() -> None:
    script = given(*live())
    command = added("64.x1")
    script.when(command, by=GIA_LAI, source=record(1, "9:05"), at="9:10").then(
        On("9:05", AttendeeAdded(command.person, A.IN_PERSON))
    )
    assert counts(script) == {"in_person": 1, "not_called": 2}
    script.done(added("64.x2", status=A.ONLINE))
    assert script.session.attendance["online"] == 1


def test_an_added_person_is_new_and_of_that_point(monkeypatch: pytest.MonkeyPatch) -> None:
    script = given(*live())
    script.when(added("64.01")).refused(Refusal.ALREADY_EXISTS, person="64.01")
    script.when(added("04.x1")).refused(Refusal.BAD_VALUE, field="person")
    script.when(added("64.x1", status=A.EXCUSED)).refused(Refusal.BAD_VALUE, field="status")
    script.when(added("99.x1", SiteId("99"))).refused(Refusal.UNKNOWN_SITE)
    monkeypatch.setattr(rules, "PEOPLE_PER_SITE_MAX", 3)
    script.done(added("64.x1"))
    script.when(added("64.x2")).refused(Refusal.SITE_FULL, limit=3, site=GL)


# --- after the end ------------------------------------------------------------------------------


def test_after_the_end_only_what_happened_before_comes_in_and_waits() -> None:
    script = given(*live()).done(CloseSession(), at="11:00")
    note = NoteAttendance(HEAD, HERE)
    script.when(note, at="11:05").refused(Refusal.WRONG_PHASE, phase="closed")
    after = record(1, "11:01")
    script.when(note, by=GIA_LAI, source=after).refused(Refusal.WRONG_PHASE, phase="closed")
    script.when(note, by=GIA_LAI, source=record(2, "11:00")).accepted()
    (review,) = script.session.reviews.values()
    assert (review.proposal.at, review.proposal.event) == (
        clock("11:00"),
        AttendanceNoted(HEAD, HERE),
    )
    assert script.session.people[HEAD].status is A.NOT_CALLED


def test_a_reopened_session_takes_notes_of_then_again() -> None:
    script = given(*live()).done(CloseSession(), at="11:00").done(ReopenSession(), at="11:05")
    script.when(NoteAttendance(HEAD, HERE, at=clock("11:06")), at="11:06").then(
        AttendanceNoted(HEAD, HERE)
    )
    script.done(NoteAttendance(SECOND, HERE, at=clock("10:00")), at="11:07")
    assert len(script.session.reviews) == 1, "of the time before the closing"


def test_points_without_people_have_no_counts() -> None:
    assert given(*live()).session.sites[SiteId("64-01")].counts == {}
    assert counts(given(*live()), CB) == {"not_called": 1}


def test_only_attendance_is_decided_here() -> None:
    with pytest.raises(AssertionError):
        rules.decide(given(*live()).session, Asked(CloseSession(), HOST), 0, 0)


# --- who heads a point --------------------------------------------------------------------------


def test_another_heads_the_point_from_now_on() -> None:
    script = given(*live())
    script.when(ChangeHead(SECOND), by=GIA_LAI).then(HeadChanged(GL, SECOND))
    people = script.session.people
    assert [people[one].spec.head for one in (HEAD, SECOND, OTHER)] == [False, True, False]
    script.when(ChangeHead(SECOND)).noted()
    script.when(ChangeHead(PersonId("64.99"))).refused(Refusal.UNKNOWN_PERSON, person="64.99")
