"""A small meeting: the hall, a ministry's seat, two provinces, a commune, a receive-only point.

On the day of the first case, with sample people only; times are written as on a wall clock.
"""

from __future__ import annotations

from coordinator.core.attendance.events import RosterSet
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.base import Actor, Event, Ref, Source
from coordinator.core.people import People, PrivateRow, duty_ref
from coordinator.core.programme import ItemSpec, ProgrammeSet
from coordinator.core.session import PhaseChanged, SessionPrepared
from coordinator.core.sites import SitesInvited, SiteSpec
from wire.vocabulary import (
    HALL,
    EntryId,
    ItemId,
    ItemKind,
    PersonId,
    Phase,
    Role,
    SiteId,
    SiteKind,
)

MIDNIGHT = 1_694_106_000_000  # 8 September 2023, 00:00 in Hà Nội
SALT = "5a" * 16

GL, CB, BTC, CHU_PAH, ALAN = (
    SiteId("64"),
    SiteId("04"),
    SiteId("BTC"),
    SiteId("64-01"),
    SiteId("64-02"),
)
CHAIR, MEMBER = PersonId("TW.01"), PersonId("TW.02")
HEAD, SECOND = PersonId("64.01"), PersonId("64.02")
OTHER, MINISTER = PersonId("04.01"), PersonId("BTC.01")
OPENING, DISCUSSION, CLOSING = ItemId("p1"), ItemId("p2"), ItemId("p3")

HOST = Actor("host-1", Role.HOST)
HOST_2 = Actor("host-2", Role.HOST)
SECRETARY = Actor("secretary-1", Role.SECRETARY)
ORGANIZER = Actor("organizer-1", Role.ORGANIZER)
ADMIN = Actor("admin-1", Role.ADMIN)
STAGE = Actor("stage-1", Role.STAGE)
OPERATOR = Actor("operator-1", Role.OPERATOR)
GIA_LAI = Actor("site-64", Role.SITE, frozenset({GL}))
CAO_BANG = Actor("site-04", Role.SITE, frozenset({CB}))
CLUSTER = Actor("site-cluster", Role.SITE, frozenset({GL, CHU_PAH, ALAN}))

E1, E2, E3, E4, E5 = (EntryId(f"e{number}") for number in range(1, 6))


def clock(text: str) -> int:
    """ "9:05", "9:05:30" or "9:05:30.250" of the day, as milliseconds since the epoch."""
    hours, minutes, *seconds = text.split(":")
    ms = round(float(seconds[0]) * 1000) if seconds else 0
    return MIDNIGHT + (int(hours) * 60 + int(minutes)) * 60_000 + ms


def sites() -> tuple[SiteSpec, ...]:
    """The points in the organizers' order."""
    return (
        SiteSpec(HALL, "Hà Nội", "HN", "Hội trường chính", SiteKind.HALL),
        SiteSpec(BTC, "Bộ Tài chính", "BTC", "Bộ Tài chính", SiteKind.MINISTRY, line=False),
        SiteSpec(GL, "Gia Lai", "GL", "UBND tỉnh Gia Lai", SiteKind.PROVINCE, column=7, row=14),
        SiteSpec(CB, "Cao Bằng", "CB", "UBND tỉnh Cao Bằng", SiteKind.PROVINCE, column=5, row=1),
        SiteSpec(CHU_PAH, "Chư Păh", "CP", "UBND xã Chư Păh", SiteKind.COMMUNE, GL),
        SiteSpec(ALAN, "Al Bá", "AB", "UBND xã Al Bá", SiteKind.COMMUNE, GL, receive_only=True),
    )


def people() -> tuple[PersonSpec, ...]:
    """The roster: two in the hall, two at Gia Lai, one each at Cao Bằng and the ministry."""
    return tuple(
        PersonSpec(person, SiteId(person.split(".")[0]), commitment_of(person), person == HEAD)
        for person in (CHAIR, MEMBER, HEAD, SECOND, OTHER, MINISTER)
    )


def row_of(person: str) -> PrivateRow:
    """The texts of a person: a visible sample."""
    fields = {"name": f"Đại biểu mẫu {person[-2:]} – {person[:-3]}", "post": "Chức danh mẫu"}
    return PrivateRow(person, SALT, fields, owner=person)


def commitment_of(person: str) -> str:
    return row_of(person).as_ref().commitment


def texts() -> People:
    """What the people store has of the roster, and one duty telephone."""
    known = People()
    known.keep(row_of(person.id) for person in people())
    known.keep([PrivateRow(duty_ref(GL), SALT, {"phone": "0269 000 064"})])
    return known


def items() -> tuple[ItemSpec, ...]:
    return (
        ItemSpec(OPENING, "Khai mạc", ItemKind.OPENING, clock("9:00"), 600_000),
        ItemSpec(DISCUSSION, "Thảo luận", ItemKind.DISCUSSION, clock("9:10"), 3_600_000),
        ItemSpec(CLOSING, "Kết luận", ItemKind.DIRECTIVE, clock("10:10"), 1_200_000),
    )


def small_meeting() -> tuple[Event, ...]:
    """Prepared, not begun."""
    return (
        SessionPrepared("Phiên họp mẫu", "Họp mẫu", clock("9:00"), "plan", HALL, "comrade", {}),
        SitesInvited(sites()),
        RosterSet(people()),
        ProgrammeSet(items()),
    )


def live() -> tuple[Event, ...]:
    """The small meeting, begun."""
    return (*small_meeting(), PhaseChanged(Phase.LIVE))


def ref(name: str) -> Ref:
    """A reference to a personal text."""
    return Ref(f"t_{name}", "00" * 32)


def record(
    seq: int,
    device: str,
    *,
    site: SiteId = GL,
    digest: str | None = None,
    incarnation: str = "laptop",
    offset_ms: int | None = 0,
) -> Source:
    """A record of a site's agent, written when its clock showed `device`."""
    at = clock(device)
    return Source(site, incarnation, seq, digest or f"d{seq}", at, at, offset_ms)
