"""Whole numbers as offices write them: "1.495", "1 495" and "1,495" are one number each."""

from __future__ import annotations

import re

# Groups of three with one and the same sign between them; zeros may follow as a fraction.
_GROUPED = r"(?<![\d.,])(\d{1,3}(?:(?P<sign>[., '’])\d{3})(?:(?P=sign)\d{3})*)(?:[.,]0{1,2})?(?!\d)"
_NUMBER = re.compile(rf"{_GROUPED}|(\d+)")


def whole_numbers(text: str) -> list[int]:
    """All whole numbers of one cell, in order. Blanks of every width separate thousands, too, so
    cells are never joined before they are read."""
    found = []
    for number in _NUMBER.finditer(" ".join(text.split())):
        found.append(int(re.sub(r"\D", "", number[1] or number[3])))
    return found


def whole(text: str) -> int | None:
    """The number that a cell is, or None when it is anything else."""
    number = _NUMBER.fullmatch(" ".join(text.split()))
    return None if number is None else int(re.sub(r"\D", "", number[1] or number[3]))
