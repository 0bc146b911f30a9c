"""One person's cells: names without what stands before them, posts, telephones, notes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from coordinator.rosters.folded import fold
from coordinator.rosters.name_words import (
    MIDDLE,
    Sort,
    Words,
    begins_organisation,
    begins_post,
    is_province,
    led_by_surname,
    looks_like_name,
    sort_of,
    spelt,
)
from wire.limits import NAME_CHARS_MAX

__all__ = ["begins_organisation", "begins_post", "looks_like_name"]  # asked for here

# What stands before a name; the longer first. A rank is kept, an address is not.
_ADDRESS = Words(
    r"^(các đồng chí|đồng chí|[đd]/c|[đd]c|[đd]\.c|[đd]/ c|ông/bà|ông bà|ông|bà|anh|chị|cô|thầy)"
    r"[\s.:]+\s*(?=\S)"
)
_RANK = Words(
    r"^(?:đại tướng|thượng tướng|trung tướng|thiếu tướng|chuẩn đô đốc|phó đô đốc|đô đốc|đại tá|"
    r"thượng tá|trung tá|thiếu tá|đại (?:úy|uý)|thượng (?:úy|uý)|trung (?:úy|uý)|"
    r"thiếu (?:úy|uý))(?=[ ,])"
)
_DEGREE = re.compile(
    r"(?:(?:pgs|gs|ths|th\.s|ts|tskh|bs|bscki{1,2}|cki{1,2}|ks|cn|ls|ds|luat su|bac si)"
    r"\b[.,]?\s*)+",
)
_SURNAMES = frozenset(("ong", "co", "thay", "ba"))  # surnames of people, too
_COUNTED = re.compile(
    r"^\(?\s*\d[\d., ]*(?:dong chi|d/c|nguoi|dai bieu|can bo|chuyen vien|lanh dao)"
)
_OPEN = Words(
    r"^\(?(?:chưa (?:cử|có|phân công|rõ)\b|đang cử\b|khuyết\b|bỏ trống\b|\.{2,}|…|x+$|-+$|\?+$)"
)


class Said(StrEnum):
    """What a note says of somebody's coming; a hint to be shown, never entered by itself."""

    NOTHING = "nothing"
    ABSENT = "absent"
    EXCUSED = "excused"
    DEPUTY = "deputy"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Named:
    """A name, the rank or degree that stood before it, and a post that stood in the same cell."""

    name: str
    title: str = ""
    post: str = ""


def one_line(text: str) -> str:
    """A cell's text on one line, runs of blanks as one."""
    return " ".join(text.replace("\u00a0", " ").split())


def addressed(text: str) -> bool:
    """Whether a form of address stands before the name."""
    return _ADDRESS.match(text) is not None or "/c" in text[:4]


def split_name(text: str, *, usual: bool) -> Named:
    """A cell with a name. `usual` says that forms of address are usual in its column, so that
    "Ông" before two words is one and no surname."""
    name, post = _apart(unicodedata.normalize("NFC", text))
    title, done = [], False
    while True:
        name, taken = _before(name, usual, addressed=done)
        if taken is None:
            break
        if taken:
            title.append(taken)
        else:
            done = True
    return Named(name.strip(" ,;:-–"), " ".join(title), post)


def _before(name: str, usual: bool, *, addressed: bool) -> tuple[str, str | None]:
    """The name without the first thing before it, and what of it is kept ("" when nothing)."""
    plain = fold(name)
    if (degree := _DEGREE.match(plain)) and degree.end() < len(plain):
        return name[degree.end() :].lstrip(" .,"), one_line(name[: degree.end()]).rstrip(",")
    if rank := _RANK.match(name):
        return name[rank.end() :].lstrip(" .,"), name[: rank.end()]
    # Of "Đ/c Ông Tùng" the second is a surname.
    if not addressed and (address := _ADDRESS.match(name)):
        word, left = fold(address[1]), name[address.end() :]
        least = 3 if word in _SURNAMES and not usual else 2 if word in ("anh", "chi", "dc") else 1
        # "Ông Thị Hoa": what follows is no surname, so this is one.
        follows = fold(left.split()[0])
        surname = word in _SURNAMES and (follows == "thi" or (follows == "van" and not usual))
        if len(left.split()) >= least and not surname:
            return left, ""
    return name, None


