"""`wire.text.fold`, remembered while a file is looked at: the same cell is asked for many times.

Names stand in it, so whoever looks at a file forgets all of it at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from wire import text

REMEMBERED_MAX = 200_000

_known: dict[str, str] = {}


def fold(value: str) -> str:
    """See `wire.text.fold`."""
    found = _known.get(value)
    if found is None:
        if len(_known) >= REMEMBERED_MAX:
            _known.clear()
        found = _known[value] = text.fold(value)
    return found


@contextmanager
def looking() -> Iterator[None]:
    """While a file is looked at; afterwards nothing is remembered."""
    try:
        yield
    finally:
        _known.clear()


def remembered() -> int:
    """How many texts are remembered now."""
    return len(_known)
