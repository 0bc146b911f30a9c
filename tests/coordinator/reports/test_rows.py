"""The rows are plain values: they compare, and nobody changes them after they were made."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from coordinator.reports.rows import Absence


def test_rows_compare_by_value_and_stay_as_they_are() -> None:
    row = Absence("Đại biểu mẫu 07", "Đi công tác")
    assert row == Absence("Đại biểu mẫu 07", "Đi công tác")
    with pytest.raises(FrozenInstanceError):
        row.reason = "khác"  # type: ignore[misc]  # that is the point
