"""Incidents as facts: what a site or the console reported, and how far it has been dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Command, Draft, Event, Recorded, Ref, Refused
from coordinator.core.sites import require
from wire.codes import Refusal
from wire.vocabulary import IncidentKind, IncidentState, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session

# An incident only moves forward; "resolved" is the end, a relapse is a new incident.
_ORDER = (
    IncidentState.NEW,
    IncidentState.ACKNOWLEDGED,
    IncidentState.IN_PROGRESS,
    IncidentState.RESOLVED,
)


@dataclass(slots=True)
class Incident:
    """`by` and `role` are of whoever took its last step: reported it, or moved it."""

    id: str
    site: SiteId
    kind: IncidentKind
    opened_at: int
    state: IncidentState = IncidentState.NEW
    note: str | None = None
    moved_at: int | None = None
    by: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class ReportIncident(Command):
    site: SiteId
    kind: IncidentKind
    note: Ref | None = None


@dataclass(frozen=True, slots=True)
class MoveIncident(Command):
    incident: str
    state: IncidentState


@dataclass(frozen=True, slots=True)
class IncidentReported(Event):
    incident: str
    site: SiteId
    kind: IncidentKind
    note: Ref | None = None


@dataclass(frozen=True, slots=True)
class IncidentMoved(Event):
    incident: str
    state: IncidentState


INCIDENT_EVENTS = (IncidentReported, IncidentMoved)


def decide(session: Session, asked: Asked, effective_at: int) -> list[Draft]:
    match asked.command:
        case ReportIncident(site, kind, note):
            require(session, site)
            if note is None and _open_like(session, asked.command, effective_at):
                return []
            incident = f"i{len(session.incidents) + 1}"
            return [Draft(IncidentReported(incident, site, kind, note), effective_at)]
        case MoveIncident(incident, state):
            found = session.incidents.get(incident)
            if found is None:
                raise Refused(Refusal.UNKNOWN_INCIDENT)
            if _ORDER.index(state) < _ORDER.index(found.state):
                raise Refused(Refusal.WRONG_STATE, state=found.state)
            return [] if state is found.state else [Draft(IncidentMoved(incident, state))]
    raise AssertionError(asked.command)


def of_a_rehearsal(session: Session, incident: Incident) -> bool:
    """Whether it was one of a rehearsal that is over. What the meeting found open and somebody
    looked after then is the meeting's, too."""
    began = session.sittings[0].since if session.sittings else None
    later = began is not None and incident.moved_at is not None and incident.moved_at >= began
    return rehearsed(session, incident.opened_at) and not later


def rehearsed(session: Session, at: int) -> bool:
    """Whether it was the time of a rehearsal that is over."""
    return any(since <= at < until for since, until in session.rehearsals)


def _open_like(session: Session, command: ReportIncident, at: int) -> bool:
    """Whether the same trouble is open already. What was tried out in a rehearsal is another."""
    tried = rehearsed(session, at)
    return any(
        incident.site == command.site
        and incident.kind is command.kind
        and incident.state is not IncidentState.RESOLVED
        and of_a_rehearsal(session, incident) is tried
        for incident in session.incidents.values()
    )


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one incident event."""
    match recorded.event:
        case IncidentReported(incident, site, kind, note):
            found = Incident(incident, site, kind, recorded.effective_at)
            found.note = note.id if note else None
            session.incidents[incident] = found
        case IncidentMoved(incident, state):
            found = session.incidents[incident]
            found.state, found.moved_at = state, recorded.effective_at
        case _:
            raise AssertionError(recorded.event)
    found.by, found.role = recorded.actor.id, recorded.actor.role.value
