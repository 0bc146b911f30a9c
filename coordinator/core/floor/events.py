"""What has become true of the floor."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.base import FloorEvent, Ref
from wire.vocabulary import Channel, EntryId, LimitKey, PersonId, SiteId, SpeechKind


@dataclass(frozen=True, slots=True)
class FloorRequested(FloorEvent):
    entry: EntryId
    site: SiteId
    person: PersonId | None
    kind: SpeechKind
    ordinal: int
    channel: Channel
    topic: Ref | None = None
    intent: str = ""


@dataclass(frozen=True, slots=True)
class RequestWithdrawn(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class RequestApproved(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class RequestDeclined(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class RequestDeferred(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class RequestMoved(FloorEvent):
    entry: EntryId
    before: EntryId | None


@dataclass(frozen=True, slots=True)
class PointCalled(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class CallRevoked(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class SiteReady(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class SiteNotReady(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class FloorGiven(FloorEvent):
    """`confirmed` says whether the site had reported ready."""

    entry: EntryId
    limit_ms: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class SpeechPaused(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class SpeechResumed(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class SpeechExtended(FloorEvent):
    entry: EntryId
    by_ms: int


@dataclass(frozen=True, slots=True)
class SpeechEnded(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class SpeakerNamed(FloorEvent):
    entry: EntryId
    person: PersonId


@dataclass(frozen=True, slots=True)
class FloorActUndone(FloorEvent):
    entry: EntryId
    act_rev: int


@dataclass(frozen=True, slots=True)
class LimitsChanged(FloorEvent):
    limits: dict[LimitKey, int]


@dataclass(frozen=True, slots=True)
class ListOpenSet(FloorEvent):
    is_open: bool


FLOOR_EVENTS: tuple[type[FloorEvent], ...] = (
    FloorRequested,
    RequestWithdrawn,
    RequestApproved,
    RequestDeclined,
    RequestDeferred,
    RequestMoved,
    PointCalled,
    CallRevoked,
    SiteReady,
    SiteNotReady,
    FloorGiven,
    SpeechPaused,
    SpeechResumed,
    SpeechExtended,
    SpeechEnded,
    SpeakerNamed,
    FloorActUndone,
    LimitsChanged,
    ListOpenSet,
)
