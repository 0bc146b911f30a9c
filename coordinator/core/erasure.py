"""Erasing a person: every text that speaks of them is named in one tombstone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.core.base import Draft, ErasePerson, PersonErased, Refused
from wire.codes import Refusal

if TYPE_CHECKING:
    from coordinator.core.state import Session


def decide(session: Session, command: ErasePerson) -> list[Draft]:
    """The tombstone with all references, or Refused(unknown_person)."""
    person = session.people.get(command.person)
    if person is None:
        return _erase_proposed(session, command)
    if person.erased:
        return []
    entries = session.floor.entries.values()
    theirs = [entry for entry in entries if entry.person == command.person]
    topics = [entry.topic for entry in theirs if entry.topic is not None]
    spoke = {entry.id for entry in theirs}
    notes = [note.text for note in session.minutes if note.entry in spoke]
    refs = dict.fromkeys((command.person, *person.texts, *topics, *notes))
    return [Draft(PersonErased(command.person, tuple(refs)))]


def _erase_proposed(session: Session, command: ErasePerson) -> list[Draft]:
    """Somebody who waits in a review to be added, or waited."""
    proposed = {review.proposal.person for review in session.reviews.values()}
    if command.person not in proposed:
        raise Refused(Refusal.UNKNOWN_PERSON, person=command.person)
    if command.person in session.erased:
        return []
    return [Draft(PersonErased(command.person, (command.person,)))]
