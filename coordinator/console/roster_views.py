"""A preview as the page gets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coordinator.console.roster_words import (
    ColumnRow,
    MissingRow,
    RosterPreview,
    RosterRow,
    SheetRow,
    TroubleRow,
)
from coordinator.rosters.faults import Trouble
from coordinator.rosters.grid import Grid, letters
from coordinator.rosters.header import Column, Guess, Reason
from coordinator.rosters.plan import Decisions, make_plan, waits
from coordinator.rosters.preview import PersonView, Preview, SheetView

Row = tuple[str, ...]

CELL_CHARS_SHOWN = 200
# Every row of an honest list goes to the page: 50,000 of them are about ten million characters.
CHARS_SHOWN_MAX = 24 * 1024 * 1024
_CHARS_AROUND = 3  # quotes and a comma


def preview_view(preview: Preview, mark: str) -> RosterPreview:
    """The whole of it."""
    return RosterPreview(
        mark=mark,
        sheets=_sheets(preview.sheets),
        people=tuple(_person(view) for view in preview.people),
        missing=tuple(MissingRow(one.id, one.name, one.post, one.site) for one in preview.missing),
        troubles=troubles_view(preview.troubles),
        troubles_count=preview.troubles_count,
        stops_count=preview.stops_count,
        figures=make_plan(preview, Decisions(), ()).figures,
    )


def troubles_view(troubles: Iterable[Trouble]) -> tuple[TroubleRow, ...]:
    """Faults as the page gets them."""
    return tuple(TroubleRow(one.cell, one.fault, one.stops, dict(one.params)) for one in troubles)


def _sheets(sheets: Sequence[SheetView]) -> tuple[SheetRow, ...]:
    """All sheets in their order. Where a file is too much for one answer, the sheets whose people
    are taken come first, and the last rows are left out."""
    rows: dict[int, tuple[Row, ...]] = {}
    left = CHARS_SHOWN_MAX
    for place in sorted(range(len(sheets)), key=lambda place: not sheets[place].used):
        rows[place] = tuple(_fitting(sheets[place].grid, left))
        left -= sum(map(_chars, rows[place]))
    return tuple(_sheet(sheet, rows[place]) for place, sheet in enumerate(sheets))


def _fitting(grid: Grid, left: int) -> Iterator[Row]:
    for cells in grid.rows:
        row = tuple(cell[:CELL_CHARS_SHOWN] for cell in cells)
        left -= _chars(row)
        if left < 0:
            return
        yield row


def _chars(row: Row) -> int:
    return sum(len(cell) + _CHARS_AROUND for cell in row)


def _sheet(sheet: SheetView, rows: tuple[Row, ...]) -> SheetRow:
    grid, layout = sheet.grid, sheet.layout
    return SheetRow(
        name=grid.name,
        hidden=grid.hidden,
        used=sheet.used,
        encoding=grid.encoding,
        top=layout.top if layout else -1,
        below=layout.below if layout else -1,
        columns=_columns(sheet),
        rows=rows,
        kinds=tuple(sheet.rows.kinds[: len(rows)]),
        rows_total=len(grid.rows),
    )


def _columns(sheet: SheetView) -> tuple[ColumnRow, ...]:
    width = range(sheet.grid.width)
    guesses = sheet.layout.guesses if sheet.layout else tuple(map(_unknown, width))
    return tuple(
        ColumnRow(one.column, letters(one.column), one.heading, one.holds, one.sure, one.reason)
        for one in guesses
    )


def _unknown(column: int) -> Guess:
    """Where no table was found, a person says what the columns are."""
    return Guess(column, Column.NOTHING, 0, Reason.NONE)


def _person(view: PersonView) -> RosterRow:
    entry, found, match = view.entry, view.found, view.match
    known = match.known
    return RosterRow(
        cell=entry.cell,
        sheet=entry.sheet,
        row=entry.row,
        name=entry.name,
        title=entry.title,
        post=entry.post,
        phone=entry.phone,
        head=entry.head,
        note=entry.note,
        said=entry.said,
        site=found.site or "",
        how=found.how,
        site_text=found.text,
        site_cell=entry.unit_cell,
        candidates=found.candidates,
        carried=entry.carried,
        fate=match.fate,
        waits=waits(view),
        person=known.id if known else "",
        was_name=known.name if known else "",
        was_post=known.post if known else "",
        was_site=known.site if known else "",
        score=match.score,
        changes=match.changes,
    )
