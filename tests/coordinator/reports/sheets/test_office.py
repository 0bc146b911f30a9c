"""LibreOffice opens every table that we export, and finds nothing to compute in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from xlsxwriter import Workbook

from coordinator.reports.model import Report
from coordinator.reports.sheets import plain, workbook
from coordinator.reports.sheets.whole import SHEETS
from tests.support.hostile import hostile
from tests.support.named import named
from tests.support.office import COMMA, opened

NAMES = list(hostile(5_000))
TAKEN_AS = {"comma": COMMA, "semicolon": "CSV:59,34,76,1", "tab": "CSV:9,34,76,1"}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report() -> Report:
    return named(NAMES)


def test_a_planted_formula_is_seen(tmp_path: Path) -> None:
    with Workbook(str(tmp_path / "planted.xlsx")) as book:
        book.add_worksheet().write_formula(0, 0, "=1+1")
    (tmp_path / "unguarded.csv").write_text('"=1+1","=2+2"\n', encoding="utf-8")
    assert opened(tmp_path / "planted.xlsx", tmp_path).formulas == 1
    assert opened(tmp_path / "unguarded.csv", tmp_path, COMMA).formulas == 2


def test_a_workbook_of_hostile_names(tmp_path: Path, report: Report) -> None:
    workbook.write(report, tmp_path / "report.xlsx")
    found = opened(tmp_path / "report.xlsx", tmp_path)
    assert (found.formulas, found.links) == (0, 0)
    assert len(found.sheets) == len(SHEETS) + 2
    assert "cmd|" in found.text, "the names are in it"


@pytest.mark.parametrize("delimiter", TAKEN_AS)
def test_a_table_of_hostile_names_as_csv(tmp_path: Path, report: Report, delimiter: str) -> None:
    plain.write(report, tmp_path / "report.csv", delimiter=delimiter)
    found = opened(tmp_path / "report.csv", tmp_path, TAKEN_AS[delimiter])
    assert (found.formulas, found.links) == (0, 0)
    assert "cmd|" in found.text, "the names are in it"
