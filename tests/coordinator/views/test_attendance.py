"""The attendance log: totals that add up, intervals within the session, histories whole."""

from __future__ import annotations

from dataclasses import asdict

from coordinator.core.attendance.commands import (
    AddAttendee,
    CorrectAttendance,
    ImportRoster,
    NoteAttendance,
    NoteHeadCount,
    TransferPerson,
)
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Draft, ErasePerson
from coordinator.core.floor import commands as c
from coordinator.core.people import People, PrivateRow
from coordinator.core.session import CloseSession, ReopenSession, StartSession
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.views.attendance import (
    AttendanceView,
    Counts,
    IntervalRow,
    MovedRow,
    attendance_view,
    site_detail,
    site_details,
)
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    E1,
    GIA_LAI,
    GL,
    HEAD,
    ORGANIZER,
    OTHER,
    SALT,
    SECOND,
    clock,
    live,
    record,
    ref,
    small_meeting,
    texts,
)
from wire.vocabulary import Attendance, PersonId, SessionId, SpeechKind

A = Attendance


def seen(script: Script, at: str = "10:00") -> AttendanceView:
    return attendance_view(script.session, texts(), clock(at))


def flips(script: Script, *words: str) -> Script:
    """ "+9:05 64": heard; "-9:10 64": quiet."""
    for word in words:
        sign, at, site = word[0], *word[1:].split()
        event = (SiteHeard if sign == "+" else SiteWentQuiet)(GL if site == "64" else CB)
        script.time(at, Draft(event, clock(at))).accepted()
    return script


def busy() -> Script:
    """A bit of everything."""
    script = given(*live(), at="9:00")
    script.done(NoteAttendance(HEAD, Note(A.IN_PERSON)), NoteHeadCount(GL, 12), at="9:01")
    excused = Note(A.EXCUSED, reason=ref("reason"))
    script.done(NoteAttendance(SECOND, excused), NoteAttendance(OTHER, Note(A.ABSENT)))
    deputised = Note(A.DEPUTISED, ref("deputy"), ref("approver"))
    script.done(CorrectAttendance(OTHER, deputised, ref("why")), NoteHeadCount(CB, 7), at="9:02")
    spec = PersonSpec(PersonId("64.x1"), GL, "00", added=True)
    return script.done(AddAttendee(spec, A.ONLINE), at="9:03")


def test_totals_are_the_sum_of_the_rows_and_the_counters_of_the_core() -> None:
    script = busy()
    view = seen(script)
    for name, total in asdict(view.totals).items():
        assert total == sum(asdict(row.counts)[name] for row in view.sites)
    states = {key: value for key, value in script.session.attendance.items() if value}
    shown = {key: asdict(view.totals)[key] for key in states}
    assert shown == states
    assert view.totals == Counts(6, 1, 1, 1, 1, 1, 0, 3, 0)
    people = view.totals.invited + view.totals.added
    assert people == len(script.session.people) == sum(states.values())
    assert view.present == view.totals.present == sum(row.present for row in view.sites) == 3
    assert view.head_count == 19


def test_whoever_moves_after_both_rooms_were_counted_is_one_head_of_the_log() -> None:
    script = busy().done(TransferPerson(HEAD, CB), by=ORGANIZER, at="9:30")
    view = seen(script)
    assert view.head_count == 11 + 8
    assert view.moved == (MovedRow(CB, 1, 0), MovedRow(GL, 0, 1))
    assert [row.head_count for row in view.sites if row.site in (GL, CB)] == [12, 7]


def test_a_session_without_points_has_empty_totals() -> None:
    view = attendance_view(Session(SessionId("s")), People(), clock("9:00"))
    assert (view.totals, view.from_at) == (Counts(*[0] * 9), clock("9:00"))


def test_intervals_interruptions_and_the_time_lost() -> None:
    script = flips(given(*live(), at="9:00"), "+8:50 64", "-9:10 64", "+9:15 64", "-9:20 64")
    flips(script, "+9:30 64")
    row = seen(script).sites[2]
    assert row.intervals == (
        IntervalRow(clock("8:50"), clock("9:10")),
        IntervalRow(clock("9:15"), clock("9:20")),
        IntervalRow(clock("9:30"), None),
    )
    assert (row.interruptions, row.lost_ms, row.state) == (2, 15 * 60_000, "c")
    view = seen(script)
    assert (view.from_at, view.until_at) == (clock("8:50"), clock("10:00"))
    assert (view.sites_heard, view.sites_with_line) == (1, 4)


