"""The rows about people: one per delegate, one per correction, one per review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from coordinator.core.attendance.facts import AttendanceEntry, Person
from coordinator.core.attendance.reviews import Proposal, Review
from coordinator.core.state import Session
from coordinator.reports import presence, wording
from coordinator.reports.figures import Named
from coordinator.reports.model import ERASED
from coordinator.reports.names import Names
from coordinator.reports.rows import Absence, CorrectionRow, PersonRow, ReviewRow, Substitution
from coordinator.reports.words import STATUS
from coordinator.views.marks import counted
from coordinator.views.presence import Meeting, long_enough, stay
from wire.vocabulary import Attendance, SiteId

NOBODY = Named()


def people_of(session: Session, within: Meeting) -> Iterator[Person]:
    """Everybody, by point in the organizers' order and then as the roster has them."""
    return chain.from_iterable(presence.people_by_site(session, within).values())


def person_rows(session: Session, names: Names, within: Meeting) -> Iterator[PersonRow]:
    """One row per delegate, those who were taken off the roster too: marked."""
    for number, person in enumerate(people_of(session, within), start=1):
        yield _person(session, names, person, number, within)


def _person(
    session: Session, names: Names, person: Person, number: int, within: Meeting
) -> PersonRow:
    spec, now, named = person.spec, person.entry_at(within.until), names.of(person)
    site = person.site_at(within.until)
    stayed = stay(person, within)
    last = presence.last_presence(person, within.until) if stayed.came else None
    deputised = last if last and last.status is Attendance.DEPUTISED else None
    deputy, approver = _deputy(names, person, deputised) if deputised else (NOBODY, "")
    changed = list(presence.corrections(person)) if len(person.history) > 1 else []
    return PersonRow(
        number=number,
        person=spec.id,
        site=site,
        site_name=session.sites[site].spec.name,
        name=named.name,
        post=named.post,
        head=spec.head,
        added=spec.added,
        struck=spec.struck,
        erased=person.erased,
        status=now.status if now else Attendance.NOT_CALLED,
        since_at=now.effective_at if now else None,
        arrived_at=stayed.arrived_at,
        left_at=stayed.left_at,
        total_ms=stayed.present_ms,
        interruptions=stayed.interruptions,
        share=presence.share(stayed, within),
        long_enough=long_enough(stayed, within, presence.RULES),
        deputy=deputy,
        approver=approver,
        deputised_at=deputised.effective_at if deputised else None,
        reason=names.text(now.reason) if now else "",
        source=now.role if now else "",
        noted_at=now.recorded_at if now else None,
        late=now.late if now else False,
        corrections=len(changed),
        because=names.text(changed[-1].because) if changed else "",
        moved_from=_moved_from(person, within.until),
    )


def _moved_from(person: Person, until: int) -> tuple[str, ...]:
    """The points where somebody was before the last, in order; none for whoever never moved."""
    moves = [move.site for move in person.moves if move.at <= until]
    return (person.home, *moves[:-1]) if moves else ()


def absences(people: Iterable[Person], names: Names, within: Meeting) -> tuple[Absence, ...]:
    """Who of those who count is away with a reason at the end; nobody by name when names are left
    out."""
    if not names.options.names:
        return ()
    return tuple(
        Absence(names.of(person).name, names.text(now.reason))
        for person in people
        if (now := person.entry_at(within.until))
        and now.status is Attendance.EXCUSED
        and counted(person, now.status)
    )


def substitutions(
    people: Iterable[Person], names: Names, within: Meeting
) -> tuple[Substitution, ...]:
    """Whose deputy came, whatever became of it later: the last presence was the deputy's."""
    if not names.options.names:
        return ()
    found = []
    for person in people:
        last = presence.last_presence(person, within.until)
        if last is None or last.status is not Attendance.DEPUTISED:
            continue
        if presence.attended(person, within):
            found.append(_substitution(person, last, names))
    return tuple(found)


def _substitution(person: Person, entry: AttendanceEntry, names: Names) -> Substitution:
    deputy, approver = _deputy(names, person, entry)
    return Substitution(
        names.of(person).name,
        deputy.name,
        deputy.post,
        approver,
        entry.effective_at,
    )


