"""Some of a session's people: a page of those at a point or with a mark, or those of a name.

The count says how many each point has, so that a page in the middle of 230,000 people looks at the
points it lies in and at no others. Names are looked through slice by slice, up to a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coordinator.conductor import Conductor
from coordinator.console.surveys import slices
from coordinator.core.people import People
from coordinator.core.sites import require
from coordinator.core.state import Session
from coordinator.views import parts
from coordinator.views.person_lines import (
    PeoplePage,
    PersonLine,
    marked,
    open_reviews,
    person_line,
)
from coordinator.views.survey import Survey
from wire.text import fold
from wire.vocabulary import PersonId, SiteId

SEARCHED_SHOWN_MAX = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose lines: of one point or all, with a mark (`review`: something waits), with these words
    in name or post; from `offset` on, `limit` at most."""

    site: SiteId | None = None
    mark: str | None = None
    words: str = ""
    offset: int = 0
    limit: int = 100


async def page_of_people(conductor: Conductor, survey: Survey, wanted: Wanted) -> PeoplePage:
    """The page. Raises Refused(unknown_site)."""

    def sites(session: Session, people: People) -> list[SiteId]:
        return (
            session.site_order if wanted.site is None else [require(session, wanted.site).spec.id]
        )

    among = list(await conductor.ask(sites))
    if wanted.words or wanted.mark == "review":
        return await _sought(conductor, survey, wanted, among)
    return await _counted(conductor, survey, wanted, among)


async def _counted(
    conductor: Conductor, survey: Survey, wanted: Wanted, among: Sequence[SiteId]
) -> PeoplePage:
    """The count tells where the page lies."""
    total = sum(survey.many(wanted.mark, site) for site in among)
    before, inside = _where(survey, wanted, among)

    def read(group: Sequence[SiteId]) -> Callable[[Session, People], list[PersonId]]:
        return lambda session, people: marked(session, survey, group, wanted.mark)

    found: list[PersonId] = []
    for group in await conductor.ask(lambda session, people: list(slices(session, inside))):
        found += await conductor.ask(read(group))
    skipped = wanted.offset - before
    shown = found[skipped : skipped + wanted.limit]
    rows = await conductor.ask(lambda session, people: _lines(session, people, shown, survey))
    return PeoplePage(survey.rev, survey.moment.at, wanted.offset, total, rows)


def _where(survey: Survey, wanted: Wanted, among: Sequence[SiteId]) -> tuple[int, list[SiteId]]:
    """How many people stand before the points that the page lies in, and these points."""
    before, passed, inside = 0, 0, []
    for site in among:
        here = survey.many(wanted.mark, site)
        if not here:
            continue
        if passed + here <= wanted.offset:
            before += here
        elif passed < wanted.offset + wanted.limit:
            inside.append(site)
        passed += here
    return before, inside


async def _sought(
    conductor: Conductor, survey: Survey, wanted: Wanted, among: Sequence[SiteId]
) -> PeoplePage:
    """Those whom only a look at each can find."""
    words, mark = fold(wanted.words).split(), wanted.mark
    by_review = mark == "review"

    def fits(group: Sequence[SiteId]) -> Callable[[Session, People], list[PersonId]]:
        def read(session: Session, people: People) -> list[PersonId]:
            waiting = open_reviews(session) if by_review else {}
            here = marked(session, survey, group, None if by_review else mark)
            return [
                one
                for one in here
                if (not by_review or one in waiting) and _named(people, one, words)
            ]

        return read

    found: list[PersonId] = []
    bound = wanted.offset + min(wanted.limit, SEARCHED_SHOWN_MAX)
    for group in await conductor.ask(lambda session, people: list(slices(session, among))):
        found += await conductor.ask(fits(group))
        if len(found) > bound:
            break
    total = None if len(found) > bound else len(found)
    shown = found[wanted.offset : bound]
    rows = await conductor.ask(lambda session, people: _lines(session, people, shown, survey))
    return PeoplePage(survey.rev, survey.moment.at, wanted.offset, total, rows)


def _named(people: People, person: PersonId, words: Sequence[str]) -> bool:
    if not words:
        return True
    text = fold(f"{parts.name_of(people, person)} {parts.post_of(people, person)} {person}")
    return all(word in text for word in words)


def _lines(
    session: Session, people: People, shown: Sequence[PersonId], survey: Survey
) -> tuple[PersonLine, ...]:
    reviews = open_reviews(session)

    def rows() -> Iterator[PersonLine]:
        for one in shown:
            yield person_line(session, people, session.people[one], survey, reviews)

    return tuple(rows())