def test_bars_end_with_the_session_whatever_comes_after() -> None:
    script = flips(given(*live(), at="9:00"), "+9:00 64", "+9:00 04", "-10:10 04")
    script.done(CloseSession(), at="11:00")
    view = seen(script, "15:00")
    assert (view.until_at, view.closed_at) == (clock("11:00"), clock("11:00"))
    assert view.sites[2].intervals == (IntervalRow(clock("9:00"), clock("11:00")),)
    assert view.sites[3].intervals == (IntervalRow(clock("9:00"), clock("10:10")),)
    assert (view.sites[2].interruptions, view.outages) == (0, ())
    script.done(ReopenSession(), at="15:10").done(CloseSession(), at="15:40")
    assert seen(script, "16:00").sites == view.sites, "nor does putting the record right"


def test_what_was_over_before_the_session_began_is_no_part_of_it() -> None:
    script = flips(given(*small_meeting()), "+8:00 64", "-8:10 64", "+8:40 64")
    assert len(seen(script, "8:50").sites[2].intervals) == 2
    flips(script.done(StartSession(), at="9:00"), "-9:10 64")
    view = seen(script, "9:30")
    assert view.sites[2].intervals == (IntervalRow(clock("8:40"), clock("9:10")),)
    assert (view.from_at, view.sites[2].interruptions) == (clock("8:40"), 0)
    assert view.sites[2].heard_at == clock("8:00")


def test_an_interval_that_lasts_at_the_end_ends_with_it() -> None:
    script = flips(given(*live(), at="9:00"), "+9:00 64").done(CloseSession(), at="11:00")
    assert seen(script).sites[2].intervals == (IntervalRow(clock("9:00"), clock("11:00")),)


def test_outages_of_the_coordinator_are_shown() -> None:
    script = given(*live(), at="9:00")
    script.restart("9:10", "9:12").accepted()
    assert seen(script).outages == (IntervalRow(clock("9:10"), clock("9:12")),)


def test_who_spoke_and_who_leads() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE), c.GiveFloor(E1))
    assert seen(script).sites[2].speeches == 0
    script.done(c.EndSpeech(E1))
    row = seen(script).sites[2]
    assert (row.speeches, row.head, row.parent) == (1, "Đại biểu mẫu 01 – 64", None)
    assert seen(script).sites[3].head == ""


def test_a_persons_whole_history_with_both_times_and_what_was_corrected() -> None:
    script = given(*live(), at="9:00")
    note = NoteAttendance(HEAD, Note(A.IN_PERSON))
    script.when(note, by=GIA_LAI, source=record(1, "9:01"), at="9:30").accepted()
    excused = Note(A.EXCUSED, reason=ref("reason"))
    script.done(CorrectAttendance(HEAD, excused, ref("why")), by=ORGANIZER, at="9:40")
    people = texts()
    people.keep(PrivateRow(f"t_{name}", SALT, {"text": name}) for name in ("reason", "why"))
    detail = site_detail(script.session, people, GL, clock("10:00"))
    person = detail.people[0]
    assert (person.status, person.since_at, person.head) == (A.EXCUSED, clock("9:01"), True)
    first, second = person.history
    assert (first.effective_at, first.recorded_at, first.role) == (
        clock("9:01"),
        clock("9:30"),
        "site",
    )
    assert (second.corrects, second.because, second.reason) == (A.IN_PERSON, "why", "reason")
    assert (first.corrects, first.late, second.role) == (None, False, "organizer")
    assert (first.replaced_by, second.replaced_by) == (second.rev, None)
    assert detail.people[1].since_at is None
    assert detail.roll_answers == ()


def test_who_has_left_was_there_and_who_was_struck_is_not_counted() -> None:
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, Note(A.IN_PERSON)))
    script.done(NoteAttendance(HEAD, Note(A.LEFT)), at="9:30").done(ImportRoster((), (SECOND,)))
    row = seen(script).sites[2]
    assert (row.counts.left, row.counts.invited, row.present, row.counts.not_called) == (1, 1, 0, 0)
    script.done(NoteAttendance(SECOND, Note(A.ONLINE)), at="9:31")
    row = seen(script).sites[2]
    assert (row.counts.invited, row.counts.added, row.present) == (1, 1, 1)


def test_an_erased_person_is_counted_and_has_no_name() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, Note(A.IN_PERSON)))
    script.done(ErasePerson(HEAD), by=ORGANIZER)
    people = texts()
    people.forget([HEAD])
    person = site_detail(script.session, people, GL, clock("10:00")).people[0]
    assert (person.erased, person.name, person.post, person.status) == (True, "", "", A.IN_PERSON)
    assert seen(script).totals.in_person == 1


def test_details_of_several_points_are_those_of_each() -> None:
    session = given(*small_meeting()).session
    both = site_details(session, texts(), (GL, CB), clock("10:00"))
    assert both == [site_detail(session, texts(), site, clock("10:00")) for site in (GL, CB)]
