"""A whole small meeting as the conductor would make it: a live state and its acts in batches."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator.core import incidents, meeting, notices, programme, rollcall
from coordinator.core import session as phases
from coordinator.core.attendance import commands as attendance
from coordinator.core.attendance.events import RosterSet
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import (
    Actor,
    Asked,
    Command,
    Draft,
    ErasePerson,
    Event,
    PersonErased,
    Ref,
    Source,
)
from coordinator.core.floor import commands as floor
from coordinator.core.people import PrivateRow
from coordinator.core.sites import LineBandChanged, SiteHeard, SitesInvited, SiteSpec, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.ports import Batch
from wire.vocabulary import (
    HALL,
    Attendance,
    Band,
    EntryId,
    IncidentKind,
    IncidentState,
    ItemId,
    ItemKind,
    LineReason,
    PersonId,
    Role,
    RollCallId,
    SessionId,
    SiteId,
    SiteKind,
    SpeechKind,
)

ID = SessionId("hop-thu")
BEGAN_AT = 1_694_134_800_000
HOST = Actor("host-1", Role.HOST)
ORGANIZER = Actor("organizer-1", Role.ORGANIZER)
SALT = "5a" * 16


def row(ref: str, owner: str | None = None, **fields: str) -> PrivateRow:
    """A personal text with a fixed salt."""
    return PrivateRow(ref, SALT, fields, owner)


def person(site: str, number: int) -> PersonId:
    return PersonId(f"{site}.dai-bieu-{number}")


def site_actor(site: str) -> Actor:
    return Actor(f"site-{site}", Role.SITE, frozenset({SiteId(site), SiteId(f"{site}-B")}))


@dataclass
class MeetingScript:
    """`session` is the live state; `batches` is what a journal must be given to rebuild it."""

    id: SessionId = ID
    session: Session = field(init=False)
    batches: list[Batch] = field(default_factory=list)
    now: int = BEGAN_AT
    commands: int = 0

    def __post_init__(self) -> None:
        self.session = Session(self.id)

    def establish(self, *events: Event, private: tuple[PrivateRow, ...] = ()) -> Batch:
        self.now += 1_000
        recorded = meeting.establish(self.session, ORGANIZER, events, self.now)
        return self._kept(Batch(self.id, tuple(recorded), private))

    def flip(self, *events: Event) -> Batch:
        """What the watch found."""
        self.now += 1_000
        drafts = [Draft(event, self.now - 400) for event in events]
        return self._kept(Batch(self.id, tuple(meeting.advance(self.session, drafts, self.now))))

    def do(
        self,
        command: Command,
        by: Actor = HOST,
        *private: PrivateRow,
        source: Source | None = None,
        expected_rev: int | None = None,
    ) -> Batch:
        """One command, with a command id of its own unless it is an agent's record."""
        self.now += 1_000
        self.commands += 1
        command_id = None if source else f"c{self.commands}"
        asked = Asked(command, by, command_id, expected_rev, source)
        recorded = meeting.advance(self.session, (), self.now)
        recorded.extend(meeting.step(self.session, asked, self.now).recorded)
        erased = tuple(
            ref
            for item in recorded
            if isinstance(item.event, PersonErased)
            for ref in item.event.refs
        )
        return self._kept(Batch(self.id, tuple(recorded), private, erased))

    def _kept(self, batch: Batch) -> Batch:
        self.batches.append(batch)
        return batch

    # --- ready-made stretches -------------------------------------------------------------------

    def prepare(self) -> None:
        """Three points, two delegates each, two items."""
        people = tuple(
            PersonSpec(person(site, number), SiteId(site), "0" * 64, head=number == 1)
            for site in ("64", "04")
            for number in (1, 2)
        )
        names = tuple(
            row(spec.id, spec.id, name=f"Đại biểu mẫu {spec.id[-1]} – {spec.site}")
            for spec in people
        )
        self.establish(
            phases.SessionPrepared("Phiên họp mẫu", "Mẫu", BEGAN_AT, "plan", HALL, "comrade", {}),
            SitesInvited(
                (
                    SiteSpec(HALL, "Hội trường", "HT", "Hội trường", SiteKind.HALL, line=False),
                    SiteSpec(SiteId("64"), "Gia Lai", "GL", "Tỉnh Gia Lai", SiteKind.PROVINCE),
                    SiteSpec(SiteId("04"), "Cao Bằng", "CB", "Tỉnh Cao Bằng", SiteKind.PROVINCE),
                )
            ),
            RosterSet(people),
            programme.ProgrammeSet(
                (
                    programme.ItemSpec(
                        ItemId("1"), "Khai mạc", ItemKind.OPENING, BEGAN_AT, 600_000
                    ),
                    programme.ItemSpec(
                        ItemId("2"), "Thảo luận", ItemKind.DISCUSSION, BEGAN_AT, 600_000
                    ),
                )
            ),
            private=names,
        )

    def hold(self) -> None:
        """A meeting with something of everything, refusals and erasure included."""
        self.prepare()
        self.flip(SiteHeard(SiteId("64")), SiteHeard(SiteId("04")))
        self.do(phases.StartSession())
        self.do(phases.StartSession())
        self.do(phases.ResumeSession())
        self._attend()
        self._call_the_roll()
        self._speak()
        self._speak_of_the_rest()
        self.do(ErasePerson(person("64", 2)), ORGANIZER)
        self.do(phases.CloseSession())

    def _attend(self) -> None:
        by = site_actor("64")
        note = Note(Attendance.EXCUSED, reason=Ref("t_reason", "1" * 64))
        source = Source(SiteId("64"), "inc", 1, "d1", self.now - 60_000, self.now, -250)
        self.do(
            attendance.NoteAttendance(person("64", 2), note),
            by,
            row("t_reason", person("64", 2), text="Lý do mẫu riêng tư"),
            source=source,
        )
        self.do(attendance.NoteAttendance(person("64", 1), Note(Attendance.IN_PERSON)), by)
        self.do(attendance.NoteHeadCount(SiteId("64"), 17), by)

    def _call_the_roll(self) -> None:
        self.do(rollcall.OpenRollCall(30_000))
        self.do(rollcall.AnswerRollCall(RollCallId("r1"), SiteId("64")), site_actor("64"))
        self.now += 60_000
        self.do(rollcall.AnswerRollCall(RollCallId("r1"), SiteId("04")), site_actor("04"))

    def _speak(self) -> None:
        self.do(programme.BeginItem(ItemId("2")))
        topic = Ref("t_topic", "2" * 64)
        for site in ("64", "04", "64"):
            self.do(
                floor.RequestFloor(SiteId(site), SpeechKind.INTERVENTION, topic=topic),
                site_actor(site),
                row("t_topic", text="Chủ đề mẫu"),
            )
        first, second = list(self.session.floor.entries)[:2]
        self.do(floor.ApproveRequest(first))
        self.do(floor.MoveRequest(second, first))
        self.do(floor.CallPoint(second), expected_rev=self.session.floor.rev)
        self.do(floor.CallPoint(first), expected_rev=0)
        self.do(floor.GiveFloor(second))
        self.do(floor.ExtendSpeech(second, 60_000))
        self.do(floor.PauseSpeech(second))
        self.do(floor.ResumeSpeech(second))
        self.do(floor.EndSpeech(second))
        self.do(floor.GiveFloor(EntryId("no-such")))

    def _speak_of_the_rest(self) -> None:
        self.do(
            notices.SendNotice((SiteId("64"), SiteId("04")), Ref("t_notice", "3" * 64)),
            HOST,
            row("t_notice", text="Tin nhắn mẫu"),
        )
        self.do(notices.ReadNotice("n1", SiteId("64")), site_actor("64"))
        self.do(incidents.ReportIncident(SiteId("64"), IncidentKind.NO_SOUND), site_actor("64"))
        self.do(incidents.MoveIncident("i1", IncidentState.ACKNOWLEDGED))
        self.flip(
            LineBandChanged(SiteId("64"), Band.POOR, LineReason.JITTER), SiteWentQuiet(SiteId("64"))
        )


def held() -> MeetingScript:
    """A script that has been held to its end."""
    script = MeetingScript()
    script.hold()
    return script
