"""When somebody was there: the union of intervals, never a sum of visits.

Everything here can be asked "as known then" (`known`, a revision): what a roll call froze, or a
report of yesterday said, is found again whatever was corrected since.
"""

from __future__ import annotations

from collections.abc import Iterable

from coordinator.core.attendance.facts import PRESENT, AttendanceEntry, Person
from coordinator.core.sites import Interval
from wire.vocabulary import Attendance, SiteId


def entries(person: Person, known: int | None = None) -> list[AttendanceEntry]:
    """The entries that hold (or held at revision `known`), in the order of their time."""
    if known is None:
        return [entry for entry in person.history if entry.replaced_by is None]
    return [
        entry
        for entry in person.history
        if entry.rev <= known and (entry.replaced_by is None or entry.replaced_by > known)
    ]


def status_at(person: Person, at: int, known: int | None = None) -> Attendance:
    """The state at that time."""
    for entry in reversed(entries(person, known)):
        if entry.effective_at <= at:
            return entry.status
    return Attendance.NOT_CALLED


def present_at(person: Person, at: int, known: int | None = None) -> bool:
    """Whether the person was there at that time, in person, online or through a deputy."""
    return status_at(person, at, known) in PRESENT


def intervals(person: Person, end: int, known: int | None = None) -> list[Interval]:
    """When the person was there, up to `end`: in order, apart, none empty. An interval that lasts
    ends with `end`."""
    found: list[Interval] = []
    since: int | None = None
    for entry in entries(person, known):
        if entry.effective_at >= end:
            break
        if entry.status in PRESENT:
            since = entry.effective_at if since is None else since
        elif since is not None:
            found.append(Interval(since, entry.effective_at))
            since = None
    if since is not None:
        found.append(Interval(since, end))
    return [span for span in found if span.until is None or span.until > span.since]


def union(spans: Iterable[Interval], end: int) -> list[Interval]:
    """Any intervals as their union: in order, apart, clipped to `end`. No second twice."""
    found: list[Interval] = []
    for span in sorted(spans, key=lambda one: one.since):
        until = end if span.until is None else min(span.until, end)
        if until <= span.since:
            continue
        last = found[-1] if found else None
        if last is not None and last.until is not None and span.since <= last.until:
            last.until = max(last.until, until)
        else:
            found.append(Interval(span.since, until))
    return found


def within(spans: Iterable[Interval], since: int, until: int) -> list[Interval]:
    """The parts of closed intervals between two instants."""
    cut = (Interval(max(one.since, since), min(one.until or until, until)) for one in spans)
    return [one for one in cut if one.until is not None and one.until > one.since]


def total_ms(spans: Iterable[Interval]) -> int:
    """How long closed intervals last together; they must be apart, as `union` gives them."""
    return sum(one.until - one.since for one in spans if one.until is not None)


def stays(person: Person, end: int) -> list[tuple[SiteId, Interval]]:
    """The same presence by point: cut where the person moved."""
    cuts = [move.at for move in person.moves if move.at < end]
    found: list[tuple[SiteId, Interval]] = []
    for since, until in zip([0, *cuts], [*cuts, end], strict=True):
        site = person.site_at(since) if since else person.home or person.spec.site
        found.extend((site, part) for part in within(intervals(person, end), since, until))
    return found
