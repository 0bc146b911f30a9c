"""Of which moment the attendance log is, and who belonged to its points then.

It is of all that is known until the meeting is over, and then of its end, as all that is signed:
what is noted, and who is transferred, while a closed meeting is put right changes nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from coordinator.core.attendance.facts import Person
from coordinator.core.sites import Site
from coordinator.core.sittings import ended_at
from coordinator.core.state import Session
from coordinator.views.movers import moved_at, placed
from wire.vocabulary import PersonId, SiteId


def told_at(session: Session, now: int) -> int:
    """The moment: no entry that there is lies after now or what was recorded last."""
    ended = ended_at(session)
    return max(now, session.recorded_at) if ended is None else ended


def people_there(
    session: Session, sites: Iterable[SiteId], now: int, moved: Iterable[PersonId] | None
) -> dict[SiteId, list[Person]]:
    """Who belonged to these points; `moved` (None: looked for) are all who were ever transferred,
    and matter only once the meeting is over."""
    if moved is None:
        moved = moved_at(session, session.site_order) if ended_at(session) is not None else ()
    return placed(session, sites, told_at(session, now), moved)


def head_count(site: Site, at: int) -> int | None:
    """The newest head-count of the room at that time, as it was given."""
    given = (one for one in reversed(site.head_counts) if not one.covers and one.at <= at)
    newest = next(given, None)
    return newest.count if newest else None
