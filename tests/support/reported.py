"""A meeting with everything in it that a report tells, carried out command by command."""

from __future__ import annotations

from coordinator.core import meeting
from coordinator.core.attendance.commands import (
    AddAttendee,
    CorrectAttendance,
    ImportRoster,
    NoteAttendance,
    NoteHeadCount,
    SettleReview,
    TransferPerson,
)
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import SYSTEM, Actor, Asked, Command, ErasePerson, Event, Ref
from coordinator.core.conduct import ChairsSet
from coordinator.core.floor.commands import CallPoint, EndSpeech, GiveFloor, RequestFloor
from coordinator.core.incidents import MoveIncident, ReportIncident
from coordinator.core.minutes import NoteSpeech
from coordinator.core.people import PrivateRow
from coordinator.core.programme import BeginItem
from coordinator.core.quorum import SetQuorum, Share
from coordinator.core.rollcall import AnswerRollCall, CloseRollCall, OpenRollCall
from coordinator.core.session import CloseSession, ReopenSession
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.reports.build import report
from coordinator.reports.model import Options, Report
from tests.support.small_meeting import (
    CB,
    CHAIR,
    CHU_PAH,
    DISCUSSION,
    E1,
    GL,
    HEAD,
    HOST,
    MEMBER,
    ORGANIZER,
    OTHER,
    SALT,
    SECOND,
    SECRETARY,
    clock,
    live,
    texts,
)
from wire.floor_words import NoteKind
from wire.record_words import CountedBy
from wire.vocabulary import (
    Attendance,
    Channel,
    IncidentKind,
    IncidentState,
    PersonId,
    RollCallId,
    SessionId,
    SpeechKind,
)

HERE = Attendance.IN_PERSON
EVERYTHING = Options(names=True, phones=True)
NEWCOMER, STRUCK = PersonId("04.x1"), PersonId("64.09")


class Reported:
    """The small meeting from nine o'clock on; `do` refuses to be refused."""

    def __init__(self) -> None:
        self.session, self.people = Session(SessionId("hop")), texts()
        self.at("9:00", *live())

    def at(self, time: str, *events: Event) -> None:
        """Record these events as they are."""
        meeting.establish(self.session, SYSTEM, events, clock(time))

    def do(self, time: str, command: Command, by: Actor = HOST) -> None:
        """Carry out a command."""
        outcome = meeting.step(self.session, Asked(command, by), clock(time)).outcome
        assert outcome.accepted, (command, outcome)

    def text(self, ref: str, /, **fields: str) -> Ref:
        """Keep a personal text."""
        row = PrivateRow(ref, SALT, fields)
        self.people.keep([row])
        return row.as_ref()

    def note(self, time: str, person: PersonId, status: Attendance, **said: Ref) -> None:
        self.do(time, NoteAttendance(person, Note(status, **said)))

    def report(self, now: str, options: Options = EVERYTHING) -> Report:
        return report(self.session, self.people, clock(now), options)


def whole_morning() -> Reported:
    """Roster changes, presence of every kind, a roll call, a speech, an incident, a head-count that
    covers, a transfer, corrections before and after closing, a review that waits, an erasure."""
    kept = Reported()
    kept.at("9:00", ChairsSet((CHAIR, MEMBER)), SiteHeard(GL), SiteHeard(CB))
    _people(kept)
    _line_and_floor(kept)
    _after(kept)
    return kept


def _people(kept: Reported) -> None:
    kept.text(STRUCK, name="Đại biểu mẫu 09", post="Chuyên viên")
    kept.do("9:00", ImportRoster((PersonSpec(STRUCK, GL, "0" * 64),)), ORGANIZER)
    kept.do("9:01", ImportRoster((), (STRUCK,)), ORGANIZER)
    kept.note("9:02", CHAIR, HERE)
    kept.note("9:02", MEMBER, Attendance.ONLINE)
    deputy = kept.text("d1", name="Đại biểu mẫu 31", post="Phó Giám đốc")
    approver = kept.text("a1", text="Chủ trì điểm cầu")
    kept.note("9:03", HEAD, Attendance.DEPUTISED, deputy=deputy, approver=approver)
    kept.note("9:04", SECOND, HERE)
    kept.note("9:05", OTHER, Attendance.EXCUSED, reason=kept.text("r1", text="Đi công tác"))
    kept.text(NEWCOMER, name="Đại biểu mẫu 77", post="Trưởng phòng")
    kept.do("9:06", AddAttendee(PersonSpec(NEWCOMER, CB, "1" * 64, added=True), HERE))
    because = kept.text("b1", text="Ghi nhầm cách dự")
    kept.do("9:10", CorrectAttendance(MEMBER, Note(HERE), because), SECRETARY)
    kept.do("9:20", NoteHeadCount(CHU_PAH, 21, means=CountedBy.TELEPHONE))
    kept.do("9:21", NoteHeadCount(GL, 40, covers=True, means=CountedBy.SHEET))
    kept.note("9:30", SECOND, Attendance.LEFT)
    kept.note("9:40", SECOND, HERE)
    kept.do("9:50", TransferPerson(NEWCOMER, GL))


