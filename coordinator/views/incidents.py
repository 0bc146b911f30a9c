"""Incidents as those who conduct see them, with the duty telephone of the point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coordinator.core.incidents import Incident
from coordinator.core.people import People, duty_ref
from coordinator.core.state import Session
from coordinator.views import parts
from coordinator.views.waiting import CallNow, call_now
from wire.vocabulary import IncidentKind, IncidentState

TEXT_CHARS_SHOWN = 300
INCIDENTS_LEAST = 3


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident. `by` and `role` are of whoever took its last step, by sign-in; `call` is the
    last telephone call to the point."""

    id: str
    site: str
    site_name: str
    kind: IncidentKind
    state: IncidentState
    note: str
    opened_at: int
    moved_at: int | None
    phone: str
    by: str
    role: str
    call: CallNow | None


def incident_rows(
    session: Session, people: People, incidents: Iterable[Incident], bytes_max: int
) -> tuple[IncidentRow, ...]:
    """The first of these that fit."""
    rows = [_row(session, people, incident) for incident in incidents]
    return parts.fit_least(rows, bytes_max, INCIDENTS_LEAST, _shorter)


def _shorter(row: IncidentRow, chars_max: int) -> IncidentRow:
    name, note = parts.start(row.site_name, chars_max), parts.start(row.note, chars_max)
    return replace(row, site_name=name, note=note)


def _row(session: Session, people: People, incident: Incident) -> IncidentRow:
    return IncidentRow(
        incident.id,
        incident.site,
        session.sites[incident.site].spec.name,
        incident.kind,
        incident.state,
        parts.start(people.of(incident.note).get("text", ""), TEXT_CHARS_SHOWN),
        incident.opened_at,
        incident.moved_at,
        people.of(duty_ref(incident.site)).get("phone", ""),
        incident.by,
        incident.role,
        call_now(session, incident.site),
    )
