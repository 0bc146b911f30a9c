"""Who was transferred after heads were counted, so that a body is in one count and in no other.

A head-count says how many sat inside a border at one instant: those of a room, or of a point and
all below it. It stays true of a later moment only as far as nobody is known to have crossed that
border since. Whoever was there by name when heads were counted, and has been transferred out, is
in it no longer; whoever has been transferred in since, and is there by name, is in it now. A move
inside the border changes nothing of the count.

Whoever went home is no crossing. A departure puts nobody into a second count, and is noted of the
named alone: to take only those away would leave a figure that is neither of the instant of the
count nor of now. Nor is an arrival: the same body may have been counted before it got its name.
The newest count rules in both, until heads are counted again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from coordinator.core.attendance import spans
from coordinator.core.attendance.facts import Person
from coordinator.core.sites import HeadCount
from coordinator.core.state import Session
from coordinator.views.survey import Survey
from wire.vocabulary import PersonId, SiteId

# A point, and whether a head-count of it is of its room or covers all below it, too.
Counting = tuple[SiteId, bool]


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody who was transferred: belongs to `site` at the moment that is asked for, and `counts`
    there by name or not. `known` is the revision whose knowledge is meant; None: all there is."""

    person: Person
    site: SiteId
    counts: bool
    known: int | None = None


@dataclass(slots=True)
class Crossed:
    """How many were transferred across a border since heads were counted."""

    into: int = 0
    out: int = 0


def moved_at(session: Session, sites: Iterable[SiteId]) -> list[PersonId]:
    """Those who belong to these points and were ever transferred; looks at all people there."""
    people = session.people
    return [one for site in sites for one in session.sites[site].people if people[one].moves]


def counted_movers(session: Session, counted: Survey) -> Iterator[Mover]:
    """Those of a survey, as it counts them: nobody twice, though they moved while it was made."""
    moment = counted.moment
    for one in dict.fromkeys(counted.moved):
        person = session.people[one]
        known = moment.revision(person)
        here = spans.present_at(person, moment.at, known)
        yield Mover(person, person.site_at(moment.at), here, known)


def movers(
    session: Session, people: Iterable[PersonId], counts: Callable[[Person], bool], at: int
) -> Iterator[Mover]:
    """These people where they belonged at that time, each counted by name or not; nobody twice."""
    for one in dict.fromkeys(people):
        person = session.people[one]
        yield Mover(person, person.site_at(at), counts(person))


def placed(
    session: Session, sites: Iterable[SiteId], at: int, moved: Iterable[PersonId]
) -> dict[SiteId, list[Person]]:
    """Those who belonged to these points at that time, as the roster has them, and after them who
    has been transferred from there since; `moved` are all who were ever transferred."""
    people = session.people
    found: dict[SiteId, list[Person]] = {}
    for site in sites:
        here = (people[one] for one in session.sites[site].people)
        found[site] = [one for one in here if not one.moves or one.site_at(at) == site]
    for person in map(people.__getitem__, dict.fromkeys(moved)):
        was = person.site_at(at)
        if was in found and was != person.spec.site:
            found[was].append(person)
    return found


def crossings(
    session: Session, counts: Mapping[Counting, HeadCount], moved: Iterable[Mover]
) -> dict[Counting, Crossed]:
    """How many crossed the border of each count since. The cost is that of the people who moved."""
    found: dict[Counting, Crossed] = {}
    for mover in moved:
        been = (mover.site, mover.person.site_at(0), *(move.site for move in mover.person.moves))
        touched = {above for site in been for above in path(session, site)}
        for key in product(touched, (False, True)):
            if key in counts:
                crossed = found.setdefault(key, Crossed())
                _cross(session, key, counts[key].at, mover, crossed)
    return found


def _cross(session: Session, key: Counting, at: int, mover: Mover, crossed: Crossed) -> None:
    was_inside = _inside(session, key, mover.person.site_at(at))
    is_inside = _inside(session, key, mover.site)
    if was_inside and not is_inside:
        # Present online or through a deputy, too: nobody knows whom the one who counted left out,
        # and of two errors a head too few is the one that counts nobody twice.
        crossed.out += spans.present_at(mover.person, at, mover.known)
    elif is_inside and not was_inside:
        crossed.into += mover.counts


def _inside(session: Session, key: Counting, site: SiteId) -> bool:
    counted, covers = key
    return counted in path(session, site) if covers else counted == site


def path(session: Session, site: SiteId) -> Iterator[SiteId]:
    """The point and all above it."""
    above: SiteId | None = site
    while above is not None:
        yield above
        above = session.sites[above].spec.parent
