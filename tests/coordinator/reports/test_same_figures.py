"""Pages, API, workbook, CSV and paper say the same of one meeting, figure by figure."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pytest

from coordinator.core.watch import Watch
from coordinator.reports import attendance_paper
from coordinator.reports.annexes import sites as annex
from coordinator.reports.annexes.listing import labels
from coordinator.reports.csv import attendance_csv
from coordinator.reports.model import Report
from coordinator.reports.paper import Dash, PaperOptions, Paragraph, Table
from coordinator.reports.sheets import facts
from coordinator.reports.sheets.columns import Sheet, Value
from coordinator.reports.sheets.people import PEOPLE
from coordinator.reports.sheets.points import SITES, UNITS
from coordinator.reports.wording import number
from coordinator.reports.words import STATUS, STRUCK
from coordinator.views.attendance import AttendanceView, attendance_view, site_details
from coordinator.views.overview import AreaRow, Figures, Overview, overview
from coordinator.views.point_lines import PointLine, PointQuery, PointTable
from coordinator.views.survey import survey
from tests.support.reported import (
    Reported,
    before_reopening,
    closed_again,
    put_right,
    whole_morning,
)
from tests.support.small_meeting import (
    CB,
    GL,
    HEAD,
    SECOND,
    clock,
)
from tests.support.told_alike import busy, rested, taken_off
from wire.vocabulary import Attendance

NOON = "12:00"
# Everybody stands in one of these columns.
COLUMNS = ("present", "left", "excused", "absent", "not_called")
STATES = tuple(state.value for state in Attendance)
SHARED = ("invited", "added", "present", *STATES)


@dataclass(frozen=True)
class Told:
    """One meeting as each of them tells it."""

    view: Overview
    lines: tuple[PointLine, ...]
    log: AttendanceView
    csv: str
    report: Report


MEETINGS = {
    "a morning put right afterwards": whole_morning,
    "one of every state": busy,
    "a meeting that is reopened": put_right,
    "a meeting that was reopened": closed_again,
    "a recess and an end by mistake": rested,
    "people who had gone or were taken off before it began": taken_off,
}


@pytest.fixture(params=MEETINGS.values(), ids=MEETINGS.keys())
def told(request: pytest.FixtureRequest) -> Told:
    kept: Reported = request.param()
    session, people, now = kept.session, kept.people, clock(NOON)
    counted = survey(session, now)
    table = PointTable(session, people, Watch(), counted, now)
    log = attendance_view(session, people, now)
    return Told(
        overview(session, counted, now),
        table.page(PointQuery(), 0, 100).rows,
        log,
        attendance_csv(log, site_details(session, people, session.site_order, now)),
        kept.report(NOON),
    )


def of(found: object, names: Iterable[str] = SHARED) -> dict[str, int]:
    return {name: getattr(found, name) for name in names}


def whole(found: Mapping[str, Value]) -> int:
    return int(found["invited"] or 0) + int(found["added"] or 0)


def sheet(one: Sheet[object], rows: Iterable[object]) -> dict[str, dict[str, Value]]:
    """A table of the workbook: by the point's code, the values by their keys."""
    read = [{column.key: column.read(row) for column in one.columns if column.key} for row in rows]
    return {str(row["site"]): row for row in read}


def printed(table: Table, row: tuple[str, ...]) -> dict[str, int]:
    """The figures of one printed row by the head of their column; an empty cell is none."""
    cells = zip((column.head for column in table.columns), row, strict=True)
    return {head: int(cell.replace(".", "") or 0) for head, cell in cells if head in ON_PAPER}


ON_PAPER = ("Được mời", "Bổ sung", "Có mặt", "Trong đó dự thay", "Đã về", "Vắng", "Chưa điểm danh")


def on_paper(found: Figures | AreaRow) -> dict[str, int]:
    away = found.excused + found.absent
    seven = (found.invited, found.added, found.present, found.deputised, found.left, away)
    return dict(zip(ON_PAPER, (*seven, found.not_called), strict=True))


