"""Whose a standing roster is: it belongs to the organizers of the session that it was made for, and
to those of every session in its series.

The name of a series opens rosters, so that nobody takes one that others use: a session comes into
it by somebody who organizes another session there, or by an administrator (`diemcau session
series`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coordinator.console.desk import Visit
from coordinator.core.base import Refused
from coordinator.core.readings import Reading, may_read
from coordinator.ports import StandingRoster
from coordinator.standing import StandingBook
from wire.codes import Refusal
from wire.vocabulary import SessionId


@dataclass(frozen=True, slots=True)
class Shelf:
    """All rosters and series, as somebody sees them who organizes `mine` (None in it: every
    session)."""

    mine: frozenset[SessionId | None]
    rosters: Sequence[StandingRoster]
    series: Mapping[SessionId, str]

    def has(self, roster: StandingRoster) -> bool:
        """Whether the roster is theirs to read, change, and invite."""
        return None in self.mine or roster.session in self.mine or self._in(roster.series)

    def may_use(self, series: str) -> bool:
        """Whether they may put a session or a roster into a series of this name."""
        if not series or None in self.mine or self._in(series):
            return True
        theirs = any(name == series for name in self.series.values())
        return not theirs and all(self.has(one) for one in self.rosters if one.series == series)

    def _in(self, series: str) -> bool:
        """Whether one of their sessions belongs to it; nothing belongs to none."""
        return bool(series) and any(
            name == series and session in self.mine for session, name in self.series.items()
        )

    def require_series(self, series: str) -> None:
        """Raises Refused(forbidden) naming the field."""
        if not self.may_use(series):
            raise Refused(Refusal.FORBIDDEN, field="series")

    def roster(self, roster_id: str) -> StandingRoster:
        """The roster. Raises Refused(bad_value) with the same words for none and for others'."""
        for one in self.rosters:
            if one.id == roster_id and self.has(one):
                return one
        raise Refused(Refusal.BAD_VALUE, field="roster")


async def shelf_of(visit: Visit, book: StandingBook) -> Shelf:
    """What whoever asks may have of the standing rosters."""
    grants = (one for one in visit.who.held if may_read(one.role, Reading.STANDING))
    mine = frozenset(grant.session for grant in grants)
    return Shelf(mine, await book.rosters(), await book.series())
