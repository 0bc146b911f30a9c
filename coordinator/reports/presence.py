"""How people add up, and what of their entries a document names: each figure with its rule.

When somebody was there, and for how long, is counted in `coordinator.views.presence`, for the pages
and for documents alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields

from coordinator.core.attendance.facts import PRESENT, AttendanceEntry, Person
from coordinator.core.state import Session
from coordinator.reports.figures import PeopleFigures
from coordinator.reports.model import LONG_ENOUGH_PERCENT
from coordinator.views.marks import counted, state_at
from coordinator.views.movers import moved_at, placed
from coordinator.views.presence import Meeting, Rules, Stay, end_of, long_enough, meeting_time, stay
from wire.vocabulary import Phase, SiteId

RULES = Rules(share_percent=LONG_ENOUGH_PERCENT)
OVER = (Phase.CLOSED, Phase.REOPENED)
_FIGURES = tuple(field.name for field in fields(PeopleFigures))


def meeting_of(session: Session, now: int) -> Meeting:
    """The meeting's time, to its end or to `now`."""
    return meeting_time(session, end_of(session, now))


def share(stayed: Stay, within: Meeting) -> float | None:
    """The part of the meeting for which somebody was there: the total over the time that the
    meeting sat; None before it began."""
    return stayed.present_ms / within.length_ms if within.length_ms else None


def people_by_site(session: Session, within: Meeting) -> dict[SiteId, list[Person]]:
    """Everybody by the point where they were at the end, in the organizers' order: whoever is
    transferred while a closed meeting is put right stays where it ended for them."""
    sites = session.site_order
    return placed(session, sites, within.until, moved_at(session, sites))


def attended(person: Person, within: Meeting) -> bool:
    """Whether somebody who counts was present at any time."""
    return counted(person, state_at(person, within.until)) and stay(person, within).came


def figures(people: Iterable[Person], within: Meeting) -> PeopleFigures:
    """How these people add up: the states as they held at the end, whatever was noted of a later
    time. `invited` stand on the roster; `added` came without, or after they were taken off it."""
    found = dict.fromkeys(_FIGURES, 0)
    for person in people:
        state = state_at(person, within.until)
        if not counted(person, state):
            found["struck"] += 1
            continue
        spec = person.spec
        found["added" if spec.added or spec.struck else "invited"] += 1
        found[state] += 1
        stayed = stay(person, within)
        found["attended"] += stayed.came
        found["long_enough"] += long_enough(stayed, within, RULES)
    return PeopleFigures(**found)


def summed(rows: Iterable[PeopleFigures]) -> PeopleFigures:
    """Figures of several points as one."""
    found = dict.fromkeys(_FIGURES, 0)
    for row in rows:
        for name in _FIGURES:
            found[name] += getattr(row, name)
    return PeopleFigures(**found)


def last_presence(person: Person, until: int) -> AttendanceEntry | None:
    """The last entry up to the end that holds and says that somebody was there: it names the
    deputy, if any."""
    for entry in person.holding():
        if entry.effective_at <= until and entry.status in PRESENT:
            return entry
    return None


def corrections(person: Person) -> Iterator[AttendanceEntry]:
    """The entries that took the place of others, in the order of their making."""
    made = (entry for entry in person.history if entry.corrects is not None)
    return iter(sorted(made, key=lambda entry: entry.rev))
