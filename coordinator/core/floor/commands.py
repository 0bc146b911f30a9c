"""What someone wants of the floor."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.base import FloorCommand, Ref
from wire.floor_words import PauseCause
from wire.vocabulary import Channel, EntryId, LimitKey, PersonId, SiteId, SpeechKind


@dataclass(frozen=True, slots=True)
class RequestFloor(FloorCommand):
    """Ask to speak; by the site itself, by telephone through an operator, or at the chair's word.

    `age_ms` is how long ago a site pressed it; too old an intent does not act. `answers` are the
    speeches that a reply answers, `mic` the microphone in the hall, and with `call` the point is
    called at once, which only the chair's word may do."""

    site: SiteId
    kind: SpeechKind
    person: PersonId | None = None
    channel: Channel = Channel.SITE
    topic: Ref | None = None
    intent: str = ""
    age_ms: int = 0
    answers: tuple[EntryId, ...] = ()
    mic: str = ""
    call: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawRequest(FloorCommand):
    entry: EntryId
    age_ms: int = 0


@dataclass(frozen=True, slots=True)
class ApproveRequest(FloorCommand):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class DeclineRequest(FloorCommand):
    """Not arranged: the site is asked to send its opinion in writing."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class DeferRequest(FloorCommand):
    """To the end of the list."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class MoveRequest(FloorCommand):
    """Move relative to another entry: before it, or to the end when `before` is None."""

    entry: EntryId
    before: EntryId | None


@dataclass(frozen=True, slots=True)
class CallPoint(FloorCommand):
    """Bring to standby; out of order if need be."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class RevokeCall(FloorCommand):
    """The wrong point was called or put on air: nothing is spent, and the point waits again, the
    first of those not called. Its exact place comes back by an undo."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class ReportReady(FloorCommand):
    """The site acknowledges the call of `called_at` (or says it is not ready), and with `person`
    confirms who will speak."""

    entry: EntryId
    called_at: int
    ready: bool
    age_ms: int = 0
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class GiveFloor(FloorCommand):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class PauseSpeech(FloorCommand):
    """Stop the clock; an interjection of the chair names who interjects, if a person is known."""

    entry: EntryId
    cause: PauseCause = PauseCause.NONE
    interjector: PersonId | None = None


@dataclass(frozen=True, slots=True)
class ResumeSpeech(FloorCommand):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class ExtendSpeech(FloorCommand):
    """Lengthen (or shorten, if negative) the speech by `by_ms`."""

    entry: EntryId
    by_ms: int


@dataclass(frozen=True, slots=True)
class EndSpeech(FloorCommand):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class NameSpeaker(FloorCommand):
    """Who will speak for the point."""

    entry: EntryId
    person: PersonId


@dataclass(frozen=True, slots=True)
class UndoFloorAct(FloorCommand):
    """Take back the act recorded at `act_rev`, within 10 s, if nothing built on it."""

    act_rev: int


@dataclass(frozen=True, slots=True)
class ChangeLimits(FloorCommand):
    """New limits for all who have not begun to speak."""

    limits: dict[LimitKey, int]


@dataclass(frozen=True, slots=True)
class SetListOpen(FloorCommand):
    is_open: bool


@dataclass(frozen=True, slots=True)
class ChangeRules(FloorCommand):
    """New rules of the floor; None leaves one as it is."""

    present_only: bool | None = None
    picture_check: bool | None = None
    speeches_max: int | None = None


FLOOR_COMMANDS: tuple[type[FloorCommand], ...] = (
    RequestFloor,
    WithdrawRequest,
    ApproveRequest,
    DeclineRequest,
    DeferRequest,
    MoveRequest,
    CallPoint,
    RevokeCall,
    ReportReady,
    GiveFloor,
    PauseSpeech,
    ResumeSpeech,
    ExtendSpeech,
    EndSpeech,
    NameSpeaker,
    UndoFloorAct,
    ChangeLimits,
    SetListOpen,
    ChangeRules,
)
