"""The morning of 8 September 2023 as the core lives it: what the pages' fixed views are made of.

The example session runs from seven to 09:42:17, with losses, a restart, corrections and a list of
speakers; every delegate but the two of the document is a visible sample.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coordinator.casefile.examples import EVERYDAY, example
from coordinator.casefile.plan import plan
from coordinator.casefile.read import read_case
from coordinator.core import meeting, rollcall
from coordinator.core import session as phases
from coordinator.core.base import SYSTEM, Actor, Asked, Command, Draft
from coordinator.core.floor import commands as floor
from coordinator.core.health import Reading
from coordinator.core.notices import SendNotice
from coordinator.core.people import People
from coordinator.core.programme import BeginItem
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.intake import Taken, Texts, from_body
from wire import records
from wire.vocabulary import (
    Channel,
    EntryId,
    IncidentKind,
    ItemId,
    PersonId,
    Presence,
    Role,
    RollCallId,
    SiteId,
    SiteKind,
    SpeechKind,
)

MIDNIGHT = 1_694_106_000_000  # 8 September 2023, 00:00 in Hà Nội
NOW = "9:42:17"
HOST = Actor("host-1", Role.HOST)
SECRETARY = Actor("secretary-1", Role.SECRETARY)
GIA_LAI = SiteId("64")
NEVER, LATE = "96", "95"
INTERVENTION, REPLY = SpeechKind.INTERVENTION, SpeechKind.REPLY


def clock(text: str) -> int:
    """ "9:05" or "9:05:30" of the day, as milliseconds since the epoch."""
    hours, minutes, *seconds = text.split(":")
    return MIDNIGHT + (int(hours) * 3600 + int(minutes) * 60 + int((seconds or ["0"])[0])) * 1000


@dataclass
class Morning:
    """The session while it is played, and what was heard of its points."""

    session: Session
    people: People = field(default_factory=People)
    watch: Watch = field(default_factory=Watch)

    def do(self, at: str, command: Command, by: Actor = HOST) -> str:
        """One accepted command; returns the entry it made, if any."""
        now = clock(at)
        meeting.advance(self.session, (), now)
        asked = Asked(command, by, command_id=f"c{self.session.rev}")
        outcome = meeting.step(self.session, asked, now).outcome
        assert outcome.accepted, f"{at} {type(command).__name__}: {outcome.code}"
        return outcome.entry or ""

    def enter(self, at: str, site: str, body: records.RecordBody) -> None:
        """A record of a point."""
        self._taken(at, from_body(SiteId(site), body), point(site))

    def ask(self, at: str, site: str, by: Actor | None = None, **said: object) -> str:
        """A request to speak; returns its entry."""
        channel = said.pop("channel", Channel.SITE)
        topic = said.pop("topic", None)
        texts = Texts()
        command = floor.RequestFloor(
            SiteId(site),
            said.pop("kind", INTERVENTION),  # type: ignore[arg-type] — given by name above
            PersonId(str(said.pop("person", f"{site}.01"))),
            channel,  # type: ignore[arg-type] — given by name above
            texts.text(str(topic)) if topic else None,
        )
        self.people.keep(texts.rows)
        return self.do(at, command, by or point(site))

    def notify(self, at: str, text: str, *sites: str) -> None:
        texts = Texts()
        ref = texts.text(text)
        assert ref is not None
        self.people.keep(texts.rows)
        self.do(at, SendNotice(tuple(SiteId(site) for site in sites), ref))

    def flips(self, at: str, drafts: Iterable[Draft]) -> None:
        meeting.advance(self.session, list(drafts), clock(at))

    def _taken(self, at: str, taken: Taken, by: Actor) -> None:
        self.people.keep(taken.private)
        self.do(at, taken.command, by)


def point(site: str) -> Actor:
    return Actor(f"site-{site}", Role.SITE, frozenset({SiteId(site)}))


def prepared() -> Morning:
    """The imported session at seven, nobody heard."""
    case = read_case(example(EVERYDAY))
    planned = plan(case, salt=lambda: "5a" * 16)
    morning = Morning(Session(case.id))
    meeting.establish(morning.session, SYSTEM, planned.events, clock("7:00"))
    morning.people.keep(planned.private)
    return morning


def lines(morning: Morning) -> list[SiteId]:
    """The points with a line, the hall left out."""
    sites = morning.session.sites
    return [s for s in morning.session.site_order if sites[s].spec.kind is SiteKind.PROVINCE]


def arrivals(morning: Morning) -> None:
    """The lines come up, and the rooms fill."""
    heard = [site for site in lines(morning) if site not in (NEVER, LATE)]
    start = clock("7:28")
    morning.flips(
        "7:50",
        [Draft(SiteHeard(site), start + at * 17_000) for at, site in enumerate(["TW", *heard])],
    )
    for order, site in enumerate(morning.session.site_order):
        spec = morning.session.sites[site].spec
        if site in (NEVER, LATE):
            continue
        for place, person in enumerate(morning.session.sites[site].people):
            status = "in_person"
            if spec.kind is SiteKind.PROVINCE and place == 11 and order % 5 == 0:
                status = "online"
            if spec.kind is SiteKind.PROVINCE and place > 16 and (order + place) % 7 == 0:
                status = "absent"
            if site != GIA_LAI:
                body = {"kind": "attendance", "person": person, "status": status}
                minute, second = divmod(order * 19 + place, 60)
                morning.enter(f"7:{50 + minute % 9}:{second:02d}", site, attendance(body))
    gia_lai(morning)


def attendance(body: dict[str, str]) -> records.AttendanceBody:
    """A body as JSON would give it."""
    return records.AttendanceBody.model_validate_strings(body)


def gia_lai(morning: Morning) -> None:
    """Our point: a deputy, an absence, a correction, one more who came, a head-count."""
    for place in (1, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22):
        body = {"kind": "attendance", "person": f"64.{place:02d}", "status": "in_person"}
        morning.enter("7:59:30", GIA_LAI, attendance(body))
    deputised = {
        "kind": "attendance",
        "person": "64.02",
        "status": "deputised",
        "deputy": "Đại biểu mẫu 31 – Gia Lai",
        "deputy_post": "Văn phòng UBND tỉnh",
        "approver": "Chủ trì hội nghị",
    }
    morning.enter("7:59:40", GIA_LAI, attendance(deputised))
    excused = {"kind": "attendance", "person": "64.03", "status": "excused"}
    morning.enter(
        "7:59:44", GIA_LAI, attendance({**excused, "reason": "đi công tác theo quyết định"})
    )
    absent = {"kind": "attendance", "person": "64.08", "status": "absent"}
    morning.enter("7:59:48", GIA_LAI, attendance(absent))
    added = {"kind": "attendee", "person": "64.x-1", "name": "Đại biểu mẫu 32 – Gia Lai"}
    morning.enter(
        "7:59:50",
        GIA_LAI,
        records.AttendeeBody.model_validate_strings({**added, "post": "Sở Ngoại vụ"}),
    )
    morning.enter("7:59:52", GIA_LAI, records.HeadCountBody(kind="head_count", count=24))


def first_hour(morning: Morning) -> None:
    """Opening, report, the ministries' presentations; a roll call, losses, a restart."""
    morning.do("8:01", phases.StartSession())
    morning.do("8:01:05", BeginItem(ItemId("1")))
    call = morning.session
    morning.do("8:04", rollcall.OpenRollCall(180_000))
    for order, site in enumerate(s for s in lines(morning) if s not in (NEVER, LATE)):
        if site != "12":
            answer = rollcall.AnswerRollCall(RollCallId("r1"), site)
            morning.do(f"8:{4 + order // 40}:{order % 40 + 10:02d}", answer, point(site))
    morning.do("8:05:58", rollcall.AnswerRollCall(RollCallId("r1"), SiteId("TW")), point("TW"))
    morning.do("8:09:10", rollcall.AnswerRollCall(RollCallId("r1"), SiteId("12")), point("12"))
    assert call.roll_calls[0].closed_at is not None
    morning.do("8:12", BeginItem(ItemId("2")))
    losses(morning, "04", ("8:15:10", "8:16:30"), ("8:30:00", "8:31:20"), ("8:44:00", "8:45:30"))
    losses(morning, "51", ("8:45:40", "8:46:15"))
    morning.do("8:46:30", BeginItem(ItemId("3")))
    restart = [*meeting.recover(morning.session, clock("8:48:10"), clock("8:48:40"))]
    assert restart
    heard = [s for s in lines(morning) if s not in (NEVER, LATE)]
    back = [Draft(SiteHeard(site), clock("8:48:41")) for site in ["TW", *heard]]
    morning.flips("8:48:50", back)
    speech(morning, "BNV", 50, 5, SpeechKind.PRESENTATION)
    losses(morning, "64", ("8:55:12", "8:56:32"))
    speech(morning, "BTP", 57, 4, SpeechKind.PRESENTATION)
    speech(morning, "BTTTT", 65, 14, SpeechKind.PRESENTATION)
    wrong = {"kind": "correction", "person": "64.08", "status": "in_person"}
    because = {"because": "đến lúc 08:10, lần trước ghi nhầm"}
    body = records.CorrectionBody.model_validate_strings({**wrong, **because})
    morning.enter("9:19:30", GIA_LAI, body)


