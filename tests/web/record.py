"""What an organizer's page shows: the morning with departures, transfers, the bridge and counts;
and after it was closed, with what waits for a second person.
"""

from __future__ import annotations

import copy
from typing import Any

from coordinator.console.people_sought import Wanted
from coordinator.core.attendance.commands import (
    CorrectAttendance,
    NoteAttendance,
    NoteHeadCount,
    TransferPerson,
)
from coordinator.core.attendance.facts import Note
from coordinator.core.base import Actor
from coordinator.core.floor.commands import EndSpeech
from coordinator.core.media import ReportMediaLeg
from coordinator.core.session import CloseSession
from coordinator.intake import Texts
from coordinator.views.marks import BIT
from coordinator.views.overview import overview
from coordinator.views.person_lines import PeoplePage, marked, open_reviews, person_line
from coordinator.views.person_story import person_story
from coordinator.views.point_lines import PointQuery, PointTable
from coordinator.views.point_story import point_story
from coordinator.views.review_rows import correction_page, review_page
from coordinator.views.rollup import roll_up
from coordinator.views.survey import Survey, survey
from tests.web.morning import GIA_LAI, Morning, clock, lines, point
from wire.record_words import CountedBy
from wire.vocabulary import Attendance, EntryId, PersonId, Role, SiteId

ORGANIZER = Actor("organizer-1", Role.ORGANIZER)
A = Attendance
STORIES = ("64.01", "64.02", "64.03", "64.08", "64.10", "64.12", "64.14", "64.22")
POINTS = ("64", "04")


def lived(morning: Morning) -> Morning:
    """A copy of the morning in which people leave, come back and move, as the bridge saw it."""
    found = copy.deepcopy(morning)
    for order, site in enumerate(["TW", *lines(found)]):
        if site != "96":
            found.do(f"9:43:{order % 60:02d}", ReportMediaLeg(SiteId(site), True))
    found.do("9:44:10", ReportMediaLeg(SiteId("12"), True))
    found.do("9:44:20", ReportMediaLeg(SiteId("51"), False))
    for person, status, at in (
        ("64.10", A.LEFT, "8:50"),
        ("64.10", A.IN_PERSON, "9:12"),
        ("64.11", A.LEFT, "9:05"),
        ("64.12", A.LEFT, "9:20"),
    ):
        note = NoteAttendance(PersonId(person), Note(status), clock(at))
        found.do("9:44:40", note, point("64"))
    found.do("9:44:50", TransferPerson(PersonId("64.14"), SiteId("04"), clock("9:10")), ORGANIZER)
    found.do("9:45", NoteHeadCount(GIA_LAI, 26, means=CountedBy.TELEPHONE), ORGANIZER)
    whole = NoteHeadCount(SiteId("04"), 40, covers=True, means=CountedBy.SHEET)
    found.do("9:45:10", whole, ORGANIZER)
    return found


def closed(morning: Morning) -> Morning:
    """The same, ended; the organizer and a site have second thoughts."""
    found = copy.deepcopy(morning)
    current = found.session.floor.current
    if current is not None:
        found.do("9:50", EndSpeech(EntryId(current)))
    found.do("9:55", CloseSession())
    texts = Texts()
    because = texts.text("ký tên tại phòng lúc 08:30, máy trạm ghi sót")
    found.people.keep(texts.rows)
    late = CorrectAttendance(PersonId("64.22"), Note(A.IN_PERSON), because, clock("8:30"))
    found.do("10:05", late, ORGANIZER)
    left = NoteAttendance(PersonId("64.20"), Note(A.LEFT), clock("9:30"))
    found.do("10:06", left, point("64"))
    return found


def people_page(morning: Morning, counted: Survey, wanted: Wanted) -> PeoplePage:
    """As the API would answer."""
    session, people = morning.session, morning.people
    sites = session.site_order if wanted.site is None else [wanted.site]
    mark = wanted.mark if wanted.mark in BIT else None
    found = marked(session, counted, sites, mark)
    reviews = open_reviews(session)
    shown = found[wanted.offset : wanted.offset + wanted.limit]
    rows = tuple(person_line(session, people, session.people[p], counted, reviews) for p in shown)
    return PeoplePage(session.rev, counted.moment.at, wanted.offset, len(found), rows)


def log_views(morning: Morning, at: str, asker: str) -> dict[str, Any]:
    """All that the page asks for at that moment, by the name of the read."""
    session, people, now = morning.session, morning.people, clock(at)
    counted = survey(session, now)
    table = PointTable(session, people, morning.watch, counted, now)
    found: dict[str, Any] = {
        "overview": overview(session, counted, now),
        "points": table.page(PointQuery(), 0, 200),
        "people": people_page(morning, counted, Wanted(limit=100)),
        "roll-up": roll_up(session, counted),
        "corrections": correction_page(session, people, counted.corrections, 0, 100),
        "reviews": review_page(session, people, asker, 0, 100),
    }
    for site in POINTS:
        here = SiteId(site)
        found[f"point-{site}"] = point_story(session, table, here, now)
        wanted = Wanted(site=here, limit=100)
        found[f"people-{site}"] = people_page(morning, counted, wanted)
    for person in STORIES:
        story = person_story(session, people, PersonId(person), counted, asker)
        found[f"person-{person}"] = story
    return found
