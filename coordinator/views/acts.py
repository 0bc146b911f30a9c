"""What a button box can ask for: acts without an object, brought to the one that fits right now.

A button knows no entry and no revision. The act is resolved against the picture that is shown at
that moment, and carries its revision: if somebody acts in between, it is a conflict and never the
wrong act. Where there is no object, the command names none, and the core refuses it as it would
any other: so that this outcome, too, is on record under the button's key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from coordinator.core.base import Command, Outcome
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.floor.handover import watched
from coordinator.core.floor.state import Entry, Floor
from coordinator.core.floor.undo import standing
from coordinator.core.programme import BeginItem
from coordinator.core.state import Session
from wire.floor_words import PauseCause
from wire.vocabulary import EntryId, EntryState, ItemId

MINUTE_MS = 60_000
NOBODY, NO_ITEM = EntryId(""), ItemId("")


class Act(StrEnum):
    """Acts by name, as they stand in addresses."""

    CALL_NEXT = "call-next"
    GIVE_FLOOR = "give-floor"
    END_TURN = "end-turn"
    PAUSE = "pause"
    RESUME = "resume"
    ADD_MINUTE = "add-minute"
    TAKE_MINUTE = "take-minute"
    OPEN_LIST = "open-list"
    CLOSE_LIST = "close-list"
    NEXT_ITEM = "next-item"
    UNDO = "undo"
    KEEP_WAITING = "keep-waiting"
    PASS_OVER = "pass-over"
    PUT_BACK = "put-back"
    CUE_PICTURE = "cue-picture"
    PICTURE_UP = "picture-up"
    PICTURE_LOST = "picture-lost"


# These find their entry by its place. A raised hand may move places, and is no conflict to the
# core (an act there names its entry): whoever says what picture they saw must have seen this one.
BY_PLACE = frozenset(
    (
        Act.CALL_NEXT,
        Act.GIVE_FLOOR,
        Act.CUE_PICTURE,
        Act.PICTURE_UP,
        Act.KEEP_WAITING,
        Act.PASS_OVER,
    )
)
NO_PICTURE = -1


@dataclass(frozen=True, slots=True)
class Resolved:
    """The command, and the floor's revision of the picture it rests on; `NO_PICTURE` is always a
    conflict."""

    command: Command
    floor_rev: int


def resolve(session: Session, act: Act, seen_rev: int | None = None) -> Resolved:
    """What the act comes to now, or at the floor's revision that the asker has seen."""
    command, now = _MEANS[act](session), session.floor.rev
    if seen_rev is not None and seen_rev != now:
        return Resolved(command, NO_PICTURE if act in BY_PLACE else seen_rev)
    return Resolved(command, now)


def press(session: Session, act: Act, key: str, seen_rev: int | None = None) -> Outcome | Resolved:
    """What came of the button's key before, or else what the act comes to now: the same press
    that arrives twice is the same act, however far the meeting has gone on."""
    return session.outcomes.get(key) or resolve(session, act, seen_rev)


def _first(session: Session, state: EntryState) -> EntryId:
    """The first who waits in this state."""
    floor = session.floor
    return next((one for one in floor.order if floor.entries[one].state is state), NOBODY)


def _speaking(session: Session) -> EntryId:
    return session.floor.current or NOBODY


def asked(floor: Floor) -> Entry | None:
    """The entry of which the hand-over has asked something; the speaker's comes first."""
    return next((entry for entry in watched(floor) if entry.asked is not None), None)


def _asked(session: Session) -> EntryId:
    entry = asked(session.floor)
    return entry.id if entry is not None else NOBODY


def _dark(session: Session) -> EntryId:
    """Whose picture is awaited, as the operator's page shows it: the speaker's that was lost, the
    first of those called that was cued, or else the speaker's that nobody has confirmed since it
    was cued. A picture that nobody asked for is not awaited."""
    current = session.floor.current
    dark = [entry for entry in watched(session.floor) if entry.picture_at is None]
    lost = [entry for entry in dark if entry.pause_cause is PauseCause.LINE]
    cued = [entry for entry in dark if entry.cued_at is not None]
    cued.sort(key=lambda entry: entry.id == current)
    return next((entry.id for entry in (*lost, *cued)), NOBODY)


def _next_item(session: Session) -> ItemId:
    following = session.programme.following()
    return NO_ITEM if following is None else following.id


def _undo(session: Session) -> c.UndoFloorAct:
    slot = standing(session.floor)
    return c.UndoFloorAct(slot.rev if slot else 0)


_MEANS: dict[Act, Callable[[Session], Command]] = {
    Act.CALL_NEXT: lambda s: c.CallPoint(_first(s, EntryState.QUEUED)),
    Act.GIVE_FLOOR: lambda s: c.GiveFloor(_first(s, EntryState.READY)),
    Act.END_TURN: lambda s: c.EndSpeech(_speaking(s)),
    Act.PAUSE: lambda s: c.PauseSpeech(_speaking(s)),
    Act.RESUME: lambda s: c.ResumeSpeech(_speaking(s)),
    Act.ADD_MINUTE: lambda s: c.ExtendSpeech(_speaking(s), MINUTE_MS),
    Act.TAKE_MINUTE: lambda s: c.ExtendSpeech(_speaking(s), -MINUTE_MS),
    Act.OPEN_LIST: lambda _: c.SetListOpen(True),
    Act.CLOSE_LIST: lambda _: c.SetListOpen(False),
    Act.NEXT_ITEM: lambda s: BeginItem(_next_item(s)),
    Act.UNDO: _undo,
    Act.KEEP_WAITING: lambda s: t.KeepWaiting(_asked(s)),
    Act.PASS_OVER: lambda s: t.PassOver(_asked(s)),
    Act.PUT_BACK: lambda s: t.PutBack(s.floor.last_spoke or NOBODY),
    Act.CUE_PICTURE: lambda s: t.CuePicture(_first(s, EntryState.READY)),
    Act.PICTURE_UP: lambda s: t.ConfirmPicture(_dark(s)),
    Act.PICTURE_LOST: lambda s: t.LosePicture(_speaking(s)),
}
