"""Who was on the bridge by himself, entered into the attendance record: from a participants' file
and a person's decisions to what is noted, stay by stay.

What is there already is not said again, so that the same file twice changes nothing; after closing
what is new waits for a second person, as everything does then.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from coordinator.conductor import Conductor, Submission
from coordinator.core.attendance.commands import AddAttendee, NoteAttendance
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Actor, Asked, Command, Outcome
from coordinator.core.people import PrivateRow
from coordinator.core.sittings import ended_at
from coordinator.core.state import Session
from coordinator.enrolment import COMMAND_ID_CHARS_MAX
from coordinator.importer import Picture
from coordinator.rosters.attending import Participant, Whose, participants
from coordinator.rosters.bridge_files import BridgeFile, read_bridge_file
from coordinator.rosters.grid import Grid
from coordinator.rosters.limits import INTERVALS_PER_PERSON_MAX
from coordinator.rosters.places import Places
from wire.record_words import ReviewState
from wire.text import clean_name
from wire.vocabulary import Attendance, PersonId, SiteId

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Record:
    """What the session has of attendance: what is said of everybody at which time (with what waits
    for a second person), what holds now, and when the meeting is or was."""

    said: frozenset[tuple[PersonId, Attendance, int]]
    status: Mapping[PersonId, Attendance]
    starts_at: int
    closed_at: int | None
    now: int


@dataclass(frozen=True, slots=True)
class Decided:
    """By the cell of a participant: taken or left, and at which point somebody new is added."""

    take: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()
    add: Mapping[str, SiteId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attended:
    """What came of a file, in figures that add up to its participants, and the last outcome."""

    entered: int = 0
    added: int = 0
    same: int = 0
    rooms: int = 0
    skipped: int = 0
    undecided: int = 0
    outcome: Outcome | None = None


async def record(conductor: Conductor) -> Record:
    """What the session has. Raises JournalUnavailable."""
    return await conductor.ask_or_read(lambda session, people: _record(session, conductor.now()))


def _record(session: Session, now: int) -> Record:
    said = {
        (person, entry.status, entry.effective_at)
        for person, one in session.people.items()
        for entry in one.holding()
    }
    for review in session.reviews.values():
        noted = review.proposal.noted
        if noted is not None and review.state is ReviewState.OPEN:
            said.add((noted.person, noted.note.status, review.proposal.at))
    status = {person: one.status for person, one in session.people.items()}
    return Record(frozenset(said), status, session.starts_at, ended_at(session), now)


def understood(
    grids: Sequence[Grid],
    taken: Picture,
    kept: Record,
    *,
    ahead_min: int,
    chosen: Mapping[str, PersonId],
) -> tuple[BridgeFile, tuple[Participant, ...]]:
    """The file as it was read, and everybody in it. To be run beside the loop."""
    near = datetime.fromtimestamp(kept.starts_at / 1000, UTC)
    file = read_bridge_file(grids, near, ahead_min)
    places = Places(taken.now.places)
    return file, participants(file.stays, places, taken.now.known, chosen)


def waits(one: Participant, kept: Record) -> bool:
    """Whether a person must decide: it is only like somebody, nobody is known, or the record says
    already that the person came otherwise or did not come."""
    if outside(one, kept):
        return False
    if one.whose is not Whose.PERSON or one.person is None:
        return one.whose is not Whose.SITE
    return kept.status.get(one.person, Attendance.NOT_CALLED) not in _OPEN and not known(one, kept)


_OPEN = (Attendance.NOT_CALLED, Attendance.ONLINE, Attendance.LEFT)


def known(one: Participant, kept: Record) -> bool:
    """Whether all of it is in the record."""
    if one.person is None:
        return False
    said = {(one.person, status, at) for status, at in stays(one, kept)}
    return bool(said) and said <= kept.said


def outside(one: Participant, kept: Record) -> bool:
    """Whether no stay begins before the closing, or before now: there is nothing to enter."""
    return next(stays(one, kept), None) is None


def stays(one: Participant, kept: Record) -> Iterator[tuple[Attendance, int]]:
    """What is to be noted: online from then, left at then; a stay that outlasted the meeting, or
    whose end nobody saw, has no end of its own."""
    for span in one.spans[:INTERVALS_PER_PERSON_MAX]:
        if span.since_at > (kept.closed_at or kept.now):
            return
        yield Attendance.ONLINE, span.since_at
        until = span.until_at
        if until is not None and until <= kept.now and until < (kept.closed_at or until + 1):
            yield Attendance.LEFT, until


async def carry_out(
    conductor: Conductor,
    everybody: Iterable[Participant],
    decided: Decided,
    kept: Record,
    *,
    by: Actor,
    import_id: str,
) -> Attended:
    """Enter what was decided. A refusal ends it; the same once more does the rest.

    Raises Refused(busy), JournalUnavailable, WireError(bad_name)."""
    figures: dict[str, int] = {}
    commands: list[tuple[Command, tuple[PrivateRow, ...]]] = []
    for one in everybody:
        what = _fate(one, decided, kept)
        figures[what] = figures.get(what, 0) + 1
        if what == "entered":
            commands.extend((command, ()) for command in _notes(one, kept))
        elif what == "added":
            commands.extend(_attendee(one, decided.add[one.cell], kept))
    outcome = await _submit_all(conductor, commands, by, import_id)
    return Attended(**figures, outcome=outcome)


def _fate(one: Participant, decided: Decided, kept: Record) -> str:
    """The figure that a participant counts under."""
    if one.cell in decided.skip:
        return "skipped"
    if one.whose is Whose.SITE and one.cell not in decided.add:
        return "rooms"
    if outside(one, kept):
        return "skipped"
    if one.cell in decided.add:
        return "added"
    if known(one, kept):
        return "same"
    if one.person is None or (waits(one, kept) and one.cell not in decided.take):
        return "undecided"
    return "entered"


def _notes(one: Participant, kept: Record) -> Iterator[Command]:
    assert one.person is not None
    for status, at in stays(one, kept):
        if (one.person, status, at) not in kept.said:
            yield NoteAttendance(one.person, Note(status), at=at)


def _attendee(
    one: Participant, site: SiteId, kept: Record
) -> Iterator[tuple[Command, tuple[PrivateRow, ...]]]:
    """Somebody nobody had invited: added at a point, then noted as everybody is."""
    person = PersonId(f"{site}.{secrets.token_hex(6)}")
    row = PrivateRow(person, secrets.token_hex(16), {"name": clean_name(one.name)}, owner=person)
    spec = PersonSpec(person, site, row.as_ref().commitment, added=True)
    notes = list(stays(one, kept))
    yield AddAttendee(spec, Attendance.ONLINE, at=notes[0][1]), (row,)
    # After closing the adding itself waits for a second person: nothing can rest on it yet.
    for status, at in notes[1:] if kept.closed_at is None else ():
        yield NoteAttendance(person, Note(status), at=at), ()


async def _submit_all(
    conductor: Conductor,
    commands: Sequence[tuple[Command, tuple[PrivateRow, ...]]],
    by: Actor,
    import_id: str,
) -> Outcome | None:
    """Some at a time, so that they share a commit and the meeting's own acts come between."""
    outcome: Outcome | None = None
    for start in range(0, len(commands), AT_ONCE):
        answers = await asyncio.gather(
            *(
                conductor.submit(Submission(Asked(command, by, _id(import_id, command)), private))
                for command, private in commands[start : start + AT_ONCE]
            )
        )
        for answer in answers:
            outcome = answer.outcome
            if not outcome.accepted:
                return outcome
    return outcome


def _id(import_id: str, command: Command) -> str:
    """The same for the same entry, whoever repeats it; somebody who is added is somebody new."""
    digest = hashlib.sha256(repr(command).encode()).hexdigest()
    return f"{import_id[:COMMAND_ID_CHARS_MAX]}.{digest[:16]}"
