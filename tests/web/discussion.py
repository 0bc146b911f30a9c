"""The provinces' turn of that morning: who asked, who was called, who is on air."""

from __future__ import annotations

from coordinator.core import rollcall
from coordinator.core.base import Draft
from coordinator.core.floor import commands as floor
from coordinator.core.incidents import MoveIncident
from coordinator.core.programme import BeginItem
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from tests.web.morning import (
    GIA_LAI,
    INTERVENTION,
    LATE,
    NEVER,
    REPLY,
    SECRETARY,
    Morning,
    clock,
    lines,
    notices,
    point,
    speech,
    trouble,
)
from wire.vocabulary import (
    Channel,
    EntryId,
    IncidentKind,
    IncidentState,
    ItemId,
    RollCallId,
    SiteId,
)


def discussion(morning: Morning) -> dict[str, EntryId]:
    """The provinces' turn, up to the second call of the roll; returns the entries by point."""
    morning.flips("9:20", [Draft(SiteHeard(SiteId(LATE)), clock("9:20"))])
    morning.do("9:21", BeginItem(ItemId("4")))
    speech(morning, "79", 82, 9, INTERVENTION)
    asked: dict[str, EntryId] = {}
    asked["64"] = EntryId(morning.ask("9:31:02", "64"))
    asked["66"] = EntryId(morning.ask("9:31:40", "66"))
    asked["04"] = EntryId(morning.ask("9:32:10", "04"))
    asked["31"] = EntryId(morning.ask("9:33:05", "31"))
    notices(morning)
    asked["92"] = EntryId(morning.ask("9:35:12", "92"))
    for site in ("64", "66", "04", "31", "92"):
        morning.do("9:36", floor.ApproveRequest(asked[site]))
    asked["BTP"] = EntryId(
        morning.ask(
            "9:36:31",
            "BTP",
            SECRETARY,
            kind=REPLY,
            channel=Channel.TELEPHONE,
            topic="trả lời kiến nghị của Gia Lai",
        )
    )
    asked["12"] = EntryId(morning.ask("9:36:58", "12", SECRETARY, channel=Channel.TELEPHONE))
    trouble(morning, "9:37:05", "04", IncidentKind.NO_SOUND)
    asked["38"] = EntryId(
        morning.ask("9:37:40", "38", topic="vướng mắc về phân cấp thủ tục đất đai")
    )
    morning.do("9:37:45", MoveIncident("i1", IncidentState.IN_PROGRESS))
    asked["79"] = EntryId(morning.ask("9:38:20", "79"))
    morning.do("9:38:30", floor.CallPoint(asked["64"]))
    morning.do("9:38:41", floor.ReportReady(asked["64"], clock("9:38:30"), True), point("64"))
    return asked


def on_air(morning: Morning, asked: dict[str, EntryId]) -> None:
    """Gia Lai speaks, Đắk Lắk is ready, Cao Bằng has been called and does not answer."""
    morning.flips("9:39:06", [Draft(SiteWentQuiet(SiteId("12")), clock("9:39:06"))])
    morning.do("9:39:25", floor.GiveFloor(asked["64"]))
    trouble(morning, "9:39:36", "12", IncidentKind.LINK_LOST)
    morning.do("9:40:02", floor.CallPoint(asked["66"]))
    morning.do("9:40:30", rollcall.OpenRollCall(180_000))
    morning.do("9:41:50", floor.CallPoint(asked["04"]))
    ready = floor.ReportReady(asked["66"], clock("9:40:02"), True)
    morning.do("9:41:58", ready, point("66"))
    answering = [s for s in lines(morning) if s not in (NEVER, LATE, "12", "04", GIA_LAI)]
    for site in ["TW", *answering]:
        call = rollcall.AnswerRollCall(RollCallId("r2"), SiteId(site))
        morning.do("9:42:05", call, point(site))
