"""The routes of an organizer's questions, and the shapes of their answers for the pages."""

from __future__ import annotations

from typing import Any

from coordinator.console import log_reads as reads
from coordinator.console.route import Handler, Param, Route
from coordinator.core.readings import Reading
from coordinator.views.marks import MARKS
from coordinator.views.overview import Overview
from coordinator.views.person_lines import PeoplePage
from coordinator.views.person_story import PersonStory
from coordinator.views.point_lines import COLUMNS, PointPage
from coordinator.views.point_story import PointStory
from coordinator.views.review_rows import CorrectionPage, ReviewPage
from coordinator.views.rollup import RollUp

LOG = "/api/v1/sessions/{session}/attendance"
MOMENT = (
    Param("at", "The moment of every figure, ms; now if not said.", number=True),
    Param("known", "As known at this revision.", number=True),
    Param("known_at", "As known at this time, ms.", number=True),
    Param("share", "Long enough is at least so many percent of the meeting (85).", number=True),
    Param("late_ms", "Late is later than so long after the opening (15 minutes).", number=True),
    Param("early_ms", "Gone early is earlier than so long before the end (15 min).", number=True),
    Param("since", "A count that knows this revision at least.", number=True),
)
PAGE = (
    Param("offset", "Rows from this one on.", number=True),
    Param("limit", f"At most so many rows ({reads.ROWS_DEFAULT}).", number=True),
)
MARK = Param("mark", "Only those of whom this is true.", choices=(*MARKS, "review"))
WORDS = Param("words", "Only those with these words in their names, marks of tone or not.")
SITE = Param("site", "A point's code.", required=True)


def _read(name: str, handler: Handler, words: str, answer: Any, query: tuple[Param, ...]) -> Route:
    problems = ("bad_message", "unknown_site", "unknown_person")
    return Route(
        "GET",
        f"{LOG}/{name}",
        handler,
        Reading.NAMES,
        words,
        answer,
        query=query,
        problems=problems,
    )


ROUTES: tuple[Route, ...] = (
    _read(
        "overview",
        reads.overview_read,
        "Who was there at a moment, for how long, and how points and provinces add up.",
        Overview,
        MOMENT,
    ),
    _read(
        "points",
        reads.points_read,
        "Points with their people, heads and three sources.",
        PointPage,
        (
            *PAGE,
            Param("sort", "A column; the organizers' order if not said.", choices=COLUMNS),
            Param("way", "From small to large or the other way.", choices=("up", "down")),
            Param("under", "Only this point and those right under it."),
            WORDS,
            MARK,
            *MOMENT,
        ),
    ),
    _read(
        "point",
        reads.point_read,
        "One point with every head-count and every answer to a roll call.",
        PointStory,
        (SITE, *MOMENT),
    ),
    _read(
        "people",
        reads.people_read,
        "People with arrival, departure and share of the meeting.",
        PeoplePage,
        (*PAGE, Param("site", "Only those at this point."), WORDS, MARK, *MOMENT),
    ),
    _read(
        "person",
        reads.person_read,
        "One person with every entry ever made.",
        PersonStory,
        (Param("person", "The person's id.", required=True), *MOMENT),
    ),
    _read(
        "roll-up",
        reads.roll_up_read,
        "Head-counts rolled up the tree, one level at a time.",
        RollUp,
        (Param("under", "The points right under this one."), *MOMENT),
    ),
    _read(
        "corrections",
        reads.corrections_read,
        "All corrections, the newest first, with what they replaced.",
        CorrectionPage,
        (*PAGE, *MOMENT),
    ),
    _read(
        "reviews",
        reads.reviews_read,
        "What waits for a second person, and what became of the rest.",
        ReviewPage,
        PAGE,
    ),
)
RECEIVED: dict[str, Any] = {route.answer.__name__: route.answer for route in ROUTES}
