"""Counting a session's people beside the meeting: in slices, once for all who ask, and kept.

A count of 230,000 people takes seconds. It is made some hundred people at a time between the turns
of the conductor, bound to one revision; askers who come meanwhile share it, and counting never
takes more than a part of the time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from coordinator.conductor import Conductor
from coordinator.core.attendance.reviews import ReviewSettled
from coordinator.core.base import Recorded
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.ports import Head
from coordinator.views.presence import Moment, Rules
from coordinator.views.survey import Survey, begin
from wire.vocabulary import SessionId, SiteId

PEOPLE_PER_TURN = 500
KEPT_MAX = 12
FRESH_S = 0.5
# Of the time since a count began, counting takes at most one part in so many.
REST = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted; no moment means now."""

    moment: Moment | None = None
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True, slots=True)
class _Kept:
    """`past`: its moment was over when it was counted, so that only events change it."""

    survey: Survey
    begun_s: float
    cost_s: float
    past: bool

    def serves(self, now_s: float, since: int, head: int) -> bool:
        """Fresh enough, and of the asker's revision or a later one; or nothing can have changed
        up to the revision `head`."""
        if self.past and self.survey.rev == head:
            return True
        fresh = now_s - self.begun_s < max(FRESH_S, REST * self.cost_s)
        return fresh and self.survey.rev >= since


class Surveys:
    """The counts of all sessions, newest last. A listener of every conductor: whoever looks after
    a review was accepted sees figures with it in them, whoever accepted it."""

    def __init__(self) -> None:
        self._accepted: dict[SessionId, int] = {}
        self._kept: dict[tuple[SessionId, Asked], _Kept] = {}
        self._making: dict[tuple[SessionId, Asked], asyncio.Task[Survey]] = {}

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        """Counts from before an accepted review serve nobody any more."""
        if any(isinstance(one.event, ReviewSettled) and one.event.accepted for one in recorded):
            self._accepted[session.id] = head.rev

    async def of(self, conductor: Conductor, asked: Asked, since: int = 0) -> Survey:
        """The count, no older than revision `since`: what somebody has just done is in it."""
        key = (conductor.id, asked)
        since = max(since, self._accepted.get(conductor.id, 0))
        if asked.moment is not None and asked.moment.known is not None:
            # As it was known then: nothing later will ever be in it.
            since = min(since, asked.moment.known)
        kept = self._kept.get(key)
        if kept is not None and kept.serves(time.monotonic(), since, conductor.head.rev):
            return kept.survey
        while True:
            making = self._making.get(key)
            if making is None:
                making = self._making[key] = asyncio.create_task(self._make(conductor, asked))
            survey = await asyncio.shield(making)
            if survey.rev >= min(since, conductor.head.rev):
                return survey

    async def _make(self, conductor: Conductor, asked: Asked) -> Survey:
        key, begun_s, now = (conductor.id, asked), time.monotonic(), conductor.now()
        try:
            survey = await count(conductor, asked)
        finally:
            self._making.pop(key, None)
        self._kept.pop(key, None)
        cost_s, past = time.monotonic() - begun_s, survey.moment.at < now
        self._kept[key] = _Kept(survey, begun_s, cost_s, past)
        while len(self._kept) > KEPT_MAX:
            self._kept.pop(next(iter(self._kept)))
        return survey


async def count(conductor: Conductor, asked: Asked) -> Survey:
    """One count, slice by slice between the conductor's turns."""

    def start(session: Session, people: People) -> tuple[Survey, list[list[SiteId]]]:
        # Read in this turn: an earlier now would be before what the revision already holds.
        survey = begin(session, conductor.now(), asked.moment, asked.rules)
        return survey, list(slices(session, session.site_order))

    survey, turns = await conductor.ask(start)
    for sites in turns:
        await conductor.ask(_take(survey, sites))
    return survey


def _take(survey: Survey, sites: list[SiteId]) -> Callable[[Session, People], None]:
    return lambda session, people: survey.take(session, sites)


def slices(session: Session, sites: Iterable[SiteId]) -> Iterator[list[SiteId]]:
    """The points in groups of some hundred people; a great hall is a group of its own."""
    group: list[SiteId] = []
    many = 0
    for site in sites:
        here = len(session.sites[site].people)
        if group and many + here > PEOPLE_PER_TURN:
            yield group
            group, many = [], 0
        group.append(site)
        many += here + 1
    if group:
        yield group
