"""How offices write the names of places, brought to one form to be compared."""

from __future__ import annotations

import re

from coordinator.rosters.folded import fold

_SIGNS = re.compile(r"[^a-z0-9]+")
# Short forms, as whole words; where a dot is part of the form, it is there before signs are taken.
_EXPANDED = (
    (re.compile(r"\bt\.?\s?p\.?(?=\s|$|[a-z]{3})"), "thanh pho "),
    (re.compile(r"\bubnd\b"), "uy ban nhan dan"),
    (re.compile(r"\bhdnd\b"), "hoi dong nhan dan"),
    (re.compile(r"\bvp\b"), "van phong"),
    (re.compile(r"\b(?:tw|t\.w\.?)(?=\W|$)"), "trung uong"),
    (re.compile(r"^p\.\s?"), "phuong "),
    (re.compile(r"^x\.\s?"), "xa "),
    (re.compile(r"\btt[. ]+(?=hue)"), "thua thien "),
)
# Spellings of old standing that differ by more than marks.
_SPELT = {
    "dac lac": "dak lak",
    "dac lak": "dak lak",
    "dak lac": "dak lak",
    "dac nong": "dak nong",
    "bac can": "bac kan",
    "sai gon": "ho chi minh",
    "con tum": "kon tum",
    "da nang qn": "da nang",
}
_BEFORE = (
    "diem cau", "dau cau", "doan dai bieu", "doan cong tac", "doan", "lanh dao", "thuong truc",
    "van phong", "uy ban nhan dan", "hoi dong nhan dan", "tinh uy", "thanh uy", "dang uy", "va",
    "tinh", "thanh pho", "so chi huy", "khoi", "dia phuong",
)  # fmt: skip
_LEVEL = ("xa", "phuong", "dac khu", "thi tran")
# Words that name a body below a point: it is found through the point it belongs to.
_BELOW = re.compile(
    r"^(?:so|phong|chi cuc|cuc|ban|trung tam|benh vien|truong|cong an|bo chi huy|hoi|vien|"
    r"thanh tra|van phong|hoi dong nhan dan|uy ban nhan dan|tinh uy|thanh uy|dang uy|kho bac|"
    r"bao|dai|lanh dao|uy ban mat tran|mttq|toa an|lien doan|vu|tong cuc)\b"
)


def key(text: str) -> str:
    """A name folded, short forms written out, signs gone."""
    plain = fold(text).replace("&", " va ")
    for form, whole in _EXPANDED:
        plain = form.sub(whole, plain)
    plain = " ".join(_SIGNS.sub(" ", plain).split())
    for spelt, usual in _SPELT.items():
        plain = re.sub(rf"\b{spelt}\b", usual, plain)
    return plain


def bare(plain: str) -> str:
    """A key without what usually stands before a place's own name."""
    left = plain
    while True:
        for word in _BEFORE:
            if left.startswith(f"{word} "):
                left = left[len(word) + 1 :]
                break
        else:
            return left


def without_level(plain: str) -> str:
    """A commune's key without "xã", "phường" or "đặc khu"."""
    for word in _LEVEL:
        if plain.startswith(f"{word} "):
            return plain[len(word) + 1 :]
    return plain


def compact(plain: str) -> str:
    """A key without blanks: "daklak"."""
    return plain.replace(" ", "")


def initials(plain: str) -> str:
    """First letters without "và" and "của": "bkhdt"."""
    return "".join(word[0] for word in plain.split() if word not in ("va", "cua"))


def abbreviation(text: str) -> str:
    """A text's letters when it is written in capitals as a short form, else "".

    "Bộ KH&ĐT" is "bkhdt", "NN&PTNT" is "nnptnt", "TP.HCM" is "hcm"."""
    words = [word for word in re.split(r"[\s.&,\-–/]+", text) if word]
    kept = [word for word in words if fold(word) not in _AROUND_SHORT]
    short = [word for word in kept if word.isupper() and 2 <= len(word) <= 10]
    if not short or any(not word.isupper() and fold(word) != "bo" for word in kept):
        return ""
    return "".join(fold(word) if word.isupper() else "b" for word in kept if word[0].isalpha())


_AROUND_SHORT = ("va", "tp", "t", "p", "tinh", "ubnd", "hdnd", "diem", "cau", "doan")


def is_below(plain: str) -> bool:
    """Whether a key names a body that is no point of its own, like "Sở Nội vụ"."""
    return _BELOW.match(plain) is not None


def parts(text: str) -> list[str]:
    """What stands between commas, dashes and brackets, each a key."""
    return [found for part in re.split(r"[,;()\n]|\s[-–—]\s", text) if (found := key(part))]
