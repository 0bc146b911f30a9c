"""A session with a true record of any length: every text committed to, some persons erased."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator import intake
from coordinator.casefile.examples import EVERYDAY, example
from coordinator.casefile.plan import establish
from coordinator.core import meeting
from coordinator.core import session as phases
from coordinator.core.base import Actor, Asked, Command, ErasePerson, PersonErased
from coordinator.core.notices import SendNotice
from coordinator.core.people import PrivateRow
from coordinator.core.state import Session
from coordinator.evidence.notary import Notary
from coordinator.evidence.writer import chunks
from coordinator.ports import Batch, Journal
from tests.support.clocks import StillClock
from wire.checkpoint import Signer
from wire.records import AttendanceBody, AttendeeBody, CorrectionBody, RecordBody
from wire.vocabulary import Attendance, PersonId, Role, SiteId

BEGAN_AT = 1_694_134_800_000
HOST = Actor("host-1", Role.HOST)
SIGNER = Signer("diemcau/0a1b2c3d4e", bytes(range(32)))


@dataclass
class LongRecord:
    """The case's meeting on a journal; `more` adds events, `erase` takes persons out."""

    journal: Journal
    clock: StillClock = field(default_factory=lambda: StillClock(BEGAN_AT))
    signer: Signer = SIGNER
    session: Session = field(init=False)
    notary: Notary = field(init=False)
    turn: int = 0

    async def begin(self) -> LongRecord:
        """The import, and the meeting live."""
        outcome = await establish(self.journal, self.clock, example(EVERYDAY))
        self.session = (await self.journal.load(outcome.session)).session
        self.notary = Notary(outcome.session, self.journal, self.clock, self.signer)
        await self.do(phases.StartSession())
        return self

    async def do(self, command: Command, *private: PrivateRow) -> None:
        """One command by the host, appended at once."""
        self.clock.pass_ms(250)
        now = self.clock.now()
        recorded = meeting.advance(self.session, (), now)
        recorded.extend(meeting.step(self.session, Asked(command, HOST), now).recorded)
        erased = tuple(
            ref
            for item in recorded
            if isinstance(item.event, PersonErased)
            for ref in item.event.refs
        )
        await self.journal.append(Batch(self.session.id, tuple(recorded), private, erased))

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

    async def erase(self, person: PersonId) -> None:
        await self.do(ErasePerson(person))

    async def file(self, *, names: bool = True) -> bytes:
        """The official record as of now."""
        return b"".join([one async for one in chunks(self.journal, self.notary, names=names)])


def _site(person: PersonId) -> SiteId:
    return SiteId(person.split(".", 1)[0])
