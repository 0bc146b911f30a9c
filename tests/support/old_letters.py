"""Vietnamese as it was stored before Unicode, and Unicode that was spoiled on its way: the other
direction of what the product reads, written down from the standards themselves."""

from __future__ import annotations

import unicodedata

# TCVN 5712:1993 VN3, by code: the letters of the lower half in the order of their codes.
_TCVN3 = {
    0xA1: "Ă", 0xA2: "Â", 0xA3: "Ê", 0xA4: "Ô", 0xA5: "Ơ", 0xA6: "Ư", 0xA7: "Đ", 0xA8: "ă",
    0xA9: "â", 0xAA: "ê", 0xAB: "ô", 0xAC: "ơ", 0xAD: "ư", 0xAE: "đ", 0xB5: "à", 0xB6: "ả",
    0xB7: "ã", 0xB8: "á", 0xB9: "ạ", 0xBB: "ằ", 0xBC: "ẳ", 0xBD: "ẵ", 0xBE: "ắ", 0xC6: "ặ",
    0xC7: "ầ", 0xC8: "ẩ", 0xC9: "ẫ", 0xCA: "ấ", 0xCB: "ậ", 0xCC: "è", 0xCE: "ẻ", 0xCF: "ẽ",
    0xD0: "é", 0xD1: "ẹ", 0xD2: "ề", 0xD3: "ể", 0xD4: "ễ", 0xD5: "ế", 0xD6: "ệ", 0xD7: "ì",
    0xD8: "ỉ", 0xDC: "ĩ", 0xDD: "í", 0xDE: "ị", 0xDF: "ò", 0xE1: "ỏ", 0xE2: "õ", 0xE3: "ó",
    0xE4: "ọ", 0xE5: "ồ", 0xE6: "ổ", 0xE7: "ỗ", 0xE8: "ố", 0xE9: "ộ", 0xEA: "ờ", 0xEB: "ở",
    0xEC: "ỡ", 0xED: "ớ", 0xEE: "ợ", 0xEF: "ù", 0xF1: "ủ", 0xF2: "ũ", 0xF3: "ú", 0xF4: "ụ",
    0xF5: "ừ", 0xF6: "ử", 0xF7: "ữ", 0xF8: "ứ", 0xF9: "ự", 0xFA: "ỳ", 0xFB: "ỷ", 0xFC: "ỹ",
    0xFD: "ý", 0xFE: "ỵ",
}  # fmt: skip
_TO_TCVN3 = {letter: chr(code) for code, letter in _TCVN3.items()}

_HATS = {"\u0302": "circumflex", "\u0306": "breve"}
_SIGNS = {
    ("", "\u0300"): "ø", ("", "\u0301"): "ù", ("", "\u0309"): "û", ("", "\u0303"): "õ",
    ("", "\u0323"): "ï", ("circumflex", ""): "â", ("circumflex", "\u0300"): "à",
    ("circumflex", "\u0301"): "á", ("circumflex", "\u0309"): "å", ("circumflex", "\u0303"): "ã",
    ("circumflex", "\u0323"): "ä", ("breve", ""): "ê", ("breve", "\u0300"): "è",
    ("breve", "\u0301"): "é", ("breve", "\u0309"): "ú", ("breve", "\u0303"): "ü",
    ("breve", "\u0323"): "ë",
}  # fmt: skip
_ALONE = dict(zip("đỉĩịỵĐỈĨỊỴìíÌÍ", "ñæóòîÑÆÓÒÎìíÌÍ", strict=True))
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def tcvn3(text: str) -> str:
    """The text as a TCVN3 font's text looks in Windows-1252. Capitals with tones are written in
    capital fonts only, so they come out small."""
    return "".join(_TO_TCVN3.get(char) or _TO_TCVN3.get(char.lower(), char) for char in text)


def vni(text: str) -> str:
    """The text as a VNI font's text looks in Windows-1252."""
    return "".join(map(_vni, text))


def _vni(char: str) -> str:
    if char in _ALONE or char.isascii():
        return _ALONE.get(char, char)
    marks = unicodedata.normalize("NFD", char)
    if len(marks) == 1:
        return char
    horn = "\u031b" in marks
    base = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[marks[0]] if horn else marks[0]
    hat = next((_HATS[mark] for mark in marks if mark in _HATS), "")
    tone = next((mark for mark in marks if mark in _TONES), "")
    sign = _SIGNS.get((hat, tone), "")
    return base + (sign.upper() if base.isupper() else sign)


def windows_1258(text: str) -> bytes:
    """The bytes of Windows-1258: a letter with its hat, then its tone."""
    parts = []
    for char in text:
        try:
            parts.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", char)
            letter = "".join(mark for mark in marks if mark not in _TONES)
            tone = "".join(mark for mark in marks if mark in _TONES)
            parts.append((unicodedata.normalize("NFC", letter) + tone).encode("cp1258"))
    return b"".join(parts)


def doubled(text: str) -> str:
    """UTF-8 that was read as Windows-1252."""
    return "".join(_read(byte) for byte in text.encode())


def _read(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def lost(text: str) -> str:
    """What a program leaves that knows Windows-1252 only: question marks."""
    return text.encode("cp1252", "replace").decode("cp1252")
