"""The hand-over of the floor and its way back: what someone wants of a turn, and what became true.

A turn is prepared (picture, telephone), may give way, be set aside with the time that is left,
come back, or end in writing.
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.base import FloorCommand, FloorEvent
from wire.floor_words import Question
from wire.vocabulary import EntryId, ItemId, LimitKey


@dataclass(frozen=True, slots=True)
class CuePicture(FloorCommand):
    """Ask the picture operator to put the point's picture on."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class ConfirmPicture(FloorCommand):
    """The point's picture is on, or on again."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class LosePicture(FloorCommand):
    """The speaker's picture or sound is gone: the turn is held, its clock stands."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class KeepWaiting(FloorCommand):
    """The answer "wait" to what the hand-over asks: its time begins anew."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class PassOver(FloorCommand):
    """The called point gives way: the next one is called, and it stays the first of the rest."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class SetAside(FloorCommand):
    """Out of the list for now, with the time left: its line is down, or it is for another item."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class ReturnRequest(FloorCommand):
    """One set aside comes back as the first of those not called."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class PutBack(FloorCommand):
    """The last speaker had not finished: back to the head of the list with the time left."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class TakeByTelephone(FloorCommand):
    """The point is heard by telephone, its video down (or no longer)."""

    entry: EntryId
    on: bool


@dataclass(frozen=True, slots=True)
class ReadDecline(FloorCommand):
    """The site has read that its turn could not be arranged."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class ReceiveWritten(FloorCommand):
    """The opinion was sent in writing."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class WindDown(FloorCommand):
    """Time runs short: the first `take` who wait may still speak, each for `limit_ms` at most
    (None: as before); the list closes and the rest are asked to write. Those called stay."""

    take: int
    limit_ms: int | None = None


TURN_COMMANDS: tuple[type[FloorCommand], ...] = (
    CuePicture,
    ConfirmPicture,
    LosePicture,
    KeepWaiting,
    PassOver,
    SetAside,
    ReturnRequest,
    PutBack,
    TakeByTelephone,
    ReadDecline,
    ReceiveWritten,
    WindDown,
)


@dataclass(frozen=True, slots=True)
class PictureCued(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class PictureUp(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class PictureLost(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class HandOverAsked(FloorEvent):
    """A step of the hand-over took too long; dated by its deadline."""

    entry: EntryId
    question: Question


@dataclass(frozen=True, slots=True)
class WaitKept(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class PassedOver(FloorEvent):
    """`entry` gave way to `to`, which is called."""

    entry: EntryId
    to: EntryId


@dataclass(frozen=True, slots=True)
class RequestsSetAside(FloorEvent):
    """Out of the list; they come back by themselves with `item`, if one is named."""

    entries: tuple[EntryId, ...]
    item: ItemId | None = None


@dataclass(frozen=True, slots=True)
class RequestsReturned(FloorEvent):
    """Back in the list. `same_act` says that the act which did this had set aside or declined
    others just before, so that one undo takes back both; older records do not say so."""

    entries: tuple[EntryId, ...]
    same_act: bool = False


@dataclass(frozen=True, slots=True)
class SpeakerPutBack(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class TelephoneTaken(FloorEvent):
    entry: EntryId
    on: bool


@dataclass(frozen=True, slots=True)
class DeclineRead(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class WrittenReceived(FloorEvent):
    entry: EntryId


@dataclass(frozen=True, slots=True)
class ListWoundDown(FloorEvent):
    """These are asked to write; the list and its limits are so from now on."""

    limits: dict[LimitKey, int]
    declined: tuple[EntryId, ...]
    list_open: bool = False


TURN_EVENTS: tuple[type[FloorEvent], ...] = (
    PictureCued,
    PictureUp,
    PictureLost,
    HandOverAsked,
    WaitKept,
    PassedOver,
    RequestsSetAside,
    RequestsReturned,
    SpeakerPutBack,
    TelephoneTaken,
    DeclineRead,
    WrittenReceived,
    ListWoundDown,
)
