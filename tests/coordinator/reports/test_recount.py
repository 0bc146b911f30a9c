"""The report and the organizer's views say what a clerk counts who saw it all.

However it was told, by whom and in which order: arrivals, departures, time in the meeting,
interruptions, shares, points' lines, states, provinces and heads are those of the truth. No person
is counted twice, no second is counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random

from hypothesis import given as any_of
from hypothesis import strategies as st

from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.reports.build import report
from coordinator.reports.model import Options, Report
from coordinator.views.attendance import attendance_view
from coordinator.views.overview import Figures, figures, overview
from coordinator.views.person_lines import marked, person_line
from coordinator.views.point_lines import PointQuery, PointTable
from coordinator.views.presence import Moment
from coordinator.views.rollup import roll_up
from coordinator.views.survey import survey
from tests.support.naive_recount import Heads, Recount, Sheet
from tests.support.told_meeting import Telling, whole_meeting
from tests.support.true_history import (
    BEGIN,
    END,
    MINUTE,
    MINUTES,
    UNDER,
    UNINVITED,
    Counted,
    Truth,
    below,
    counted,
    told,
    whole_truth,
)
from wire.vocabulary import PersonId, SiteId

LATER = END + 60 * MINUTE
TOPS = [site for site, above in UNDER.items() if above is None]
COUNTED_STATES = ("in_person", "online", "deputised", "left", "excused", "absent", "not_called")


@dataclass(frozen=True)
class Told:
    """A meeting that was told, and what there was to tell."""

    session: Session
    counts: list[Counted]
    whole: Recount

    @cached_property
    def report(self) -> Report:
        return report(self.session, People(), LATER, Options())


def any_meeting(seed: int) -> Told:
    dice = Random(seed)
    true = whole_truth(dice)
    counts = counted(dice, true)
    telling = Telling(dice, true, whole_meeting())
    telling.tell(told(dice, true), counts)
    return Told(telling.script.session, counts, Recount(true, MINUTES))


def people_are_right(meeting: Told) -> None:
    naive, rows = meeting.whole, {row.person: row for row in meeting.report.people}
    assert len(rows) == len(list(meeting.report.people)), "nobody stands there twice"
    for person in naive.known():
        row, sheet = rows[person], naive.sheet(person)
        assert (row.arrived_at, row.left_at) == (sheet.arrived_at, sheet.left_at), person
        assert row.total_ms == sheet.minutes * MINUTE, person
        assert row.interruptions == len(sheet.gaps), person
        assert row.long_enough == naive.long_enough(person), person
        assert row.site == naive.site(person), person


def lines_are_right(meeting: Told) -> None:
    rows = {row.site: row for row in meeting.report.sites}
    session, people = meeting.session, People()
    logged = {row.site: row for row in attendance_view(session, people, LATER).sites}
    table = PointTable(session, people, Watch(), survey(session, LATER), LATER)
    shown = {row.site: row for row in table.page(PointQuery(), 0, 500).rows}
    for site, turns in meeting.whole.true.lines.items():
        up = meeting.whole.true.spans(turns)
        row = rows[site]
        squares = tuple(
            any(since <= BEGIN + minute * MINUTE < until for since, until in up)
            for minute in range(MINUTES + 1)
        )
        assert row.connected_ms == sum(squares) * MINUTE, site
        gaps = Sheet(squares, meeting.whole.sat).gaps
        assert row.lost_ms == sum(gaps) * MINUTE, site
        assert row.interruptions == len(gaps), site
        for seen in (logged[site], shown[site]):
            assert (seen.interruptions, seen.lost_ms) == (len(gaps), sum(gaps) * MINUTE), site
        assert row.connected_at == (up[0][0] if up else None), site
        assert row.left_at == (up[-1][1] if len(turns) % 2 == 0 and up else None), site


def totals_are_right(meeting: Told) -> None:
    naive, made, everybody = meeting.whole, meeting.report, meeting.whole.known()
    totals, others = made.totals, len(meeting.session.people) - len(everybody)
    assert totals.attended == sum(naive.sheet(one).came for one in everybody)
    assert totals.present == sum(naive.sheet(one).there_now for one in everybody)
    assert totals.long_enough == sum(naive.long_enough(one) for one in everybody)
    assert (totals.invited, totals.added) == (len(everybody) - 1 + others, 1)
    assert sum(getattr(totals, state) for state in COUNTED_STATES) == len(everybody) + others
    tops = {row.site: row for row in made.provinces}
    for top in TOPS:
        row, sites = tops[top], below(top)
        assert row.points == len(sites)
        assert row.people.attended == naive.came(sites), top
        assert row.people.present == naive.present(sites), top


def heads_are_right(meeting: Told) -> None:
    naive = Heads(meeting.whole, meeting.counts, ever=True)
    for row in meeting.report.sites:
        if row.site not in UNDER:
            continue
        site = SiteId(row.site)
        total, summed = naive.total(site), naive.summed(site)
        assert row.heads.total == total, site
        assert row.heads.other == (summed if summed != total else None), site
    assert meeting.report.head_count == sum(map(naive.total, TOPS))
    assert naive.apart()
    there = Heads(meeting.whole, meeting.counts, ever=False)
    log = attendance_view(meeting.session, People(), LATER)
    assert log.head_count == sum(map(there.total, TOPS))


@any_of(st.integers(0, 2**32))
def test_the_report_is_what_a_clerk_counts(seed: int) -> None:
    meeting = any_meeting(seed)
    people_are_right(meeting)
    lines_are_right(meeting)
    totals_are_right(meeting)
    heads_are_right(meeting)


def seen(found: Figures, naive: Recount, sites: list[SiteId]) -> None:
    """What an organizer sees of some points at a moment."""
    people = naive.at_point(*sites)
    sheets = {one: naive.sheet(one) for one in people}
    assert found.present == sum(sheet.there_now for sheet in sheets.values())
    assert found.came == sum(sheet.came for sheet in sheets.values())
    assert found.long == sum(naive.long_enough(one) for one in people)
    assert found.late == sum(naive.late(one) for one in people)
    assert found.early == sum(naive.early(one) for one in people)
    assert found.interrupted == sum(bool(sheet.gaps) for sheet in sheets.values())
    never = [one for one, sheet in sheets.items() if not sheet.came and one != UNINVITED]
    assert found.never == len(never)


def moment_is_right(meeting: Told, naive: Recount) -> None:
    found = survey(meeting.session, LATER, Moment(naive.at))
    for site in UNDER:
        seen(figures([found.sites[site]] if site in found.sites else []), naive, [site])
        there = set(marked(meeting.session, found, [site], "present"))
        assert there == {one for one in naive.at_point(site) if naive.sheet(one).there_now}
    view = overview(meeting.session, found, LATER)
    assert view.time.length_ms == naive.length * MINUTE
    for area in view.areas:
        if area.site in TOPS:
            sites = below(SiteId(area.site))
            assert (area.points, area.came) == (len(sites), naive.came(sites))
            assert area.present == naive.present(sites)
    for step in view.steps:
        then = Recount(naive.true, (step.at - BEGIN) // MINUTE)
        assert step.arrived == sum(then.sheet(one).came for one in naive.known())
        assert step.present == sum(then.sheet(one).there_now for one in naive.known())


def lines_of_people_are_right(meeting: Told, naive: Recount) -> None:
    found = survey(meeting.session, LATER, Moment(naive.at))
    for person in naive.known():
        held, sheet = meeting.session.people[person], naive.sheet(person)
        line = person_line(meeting.session, People(), held, found, {})
        assert (line.arrived_at, line.left_at) == (sheet.arrived_at, sheet.left_at), person
        assert line.present_ms == sheet.minutes * MINUTE, person
        assert line.interrupted_ms == sum(sheet.gaps) * MINUTE, person
        assert (line.site, "early" in line.marks) == (naive.site(person), naive.early(person))


@any_of(st.integers(0, 2**32), st.integers(1, MINUTES))
def test_what_an_organizer_sees_of_any_moment_is_what_a_clerk_counts(
    seed: int, minute: int
) -> None:
    meeting = any_meeting(seed)
    naive = Recount(meeting.whole.true, minute)
    moment_is_right(meeting, naive)
    lines_of_people_are_right(meeting, naive)


@any_of(st.integers(0, 2**32), st.integers(1, MINUTES))
def test_heads_on_the_page_are_nobody_twice(seed: int, minute: int) -> None:
    """Whoever moves after heads were counted is in one room, at any moment."""
    meeting = any_meeting(seed)
    recount = Recount(meeting.whole.true, minute)
    found = survey(meeting.session, LATER, Moment(recount.at))
    naive = Heads(recount, meeting.counts, ever=False)
    assert naive.apart()
    table = PointTable(meeting.session, People(), Watch(), found, LATER)
    for row in table.page(PointQuery(), 0, 500).rows:
        if row.site not in UNDER:
            continue
        site = SiteId(row.site)
        assert row.heads.total == naive.total(site), site
        summed = naive.summed(site)
        assert row.heads.other == (summed if summed != row.heads.total else None), site
    total = sum(map(naive.total, TOPS))
    assert overview(meeting.session, found, LATER).heads == total
    assert roll_up(meeting.session, found).total == total


def test_the_clerk_counts_as_one_would() -> None:
    """The oracle itself, on a day that can be counted by hand."""

    def at(*minutes: int) -> tuple[int, ...]:
        return tuple(BEGIN + minute * MINUTE for minute in minutes)

    one = PersonId("64.01")
    people = {person: at() for person in Recount(Truth({}, {}), 1).known()}
    true = Truth({**people, one: at(10, 40, 60)}, {}, recesses=((at(30)[0], at(50)[0]),))
    sheet = Recount(true, MINUTES).sheet(one)
    assert (sheet.arrived_at, sheet.left_at) == (at(10)[0], None)
    assert (sheet.minutes, sheet.gaps) == (20 + 120, [10])
    assert Recount(true, MINUTES).length == 160
    assert Recount(true, MINUTES).long_enough(one)
