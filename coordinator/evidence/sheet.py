"""The lines of the official record: their order, their one way to be written, what can be wrong.

JSON Lines in UTF-8, each line ended by one line feed: a header, the events (each its bytes as they
are stored), the personal texts that are not erased (by reference), the marks (the first bytes of
each event's leaf hash, so that a changed line can be named), and the signed checkpoint that covers
all events. `docs/evidence.md` is the description.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from pydantic_core import from_json

from wire.checkpoint import Verifier, from_base64, to_base64

FORMAT = "diemcau-record/1"
MARK_BYTES = 4


class Part(IntEnum):
    """What a line is, in the order of the file."""

    HEADER = 0
    EVENT = 1
    TEXT = 2
    MARKS = 3
    CHECKPOINT = 4


_BEGIN = {
    b'{"format":': Part.HEADER,
    b'{"v":': Part.EVENT,
    b'{"ref":': Part.TEXT,
    b'{"marks":': Part.MARKS,
    b'{"checkpoint":': Part.CHECKPOINT,
}
_ONCE = (Part.HEADER, Part.MARKS, Part.CHECKPOINT)


class Fault(Exception):
    """Something is wrong with a record: in which line (from 1), and what, as a stable code."""

    def __init__(self, line: int, code: str, detail: str = "") -> None:
        super().__init__(f"line {line}: {code}" + (f" ({detail})" if detail else ""))
        self.line, self.code, self.detail = line, code, detail


@dataclass(frozen=True, slots=True)
class Header:
    """Whose record it is, the key that signs for it, and whether the texts are in it."""

    session: str
    key: Verifier
    names: bool

    def line(self) -> bytes:
        said = {"format": FORMAT, "session": self.session, "key": str(self.key)}
        return written({**said, "names": self.names})

    @classmethod
    def read(cls, data: bytes) -> Header:
        """Raises ValueError."""
        said = plain(data, ("format", "session", "key", "names"))
        if said["format"] != FORMAT or type(said["names"]) is not bool:
            raise ValueError("not a record of this format")
        return cls(_text(said["session"]), Verifier.read(_text(said["key"])), said["names"])


@dataclass(frozen=True, slots=True)
class TextLine:
    """One personal text with the salt of its commitment."""

    ref: str
    salt: str
    fields: Mapping[str, str]

    def line(self) -> bytes:
        fields = dict(sorted(self.fields.items()))
        return written({"ref": self.ref, "salt": self.salt, "fields": fields})

    @classmethod
    def read(cls, data: bytes) -> TextLine:
        """Raises ValueError."""
        said = plain(data, ("ref", "salt", "fields"))
        fields = said["fields"]
        if not isinstance(fields, dict) or list(fields) != sorted(fields):
            raise ValueError("fields are a sorted object")
        texts = {name: _text(value) for name, value in fields.items()}
        found = cls(_text(said["ref"]), _text(said["salt"]), texts)
        if bytes.fromhex(found.salt).hex() != found.salt:
            raise ValueError("a salt is hex")
        return found


def marks_line(leaves: Iterable[bytes]) -> bytes:
    """The first bytes of every leaf hash."""
    return written({"marks": to_base64(b"".join(leaf[:MARK_BYTES] for leaf in leaves))})


def read_marks(data: bytes) -> bytes:
    """Raises ValueError."""
    return from_base64(_text(plain(data, ("marks",))["marks"]))


def checkpoint_line(note: str) -> bytes:
    return written({"checkpoint": note})


def read_note(data: bytes) -> str:
    """The note of the last line. Raises ValueError."""
    return _text(plain(data, ("checkpoint",))["checkpoint"])


def written(value: object) -> bytes:
    """The one way to write a line that is ours, with its end."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def plain(data: bytes, keys: tuple[str, ...]) -> dict[str, Any]:
    """A line that is ours: these members in this order, written in the one way. Raises
    ValueError."""
    said = from_json(data)
    if not isinstance(said, dict) or tuple(said) != keys or written(said) != data + b"\n":
        raise ValueError("not written as it should be")
    return said


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text")
    return value


def parts(lines: Iterable[bytes]) -> Iterator[tuple[int, Part, bytes]]:
    """Number, part and bytes (without the line feed) of each line, in the order they must have.

    Raises Fault(cut_short | unknown_line | out_of_order | not_a_record)."""
    number, before = 0, None
    for number, line in enumerate(lines, start=1):
        part = _part(number, line)
        if part is not before or part in _ONCE:
            _follow(number, before, part)
        before = part
        yield number, part, line[:-1]
    if before is not Part.CHECKPOINT:
        raise Fault(number + 1, "cut_short")


def _part(number: int, line: bytes) -> Part:
    if not line.endswith(b"\n"):
        raise Fault(number, "cut_short")
    begin = line[: line.find(b":") + 1]
    part = _BEGIN.get(begin)
    if part is None or (number == 1) is not (part is Part.HEADER):
        raise Fault(number, "unknown_line" if number > 1 else "not_a_record")
    return part


def _follow(number: int, before: Part | None, part: Part) -> None:
    """The parts follow one another; texts may be missing, and nothing comes after the end."""
    if before is None:
        return
    if part <= before or (part is Part.CHECKPOINT) is not (before is Part.MARKS):
        raise Fault(number, "out_of_order")


def marked(marks: bytes, leaves: Iterable[bytes]) -> int | None:
    """The first event (from 0) whose leaf does not have its mark; None when all have."""
    at = 0
    for at, leaf in enumerate(leaves, start=1):
        if marks[(at - 1) * MARK_BYTES : at * MARK_BYTES] != leaf[:MARK_BYTES]:
            return at - 1
    return None if len(marks) == at * MARK_BYTES else at
