"""What a row under the headings is: a person, or one of the many other things of such lists."""

from __future__ import annotations

import re
from enum import StrEnum

from coordinator.rosters import persons
from coordinator.rosters.folded import fold
from coordinator.rosters.grid import Grid
from coordinator.rosters.header import Column, Layout, plain
from coordinator.rosters.numbers import whole
from coordinator.rosters.persons import one_line


class RowKind(StrEnum):
    """What a row is; only people are taken."""

    BLANK = "blank"
    TITLE = "title"
    HEADING = "heading"
    SECTION = "section"
    NUMBERS = "numbers"
    TOTAL = "total"
    FOOTER = "footer"
    PERSON = "person"
    FAULTY = "faulty"


MARKER = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?|(?:Phần|Mục|Khối|Nhóm)\s+\S+", re.IGNORECASE)
_MARKED = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)/-]\s*\S")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")
_TOTAL = re.compile(
    r"^\W*(?:tong cong(?! ty)|tong so|cong so|(?:tong|cong|total)(?=\W*(?:\d|$))|"
    r"(?:danh sach|an dinh|gom|co)\b\D{0,30}\d[\d., ]*(?:nguoi|dai bieu|dong chi|thanh vien)\b)"
)
_FOOTER = re.compile(
    r"^(?:nguoi lap|noi nhan|ky ten|xac nhan|tm\.|kt\.|tl\.|luu y|ghi chu:|thu truong don vi|"
    r"\(?ky,|.{0,30}ngay .{0,6}thang .{0,6}nam )"
)


class RowKinds:
    """Tells the rows of one sheet apart."""

    def __init__(self, grid: Grid, layout: Layout) -> None:
        self._grid, self._layout = grid, layout

    def texts(self, row: int) -> list[tuple[int, str]]:
        """The cells of a row that are not empty, by column."""
        cells = self._grid.rows[row]
        return [(column, one_line(cell)) for column, cell in enumerate(cells) if cell.strip()]

    def of(self, row: int) -> RowKind:
        """What a row is, as far as its texts tell."""
        texts = self.texts(row)
        if not texts:
            return RowKind.BLANK
        words = [fold(text) for _, text in texts]
        if len(texts) >= 3 and all(_NUMBERED.fullmatch(text) for _, text in texts):
            return RowKind.NUMBERS
        if any(map(_TOTAL.match, words[:2])):
            return RowKind.TOTAL
        if self._repeats_heading(texts):
            return RowKind.HEADING
        if len(texts) <= 3 and not self._numbered(row) and any(map(_FOOTER.match, words)):
            return RowKind.FOOTER
        return RowKind.SECTION if self._is_section(row, texts) else RowKind.PERSON

    def _repeats_heading(self, texts: list[tuple[int, str]]) -> bool:
        headings = {one.column: plain(one.heading.split(" – ")[-1]) for one in self._layout.guesses}
        same = sum(plain(text) == headings.get(column, "") != "" for column, text in texts)
        return same >= 2

    def _numbered(self, row: int) -> bool:
        column = self._layout.of(Column.NUMBER)
        return column is not None and whole(self._grid.at(row, column).rstrip(" .")) is not None

    def _is_section(self, row: int, texts: list[tuple[int, str]]) -> bool:
        """A title of a group: merged wide, marked with a Roman numeral, or an organisation's name
        that stands alone."""
        number = self._layout.of(Column.NUMBER)
        marker = one_line(self._grid.at(row, number)) if number is not None else texts[0][1]
        if marker and MARKER.fullmatch(marker) and len(texts) <= 4:
            return len(texts) > 1 or number is None
        column, text = max(texts, key=lambda cell: len(cell[1]))
        merge = self._grid.merge_at(row, column)
        if merge is not None and merge.right - merge.left >= 2:
            return True
        if len(texts) > 2:
            return False
        alone = len(texts) == 1
        if alone and (_MARKED.match(text) or column == number):
            return not text.isdecimal()
        name = self._layout.names
        in_name = name is None or column == name or self._grid.at(row, name) == ""
        marked = alone or column == name
        return in_name and marked and persons.begins_organisation(unmarked(text))


def unmarked(text: str) -> str:
    """A group's title without its number and colon."""
    return re.sub(r"^(?:[IVXLC]+|[A-ZĐ]|\d+)(?:\.\d+)*[.)/-]\s*", "", text).strip(" :.-–")
