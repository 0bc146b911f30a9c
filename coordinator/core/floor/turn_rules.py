"""What is allowed of a turn beyond the table: pictures, questions answered, ways out and back."""

from __future__ import annotations

from collections.abc import Callable

from coordinator.core.base import FloorCommand, FloorEvent, Refused
from coordinator.core.floor import turns as t
from coordinator.core.floor.limits import LIMIT_MS_MAX, MINUTE_MS
from coordinator.core.floor.queue import follows, put_off
from coordinator.core.floor.state import Entry, Floor
from wire.codes import Refusal
from wire.floor_words import PauseCause
from wire.vocabulary import EntryId, LimitKey

WIND_DOWN_MS_MIN = MINUTE_MS

_SIMPLE: dict[type, Callable[[EntryId], FloorEvent]] = {
    t.CuePicture: t.PictureCued,
    t.KeepWaiting: t.WaitKept,
    t.ReceiveWritten: t.WrittenReceived,
}
# Whatever is shortened for all when time runs short; the chair's own words are not.
_SHORTENED = (
    LimitKey.PRESENTATION,
    LimitKey.FIRST_INTERVENTION,
    LimitKey.SECOND_INTERVENTION,
    LimitKey.DEBATE,
    LimitKey.EXPLANATION,
    LimitKey.REPLY,
)


def decide(floor: Floor, entry: Entry, command: FloorCommand) -> list[FloorEvent]:
    """Events for an act that the table allows, or Refused. Nothing, if it is so already."""
    simple = _SIMPLE.get(type(command))
    if simple is not None:
        return [simple(entry.id)]
    match command:
        case t.ConfirmPicture():
            return [] if entry.picture_at is not None else [t.PictureUp(entry.id)]
        case t.LosePicture():
            if entry.by_phone:
                # It has no picture to lose: the telephone carries the turn on.
                raise Refused(Refusal.WRONG_STATE, state=entry.state, entry=entry.id)
            lost = entry.pause_cause is PauseCause.LINE and entry.picture_at is None
            return [] if lost else [t.PictureLost(entry.id)]
        case t.TakeByTelephone(on=on):
            return [] if entry.by_phone is on else [t.TelephoneTaken(entry.id, on)]
        case t.ReadDecline():
            return [] if entry.decline_read_at is not None else [t.DeclineRead(entry.id)]
        case t.SetAside():
            return [t.RequestsSetAside((entry.id,))]
        case t.ReturnRequest():
            return [t.RequestsReturned((entry.id,))]
        case t.PutBack():
            if floor.last_spoke != entry.id:
                raise Refused(Refusal.NOT_LAST_SPEAKER, entry=entry.id)
            return [t.SpeakerPutBack(entry.id)]
        case t.PassOver():
            return [_passed_over(floor, entry)]
    raise AssertionError(command)


def _passed_over(floor: Floor, entry: Entry) -> t.PassedOver:
    follower = follows(floor.entries, floor.order)
    if follower is None:
        raise Refused(Refusal.NOBODY_WAITING)
    return t.PassedOver(entry.id, follower)


def wound_down(floor: Floor, command: t.WindDown) -> list[FloorEvent]:
    """The limits that are longer come down to the new one; the called, and as many more as are
    taken, stay. Nothing, if it is so already."""
    limit = command.limit_ms
    if command.take < 0:
        raise Refused(Refusal.BAD_VALUE, field="take")
    if limit is not None and not WIND_DOWN_MS_MIN <= limit <= LIMIT_MS_MAX:
        raise Refused(Refusal.BAD_VALUE, field="limit_ms")
    limits = {} if limit is None else _shortened(floor, limit)
    declined = tuple(put_off(floor.entries, floor.order)[command.take :])
    if not (limits or declined or floor.list_open):
        return []
    return [t.ListWoundDown(limits, declined)]


def _shortened(floor: Floor, limit: int) -> dict[LimitKey, int]:
    """The limits that come down; a kind that had none gets one, too."""
    longer = (key for key in _SHORTENED if not 0 < floor.limits[key] <= limit)
    return dict.fromkeys(longer, limit)
