"""Points in lines: who came to each, how its sources stand, its heads; sorted, sought, in pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.views import parts
from coordinator.views.collation import Place, collated
from coordinator.views.overview import Figures, PeopleTimes, figures, times_of
from coordinator.views.presence import end_of, meeting_time, interrupted_ms
from coordinator.views.rollup import PointHeads, counted_heads
from coordinator.views.sources import Lanes, Sources, lanes, sources
from coordinator.views.survey import Survey
from wire.record_words import ReviewState
from wire.text import fold
from wire.vocabulary import EntryState, SiteId, SiteKind

# Columns that are sorted by how many people have the mark.
NUMBERED = ("invited", "present", "deputised", "left", "never", "short", "not_called")
COLUMNS = ("site", "head", *NUMBERED, "absent", "head_count", "lost", "speeches")

Key = Callable[[SiteId], Place]


@dataclass(frozen=True, slots=True)
class PointLine:
    """One point at the survey's moment. Its table has everybody in one column: present, of whom
    some are deputised; left; away, excused or not; not called. These add up to those invited and
    added (`coordinator.views.overview.Figures`).

    `interruptions` and `lost_ms` are gaps between the stretches in which its agent was heard, of
    the meeting's time; `reviews` wait for a second person."""

    site: str
    name: str
    short: str
    kind: SiteKind
    parent: str | None
    line: bool
    receive_only: bool
    state: str
    head: str
    figures: Figures
    times: PeopleTimes
    heads: PointHeads
    sources: Sources
    lanes: Lanes
    interruptions: int
    lost_ms: int
    speeches: int
    reviews: int


@dataclass(frozen=True, slots=True)
class PointPage:
    """Some of the points, from `offset` on; `total` are all that were asked for."""

    rev: int
    at: int
    asked_at: int
    offset: int
    total: int
    rows: tuple[PointLine, ...]


@dataclass(frozen=True, slots=True)
class PointQuery:
    """Which points, in which order: `by` a column or None for the organizers' order, `words` of
    the name, `under` a point, `mark` of at least one person."""

    by: str | None = None
    down: bool = False
    words: str = ""
    under: SiteId | None = None
    mark: str | None = None


class PointTable:
    """The lines of a session's points, each made when it is asked for."""

    def __init__(
        self, session: Session, people: People, watch: Watch, counted: Survey, now: int
    ) -> None:
        self._session, self._people, self._watch = session, people, watch
        self._counted, self._now = counted, now
        self._meeting = meeting_time(session, end_of(session, now))
        self._heads = counted_heads(session, counted)
        self._spoken = spoken(session)
        self._reviews = _open_by_site(session)

    def line(self, site: SiteId) -> PointLine:
        """One point's line."""
        session, found = self._session, self._session.sites[site]
        spec, head = found.spec, parts.head_of(session, site)
        bars = lanes(session, site, self._now)
        gaps = self._gaps(bars)
        return PointLine(
            site=site,
            name=spec.name,
            short=spec.short,
            kind=spec.kind,
            parent=spec.parent,
            line=spec.line,
            receive_only=spec.receive_only,
            state=found.state.value,
            head=parts.name_of(self._people, head.spec.id) if head else "",
            figures=figures([self._counted.sites[site]] if site in self._counted.sites else []),
            times=times_of(self._counted, (site,)),
            heads=self._heads[site],
            sources=sources(session, self._watch, site),
            lanes=bars,
            interruptions=len(gaps),
            lost_ms=sum(gaps),
            speeches=self._spoken.get(site, 0),
            reviews=self._reviews.get(site, 0),
        )

    def _gaps(self, bars: Lanes) -> list[int]:
        """How long each time its agent was not heard in the meeting lasted, ms."""
        return interrupted_ms(((one.since_at, one.until_at) for one in bars.agent), self._meeting)

    def page(self, query: PointQuery, offset: int, limit: int) -> PointPage:
        """The points that are asked for, some of them as lines."""
        found = self._found(query)
        return PointPage(
            rev=self._counted.rev,
            at=self._now,
            asked_at=self._counted.moment.at,
            offset=offset,
            total=len(found),
            rows=tuple(self.line(site) for site in found[offset : offset + limit]),
        )

    def _found(self, query: PointQuery) -> list[SiteId]:
        sites = self._session.sites
        words = fold(query.words).split()
        found = [
            site
            for site in self._session.site_order
            if (query.under is None or query.under in (site, sites[site].spec.parent))
            and (query.mark is None or self._has(site, query.mark))
            and (not words or self._named(site, words))
        ]
        key = self._keys().get(query.by or "")
        return sorted(found, key=key, reverse=query.down) if key else found

    def _has(self, site: SiteId, mark: str) -> bool:
        if mark == "review":
            return site in self._reviews
        return self._counted.count(mark, site) > 0

    def _named(self, site: SiteId, words: list[str]) -> bool:
        spec, head = self._session.sites[site].spec, parts.head_of(self._session, site)
        name = parts.name_of(self._people, head.spec.id) if head else ""
        text = fold(f"{spec.name} {name} {site}")
        return all(word in text for word in words)

    def _keys(self) -> dict[str, Key]:
        session, counted = self._session, self._counted

        def number(of: Callable[[SiteId], int]) -> Key:
            return lambda site: ((of(site),), "")

        def marked(*marks: str) -> Key:
            return number(lambda site: sum(counted.count(mark, site) for mark in marks))

        def head(site: SiteId) -> Place:
            found = parts.head_of(session, site)
            return collated(parts.name_of(self._people, found.spec.id) if found else "")

        return {
            "site": lambda site: collated(session.sites[site].spec.name),
            "head": head,
            **{name: marked(name) for name in NUMBERED},
            "absent": marked("excused", "absent"),
            "head_count": number(lambda site: self._heads[site].total),
            "lost": number(lambda site: sum(self._gaps(lanes(session, site, self._now)))),
            "speeches": number(lambda site: self._spoken.get(site, 0)),
        }


def spoken(session: Session) -> dict[SiteId, int]:
    """How many speeches each point has ended."""
    found: dict[SiteId, int] = {}
    for entry in session.floor.entries.values():
        if entry.state is EntryState.ENDED:
            found[entry.site] = found.get(entry.site, 0) + 1
    return found


def _open_by_site(session: Session) -> dict[SiteId, int]:
    found: dict[SiteId, int] = {}
    for review in session.reviews.values():
        if review.state is not ReviewState.OPEN:
            continue
        proposal = review.proposal
        person = session.people.get(proposal.person) if proposal.person else None
        site = proposal.counted.site if proposal.counted else None
        if proposal.added is not None:
            site = proposal.added.person.site
        elif person is not None:
            site = person.spec.site
        if site is not None:
            found[site] = found.get(site, 0) + 1
    return found
