"""What can be wrong with a roster file: stable codes with their cell; the pages have the words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coordinator.rosters.limits import TROUBLES_SHOWN_MAX


class Fault(StrEnum):
    """Stable codes. Those in `WARNINGS` let the row in; all others keep it out."""

    EMPTY_FILE = "empty_file"
    WRONG_KIND = "wrong_kind"
    PASSWORD = "password"
    DAMAGED = "damaged"
    UNPACKED_TOO_BIG = "unpacked_too_big"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    UNKNOWN_ENCODING = "unknown_encoding"
    NO_TABLE = "no_table"
    NO_NAME_COLUMN = "no_name_column"
    NAME_MISSING = "name_missing"
    BAD_NAME = "bad_name"
    TOO_LONG = "too_long"
    NOT_A_NAME = "not_a_name"
    SEVERAL_NAMES = "several_names"
    LETTERS_LOST = "letters_lost"
    DUPLICATE = "duplicate"
    SITE_MISSING = "site_missing"
    SITE_UNKNOWN = "site_unknown"
    SITE_UNCLEAR = "site_unclear"
    SITE_FULL = "site_full"
    SAME_NAME = "same_name"
    BAD_PHONE = "bad_phone"
    PHONE_LOST = "phone_lost"
    TWO_HEADS = "two_heads"
    TOTAL_DIFFERS = "total_differs"
    NOT_TAKEN = "not_taken"
    HIDDEN_SHEET = "hidden_sheet"
    CONVERTED = "converted"
    ERASED_HERE = "erased_here"
    NO_TIMES = "no_times"
    BAD_TIME = "bad_time"
    OTHER_DAY = "other_day"
    TOO_MANY_INTERVALS = "too_many_intervals"


WARNINGS = frozenset(
    (
        Fault.SAME_NAME,
        Fault.BAD_PHONE,
        Fault.PHONE_LOST,
        Fault.TWO_HEADS,
        Fault.TOTAL_DIFFERS,
        Fault.NOT_TAKEN,
        Fault.HIDDEN_SHEET,
        Fault.CONVERTED,
        Fault.ERASED_HERE,
        Fault.OTHER_DAY,
        Fault.UNKNOWN_ENCODING,
    )
)

# Somebody whose point is not known yet.
PLACELESS = frozenset((Fault.SITE_MISSING, Fault.SITE_UNKNOWN, Fault.SITE_UNCLEAR))


@dataclass(frozen=True, slots=True)
class Trouble:
    """One fault. `cell` is "Sheet1!C14", or a sheet's name, or "" for the whole file; `params` fill
    the page's sentence."""

    cell: str
    fault: Fault
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether what stands in the cell is kept out."""
        return self.fault not in WARNINGS

    @property
    def placeless(self) -> bool:
        """Whether it is mended by choosing a point."""
        return self.fault in PLACELESS


def shown(troubles: Iterable[Trouble]) -> tuple[Trouble, ...]:
    """The first of them, and all that wait for a point: a person chooses it once for everybody
    who says the same, and is told for how many."""
    first = itertools.count()
    return tuple(
        one
        for one in sorted(troubles, key=_order)
        if one.placeless or next(first) < TROUBLES_SHOWN_MAX
    )


def _order(trouble: Trouble) -> tuple[bool, str, int]:
    """What stops before warnings, each from the top of its sheet down."""
    sheet, _, cell = trouble.cell.rpartition("!")
    row = re.search(r"[0-9]+$", cell) if sheet else None
    return not trouble.stops, sheet, int(row[0]) if row else 0


class Unreadable(Exception):
    """The file as a whole cannot be read; `trouble` says why."""

    def __init__(self, fault: Fault, cell: str = "", **params: str | int) -> None:
        super().__init__(fault.value)
        self.trouble = Trouble(cell, fault, params)
