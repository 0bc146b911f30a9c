"""Whom a commit concerns: the floor that all see, and the sites whose own picture changed."""

from __future__ import annotations

from collections.abc import Iterable

from coordinator.core.attendance.events import PersonMoved, RosterChanged, RosterSet
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
from coordinator.core.rollcall import (
    RollCallAnswered,
    RollCallClosed,
    RollCallExtended,
    RollCallOpened,
    RollCallSilent,
    SiteAsked,
)
from coordinator.core.session import PhaseChanged, SessionPrepared
from coordinator.core.state import Session
from coordinator.views.roster import changed_by
from wire.vocabulary import EntryId, SiteId

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
    RollCallSilent,
    SiteAsked,
    PersonErased,
    ChairsSet,
    ChairHanded,
    RecessSet,
    RestrictedBegun,
    RestrictedEnded,
)
# With another item, whoever waits speaks for the first time, and has another limit.
_LIST = (FloorEvent, ItemBegun)
_EVERYONE = (PhaseChanged, RollCallOpened)


def changes_floor(recorded: Iterable[Recorded]) -> bool:
    """Whether the floor frame is another one now."""
    return any(isinstance(item.event, _FLOOR) or _goes_on(item.event) for item in recorded)


def _goes_on(event: Event) -> bool:
    """Whether a roll call by voice comes to the next point; of thousands that answer at once the
    floor says nothing."""
    return isinstance(event, RollCallAnswered) and event.called


def sites_of(session: Session, recorded: Iterable[Recorded]) -> set[SiteId] | None:
    """The sites whose own frame may be another one now; None means all."""
    events = [item.event for item in recorded]
    # First of all: what a rehearsal made is gone after it, and could not be looked up any more.
    if any(_concerns_all(event) for event in events):
        return None
    found: set[SiteId] = set()
    for event in events:
        if isinstance(event, _LIST):
            found |= _on_the_list(session)
        found |= _named(session, event)
    return found


def _concerns_all(event: Event) -> bool:
    return isinstance(event, _EVERYONE) or (isinstance(event, NoticeSent) and not event.sites)


def _on_the_list(session: Session) -> set[SiteId]:
    """Places in the queue move for all who wait, and an undo may bring back any of the others."""
    floor = session.floor
    current = [] if floor.current is None else [floor.current]
    return {floor.entries[entry].site for entry in (*floor.order, *floor.aside, *current)}


def _named(session: Session, event: Event) -> set[SiteId]:
    """The sites that an event names by itself, its entries, its person, message or incident."""
    if isinstance(event, NoticeSent):
        return set(event.sites)
    if isinstance(event, PersonMoved):
        return {event.was, event.to}
    if isinstance(event, (RosterSet, RosterChanged)):
        return changed_by(session, event)
    site = getattr(event, "site", None)
    if site is not None:
        return {site}
    entries = _entries(event)
    if entries:
        return {session.floor.entries[entry].site for entry in entries}
    message = getattr(event, "message", None)
    if message is not None:
        return {session.messages[message].site}
    person = getattr(event, "person", None)
    if isinstance(person, PersonSpec):
        return {person.site}
    if person is not None:
        return {session.people[person].spec.site}
    incident = getattr(event, "incident", None)
    return {session.incidents[incident].site} if incident is not None else set()


def _entries(event: Event) -> list[EntryId]:
    """The entries of the list that an event names, whichever way."""
    one = [getattr(event, name, None) for name in ("entry", "to")]
    many = (entry for name in ("entries", "declined") for entry in getattr(event, name, ()))
    return [*(entry for entry in one if entry is not None), *many]
