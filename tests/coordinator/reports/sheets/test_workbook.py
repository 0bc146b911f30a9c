"""A workbook is written and read back as the same record; it holds no formula, whatever people
are called."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from coordinator.reports.model import Options, Report
from coordinator.reports.sheets import workbook
from coordinator.reports.sheets.columns import Filled
from coordinator.reports.sheets.logs import INCIDENTS
from coordinator.reports.sheets.reread import reread, reread_people
from coordinator.reports.sheets.whole import SHEETS, tables
from coordinator.reports.sheets.workbook import PROOF, SUMMARY, parts
from tests.support.hostile import hostile
from tests.support.named import named
from tests.support.reported import EVERYTHING, whole_morning
from tests.support.small_meeting import clock

WHOLE = whole_morning().report("12:00")


def written(folder: Path, report: Report) -> Path:
    file = folder / "report.xlsx"
    workbook.write(report, file)
    return file


def xml(file: Path, pattern: str) -> Iterable[str]:
    with zipfile.ZipFile(file) as parcel:
        for name in parcel.namelist():
            if re.search(pattern, name):
                yield parcel.read(name).decode()


@pytest.mark.parametrize("options", [EVERYTHING, Options(), Options(names=False)], ids=str)
def test_a_workbook_reads_back_as_the_same_record(tmp_path: Path, options: Options) -> None:
    report = whole_morning().report("12:00", options)
    file = written(tmp_path, report)
    back = reread(file)
    for table in tables(report):
        assert back[table.sheet.slug] == list(table.values()), table.sheet.name
    assert list(reread_people(file)) == list(report.people)


def test_an_instant_at_midnight_reads_back(tmp_path: Path) -> None:
    """A whole number of days is a date to whoever reads the sheet."""
    (incident,) = WHOLE.incidents
    midnight = replace(incident, opened_at=clock("0:00"))
    file = written(tmp_path, replace(WHOLE, incidents=(midnight,)))
    (row,) = reread(file)[INCIDENTS.slug]
    assert row == [column.read(midnight) for column in INCIDENTS.columns]


@pytest.mark.slow
def test_hostile_names_stay_names(tmp_path: Path) -> None:
    report = named(list(hostile(1_500)))
    file = written(tmp_path, report)
    assert list(reread_people(file)) == list(report.people)
    for sheet in xml(file, r"worksheets/sheet\d+\.xml"):
        assert "<f>" not in sheet
        assert "<f " not in sheet
        assert "<hyperlink" not in sheet


def test_the_sheets_in_their_order(tmp_path: Path) -> None:
    (told,) = xml(written(tmp_path, WHOLE), r"xl/workbook\.xml")
    names = re.findall(r'<sheet name="([^"]+)"', told)
    assert names == [SUMMARY, *(sheet.name for sheet in SHEETS), PROOF]


def test_ready_to_filter_and_to_print(tmp_path: Path) -> None:
    sheets = list(xml(written(tmp_path, WHOLE), r"worksheets/sheet[2-9]\.xml"))
    for sheet in sheets:
        assert "<autoFilter " in sheet
        assert 'state="frozen"' in sheet
        assert 'paperSize="9" orientation="landscape"' in sheet or "landscape" in sheet
        assert 'hidden="1"' in sheet
    (book,) = xml(written(tmp_path, WHOLE), r"xl/workbook\.xml")
    assert book.count("_xlnm.Print_Titles") == len(sheets)


def test_more_rows_than_a_sheet_has_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_MAX", 3)
    table = next(table for table in tables(WHOLE) if table.sheet.slug == "people")
    found = [(name, count, len(list(rows))) for name, rows, count in parts(table)]
    assert found == [("Đại biểu", 3, 3), ("Đại biểu (2)", 3, 3), ("Đại biểu (3)", 2, 2)]


def test_a_split_table_reads_back_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_MAX", 3)
    assert list(reread_people(written(tmp_path, WHOLE))) == list(WHOLE.people)


def test_an_empty_table_has_its_titles() -> None:
    sheet = SHEETS[0]
    assert [(name, count) for name, _, count in parts(Filled(sheet, (), 0))] == [(sheet.name, 0)]


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[float] = []
    workbook.write(named([f"Đại biểu mẫu {n}" for n in range(4_500)]), tmp_path / "a", told.append)
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] <= 1
