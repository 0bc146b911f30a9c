"""Meetings that pages, workbook, CSV and paper must tell alike: of every state, with people who had
gone or were taken off the list, with a recess and an end by mistake."""

from __future__ import annotations

from coordinator.core.attendance.commands import AddAttendee, ImportRoster
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.session import (
    CloseSession,
    PauseSession,
    ReopenSession,
    ResumeSession,
    StartSession,
)
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from tests.support.reported import Reported
from tests.support.small_meeting import (
    ALAN,
    CB,
    CHU_PAH,
    GL,
    HEAD,
    MEMBER,
    MINISTER,
    ORGANIZER,
    OTHER,
    SECOND,
    small_meeting,
    texts,
)
from wire.vocabulary import HALL, Attendance, PersonId, SessionId


def busy() -> Reported:
    """At Chư Păh somebody of each state, of whom some were added or struck; one goes home and is
    away at the end; one point's line is lost before the end, two are heard only before."""
    kept = Reported()
    kept.at("9:00", SiteHeard(GL), SiteHeard(CB), SiteHeard(ALAN))
    people = {state: PersonId(f"64-01.{place}") for place, state in enumerate(Attendance)}
    stays, back = PersonId("64-01.8"), PersonId("64-01.9")
    everybody = (*people.values(), stays, back)
    for person in everybody:
        kept.text(person, name=f"Đại biểu mẫu {person}", post="Chuyên viên")
    kept.do("9:00", ImportRoster(tuple(PersonSpec(one, CHU_PAH, "0" * 64) for one in everybody)))
    deputy, reason = kept.text("d9", name="Đại biểu mẫu 55", post=""), kept.text("r9", text="Ốm")
    approver = kept.text("a9", text="Chủ trì điểm cầu")
    said = {
        Attendance.DEPUTISED: {"deputy": deputy, "approver": approver},
        Attendance.EXCUSED: {"reason": reason},
    }
    for state, person in people.items():
        if state is Attendance.LEFT:
            kept.note("9:01", person, Attendance.IN_PERSON)
            kept.note("9:45", person, state)
        elif state is not Attendance.NOT_CALLED:
            kept.note("9:02", person, state, **said.get(state, {}))
    kept.note("9:03", stays, Attendance.IN_PERSON)
    kept.do("9:04", ImportRoster((), (stays,)), ORGANIZER)
    kept.note("9:05", back, Attendance.IN_PERSON)
    kept.note("9:06", back, Attendance.LEFT)
    kept.note("9:50", back, Attendance.ONLINE)
    kept.text("64-01.x", name="Đại biểu mẫu 66", post="")
    added = PersonSpec(PersonId("64-01.x"), CHU_PAH, "1" * 64, added=True)
    kept.do("9:07", AddAttendee(added, Attendance.IN_PERSON))
    kept.at("9:40", SiteWentQuiet(CB))
    kept.do("10:30", CloseSession())
    return kept


def taken_off() -> Reported:
    """Before the opening one was ticked by mistake and one went home; one of those who had excused
    themselves was taken off the list, as was one who never came."""
    kept = Reported.__new__(Reported)
    kept.session, kept.people = Session(SessionId("hop")), texts()
    kept.at("7:00", *small_meeting())
    kept.note("7:40", SECOND, Attendance.IN_PERSON)
    kept.note("7:41", SECOND, Attendance.ABSENT)
    kept.note("7:30", OTHER, Attendance.ONLINE)
    kept.note("7:50", OTHER, Attendance.LEFT)
    reason = kept.text("r7", text="Đi công tác")
    kept.note("8:00", MINISTER, Attendance.EXCUSED, reason=reason)
    kept.note("8:00", MEMBER, Attendance.ABSENT)
    kept.do("8:30", ImportRoster((), (MINISTER, MEMBER)), ORGANIZER)
    kept.do("9:00", StartSession())
    kept.note("9:01", HEAD, Attendance.IN_PERSON)
    kept.do("11:00", CloseSession())
    return kept


def rested() -> Reported:
    """Machines are off in the recess, one since before it; closed by mistake, and gone on with."""
    kept, lines = Reported(), (HALL, GL, CB, CHU_PAH)
    kept.at("9:00", *map(SiteHeard, lines))
    kept.at("9:50", SiteWentQuiet(CB))
    kept.do("10:00", PauseSession())
    kept.at("10:02", *map(SiteWentQuiet, (HALL, GL, CHU_PAH)))
    kept.at("10:08", *map(SiteHeard, lines))
    kept.do("10:10", ResumeSession())
    kept.do("10:30", CloseSession())
    kept.do("10:32", ReopenSession())
    kept.do("10:33", StartSession())
    kept.at("10:33", *map(SiteHeard, lines))
    kept.do("11:00", CloseSession())
    return kept
