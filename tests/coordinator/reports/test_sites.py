"""Lines over the meeting, answers in one word, and points that stand under others."""

from __future__ import annotations

from coordinator.core.sites import Interval
from coordinator.reports.figures import Carried, Heads
from coordinator.reports.rows import RollAnswer
from coordinator.reports.sites import Line, answer, heads, line
from coordinator.views.presence import Meeting
from coordinator.views.rollup import CountRow, PointHeads
from tests.support.reported import whole_morning
from tests.support.small_meeting import CHU_PAH, GL, clock
from wire.record_words import CountedBy

MEETING = Meeting(100, 200, ((100, 150), (160, 200)), 90, 10)


def test_a_line_that_was_never_there_during_the_meeting() -> None:
    assert line([], MEETING) == line([Interval(10, 90)], MEETING) == Line(None, None, 0, 0, 0)


def test_what_was_open_at_the_opening_is_told_from_its_beginning() -> None:
    assert line([Interval(50)], MEETING) == Line(50, None, 100, 0, 0)


def test_gaps_are_interruptions_and_the_end_is_not() -> None:
    intervals = [Interval(100, 120), Interval(130, 145), Interval(170, 180)]
    assert line(intervals, MEETING) == Line(100, 180, 45, 10 + 15, 2)


def test_neither_a_recess_nor_a_closed_stretch_is_an_interruption() -> None:
    assert line([Interval(100, 150), Interval(160, 200)], MEETING).interruptions == 0
    assert line([Interval(100, 152), Interval(155, 200)], MEETING).interruptions == 0
    assert line([Interval(90, 95), Interval(110, 200)], MEETING).interruptions == 0


def test_an_outage_that_runs_into_a_recess_counts_its_part_of_the_sitting() -> None:
    into, out_of = [Interval(100, 140), Interval(155, 200)], [Interval(90, 152), Interval(165)]
    assert (line(into, MEETING).lost_ms, line(into, MEETING).interruptions) == (10, 1)
    assert (line(out_of, MEETING).lost_ms, line(out_of, MEETING).interruptions) == (5, 1)


def test_before_the_opening_when_lines_are_tried_each_gap_counts_whole() -> None:
    tried = Meeting(None, 200, (), 90, 10)
    assert line([Interval(0, 10), Interval(25, 60), Interval(60)], tried).lost_ms == 15


def test_two_readings_of_one_second_are_one_second() -> None:
    assert line([Interval(100, 150), Interval(140, 160)], MEETING) == Line(100, 160, 60, 0, 0)


def test_the_answer_in_one_word() -> None:
    def said(answered: int | None, late: int | None, silent: int | None) -> str:
        return answer(RollAnswer("64", "Gia Lai", answered, late, silent, None, None))

    assert said(1, None, 1) == "answered"
    assert said(None, 2, 1) == "late"
    assert said(None, None, 1) == "silent"
    assert said(None, None, None) == ""


def test_a_province_has_all_below_it() -> None:
    whole = whole_morning().report("12:00")
    (province,) = [row for row in whole.provinces if row.site == GL]
    assert (province.points, province.speeches, province.spoken_ms) == (3, 1, 360_000)
    (commune,) = [row for row in whole.sites if row.site == CHU_PAH]
    assert (commune.parent, commune.parent_name) == (GL, "Gia Lai")


def test_a_covering_count_takes_in_whoever_was_sent_there_since() -> None:
    rows = {row.site: row.heads for row in whole_morning().report("12:00").sites}
    assert rows[GL] == Heads(None, 41, 24, (Carried(40, clock("9:21"), True, 1, 0),))
    assert rows[CHU_PAH] == Heads(21, 21, None)


def test_a_count_that_nobody_crossed_has_nothing_to_say() -> None:
    room = CountRow(20, 5, CountedBy.AGENT, 1, 2)
    whole = CountRow(30, 5, CountedBy.SHEET)
    found = heads(PointHeads(1, 0, room, whole, 19, 0, 30, 19))
    assert found == Heads(20, 30, 19, (Carried(20, 5, False, 1, 2),))
