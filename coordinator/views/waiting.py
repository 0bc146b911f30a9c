"""Those who wait, those set aside, and what the hand-over asks: the rows of the console's list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coordinator.core.floor import handover
from coordinator.core.floor.quota import voice
from coordinator.core.floor.state import Entry, Share
from coordinator.core.people import People, duty_ref
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.views import parts
from wire.floor_words import CallOutcome, Question
from wire.site_view import LineNow
from wire.vocabulary import Channel, EntryState, Presence, SiteId, SpeechKind

QUEUE_SHOWN = 50
ROWS_LEAST = 10
NEAR_SHOWN = 6
TOPIC_CHARS_SHOWN = 200
ASIDE_SHOWN, ASIDE_LEAST, ASIDE_BYTES_MAX = 8, 3, 1_500


@dataclass(frozen=True, slots=True)
class CallNow:
    """The last telephone call to the point."""

    at: int
    outcome: CallOutcome


@dataclass(frozen=True, slots=True)
class Near:
    """What the host needs of those who speak soon, or now. `deadline_at` is when the step of the
    hand-over becomes a question, `asked` the question that stands."""

    line: LineNow
    phone: str
    post: str
    confirmed: bool
    cued_at: int | None
    picture_at: int | None
    deadline_at: int | None
    asked: Question | None
    by_phone: bool
    call: CallNow | None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One who waits. `readiness`: ready, risky, unreachable or unknown; `seat` is a place in the
    hall, which has no line; `spoken_ms` and `speeches` are what its point has had of the meeting;
    `answers` the points that a reply answers. `near` stands at the first few only."""

    entry: str
    site: str
    site_name: str
    kind: SpeechKind
    ordinal: int
    channel: Channel
    person: str
    speaker: str
    topic: str
    state: EntryState
    requested_at: int
    called_at: int | None
    ready_at: int | None
    limit_ms: int
    used_ms: int
    seat: bool
    mic: str
    readiness: str
    spoken_ms: int
    speeches: int
    answers: tuple[str, ...]
    near: Near | None


@dataclass(frozen=True, slots=True)
class AsideRow:
    """One set aside: since when, with how much of its time used, and for which item, if any."""

    entry: str
    site: str
    site_name: str
    kind: SpeechKind
    speaker: str
    aside_at: int
    used_ms: int
    limit_ms: int
    item: str


def queue_rows(
    session: Session, people: People, watch: Watch, bytes_max: int
) -> tuple[QueueRow, ...]:
    """The first of the list, as many as fit; where texts are so long that fewer than ROWS_LEAST
    would, so many with the beginnings of their texts."""
    floor = session.floor

    def made(count: int) -> Iterator[QueueRow]:
        for place, entry in enumerate(floor.order[:count]):
            near = place < NEAR_SHOWN
            yield queue_row(session, people, watch, floor.entries[entry], near=near)

    shown = parts.fit(made(QUEUE_SHOWN), bytes_max)
    for chars_max in parts.SHORTER:
        if len(shown) >= min(ROWS_LEAST, len(floor.order)):
            break
        shown = parts.fit((_shorter(row, chars_max) for row in made(ROWS_LEAST)), bytes_max)
    return shown


def _shorter(row: QueueRow, chars_max: int) -> QueueRow:
    near = row.near
    return replace(
        row,
        site_name=parts.start(row.site_name, chars_max),
        speaker=parts.start(row.speaker, chars_max),
        topic=parts.start(row.topic, chars_max),
        answers=tuple(parts.start(one, chars_max) for one in row.answers[:2]),
        near=replace(near, post=parts.start(near.post, chars_max)) if near else None,
    )


def queue_row(
    session: Session, people: People, watch: Watch, entry: Entry, *, near: bool
) -> QueueRow:
    """One row of the list."""
    site = session.sites[entry.site]
    seat = not site.spec.line
    share = session.floor.share.get(voice(session, entry.site), Share())
    return QueueRow(
        entry=entry.id,
        site=entry.site,
        site_name=site.spec.name,
        kind=entry.kind,
        ordinal=entry.ordinal,
        channel=entry.channel,
        person=entry.person or "",
        speaker=parts.name_of(people, entry.person),
        topic=parts.start(people.of(entry.topic).get("text", ""), TOPIC_CHARS_SHOWN),
        state=entry.state,
        requested_at=entry.requested_at,
        called_at=entry.called_at,
        ready_at=entry.ready_at,
        limit_ms=parts.limit_of(session, entry),
        used_ms=entry.used_ms,
        seat=seat,
        mic=entry.mic,
        readiness=readiness(parts.line_of(session, watch, entry.site), seat=seat),
        spoken_ms=share.spoken_ms,
        speeches=share.speeches,
        answers=parts.answered(session, entry),
        near=near_of(session, people, watch, entry) if near else None,
    )


def near_of(session: Session, people: People, watch: Watch, entry: Entry) -> Near:
    """What the host needs of an entry in hand-over."""
    due = handover.deadline(session, entry)
    return Near(
        line=parts.line_of(session, watch, entry.site),
        phone=people.of(duty_ref(entry.site)).get("phone", ""),
        post=parts.post_of(people, entry.person),
        confirmed=entry.confirmed_at is not None,
        cued_at=entry.cued_at,
        picture_at=entry.picture_at,
        deadline_at=due[0] if due else None,
        asked=entry.asked,
        by_phone=entry.by_phone,
        call=call_now(session, entry.site),
    )


def call_now(session: Session, site: SiteId) -> CallNow | None:
    """The last telephone call to a point, if there was one."""
    call = session.conduct.calls.get(site)
    return CallNow(call.at, call.outcome) if call else None


def readiness(line: LineNow, *, seat: bool) -> str:
    """ready, risky, unreachable or unknown. A seat in the hall needs no line; a silent agent says
    nothing of a point that the bridge still has, and the best line is none to speak by while the
    bridge has lost it."""
    if seat:
        return "ready"
    if line.presence is Presence.SILENT:
        return "unknown" if line.media is Presence.HEARD else "unreachable"
    if line.presence is Presence.HEARD and line.media is Presence.SILENT:
        return "risky"
    if line.presence is Presence.UNKNOWN or line.band.value == "unknown":
        return "unknown"
    return "ready" if line.band.value == "good" else "risky"


def aside_rows(session: Session, people: People) -> tuple[AsideRow, ...]:
    """Those set aside, the oldest first."""
    entries = (session.floor.entries[entry] for entry in session.floor.aside[:ASIDE_SHOWN])
    rows = tuple(aside_row(session, people, entry) for entry in entries)
    return parts.fit_least(rows, ASIDE_BYTES_MAX, ASIDE_LEAST, _shorter_aside)


def _shorter_aside(row: AsideRow, chars_max: int) -> AsideRow:
    name, speaker = (parts.start(text, chars_max) for text in (row.site_name, row.speaker))
    return replace(row, site_name=name, speaker=speaker)


def aside_row(session: Session, people: People, entry: Entry) -> AsideRow:
    """One set aside."""
    return AsideRow(
        entry.id,
        entry.site,
        session.sites[entry.site].spec.name,
        entry.kind,
        parts.name_of(people, entry.person),
        entry.aside_at or 0,
        entry.used_ms,
        parts.limit_of(session, entry),
        entry.aside_item or "",
    )
