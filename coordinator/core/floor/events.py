"""What has become true of the floor."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.base import FloorEvent, Ref
from coordinator.core.floor.turns import TURN_EVENTS
from wire.floor_words import PauseCause
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
    answers: tuple[EntryId, ...] = ()
    mic: str = ""


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
    """`entered` says that the same act had entered the request at the chair's word."""

    entry: EntryId
    entered: bool = False


@dataclass(frozen=True, slots=True)
class CallRevoked(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class SiteReady(FloorEvent):
    """`person`, if any, is who the site confirmed will speak."""

    entry: EntryId
    person: PersonId | None = None


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
    cause: PauseCause = PauseCause.NONE
    interjector: PersonId | None = None


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
    """The act recorded at `act_rev` was taken back; `entry` is the first it touched, if any."""

    entry: EntryId | None
    act_rev: int


@dataclass(frozen=True, slots=True)
class LimitsChanged(FloorEvent):
    limits: dict[LimitKey, int]


@dataclass(frozen=True, slots=True)
class ListOpenSet(FloorEvent):
    is_open: bool


@dataclass(frozen=True, slots=True)
class RulesChanged(FloorEvent):
    """The rules of the floor as they are from now on."""

    present_only: bool
    picture_check: bool
    speeches_max: int


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
    RulesChanged,
    *TURN_EVENTS,
)
