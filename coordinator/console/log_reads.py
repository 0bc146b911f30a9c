"""What an organizer reads of the attendance: figures of a moment, points, people, second thoughts.

Every answer is of one moment (`at`, now if not said), as known now, at a revision (`known`) or at
a time (`known_at`). Lists come in pages of `limit` rows from `offset` on.
"""

from __future__ import annotations

from aiohttp import web

from coordinator.console.answers import encode
from coordinator.console.desk import Visit
from coordinator.console.people_sought import Wanted, page_of_people
from coordinator.console.sign_in import JSON
from coordinator.console.surveys import Asked
from coordinator.core.attendance.rules import person_of
from coordinator.core.people import People
from coordinator.core.sites import require
from coordinator.core.state import Session
from coordinator.views.marks import MARKS
from coordinator.views.overview import Overview, overview
from coordinator.views.person_story import PersonStory, person_story
from coordinator.views.point_lines import COLUMNS, PointPage, PointQuery, PointTable
from coordinator.views.point_story import PointStory, point_story
from coordinator.views.presence import Moment, Rules
from coordinator.views.review_rows import (
    CorrectionPage,
    ReviewPage,
    correction_page,
    review_page,
)
from coordinator.views.rollup import RollUp, roll_up
from coordinator.views.survey import Survey, begin
from wire.codes import WireCode
from wire.errors import WireError
from wire.vocabulary import PersonId, SiteId

INSTANT_MAX = 2**53 - 1
ROWS_DEFAULT, ROWS_MAX = 100, 500
OFFSET_MAX = 10_000_000
TOLERANCE_MS_MAX = 24 * 60 * 60_000
WORDS_CHARS_MAX = 120
RULES = Rules()


def _json(value: object) -> web.Response:
    return web.Response(body=encode(value), content_type=JSON)


def asked(visit: Visit) -> Asked:
    """The moment and the rules that the query names. Raises WireError(bad_message)."""
    said = {name: visit.query(name) is not None for name in ("at", "known", "known_at")}
    moment = None
    if any(said.values()):
        moment = Moment(
            visit.number("at", INSTANT_MAX, INSTANT_MAX),
            visit.number("known", 0, INSTANT_MAX) if said["known"] else None,
            visit.number("known_at", 0, INSTANT_MAX) if said["known_at"] else None,
        )
    return Asked(moment, rules_of(visit))


def rules_of(visit: Visit) -> Rules:
    """The rules that the query names, the usual ones if it does not."""
    return Rules(
        visit.number("share", RULES.share_percent, 100),
        visit.number("late_ms", RULES.late_ms, TOLERANCE_MS_MAX),
        visit.number("early_ms", RULES.early_ms, TOLERANCE_MS_MAX),
    )


async def counted(visit: Visit) -> Survey:
    """The count that the query asks for, with what the asker has done up to revision `since`."""
    since = visit.number("since", 0, INSTANT_MAX)
    return await visit.desk.surveys.of(visit.conductor, asked(visit), since)


def page_of(visit: Visit) -> tuple[int, int]:
    """The offset and the number of rows that are asked for."""
    offset = visit.number("offset", 0, OFFSET_MAX)
    return offset, visit.number("limit", ROWS_DEFAULT, ROWS_MAX)


def one_of(visit: Visit, name: str, choices: tuple[str, ...]) -> str | None:
    """One of these words of the query, or None. Raises WireError(bad_message)."""
    word = visit.query(name)
    if word is not None and word not in choices:
        raise WireError(WireCode.BAD_MESSAGE, f"{name}: one of {', '.join(choices)}")
    return word


def required(visit: Visit, name: str) -> str:
    """What the query must say. Raises WireError(bad_message)."""
    word = visit.query(name)
    if word is None:
        raise WireError(WireCode.BAD_MESSAGE, f"{name}: missing")
    return word


def words_of(visit: Visit) -> str:
    """What is searched for. Raises WireError(bad_message) for too much of it."""
    words = visit.query("words") or ""
    if len(words) > WORDS_CHARS_MAX:
        raise WireError(WireCode.BAD_MESSAGE, f"words: at most {WORDS_CHARS_MAX} characters")
    return words


async def overview_read(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/attendance/overview`."""
    survey, now = await counted(visit), visit.conductor.now()

    def read(session: Session, people: People) -> Overview:
        return overview(session, survey, now)

    return _json(await visit.conductor.ask(read))


async def points_read(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/attendance/points`."""
    under = visit.query("under")
    query = PointQuery(
        by=one_of(visit, "sort", COLUMNS),
        down=one_of(visit, "way", ("up", "down")) == "down",
        words=words_of(visit),
        under=None if under is None else SiteId(under),
        mark=one_of(visit, "mark", (*MARKS, "review")),
    )
    offset, limit = page_of(visit)
    survey, conductor = await counted(visit), visit.conductor
    now = conductor.now()

    def read(session: Session, people: People) -> PointPage:
        if query.under is not None:
            require(session, query.under)
        table = PointTable(session, people, conductor.watch, survey, now)
        return table.page(query, offset, limit)

    return _json(await conductor.ask(read))


async def point_read(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/attendance/point?site=CODE`."""
    site, conductor = SiteId(required(visit, "site")), visit.conductor
    survey, now = await counted(visit), conductor.now()

    def read(session: Session, people: People) -> PointStory:
        require(session, site)
        table = PointTable(session, people, conductor.watch, survey, now)
        return point_story(session, table, site, now)

    return _json(await conductor.ask(read))


async def people_read(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/attendance/people`: all, those of a point, those with a mark, or those
    whose names have these words."""
    site, mark = visit.query("site"), one_of(visit, "mark", (*MARKS, "review"))
    offset, limit = page_of(visit)
    wanted = Wanted(
        site=None if site is None else SiteId(site),
        mark=mark,
        words=words_of(visit),
        offset=offset,
        limit=limit,
    )
    return _json(await page_of_people(visit.conductor, await counted(visit), wanted))


async def person_read(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/attendance/person?person=ID`."""
    person, wanted = PersonId(required(visit, "person")), asked(visit)
    conductor, asker = visit.conductor, visit.who.actor.id

    def read(session: Session, people: People) -> PersonStory:
        person_of(session, person)
        survey = begin(session, conductor.now(), wanted.moment, wanted.rules)
        return person_story(session, people, person, survey, asker)

    return _json(await conductor.ask(read))


async def roll_up_read(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/attendance/roll-up?under=CODE`."""
    under, survey = visit.query("under"), await counted(visit)
    above = None if under is None else SiteId(under)

    def read(session: Session, people: People) -> RollUp:
        if above is not None:
            require(session, above)
        return roll_up(session, survey, above)

    return _json(await visit.conductor.ask(read))


async def corrections_read(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/attendance/corrections`."""
    survey, (offset, limit) = await counted(visit), page_of(visit)

    def read(session: Session, people: People) -> CorrectionPage:
        return correction_page(session, people, survey.corrections, offset, limit)

    return _json(await visit.conductor.ask(read))


async def reviews_read(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/attendance/reviews`."""
    asker, (offset, limit) = visit.who.actor.id, page_of(visit)

    def read(session: Session, people: People) -> ReviewPage:
        return review_page(session, people, asker, offset, limit)

    return _json(await visit.conductor.ask(read))
