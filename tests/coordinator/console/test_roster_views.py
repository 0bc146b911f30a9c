"""A preview as the page gets it: bounded, with what a person needs to decide."""

from __future__ import annotations

from coordinator.console.roster_views import ROWS_SHOWN_MAX, preview_view
from coordinator.rosters.matching import Known
from coordinator.rosters.preview import Choices, RosterNow, make_preview
from coordinator.rosters.workbook import read_workbook
from tests.support.office_files import Sheet, xlsx
from tests.support.roster_places import roster_places
from wire.vocabulary import PersonId, SiteId


def test_long_sheets_are_shown_from_their_beginning() -> None:
    rows = [
        ("Họ và tên", "Đơn vị"),
        *((f"Đại biểu mẫu {n:03d} – X", "Cao Bằng") for n in range(300)),
    ]
    grids = read_workbook(xlsx(Sheet("S", rows)))
    view = preview_view(make_preview(grids, Choices(), RosterNow(roster_places(), ())), "m")
    (sheet,) = view.sheets
    assert (len(sheet.rows), len(sheet.kinds), sheet.rows_total) == (
        ROWS_SHOWN_MAX, ROWS_SHOWN_MAX, 301,
    )  # fmt: skip
    assert len(view.people) == 300
    assert view.figures.added == 300


def test_what_the_roster_has_stands_beside_what_the_file_says() -> None:
    known = (Known(PersonId("04.01"), SiteId("04"), "Mẫu Văn Nghiêm", "Giám đốc"),)
    grids = read_workbook(xlsx(Sheet("S", (("Họ tên", "Đơn vị"), ("Mẫu Văn Nghiên", "Cao Bằng")))))
    view = preview_view(make_preview(grids, Choices(), RosterNow(roster_places(), known)), "m")
    (row,) = view.people
    assert (row.fate, row.waits, row.person, row.was_name, row.was_post, row.was_site) == (
        "respelt", True, "04.01", "Mẫu Văn Nghiêm", "Giám đốc", "04",
    )  # fmt: skip
    assert view.figures.undecided == 1
