"""What webhooks are told: events of the journal under stable names, with codes and numbers only.

A table says what goes out, so that whatever is not in it stays: persons, their attendance,
messages, texts of any kind. In a restricted part nothing goes out but that it is one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from coordinator.core.base import Event, Recorded
from wire.vocabulary import SessionId

BEGUN, ENDED = "RestrictedBegun", "RestrictedEnded"

# event of the journal -> (name, fields that go out); the names are stable, as `docs` lists them
TOLD: dict[str, tuple[str, tuple[str, ...]]] = {
    "PhaseChanged": ("session.phase_changed", ("phase",)),
    BEGUN: ("session.restricted", ()),
    ENDED: ("session.unrestricted", ()),
    "CoordinatorRestarted": ("coordinator.restarted", ("down_from", "up_at")),
    "ItemBegun": ("item.begun", ("item",)),
    "FloorRequested": ("request.made", ("entry", "site", "kind", "ordinal", "channel")),
    "RequestWithdrawn": ("request.withdrawn", ("entry",)),
    "RequestApproved": ("request.approved", ("entry",)),
    "RequestDeclined": ("request.declined", ("entry",)),
    "RequestDeferred": ("request.deferred", ("entry",)),
    "RequestMoved": ("request.moved", ("entry", "before")),
    "RequestsSetAside": ("requests.set_aside", ("entries", "item")),
    "RequestsReturned": ("requests.returned", ("entries",)),
    "WrittenReceived": ("request.written", ("entry",)),
    "PointCalled": ("point.called", ("entry",)),
    "PassedOver": ("point.passed_over", ("entry", "to")),
    "CallRevoked": ("point.call_revoked", ("entry",)),
    "SiteReady": ("point.ready", ("entry",)),
    "SiteNotReady": ("point.not_ready", ("entry",)),
    "TelephoneTaken": ("point.by_telephone", ("entry", "on")),
    "PictureCued": ("picture.cued", ("entry",)),
    "PictureUp": ("picture.up", ("entry",)),
    "PictureLost": ("picture.lost", ("entry",)),
    "FloorGiven": ("speech.begun", ("entry", "limit_ms", "confirmed")),
    "SpeechPaused": ("speech.paused", ("entry",)),
    "SpeechResumed": ("speech.resumed", ("entry",)),
    "SpeechExtended": ("speech.extended", ("entry", "by_ms")),
    "SpeechEnded": ("speech.ended", ("entry",)),
    "SpeakerPutBack": ("speech.put_back", ("entry",)),
    "FloorActUndone": ("act.undone", ("entry", "act_rev")),
    "LimitsChanged": ("limits.changed", ("limits",)),
    "ListOpenSet": ("list.changed", ("is_open",)),
    "ListWoundDown": ("list.wound_down", ("limits", "declined", "list_open")),
    "RollCallOpened": ("roll_call.opened", ("roll_call", "number", "deadline_at", "expected")),
    "RollCallExtended": ("roll_call.extended", ("roll_call", "deadline_at")),
    "RollCallClosed": ("roll_call.closed", ("roll_call",)),
    "MediaLegChanged": ("media.changed", ("site", "up")),
    "IncidentReported": ("incident.reported", ("incident", "site", "kind")),
    "IncidentMoved": ("incident.moved", ("incident", "state")),
}
_IN_RESTRICTED = frozenset(("PhaseChanged", BEGUN, ENDED, "CoordinatorRestarted"))


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as it goes out. `codes` has no text but codes of the product's own."""

    type: str
    rev: int
    at: int
    codes: Mapping[str, object]


def is_told(event: Event, *, hidden: bool) -> bool:
    """Whether it goes out; `hidden` in a restricted part."""
    name = type(event).__name__
    return name in _IN_RESTRICTED if hidden else name in TOLD


def hidden_after(event: Event, *, hidden: bool) -> bool:
    """Whether what follows the event is in a restricted part."""
    name = type(event).__name__
    return name == BEGUN or (hidden and name != ENDED)


def entry_of(event: Event) -> str | None:
    """The entry of the list that it names, if any."""
    return getattr(event, "entry", None)


def happening(recorded: Recorded, site: str | None) -> Happening:
    """The event as it goes out, with the point that its entry is of, if that is known."""
    name, fields = TOLD[type(recorded.event).__name__]
    codes = {field: getattr(recorded.event, field) for field in fields}
    if site is not None:
        codes["site"] = site
    return Happening(name, recorded.rev, recorded.effective_at, codes)


def body(session: SessionId, told: Happening) -> bytes:
    """`type`, `timestamp` and `data`, as the Standard Webhooks specification advises (1.0)."""
    instant = datetime.fromtimestamp(told.at / 1000, UTC)
    timestamp = instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    data = {"session": session, "rev": told.rev, "at": told.at, **told.codes}
    whole = {"type": told.type, "timestamp": timestamp, "data": data}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