_SEPARATORS = (
    re.compile(r"\s*\n+\s*"),
    re.compile(r"\s*[,;:]\s+"),
    re.compile(r"\s+[-–—]\s+"),
    re.compile(r"\s*\((?=[^)]*\)\s*$)"),
)


def _apart(text: str) -> tuple[str, str]:
    """Name and post of one cell: the post begins with a word that posts begin with."""
    for separator in _SEPARATORS:
        for found in separator.finditer(text):
            if found.start() > NAME_CHARS_MAX:
                break  # too long for a name, whatever follows
            name, rest = text[: found.start()], text[found.end() :]
            post = one_line(rest).rstrip(")") if "(" in found.group() else one_line(rest)
            if name.strip() and _may_be_named(name) and begins_post(post):
                return one_line(name), post.strip(" -–")
    return one_line(text), ""


def reads_as_name(text: str) -> bool:
    """Whether a cell is somebody's name, with or without what stands around it."""
    return len(text.split()) > 1 and looks_like_name(split_name(text, usual=True).name)


def _may_be_named(text: str) -> bool:
    return led_by_surname(text) or not begins_post(text)


_LINES = re.compile(r"[\n;]")
_BETWEEN = re.compile(r"[\n;+&]|(?<!\b[ĐđDd])/|\s+(?:và|va)\s+")
_COMMA = re.compile(",")
_BESIDE = re.compile(r"\s+[-–—]\s+|[()]")
# "Bà" and "Ông" begin places' names, too, and "Cô Tô" is one: so fewer than before a name.
_SECOND = re.compile(
    r"(?i:đồng chí|dong chi|[đd]/ ?c|[đd]\.?c|ông/bà|ông bà|ông|bà)[\s.:]+\S|(?:ong|ba)[\s.:]+[A-Z]"
)


def lines_of_names(text: str) -> int:
    """How many people a cell names; 1 when its lines are one person's."""
    lines = _pieces(_LINES, text)
    names = [line for line in lines if reads_as_name(line)]
    if len(names) == len(lines) and len(names) > 1:
        return len(names)
    count = 0
    for part in _pieces(_BETWEEN, text):
        here = 0
        for piece in _pieces(_COMMA, part):
            here += _named(piece, here > 0)
        count += here
    return max(1, count)


def _pieces(between: re.Pattern[str], text: str) -> list[str]:
    """The parts of a cell, each on one line and without its number or dash."""
    parts = (one_line(part) for part in between.split(text) if part.strip())
    return [re.sub(r"^\s*(?:\d+[.)]|[-+•])\s*", "", part) for part in parts]


def _named(part: str, behind: bool) -> int:
    """How many people a part of a cell surely names. What stands in brackets, behind a dash or
    `behind` a person and a comma is somebody's place more often than somebody else."""
    first, *beside = _pieces(_BESIDE, part) or [""]
    named = _surely_named(first)
    given = fold(first.split()[-1]) if named else ""
    if behind and not _SECOND.match(first):
        person = split_name(first, usual=False)
        named = named and (len(person.name.split()) > 2 or person.title != "")
    return named + sum(_another(text, given) for text in beside)


def _another(text: str, given: str) -> bool:
    """Whether what stands beside a name is another person: addressed as one, or called as people
    alone are. A native place or a former name has mostly the same number of words."""
    if _SECOND.match(text):
        return _surely_named(text)
    words = split_name(text, usual=False).name.split()
    called = len(words) > 2 and spelt(words[1]) in MIDDLE and fold(words[-1]) != given
    return called and _surely_named(text)


