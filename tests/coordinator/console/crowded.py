"""A meeting with everything at once, to see whether a view stays small."""

from __future__ import annotations

from coordinator.core import meeting
from coordinator.core.attendance.events import RosterSet
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.base import SYSTEM, Event
from coordinator.core.floor.events import FloorRequested
from coordinator.core.incidents import IncidentReported
from coordinator.core.people import People, PrivateRow, duty_ref
from coordinator.core.session import PhaseChanged, SessionPrepared
from coordinator.core.sites import LineBandChanged, SiteHeard, SitesInvited, SiteSpec
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from tests.support.small_meeting import SALT
from wire.vocabulary import (
    HALL,
    Band,
    Channel,
    EntryId,
    IncidentKind,
    LineReason,
    PersonId,
    Phase,
    SessionId,
    SiteId,
    SiteKind,
    SpeechKind,
)

NAME = "Đại biểu mẫu số {} của điểm cầu"
POST = "Ủy viên Ban Thường vụ Tỉnh ủy mẫu, Phó Chủ tịch Ủy ban nhân dân tỉnh mẫu"
TOPIC = "Kiến nghị về phân cấp, đơn giản hóa thủ tục hành chính và số hóa hồ sơ tại địa phương"
WAITING, INCIDENTS = 500, 12


def crowded(provinces: int, communes: int) -> tuple[Session, People, Watch]:
    """All heard, every second line weak, 500 waiting, 12 incidents, texts of a usual length."""
    codes = [f"{number:02d}" for number in range(1, provinces + 1)]
    sites = _sites(codes, communes)
    speakers = [PersonId(f"{code}.p1") for code in codes]
    texts = [PrivateRow(f"t{number}", SALT, {"text": TOPIC}) for number in range(WAITING)]
    events: list[Event] = [
        SessionPrepared(TOPIC, "Họp mẫu", 1, "plan", HALL, "comrade", {}),
        SitesInvited(sites),
        RosterSet(tuple(PersonSpec(p, SiteId(p[:2]), "c") for p in speakers)),
        PhaseChanged(Phase.LIVE),
        *(SiteHeard(site.id) for site in sites),
        *(LineBandChanged(site.id, Band.FAIR, LineReason.MISSED_BEATS) for site in sites[::2]),
        *(
            _request(number, speakers[number % provinces], text)
            for number, text in enumerate(texts)
        ),
        *(
            IncidentReported(f"i{n}", SiteId(codes[n]), IncidentKind.NO_PICTURE, texts[n].as_ref())
            for n in range(INCIDENTS)
        ),
    ]
    session, people = Session(SessionId("big")), People()
    meeting.establish(session, SYSTEM, events, 1_795_378_080_696)
    people.keep(PrivateRow(p, SALT, {"name": NAME.format(p), "post": POST}) for p in speakers)
    people.keep(PrivateRow(duty_ref(code), SALT, {"phone": "0269 000 064"}) for code in codes)
    people.keep(texts)
    return session, people, Watch()


def _sites(codes: list[str], communes: int) -> tuple[SiteSpec, ...]:
    return (
        SiteSpec(HALL, "Hà Nội", "HN", "Hội trường chính", SiteKind.HALL),
        *(
            SiteSpec(SiteId(code), f"Thừa Thiên Huế {code}", "TTH", "UBND", SiteKind.PROVINCE)
            for code in codes
        ),
        *(
            SiteSpec(
                SiteId(f"C{number}"),
                f"Xã mẫu {number}",
                "XM",
                "UBND xã mẫu",
                SiteKind.COMMUNE,
                SiteId(codes[number % len(codes)]),
            )
            for number in range(communes)
        ),
    )


def _request(number: int, speaker: PersonId, topic: PrivateRow) -> FloorRequested:
    return FloorRequested(
        EntryId(f"e{number + 1}"),
        SiteId(speaker[:2]),
        speaker,
        SpeechKind.INTERVENTION,
        1,
        Channel.TELEPHONE,
        topic.as_ref(),
    )
