"""Who was there, for how long, and how a point's people add up: each figure with its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from coordinator.core.attendance import spans
from coordinator.core.attendance.facts import PRESENT, AttendanceEntry, Person
from coordinator.core.state import Session
from coordinator.reports.figures import PeopleFigures
from coordinator.reports.model import LONG_ENOUGH_PERCENT
from wire.vocabulary import Attendance, Phase

OVER = (Phase.CLOSED, Phase.REOPENED)
_FIGURES = tuple(field.name for field in fields(PeopleFigures))


@dataclass(frozen=True, slots=True)
class Bounds:
    """The time that counts: the stretches in which the meeting sat, in order and apart; `until` is
    where everything ends that lasts."""

    sat: tuple[tuple[int, int], ...]
    until: int

    @property
    def since(self) -> int | None:
        """The opening; None: not begun."""
        return self.sat[0][0] if self.sat else None

    @property
    def length_ms(self) -> int:
        """How long the meeting sat, recesses left out."""
        return sum(until - since for since, until in self.sat)


@dataclass(frozen=True, slots=True)
class Stay:
    """A person's presence. `arrived_at` may lie before the opening; `left_at` is None for who was
    there to the end; `total_ms` is of the meeting itself."""

    arrived_at: int | None
    left_at: int | None
    total_ms: int
    interruptions: int


NOBODY = Stay(None, None, 0, 0)


def bounds(session: Session, now: int) -> Bounds:
    """When the meeting sat. Once closed it ended with its last sitting, also while it is reopened
    to be corrected: nobody's time grows while the record is put right."""
    sat = tuple((one.since, now if one.until is None else one.until) for one in session.sittings)
    return Bounds(sat, sat[-1][1] if session.phase in OVER and sat else now)


def stay(person: Person, within: Bounds) -> Stay:
    """The union of the intervals between a state of presence and the next other state, up to the
    end. `total_ms` is what of it lies within the sittings; an interruption is a gap between two
    intervals."""
    until = within.until
    only = person.history[0] if len(person.history) == 1 else None
    if only is not None and only.replaced_by is None:  # as for most; spares the union
        if only.status not in PRESENT or only.effective_at >= until:
            return NOBODY
        return Stay(only.effective_at, None, _meeting_ms(only.effective_at, until, within), 0)
    found = spans.intervals(person, until) if person.history else []
    if not found:
        return NOBODY
    ended = found[-1].until or until
    total = sum(_meeting_ms(one.since, one.until or until, within) for one in found)
    left = ended if ended < until or not there_at_end(person, until) else None
    return Stay(found[0].since, left, total, len(found) - 1)


def there_at_end(person: Person, until: int) -> bool:
    """Whether the person was present when the meeting ended."""
    return spans.present_at(person, until)


def _meeting_ms(since: int, until: int, within: Bounds) -> int:
    return sum(
        min(until, ended) - max(since, began)
        for began, ended in within.sat
        if since < ended and began < until
    )


def share(stayed: Stay, within: Bounds) -> float | None:
    """The part of the meeting for which somebody was there: the total over the time that the
    meeting sat; None before it began."""
    return stayed.total_ms / within.length_ms if within.length_ms else None


def long_enough(stayed: Stay, within: Bounds) -> bool:
    """There for 85 % of the meeting or more; counted in whole ms, so that nothing is rounded up."""
    whole = within.length_ms
    return whole > 0 and 100 * stayed.total_ms >= LONG_ENOUGH_PERCENT * whole


def counted(person: Person) -> bool:
    """Whoever was taken off the roster counts only for having come, or been noted, after all."""
    return not person.spec.struck or person.status is not Attendance.NOT_CALLED


def figures(people: Iterable[Person], within: Bounds) -> PeopleFigures:
    """How these people add up: the states as they hold at the end. `invited` stand on the roster;
    `added` came without, or after they were taken off it."""
    found = dict.fromkeys(_FIGURES, 0)
    for person in people:
        if not counted(person):
            found["struck"] += 1
            continue
        spec = person.spec
        found["added" if spec.added or spec.struck else "invited"] += 1
        found[person.status.value] += 1
        stayed = stay(person, within)
        if stayed.arrived_at is not None:
            found["attended"] += 1
            found["long_enough"] += long_enough(stayed, within)
    return PeopleFigures(**found)


def summed(rows: Iterable[PeopleFigures]) -> PeopleFigures:
    """Figures of several points as one."""
    found = dict.fromkeys(_FIGURES, 0)
    for row in rows:
        for name in _FIGURES:
            found[name] += getattr(row, name)
    return PeopleFigures(**found)


def last_presence(person: Person) -> AttendanceEntry | None:
    """The last entry that holds and says that somebody was there: it names the deputy, if any."""
    return next((entry for entry in person.holding() if entry.status in PRESENT), None)


def corrections(person: Person) -> Iterator[AttendanceEntry]:
    """The entries that took the place of others, in the order of their making."""
    made = (entry for entry in person.history if entry.corrects is not None)
    return iter(sorted(made, key=lambda entry: entry.rev))
