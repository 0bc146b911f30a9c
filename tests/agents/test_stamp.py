"""Session time of an act, whatever was done to the clock since."""

from __future__ import annotations

import pytest

from agents.stamp import Anchor
from tests.support.outbox_file import BOOT, stamp


@pytest.mark.parametrize(
    ("anchor", "kept", "expected"),
    [
        (Anchor(BOOT, 500), None, 500 - 1_000_000),
        (Anchor(BOOT, 500, 7), -3, 500 - 1_000_000),
        (Anchor(BOOT, None), -3, -3),
        (Anchor("another boot", 500, 7), -3, -3),
        (Anchor("another boot", 500, 7), None, 7),
        (Anchor("another boot", None), None, None),
    ],
)
def test_the_offset_is_rebuilt_from_the_same_boot_else_what_was_known_then_else_now(
    anchor: Anchor, kept: int | None, expected: int | None
) -> None:
    assert anchor.offset(stamp(1_000, kept)) == expected
