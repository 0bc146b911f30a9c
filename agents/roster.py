"""The names of one point's people, as far as their pages have come: in memory, and kept on disk so
that the technician has them without a line. States come in every frame; only here do they meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from agents.outbox import Outbox
from wire.limits import ROSTER_PAGE_PEOPLE_MAX
from wire.roster import NOBODY, RosterNow, RosterPage, RosterPerson, status_of
from wire.vocabulary import Attendance

_PEOPLE: TypeAdapter[tuple[RosterPerson, ...]] = TypeAdapter(tuple[RosterPerson, ...])


class Roster:
    """The pages of one point."""

    def __init__(self, pages: Iterable[RosterPage] = ()) -> None:
        self.pages: dict[int, RosterPage] = {page.page: page for page in pages}

    def put(self, page: RosterPage) -> None:
        """A page as it is now; one beyond the last goes."""
        if page.tag:
            self.pages[page.page] = page
        else:
            self.pages.pop(page.page, None)

    def trim(self, count: int) -> None:
        """The roster has so many pages now."""
        self.pages = {number: page for number, page in self.pages.items() if number < count}

    def forget(self, persons: frozenset[str]) -> None:
        """These persons' texts go; their places stay, and the states with them."""
        self.pages = {n: without(page, persons) for n, page in self.pages.items()}

    def people(self) -> Iterator[RosterPerson]:
        """Everybody whose page is here, in order."""
        for number in sorted(self.pages):
            yield from self.pages[number].people

    def names(self, persons: frozenset[str]) -> frozenset[str]:
        """How these persons are written."""
        return frozenset(one.name for one in self.people() if one.id in persons and one.name)

    def knows(self, person: str) -> bool:
        return any(one.id == person for one in self.people())

    def order(self, count: int) -> list[str]:
        """The ids in the roster's order; "" where the page has not come."""
        found = [""] * count
        for number, page in self.pages.items():
            start = number * ROSTER_PAGE_PEOPLE_MAX
            for place, one in enumerate(page.people[: max(0, count - start)], start):
                found[place] = one.id
        return found

    def standing(self, now: RosterNow = NOBODY) -> list[tuple[RosterPerson, Attendance | None]]:
        """Everybody with the state; None where names and states are not of one page."""
        found: list[tuple[RosterPerson, Attendance | None]] = []
        for number in sorted(self.pages):
            page = self.pages[number]
            start, agree = number * ROSTER_PAGE_PEOPLE_MAX, page.tag in now.pages[number:][:1]
            found += [
                (one, status_of(now.states, place) if agree else None)
                for place, one in enumerate(page.people, start)
            ]
        return found


def without(page: RosterPage, persons: frozenset[str]) -> RosterPage:
    """The page without the texts of these persons."""
    if not any(one.id in persons for one in page.people):
        return page
    people = tuple(
        replace(one, name="", post="", code="") if one.id in persons else one for one in page.people
    )
    return replace(page, people=people)


# --- on disk --------------------------------------------------------------------------------------


def keep(box: Outbox, session: str, page: RosterPage) -> None:
    """Keep a page; one beyond the last goes."""
    if not page.tag:
        trim(box, session, page.site, page.page)
        return
    body = _PEOPLE.dump_json(page.people).decode()
    box.db.execute(
        "INSERT OR REPLACE INTO rosters VALUES (?, ?, ?, ?, ?)",
        (session, page.site, page.page, page.tag, body),
    )


def trim(box: Outbox, session: str, site: str, count: int) -> None:
    """The roster has so many pages now."""
    box.db.execute(
        "DELETE FROM rosters WHERE session = ? AND site = ? AND page >= ?", (session, site, count)
    )


def kept(box: Outbox, site: str) -> Roster:
    """What is kept for a site's session; a page of another version's shape is passed over."""
    session, _ = box.whereabouts(site)
    rows = box.db.execute(
        "SELECT page, tag, body FROM rosters WHERE session = ? AND site = ?", (session, site)
    ).fetchall()
    return Roster(page for row in rows if (page := _read(site, *row)) is not None)


def redact(box: Outbox, session: str, persons: frozenset[str]) -> frozenset[str]:
    """Take the texts of these persons out of every page kept; returns their names."""
    names: set[str] = set()
    for person in persons:
        rows = box.db.execute(
            "SELECT site, page, tag, body FROM rosters WHERE session = ? AND instr(body, ?)",
            (session, f'"{person}"'),
        ).fetchall()
        for site, number, tag, body in rows:
            page = _read(site, number, tag, body)
            if page is None:
                trim(box, session, site, number)
                continue
            names |= Roster([page]).names(persons)
            keep(box, session, without(page, persons))
    return frozenset(names)


def drop_old(box: Outbox) -> None:
    """Rosters of sessions that no site of this file is in any more: nobody needs the names."""
    box.db.execute("DELETE FROM rosters WHERE session NOT IN (SELECT session FROM sites)")


def _read(site: str, number: int, tag: str, body: str) -> RosterPage | None:
    try:
        return RosterPage(site, number, tag, _PEOPLE.validate_json(body))
    except ValidationError:
        return None
