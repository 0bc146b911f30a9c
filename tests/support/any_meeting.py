"""What may be asked of a meeting: strategies that are sensible, foolish and hostile in turn."""

from __future__ import annotations

from hypothesis import strategies as st

from coordinator.core import incidents, notices, rollcall
from coordinator.core import session as phases
from coordinator.core.attendance import facts as attendance
from coordinator.core.floor import commands as c
from tests.support.small_meeting import (
    ALAN,
    BTC,
    CB,
    CHU_PAH,
    GL,
    HOST,
    HOST_2,
    SECRETARY,
    people,
    ref,
)
from wire.vocabulary import (
    HALL,
    Attendance,
    Channel,
    EntryId,
    IncidentKind,
    IncidentState,
    LimitKey,
    PersonId,
    RollCallId,
    SpeechKind,
)

SITES = (HALL, BTC, GL, CB, CHU_PAH, ALAN)
PEOPLE = tuple(person.id for person in people())
KNOWN = st.sampled_from(PEOPLE)
PERSONS = st.sampled_from((*PEOPLE, PersonId("64.x1"), PersonId("64.99")))
ENTRIES = st.integers(1, 6).map(lambda n: EntryId(f"e{n}"))
AGES = st.sampled_from((0, 29_999, 30_000, 30_001, 3_600_000))
CONDUCTORS = st.sampled_from((HOST, HOST_2, SECRETARY))
# Ticks, beats, the thresholds of silence, an outage's length, a day; and clocks put back.
STEPS = st.sampled_from(
    (1, 500, 4_000, 9_999, 10_001, 16_000, 31_000, 90_000, 86_400_001, -1, -20_000, -3_600_000)
)

NOTES = st.sampled_from(
    (
        attendance.Note(Attendance.IN_PERSON),
        attendance.Note(Attendance.ONLINE),
        attendance.Note(Attendance.ABSENT),
        attendance.Note(Attendance.EXCUSED, reason=ref("reason")),
        attendance.Note(Attendance.DEPUTISED, ref("deputy"), ref("approver")),
    )
)
REQUESTS = st.builds(
    c.RequestFloor,
    st.sampled_from((HALL, BTC, GL, CB, ALAN)),
    st.sampled_from(
        (
            SpeechKind.INTERVENTION,
            SpeechKind.INTERVENTION,
            SpeechKind.INTERVENTION,
            SpeechKind.POINT_OF_ORDER,
            SpeechKind.DIRECTIVE,
        )
    ),
    st.none() | PERSONS,
    st.sampled_from((Channel.SITE, Channel.SITE, Channel.TELEPHONE, Channel.CHAIR)),
    st.none() | st.just(ref("topic")),
    st.just(""),
    AGES,
)
ACTS = st.one_of(
    *(st.builds(kind, ENTRIES) for kind in (c.ApproveRequest, c.DeclineRequest, c.DeferRequest)),
    *(st.builds(kind, ENTRIES) for kind in (c.CallPoint, c.CallPoint, c.RevokeCall)),
    *(st.builds(kind, ENTRIES) for kind in (c.GiveFloor, c.GiveFloor, c.EndSpeech)),
    *(st.builds(kind, ENTRIES) for kind in (c.PauseSpeech, c.ResumeSpeech)),
    st.builds(c.MoveRequest, ENTRIES, st.none() | ENTRIES),
    st.builds(c.ExtendSpeech, ENTRIES, st.sampled_from((0, 60_000, -420_000, 3_600_000))),
    st.builds(c.NameSpeaker, ENTRIES, PERSONS),
    st.builds(c.SetListOpen, st.booleans()),
    st.just(c.ChangeLimits({LimitKey.SECOND_INTERVENTION: 120_000})),
)
OTHER_ACTS = st.one_of(
    st.builds(rollcall.OpenRollCall, st.sampled_from((5_000, 60_000))),
    st.builds(rollcall.CloseRollCall, st.sampled_from((RollCallId("r1"), RollCallId("r2")))),
    st.builds(notices.SendNotice, st.sampled_from(((), (GL,))), st.just(ref("notice"))),
    st.builds(incidents.MoveIncident, st.just("i1"), st.sampled_from(list(IncidentState))),
    st.builds(attendance.NoteAttendance, PERSONS, NOTES),
    st.builds(attendance.CorrectAttendance, PERSONS, NOTES, st.just(ref("because"))),
    st.builds(attendance.NoteHeadCount, st.sampled_from(SITES), st.integers(0, 30)),
)
ADDED = attendance.PersonSpec(PersonId("64.x1"), GL, "00", added=True)
RECORDS = st.one_of(
    st.builds(attendance.NoteAttendance, st.sampled_from(PEOPLE[2:4]), NOTES),
    st.builds(attendance.CorrectAttendance, st.just(PEOPLE[2]), NOTES, st.just(ref("because"))),
    st.just(attendance.AddAttendee(ADDED, Attendance.IN_PERSON)),
    st.builds(attendance.NoteHeadCount, st.just(GL), st.integers(0, 30)),
    st.just(attendance.NoteAttendance(PEOPLE[4], attendance.Note(Attendance.ABSENT))),
    st.builds(rollcall.AnswerRollCall, st.just(RollCallId("r1")), st.just(GL)),
    st.builds(incidents.ReportIncident, st.just(GL), st.sampled_from(list(IncidentKind))),
    st.just(notices.ReadNotice("n1", GL)),
)
PHASES = st.sampled_from([kind() for kind in phases.TRANSITIONS])
