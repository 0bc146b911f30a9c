"""A rehearsal never counts: what was noted in it is taken back when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.core.attendance.changes import tally
from coordinator.core.attendance.facts import AttendanceEntry, Person
from wire.vocabulary import PersonId

if TYPE_CHECKING:
    from coordinator.core.sites import Site
    from coordinator.core.state import Session


def forget_since(session: Session, since: int, heads: Mapping[PersonId, int]) -> None:
    """A rehearsal never counts: what was noted of it or waits for a second person goes, what was
    known before (somebody excused in advance) stays, and so does where everybody was. People added
    then stay on the list, not called. `heads` headed their points before, each with the time of
    the last change there."""
    said = session.reviews.items()
    session.reviews = {number: one for number, one in said if one.proposal.at < since}
    session.attendance, session.invited = {}, {}
    for site in session.sites.values():
        site.counts = {}
        site.head_counts = [counted for counted in site.head_counts if counted.at < since]
    for person in session.people.values():
        _move_back(session, person, since, heads)
        kept = [entry for entry in person.history if _of_before(entry, since)]
        revs = {entry.rev for entry in kept}
        person.history = [
            entry if entry.replaced_by in revs else replace(entry, replaced_by=None)
            for entry in kept
        ]
        tally(session, session.sites[person.spec.site], person, +1)
    for site in session.sites.values():
        if site.head_at >= since:
            _head_back(session, site, heads)


def _head_back(session: Session, site: Site, heads: Mapping[PersonId, int]) -> None:
    """Another was named to head the point in the rehearsal. Who is no longer invited heads none."""
    there = [session.people[one] for one in site.people]
    was = {one.spec.id for one in there if one.spec.id in heads and not one.spec.struck}
    site.head_at = max((heads[one] for one in was), default=0)
    for one in there:
        one.spec = replace(one.spec, head=one.spec.id in was)


def _move_back(session: Session, person: Person, since: int, heads: Mapping[PersonId, int]) -> None:
    """A transfer of the rehearsal is taken back, and with it whoever headed the point heads it."""
    gone = [move for move in person.moves if move.at >= since]
    if not gone:
        return
    person.moves = [move for move in person.moves if move.at < since]
    was_at, back_at = person.spec.site, person.site_at(since)
    if was_at != back_at:
        session.sites[was_at].people.remove(person.spec.id)
        session.sites[back_at].people.append(person.spec.id)
    others = map(session.people.__getitem__, session.sites[back_at].people)
    headless = not any(one.spec.head for one in others if one is not person)
    head = headless and person.spec.id in heads and not person.spec.struck
    person.spec = replace(person.spec, site=back_at, head=head)


def _of_before(entry: AttendanceEntry, since: int) -> bool:
    """A correction made in the rehearsal is of it, though it takes an older entry's time; one that
    a device made before and sent in it is not."""
    made = entry.recorded_at if entry.said_at is None else entry.said_at
    return entry.effective_at < since and (entry.corrects is None or made < since)
