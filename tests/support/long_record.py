"""A session with a true record of any length: every text committed to, some persons erased."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator import intake
from coordinator.core import meeting
from coordinator.core import session as phases
from coordinator.core.attendance.events import RosterSet
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.base import Actor, Asked, Command, ErasePerson, PersonErased
from coordinator.core.notices import SendNotice
from coordinator.core.people import PrivateRow, commitments
from coordinator.core.sites import SitesInvited, SiteSpec
from coordinator.core.state import Session
from coordinator.evidence.notary import Notary
from coordinator.evidence.writer import chunks
from coordinator.ports import Batch, Journal
from tests.support.clocks import StillClock
from wire.checkpoint import Signer
from wire.records import AttendanceBody, AttendeeBody, CorrectionBody, RecordBody
from wire.vocabulary import HALL, Attendance, PersonId, Role, SessionId, SiteId, SiteKind

BEGAN_AT = 1_694_134_800_000
ID = SessionId("2023-09-08-tthc")
HOST = Actor("host-1", Role.HOST)
ORGANIZER = Actor("organizer-1", Role.ORGANIZER)
SITES = ("04", "64", "77")
SIGNER = Signer("diemcau/0a1b2c3d4e", bytes(range(32)))


@dataclass
class LongRecord:
    """A meeting of three points on a journal; `more` adds events, `erase` takes persons out.
    `plain`: how many events without texts come before each with some."""

    journal: Journal
    people: int = 10
    plain: int = 0
    clock: StillClock = field(default_factory=lambda: StillClock(BEGAN_AT))
    signer: Signer = SIGNER
    session: Session = field(init=False)
    notary: Notary = field(init=False)
    turn: int = 0

    async def begin(self) -> LongRecord:
        """The import, and the meeting live."""
        texts = intake.Texts()
        people = tuple(self._delegate(texts, site, n) for site in SITES for n in range(self.people))
        invited = [SiteSpec(HALL, "Hội trường", "HT", "Hội trường", SiteKind.HALL, line=False)]
        invited += [SiteSpec(SiteId(s), s, s, f"Tỉnh {s}", SiteKind.PROVINCE) for s in SITES]
        events = (
            phases.SessionPrepared("Phiên họp mẫu", "Mẫu", BEGAN_AT, "plan", HALL, "comrade", {}),
            SitesInvited(tuple(invited)),
            RosterSet(people),
        )
        self.session = Session(ID)
        recorded = meeting.establish(self.session, ORGANIZER, events, self.clock.now())
        await self.journal.append(Batch(ID, tuple(recorded), tuple(texts.rows)))
        self.notary = Notary(ID, self.journal, self.clock, self.signer)
        await self.do(phases.StartSession())
        return self

    @staticmethod
    def _delegate(texts: intake.Texts, site: str, number: int) -> PersonSpec:
        person = PersonId(f"{site}.p{number:03}")
        said = texts.name(
            f"Đại biểu mẫu {number} – {site}", "Chuyên viên", owner=person, ref=person
        )
        return PersonSpec(person, SiteId(site), said.commitment, head=number == 0)

    async def do(self, command: Command, *private: PrivateRow, by: Actor = HOST) -> None:
        """One command, appended at once; what the rules refuse is a fault of the test."""
        self.clock.pass_ms(250)
        now = self.clock.now()
        recorded = meeting.advance(self.session, (), now)
        stepped = meeting.step(self.session, Asked(command, by), now)
        assert stepped.outcome.accepted, stepped.outcome.code
        recorded.extend(stepped.recorded)
        erased = tuple(
            ref
            for item in recorded
            if isinstance(item.event, PersonErased)
            for ref in item.event.refs
        )
        said = {one for item in recorded for one in commitments(item.event)}
        kept = tuple(row for row in private if row.as_ref().commitment in said)
        await self.journal.append(Batch(ID, tuple(recorded), kept, erased))

    async def more(self, upto: int) -> LongRecord:
        """Attendance of all kinds, with reasons, deputies and notices, up to this many events."""
        people = list(self.session.people)
        while self.session.rev < upto:
            self.turn += 1
            person = people[self.turn * 7 % len(people)]
            if self.session.people[person].erased:
                continue
            if self.turn % 40 == 39:
                texts = intake.Texts()
                said = texts.keep({"text": f"Thông báo mẫu {self.turn}"})
                await self.do(SendNotice((SiteId("64"),), said), *texts.rows)
                continue
            taken = intake.from_body(_site(person), self._body(person))
            await self.do(taken.command, *taken.private)
        return self

    def _body(self, person: PersonId) -> RecordBody:
        if self.plain and self.turn % (self.plain + 1):
            seen = (Attendance.IN_PERSON, Attendance.ONLINE)[self.turn % 2]
            return AttendanceBody(kind="attendance", person=person, status=seen)
        which = self.turn % 5
        if which == 1:
            return AttendanceBody(
                kind="attendance",
                person=person,
                status=Attendance.EXCUSED,
                reason=f"Lý do mẫu {self.turn}",
            )
        if which == 2:
            return AttendanceBody(
                kind="attendance",
                person=person,
                status=Attendance.DEPUTISED,
                deputy=f"Người dự thay mẫu {self.turn}",
                approver="Đại biểu mẫu 01",
            )
        if which == 3:
            return CorrectionBody(
                kind="correction",
                person=person,
                status=Attendance.IN_PERSON,
                because=f"Bấm nhầm {self.turn}",
            )
        if which == 4:
            return AttendeeBody(
                kind="attendee",
                person=f"{_site(person)}.x{self.turn}",
                name=f"Đại biểu mẫu thêm {self.turn}",
                status=Attendance.ONLINE,
            )
        return AttendanceBody(kind="attendance", person=person, status=Attendance.IN_PERSON)

    async def erase(self, *persons: PersonId) -> None:
        for person in persons:
            await self.do(ErasePerson(person), by=ORGANIZER)

    async def file(self, *, names: bool = True) -> bytes:
        """The official record as of now."""
        return b"".join([one async for one in chunks(self.journal, self.notary, names=names)])


def _site(person: PersonId) -> SiteId:
    return SiteId(person.split(".", 1)[0])
