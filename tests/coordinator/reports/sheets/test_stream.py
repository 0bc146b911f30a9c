"""Cells as XML: exact instants, escapes that read back, and nothing that could be a formula."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from coordinator.reports.sheets.columns import Kind, Value
from coordinator.reports.sheets.reread import value
from coordinator.reports.sheets.stream import CELL_CHARS_MAX, CUT, Cells, StreamedSheet, text_cell

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def there_and_back(file: Path, kind: Kind, values: list[Value]) -> list[Value]:
    """Values written into one column, and read again."""
    with Workbook(str(file)) as book:
        sheet = book.add_worksheet("a", worksheet_class=StreamedSheet)
        how = {Kind.INSTANT: "dd/mm/yyyy hh:mm:ss", Kind.LENGTH: "[h]:mm:ss"}.get(kind, "General")
        style = book.add_format({"num_format": how})
        rows = ([one] for one in values)
        sheet.hold([("Đầu", style)], [Cells(kind, style)], rows, len(values), lambda row: None)
    with CalamineWorkbook.from_path(str(file)) as book:
        rows = book.get_sheet_by_name("a").to_python(skip_empty_area=False)
    return [value(kind, row[0]) for row in rows[1:]]


@given(st.lists(TEXTS, min_size=1, max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_any_text_reads_back(tmp_path: Path, texts: list[str]) -> None:
    texts = [*texts, "."]  # a last row that is there
    assert there_and_back(tmp_path / "a.xlsx", Kind.TEXT, [*texts]) == texts


@given(st.lists(st.integers(0, 4_102_444_799_999), min_size=1, max_size=50))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_every_instant_is_exact_to_the_millisecond(tmp_path: Path, instants: list[int]) -> None:
    assert there_and_back(tmp_path / "a.xlsx", Kind.INSTANT, [*instants]) == instants


@given(st.lists(st.integers(0, 400 * 86_400_000), min_size=1, max_size=50))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_every_length_is_exact_to_the_millisecond(tmp_path: Path, lengths: list[int]) -> None:
    assert there_and_back(tmp_path / "a.xlsx", Kind.LENGTH, [*lengths]) == lengths


def test_what_is_not_known_is_no_zero(tmp_path: Path) -> None:
    values: list[Value] = [0, None, 7]
    assert there_and_back(tmp_path / "a.xlsx", Kind.NUMBER, values) == values
    shares: list[Value] = [0.0, None, 0.1 + 0.2]
    assert there_and_back(tmp_path / "a.xlsx", Kind.SHARE, shares) == shares
    ticks: list[Value] = [True, False, True]
    assert there_and_back(tmp_path / "a.xlsx", Kind.TICK, ticks) == ticks


def test_a_text_longer_than_a_cell_says_that_it_goes_on() -> None:
    cell = text_cell("A1", 0, "x" * (CELL_CHARS_MAX + 1))
    assert CUT in cell
    assert cell.count("x") < CELL_CHARS_MAX + 10


@pytest.mark.parametrize(
    ("text", "written"),
    [("a<b&c", "a&lt;b&amp;c"), ("\r", "_x000D_"), ("_x0041_", "_x005F_x0041_"), ("_x4", "_x4")],
)
def test_what_xml_has_no_room_for_is_escaped(text: str, written: str) -> None:
    assert f">{written}</t>" in text_cell("A1", 0, text)


def test_half_a_letter_does_not_spoil_the_file() -> None:
    assert "\ufffd" in text_cell("A1", 0, "\ud800")
