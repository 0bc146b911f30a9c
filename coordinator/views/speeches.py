"""The speaking log: who spoke, when, how long, and what became of those who did not."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.floor.state import Entry
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views import parts
from wire.floor_words import NoteKind
from wire.vocabulary import Channel, EntryState, SpeechKind


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What the secretary noted of a speech."""

    kind: NoteKind
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class SpeechRow:
    """One entry of the list. `spoken_ms` leaves pauses out; `over_ms` is beyond the limit."""

    number: int
    entry: str
    site: str
    site_name: str
    speaker: str
    post: str
    kind: SpeechKind
    ordinal: int
    channel: Channel
    state: EntryState
    topic: str
    requested_at: int
    called_at: int | None
    ready_at: int | None
    started_at: int | None
    ended_at: int | None
    limit_ms: int
    spoken_ms: int
    paused_ms: int
    over_ms: int
    written_at: int | None
    aside_at: int | None
    mic: str
    by_phone: bool
    answers: tuple[str, ...]
    notes: tuple[NoteRow, ...]


def speeches(session: Session, people: People, now: int) -> tuple[SpeechRow, ...]:
    """Those who spoke in the order they spoke, then the others by their request."""
    entries = sorted(
        session.floor.entries.values(),
        key=lambda entry: (entry.began_at is None, entry.began_at or entry.requested_at),
    )
    return tuple(
        _row(session, people, entry, number, now) for number, entry in enumerate(entries, start=1)
    )


def _row(session: Session, people: People, entry: Entry, number: int, now: int) -> SpeechRow:
    spoken, limit = entry.spoken_ms(now), parts.limit_of(session, entry)
    until = now if entry.ended_at is None else entry.ended_at
    return SpeechRow(
        number=number,
        entry=entry.id,
        site=entry.site,
        site_name=session.sites[entry.site].spec.name,
        speaker=parts.name_of(people, entry.person),
        post=parts.post_of(people, entry.person),
        kind=entry.kind,
        ordinal=entry.ordinal,
        channel=entry.channel,
        state=entry.state,
        topic=people.of(entry.topic).get("text", ""),
        requested_at=entry.requested_at,
        called_at=entry.called_at,
        ready_at=entry.ready_at,
        started_at=entry.began_at,
        ended_at=entry.ended_at,
        limit_ms=limit,
        spoken_ms=spoken,
        paused_ms=entry.rested_ms + entry.paused_until(until),
        over_ms=max(0, spoken - limit) if limit else 0,
        written_at=entry.written_at,
        aside_at=entry.aside_at,
        mic=entry.mic,
        by_phone=entry.by_phone,
        answers=parts.answered(session, entry),
        notes=tuple(
            NoteRow(note.kind, people.of(note.text).get("text", ""), note.at)
            for note in session.minutes
            if note.entry == entry.id
        ),
    )
