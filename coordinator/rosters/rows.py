"""The rows under the headings: who stands in them, and what else they are.

Titles of groups, totals, repeated headings, numbers of columns and signatures are told from
people; what is wrong is told by cell, and reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coordinator.rosters import persons
from coordinator.rosters.faults import Fault, Trouble
from coordinator.rosters.folded import fold
from coordinator.rosters.grid import Grid
from coordinator.rosters.header import Column, Layout
from coordinator.rosters.numbers import whole_numbers
from coordinator.rosters.persons import Said, one_line
from coordinator.rosters.row_kinds import MARKER, NAME_CELL_CHARS_MAX, RowKind, RowKinds, unmarked
from wire.errors import WireError
from wire.limits import NAME_CHARS_MAX
from wire.text import clean_name

_SAID_MAX = 999_999_999
_NO_END = (RowKind.SECTION, RowKind.FAULTY)  # after them signatures may go on


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of the file. `units` are the texts that say where the person belongs, the
    nearest first: the unit's columns, the group's title, the sheet's name. `carried` says that the
    unit stood further up; `member` is an id in a standing roster. Row and `column` count from 0."""

    sheet: str
    row: int
    column: int
    cell: str
    name: str
    title: str = ""
    post: str = ""
    units: tuple[str, ...] = ()
    unit_cell: str = ""
    province: str = ""
    code: str = ""
    phone: str = ""
    head: bool = False
    note: str = ""
    said: Said = Said.NOTHING
    carried: bool = False
    member: str = ""


@dataclass(slots=True)
class SheetRows:
    """What was read of a sheet: people, faults, and what each row is."""

    entries: list[Entry] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    kinds: list[RowKind] = field(default_factory=list)


def read_rows(grid: Grid, layout: Layout) -> SheetRows:
    """The people of a sheet, in order. `kinds` has one for every row of the sheet."""
    return _Reader(grid, layout).read()


