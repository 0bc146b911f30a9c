"""The annexes of a report: roll calls, speeches, incidents, the programme as it went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordinator.core.attendance.facts import PRESENT
from coordinator.core.incidents import of_a_rehearsal
from coordinator.core.rollcall import RollCall
from coordinator.core.state import Session
from coordinator.reports.figures import SiteNote
from coordinator.reports.names import Names
from coordinator.reports.rows import IncidentRow, ItemRow, RollAnswer, RollCallRow
from coordinator.reports.words import INCIDENT_KIND, INCIDENT_STATE
from coordinator.views.presence import Meeting
from coordinator.views.roll_calls import roll_call_row
from coordinator.views.speeches import SpeechRow, speeches
from wire.vocabulary import EntryId, SiteId


def roll_calls(session: Session) -> tuple[RollCallRow, ...]:
    """Every roll call with the answer of each point that was asked or has answered; what was
    frozen at its closing is told as it was then, whatever was corrected since."""
    return tuple(_roll_call(session, call) for call in session.roll_calls)


def _roll_call(session: Session, call: RollCall) -> RollCallRow:
    short = roll_call_row(call)
    asked = [site for site in session.site_order if _was_asked(session, call, site)]
    return RollCallRow(
        id=call.id,
        number=call.number,
        way=call.way,
        opened_at=call.opened_at,
        deadline_at=call.deadline_at,
        closed_at=call.closed_at,
        expected=call.expected,
        answered=len(call.answers),
        late=len(call.late),
        silent=len(call.silent),
        present=short.present,
        answers=tuple(_answer(session, call, site) for site in asked),
    )


def _was_asked(session: Session, call: RollCall, site: SiteId) -> bool:
    spec = session.sites[site].spec
    return (spec.line and not spec.receive_only) or site in call.answers or site in call.late


def _answer(session: Session, call: RollCall, site: SiteId) -> RollAnswer:
    frozen = call.frozen.get(site)
    counts = frozen.counts if frozen else {}
    return RollAnswer(
        site=site,
        name=session.sites[site].spec.name,
        answered_at=call.answers.get(site),
        late_at=call.late.get(site),
        silent_at=call.silent.get(site),
        present=sum(counts.get(status.value, 0) for status in PRESENT) if frozen else None,
        head_count=frozen.head_count if frozen else None,
    )


def speech_rows(session: Session, names: Names, within: Meeting) -> tuple[SpeechRow, ...]:
    """The speaking log. Without names: the points, kinds and times only."""
    rows = speeches(session, names.people, within.until)
    if names.options.names:
        return tuple(_erased(session, names, row) for row in rows)
    return tuple(replace(row, speaker="", post="", topic="", notes=()) for row in rows)


def _erased(session: Session, names: Names, row: SpeechRow) -> SpeechRow:
    """Whoever was erased is told as such, not as nobody."""
    person = session.floor.entries[EntryId(row.entry)].person
    return replace(row, speaker=names.named(person).name) if person in session.erased else row


def incident_rows(session: Session, names: Names) -> tuple[IncidentRow, ...]:
    """What went wrong, in the order it was reported; nothing that was only of a rehearsal."""
    known = session.incidents.values()
    real = (one for one in known if not of_a_rehearsal(session, one))
    return tuple(
        IncidentRow(
            number=number,
            id=found.id,
            site=found.site,
            site_name=session.sites[found.site].spec.name,
            kind=found.kind,
            state=found.state,
            note=names.text(found.note),
            opened_at=found.opened_at,
            moved_at=found.moved_at,
            role=found.role,
        )
        for number, found in enumerate(real, start=1)
    )


def notes_by_site(
    session: Session, incidents: Iterable[IncidentRow]
) -> dict[SiteId, tuple[SiteNote, ...]]:
    """What a point's row says under "notes": receive-only, and its incidents with their times."""
    found: dict[SiteId, list[SiteNote]] = {}
    for site, slot in session.sites.items():
        if slot.spec.receive_only:
            found.setdefault(site, []).append(SiteNote("Chỉ nhận tín hiệu"))
    for one in incidents:
        note = SiteNote(INCIDENT_KIND[one.kind], one.opened_at, INCIDENT_STATE[one.state])
        found.setdefault(SiteId(one.site), []).append(note)
    return {site: tuple(notes) for site, notes in found.items()}


def programme(session: Session) -> tuple[ItemRow, ...]:
    """Each item as it was planned and as it went."""
    begun, ended = session.programme.begun_at, session.programme.ended_at
    spoken = [entry for entry in session.floor.entries.values() if entry.began_at is not None]
    return tuple(
        ItemRow(
            number=number,
            id=item.id,
            title=item.title,
            kind=item.kind,
            planned_at=item.planned_at,
            planned_ms=item.planned_ms,
            begun_at=begun.get(item.id),
            ended_at=ended.get(item.id),
            entries=frozenset(entry.id for entry in spoken if entry.item == item.id),
        )
        for number, item in enumerate(session.programme.items, start=1)
    )
