"""Vietnamese spelling as far as two writings of one name go."""

from __future__ import annotations

import re
import unicodedata

_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def canonical(text: str) -> str:
    """A text in which both styles of tone marks, cases and runs of blanks are equal: the tone of
    each word stands at its end."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    words = (
        _TONE.sub("", word) + "".join(_TONE.findall(word)) if _TONE.search(word) else word
        for word in apart.split()
    )
    return unicodedata.normalize("NFC", " ".join(words))