def _deputy(names: Names, person: Person, entry: AttendanceEntry) -> tuple[Named, str]:
    """Who came instead, and who agreed: both went with the person's erasure, and that is said."""
    if person.erased and names.options.names:
        return Named(ERASED), ERASED
    return names.deputy(entry.deputy), names.text(entry.approver)


def correction_rows(session: Session, names: Names, within: Meeting) -> Iterator[CorrectionRow]:
    """Every correction there was, by point and person; the old value stands beside the new."""
    number = 0
    for person in people_of(session, within):
        site = person.site_at(within.until)
        if len(person.history) < 2 and not any(entry.corrects for entry in person.history):
            continue
        replaced = {one.replaced_by: one for one in person.history if one.replaced_by is not None}
        for entry in presence.corrections(person):
            number += 1
            row = _correction(names, site, person, entry, replaced.get(entry.rev))
            yield replace(row, number=number)


def _correction(
    names: Names,
    site: SiteId,
    person: Person,
    entry: AttendanceEntry,
    old: AttendanceEntry | None,
) -> CorrectionRow:
    assert entry.corrects is not None
    return CorrectionRow(
        number=0,
        person=person.spec.id,
        name=names.of(person).name,
        site=site,
        site_name=names.session.sites[site].spec.name,
        was=entry.corrects,
        was_at=old.effective_at if old else None,
        status=entry.status,
        status_at=entry.effective_at,
        role=entry.role,
        corrected_at=entry.recorded_at,
        because=names.text(entry.because),
        review=entry.review,
    )


def review_rows(session: Session, names: Names, within: Meeting) -> tuple[ReviewRow, ...]:
    """What came after closing, in the order it came, settled or not."""
    return tuple(_review(session, names, review, within) for review in session.reviews.values())


def _review(session: Session, names: Names, review: Review, within: Meeting) -> ReviewRow:
    proposal, site = review.proposal, _site_of(session, review.proposal, within.until)
    person = proposal.person or ""
    return ReviewRow(
        id=review.id,
        kind=kind_of(proposal),
        person=person,
        name=names.named(person or None).name,
        site=site or "",
        site_name=session.sites[site].spec.name if site else "",
        said=_said(proposal),
        what=_what(session, proposal),
        at=proposal.at,
        by=review.by,
        role=review.role,
        proposed_at=review.opened_at,
        state=review.state,
        settled_at=review.settled_at,
        settled_by=review.settled_by or "",
        because=names.text(review.because),
    )


def kind_of(proposal: Proposal) -> str:
    """What is proposed, in one word."""
    kinds = {
        "note": proposal.noted,
        "correction": proposal.corrected,
        "added": proposal.added,
        "head_count": proposal.counted,
        "head": proposal.headed,
        "transfer": proposal.moved,
    }
    return next(kind for kind, event in kinds.items() if event is not None)


def _said(proposal: Proposal) -> Attendance | None:
    noted = proposal.noted or proposal.corrected
    if noted is not None:
        return noted.note.status
    return proposal.added.status if proposal.added else None


def _what(session: Session, proposal: Proposal) -> str:
    """What would hold, in words that name nobody."""
    if proposal.counted is not None:
        below = ", gồm cả cấp dưới" if proposal.counted.covers else ""
        return f"{wording.number(proposal.counted.count)} người{below}"
    if proposal.moved is not None:
        to = session.sites[proposal.moved.to].spec
        return f"Đến điểm cầu {to.name}" if to.line else f"Đến {to.name}"
    said = _said(proposal)
    return "Chủ trì điểm cầu" if said is None else STATUS[said]


def _site_of(session: Session, proposal: Proposal, until: int) -> SiteId | None:
    """The point it is about: its own, or where the person was at the end."""
    if proposal.added is not None:
        return proposal.added.person.site
    if proposal.counted is not None:
        return proposal.counted.site
    person = session.people.get(proposal.person) if proposal.person else None
    return person.site_at(until) if person else None
