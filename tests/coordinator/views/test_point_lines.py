"""Points in lines: found, sorted and paged; each line agrees with the survey."""

from __future__ import annotations

import pytest

from coordinator.core.attendance.commands import (
    CorrectAttendance,
    NoteAttendance,
    NoteHeadCount,
)
from coordinator.core.attendance.facts import Note
from coordinator.core.base import Draft
from coordinator.core.floor import commands as floor
from coordinator.core.session import CloseSession
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.watch import Watch
from coordinator.views.marks import MARKS
from coordinator.views.point_lines import COLUMNS, PointPage, PointQuery, PointTable
from coordinator.views.survey import survey
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    ALAN,
    CB,
    CHU_PAH,
    E1,
    GL,
    HEAD,
    ORGANIZER,
    OTHER,
    SECOND,
    clock,
    live,
    ref,
    texts,
)
from wire.vocabulary import Attendance, SpeechKind

A = Attendance


def table(script: Script, at: str = "10:00") -> PointTable:
    counted = survey(script.session, clock(at))
    return PointTable(script.session, texts(), Watch(), counted, clock(at))


def page(script: Script, query: PointQuery | None = None, at: str = "10:00") -> PointPage:
    return table(script, at).page(query or PointQuery(), 0, 100)


def codes(script: Script, **query: object) -> list[str]:
    asked = PointQuery(**query)  # type: ignore[arg-type] — given by name
    return [row.site for row in page(script, asked).rows]


def busy() -> Script:
    script = given(*live(), at="9:00")
    for at, event in (("9:00", SiteHeard), ("9:10", SiteWentQuiet), ("9:12", SiteHeard)):
        script.time(at, Draft(event(GL), clock(at))).accepted()
    script.done(NoteAttendance(HEAD, Note(A.IN_PERSON)), NoteAttendance(OTHER, Note(A.ABSENT)))
    script.done(NoteHeadCount(CHU_PAH, 8), at="9:13")
    return script.done(floor.RequestFloor(GL, SpeechKind.DEBATE), floor.GiveFloor(E1))


def test_a_line_has_people_heads_sources_and_gaps() -> None:
    script = busy().done(floor.EndSpeech(E1), at="9:20")
    row = next(row for row in page(script).rows if row.site == GL)
    assert (row.name, row.head, row.kind.value) == ("Gia Lai", "Đại biểu mẫu 01 – 64", "province")
    assert (row.figures.invited, row.figures.present, row.figures.never) == (2, 1, 1)
    assert (row.heads.own, row.heads.below, row.heads.total) == (1, 8, 9)
    assert (row.interruptions, row.lost_ms) == (1, 2 * 60_000)
    assert (row.speeches, row.reviews, row.state, row.sources.why.value) == (
        1,
        0,
        "c",
        "agent_only",
    )
    assert row.lanes.until_at == clock("10:00")


def test_points_are_found_by_name_by_head_by_code_under_another_and_by_mark() -> None:
    script = busy()
    assert codes(script, words="gia") == ["64"]
    assert codes(script, words="mau 01 64") == ["64"]
    assert codes(script, words="CHƯ  pah") == ["64-01"]
    assert codes(script, words="không có") == []
    assert codes(script, under=GL) == ["64", "64-01", "64-02"]
    assert codes(script, mark="absent") == ["04"]
    assert codes(script, mark="review") == []
    script.done(CloseSession(), at="10:00")
    late = CorrectAttendance(SECOND, Note(A.ABSENT), ref("why"))
    script.when(late, by=ORGANIZER, at="10:05").accepted()
    assert codes(script, mark="review") == ["64"]


def test_sorted_by_name_by_number_and_as_the_organizers_have_them() -> None:
    script = busy()
    assert codes(script) == ["TW", "BTC", "64", "04", "64-01", "64-02"]
    names = [row.name for row in page(script, PointQuery(by="site")).rows]
    assert names == ["Al Bá", "Bộ Tài chính", "Cao Bằng", "Chư Păh", "Gia Lai", "Hà Nội"]
    assert codes(script, by="head_count", down=True)[:2] == ["64", "64-01"]
    assert codes(script, by="lost", down=True)[0] == "64"
    assert codes(script, by="present", down=True)[0] == "64"
    assert codes(script, by="absent", down=True)[0] == "04"


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_can_be_sorted_by(column: str) -> None:
    up, down = codes(busy(), by=column), codes(busy(), by=column, down=True)
    assert sorted(up) == sorted(down) == sorted(codes(busy()))
    assert set(COLUMNS) - {"site", "head", "absent", "head_count", "lost", "speeches"} <= set(MARKS)


def test_pages_follow_each_other() -> None:
    script = busy()
    whole = page(script)
    parts = [table(script).page(PointQuery(), offset, 4) for offset in (0, 4, 8)]
    assert [row for part in parts for row in part.rows] == list(whole.rows)
    assert {part.total for part in parts} == {6}
    assert (parts[1].offset, parts[0].asked_at) == (4, clock("10:00"))


def test_lines_add_up_to_the_survey() -> None:
    script = busy().done(NoteAttendance(SECOND, Note(A.ONLINE)), at="9:30")
    counted, rows = survey(script.session, clock("10:00")), page(script).rows
    for mark in ("invited", "present", "never", "came", "long"):
        assert sum(getattr(row.figures, mark) for row in rows) == counted.count(mark)
    assert [row.site for row in rows if row.receive_only] == [ALAN]
    assert next(row for row in rows if row.site == CB).parent is None
