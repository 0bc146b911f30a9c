"""A preview as the page gets it: bounded, with what a person needs to decide."""

from __future__ import annotations

import pytest

from coordinator.console import roster_views
from coordinator.console.roster_views import preview_view
from coordinator.rosters.matching import Known
from coordinator.rosters.preview import Choices, RosterNow, SheetChoice, make_preview
from coordinator.rosters.workbook import read_workbook
from tests.support.office_files import Sheet, xlsx
from tests.support.roster_places import roster_places
from wire.vocabulary import PersonId, SiteId

HEAD = ("Họ và tên", "Đơn vị")


def crowd(count: int) -> list[tuple[str, str]]:
    return [HEAD, *((f"Đại biểu mẫu {n:03d} – X", "Cao Bằng") for n in range(count))]


def test_every_row_of_a_long_sheet_is_there() -> None:
    grids = read_workbook(xlsx(Sheet("S", crowd(1500))))
    view = preview_view(make_preview(grids, Choices(), RosterNow(roster_places(), ())), "m")
    (sheet,) = view.sheets
    assert (len(sheet.rows), len(sheet.kinds), sheet.rows_total) == (1501, 1501, 1501)
    assert sheet.rows[1500][0] == "Đại biểu mẫu 1499 – X"
    assert len(view.people) == 1500
    assert view.figures.added == 1500


def test_an_answer_is_bounded_and_the_sheets_that_are_taken_come_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(roster_views, "CHARS_SHOWN_MAX", 400)
    grids = read_workbook(xlsx(Sheet("Nháp", crowd(20)), Sheet("Danh sách", crowd(20))))
    choices = Choices({"Nháp": SheetChoice(use=False)})
    view = preview_view(make_preview(grids, choices, RosterNow(roster_places(), ())), "m")
    left_out, taken = view.sheets
    assert 0 < len(taken.rows) == len(taken.kinds) < taken.rows_total == 21
    assert (len(left_out.rows), left_out.rows_total) == (0, 21)


def test_where_no_table_is_found_every_column_can_be_named() -> None:
    grids = read_workbook(xlsx(Sheet("S", (("12.5", "", "0.75"),))))
    (sheet,) = preview_view(
        make_preview(grids, Choices(), RosterNow(roster_places(), ())), "m"
    ).sheets
    assert (sheet.top, [one.letters for one in sheet.columns]) == (-1, ["A", "B", "C"])
    assert {one.holds for one in sheet.columns} == {"nothing"}


def test_what_the_roster_has_stands_beside_what_the_file_says() -> None:
    known = (Known(PersonId("04.01"), SiteId("04"), "Mẫu Văn Nghiêm", "Giám đốc"),)
    grids = read_workbook(xlsx(Sheet("S", (("Họ tên", "Đơn vị"), ("Mẫu Văn Nghiên", "Cao Bằng")))))
    view = preview_view(make_preview(grids, Choices(), RosterNow(roster_places(), known)), "m")
    (row,) = view.people
    assert (row.fate, row.waits, row.person, row.was_name, row.was_post, row.was_site) == (
        "respelt", True, "04.01", "Mẫu Văn Nghiêm", "Giám đốc", "04",
    )  # fmt: skip
    assert view.figures.undecided == 1
