"""The code on an invitation: what its QR holds and what is printed under it in letters.

A code is 8 characters of Crockford's base 32 and one check character. It is drawn at random and
says nothing of the person; only the roster knows whose it is. The check character is the remainder
over GF(32) (generator 2, polynomial x⁵+x²+1): one wrong character or two that changed places are
always noticed, so that a mistyped code is told from one that nobody has. The browser has the same
functions with the same test vectors (`tests/wire/checkin.json`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_CHARS = 9
RANDOM_BYTES = 5
PREFIX = "DC1:"
CODE_PATTERN = r"^[0-9A-HJKMNP-TV-Z]{9}$"

_POLYNOMIAL = 0b100101
_VALUES = {char: value for value, char in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_PASSED_OVER = frozenset(" -\t\r\n")


class CodeFault(StrEnum):
    """Why a text is no code: nothing there, a QR of somebody else, or a slip in typing."""

    NONE = "none"
    EMPTY = "empty"
    FOREIGN = "foreign"
    MISTYPED = "mistyped"


@dataclass(frozen=True, slots=True)
class CodeRead:
    """A text as it was understood; `code` is empty unless `fault` is `none`."""

    code: str
    fault: CodeFault = CodeFault.NONE


def make_code(random: bytes) -> str:
    """The code for 5 random bytes. Raises ValueError for any other number of them."""
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"{RANDOM_BYTES} random bytes, not {len(random)}")
    number = int.from_bytes(random, "big")
    values = [number >> shift & 31 for shift in range(35, -1, -5)]
    values.append(_times_two(_remainder(values)))
    return "".join(ALPHABET[value] for value in values)


def payload(code: str) -> str:
    """What the QR of a code holds: no name, no address."""
    return PREFIX + code


def spaced(code: str) -> str:
    """The code as it is printed in letters: three groups of three."""
    return " ".join(code[at : at + 3] for at in range(0, len(code), 3))


def read_code(text: str) -> CodeRead:
    """What was scanned or typed: either case, with or without the prefix, spaces and hyphens;
    O is read as 0, and I and L as 1."""
    folded = "".join(char for char in text.upper() if char not in _PASSED_OVER)
    if not folded:
        return CodeRead("", CodeFault.EMPTY)
    if not folded.startswith(PREFIX) and any(char in folded for char in ":/."):
        return CodeRead("", CodeFault.FOREIGN)
    values = [_VALUES.get(char) for char in folded.removeprefix(PREFIX)]
    known = [value for value in values if value is not None]
    if len(values) != CODE_CHARS or len(known) != CODE_CHARS or _remainder(known):
        return CodeRead("", CodeFault.MISTYPED)
    return CodeRead("".join(ALPHABET[value] for value in known))


def _times_two(value: int) -> int:
    doubled = value << 1
    return doubled ^ _POLYNOMIAL if doubled & 32 else doubled


def _remainder(values: list[int]) -> int:
    """Of the values as a polynomial at 2, by Horner's rule."""
    remainder = 0
    for value in values:
        remainder = _times_two(remainder) ^ value
    return remainder
