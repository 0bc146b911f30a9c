"""What a roll call is: its state, what may be asked for, what is recorded. Rules: `rollcall`."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator.core.base import Command, Event
from wire.record_words import RollCallWay
from wire.vocabulary import RollCallId, SiteId

DURATION_MS_MIN = 5_000
DURATION_MS_MAX = {
    RollCallWay.AT_ONCE: 30 * 60_000,
    RollCallWay.IN_ORDER: 4 * 60 * 60_000,
}


@dataclass(frozen=True, slots=True)
class FrozenSite:
    """One site at the moment of freezing; `counts` is people by attendance state."""

    answered_at: int | None
    counts: dict[str, int]
    head_count: int | None


@dataclass(slots=True)
class RollCall:
    """`number` is its place among the meeting's, which no rehearsal counts in; the id is another
    matter. `asked` is the point being called by voice; `silent` are those that did not answer when
    called; `by_site` are the points that answered by themselves and not through whoever called
    them. `closed_rev` is what was known when the result was frozen: who was present at that
    moment is found again with it (`attendance.spans.present_at`)."""

    id: RollCallId
    number: int
    opened_at: int
    deadline_at: int
    expected: int
    way: RollCallWay = RollCallWay.AT_ONCE
    asked: SiteId | None = None
    answers: dict[SiteId, int] = field(default_factory=dict)
    silent: dict[SiteId, int] = field(default_factory=dict)
    late: dict[SiteId, int] = field(default_factory=dict)
    by_site: set[SiteId] = field(default_factory=set)
    closed_at: int | None = None
    closed_rev: int | None = None
    frozen: dict[SiteId, FrozenSite] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenRollCall(Command):
    duration_ms: int
    way: RollCallWay = RollCallWay.AT_ONCE


@dataclass(frozen=True, slots=True)
class CloseRollCall(Command):
    roll_call: RollCallId


@dataclass(frozen=True, slots=True)
class AnswerRollCall(Command):
    roll_call: RollCallId
    site: SiteId


@dataclass(frozen=True, slots=True)
class MarkSilent(Command):
    """The point was called by voice and did not answer; the next one is called. Takes back what
    was noted of it by mistake, but not what it said itself."""

    roll_call: RollCallId
    site: SiteId


@dataclass(frozen=True, slots=True)
class AskSite(Command):
    """Call this point by voice now, out of the order or once more, whatever was noted of it."""

    roll_call: RollCallId
    site: SiteId


ROLL_CALL_COMMANDS = (OpenRollCall, CloseRollCall, AnswerRollCall, MarkSilent, AskSite)


@dataclass(frozen=True, slots=True)
class RollCallOpened(Event):
    roll_call: RollCallId
    number: int
    deadline_at: int
    expected: int
    way: RollCallWay = RollCallWay.AT_ONCE


@dataclass(frozen=True, slots=True)
class RollCallAnswered(Event):
    """`called` says that it was this point's turn in a roll call by voice: the next is called."""

    roll_call: RollCallId
    site: SiteId
    late: bool = False
    called: bool = False


@dataclass(frozen=True, slots=True)
class RollCallSilent(Event):
    roll_call: RollCallId
    site: SiteId


@dataclass(frozen=True, slots=True)
class SiteAsked(Event):
    roll_call: RollCallId
    site: SiteId


@dataclass(frozen=True, slots=True)
class RollCallExtended(Event):
    """An outage of the coordinator took time from the open roll call; it is given back."""

    roll_call: RollCallId
    deadline_at: int


@dataclass(frozen=True, slots=True)
class RollCallClosed(Event):
    roll_call: RollCallId


ROLL_CALL_EVENTS = (
    RollCallOpened,
    RollCallAnswered,
    RollCallSilent,
    SiteAsked,
    RollCallExtended,
    RollCallClosed,
)
