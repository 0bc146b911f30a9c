"""The floor's state. An entry's state is derived from its instants, never stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator.core.floor.limits import DEFAULT_LIMITS
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
    waits; `item` is the item of the programme on which it speaks or spoke."""

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

    @property
    def state(self) -> EntryState:
        """The state its instants say, the last act first."""
        for instant, state in (
            (self.withdrawn_at, EntryState.WITHDRAWN),
            (self.declined_at, EntryState.DECLINED),
            (self.ended_at, EntryState.ENDED),
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
            return 0
        until = self.ended_at or now
        return max(0, until - self.started_at - self.paused_until(until))

    def paused_until(self, at: int) -> int:
        """How long the speech has been paused, a pause that lasts counted up to `at`."""
        return self.paused_ms + (0 if self.paused_at is None else max(0, at - self.paused_at))


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
    """What stood before the last act of a host: enough to put it back within 10 s."""

    rev: int
    at: int
    what: str
    before: Entry
    order: list[EntryId]
    current: EntryId | None
    spoken: dict[str, int]
    declined_at: int | None


@dataclass(slots=True)
class Floor:
    """`order` holds those who wait, called ones first; `current` speaks or is paused; `spoken`
    counts interventions by item and speaker; `declined` is when a point was last not arranged."""

    rev: int = 0
    entries: dict[EntryId, Entry] = field(default_factory=dict)
    order: list[EntryId] = field(default_factory=list)
    current: EntryId | None = None
    made: int = 0
    list_open: bool = True
    limits: dict[LimitKey, int] = field(default_factory=lambda: dict(DEFAULT_LIMITS))
    spoken: dict[str, int] = field(default_factory=dict)
    last: LastAct | None = None
    undo: UndoSlot | None = None
    declined: dict[SiteId, int] = field(default_factory=dict)
