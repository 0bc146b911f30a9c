"""Second thoughts: what is said of a meeting after it was closed waits for another person, and so
does a record that arrives late and contradicts a correction.

They are kept as they came, with their own time, and enter the attendance only when somebody other
than who brought them has let them in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coordinator.core.attendance.commands import SettleReview
from coordinator.core.attendance.events import (
    AttendanceCorrected,
    AttendanceNoted,
    AttendeeAdded,
    HeadChanged,
    HeadCountNoted,
    PersonMoved,
)
from coordinator.core.base import Asked, Draft, Event, PersonErased, Recorded, Ref, Refused
from wire.codes import Refusal
from wire.record_words import ReviewState
from wire.vocabulary import PersonId, Phase

if TYPE_CHECKING:
    from coordinator.core.attendance.facts import Person
    from coordinator.core.state import Session


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be recorded, at its own time `at`: exactly one of the events is there."""

    at: int
    noted: AttendanceNoted | None = None
    corrected: AttendanceCorrected | None = None
    added: AttendeeAdded | None = None
    counted: HeadCountNoted | None = None
    headed: HeadChanged | None = None
    moved: PersonMoved | None = None

    @property
    def event(self) -> Event:
        """The one that is there."""
        said = self.noted or self.corrected or self.added or self.counted
        found = said or self.headed or self.moved
        assert found is not None
        return found

    @property
    def person(self) -> PersonId | None:
        """Whom it is about, if it is about a person."""
        if self.added is not None:
            return self.added.person.id
        return getattr(self.event, "person", None)

    @property
    def texts(self) -> tuple[str, ...]:
        """The references to personal texts in it, besides the person's own."""
        said = self.noted or self.corrected
        because = (self.corrected.because.id,) if self.corrected else ()
        return (*(said.note.texts if said else ()), *because)


_FIELDS: dict[type[Event], str] = {
    AttendanceNoted: "noted",
    AttendanceCorrected: "corrected",
    AttendeeAdded: "added",
    HeadCountNoted: "counted",
    HeadChanged: "headed",
    PersonMoved: "moved",
}


@dataclass(frozen=True, slots=True)
class ReviewOpened(Event):
    review: str
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class ReviewSettled(Event):
    review: str
    accepted: bool
    because: Ref | None = None


REVIEW_EVENTS = (ReviewOpened, ReviewSettled)


@dataclass(slots=True)
class Review:
    """One thing that waits or waited. `by` and `role` are of whoever brought it."""

    id: str
    proposal: Proposal
    opened_at: int
    by: str
    role: str
    state: ReviewState = ReviewState.OPEN
    settled_at: int | None = None
    settled_by: str | None = None
    because: str | None = None


def needed(session: Session, draft: Draft) -> bool:
    """Whether it speaks of a part of the meeting that was closed, or contradicts a correction made
    after the time it speaks of, or, being one itself, after it was made. After closing nothing else
    may come in: Refused(wrong_phase)."""
    sealed, at = session.sealed_at, draft.effective_at
    assert at is not None, "what is noted of attendance has its own time"
    of_the_past = sealed is not None and at <= sealed
    if session.phase is Phase.CLOSED and not of_the_past:
        raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
    return of_the_past or _contradicts(session, draft.event, at)


def _contradicts(session: Session, event: Event, at: int) -> bool:
    if isinstance(event, AttendanceCorrected):
        return _overtaken(session.people[event.person], event, at)
    if not isinstance(event, AttendanceNoted):
        return False
    ruling = session.people[event.person].ruling(at)
    return ruling is not None and ruling.status is not event.note.status


def _overtaken(person: Person, event: AttendanceCorrected, at: int) -> bool:
    """A correction that was made before one that is there already, and came in after it: whoever
    made it did not know of the newer one, which it would replace or overrule."""
    made = event.said_at or 0
    replaced = (one for one in person.holding() if one.rev == event.replaces)
    newer = (next(replaced, None), person.ruling(at))
    return any(
        one is not None and (one.said_at or 0) > made and one.status is not event.note.status
        for one in newer
    )


def opened(session: Session, draft: Draft) -> Draft:
    """The review for a draft; dated now, while the proposal keeps its own time."""
    event, at = draft.event, draft.effective_at
    proposal = Proposal(at or 0, **{_FIELDS[type(event)]: event})  # type: ignore[arg-type]
    return Draft(ReviewOpened(f"v{session.rev + 1}", proposal))


def decide(session: Session, asked: Asked, command: SettleReview) -> list[Draft]:
    """The verdict of a second person, and what it lets in."""
    review = session.reviews.get(command.review)
    if review is None:
        raise Refused(Refusal.UNKNOWN_REVIEW)
    verdict = ReviewState.ACCEPTED if command.accept else ReviewState.REJECTED
    if review.state is not ReviewState.OPEN:
        if review.state is verdict:
            return []
        raise Refused(Refusal.WRONG_STATE, state=review.state)
    if asked.by.id == review.by:
        raise Refused(Refusal.SECOND_PERSON)
    if not command.accept and command.because is None:
        raise Refused(Refusal.REASON_REQUIRED)
    settled = Draft(ReviewSettled(review.id, command.accept, command.because))
    proposal = review.proposal
    if command.accept:
        return [settled, Draft(_let_in(session, review), proposal.at)]
    if proposal.added is not None:
        # Nobody will ever be listed under this name: it has no reason to stay.
        person = proposal.added.person.id
        return [settled, Draft(PersonErased(person, (person,)))]
    return [settled]


def _let_in(session: Session, review: Review) -> Event:
    proposal = review.proposal
    if proposal.noted is not None:
        return replace(proposal.noted, late=True, review=review.id)
    if proposal.corrected is not None:
        _still_holds(session, proposal.corrected)
        return replace(proposal.corrected, late=True, review=review.id)
    if proposal.added is not None:
        if proposal.added.person.id in session.people:
            raise Refused(Refusal.ALREADY_EXISTS, person=proposal.added.person.id)
        return replace(proposal.added, late=True, review=review.id)
    return replace(proposal.counted, review=review.id) if proposal.counted else proposal.event


def _still_holds(session: Session, corrected: AttendanceCorrected) -> None:
    """Another correction may have taken the entry's place meanwhile."""
    person = session.people[corrected.person]
    holding = {entry.rev for entry in person.holding()}
    if corrected.replaces is not None and corrected.replaces not in holding:
        raise Refused(Refusal.WRONG_STATE, field="entry")


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one event of a review."""
    match recorded.event:
        case ReviewOpened(review, proposal):
            by = recorded.actor
            said = (recorded.recorded_at, by.id, by.role.value)
            session.reviews[review] = Review(review, proposal, *said)
            _own(session, proposal, proposal.texts)
        case ReviewSettled(review, accepted, because):
            found = session.reviews.get(review)
            if found is None:
                return  # brought in a rehearsal and settled after it, when such were still kept
            found.state = ReviewState.ACCEPTED if accepted else ReviewState.REJECTED
            found.settled_at, found.settled_by = recorded.recorded_at, recorded.actor.id
            if because is not None:
                found.because = because.id
                _own(session, found.proposal, (because.id,))
        case _:
            raise AssertionError(recorded.event)


def _own(session: Session, proposal: Proposal, texts: tuple[str, ...]) -> None:
    """An erasure of the person finds these texts, too."""
    person = session.people.get(proposal.person) if proposal.person else None
    if person is not None:
        person.texts.extend(texts)
