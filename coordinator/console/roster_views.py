"""A preview as the page gets it."""

from __future__ import annotations

from collections.abc import Iterable

from coordinator.console.roster_words import (
    ColumnRow,
    MissingRow,
    RosterPreview,
    RosterRow,
    SheetRow,
    TroubleRow,
)
from coordinator.rosters.faults import Trouble
from coordinator.rosters.grid import letters
from coordinator.rosters.plan import Decisions, make_plan, waits
from coordinator.rosters.preview import PersonView, Preview, SheetView

ROWS_SHOWN_MAX = 120
CELL_CHARS_SHOWN = 200


def preview_view(preview: Preview, mark: str) -> RosterPreview:
    """The whole of it."""
    return RosterPreview(
        mark=mark,
        sheets=tuple(_sheet(sheet) for sheet in preview.sheets),
        people=tuple(_person(view) for view in preview.people),
        missing=tuple(MissingRow(one.id, one.name, one.post, one.site) for one in preview.missing),
        troubles=troubles_view(preview.troubles),
        troubles_count=preview.troubles_count,
        figures=make_plan(preview, Decisions(), ()).figures,
    )


def troubles_view(troubles: Iterable[Trouble]) -> tuple[TroubleRow, ...]:
    """Faults as the page gets them."""
    return tuple(TroubleRow(one.cell, one.fault, one.stops, dict(one.params)) for one in troubles)


def _sheet(sheet: SheetView) -> SheetRow:
    grid, layout = sheet.grid, sheet.layout
    shown = grid.rows[:ROWS_SHOWN_MAX]
    return SheetRow(
        name=grid.name,
        hidden=grid.hidden,
        used=sheet.used,
        encoding=grid.encoding,
        top=layout.top if layout else -1,
        below=layout.below if layout else -1,
        columns=_columns(sheet),
        rows=tuple(tuple(cell[:CELL_CHARS_SHOWN] for cell in row) for row in shown),
        kinds=tuple(sheet.rows.kinds[:ROWS_SHOWN_MAX]),
        rows_total=len(grid.rows),
    )


def _columns(sheet: SheetView) -> tuple[ColumnRow, ...]:
    guesses = sheet.layout.guesses if sheet.layout else ()
    return tuple(
        ColumnRow(one.column, letters(one.column), one.heading, one.holds, one.sure, one.reason)
        for one in guesses
    )


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
