"""What a row under the headings is: a person, or one of the many other things of such lists."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property

from coordinator.rosters import persons
from coordinator.rosters.grid import Grid
from coordinator.rosters.header import Column, Layout, plain
from coordinator.rosters.name_words import (
    Sort,
    Words,
    is_bare,
    is_province,
    led_by_surname,
    sort_of,
    sort_over,
)
from coordinator.rosters.numbers import whole
from coordinator.rosters.persons import one_line
from wire.limits import NAME_CHARS_MAX

# A name with its address and post; what is longer costs patterns more than it can tell them.
NAME_CELL_CHARS_MAX = 4 * NAME_CHARS_MAX


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
_TOTAL = Words(
    r"^\W*(?:tổng cộng\b(?! ty\b)|tổng số\b|cộng số\b|(?:tổng|cộng|total)(?=\W*(?:\d|$))|"
    r"(?:danh sách|ấn định|gồm|có)\b\D{0,30}\d[\d., ]*(?:người|đại biểu|đồng chí|thành viên)\b)"
)
_FOOTER = Words(
    r"^(?:người lập\b|nơi nhận\b|k[ýí] tên\b|xác nhận\b|tm\.|kt\.|tl\.|lưu ý\b|ghi chú:|"
    r"thủ trưởng đơn vị\b|\(?k[ýí],|-? ?lưu(?: ?:| vt\b)|.{0,30}ngày .{0,6}tháng .{0,6}năm )"
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
        if self.too_long(row):
            ended = not self.numbered(row) and any(_FOOTER.match(text) for _, text in texts)
            return RowKind.FOOTER if ended else RowKind.PERSON
        if len(texts) >= 3 and all(_NUMBERED.fullmatch(text) for _, text in texts):
            return RowKind.NUMBERS
        if self._says(_TOTAL, row, texts[:2]):
            return self._unless_named(RowKind.TOTAL, row, texts)
        if self._repeats_heading(texts):
            return RowKind.HEADING
        if len(texts) <= 3 and not self.numbered(row) and self._says(_FOOTER, row, texts):
            return self._unless_named(RowKind.FOOTER, row, texts)
        return self._person_or_title(row, texts)

    def raw_name(self, row: int) -> tuple[int, str]:
        """The column and the text of a row's name, joined where it stands in two columns, runs
        of blanks as one."""
        family, given = self._layout.of(Column.FAMILY), self._layout.of(Column.GIVEN)
        if given is not None:
            parts = [] if family is None else [self._grid.at(row, family)]
            return given, one_line(" ".join((*parts, self._grid.at(row, given))))
        column = self._layout.of(Column.NAME)
        assert column is not None, "a layout without names is not read"
        blank = re.sub(r"[^\S\n]+", " ", self._grid.at(row, column))
        return column, re.sub(r" ?\n\s*", "\n", blank)

    def too_long(self, row: int) -> bool:
        """Whether what stands where a name should is no name for its length alone."""
        return len(self.raw_name(row)[1]) > NAME_CELL_CHARS_MAX

    def names_somebody(self, row: int) -> bool:
        """Whether the place of the name holds what looks like one."""
        name = persons.split_name(self.raw_name(row)[1], usual=False).name
        return persons.looks_like_name(name) or led_by_surname(name)

    def side_by_side(self, row: int) -> bool:
        """Whether names stand beside each other, as those who sign do, and surely no places."""
        texts = [text for _, text in self.texts(row)]
        return len(texts) > 1 and all(
            persons.reads_as_name(text) and len(text.split()) > 2 and not is_province(text)
            for text in texts
        )

    def _unless_named(self, kind: RowKind, row: int, texts: list[tuple[int, str]]) -> RowKind:
        """ "LƯU Ý" and "TONG CONG" alone can be two people's names; a number beside tells it."""
        column, raw = self.raw_name(row)
        alone = not self._beside(column, texts)
        named = sort_of(raw, marked=self._marked) is Sort.PERSON
        return RowKind.FAULTY if alone and named else kind

    @staticmethod
    def _beside(column: int, texts: list[tuple[int, str]]) -> list[str]:
        return [text for place, text in texts if place != column]

    def _says(self, words: Words, row: int, texts: list[tuple[int, str]]) -> bool:
        """Whether a row begins as totals or ends of lists do, and names nobody: "Tổng" is a given
        name, too, and "Lưu Ý Nhi" somebody's."""
        found = [column for column, text in texts if words.match(text)]
        if not found:
            return False
        column, raw = self.raw_name(row)
        name = persons.split_name(raw, usual=True).name
        if words.match(raw) and column in (*found, self._layout.of(Column.GIVEN)):
            if sort_of(name, marked=self._marked) is not Sort.PERSON:
                return True
            beside = self._beside(column, texts)
            return (
                len(name.split()) == 2 and not self.numbered(row) and not any(map(_words, beside))
            )
        return not (self.names_somebody(row) or (raw.strip().isalpha() and raw.strip().istitle()))

    def _repeats_heading(self, texts: list[tuple[int, str]]) -> bool:
        headings = {one.column: plain(one.heading.split(" – ")[-1]) for one in self._layout.guesses}
        same = sum(plain(text) == headings.get(column, "") != "" for column, text in texts)
        return same >= 2

    def numbered(self, row: int) -> bool:
        """Whether a row has a number in the column of numbers."""
        return self.number(row) is not None

    def number(self, row: int) -> int | None:
        """A row's number in the column of numbers, if it has one."""
        column = self._layout.of(Column.NUMBER)
        return None if column is None else whole(self._grid.at(row, column).rstrip(" ."))

    def number_beside(self, row: int, step: int) -> int | None:
        """The number of the next row below (`step` 1) or above (-1) that is not empty."""
        row += step
        while self._layout.below <= row < len(self._grid.rows):
            if any(map(str.strip, self._grid.rows[row])):
                return self.number(row)
            row += step
        return None

    def titled(self, row: int) -> bool:
        """Whether a row surely is a group's title: by its marker or by its words."""
        texts = [text for _, text in self.texts(row)]
        if any(MARKER.fullmatch(text) or _MARKED.match(text) for text in texts):
            return True
        longest = max(texts, key=len, default="")
        if re.match(r"[-–]", longest) and longest.endswith((";", ".")):
            return False  # to whom a letter is sent
        return sort_of(unmarked(longest), marked=self._marked) in (Sort.GROUP, Sort.DOUBT)

    def _person_or_title(self, row: int, texts: list[tuple[int, str]]) -> RowKind:
        """A person or a title of a group; FAULTY when it can be either."""
        column, text = max(texts, key=lambda cell: len(cell[1]))
        title = unmarked(text)
        if column == self._layout.of(Column.NAME):
            named = persons.split_name(self.raw_name(row)[1], usual=False)
            if named.post and led_by_surname(named.name):
                return RowKind.PERSON
        sort = sort_of(title, marked=self._marked)
        if self._marker(row, texts):
            return self._marked_title(row, texts, title)
        beside = self._beside(column, texts)
        lone = all(MARKER.fullmatch(other) or not _words(other) for other in beside)
        number = self._layout.of(Column.NUMBER)
        if lone and self._wide(row, column):
            # Three words that begin with a surname may be somebody's name, however wide it stands.
            surely = sort is Sort.PERSON and (len(title.split()) > 2 or self.numbered(row))
            return RowKind.FAULTY if surely else RowKind.SECTION
        if len(texts) > 2 or self._second_line(row):
            return RowKind.PERSON
        alone = len(texts) == 1
        marked = _MARKED.match(text) and not persons.addressed(text)  # "Đ/c" is no letter
        if alone and (marked or column == number):
            if sort is Sort.PERSON and not marked:
                return RowKind.FAULTY
            return RowKind.PERSON if text.isdecimal() else RowKind.SECTION
        name = self._layout.names
        in_name = name is None or column == name or self._grid.at(row, name) == ""
        if not in_name or not (alone or column == name):
            return RowKind.PERSON
        # In a list with numbers whatever stands alone and has none is a title.
        titled = sort is Sort.DOUBT and alone and number is not None and self._delegation(title)
        if sort is Sort.GROUP or titled:
            return RowKind.FAULTY if self._in_series(row, title) else RowKind.SECTION
        if alone and self._any_numbered and self._all_of_name(row, title):
            sort = sort_over(title, marked=self._marked)
        if sort is Sort.GROUP:
            return RowKind.SECTION
        return RowKind.FAULTY if sort is Sort.DOUBT else RowKind.PERSON

    def _all_of_name(self, row: int, title: str) -> bool:
        """Whether a text stands where names do, with no address or post that would tell one."""
        raw = self.raw_name(row)[1]
        if persons.no_name(raw) or persons.lines_of_names(raw) > 1:
            return False
        return title == persons.split_name(raw, usual=True).name.strip(" .")

    def _in_series(self, row: int, title: str) -> bool:
        """Whether two words without marks have a number in its turn: "Hoi Nguyen" is somebody's
        name, too, when those above and below are counted on."""
        number = self.number(row)
        if number is None or self._marked or len(title.split()) != 2:
            return False
        before, after = (self.number_beside(row, step) for step in (-1, 1))
        if before is None and after is None:
            return False
        return before in (None, number - 1) and after in (None, number + 1)

    def _marker(self, row: int, texts: list[tuple[int, str]]) -> bool:
        """Whether a title's Roman numeral or letter stands where the number does, or first."""
        number = self._layout.of(Column.NUMBER)
        marker = one_line(self._grid.at(row, number)) if number is not None else texts[0][1]
        if not marker or not MARKER.fullmatch(marker) or len(texts) > 4:
            return False
        # "Y" and "Vi" are surnames in a column of their own.
        if number is None and texts[0][0] == self._layout.of(Column.FAMILY) and len(texts) > 1:
            return False
        return len(texts) > 1 or number is None

    def _marked_title(self, row: int, texts: list[tuple[int, str]], title: str) -> RowKind:
        """What has a letter for its number: a title, unless somebody's name stands there."""
        raw = self.raw_name(row)[1]
        name = persons.split_name(raw, usual=True).name
        if sort_of(name, marked=self._marked) is not Sort.PERSON or is_province(name):
            return RowKind.SECTION
        others = [text for _, text in texts if text not in (one_line(raw), title)]
        if any(len(text) > 3 and _words(text) and not MARKER.fullmatch(text) for text in others):
            return RowKind.PERSON
        surely = len(name.split()) > 2 or not self._any_numbered
        return RowKind.FAULTY if surely else RowKind.SECTION

    def _wide(self, row: int, column: int) -> bool:
        """Whether a text is merged over three columns or more, and not as the heading above is."""
        merge = self._grid.merge_at(row, column)
        if merge is None or merge.right - merge.left < 2:
            return False
        above = (
            self._grid.merge_at(line, column)
            for line in range(self._layout.top, self._layout.below)
        )
        return all(
            one is None or (one.left, one.right) != (merge.left, merge.right) for one in above
        )

    def _second_line(self, row: int) -> bool:
        """Whether a row goes on with the person above, whose name is merged over both."""
        merge = self._grid.merge_at(row, self.raw_name(row)[0])
        return merge is not None and merge.top < row

    def _delegation(self, title: str) -> bool:
        return is_province(title.partition(" ")[2])

    @cached_property
    def _any_numbered(self) -> bool:
        return any(map(self.numbered, range(self._layout.below, len(self._grid.rows))))

    @cached_property
    def _marked(self) -> bool:
        """Whether names are written with their marks: then "Xa Minh" is no commune."""
        rows = range(self._layout.below, len(self._grid.rows))
        return not all(is_bare(self.raw_name(row)[1]) for row in rows)


def _words(text: str) -> bool:
    return any(map(str.isalpha, text))


def unmarked(text: str) -> str:
    """A group's title without its number and colon."""
    return re.sub(r"^(?:[IVXLC]+|[A-ZĐ]|\d+)(?:\.\d+)*[.)/-]\s*", "", text).strip(" :.-–")
