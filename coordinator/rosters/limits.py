"""Every limit of a roster file, named, with its unit."""

from __future__ import annotations

FILE_BYTES_MAX = 5 * 1024 * 1024
# What a packed workbook may grow to: a list of 50,000 people needs about a tenth of it.
UNPACKED_BYTES_MAX = 64 * 1024 * 1024
PARTS_MAX = 2_000
SHEETS_MAX = 120
ROWS_MAX = 50_000
COLUMNS_MAX = 64
CELL_CHARS_MAX = 2_000
HEADER_ROWS_SEARCHED = 40
HEADER_LINES_MAX = 3
TROUBLES_SHOWN_MAX = 500
CANDIDATES_MAX = 5
INTERVALS_PER_PERSON_MAX = 50
READING_S = 20.0
READING_BYTES_MAX = 1024 * 1024 * 1024
