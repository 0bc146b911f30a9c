"""One table as CSV: guarded, in Vietnam's time, with the unit in the title."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from coordinator.reports.sheets import plain
from coordinator.reports.sheets.plain import TABLES
from coordinator.reports.table import DELIMITERS, bare
from coordinator.reports.table import plain as guarded
from tests.support.hostile import hostile
from tests.support.named import named
from tests.support.reported import whole_morning

WHOLE = whole_morning().report("12:00")


def rows(file: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text, delimiter=delimiter))


def test_times_units_and_codes(tmp_path: Path) -> None:
    plain.write(WHOLE, tmp_path / "a.csv")
    row = next(row for row in rows(tmp_path / "a.csv") if row["Mã đại biểu"] == "64.02")
    assert row["Giờ có mặt"] == "08/09/2023 09:04:00"
    assert row["Tổng thời gian có mặt (giây)"] == "6360"
    assert row["Tỷ lệ thời gian họp (%)"] == "88.3"
    assert (row["Đủ 85% thời gian"], row["Mã tình trạng"]) == ("x", "in_person")


@pytest.mark.parametrize("slug", TABLES)
@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_every_table_with_every_delimiter(tmp_path: Path, slug: str, delimiter: str) -> None:
    file = tmp_path / "a.csv"
    plain.write(WHOLE, file, slug=slug, delimiter=delimiter)
    data = file.read_bytes()
    assert data.startswith(b'\xef\xbb\xbf"')
    assert data.count(b"\r\n") == len(rows(file, DELIMITERS[delimiter])) + 1


def test_no_field_can_be_taken_for_a_formula(tmp_path: Path) -> None:
    names = list(hostile(1_200))
    report = named(names)
    plain.write(report, tmp_path / "a.csv")
    found = rows(tmp_path / "a.csv")
    for row in found:
        for field in row.values():
            assert not field.strip(" \u00a0\u3000").startswith(("=", "+", "-", "@", "＝", "＋"))
    people = [row for row in found if row["Mã đại biểu"].startswith("04.h")]
    assert [bare(row["Họ và tên"]) for row in people] == names


@pytest.mark.parametrize("text", ["'=1", "''=1", "=1", " =1", "'a", "'", "", "\u3000＝1", "'\t=1"])
def test_the_guard_is_taken_away_exactly(text: str) -> None:
    assert bare(guarded(text)) == text
