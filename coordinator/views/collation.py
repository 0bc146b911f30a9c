"""Names in the order of Vietnamese dictionaries: đ after d, ă and â after a, marks of tone last."""

from __future__ import annotations

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Circumflex, breve and horn make letters of their own; every other mark is one of tone.
_OF_LETTERS = "\u0302\u0306\u031b"

Place = tuple[tuple[int, ...], str]


def collated(name: str) -> Place:
    """The place of a name in Vietnamese order."""
    lower = name.lower()
    letters = tuple(_place(char) for char in lower)
    return letters, lower


def _place(char: str) -> int:
    if char in _LETTERS:
        return 1 + _LETTERS.index(char)
    bare = _without_tone(char)
    return 1 + _LETTERS.index(bare) if bare in _LETTERS else 0


def _without_tone(char: str) -> str:
    """ "ấ" is an â, "ạ" an a: what is left when the mark of tone is taken off."""
    apart = unicodedata.normalize("NFD", char)
    kept = [mark for mark in apart[1:] if mark in _OF_LETTERS]
    return unicodedata.normalize("NFC", apart[0] + "".join(kept))
