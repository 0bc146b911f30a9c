"""Reading back refuses what is not ours, and says what is off."""

from __future__ import annotations

from pathlib import Path

import pytest
from xlsxwriter import Workbook

from coordinator.reports.sheets.columns import Kind
from coordinator.reports.sheets.reread import NotOurs, reread, value
from coordinator.reports.sheets.whole import SHEETS


def test_a_workbook_of_somebody_else(tmp_path: Path) -> None:
    file = tmp_path / "other.xlsx"
    with Workbook(str(file)) as book:
        book.add_worksheet("Trang 1").write_string(0, 0, "Xin chào")
    with pytest.raises(NotOurs, match="there is no sheet"):
        reread(file)


def test_a_sheet_whose_columns_were_changed(tmp_path: Path) -> None:
    file = tmp_path / "other.xlsx"
    with Workbook(str(file)) as book:
        for sheet in SHEETS:
            book.add_worksheet(sheet.name).write_string(0, 0, "Khác")
    with pytest.raises(NotOurs, match="has other columns"):
        reread(file)


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.INSTANT, Kind.LENGTH, Kind.SHARE])
def test_a_cell_of_another_kind(kind: Kind) -> None:
    with pytest.raises(NotOurs, match="a cell holds str"):
        value(kind, "mười")
