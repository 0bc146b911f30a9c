"""The attendance counted minute by minute, heads one by one: slow, plain, and nobody else's code.

Every question of an organizer is answered from the truth (`tests.support.true_history`) as a clerk
would with a sheet of squared paper: one square per person and minute.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.true_history import (
    BEGIN,
    EVERYBODY,
    MINUTE,
    UNDER,
    Counted,
    Truth,
    below,
)
from wire.vocabulary import PersonId, SiteId


@dataclass(frozen=True)
class Sheet:
    """The squares of one person, or of one point's line, up to the minute that is asked for."""

    squares: tuple[bool, ...]
    sat: tuple[bool, ...]

    @property
    def came(self) -> bool:
        return any(self.squares)

    @property
    def there_now(self) -> bool:
        return self.squares[-1]

    @property
    def arrived_at(self) -> int | None:
        return _instant(self.squares.index(True)) if self.came else None

    @property
    def left_at(self) -> int | None:
        if not self.came or self.there_now:
            return None
        last = max(minute for minute, square in enumerate(self.squares) if square)
        return _instant(last + 1)

    @property
    def minutes(self) -> int:
        """Whole minutes of the meeting; the minute that is asked for has only begun."""
        return sum(here and sat for here, sat in zip(self.squares[:-1], self.sat[:-1], strict=True))

    @property
    def gaps(self) -> list[int]:
        """How many minutes of the meeting were missed each time between two stays."""
        found: list[int] = []
        missed: int | None = None
        for here, sat in zip(self.squares, self.sat, strict=True):
            if here:
                found.extend([missed] if missed else [])
                missed = 0
            elif missed is not None:
                missed += sat
        return found


class Recount:
    """Everything as of a minute after the opening."""

    def __init__(self, true: Truth, minute: int) -> None:
        self.true, self.minute, self.at = true, minute, _instant(minute)
        self.sat = tuple(
            not any(since <= _instant(one) < until for since, until in true.recesses)
            for one in range(minute + 1)
        )

    @property
    def length(self) -> int:
        """How many minutes the meeting sat."""
        return sum(self.sat[:-1])

    def sheet(self, person: PersonId) -> Sheet:
        return Sheet(tuple(self._square(person, one) for one in range(self.minute + 1)), self.sat)

    def _square(self, person: PersonId, minute: int) -> bool:
        """Came as often as left: away. Who is there at the end of the day stays in his chair."""
        so_far = [turn for turn in self.true.people[person] if turn <= _instant(minute)]
        return len(so_far) % 2 == 1

    def known(self) -> list[PersonId]:
        """Whose name is on the list."""
        return list(EVERYBODY)

    def long_enough(self, person: PersonId) -> bool:
        sheet = self.sheet(person)
        return sheet.came and self.length > 0 and sheet.minutes / self.length >= 0.85

    def late(self, person: PersonId) -> bool:
        arrived = self.sheet(person).arrived_at
        return arrived is not None and arrived > BEGIN + 15 * MINUTE

    def early(self, person: PersonId) -> bool:
        left = self.sheet(person).left_at
        last_sat = max(one for one in range(self.minute) if self.sat[one])
        return left is not None and left < _instant(last_sat + 1) - 15 * MINUTE

    def site(self, person: PersonId) -> SiteId:
        return self.true.site_at(person, self.at)

    def at_point(self, *sites: SiteId) -> list[PersonId]:
        return [one for one in EVERYBODY if self.site(one) in sites]

    def came(self, sites: list[SiteId]) -> int:
        return sum(self.sheet(one).came for one in self.at_point(*sites))

    def present(self, sites: list[SiteId]) -> int:
        return sum(self.sheet(one).there_now for one in self.at_point(*sites))


class Heads:
    """Who is known to sit where, as sets of persons and guests: nobody can be in one twice.

    Whoever counts writes down everybody he sees, and keeps the sheet right afterwards: a line
    through whoever is sent elsewhere, a new line for whoever is sent in and has come. If he counted
    wrong, he stays wrong by as many. `ever`: those who came by name count, also when they have
    left; else those who are there."""

    def __init__(self, recount: Recount, counts: list[Counted], *, ever: bool) -> None:
        self.recount, self.ever = recount, ever
        self.newest = {(one.site, one.covers): one for one in counts if one.at <= recount.at}

    def named(self, sites: list[SiteId]) -> set[str]:
        """Those on the list who count in these rooms."""
        sheets = {one: self.recount.sheet(one) for one in self.recount.at_point(*sites)}
        return {
            one for one, sheet in sheets.items() if (sheet.came if self.ever else sheet.there_now)
        }

    def sheet(self, count: Counted) -> set[str]:
        """The lines of a count that hold now."""
        sites, true = below(count.site) if count.covers else [count.site], self.recount.true
        seen = true.bodies(sites, count.at)
        belonged = {one for one in EVERYBODY if true.site_at(one, count.at) in sites}
        belong = set(self.recount.at_point(*sites))
        return (seen - (belonged - belong)) | ((belong - belonged) & self.named(sites))

    def figure(self, site: SiteId, *, covers: bool) -> int | None:
        """What the newest count comes to now; those whose names are there are there."""
        count = self.newest.get((site, covers))
        if count is None:
            return None
        named = self.named(below(site) if covers else [site])
        return max(len(named), len(self.sheet(count)) + count.wrong)

    def total(self, site: SiteId) -> int:
        """What counts: the figure that covers all, or else the rooms."""
        covering = self.figure(site, covers=True)
        return self.summed(site) if covering is None else covering

    def summed(self, site: SiteId) -> int:
        room = self.figure(site, covers=False)
        under = [one for one, above in UNDER.items() if above == site]
        own = len(self.named([site])) if room is None else room
        return own + sum(map(self.total, under))

    def apart(self) -> bool:
        """Whether nobody stands on two sheets of one kind."""
        for kind in (False, True):
            sheets = [
                one
                for (site, covers), count in self.newest.items()
                if covers is kind and not (kind and self._covered_above(site))
                for one in self.sheet(count)
            ]
            if len(sheets) != len(set(sheets)):
                return False
        return True

    def _covered_above(self, site: SiteId) -> bool:
        above = UNDER[site]
        return above is not None and ((above, True) in self.newest or self._covered_above(above))


def _instant(minute: int) -> int:
    return BEGIN + minute * MINUTE