def losses(morning: Morning, site: str, *spans: tuple[str, str]) -> None:
    """The point was not heard from … to."""
    for since, until in spans:
        morning.flips(since, [Draft(SiteWentQuiet(SiteId(site)), clock(since))])
        morning.flips(until, [Draft(SiteHeard(SiteId(site)), clock(until))])


def speech(morning: Morning, site: str, minute: int, length: int, kind: SpeechKind) -> None:
    """One speech at the chair's word, `length` minutes from 08:`minute` or 09:`minute - 60`."""

    def at(extra: int, second: int) -> str:
        hour, rest = divmod(8 * 60 + minute + extra, 60)
        return f"{hour}:{rest:02d}:{second:02d}"

    entry = EntryId(morning.ask(at(0, 0), site, HOST, kind=kind, channel=Channel.CHAIR))
    morning.do(at(0, 5), floor.GiveFloor(entry))
    morning.do(at(length - 1, 40), floor.EndSpeech(entry))


def notices(morning: Morning) -> None:
    """What the centre told its points, and that Gia Lai has read the first."""
    morning.notify("9:34", "Đề nghị các điểm cầu tắt micrô khi chưa đến lượt.")
    morning.enter("9:34:40", GIA_LAI, records.NoticeReadBody(kind="notice_read", notice="n1"))
    morning.notify("9:34:50", "Gia Lai chuẩn bị, thời lượng 7 phút.", "64")


def trouble(morning: Morning, at: str, site: str, kind: IncidentKind) -> None:
    """A technician reports what is wrong."""
    morning.enter(at, site, records.IncidentBody(kind="incident", incident=kind))


def listen(morning: Morning, now: str = NOW) -> None:
    """What was heard and measured just now: two lines are weak, those that are lost stay so."""
    at = clock(now)
    morning.watch = Watch()
    weak = {"04": Reading(at, 210, 64, 1), "51": Reading(at, 340, 22, 0)}
    for order, site in enumerate(["TW", *lines(morning)]):
        if site == NEVER or morning.session.sites[SiteId(site)].presence is Presence.SILENT:
            continue
        morning.watch.heard(SiteId(site), at)
        steady = Reading(at, 21 + order * 7 % 60, 2 + order % 6, 0)
        morning.watch.report(SiteId(site), weak.get(site, steady))
    morning.flips(now, morning.watch.flips(at))
