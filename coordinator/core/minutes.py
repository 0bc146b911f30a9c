"""What the secretary notes of a speech: remarks, petitions, tasks given by the chair. The words
are personal text; they stand in the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Command, Draft, Event, Recorded, Ref, Refused
from wire.codes import Refusal
from wire.floor_words import NoteKind
from wire.vocabulary import EntryId

if TYPE_CHECKING:
    from coordinator.core.state import Session

NOTES_PER_SPEECH_MAX = 50


@dataclass(frozen=True, slots=True)
class SpeechNote:
    """`text` is a reference into the people store."""

    entry: EntryId
    kind: NoteKind
    text: str
    at: int
    by: str


@dataclass(frozen=True, slots=True)
class NoteSpeech(Command):
    entry: EntryId
    kind: NoteKind
    text: Ref


@dataclass(frozen=True, slots=True)
class SpeechNoted(Event):
    entry: EntryId
    kind: NoteKind
    text: Ref


MINUTES_EVENTS = (SpeechNoted,)


def decide(session: Session, asked: Asked) -> list[Draft]:
    """A note on an entry of the list, or Refused. Of an erased person nothing is written anew."""
    command = asked.command
    assert isinstance(command, NoteSpeech)
    entry = session.floor.entries.get(command.entry)
    if entry is None:
        raise Refused(Refusal.UNKNOWN_ENTRY, entry=command.entry)
    if entry.person in session.erased:
        raise Refused(Refusal.ERASED)
    if sum(note.entry == command.entry for note in session.minutes) >= NOTES_PER_SPEECH_MAX:
        raise Refused(Refusal.LIST_FULL, limit=NOTES_PER_SPEECH_MAX)
    return [Draft(SpeechNoted(command.entry, command.kind, command.text))]


def evolve(session: Session, recorded: Recorded) -> None:
    """Keep the note."""
    event = recorded.event
    assert isinstance(event, SpeechNoted)
    at, by = recorded.effective_at, recorded.actor.id
    session.minutes.append(SpeechNote(event.entry, event.kind, event.text.id, at, by))


def forget(session: Session) -> None:
    """Nothing of a rehearsal stands in the minutes; an erasure still finds what was written."""
    for note in session.minutes:
        person = session.floor.entries[note.entry].person
        if person is not None:
            session.people[person].texts.append(note.text)
    session.minutes.clear()
