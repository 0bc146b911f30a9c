"""The overview adds up: its figures are the people, its areas are its figures."""

from __future__ import annotations

from dataclasses import fields

import pytest

from coordinator.core.attendance.commands import (
    CorrectAttendance,
    ImportRoster,
    NoteAttendance,
    NoteHeadCount,
)
from coordinator.core.attendance.facts import Note
from coordinator.core.base import Draft
from coordinator.core.session import CloseSession, PauseSession, ResumeSession
from coordinator.core.sites import SiteHeard
from coordinator.views.overview import Figures, Overview, overview, top_of
from coordinator.views.presence import Moment
from coordinator.views.sources import LaneSpan
from coordinator.views.survey import survey
from tests.support.playbook import Script, given
from tests.support.random_meeting import random_meeting
from tests.support.small_meeting import (
    ALAN,
    CHU_PAH,
    GL,
    HEAD,
    ORGANIZER,
    SECOND,
    clock,
    live,
    ref,
)
from wire.vocabulary import Attendance, SiteId

A = Attendance
COLUMNS = ("present", "left", "excused", "absent", "not_called")
SUMMED = ("points", "invited", "added", "deputised", "came", "never", "long", *COLUMNS)


def seen(script: Script, at: str = "10:00", moment: str | None = None) -> Overview:
    asked = Moment(clock(moment)) if moment else None
    return overview(script.session, survey(script.session, clock(at), asked), clock(at))


@pytest.mark.parametrize("seed", range(8))
def test_states_add_up_and_areas_add_up(seed: int) -> None:
    view = seen(random_meeting(seed))
    found = view.figures
    states = [getattr(found, state.value) for state in A]
    assert sum(states) == found.people == found.invited + found.added
    assert found.present == found.in_person + found.online + found.deputised
    assert found.came == found.long + found.short
    for name in SUMMED[1:]:
        assert sum(getattr(area, name) for area in view.areas) == getattr(found, name)
    for area in view.areas:
        assert sum(getattr(area, name) for name in COLUMNS) == area.invited + area.added
    assert sum(area.points for area in view.areas) == view.points
    assert (view.steps[-1].present, view.steps[-1].arrived) == (found.present, found.came)
    assert sum(area.times.here for area in view.areas) == found.present


def test_an_area_has_its_first_arrival_and_last_departure() -> None:
    script = given(*live(), at="9:00").done(NoteAttendance(SECOND, Note(A.ONLINE)), at="9:05")
    script.done(NoteAttendance(HEAD, Note(A.IN_PERSON)), at="9:10")
    script.done(NoteAttendance(SECOND, Note(A.LEFT)), at="9:20")
    area = next(area for area in seen(script).areas if area.site == GL)
    assert (area.times.first_at, area.times.last_at, area.times.here) == (clock("9:05"), None, 1)
    assert area.times.present_ms == (15 + 50) * 60_000
    script.done(NoteAttendance(HEAD, Note(A.LEFT)), at="9:40")
    gone = next(area for area in seen(script).areas if area.site == GL).times
    assert (gone.last_at, gone.here, gone.interruptions) == (clock("9:40"), 0, 0)
    nobody = next(area for area in seen(script).areas if area.site == "04").times
    assert (nobody.first_at, nobody.last_at, nobody.here) == (None, None, 0)


def test_every_figure_of_the_moment_is_of_that_moment() -> None:
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, Note(A.IN_PERSON)), at="9:10")
    script.done(NoteHeadCount(GL, 9), at="9:20").done(NoteAttendance(HEAD, Note(A.LEFT)), at="9:30")
    now, then = seen(script), seen(script, moment="9:15")
    assert (now.figures.present, now.figures.left, now.heads) == (0, 1, 9)
    assert (then.figures.present, then.figures.left, then.heads) == (1, 0, 1)
    assert (then.asked_at, then.at, then.time.until_at) == (
        clock("9:15"),
        clock("10:00"),
        clock("9:15"),
    )
    assert (now.asked_at, now.from_at, now.known_rev) == (
        clock("10:00"),
        clock("9:00"),
        script.session.rev,
    )


def test_the_time_that_shares_are_of_is_told_with_its_recess() -> None:
    script = given(*live(), at="9:00").done(PauseSession(), at="9:30")
    script.done(ResumeSession(), at="9:40").done(CloseSession(), at="10:00")
    time = seen(script, "15:00").time
    assert (time.since_at, time.until_at) == (clock("9:00"), clock("10:00"))
    assert (time.length_ms, time.recess_ms) == (50 * 60_000, 10 * 60_000)
    assert time.sittings == (
        LaneSpan(clock("9:00"), clock("9:30")),
        LaneSpan(clock("9:40"), clock("10:00")),
    )
    assert seen(script, "15:00").end_at == clock("10:00")


def test_what_waits_and_what_differs_is_counted() -> None:
    script = given(*live(), at="9:00").done(NoteHeadCount(GL, 20), NoteHeadCount(CHU_PAH, 4))
    script.done(NoteHeadCount(GL, 30, covers=True))
    script.time("9:05", Draft(SiteHeard(GL), clock("9:05"))).accepted()
    script.done(CorrectAttendance(SECOND, Note(A.ABSENT), ref("why")), at="9:10")
    script.done(CloseSession(), at="10:00")
    late = CorrectAttendance(HEAD, Note(A.ABSENT), ref("why"))
    script.when(late, by=ORGANIZER, at="10:05").accepted()
    view = seen(script)
    assert (view.heads, view.heads_apart) == (30, 1)
    area = next(area for area in view.areas if area.site == GL)
    assert (area.heads.other, area.points) == (24, 3)
    assert (view.reviews_open, view.corrections) == (1, 1)
    assert (view.points_with_line, view.points_heard) == (4, 1)


def test_who_was_struck_and_never_came_is_in_no_figure() -> None:
    script = given(*live(), at="9:00").done(ImportRoster((), (HEAD,)))
    view = seen(script)
    assert (view.figures.people, view.figures.invited) == (5, 5)
    assert set(SUMMED) - {"points"} <= {field.name for field in fields(Figures)}


def test_the_top_of_a_commune_is_its_province() -> None:
    session = given(*live()).session
    assert [top_of(session, site) for site in (ALAN, GL, SiteId("04"))] == [GL, GL, SiteId("04")]