def _line_and_floor(kept: Reported) -> None:
    kept.do("9:51", OpenRollCall(60_000))
    kept.do("9:52", AnswerRollCall(RollCallId("r1"), GL))
    kept.do("9:52", CloseRollCall(RollCallId("r1")))
    kept.at("9:53", SiteWentQuiet(GL))
    note = kept.text("n1", text="Mất tiếng chiều đi")
    kept.do("9:53", ReportIncident(GL, IncidentKind.NO_SOUND, note))
    kept.at("9:55", SiteHeard(GL))
    kept.do("9:56", MoveIncident("i1", IncidentState.RESOLVED))
    kept.do("9:57", BeginItem(DISCUSSION))
    topic = kept.text("t1", text="Về thủ tục đất đai")
    asked = RequestFloor(GL, SpeechKind.INTERVENTION, SECOND, Channel.TELEPHONE, topic)
    kept.do("9:58", asked)
    kept.do("9:58", CallPoint(E1))
    kept.do("9:59", GiveFloor(E1))
    kept.do("10:05", EndSpeech(E1))
    kept.do("10:06", NoteSpeech(E1, NoteKind.PETITION, kept.text("m1", text="Đề nghị sửa mẫu đơn")))


def _after(kept: Reported) -> None:
    kept.do("11:00", CloseSession())
    wrong = kept.text("b2", text="Đại biểu có đến")
    fix = CorrectAttendance(OTHER, Note(HERE), wrong, at=clock("9:05"))
    kept.do("11:30", fix, SECRETARY)
    kept.do("11:31", SettleReview(next(iter(kept.session.reviews)), accept=True), ORGANIZER)
    kept.do("11:40", NoteAttendance(PersonId("BTC.01"), Note(HERE), at=clock("9:15")), SECRETARY)
    kept.do("11:50", ErasePerson(CHAIR), ORGANIZER)
    kept.people.forget([CHAIR])


def reopened() -> Reported:
    """Closed at eleven, opened again at three to be put right."""
    kept = Reported()
    kept.note("9:30", CHAIR, HERE)
    kept.do("11:00", CloseSession())
    kept.do("15:00", ReopenSession())
    return kept


def before_reopening() -> Reported:
    """The head came, two did not; one of them with a reason."""
    kept = Reported()
    kept.do("9:05", SetQuorum(None, Share(1, 2)), ORGANIZER)
    kept.note("9:10", HEAD, HERE)
    kept.note("9:10", SECOND, Attendance.ABSENT)
    kept.note("9:11", MEMBER, Attendance.EXCUSED, reason=kept.text("r8", text="Đi công tác"))
    deputy, approver = kept.text("d8", name="Đại biểu mẫu 58"), kept.text("a8", text="Chủ trì")
    kept.note("9:12", OTHER, Attendance.DEPUTISED, deputy=deputy, approver=approver)
    kept.do("9:20", NoteHeadCount(GL, 12))
    kept.do("11:00", CloseSession())
    return kept


def put_right() -> Reported:
    """The same, and what was noted of a later time while its record was put right; a count of
    heads, which has no time of its own, waits for a second person."""
    kept, later = before_reopening(), clock("11:12")
    kept.do("11:10", ReopenSession())
    for person in (SECOND, MEMBER, CHAIR):
        kept.do("11:13", NoteAttendance(person, Note(HERE), at=later))
    for person in (HEAD, OTHER):
        kept.do("11:13", NoteAttendance(person, Note(Attendance.LEFT), at=later))
    kept.do("11:14", TransferPerson(SECOND, CB, at=later))
    kept.do("11:15", NoteHeadCount(GL, 3))
    return kept


def closed_again() -> Reported:
    kept = put_right()
    kept.do("11:20", CloseSession())
    return kept
