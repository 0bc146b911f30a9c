"""The people of a site: names in pages that are fetched once and kept, states in short.

A roster has one order. Page n holds the persons from n · `ROSTER_PAGE_PEOPLE_MAX` on, and the
states that a site's frame carries are in the same order, so that a room of two thousand fits into
a view. Standard library only, so that the pure views can build it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wire.limits import ROSTER_PAGE_PEOPLE_MAX
from wire.vocabulary import Attendance

MINUTE_MS = 60_000
NOTHING_OPEN, WAS_REFUSED = ".", "!"
SINCE_CHARS = 3
NOT_SAID = "z" * SINCE_CHARS
MINUTES_MAX = 36**SINCE_CHARS - 2

LETTERS: dict[Attendance, str] = {
    Attendance.NOT_CALLED: "N",
    Attendance.IN_PERSON: "P",
    Attendance.ONLINE: "O",
    Attendance.DEPUTISED: "D",
    Attendance.EXCUSED: "E",
    Attendance.ABSENT: "A",
    Attendance.LEFT: "L",
}
_STATUS = {letter: status for status, letter in LETTERS.items()}
# The records that say how a person attends.
KINDS = ("attendance", "correction", "attendee")
_FIGURES = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """One delegate. `code` is what stands on the invitation, "" if there is none; `struck` is no
    longer invited and need not be listed unless there is a state to show."""

    id: str
    name: str
    post: str = ""
    code: str = ""
    added: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class RosterPage:
    """One page of a site's roster; `tag` changes whenever anything on it does. A page beyond the
    last has no people and the tag ""."""

    site: str
    page: int
    tag: str
    people: tuple[RosterPerson, ...]


@dataclass(frozen=True, slots=True)
class RosterNow:
    """The people of a site in short, in the roster's order: a letter each in `states`, three
    figures each in `since`; `pages` are the tags of the pages with their names. `head` leads the
    site, "" if nobody is said to."""

    pages: tuple[str, ...] = ()
    states: str = ""
    since_from: int = 0
    since: str = ""
    head: str = ""


NOBODY = RosterNow()


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """What belongs to a person's state besides itself; "" where nothing was said."""

    person: str
    deputy: str = ""
    deputy_post: str = ""
    approver: str = ""
    reason: str = ""
    corrections: int = 0


def letter(status: Attendance, *, corrected: bool) -> str:
    """The letter of a state: a small one when some entry on the person was a correction."""
    return LETTERS[status].lower() if corrected else LETTERS[status]


def status_of(states: str, place: int) -> Attendance | None:
    """The state of the person at this place; None where the letter is missing or not known."""
    return _STATUS.get(states[place : place + 1].upper())


def minutes(number: int) -> str:
    """Minutes as three figures in base 36; no more than `MINUTES_MAX`, no fewer than none."""
    number = max(0, min(number, MINUTES_MAX))
    return _FIGURES[number // 1296] + _FIGURES[number // 36 % 36] + _FIGURES[number % 36]


def since_of(now: RosterNow, place: int) -> int | None:
    """When the state of the person at this place became true, to the minute."""
    figures = now.since[place * SINCE_CHARS : (place + 1) * SINCE_CHARS]
    if len(figures) < SINCE_CHARS or figures == NOT_SAID:
        return None
    return now.since_from + int(figures, 36) * MINUTE_MS


def page_of(place: int) -> int:
    """The page on which the person at this place stands."""
    return place // ROSTER_PAGE_PEOPLE_MAX


def entered(order: Iterable[str], entries: Iterable[tuple[str, str, str]]) -> str:
    """For each person in the roster's order the state of the newest entry that has no answer yet;
    "" when there is none at all. `entries` are (person, state of the act, status), oldest first."""
    stands: dict[str, str] = {}
    for person, state, status in entries:
        if state == "waiting":
            stands[person] = LETTERS[Attendance(status)]
        elif state == "refused":
            stands[person] = WAS_REFUSED
        else:
            stands.pop(person, None)
    return "".join(stands.get(person, NOTHING_OPEN) for person in order) if stands else ""