def _surely_named(text: str) -> bool:
    """Whether a part of a cell is another person, and not where somebody comes from."""
    if len(text.split()) < 2 or is_province(text) or begins_post(text):
        return False
    usual = (False, True) if _SECOND.match(text) else (False,)
    return any(_a_name(split_name(text, usual=one).name) for one in usual)


def _a_name(name: str) -> bool:
    if not led_by_surname(name) or is_province(name):
        return False
    return sort_of(name) in (Sort.PERSON, Sort.DOUBT) and (
        not name.islower() or len(name.split()) > 2
    )


def no_name(text: str) -> bool:
    """Whether a text stands where a name should, and is none: a number, a count, an open place."""
    plain = fold(text)
    if not any(char.isalpha() for char in plain) or _COUNTED.match(plain):
        return True
    # "Dang Cu" with two capitals is somebody, "dang cu" a place that is open.
    return _OPEN.match(text) is not None and not led_by_surname(text.strip())


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone as it can be dialled; `lost` says that digits are gone, `odd` that it is no
    usual number."""

    number: str
    lost: bool = False
    odd: bool = False


def phone_of(text: str) -> Phone:
    """A telephone number. A spreadsheet that took it for a number lost the zero before it."""
    text = one_line(text).lstrip("'")
    if re.fullmatch(r"\d(?:[.,]\d+)?[eE]\+?\d+", text):
        return Phone("", lost=True)
    if re.fullmatch(r"\d{1,4}(?:,\d{3}){2,3}", text):
        text = text.replace(",", "")  # one number in groups, and not several numbers
    first = re.split(r"\s*[;/,–]\s*|\s-\s", text)[0]
    digits = re.sub(r"[^\d+]", "", first)
    if digits.startswith("+84"):
        digits = "0" + digits[3:]
    elif digits.startswith("84") and len(digits) == 11:
        digits = "0" + digits[2:]
    elif re.fullmatch(r"[235-9]\d{8}|2\d{9}", digits):
        digits = "0" + digits
    usual = re.fullmatch(r"0\d{9,10}|1[89]00\d{4,6}|\d{5,6}", digits) is not None
    return Phone(digits or first[:40], odd=bool(text) and not usual)


def head_of(text: str) -> bool:
    """Whether a mark in the column of heads means yes."""
    return fold(text) in _YES or says_head(text) or "chu tri" in fold(text)


_YES = frozenset(("x", "v", "co", "1", "yes", "true", "✓", "✔", "√", "*", "y", "ü"))
# The head of a province's deputies to the National Assembly holds a standing office, as a deputy
# head does: neither says who heads a point.
_HEAD = Words(
    r"(?<!phó )(?<!p\.)(?<!p\. )(?<!nguyên )trưởng đoàn\b(?! (?:đbqh|đại biểu (?:quốc hội|qh)))|"
    r"chủ trì điểm cầu|phụ trách điểm cầu"
)


def says_head(text: str) -> bool:
    """Whether a post or note says that the person heads the point."""
    return _HEAD.search(text)


def said_in(note: str) -> Said:
    """What a note says of somebody's coming."""
    plain = fold(note)
    if re.search(
        r"\b(?:du thay|thay the|thay mat|di thay|hop thay|thay (?:d/c|dong chi|ong|ba))\b", plain
    ):
        return Said.DEPUTY
    if re.search(r"\b(?:vang|bao vang|xin vang|khong du)\b", plain):
        with_reason = re.search(r"ly do|co phep|xin|bao|di cong tac|om|hoc", plain)
        without = re.search(r"khong (?:ly do|phep)", plain)
        return Said.EXCUSED if with_reason and not without else Said.ABSENT
    return Said.ONLINE if "truc tuyen" in plain or "online" in plain else Said.NOTHING
