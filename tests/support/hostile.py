"""Names that somebody might wish to be a formula, a mark-up or the end of a cell; all made up."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\n=",
    "＝",
    "＋",
    "－",
    "＠",
    "'=",
    "''=",
    "　=",
    " \u00a0=",
    "",
)
BODIES = (
    "1+1",
    "SUM(A1:A9)",
    'HYPERLINK("http://127.0.0.1/?"&A1,"Đại biểu mẫu")',
    "cmd|' /C calc'!A0",
    'DDE("cmd";"/C calc";"x")',
    "WEBSERVICE(A1)",
    "2+5+cmd|' /C calc'!A0",
    "Đại biểu mẫu",
)
ENDS = ("", "<b>&amp;</b>", "_x0041_", '","=1+1', "\r\n=1+1", "]]>", "\u0301", " ", "a" * 200)
ANYTHING = ("TRUE", "1e5", "007", "1/2", "08/09/2023", "#REF!", "{=1+1}", "%=1", "{{7*7}}", "null")


def hostile(count: int) -> Iterator[str]:
    """So many names, no two alike."""
    mixed = ("".join(parts) for parts in itertools.product(STARTS, BODIES, ENDS))
    for number, name in enumerate(
        itertools.islice(itertools.cycle((*mixed, *ANYTHING)), count), start=1
    ):
        yield f"{name} {number}" if number > len(ANYTHING) else name
