"""Who asks, what is asked, and what was recorded: the envelopes around commands and events."""

from __future__ import annotations

from dataclasses import dataclass, field

from wire.codes import Refusal
from wire.vocabulary import PersonId, Role, SiteId


class Refused(Exception):
    """The rules say no. `code` is stable; `params` are plain values for the asker."""

    def __init__(self, code: Refusal, **params: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params


class Command:
    """Base of all commands: what someone wants."""

    __slots__ = ()


class FloorCommand(Command):
    """Base of commands on the list or the speaker: `expected_rev` means the floor's revision."""

    __slots__ = ()


class Event:
    """Base of all events: what is now true."""

    __slots__ = ()


class FloorEvent(Event):
    """Base of events that change the list or the speaker, and so the floor's revision."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. `id` is a sign-in or credential id, never a name; a site actor has its sites."""

    id: str
    role: Role
    sites: frozenset[SiteId] = frozenset()


SYSTEM = Actor("system", Role.SYSTEM)


@dataclass(frozen=True, slots=True)
class Ref:
    """A personal text kept in the erasable people store: its id and salted commitment.

    The commitment is SHA-256 over salt and canonical JSON (`coordinator.people`), hex.
    """

    id: str
    commitment: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a durable record of an agent comes from. `digest` is of the record's content.

    `device_at` is the device's own clock; `offset_ms`, if known, corrects it.
    """

    site: SiteId
    incarnation: str
    seq: int
    digest: str
    device_at: int
    received_at: int
    offset_ms: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A command with its asker, its id for idempotence, and the revision it rests on."""

    command: Command
    by: Actor
    command_id: str | None = None
    expected_rev: int | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event in the journal. `recorded_at` is session time and never runs backwards;
    `effective_at` is the deadline that lapsed, or the device's corrected time."""

    rev: int
    recorded_at: int
    effective_at: int
    actor: Actor
    event: Event
    command_id: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that was decided but not yet recorded; None means "effective now"."""

    event: Event
    effective_at: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command: kept for 24 h so that it can be asked for."""

    accepted: bool
    rev: int
    at: int
    code: Refusal | None = None
    params: dict[str, str | int] = field(default_factory=dict)
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class CommandRefused(Event):
    """A command was refused; the refusal is part of the record."""

    code: Refusal
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommandNoted(Event):
    """A command changed nothing (it was true already), and that is its outcome."""


@dataclass(frozen=True, slots=True)
class ErasePerson(Command):
    """Remove what the people store has of a person; counts and chain stay whole."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class PersonErased(Event):
    """The tombstone: `refs` are the texts that left the people store with the person."""

    person: PersonId
    refs: tuple[str, ...] = ()