def test_everybody_stands_in_one_column(told: Told) -> None:
    for found in (told.view.figures, *(line.figures for line in told.lines), *told.view.areas):
        assert sum(of(found, COLUMNS).values()) == found.invited + found.added
    for rows in (sheet(SITES, told.report.sites), sheet(UNITS, told.report.provinces)):
        for row in rows.values():
            assert sum(int(row[name] or 0) for name in COLUMNS) == whole(row)
            assert sum(int(row[name] or 0) for name in STATES) == whole(row)


def test_the_whole_is_the_same_everywhere(told: Told) -> None:
    figures, report = told.view.figures, told.report
    pages = of(figures)
    assert of(told.log.totals) == of(report.totals) == pages
    assert (report.totals.attended, report.totals.long_enough) == (figures.came, figures.long)
    single = {one.key: one.value for one in facts.summary(report)}
    assert {name: single[name] for name in SHARED} == pages
    assert (single["attended"], single["long_enough"]) == (figures.came, figures.long)
    for rows in (sheet(SITES, report.sites), sheet(UNITS, report.provinces)):
        for name, key in (*((name, name) for name in SHARED), ("came", "attended")):
            assert sum(int(row[key] or 0) for row in rows.values()) == getattr(figures, name)
    (table,) = (
        one
        for one in attendance_paper.body(report, PaperOptions(), labels(report, PaperOptions()))
        if isinstance(one, Table) and one.columns == attendance_paper.PEOPLE_COLUMNS
    )
    said = {row[0].removeprefix("– "): row[1] for row in table.rows}
    for words, value in (
        ("Được mời", figures.invited),
        ("Có mặt khi kết thúc", figures.present),
        ("Vắng có lý do", figures.excused),
        ("Vắng chưa rõ lý do", figures.absent),
        ("Chưa điểm danh", figures.not_called),
        ("Đã dự, tính cả người đã về", figures.came),
        ("Dự từ 85% thời gian trở lên", figures.long),
        ("Không dự lúc nào", figures.people - figures.came),
    ):
        assert said[words] == number(value), words


def test_each_point_and_unit_is_the_same_everywhere(told: Told) -> None:
    report = told.report
    lines = {line.site: line.figures for line in told.lines}
    logged = {row.site: of(row.counts) for row in told.log.sites}
    booked, units = sheet(SITES, report.sites), sheet(UNITS, report.provinces)
    for site, figures in lines.items():
        assert logged[site] == of(figures) == {name: booked[site][name] for name in SHARED}, site
        assert booked[site]["attended"] == figures.came
        assert booked[site]["long_enough"] == figures.long
    for area in told.view.areas:
        row = units[area.site]
        assert of(area, COLUMNS) == {name: row[name] for name in COLUMNS}
        assert (row["attended"], row["long_enough"]) == (area.came, area.long)
    *_, table = (one for one in annex.blocks(report) if isinstance(one, Table))
    rows = {row[1]: row for row in table.rows if len(row) > 1}
    assert {site: printed(table, rows[site]) for site in lines} == {
        site: on_paper(figures) for site, figures in lines.items()
    }
    assert printed(table, table.total) == on_paper(told.view.figures)


def test_rows_of_people_add_up_to_the_same(told: Told) -> None:
    figures = told.view.figures
    states = {STATUS[Attendance(state)]: getattr(figures, state) for state in STATES}
    (said,) = (column.read for column in PEOPLE.columns if column.title == "Tình trạng")
    people = [row for row in told.report.people if said(row) != STRUCK]
    assert Counter(said(row) for row in people) == Counter(states)
    assert len(people) == figures.people
    assert sum(row.long_enough for row in people) == figures.long
    rows = list(csv.DictReader(io.StringIO(told.csv.removeprefix("\ufeff"))))
    told_of = Counter(row["Tình trạng"] for row in rows if row["Tình trạng"] not in ("", STRUCK))
    assert told_of == Counter(states)


