"""Tables are defined once: what holds for the columns of all of them."""

from __future__ import annotations

import pytest

from coordinator.reports.sheets.columns import Filled, Kind, Sheet, filled
from coordinator.reports.sheets.whole import SHEETS
from tests.support.reported import whole_morning


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.slug)
def test_titles_and_keys_are_their_own(sheet: Sheet[object]) -> None:
    titles = [column.title for column in sheet.columns]
    keys = [column.key for column in sheet.columns if column.key]
    assert len(set(titles)) == len(titles)
    assert len(set(keys)) == len(keys)
    assert len(sheet.name) <= 25, "a sheet's name has 31 characters, with a number after it"


def test_values_come_in_the_columns_order() -> None:
    whole = whole_morning().report("12:00")
    sheet = next(sheet for sheet in SHEETS if sheet.slug == "sites")
    table = filled(sheet, whole.sites)
    assert isinstance(table, Filled)
    first = next(table.values())
    assert first[:3] == [1, "TW", "Hà Nội"]
    assert len(first) == len(sheet.columns)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.slug)
def test_a_length_and_a_share_have_no_unit_in_their_title(sheet: Sheet[object]) -> None:
    for column in sheet.columns:
        if column.kind in (Kind.LENGTH, Kind.SHARE):
            assert "(" not in column.title, "CSV adds the unit"
