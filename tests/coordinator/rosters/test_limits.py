"""The limits agree with each other."""

from __future__ import annotations

from coordinator.rosters import limits


def test_a_file_may_grow_but_not_without_bound() -> None:
    assert limits.FILE_BYTES_MAX < limits.UNPACKED_BYTES_MAX < limits.READING_BYTES_MAX
