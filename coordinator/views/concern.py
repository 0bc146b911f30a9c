"""Whom a commit concerns: the floor that all see, and the sites whose own picture changed."""

from __future__ import annotations

from collections.abc import Iterable

from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.base import Event, FloorEvent, PersonErased, Recorded
from coordinator.core.conduct import (
    ChairHanded,
    ChairsSet,
    RecessSet,
    RestrictedBegun,
    RestrictedEnded,
)
from coordinator.core.notices import NoticeSent
from coordinator.core.programme import ItemBegun, ProgrammeSet
from coordinator.core.rollcall import RollCallClosed, RollCallExtended, RollCallOpened
from coordinator.core.session import PhaseChanged, SessionPrepared
from coordinator.core.state import Session
from wire.vocabulary import SiteId

# An erased speaker must leave every screen at once, like any change of the floor.
_FLOOR = (
    FloorEvent,
    PhaseChanged,
    SessionPrepared,
    ItemBegun,
    ProgrammeSet,
    RollCallOpened,
    RollCallExtended,
    RollCallClosed,
    PersonErased,
    ChairsSet,
    ChairHanded,
    RecessSet,
    RestrictedBegun,
    RestrictedEnded,
)
_EVERYONE = (PhaseChanged, RollCallOpened)


def changes_floor(recorded: Iterable[Recorded]) -> bool:
    """Whether the floor frame is another one now."""
    return any(isinstance(item.event, _FLOOR) for item in recorded)


def sites_of(session: Session, recorded: Iterable[Recorded]) -> set[SiteId] | None:
    """The sites whose own frame may be another one now; None means all."""
    events = [item.event for item in recorded]
    # First of all: what a rehearsal made is gone after it, and could not be looked up any more.
    if any(_concerns_all(event) for event in events):
        return None
    found: set[SiteId] = set()
    for event in events:
        if isinstance(event, FloorEvent):
            found |= _on_the_list(session)
        found |= _named(session, event)
    return found


def _concerns_all(event: Event) -> bool:
    return isinstance(event, _EVERYONE) or (isinstance(event, NoticeSent) and not event.sites)


def _on_the_list(session: Session) -> set[SiteId]:
    """Places in the queue move for all who wait."""
    floor = session.floor
    entries = [*floor.order, *([floor.current] if floor.current is not None else [])]
    return {floor.entries[entry].site for entry in entries}


def _named(session: Session, event: Event) -> set[SiteId]:
    """The sites that an event names by itself, its entry, its person or its incident."""
    if isinstance(event, NoticeSent):
        return set(event.sites)
    site = getattr(event, "site", None)
    if site is not None:
        return {site}
    entry = getattr(event, "entry", None)
    if entry is not None:
        return {session.floor.entries[entry].site}
    person = getattr(event, "person", None)
    if isinstance(person, PersonSpec):
        return {person.site}
    if person is not None:
        return {session.people[person].spec.site}
    incident = getattr(event, "incident", None)
    return {session.incidents[incident].site} if incident is not None else set()
