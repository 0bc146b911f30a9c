"""How far the last roll call has come: for those who conduct it, and for all who follow it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain, islice

from coordinator.core.attendance.facts import PRESENT
from coordinator.core.rollcall import RollCall, is_expected, still_to_call
from coordinator.core.state import Session
from wire.record_words import RollCallWay
from wire.vocabulary import SiteId

MISSING_SHOWN = 12
NEXT_SHOWN = 3
MARKS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class RollMark:
    """What was noted of a point: `present` or `silent`; `own` says that it answered by itself, so
    that no one else can take it back."""

    site: str
    answer: str
    at: int
    own: bool


@dataclass(frozen=True, slots=True)
class RollCallProgress:
    """The last roll call. `missing` names at most 12 of those that have not answered.

    By voice, `asked` is being called and `coming` are those after it; `silent` counts those who
    did not answer when called, `silent_first` are the first of them; `marks` are the last ones,
    newest first. `present` are the people who were there when it was closed."""

    id: str
    number: int
    opened_at: int
    deadline_at: int
    closed_at: int | None
    expected: int
    answered: int
    late: int
    missing: tuple[str, ...]
    way: RollCallWay = RollCallWay.AT_ONCE
    asked: str | None = None
    coming: tuple[str, ...] = ()
    silent: int = 0
    silent_first: tuple[str, ...] = ()
    marks: tuple[RollMark, ...] = ()
    present: int | None = None


def roll_call(session: Session) -> RollCallProgress | None:
    """The last roll call, open or closed."""
    call = session.roll_calls[-1] if session.roll_calls else None
    if call is None:
        return None
    by_voice = call.way is RollCallWay.IN_ORDER
    coming = still_to_call(session, call) if by_voice and call.closed_at is None else ()
    return RollCallProgress(
        call.id,
        call.number,
        call.opened_at,
        call.deadline_at,
        call.closed_at,
        call.expected,
        len(call.answers),
        len(call.late),
        tuple(islice(unanswered(session), MISSING_SHOWN)),
        call.way,
        call.asked,
        tuple(islice(coming, NEXT_SHOWN)),
        len(call.silent),
        tuple(islice(call.silent, MISSING_SHOWN)),
        tuple(_marks(call)) if by_voice else (),
        present_then(call),
    )


def present_then(call: RollCall) -> int | None:
    """How many people were there when the result was frozen; None while it is open."""
    if call.closed_at is None:
        return None
    frozen = call.frozen.values()
    return sum(site.counts.get(status.value, 0) for site in frozen for status in PRESENT)


@dataclass(frozen=True, slots=True)
class RollAnswer:
    """What a point said in the newest roll call: `present`, `late`, `silent`, or `none` so far.
    `asked` is that it is being called by voice."""

    number: int
    answer: str
    at: int | None
    asked: bool


def answer_of(session: Session, site: SiteId) -> RollAnswer | None:
    """None where no roll call was held, or the point is not asked in any."""
    call = session.roll_calls[-1] if session.roll_calls else None
    if call is None or not is_expected(session.sites[site]):
        return None
    kept = (("present", call.answers), ("late", call.late), ("silent", call.silent))
    answer = next((word for word, ats in kept if site in ats), "none")
    at = next((ats[site] for _, ats in kept if site in ats), None)
    return RollAnswer(call.number, answer, at, call.asked == site)


def _marks(call: RollCall) -> list[RollMark]:
    """The last that were noted, the newest first."""
    present = (
        RollMark(site, "present", at, site in call.by_site) for site, at in call.answers.items()
    )
    silent = (RollMark(site, "silent", at, False) for site, at in call.silent.items())
    return nlargest(MARKS_SHOWN, chain(present, silent), key=lambda mark: mark.at)


def unanswered(session: Session) -> Iterator[SiteId]:
    """The points that the last roll call still waits for, in their order."""
    if not session.roll_calls:
        return
    call = session.roll_calls[-1]
    for site in session.site_order:
        if is_expected(session.sites[site]) and site not in call.answers and site not in call.late:
            yield site
