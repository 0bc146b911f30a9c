"""Reading names on a page leaves a line in the log: by which credential, what, of which point.

A page asks again every few seconds, and a log of that tells nothing; so the first of the same reads
in ten minutes is told. What leaves the program is written down each time (`coordinator.handouts`).
"""

from __future__ import annotations

from collections import OrderedDict

import structlog

from coordinator.console.desk import Visit
from coordinator.console.route import Route
from coordinator.core.readings import Reading
from wire.vocabulary import Role

SAME_MS = 600_000
KNOWN_MAX = 10_000
NAMED = frozenset((Reading.NAMES, Reading.OWN_NAMES, Reading.ROSTERS, Reading.STANDING))

log = structlog.get_logger()


class NamesRead:
    """One for all sessions; what it knows stands in memory only."""

    def __init__(self) -> None:
        self._told: OrderedDict[tuple[str, ...], int] = OrderedDict()

    def note(self, route: Route, visit: Visit, now: int) -> None:
        """Somebody was answered. A point reads its own people, whom it entered: not told."""
        if route.may not in NAMED or visit.who.role is Role.SITE:
            return
        session = visit.session.id if visit.session is not None else ""
        site = visit.query("site") or ""
        key = (visit.who.grant.id, route.path, session, site)
        if now - self._told.get(key, -SAME_MS) < SAME_MS:
            return
        self._told[key] = now
        self._told.move_to_end(key)
        while len(self._told) > KNOWN_MAX:
            self._told.popitem(last=False)
        log.info(
            "names_read",
            session=session,
            by=visit.who.grant.id,
            role=visit.who.role.value,
            route=route.path,
            site=site[:64],
        )