class _Reader:
    """Goes down a sheet once."""

    def __init__(self, grid: Grid, layout: Layout) -> None:
        self._grid, self._layout = grid, layout
        self._kinds = RowKinds(grid, layout)
        self._units = [one.column for one in layout.guesses if one.holds is Column.UNIT]
        self._section = ""
        self._last: int | None = None  # the number of the person above
        self._carried: dict[int, str] = {}
        self._found = SheetRows()
        self._usual = self._address_is_usual()

    def read(self) -> SheetRows:
        found, layout = self._found, self._layout
        found.kinds = [RowKind.TITLE] * layout.top
        found.kinds += [RowKind.HEADING] * (layout.below - layout.top)
        for column in (one for one in layout.guesses if one.holds is Column.NOT_TAKEN):
            where = self._grid.cell(max(layout.below - 1, 0), column.column)
            found.troubles.append(Trouble(where, Fault.NOT_TAKEN, {"heading": column.heading}))
        over = False
        for row in range(layout.below, len(self._grid.rows)):
            kind = self._kinds.of(row)
            if over:
                kind = self._below_the_end(row, kind)
            over = kind is RowKind.FOOTER or (over and kind in _NO_END)
            found.kinds.append(self._take(row, kind))
        return found

    def _below_the_end(self, row: int, kind: RowKind) -> RowKind:
        """What follows on what looks like the end of a list: signatures, mostly. A remark in its
        midst looks the same, so people are read on, and a name that may be either is told."""
        if kind is RowKind.SECTION:
            return kind if self._kinds.titled(row) else RowKind.FOOTER
        if kind in (RowKind.HEADING, RowKind.FAULTY):
            return kind
        if kind is not RowKind.PERSON:
            return RowKind.FOOTER
        if self._kinds.numbered(row) or self._kinds.too_long(row):
            return kind
        if not self._kinds.names_somebody(row):
            return RowKind.FOOTER
        beside = [self._text(row, holds) for holds in (Column.POST, Column.UNIT, Column.PHONE)]
        if any(text and not persons.reads_as_name(text) for text in beside):
            return RowKind.PERSON
        return RowKind.FOOTER if self._kinds.side_by_side(row) else RowKind.FAULTY

    def _take(self, row: int, kind: RowKind) -> RowKind:
        if kind is RowKind.FAULTY:
            self._doubtful(row)
        elif kind is RowKind.SECTION:
            texts = [text for _, text in self._kinds.texts(row) if not MARKER.fullmatch(text)]
            self._section = unmarked(max(texts, key=len, default=""))
            self._carried.clear()
        elif kind is RowKind.TOTAL:
            self._check_total(row)
        elif kind is RowKind.PERSON:
            self._last = self._kinds.number(row)
            return self._person(row)
        return kind

    def _doubtful(self, row: int) -> None:
        """Somebody's name or a group's title. Of a title those below belong to nobody for certain;
        but whoever is counted between others is a person, however the name sounds."""
        self._say(row, self._kinds.raw_name(row)[0], Fault.NOT_A_NAME, {})
        number, after = self._kinds.number(row), self._kinds.number_beside(row, 1)
        counted = number is not None and self._last == number - 1 and after == number + 1
        self._last = number if counted else None
        if not counted:
            self._section = ""
        # A unit of its own goes on for those below, too; a text merged as wide is none.
        texts = {text for column, text in self._kinds.texts(row) if column not in self._units}
        if texts.isdisjoint(one_line(self._grid.spread(row, unit)) for unit in self._units):
            self._where(row)

    def _check_total(self, row: int) -> None:
        """A total that says another number than were read is worth a look."""
        texts = self._kinds.texts(row)
        numbers = [number for _, text in texts for number in whole_numbers(text)]
        counted = len(self._found.entries)
        told = fold(" ".join(text for _, text in texts)).startswith("tong")
        if told and numbers and counted not in numbers:
            params = {"said": min(numbers[0], _SAID_MAX), "counted": counted}
            cell = self._grid.cell(row, texts[0][0])
            self._found.troubles.append(Trouble(cell, Fault.TOTAL_DIFFERS, params))

    # --- who stands in it -------------------------------------------------------------------

    def _address_is_usual(self) -> bool:
        column = self._layout.names
        if column is None:
            return False
        rows = range(self._layout.below, len(self._grid.rows))
        names = [text for row in rows if (text := one_line(self._grid.at(row, column)))]
        return sum(map(persons.addressed, names)) > max(1, len(names) // 3)

    def _text(self, row: int, holds: Column) -> str:
        """All columns that hold it, joined; what a merged cell shows counts for all its rows."""
        texts = [
            one_line(self._grid.spread(row, one.column))
            for one in self._layout.guesses
            if one.holds is holds
        ]
        return ", ".join(dict.fromkeys(text for text in texts if text))

    def _person(self, row: int) -> RowKind:
        column, raw = self._kinds.raw_name(row)
        if not raw.strip():
            return self._without_name(row, column)
        fault = self._fault(raw)
        named = persons.split_name(raw if fault is None else "", usual=self._usual)
        try:
            name = clean_name(named.name) if fault is None else ""
        except WireError as error:
            fault = _bad(error)
        units, carried, unit_cell = self._where(row)
        if fault is not None:
            self._say(row, column, *fault)
            return RowKind.FAULTY
        note, post = self._text(row, Column.NOTE), self._post(row, named.post)
        phone = persons.phone_of(self._text(row, Column.PHONE))
        self._check_phone(row, phone)
        marked = persons.head_of(self._text(row, Column.HEAD))
        if self._spoiled(row, post, note):
            return RowKind.FAULTY
        self._found.entries.append(
            Entry(
                sheet=self._grid.name,
                row=row,
                column=column,
                cell=self._grid.cell(row, column),
                name=name,
                title=named.title,
                post=post,
                units=units,
                unit_cell=unit_cell,
                province=self._text(row, Column.PROVINCE),
                code=self._text(row, Column.CODE),
                phone=phone.number,
                head=marked or persons.says_head(note) or persons.says_head(post),
                note=note,
                said=persons.said_in(note),
                carried=carried,
            )
        )
        return RowKind.PERSON

    def _fault(self, raw: str) -> tuple[Fault, dict[str, str | int]] | None:
        """What makes a cell no usable name, before its characters are looked at."""
        if len(raw) > NAME_CELL_CHARS_MAX:
            return Fault.TOO_LONG, {"limit": NAME_CHARS_MAX}
        if (count := persons.lines_of_names(raw)) > 1:
            return Fault.SEVERAL_NAMES, {"count": count}
        if persons.no_name(raw):
            return Fault.NOT_A_NAME, {}
        if re.search(r"\w\?|\?\w|\ufffd", raw):
            return Fault.LETTERS_LOST, {}
        return None

    def _post(self, row: int, beside: str) -> str:
        """The post: the columns for it, or what stood beside the name; never both in one."""
        return self._text(row, Column.POST) or beside

    def _spoiled(self, row: int, post: str, note: str) -> bool:
        """Characters in a post or note that may not enter. The fault is told by its own cell."""
        for holds, text in ((Column.POST, post), (Column.NOTE, note)):
            if not text:
                continue
            try:
                clean_name(text)
            except WireError as error:
                column = self._layout.of(holds)
                fault = _bad(error)
                self._say(row, self._kinds.raw_name(row)[0] if column is None else column, *fault)
                return True
        return False

    def _check_phone(self, row: int, phone: persons.Phone) -> None:
        column = self._layout.of(Column.PHONE)
        if column is not None and (phone.lost or phone.odd):
            self._say(row, column, Fault.PHONE_LOST if phone.lost else Fault.BAD_PHONE, {})

    def _without_name(self, row: int, column: int) -> RowKind:
        """No name: the second line of a merged one, a prepared empty line, or a fault."""
        merge = self._grid.merge_at(row, column)
        entries = self._found.entries
        if merge is not None and row > merge.top and entries and entries[-1].row >= merge.top:
            return RowKind.BLANK
        known = (Column.POST, Column.PHONE, Column.UNIT, Column.NOTE)
        said = [
            one.column
            for one in self._layout.guesses
            if one.holds in known and self._grid.at(row, one.column).strip()
        ]
        self._where(row)
        if not said:
            return RowKind.BLANK
        self._say(row, column, Fault.NAME_MISSING, {})
        return RowKind.FAULTY

    def _where(self, row: int) -> tuple[tuple[str, ...], bool, str]:
        """The texts that say where somebody belongs, whether they stood further up, and the cell
        that a person should look at."""
        texts, carried = [], False
        for column in self._units:
            text = one_line(self._grid.spread(row, column))
            if text in ('"', "''", "-nt-", "nt", "''''", "”", "như trên"):
                text = ""
            if text:
                self._carried[column] = text
            elif column in self._carried:
                text, carried = self._carried[column], True
            if text:
                texts.append(text)
        columns: Iterable[int] = self._units or [self._kinds.raw_name(row)[0]]
        cell = self._grid.cell(row, next(iter(columns)))
        return (*texts, *([self._section] if self._section else [])), carried, cell

    def _say(self, row: int, column: int, fault: Fault, params: dict[str, str | int]) -> None:
        self._found.troubles.append(Trouble(self._grid.cell(row, column), fault, params))


def _bad(error: WireError) -> tuple[Fault, dict[str, str | int]]:
    """A name that may not enter: which character, or how long it may be."""
    character = re.search(r"U\+[0-9A-F]+", error.detail)
    if character is None:
        fault = Fault.TOO_LONG if "longer" in error.detail else Fault.NAME_MISSING
        return fault, {"limit": NAME_CHARS_MAX}
    return Fault.BAD_NAME, {"character": character[0]}
