"""Finding the table in a sheet, and what each of its columns holds.

The heading may stand under a title, take two or three lines and be merged. Every guess says how
sure it is and why, so that a person can see it and change it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from coordinator.rosters.folded import fold
from coordinator.rosters.grid import Grid
from coordinator.rosters.limits import HEADER_LINES_MAX, HEADER_ROWS_SEARCHED


class Column(StrEnum):
    """What a column holds. `not_taken` is personal and not needed: it is never imported."""

    NOTHING = "nothing"
    NUMBER = "number"
    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    POST = "post"
    UNIT = "unit"
    PROVINCE = "province"
    CODE = "code"
    PHONE = "phone"
    HEAD = "head"
    NOTE = "note"
    NOT_TAKEN = "not_taken"


class Reason(StrEnum):
    """Why a column was guessed to hold something."""

    HEADING = "heading"
    LIKE_HEADING = "like_heading"
    VALUES = "values"
    CHOSEN = "chosen"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column holds; `sure` from 0 to 100; `heading` is the text above it."""

    column: int
    holds: Column
    sure: int
    reason: Reason
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table is: headings in rows `top`..`below`−1, people from row `below` on."""

    top: int
    below: int
    guesses: tuple[Guess, ...]

    def of(self, holds: Column) -> int | None:
        """The first column that holds something, if any."""
        return next((one.column for one in self.guesses if one.holds is holds), None)

    @property
    def names(self) -> int | None:
        """The column of names, of given names where they are apart; None when there is none."""
        found = self.of(Column.NAME)
        return found if found is not None else self.of(Column.GIVEN)


# Headings as offices write them, folded, without signs.
HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.NUMBER: ("stt", "tt", "so tt", "so thu tu", "no", "no.", "#", "thu tu"),
    Column.NAME: (
        "ho va ten", "ho ten", "ho va ten dai bieu", "ten dai bieu", "dai bieu", "ho ten dai bieu",
        "thanh phan", "thanh phan tham du", "nguoi tham du", "ho va ten chuc vu",
        "ho ten chuc vu", "ho va ten chuc danh", "ho va ten va chuc vu", "name", "full name",
        "ten thanh vien", "thanh vien", "ho va ten thanh vien", "nguoi du hop",
        "dong chi", "lanh dao tham du", "ho va ten can bo", "delegate",
    ),
    Column.FAMILY: ("ho va ten dem", "ho dem", "ho lot", "ho va chu lot", "ho va dem", "ho"),
    Column.GIVEN: ("ten", "ten goi"),
    Column.POST: (
        "chuc vu", "chuc danh", "chuc vu chuc danh", "chuc vu cong tac", "chuc vu don vi",
        "chuc danh chuc vu", "vi tri", "position", "title", "post", "chuc vu dang",
        "chuc vu chinh quyen", "chuc vu dang chinh quyen", "cap bac chuc vu",
        "chuc vu don vi cong tac", "chuc vu noi cong tac", "chuc vu co quan",
    ),
    Column.UNIT: (
        "don vi", "co quan", "don vi cong tac", "co quan don vi", "noi cong tac", "dia phuong",
        "diem cau", "ten diem cau", "co quan cong tac", "to chuc", "bo nganh",
        "bo nganh dia phuong",
        "don vi dia phuong", "tinh thanh pho", "tinh", "unit", "organization", "site",
        "bridge point", "xa phuong", "xa phuong dac khu", "phuong xa", "don vi hanh chinh", "doan",
        "co quan don vi cong tac", "don vi co quan", "don vi tham du", "noi du hop", "diem cau du",
        "xa", "ubnd xa phuong", "du tai", "du hop tai", "tham du tai", "noi du", "noi tham du",
        "diem du", "diem du hop", "diem tham du", "dia diem", "dia diem du", "dia diem du hop",
        "dia diem tham du",
    ),
    Column.PROVINCE: ("thuoc tinh", "tinh thanh", "thuoc tinh thanh pho", "province"),
    Column.CODE: (
        "ma", "ma diem cau", "ma don vi", "ma dvhc", "ma tinh", "ma xa", "code", "site code",
        "ma dia phuong", "ma so diem cau",
    ),
    Column.PHONE: (
        "dien thoai", "so dien thoai", "so dt", "sdt", "dt", "di dong", "dt di dong", "phone",
        "dien thoai lien he", "so di dong", "dtdd", "lien he", "mobile", "dien thoai di dong",
    ),
    Column.HEAD: (
        "truong doan", "chu tri diem cau", "chu tri", "phu trach", "truong diem cau", "head",
    ),
    Column.NOTE: ("ghi chu", "note", "notes", "luu y", "ghi chu khac", "tinh trang"),
    Column.NOT_TAKEN: (
        "ngay sinh", "nam sinh", "ngay thang nam sinh", "sinh nam", "cccd", "cmnd", "so cccd",
        "so cmnd", "can cuoc", "so can cuoc", "cmnd cccd", "dan toc", "ton giao", "que quan",
        "gioi tinh", "nam nu", "email", "thu dien tu", "dia chi email", "ho khau", "dia chi",
        "nam", "nu", "bien so xe", "so tai khoan",
    ),
}  # fmt: skip
_BY_HEADING = {words: holds for holds, many in HEADINGS.items() for words in many}
_LONG = [words for words in _BY_HEADING if len(words) >= 6]
HEADING_CHARS_MAX = 60
_EXACT, _WITHIN, _LIKE = 96, 84, 70
_LIKE_SCORE_MIN = 88


def find_layout(grid: Grid) -> Layout | None:
    """The table of a sheet, or None when nothing looks like one with people in it."""
    best: tuple[int, Layout] | None = None
    for top in range(min(len(grid.rows), HEADER_ROWS_SEARCHED)):
        for lines in range(1, HEADER_LINES_MAX + 1):
            found = layout_at(grid, top, top + lines)
            score = _score(found) - 2 * (lines - 1)
            if found.names is not None and score > (best[0] if best else _SCORE_MIN):
                best = score, found
    return None if best is None else _lowered(grid, best[1])


def _lowered(grid: Grid, layout: Layout) -> Layout:
    """The same with further lines that belong to the headings: cells merged down into them, or a
    line of headings alone ("Đảng | Chính quyền" under "Chức vụ")."""
    below = layout.below
    while below < min(len(grid.rows), layout.top + HEADER_LINES_MAX):
        merges = (grid.merge_at(below, column) for column in range(grid.width))
        if not any(merge and merge.top < below and merge.top >= layout.top for merge in merges):
            break
        below += 1
    return layout if below == layout.below else layout_at(grid, layout.top, below)


_SCORE_MIN = 8


def _score(layout: Layout) -> int:
    """How much a stretch of rows looks like headings: each thing counts once."""
    found: dict[Column, int] = {}
    for one in layout.guesses:
        if one.holds is not Column.NOTHING:
            found[one.holds] = max(found.get(one.holds, 0), one.sure)
    return sum(found.values()) // 10


def layout_at(grid: Grid, top: int, below: int) -> Layout:
    """The columns under headings that stand in these rows. The same thing is held by one column;
    of two that claim it the surer one has it, the other is left out, but posts and notes add up."""
    guesses = []
    for column in range(grid.width):
        heading = _heading(grid, top, below, column)
        holds, sure, reason = classify(heading)
        guesses.append(Guess(column, holds, sure, reason, heading[:HEADING_CHARS_MAX]))
    return Layout(top, below, tuple(_settled(guesses)))


def _heading(grid: Grid, top: int, below: int, column: int) -> str:
    """The texts above a column from top to bottom, each once, merged cells spread out."""
    texts: list[str] = []
    for row in range(top, below):
        text = " ".join(grid.spread(row, column).split())
        if text and text not in texts:
            texts.append(text)
    return " – ".join(texts)


_SIGNS = re.compile(r"[^a-z0-9#]+")


def plain(text: str) -> str:
    """A heading folded, without signs."""
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


def classify(heading: str) -> tuple[Column, int, Reason]:
    """What a heading says its column holds, how sure that is, and why."""
    if not heading or len(heading) > HEADING_CHARS_MAX:
        return Column.NOTHING, 0, Reason.NONE
    best: tuple[Column, int, Reason] = (Column.NOTHING, 0, Reason.NONE)
    # Of two lines the lower one is nearer to the column; the whole may be a known phrase, too.
    parts = heading.split(" – ")
    for depth, part in enumerate((parts[-1], heading, *parts[:-1])):
        found = _classify_one(plain(part))
        sure = found[1] - (6 if depth > 1 else 0)
        if sure > best[1]:
            best = (found[0], sure, found[2])
    return best


def _classify_one(words: str) -> tuple[Column, int, Reason]:
    if words in _BY_HEADING:
        return _BY_HEADING[words], _EXACT, Reason.HEADING
    within = [
        phrase
        for phrase in _LONG
        if f" {phrase} " in f" {words} " and words.count(" ") - phrase.count(" ") <= 4
    ]
    if within:
        # "Họ và tên, chức vụ" begins with what it is about.
        first = min(within, key=lambda phrase: (words.index(phrase), -len(phrase)))
        return _BY_HEADING[first], _WITHIN, Reason.HEADING
    like = process.extractOne(words, _LONG, scorer=fuzz.ratio, score_cutoff=_LIKE_SCORE_MIN)
    if like is not None:
        return _BY_HEADING[like[0]], _LIKE, Reason.LIKE_HEADING
    return Column.NOTHING, 0, Reason.NONE


_MANY = frozenset((Column.POST, Column.NOTE, Column.NOT_TAKEN, Column.NOTHING, Column.UNIT))


def _settled(guesses: Iterable[Guess]) -> list[Guess]:
    """Each thing in one column only, except those that may stand in several."""
    known = list(guesses)
    alone = {one.holds for one in known}
    if Column.GIVEN in alone and Column.FAMILY not in alone:
        # "Tên" without "Họ đệm" is the whole name.
        holds = Column.NOTHING if Column.NAME in alone else Column.NAME
        known = [
            Guess(o.column, holds, o.sure, o.reason, o.heading) if o.holds is Column.GIVEN else o
            for o in known
        ]
    known = _family(known)
    surest: dict[Column, tuple[int, int]] = {}
    for one in known:
        if one.holds not in _MANY and one.sure > surest.get(one.holds, (0, 0))[0]:
            surest[one.holds] = (one.sure, one.column)
    return [
        one
        if one.holds in _MANY or surest[one.holds][1] == one.column
        else Guess(one.column, Column.NOTHING, 0, Reason.NONE, one.heading)
        for one in known
    ]


def _family(known: list[Guess]) -> list[Guess]:
    """A heading "Họ và tên" over two columns: family names in the first, given in the second."""
    names = [one for one in known if one.holds is Column.NAME]
    if len(names) != 2 or names[1].column != names[0].column + 1:
        return known
    if names[0].heading != names[1].heading:
        return known
    swap = {names[0].column: Column.FAMILY, names[1].column: Column.GIVEN}
    return [
        Guess(o.column, swap[o.column], o.sure, o.reason, o.heading) if o.column in swap else o
        for o in known
    ]
