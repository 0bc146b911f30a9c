"""When the names, heads and places of points last changed: pages then read them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.core.attendance.events import (
    AttendeeAdded,
    HeadChanged,
    PersonMoved,
    RosterChanged,
    RosterSet,
)
from coordinator.core.base import PersonErased, Recorded
from coordinator.core.session import PhaseChanged, SessionPrepared
from coordinator.core.sites import SitesInvited

if TYPE_CHECKING:
    from coordinator.core.state import Session

# The end of a rehearsal gives points their heads back.
NAMING_EVENTS = (
    SessionPrepared,
    SitesInvited,
    RosterSet,
    RosterChanged,
    AttendeeAdded,
    HeadChanged,
    PersonMoved,
    PersonErased,
    PhaseChanged,
)


def evolve(session: Session, recorded: Recorded) -> None:
    """Remember the revision of the last event of these."""
    if isinstance(recorded.event, NAMING_EVENTS):
        session.names_rev = recorded.rev
