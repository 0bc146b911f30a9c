"""Vietnamese in letters from before Unicode, and Unicode that was read as something else.

TCVN3 (TCVN 5712:1993, the "ABC" fonts) and VNI put Vietnamese letters where Windows-1252 has
others; Windows-1258 splits a letter and its tone; UTF-8 read as Windows-1252 doubles letters. In
each case the text can be had back. Which case it is, is judged by the syllables that come out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

_TONELESS = "aăâeêioôơuưy"
# The codes of TCVN 5712 (VN3) in the order: plain, grave, hook, tilde, acute, dot below.
_TCVN3_ROWS = {
    "a": "aµ¶·¸¹",
    "ă": "¨»¼½¾Æ",
    "â": "©ÇÈÉÊË",
    "e": "eÌÎÏÐÑ",
    "ê": "ªÒÓÔÕÖ",
    "i": "i×ØÜÝÞ",
    "o": "oßáâãä",
    "ô": "«åæçèé",
    "ơ": "¬êëìíî",
    "u": "uïñòóô",
    "ư": "\u00adõö÷øù",
    "y": "yúûüýþ",
}
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_TCVN3 = {
    ord(code): unicodedata.normalize("NFC", vowel + tone)
    for vowel, codes in _TCVN3_ROWS.items()
    for code, tone in zip(codes, _TONES, strict=True)
} | {ord(code): letter for code, letter in zip("®¡¢§£¤¥¦", "đĂÂĐÊÔƠƯ", strict=True)}

# VNI: a letter, then a sign for the tone, or for the tone and the hat together.
_VNI_SIGNS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "è": "\u0306\u0300",
    "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = dict(zip("ñæóòîôöÑÆÓÒÎÔÖ", "đỉĩịỵơưĐỈĨỊỴƠƯ", strict=True))
_VNI = re.compile(
    "([aeouyôöAEOUYÔÖ])([" + "".join(_VNI_SIGNS) + "".join(_VNI_SIGNS).upper() + "])"
    "|([" + "".join(_VNI_LETTERS) + "])"
)

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
# Onset, nucleus and coda of a Vietnamese syllable without its marks.
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x|kr|đ)?"
    r"[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t|k|l|r)?"
)
_MARKS = {mark for mark in _TONES if mark}


def _tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _vni(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        base, sign, alone = found.groups()
        if alone:
            return _VNI_LETTERS[alone]
        whole = _VNI_LETTERS.get(base, base) + _VNI_SIGNS[sign.lower()]
        return unicodedata.normalize("NFC", whole)

    return _VNI.sub(letter, text)


def _cp1252(text: str) -> bytes:
    """The bytes that were read as Windows-1252; its five holes are read as Latin-1."""
    return b"".join(
        char.encode("cp1252") if _in_cp1252(char) else char.encode("latin-1") for char in text
    )


def _in_cp1252(char: str) -> bool:
    try:
        char.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _utf8(text: str) -> str:
    return _cp1252(text).decode("utf-8")


def _cp1258(text: str) -> str:
    return unicodedata.normalize("NFC", _cp1252(text).decode("cp1258"))


# What the text may have been, and how it is had back; a UnicodeError says that it was not that.
_CONVERSIONS: dict[str, Callable[[str], str]] = {
    "utf-8": _utf8,
    "tcvn3": _tcvn3,
    "vni": _vni,
    "windows-1258": _cp1258,
}


def convert(text: str, encoding: str) -> str:
    """Text that was read as Windows-1252, read as what it is; unchanged when that is impossible."""
    try:
        return _CONVERSIONS[encoding](text)
    except UnicodeError:
        return text


def fits(word: str) -> bool:
    """Whether a word could be Vietnamese: its letters, one tone, and the shape of a syllable."""
    apart = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    base = "".join(char for char in apart if unicodedata.category(char) != "Mn")
    if re.search(r"[^aeiouy\u0300-\u036f][\u0300-\u036f]", apart):
        return False
    if re.search(r"(?:ch?|p|t)$", base) and re.search("[\u0300\u0303\u0309]", apart):
        return False  # a syllable that is cut off has the acute tone or the dot below
    marks = [char for char in apart if unicodedata.category(char) == "Mn"]
    if not base.isascii() or sum(mark in _MARKS for mark in marks) > 1:
        return False
    if any(mark not in _MARKS and mark not in "\u0302\u0306\u031b" for mark in marks):
        return False
    return _SYLLABLE.fullmatch(base) is not None


def strange(text: str) -> bool:
    """Whether a text has letters beyond ASCII in words that cannot be Vietnamese.

    Signs for letters (§, ®, µ) are no letters, so a strange sign inside a word counts, too."""
    if any(char in _SIGNS for char in text):
        return True
    return any(not word.isascii() and not fits(word) for word in _WORD.findall(text))


_SIGNS = frozenset("¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶¸¹»¼½¾×÷†‡‰‹›™œ")


def guess(texts: Iterable[str]) -> str:
    """What texts were stored in, "" when they are Unicode already, "unknown" when they are spoiled
    and no conversion makes Vietnamese of them."""
    words = Counter(word for text in texts for word in _chunks(text))
    if not words:
        return ""
    as_it_is = _share(words, str)
    if as_it_is >= _GOOD:
        return ""
    scores = {name: _share(words, partial(_read, name)) for name in _CONVERSIONS}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _GOOD and scores[best] > as_it_is:
        return best
    return "unknown" if as_it_is < _POOR else ""


def _read(encoding: str, text: str) -> str:
    return convert(text, encoding)


_GOOD, _POOR = 0.75, 0.4


def _chunks(text: str) -> list[str]:
    """The words that have something beyond ASCII, signs and all."""
    return [part.strip(".,;:()/-–\"'") for part in text.split() if not part.isascii()]


def _share(words: Counter[str], reading: Callable[[str], str]) -> float:
    """How much of the text reads as Vietnamese under one reading, 0 to 1."""
    whole = sum(words.values())
    right = sum(count for word, count in words.items() if not strange(reading(word)))
    return right / whole


def mended(texts: Iterable[str], encoding: str) -> Callable[[str], str]:
    """How cells of a sheet that was stored so are had back.

    Where nothing of it is Unicode, all is converted that then reads as Vietnamese; in a sheet that
    is mixed, only what is strange as it stands."""
    mixed = any(char in _BEYOND for text in texts for char in text)

    def mend(text: str) -> str:
        if not encoding or text.isascii() or (mixed and not strange(text)):
            return text
        found = convert(text, encoding)
        return found if strange(text) or not strange(found) else text

    return mend


# Letters that only Unicode has.
_BEYOND = frozenset("ăĂđĐĩĨũŨơƠưƯ") | {chr(code) for code in range(0x1EA0, 0x1EFA)}
