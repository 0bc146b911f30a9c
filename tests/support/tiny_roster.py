"""A roster for the agent's tests: sample delegates in pages, and their states in short."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from wire.limits import ROSTER_PAGE_PEOPLE_MAX
from wire.roster import NOT_SAID, RosterNow, RosterPage, RosterPerson, letter
from wire.vocabulary import Attendance


def person(site: str, number: int) -> RosterPerson:
    """A delegate on the roster."""
    return RosterPerson(
        id=f"{site}.p{number:02}",
        name=f"Đại biểu mẫu {number:02} – {site}",
        post="Phó Giám đốc Sở",
        code=f"{number:08}X",
    )


def roster(site: str, people: int = 5) -> list[RosterPerson]:
    return [person(site, number) for number in range(1, people + 1)]


def pages(site: str, people: Sequence[RosterPerson]) -> list[RosterPage]:
    """The pages of a roster; a tag tells every text of its page."""
    found = []
    for number, start in enumerate(range(0, len(people), ROSTER_PAGE_PEOPLE_MAX)):
        part = tuple(people[start : start + ROSTER_PAGE_PEOPLE_MAX])
        tag = hashlib.sha256(repr(part).encode()).hexdigest()[:12]
        found.append(RosterPage(site, number, tag, part))
    return found


def now(
    site: str, people: Sequence[RosterPerson], statuses: Iterable[Attendance] | None = None
) -> RosterNow:
    """Nobody has been called, unless the states are given; the first leads."""
    states = [*statuses] if statuses is not None else [Attendance.NOT_CALLED] * len(people)
    return RosterNow(
        pages=tuple(page.tag for page in pages(site, people)),
        states="".join(letter(status, corrected=False) for status in states),
        since=NOT_SAID * len(people),
        head=people[0].id if people else "",
    )
