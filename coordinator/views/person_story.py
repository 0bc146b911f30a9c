"""The whole story of one person: every entry ever made, what replaced it, what follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.attendance.facts import AttendanceEntry, Person
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views import parts
from coordinator.views.person_lines import PersonLine, open_reviews, person_line
from coordinator.views.presence import intervals
from coordinator.views.review_rows import ReviewRow, review_row
from coordinator.views.sources import LaneSpan
from coordinator.views.survey import Survey
from wire.vocabulary import Attendance, PersonId


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One entry. `effective_at` is when it was true, `recorded_at` when the coordinator had it.

    `corrects` is the value a correction replaced, `because` why; `replaced_by` is the revision of
    the correction that took this entry's place, so that it no longer holds; `review` let it in
    after the closing."""

    rev: int
    status: Attendance
    effective_at: int
    recorded_at: int
    by: str
    role: str
    deputy: str
    deputy_post: str
    approver: str
    reason: str
    corrects: Attendance | None
    because: str
    late: bool
    replaced_by: int | None
    review: str | None


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A transfer: from `at` on the person is at `site`."""

    at: int
    site: str
    site_name: str


@dataclass(frozen=True, slots=True)
class PersonStory:
    """`spans` is the union of presence up to the moment: what the figures in `line` are summed
    from; `meeting_ms` is the meeting's time up to then, without recesses."""

    at: int
    line: PersonLine
    meeting_ms: int
    spans: tuple[LaneSpan, ...]
    entries: tuple[StoryEntry, ...]
    home_name: str
    moves: tuple[MoveRow, ...]
    reviews: tuple[ReviewRow, ...]


def person_story(
    session: Session, people: People, person: PersonId, counted: Survey, asker: str
) -> PersonStory:
    """One person's story; `asker` is who reads it, since nobody settles their own review."""
    found, at = session.people[person], counted.moment.at
    reviews = [one for one in session.reviews.values() if one.proposal.person == person]
    return PersonStory(
        at=at,
        line=person_line(session, people, found, counted, open_reviews(session)),
        meeting_ms=counted.meeting.length_ms,
        spans=_spans(found, counted),
        entries=tuple(_entry(people, entry) for entry in found.history),
        home_name=session.sites[found.home or found.spec.site].spec.name,
        moves=tuple(
            MoveRow(move.at, move.site, session.sites[move.site].spec.name) for move in found.moves
        ),
        reviews=tuple(review_row(session, people, one, asker) for one in reviews),
    )


def _spans(person: Person, counted: Survey) -> tuple[LaneSpan, ...]:
    at = counted.moment.at
    known = counted.moment.revision(person)
    return tuple(
        LaneSpan(one.since, at if one.until is None else min(one.until, at))
        for one in intervals(person, at, known)
    )


def _entry(people: People, entry: AttendanceEntry) -> StoryEntry:
    return StoryEntry(
        rev=entry.rev,
        status=entry.status,
        effective_at=entry.effective_at,
        recorded_at=entry.recorded_at,
        by=entry.by,
        role=entry.role,
        deputy=parts.name_of(people, entry.deputy),
        deputy_post=parts.post_of(people, entry.deputy),
        approver=people.of(entry.approver).get("text", ""),
        reason=people.of(entry.reason).get("text", ""),
        corrects=entry.corrects,
        because=people.of(entry.because).get("text", ""),
        late=entry.late,
        replaced_by=entry.replaced_by,
        review=entry.review,
    )