def test_points_are_the_same_everywhere(told: Told) -> None:
    view, points, log = told.view, told.report.points, told.log
    assert (view.points, view.points_with_line) == (points.invited, points.with_line)
    assert view.points_heard == points.connected == log.sites_heard
    assert log.sites_with_line == points.with_line == points.connected + points.never
    assert points.with_line + points.receive_only + points.seats == points.invited
    single = {one.key: one.value for one in facts.summary(told.report)}
    for name in ("with_line", "connected", "lost", "never", "seats", "listening"):
        assert single[f"sites_{name}"] == getattr(points, name)
    body = attendance_paper.body(told.report, PaperOptions(), labels(told.report, PaperOptions()))
    dashes = [one.text for one in body if isinstance(one, Dash)]
    assert dashes[0].startswith(f"Đã kết nối: {points.connected} điểm cầu")


def test_interruptions_are_the_same_everywhere(told: Told) -> None:
    lost = {line.site: (line.interruptions, line.lost_ms) for line in told.lines}
    assert {row.site: (row.interruptions, row.lost_ms) for row in told.log.sites} == lost
    booked = sheet(SITES, told.report.sites)
    assert {one: (row["interruptions"], row["lost_ms"]) for one, row in booked.items()} == lost
    rows = csv.DictReader(io.StringIO(told.csv.removeprefix("\ufeff")))
    times, length = "Số lần gián đoạn của điểm cầu", "Tổng thời gian gián đoạn của điểm cầu (giây)"
    said = {row["Mã điểm cầu"]: (row[times], row[length]) for row in rows if row[times]}
    assert {one: (int(many), 1000 * int(s)) for one, (many, s) in said.items()} == {
        row.site: lost[row.site] for row in told.log.sites if row.line
    }


def test_of_a_recess_and_an_end_by_mistake_only_the_sitting_counts() -> None:
    kept = rested()
    lost = {row.site: (row.interruptions, row.lost_ms) for row in kept.report(NOON).sites}
    assert lost.pop(CB) == (1, 10 * 60_000)
    assert set(lost.values()) == {(0, 0)}
    body = attendance_paper.body(
        kept.report(NOON), PaperOptions(), labels(kept.report(NOON), PaperOptions())
    )
    said = [one.text for one in body if isinstance(one, Paragraph)]
    assert any("gián đoạn 1 lần ở 1 điểm cầu, tổng thời gian 10 phút;" in text for text in said)


def test_what_is_connected_lost_and_listening_is_of_the_end() -> None:
    points = busy().report(NOON).points
    assert (points.connected, points.lost, points.never, points.listening) == (2, 1, 2, 1)
    assert busy().report(NOON).header.phase == "closed"


def test_who_had_gone_or_was_taken_off_before_it_began_has_not_attended() -> None:
    report = taken_off().report(NOON)
    totals = report.totals
    assert (totals.invited, totals.added, totals.struck, totals.attended) == (4, 0, 2, 1)
    assert (totals.present, totals.left, totals.absent, totals.excused) == (1, 1, 1, 0)
    assert report.head_count == 1
    assert not any(row.absences for row in report.sites)


def test_the_busy_meeting_has_everything_in_it() -> None:
    totals = busy().report(NOON).totals
    assert all(of(totals, STATES).values())
    assert totals.added == 2


@pytest.mark.parametrize("after", [put_right, closed_again])
def test_what_is_noted_after_the_end_changes_nothing_that_was_signed(
    after: Callable[[], Reported],
) -> None:
    signed, kept = before_reopening().report(NOON), after()
    report, log = kept.report(NOON), attendance_view(kept.session, kept.people, clock(NOON))
    (waits,) = kept.session.reviews.values()
    assert waits.proposal.counted is not None
    assert (report.totals, report.head_count) == (signed.totals, signed.head_count)
    assert report.header.quorum_people == signed.header.quorum_people is not None
    assert report.sites == signed.sites
    assert list(report.people) == list(signed.people)
    assert (log.head_count, log.until_at) == (12 + 1, clock("11:00"))
    assert [row.head_count for row in log.sites if row.site == GL] == [12]
    (there,) = (
        detail.people for detail in site_details(kept.session, kept.people, (GL,), clock(NOON))
    )
    assert [(one.person, one.status) for one in there] == [
        (HEAD, Attendance.IN_PERSON),
        (SECOND, Attendance.ABSENT),
    ]
