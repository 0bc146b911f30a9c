"""Second thoughts as an organizer reads them: corrections, and what waits for a second person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coordinator.core.attendance.facts import AttendanceEntry, Person
from coordinator.core.attendance.reviews import Proposal, Review
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views import parts
from wire.record_words import CountedBy, ReviewState
from wire.vocabulary import Attendance, PersonId, SiteId


class ReviewKind(StrEnum):
    """What is proposed."""

    NOTE = "note"
    CORRECTION = "correction"
    ADDED = "added"
    HEAD_COUNT = "head_count"
    HEAD = "head"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One thing that waits or waited. `was` is the state at its time as known now, `status` what
    it would be; `was_count` and `count` the same of heads, `was_site` and `site` of a transfer.

    `by` and `role` are of whoever brought it; `mine` says that the reader did, and so cannot
    settle it. `because` is why it was proposed, `verdict` why it was turned down."""

    id: str
    kind: ReviewKind
    state: ReviewState
    at: int
    person: str
    name: str
    site: str
    site_name: str
    was: Attendance | None
    was_at: int | None
    status: Attendance | None
    was_site: str
    was_count: int | None
    count: int | None
    covers: bool
    means: CountedBy | None
    deputy: str
    approver: str
    reason: str
    because: str
    by: str
    role: str
    mine: bool
    opened_at: int
    settled_at: int | None
    settled_by: str
    verdict: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Reviews from `offset` on: those that wait, the oldest first; then the newest settled."""

    rev: int
    offset: int
    total: int
    open: int
    rows: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction: `was` at `was_at` was replaced by `status` at `status_at`. `undone` says that a
    later correction has taken its own place; `review` let it in after the closing."""

    rev: int
    person: str
    name: str
    site: str
    site_name: str
    was: Attendance
    was_at: int | None
    status: Attendance
    status_at: int
    by: str
    role: str
    corrected_at: int
    because: str
    undone: bool
    review: str | None


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """Corrections from `offset` on, the newest first."""

    rev: int
    offset: int
    total: int
    rows: tuple[CorrectionRow, ...]


_KINDS = {
    "noted": ReviewKind.NOTE,
    "corrected": ReviewKind.CORRECTION,
    "added": ReviewKind.ADDED,
    "counted": ReviewKind.HEAD_COUNT,
    "headed": ReviewKind.HEAD,
    "moved": ReviewKind.TRANSFER,
}


def kind_of(proposal: Proposal) -> ReviewKind:
    return next(kind for name, kind in _KINDS.items() if getattr(proposal, name) is not None)


def review_page(
    session: Session, people: People, asker: str, offset: int, limit: int
) -> ReviewPage:
    """Some of the reviews."""
    waiting = [one for one in session.reviews.values() if one.state is ReviewState.OPEN]
    settled = [one for one in session.reviews.values() if one.state is not ReviewState.OPEN]
    settled.sort(key=lambda one: one.settled_at or 0, reverse=True)
    ordered = [*waiting, *settled]
    rows = (review_row(session, people, one, asker) for one in ordered[offset : offset + limit])
    return ReviewPage(session.rev, offset, len(ordered), len(waiting), tuple(rows))


def review_row(session: Session, people: People, review: Review, asker: str) -> ReviewRow:
    """One review with the old value beside the new."""
    proposal, site = review.proposal, _site_of(session, review.proposal)
    person = session.people.get(proposal.person) if proposal.person else None
    old = _old(person, proposal)
    said = proposal.noted or proposal.corrected
    note = said.note if said else None
    counted = proposal.counted
    was_count = session.sites[counted.site].counted(covers=counted.covers) if counted else None
    return ReviewRow(
        id=review.id,
        kind=kind_of(proposal),
        state=review.state,
        at=proposal.at,
        person=proposal.person or "",
        name=parts.name_of(people, proposal.person),
        site=site,
        site_name=session.sites[SiteId(site)].spec.name if site else "",
        was=None if counted or proposal.added else (old.status if old else Attendance.NOT_CALLED),
        was_at=old.effective_at if old else None,
        status=_said(proposal),
        was_site=session.sites[proposal.moved.was].spec.name if proposal.moved else "",
        was_count=was_count.count if was_count else None,
        count=counted.count if counted else None,
        covers=counted.covers if counted else False,
        means=counted.means if counted else None,
        deputy=parts.name_of(people, note.deputy.id if note and note.deputy else None),
        approver=_text(people, note.approver.id if note and note.approver else None),
        reason=_text(people, note.reason.id if note and note.reason else None),
        because=_text(people, proposal.corrected.because.id if proposal.corrected else None),
        by=review.by,
        role=review.role,
        mine=review.by == asker,
        opened_at=review.opened_at,
        settled_at=review.settled_at,
        settled_by=review.settled_by or "",
        verdict=_text(people, review.because),
    )


def _text(people: People, ref: str | None) -> str:
    return people.of(ref).get("text", "")


def _old(person: Person | None, proposal: Proposal) -> AttendanceEntry | None:
    """What it would take the place of: the entry it names, or what holds at its time."""
    if person is None:
        return None
    replaced = proposal.corrected.replaces if proposal.corrected else None
    if replaced is not None:
        return next((one for one in person.history if one.rev == replaced), None)
    return person.entry_at(proposal.at)


def _said(proposal: Proposal) -> Attendance | None:
    said = proposal.noted or proposal.corrected
    if said is not None:
        return said.note.status
    return proposal.added.status if proposal.added else None


def _site_of(session: Session, proposal: Proposal) -> str:
    """The point it is about: its own, where a transfer leads, or where the person belongs."""
    own = proposal.counted or proposal.headed
    if own is not None:
        return own.site
    if proposal.moved is not None:
        return proposal.moved.to
    if proposal.added is not None:
        return proposal.added.person.site
    person = session.people.get(proposal.person) if proposal.person else None
    return person.spec.site if person else ""


def correction_page(
    session: Session,
    people: People,
    made: Iterable[tuple[int, PersonId]],
    offset: int,
    limit: int,
) -> CorrectionPage:
    """Some of the corrections that a survey found."""
    ordered = sorted(made, reverse=True)
    shown = ordered[offset : offset + limit]
    rows = (_correction(session, people, session.people[one], rev) for rev, one in shown)
    found = tuple(row for row in rows if row is not None)
    return CorrectionPage(session.rev, offset, len(ordered), found)


def _correction(session: Session, people: People, person: Person, rev: int) -> CorrectionRow | None:
    entry = next((one for one in person.history if one.rev == rev), None)
    if entry is None or entry.corrects is None:
        return None
    old = next((one for one in person.history if one.replaced_by == rev), None)
    return CorrectionRow(
        rev=rev,
        person=person.spec.id,
        name=parts.name_of(people, person.spec.id),
        site=person.spec.site,
        site_name=session.sites[person.spec.site].spec.name,
        was=entry.corrects,
        was_at=old.effective_at if old else None,
        status=entry.status,
        status_at=entry.effective_at,
        by=entry.by,
        role=entry.role,
        corrected_at=entry.recorded_at,
        because=_text(people, entry.because),
        undone=entry.replaced_by is not None,
        review=entry.review,
    )
