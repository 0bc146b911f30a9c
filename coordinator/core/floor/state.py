"""The floor's state. An entry's state is derived from its instants, never stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator.core.floor.limits import DEFAULT_LIMITS
from wire.vocabulary import Channel, EntryId, EntryState, LimitKey, PersonId, SiteId, SpeechKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One request to speak and the speech that may come of it."""

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
        until = self.ended_at or self.paused_at or now
        return max(0, until - self.started_at - self.paused_ms)


@dataclass(frozen=True, slots=True)
class LastAct:
    """What last changed the floor, for the one whose picture was older."""

    rev: int
    at: int
    by: str
    role: str
    what: str
    entry: str | None


@dataclass(slots=True)
class UndoSlot:
    """What the last act of a host changed: enough to put it back within 10 s."""

    rev: int
    at: int
    what: str
    entry: EntryId
    before: Entry
    order: list[EntryId]
    current: EntryId | None
    spoken: dict[str, int]


@dataclass(slots=True)
class Floor:
    """`order` holds those who wait, called ones first; `current` speaks or is paused."""

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
