"""The floor's state. An entry's state is derived from its instants, never stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator.core.floor.limits import DEFAULT_LIMITS
from wire.floor_words import PauseCause, Question
from wire.vocabulary import (
    Channel,
    EntryId,
    EntryState,
    ItemId,
    LimitKey,
    PersonId,
    SiteId,
    SpeechKind,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One request to speak and the speech that may come of it. `ordinal` is kept right while it
    waits; `item` is the item of the programme on which it speaks or spoke.

    A speech that was set aside and came back has `used_ms` of its time behind it, `rested_ms` of
    pauses, and `began_at` when it first had the floor. `wait_from` is when the present step of
    the hand-over began, `asked` what it has asked. `notes` are references of the secretary."""

    id: EntryId
    site: SiteId
    person: PersonId | None
    kind: SpeechKind
    ordinal: int
    channel: Channel
    requested_at: int
    intent: str = ""
    topic: str | None = None
    queued_at: int | None = None
    deferred_at: int | None = None
    called_at: int | None = None
    ready_at: int | None = None
    started_at: int | None = None
    paused_at: int | None = None
    paused_ms: int = 0
    ended_at: int | None = None
    withdrawn_at: int | None = None
    declined_at: int | None = None
    limit_ms: int | None = None
    item: ItemId | None = None
    answers: tuple[EntryId, ...] = ()
    mic: str = ""
    confirmed_at: int | None = None
    by_phone: bool = False
    cued_at: int | None = None
    picture_at: int | None = None
    wait_from: int | None = None
    asked: Question | None = None
    pause_cause: PauseCause = PauseCause.NONE
    interjector: PersonId | None = None
    began_at: int | None = None
    used_ms: int = 0
    rested_ms: int = 0
    aside_at: int | None = None
    aside_item: ItemId | None = None
    decline_read_at: int | None = None
    written_at: int | None = None

    @property
    def state(self) -> EntryState:
        """The state its instants say, the last act first."""
        for instant, state in (
            (self.withdrawn_at, EntryState.WITHDRAWN),
            (self.written_at, EntryState.WRITTEN),
            (self.declined_at, EntryState.DECLINED),
            (self.ended_at, EntryState.ENDED),
            (self.aside_at, EntryState.DEFERRED),
            (self.paused_at, EntryState.PAUSED),
            (self.started_at, EntryState.SPEAKING),
            (self.ready_at, EntryState.READY),
            (self.called_at, EntryState.CALLED),
            (self.queued_at, EntryState.QUEUED),
        ):
            if instant is not None:
                return state
        return EntryState.REQUESTED

    def spoken_ms(self, now: int) -> int:
        """How long the speech has lasted at `now`, pauses left out; 0 before it began."""
        if self.started_at is None:
            return self.used_ms
        until = self.ended_at or now
        return self.used_ms + max(0, until - self.started_at - self.paused_until(until))

    def paused_until(self, at: int) -> int:
        """How long the speech has been paused, a pause that lasts counted up to `at`."""
        return self.paused_ms + (0 if self.paused_at is None else max(0, at - self.paused_at))


@dataclass(frozen=True, slots=True)
class FloorRules:
    """Who may ask (`present_only`: delegates who are present), whether somebody confirms the
    picture before the floor is given, and how many interventions a point has for one item."""

    present_only: bool = False
    picture_check: bool = False
    speeches_max: int = 2


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the meeting's time a point has had."""

    spoken_ms: int = 0
    speeches: int = 0


@dataclass(frozen=True, slots=True)
class LastAct:
    """What last changed the floor, for the one whose picture was older. A new request and a
    point's "ready" do not count: no act of another is made wrong by them."""

    rev: int
    at: int
    by: str
    role: str
    what: str
    entry: str | None


@dataclass(slots=True)
class UndoSlot:
    """What stood before the last act of a host: enough to put it back within 10 s. `before` are
    the entries it touches, the one it names first; `declined` what stood of their points;
    `entered` says that the act itself had entered the request; `gone` that the
    meeting went on to another item since."""

    rev: int
    at: int
    what: str
    before: list[Entry]
    order: list[EntryId]
    aside: list[EntryId]
    current: EntryId | None
    last_spoke: EntryId | None
    spoken: dict[str, int]
    share: dict[SiteId, Share]
    declined: dict[SiteId, EntryId | None]
    limits: dict[LimitKey, int]
    list_open: bool
    entered: bool = False
    gone: bool = False


@dataclass(slots=True)
class Floor:
    """`order` holds those who wait, called ones first; `aside` those set aside, the oldest first;
    `current` speaks or is paused, `last_spoke` did before; `spoken` counts interventions by item
    and speaker, `share` the speaking time of points; `declined` is what was last not arranged."""

    rev: int = 0
    entries: dict[EntryId, Entry] = field(default_factory=dict)
    order: list[EntryId] = field(default_factory=list)
    aside: list[EntryId] = field(default_factory=list)
    current: EntryId | None = None
    last_spoke: EntryId | None = None
    made: int = 0
    list_open: bool = True
    rules: FloorRules = FloorRules()
    limits: dict[LimitKey, int] = field(default_factory=lambda: dict(DEFAULT_LIMITS))
    spoken: dict[str, int] = field(default_factory=dict)
    share: dict[SiteId, Share] = field(default_factory=dict)
    last: LastAct | None = None
    undo: UndoSlot | None = None
    declined: dict[SiteId, EntryId] = field(default_factory=dict)
