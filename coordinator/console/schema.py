"""Prints one JSON Schema of all that the pages receive and send, for their generated types."""

from __future__ import annotations

import json
import sys
from typing import Any, Literal

from pydantic import TypeAdapter

from coordinator.console import (
    answers,
    bridge_words,
    log_routes,
    roster_words,
    screen_words,
    series,
    standing_words,
    stream_words,
)
from coordinator.console.codes import WhoseCode
from coordinator.console.commands import AnyCommand
from coordinator.console.site_records import SiteRecords, SiteRecordsAnswer
from coordinator.evidence.state import EvidenceState
from coordinator.orders import ReportJob, ReportOrder
from coordinator.ports import Handout
from coordinator.views.attendance import AttendanceView, SiteDetail
from coordinator.views.directory import Directory, PersonRow
from coordinator.views.host import HostView
from coordinator.views.invitations import Invitations
from coordinator.views.open_matters import OpenMatters
from coordinator.views.picture import PictureView
from coordinator.views.screens import QueueView, WallView
from coordinator.views.share import ShareView
from coordinator.views.speeches import SpeechRow
from coordinator.views.voice_checks import VoiceCheckSheet
from wire.codes import Refusal, WireCode
from wire.floor_view import FloorFrame
from wire.floor_words import (
    CallOutcome,
    NoteKind,
    NoticeKind,
    PauseCause,
    Question,
    QueueFate,
)
from wire.roster import PersonSaid, RosterPage
from wire.site_acts import SiteAct
from wire.site_view import SitePage
from wire.vocabulary import (
    Attendance,
    Band,
    Channel,
    EntryState,
    IncidentKind,
    IncidentState,
    ItemKind,
    LimitKey,
    LineReason,
    Phase,
    Presence,
    Role,
    SiteKind,
    SiteState,
    SpeechKind,
)

Mode = Literal["validation", "serialization"]
WE_SEND: Mode = "serialization"
WE_READ: Mode = "validation"

RECEIVED: dict[str, Any] = {
    "HostView": HostView,
    "FloorFrame": FloorFrame,
    "WallView": WallView,
    "QueueView": QueueView,
    "Screens": screen_words.Screens,
    "SitePage": SitePage,
    "AttendanceView": AttendanceView,
    "SiteDetail": SiteDetail,
    **log_routes.RECEIVED,
    **series.RECEIVED,
    "SpeechRows": tuple[SpeechRow, ...],
    "ShareView": ShareView,
    "OpenMatters": OpenMatters,
    "PictureView": PictureView,
    "VoiceCheckSheet": VoiceCheckSheet,
    "Directory": Directory,
    "PersonRows": tuple[PersonRow, ...],
    "SessionRows": tuple[answers.SessionRow, ...],
    "SiteRows": tuple[answers.SiteNow, ...],
    "SessionView": answers.SessionView,
    "FloorAnswer": answers.FloorAnswer,
    "Timeline": answers.Timeline,
    "SignedIn": answers.SignedIn,
    "SiteMe": answers.SiteMe,
    "ActAnswer": answers.ActAnswer,
    "CommandAnswer": answers.CommandAnswer,
    "CommandFate": answers.CommandFate,
    "Problem": answers.Problem,
    "HostFrame": answers.HostFrame,
    "StageFrame": answers.StageFrame,
    "WallFrame": screen_words.WallFrame,
    "QueueFrame": screen_words.QueueFrame,
    "ScreenFrame": screen_words.ScreenFrame,
    "PointsFrame": answers.PointsFrame,
    "PictureFrame": stream_words.PictureFrame,
    "HandsFrame": stream_words.HandsFrame,
    "ConsolesFrame": stream_words.ConsolesFrame,
    "PageFrame": answers.PageFrame,
    "AliveFrame": answers.AliveFrame,
    "ClockFrame": answers.ClockFrame,
    "ErrorFrame": answers.ErrorFrame,
    "SiteRecordsAnswer": SiteRecordsAnswer,
    "WhoseCode": WhoseCode,
    "RosterPreview": roster_words.RosterPreview,
    "RosterApplied": roster_words.RosterApplied,
    "BridgePreview": bridge_words.BridgePreview,
    "BridgeApplied": bridge_words.BridgeApplied,
    "StandingRows": tuple[standing_words.StandingRow, ...],
    "StandingDetail": standing_words.StandingDetail,
    "SeriesRows": tuple[standing_words.SeriesRow, ...],
    "Invitations": Invitations,
    "ReportJobs": tuple[ReportJob, ...],
    "Handouts": tuple[Handout, ...],
    "EvidenceState": EvidenceState,
    "RosterPages": tuple[RosterPage, ...],
    "PeopleSaid": tuple[PersonSaid, ...],
}
SENT: dict[str, Any] = {
    "AnyCommand": AnyCommand,
    "SiteAct": SiteAct,
    "SignIn": answers.SignIn,
    "ScreenAct": screen_words.ScreenAct,
    "FromPage": stream_words.FromPage,
    "SiteRecords": SiteRecords,
    "ReportOrder": ReportOrder,
    "RosterChoices": roster_words.RosterChoices,
    "RosterDecisions": roster_words.RosterDecisions,
    "BridgeChoices": bridge_words.BridgeChoices,
    "BridgeDecisions": bridge_words.BridgeDecisions,
}
WORDS: tuple[Any, ...] = (
    Attendance,
    Band,
    CallOutcome,
    Channel,
    EntryState,
    IncidentKind,
    IncidentState,
    ItemKind,
    LimitKey,
    LineReason,
    NoteKind,
    NoticeKind,
    PauseCause,
    Phase,
    Presence,
    Question,
    QueueFate,
    Refusal,
    Role,
    SiteKind,
    SiteState,
    SpeechKind,
    WireCode,
)


def document() -> dict[str, Any]:
    """JSON Schema 2020-12; every type is a definition under its own name."""
    received = _definitions({**RECEIVED, **{word.__name__: word for word in WORDS}}, WE_SEND)
    for schema in received.values():
        _whole(schema)
    sent = _definitions(SENT, WE_READ)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Console",
        "$defs": dict(sorted({**sent, **received}.items())),
    }


def _definitions(shapes: dict[str, Any], mode: Mode) -> dict[str, Any]:
    wanted = [(name, mode, TypeAdapter(shape)) for name, shape in shapes.items()]
    found, shared = TypeAdapter.json_schemas(wanted)
    definitions = dict(shared["$defs"])
    for (name, _), schema in found.items():
        definitions.setdefault(name, schema)
    return definitions


def _whole(schema: dict[str, Any]) -> None:
    """What is sent always has every field: a default is for those that read what others send.
    Only problems have members that may be missing."""
    if "properties" in schema and not schema.get("additionalProperties"):
        schema["required"] = list(schema["properties"])


def main() -> None:
    """The document on standard output."""
    json.dump(document(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
