"""One person's cells: names without what stands before them, posts, telephones, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from coordinator.rosters.folded import fold

# What stands before a name, folded; the longer first. A rank is kept, an address is not.
_ADDRESS = (
    "cac dong chi", "dong chi", "d/c", "dc", "d.c", "d/ c", "ong/ba", "ong ba", "ong", "ba", "anh",
    "chi", "co", "thay",
)  # fmt: skip
_RANKS = (
    "dai tuong", "thuong tuong", "trung tuong", "thieu tuong", "chuan do doc", "pho do doc",
    "do doc", "dai ta", "thuong ta", "trung ta", "thieu ta", "dai uy", "thuong uy", "trung uy",
    "thieu uy",
)  # fmt: skip
_DEGREE = re.compile(
    r"(?:(?:pgs|gs|ths|th\.s|ts|tskh|bs|bscki{1,2}|cki{1,2}|ks|cn|ls|ds|luat su|bac si)"
    r"\b[.,]?\s*)+",
)
_SURNAMES = frozenset(("ong", "co", "thay", "ba"))  # surnames of people, too
_POST_WORDS = re.compile(
    r"^(?:quyen |nguyen )?(?:pho |uy vien|thanh vien|chu tich|bi thu|giam doc|truong|chanh|cuc|vu |"
    r"thu truong|bo truong|chu nhiem|tong |chuyen vien|lanh dao|tinh uy|thanh uy|thuong truc|"
    r"can bo|ke toan|van thu|thu ky|dai dien|vien truong|hieu|uvbtv|uvtv|pct|ct |tp |pgd|gd )"
)
_ORGANISATION = re.compile(
    r"^(?:bo |ubnd|uy ban|so |tinh |thanh pho |tp |tp\.|ban |cuc |tong cuc|vien |xa |phuong |"
    r"dac khu |huyen |quan |hdnd|van phong|khoi |cac |nhom |doan |to |ngan hang|thanh tra|"
    r"diem cau|hoi |lien |trung tam|hoi truong|dang uy|mttq|mat tran)"
)
_COUNTED = re.compile(
    r"^\(?\s*\d[\d., ]*(?:dong chi|d/c|nguoi|dai bieu|can bo|chuyen vien|lanh dao)"
)
_OPEN = re.compile(
    r"^\(?(?:chua (?:cu|co|phan cong|ro)\b|dang cu\b|khuyet\b|bo trong\b|\.{2,}|…|x+$|-+$|\?+$)"
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
    return any(fold(text).startswith(f"{word} ") for word in _ADDRESS) or "/c" in text[:4]


def split_name(text: str, *, usual: bool) -> Named:
    """A cell with a name. `usual` says that forms of address are usual in its column, so that
    "Ông" before two words is one and no surname."""
    name, post = _apart(text)
    title = []
    while True:
        name, taken = _before(name, usual)
        if taken is None:
            break
        if taken:
            title.append(taken)
    return Named(name.strip(" ,;:-–"), " ".join(title), post)


def _before(name: str, usual: bool) -> tuple[str, str | None]:
    """The name without the first thing before it, and what of it is kept ("" when nothing)."""
    plain = fold(name)
    if (degree := _DEGREE.match(plain)) and degree.end() < len(plain):
        return name[degree.end() :].lstrip(" .,"), one_line(name[: degree.end()]).rstrip(",")
    for rank in _RANKS:
        if plain.startswith(f"{rank} ") or plain.startswith(f"{rank},"):
            return name[len(rank) :].lstrip(" .,"), name[: len(rank)]
    for word in _ADDRESS:
        rest = re.match(rf"{re.escape(word)}[\s.:]+\s*(?=\S)", plain)
        if rest is None:
            continue
        left = name[rest.end() :]
        least = 3 if word in _SURNAMES and not usual else 2 if word in ("anh", "chi", "dc") else 1
        if len(left.split()) >= least:
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
            name, rest = text[: found.start()], text[found.end() :]
            post = one_line(rest).rstrip(")") if "(" in found.group() else one_line(rest)
            if name.strip() and not _POST_WORDS.match(fold(name)) and _POST_WORDS.match(fold(post)):
                return one_line(name), post.strip(" -–")
    return one_line(text), ""


def lines_of_names(text: str) -> int:
    """How many people a cell with line breaks names; 1 when the lines are one person's."""
    if "\n" not in text and ";" not in text:
        return 1
    lines = [one_line(part) for part in re.split(r"[\n;]", text) if part.strip()]
    bare = [re.sub(r"^\s*(?:\d+[.)]|[-+•])\s*", "", line) for line in lines]
    names = [line for line in bare if looks_like_name(split_name(line, usual=True).name)]
    return len(names) if len(names) == len(lines) and len(names) > 1 else 1


def looks_like_name(text: str) -> bool:
    """Two to eight words that begin with capitals, and no post or organisation."""
    words = text.split()
    if (
        not 2 <= len(words) <= 8
        or text[-1] in ".:;!?"
        or begins_post(text)
        or begins_organisation(text)
    ):
        return False
    capitals = sum(word[0].isupper() or not word[0].isalpha() for word in words)
    return capitals >= max(2, len(words) - 2) or text.islower()


def begins_post(text: str) -> bool:
    """Whether a text begins as posts do."""
    return _POST_WORDS.match(fold(text) + " ") is not None


def begins_organisation(text: str) -> bool:
    """Whether a text begins as names of organisations and groups do."""
    return _ORGANISATION.match(fold(text) + " ") is not None


def no_name(text: str) -> bool:
    """Whether a text stands where a name should, and is none: a number, a count, an open place."""
    plain = fold(text)
    if not any(char.isalpha() for char in plain) or _COUNTED.match(plain):
        return True
    return _OPEN.match(plain) is not None


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
    return fold(text) in _YES or "truong doan" in fold(text) or "chu tri" in fold(text)


_YES = frozenset(("x", "v", "co", "1", "yes", "true", "✓", "✔", "√", "*", "y", "ü"))


def says_head(text: str) -> bool:
    """Whether a post or note says that the person heads the point."""
    plain = fold(text)
    return "truong doan" in plain or "chu tri diem cau" in plain or "phu trach diem cau" in plain


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
