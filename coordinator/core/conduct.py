"""Around the floor: who chairs, who is on duty at the console, a restricted part of the meeting,
and the telephone calls to duty technicians.

A restricted part is for chosen points only; every other page is blank while it lasts. Classified
meetings are not what this program is for, and its documents say so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Command, Draft, Event, Recorded, Refused
from coordinator.core.sites import require
from wire.codes import Refusal
from wire.floor_words import CallOutcome
from wire.vocabulary import PersonId, Phase, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session


@dataclass(frozen=True, slots=True)
class TelephoneCall:
    """The last call to a point's duty technician."""

    at: int
    outcome: CallOutcome
    by: str


@dataclass(slots=True)
class Conduct:
    """`chairs` may chair, the chair of now first named in `chair`; `on_duty` is the sign-in that
    took the console over; `restricted` are the only points of a restricted part, None outside one;
    `resumes_at` is when a recess should end, if that was said."""

    chairs: list[PersonId] = field(default_factory=list)
    chair: PersonId | None = None
    on_duty: str | None = None
    on_duty_at: int | None = None
    restricted: frozenset[SiteId] | None = None
    calls: dict[SiteId, TelephoneCall] = field(default_factory=dict)
    resumes_at: int | None = None


@dataclass(frozen=True, slots=True)
class HandChair(Command):
    """Another chairs from now on; whoever does becomes one of the chairs."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class TakeShift(Command):
    """The asker has read the open matters and is on duty at the console from now on."""


@dataclass(frozen=True, slots=True)
class BeginRestricted(Command):
    """Only these points from now on."""

    sites: tuple[SiteId, ...]


@dataclass(frozen=True, slots=True)
class EndRestricted(Command):
    pass


@dataclass(frozen=True, slots=True)
class LogCall(Command):
    site: SiteId
    outcome: CallOutcome


@dataclass(frozen=True, slots=True)
class ChairsSet(Event):
    """Who chairs, and the co-chairs after."""

    chairs: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class ChairHanded(Event):
    person: PersonId


@dataclass(frozen=True, slots=True)
class ShiftTaken(Event):
    """`before` is the sign-in that was on duty, if any."""

    before: str | None


@dataclass(frozen=True, slots=True)
class RestrictedBegun(Event):
    sites: tuple[SiteId, ...]


@dataclass(frozen=True, slots=True)
class RestrictedEnded(Event):
    pass


@dataclass(frozen=True, slots=True)
class CallLogged(Event):
    site: SiteId
    outcome: CallOutcome


@dataclass(frozen=True, slots=True)
class RecessSet(Event):
    """The recess should end at this time."""

    resumes_at: int


CONDUCT_COMMANDS = (HandChair, TakeShift, BeginRestricted, EndRestricted, LogCall)
CONDUCT_EVENTS = (
    ChairsSet,
    ChairHanded,
    ShiftTaken,
    RestrictedBegun,
    RestrictedEnded,
    CallLogged,
    RecessSet,
)


def decide(session: Session, asked: Asked) -> list[Draft]:
    """Events for one of these commands, or Refused."""
    conduct = session.conduct
    match asked.command:
        case HandChair(person):
            return _handed(session, person)
        case TakeShift():
            same = conduct.on_duty == asked.by.id
            return [] if same else [Draft(ShiftTaken(conduct.on_duty))]
        case BeginRestricted(sites):
            return _restricted(session, sites)
        case EndRestricted():
            return [] if conduct.restricted is None else [Draft(RestrictedEnded())]
        case LogCall(site, outcome):
            require(session, site)
            return [Draft(CallLogged(site, outcome))]
    raise AssertionError(asked.command)


def _handed(session: Session, person: PersonId) -> list[Draft]:
    """Not after the end: who chaired then stands in the signed paper."""
    if session.phase is Phase.CLOSED:
        raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
    if person not in session.people:
        raise Refused(Refusal.UNKNOWN_PERSON, person=person)
    return [] if session.conduct.chair == person else [Draft(ChairHanded(person))]


def _restricted(session: Session, sites: tuple[SiteId, ...]) -> list[Draft]:
    if session.phase is Phase.CLOSED:
        raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
    if not sites:
        raise Refused(Refusal.BAD_VALUE, field="sites")
    for site in sites:
        require(session, site)
    same = session.conduct.restricted == frozenset(sites)
    return [] if same else [Draft(RestrictedBegun(sites))]


def stands_again(session: Session) -> list[Draft]:
    """What is said of a restricted part when a rehearsal is over: it stands as before, and whoever
    follows the events alone (webhooks) must hear of that, too."""
    before = session.before
    if before is None or before.restricted == session.conduct.restricted:
        return []
    if before.restricted is None:
        return [Draft(RestrictedEnded())]
    return [Draft(RestrictedBegun(tuple(sorted(before.restricted))))]


def may_see(session: Session, site: SiteId | None) -> bool:
    """Whether a page of this point (None: the stage and all others) may see the meeting now."""
    chosen = session.conduct.restricted
    return chosen is None or site in chosen


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one of these events."""
    conduct = session.conduct
    match recorded.event:
        case ChairsSet(chairs):
            conduct.chairs, conduct.chair = list(chairs), chairs[0] if chairs else None
        case ChairHanded(person):
            conduct.chair = person
            if person not in conduct.chairs:
                conduct.chairs.append(person)
        case ShiftTaken():
            conduct.on_duty, conduct.on_duty_at = recorded.actor.id, recorded.effective_at
        case RestrictedBegun(sites):
            conduct.restricted = frozenset(sites)
        case RestrictedEnded():
            conduct.restricted = None
        case CallLogged(site, outcome):
            call = TelephoneCall(recorded.effective_at, outcome, recorded.actor.id)
            conduct.calls[site] = call
        case RecessSet(resumes_at):
            conduct.resumes_at = resumes_at
        case _:
            raise AssertionError(recorded.event)
