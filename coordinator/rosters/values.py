"""What columns hold by what stands in them, where no heading says it."""

from __future__ import annotations

from collections.abc import Callable

from coordinator.rosters import persons
from coordinator.rosters.grid import Grid
from coordinator.rosters.header import Column, Guess, Layout, Reason

_ROWS_LOOKED_AT = 200
_SHARE_MIN = 0.6
_SURE_MAX = 60


def _phone(text: str) -> bool:
    return len(text) >= 8 and not persons.phone_of(text).odd


def _name(text: str) -> bool:
    return persons.looks_like_name(persons.split_name(text, usual=True).name)


_TESTS: tuple[tuple[Column, Callable[[str], bool]], ...] = (
    (Column.PHONE, _phone),
    (Column.POST, persons.begins_post),
    (Column.UNIT, persons.begins_organisation),
    (Column.NAME, _name),
)


def by_values(grid: Grid) -> Layout | None:
    """A table without headings: it begins with the first row that has a name. None without one."""
    layout = complete(grid, Layout(0, 0, tuple(_blank(grid))))
    column = layout.of(Column.NAME)
    # One line that looks like a name is a sentence; a list has more, or something beside it.
    if column is None or (len(grid.rows) < 2 and grid.width < 2):
        return None
    first = next(row for row in range(len(grid.rows)) if _name(grid.at(row, column)))
    return Layout(first, first, layout.guesses)


def complete(grid: Grid, layout: Layout) -> Layout:
    """The layout with columns that no heading explained guessed by their values, where something
    is still missing."""
    missing = [test for test in _TESTS if layout.of(test[0]) is None]
    if layout.of(Column.GIVEN) is not None:
        missing = [test for test in missing if test[0] is not Column.NAME]
    guesses = list(layout.guesses)
    for place, guess in enumerate(guesses):
        if guess.holds is Column.NOTHING and not guess.heading:
            holds, sure = _by_values(grid, layout.below, guess.column, missing)
            if holds is not Column.NOTHING:
                guesses[place] = Guess(guess.column, holds, sure, Reason.VALUES)
                missing = [test for test in missing if test[0] is not holds]
    return Layout(layout.top, layout.below, tuple(guesses))


def _blank(grid: Grid) -> list[Guess]:
    return [Guess(column, Column.NOTHING, 0, Reason.NONE) for column in range(grid.width)]


def _by_values(
    grid: Grid,
    below: int,
    column: int,
    tests: list[tuple[Column, Callable[[str], bool]]],
) -> tuple[Column, int]:
    """What most values of a column are, and how sure that is."""
    texts = [
        text
        for row in range(below, min(len(grid.rows), below + _ROWS_LOOKED_AT))
        if (text := persons.one_line(grid.at(row, column)))
    ]
    if not texts:
        return Column.NOTHING, 0
    shares = [(sum(map(test, texts)) / len(texts), holds) for holds, test in tests]
    best = max(shares, key=lambda share: share[0], default=(0.0, Column.NOTHING))
    return (best[1], round(_SURE_MAX * best[0])) if best[0] >= _SHARE_MIN else (Column.NOTHING, 0)
