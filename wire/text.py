"""Text from outside: what may enter, and how names are folded for search.

Rules: NFC, no control, bidirectional or invisible characters, a stated length. The fold makes
"Đắk Lắk", "dak lak" and both placements of a tone mark (hòa, hoà) equal; the browser has the
same function with the same test vectors (`tests/wire/fold.json`).
"""

from __future__ import annotations

import unicodedata

from wire.codes import WireCode
from wire.errors import WireError
from wire.limits import NAME_CHARS_MAX, TEXT_CHARS_MAX

# Invisible or order-changing characters that let one name look like another.
_HIDDEN = frozenset(
    chr(point)
    for span in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069))
    for point in range(span[0], span[1] + 1)
) | {"\ufeff", "\u00ad"}


def clean_name(value: str) -> str:
    """One line of 1–120 characters, NFC and trimmed. Raises WireError(bad_name)."""
    return _clean(value, NAME_CHARS_MAX, lines=False)


def clean_text(value: str) -> str:
    """Free text of 1–1,000 characters; line breaks are allowed. Raises WireError(bad_name)."""
    return _clean(value, TEXT_CHARS_MAX, lines=True)


def _clean(value: str, limit: int, *, lines: bool) -> str:
    text = unicodedata.normalize("NFC", value).strip()
    if not text:
        raise WireError(WireCode.BAD_NAME, "empty")
    if len(text) > limit:
        raise WireError(WireCode.BAD_NAME, f"longer than {limit} characters")
    for position, char in enumerate(text):
        if char == "\n" and lines:
            continue
        if char in _HIDDEN or unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"}:
            raise WireError(WireCode.BAD_NAME, f"character U+{ord(char):04X} at {position}")
    return text


def fold(value: str) -> str:
    """Lower case without diacritics, đ as d, apostrophes and runs of space unified."""
    plain = value.replace("Đ", "D").replace("đ", "d").replace("’", "'")
    marks_off = "".join(
        char for char in unicodedata.normalize("NFD", plain) if unicodedata.category(char) != "Mn"
    )
    return " ".join(marks_off.casefold().split())
