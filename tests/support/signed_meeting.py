"""The first case as it might have been held, to make documents of: 64 points, 1,500 sample people.

Played through the core on one thread; everybody but the two people of the published record is a
visible sample, and so is all that is said.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache

from coordinator.casefile.examples import COMMUNES, EVERYDAY, example
from coordinator.casefile.plan import plan
from coordinator.casefile.read import read_case
from coordinator.core import meeting
from coordinator.core.attendance import commands as a
from coordinator.core.attendance.facts import Note
from coordinator.core.base import SYSTEM, Actor, Asked, Command, Draft, Event, Ref
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.incidents import MoveIncident, ReportIncident
from coordinator.core.minutes import NoteSpeech
from coordinator.core.people import People, PrivateRow
from coordinator.core.programme import BeginItem
from coordinator.core.rollcall import AnswerRollCall, CloseRollCall, OpenRollCall
from coordinator.core.session import CloseSession, StartSession
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.reports.build import report
from coordinator.reports.figures import Quality
from coordinator.reports.model import Options, Report, Seal
from coordinator.reports.paper import PaperOptions
from tests.support.small_meeting import HOST, ORGANIZER, SALT, SECRETARY, clock
from wire.checkpoint import Checkpoint, Signer, to_base64
from wire.floor_words import NoteKind
from wire.vocabulary import (
    Attendance,
    EntryId,
    IncidentKind,
    IncidentState,
    ItemId,
    PersonId,
    RollCallId,
    SessionId,
    SiteId,
    SiteKind,
    SpeechKind,
)

SESSION = SessionId("2023-09-08-tthc")
AWAY, LOST, NEVER = SiteId("04"), SiteId("36"), SiteId("96")
SIGNER = Signer("diemcau/5a3b1e09c2", hashlib.sha256(b"a sample key").digest())
HEAD = Checkpoint(
    SIGNER.verifier.origin(SESSION),
    4_218,
    hashlib.sha256(b"a visible sample").digest(),
    clock("11:16:45"),
)
SEAL = Seal(HEAD.size, to_base64(HEAD.root), SIGNER.note(HEAD), str(SIGNER.verifier))
PAPER = PaperOptions(
    upper=("Thủ tướng Chính phủ",),
    issuer=("Tổ công tác cải cách", "thủ tục hành chính"),
    sign="TCTCCTTHC",
    place="Hà Nội",
    recipients=(
        "Thành viên Tổ công tác",
        "Các bộ, ngành, địa phương có điểm cầu",
        "Văn phòng Chính phủ",
    ),
    signer=("TM. Tổ công tác", "Tổ phó"),
    secretary="Đại biểu mẫu 03 – Trung ương, Thành viên Tổ công tác",
)


@dataclass
class SignedMeeting:
    """The state and the texts, and the hands that bring them about."""

    session: Session = field(default_factory=lambda: Session(SESSION))
    people: People = field(default_factory=People)
    now: int = clock("7:00")
    texts: int = 0

    def at(self, time: str) -> SignedMeeting:
        self.now = clock(time)
        return self

    def establish(self, *events: Event) -> None:
        meeting.establish(self.session, SYSTEM, events, self.now)

    def flip(self, *events: Event) -> None:
        """What the watch saw."""
        drafts = [Draft(event, self.now) for event in events]
        meeting.advance(self.session, drafts, self.now)

    def do(self, *commands: Command, by: Actor = HOST) -> None:
        for command in commands:
            meeting.advance(self.session, (), self.now)
            outcome = meeting.step(self.session, Asked(command, by), self.now).outcome
            assert outcome.accepted, (command, outcome)

    def text(self, owner: str | None = None, **fields: str) -> Ref:
        self.texts += 1
        row = PrivateRow(f"t_sample{self.texts}", SALT, fields, owner)
        self.people.keep([row])
        return row.as_ref()

    def report(self, *, names: bool = True, seal: Seal | None = SEAL) -> Report:
        """Ten minutes after the last act."""
        lines = [site for site, slot in self.session.sites.items() if slot.spec.line]
        quality = {
            site: Quality(9_000_000 - 40_000 * place, 300_000 + 30_000 * place, 10_000 * place)
            for place, site in enumerate(lines)
            if site != NEVER
        }
        at = self.now + 600_000
        options = Options(names=names)
        return report(self.session, self.people, at, options, seal=seal, quality=quality)


def signed_meeting() -> SignedMeeting:
    """From the empty hall to the closing, and a correction and a late note after it."""
    made = SignedMeeting()
    planned = plan(read_case(example(EVERYDAY)), lambda: SALT)
    made.people.keep(planned.private)
    made.establish(*planned.events)
    _arrive(made)
    made.at("8:02").do(StartSession())
    _call_the_roll(made)
    _speak(made)
    _trouble(made)
    made.at("11:16:40").do(CloseSession())
    _after(made)
    return made


def national_meeting() -> SignedMeeting:
    """3,321 communes and who answers for them: nearly all heard, each with a head-count."""
    made = SignedMeeting()
    planned = plan(read_case(example(COMMUNES)), lambda: SALT)
    made.people.keep(planned.private)
    made.establish(*planned.events)
    made.at("8:02").do(StartSession())
    for place, (site, slot) in enumerate(made.session.sites.items()):
        if slot.spec.line and place % 50:
            made.flip(SiteHeard(site))
        made.do(a.NoteHeadCount(site, 60 + place % 20))
    return made


def _arrive(made: SignedMeeting) -> None:
    """Nearly all come; of each point one is deputised, away or not called, in turn."""
    for minute, (site, slot) in enumerate(made.session.sites.items()):
        if slot.spec.line and site != NEVER:
            made.at(f"7:{20 + minute % 30}").flip(SiteHeard(site))
        status = Attendance.IN_PERSON if site != AWAY else Attendance.ONLINE
        for place, person in enumerate(slot.people):
            made.at(f"7:{40 + place % 15}")
            if site == NEVER or (place == 2 and minute % 3 == 2):
                continue
            if place == 2 and minute % 3 == 1:
                reason = made.text(person, text="Công tác nước ngoài theo kế hoạch mẫu")
                _note(made, person, Note(Attendance.EXCUSED, reason=reason))
            elif place == 1 and minute % 9 == 4:
                deputy = made.text(
                    person, name=f"Đại biểu mẫu 90 – {slot.spec.name}", post="Chức danh mẫu"
                )
                agreed = made.text(person, text="chủ trì hội nghị")
                _note(made, person, Note(Attendance.DEPUTISED, deputy, agreed))
            else:
                _note(made, person, Note(status))
        if slot.spec.kind is SiteKind.PROVINCE and site != NEVER:
            made.at("7:58").do(a.NoteHeadCount(site, len(slot.people) + minute % 4))


def _note(made: SignedMeeting, person: PersonId, note: Note) -> None:
    made.do(a.NoteAttendance(person, note), by=ORGANIZER)


def _call_the_roll(made: SignedMeeting) -> None:
    call = RollCallId("r1")
    made.at("8:03").do(OpenRollCall(120_000))
    for second, (site, slot) in enumerate(made.session.sites.items()):
        if slot.spec.line and site not in (NEVER, LOST):
            made.at(f"8:03:{5 + second // 2 % 50:02}").do(AnswerRollCall(call, site))
    made.at("8:04:40").do(CloseRollCall(call))
    made.at("8:05:10").do(AnswerRollCall(call, LOST))


SPEECHES = (
    ("3", "BNV", "8:36", 8, "Tham luận mẫu về tổ chức bộ máy"),
    ("3", "BTP", "8:46", 11, "Tham luận mẫu về kiểm soát thủ tục hành chính"),
    ("4", "64", "9:14", 6, "Ý kiến mẫu về dịch vụ công trực tuyến"),
    ("4", "01", "9:24", 7, "Ý kiến mẫu về kết nối dữ liệu"),
    ("4", "48", "9:34", 5, "Ý kiến mẫu về bộ phận một cửa"),
)


def _speak(made: SignedMeeting) -> None:
    made.at("8:05:30").do(BeginItem(ItemId("1")))
    made.at("8:12").do(BeginItem(ItemId("2")))
    item = ""
    for number, (in_item, site, begun, minutes, topic) in enumerate(SPEECHES, start=1):
        if in_item != item:
            made.at(begun).do(BeginItem(ItemId(in_item)))
            item = in_item
        _one_speech(made, EntryId(f"e{number}"), site, minutes, topic)
    made.at("9:50").do(
        c.RequestFloor(SiteId("79"), SpeechKind.INTERVENTION, PersonId("79.01")),
        c.DeclineRequest(EntryId("e6")),
    )
    made.at("10:00").do(BeginItem(ItemId("5")))
    made.at("10:05").do(t.ReceiveWritten(EntryId("e6")))
    made.at("10:50").do(BeginItem(ItemId("7")))


def _one_speech(made: SignedMeeting, entry: EntryId, site: str, minutes: int, topic: str) -> None:
    kind = SpeechKind.PRESENTATION if site.isalpha() else SpeechKind.INTERVENTION
    asked = c.RequestFloor(
        SiteId(site), kind, PersonId(f"{site}.01"), topic=made.text(f"{site}.01", text=topic)
    )
    made.do(asked, c.CallPoint(entry))
    made.now += 40_000
    made.do(c.GiveFloor(entry))
    for seconds, kind_of_note, text in (
        (60, NoteKind.NOTE, f"Nêu kết quả và khó khăn trong nội dung “{topic}”."),
        (90, NoteKind.PETITION, "Kiến nghị mẫu: sớm ban hành hướng dẫn thống nhất."),
        (120, NoteKind.TASK, "Giao cơ quan mẫu trả lời kiến nghị trước ngày 30/9/2023."),
    ):
        if kind_of_note is NoteKind.NOTE or site in ("64", "01"):
            made.now += seconds * 1000
            said = made.text(None, text=text)
            made.do(NoteSpeech(entry, kind_of_note, said), by=SECRETARY)
    made.now += minutes * 60_000 - 30_000
    made.do(c.EndSpeech(entry))


def _trouble(made: SignedMeeting) -> None:
    made.at("10:51").flip(SiteWentQuiet(LOST))
    made.do(
        ReportIncident(LOST, IncidentKind.LINK_LOST, made.text(None, text="Đứt cáp quang mẫu")),
        ReportIncident(AWAY, IncidentKind.NO_SOUND),
    )
    made.at("10:54:20").flip(SiteHeard(LOST))
    made.do(MoveIncident("i1", IncidentState.RESOLVED), MoveIncident("i2", IncidentState.RESOLVED))
    for place in (5, 6):
        made.at(f"10:5{place}").do(
            a.NoteAttendance(PersonId(f"64.{place:02}"), Note(Attendance.LEFT)), by=ORGANIZER
        )
    because = made.text("64.07", text="Điểm cầu báo nhầm người")
    made.at("10:58").do(
        a.CorrectAttendance(PersonId("64.07"), Note(Attendance.ABSENT), because), by=ORGANIZER
    )


def _after(made: SignedMeeting) -> None:
    because = made.text("01.08", text="Đối chiếu danh sách ký")
    made.at("11:40").do(
        a.CorrectAttendance(PersonId("01.08"), Note(Attendance.ABSENT), because), by=ORGANIZER
    )


@cache
def signed_report() -> Report:
    """The report of it, with names and a seal, made once."""
    return signed_meeting().report()
