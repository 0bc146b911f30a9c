"""Is a record what was signed? Offline, with the file and, if there are any, a key that was noted
down, a checkpoint that a witness kept, or the three lines that are printed on a paper.

Every byte of the file is covered: events by the signed root, texts by the commitments that stand
in the events, the rest by having only one way to be written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic_core import from_json

from coordinator.evidence.record import Covered, header_of, text_of
from coordinator.evidence.said import Said
from coordinator.evidence.sheet import Fault, Header, Part, parts
from wire.checkpoint import Checkpoint, Verifier, from_base64, opened, unopened
from wire.merkle import Tree


@dataclass(frozen=True, slots=True)
class Kept:
    """What a witness kept: a note, and the key it was pinned to, where the file says it."""

    note: str
    key: Verifier | None = None

    @classmethod
    def read(cls, text: str) -> Kept:
        """From a witness's file: JSON with `note` (or `kept`) and `key`, or the note alone.
        Raises ValueError."""
        if not text.startswith("{"):
            unopened(text)
            return cls(text)
        said = json.loads(text)
        note, key = said.get("kept") or said.get("note"), said.get("key")
        if not isinstance(note, str):
            raise ValueError("no note")
        unopened(note)
        return cls(note, Verifier.read(key) if isinstance(key, str) else None)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a paper says of the record it was made from, in print and as a QR code: how a checkpoint
    begins. A record that went on after it has the same events first."""

    origin: str
    size: int
    root: bytes

    @classmethod
    def read(cls, text: str) -> Printed:
        """From the three lines, which may have become one. Raises ValueError."""
        origin, size, root = text.split()
        if not size.isascii() or not size.isdecimal():
            raise ValueError("no size")
        return cls(origin, int(size), from_base64(root))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds: how many events, until when, signed by whom; `texts` that are in the file and
    `erased` ones that rightly are not."""

    session: str
    checkpoint: Checkpoint
    key: Verifier
    texts: int
    erased: int
    names: bool


def verify(
    lines: Iterable[bytes],
    key: Verifier | None = None,
    kept: Iterable[Kept] = (),
    printed: Iterable[Printed] = (),
) -> Verdict:
    """Read all of a record, and hold it against key, witnesses and papers.

    Raises Fault with the first line that is wrong; line 0 stands for the record as a whole."""
    reading = _Reading(parts(lines))
    checkpoint, header = reading.whole()
    if key is not None and key != header.key:
        raise Fault(1, "other_key")
    for one in kept:
        _hold(one, header, reading.covered.tree)
    for paper in printed:
        _compare(paper, header, reading.covered.tree)
    gone = sum(reading.said.is_gone(one) for one in reading.said.newest.values())
    return Verdict(header.session, checkpoint, header.key, reading.texts, gone, header.names)


class _Reading:
    """One pass over the lines."""

    def __init__(self, found: Iterable[tuple[int, Part, bytes]]) -> None:
        self._found = iter(found)
        _, _, data = next(self._found)
        self.covered = Covered(header_of(data))
        self.said, self.texts = Said(), 0
        self._missing: set[str] | None = None
        self._last_ref = ""
        self._first: Fault | None = None

    def whole(self) -> tuple[Checkpoint, Header]:
        """To the end, since marks and checkpoint may show that an earlier line is to blame."""
        checkpoint: Checkpoint | None = None
        try:
            for number, part, data in self._found:
                checkpoint = self._take(number, part, data)
        except Fault as fault:
            raise min(fault, self._first or fault, key=lambda one: one.line) from None
        if self._first is not None:
            raise self._first
        assert checkpoint is not None, "the last line is the checkpoint"
        return checkpoint, self.covered.header

    def _take(self, number: int, part: Part, data: bytes) -> Checkpoint | None:
        if part is Part.CHECKPOINT:
            return self.covered.checkpoint(number, data)[1]
        if part is Part.EVENT:
            self.covered.event(data)
        elif part is Part.MARKS:
            self.covered.marks(number, data)
        if self._first is None:
            try:
                self._check(number, part, data)
            except Fault as fault:
                self._first = fault
        return None

    def _check(self, number: int, part: Part, data: bytes) -> None:
        if part is Part.EVENT:
            self._event(number, data)
        elif part is Part.TEXT:
            self._text(number, data)
        elif self.covered.header.names and self._wanted():
            raise Fault(number, "missing_text", f"{len(self._wanted())}")

    def _event(self, number: int, data: bytes) -> None:
        try:
            if from_json(data)["rev"] != self.covered.tree.size:
                raise ValueError("not the next event")
            self.said.event(data)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise Fault(number, "event_changed", type(error).__name__) from error

    def _text(self, number: int, data: bytes) -> None:
        text = text_of(number, data)
        if not self.covered.header.names or text.ref <= self._last_ref:
            raise Fault(number, "out_of_order")
        fault = self.said.fault(text)
        if fault is not None:
            raise Fault(number, fault)
        self._last_ref, self.texts = text.ref, self.texts + 1
        self._wanted().discard(text.ref)

    def _wanted(self) -> set[str]:
        """The texts that have not come yet; asked for once all events are known."""
        if self._missing is None:
            self._missing = set(self.said.wanted())
        return self._missing


def _hold(kept: Kept, header: Header, tree: Tree) -> None:
    """Raises Fault when the record denies what a witness kept."""
    if kept.key is not None and kept.key != header.key:
        raise Fault(0, "witness_other_key")
    try:
        found = opened(kept.note, header.key)
    except ValueError as error:
        raise Fault(0, "witness_not_signed") from error
    if found.origin != header.key.origin(header.session):
        raise Fault(0, "witness_other_session")
    if found.size > tree.size:
        raise Fault(0, "witness_has_more", f"{found.size}")
    if tree.root(found.size) != found.root:
        raise Fault(0, "witness_denies", f"{found.size}")


def _compare(paper: Printed, header: Header, tree: Tree) -> None:
    """Raises Fault when the record denies what a paper says."""
    if paper.origin != header.key.origin(header.session):
        raise Fault(0, "paper_other_session")
    if paper.size > tree.size:
        raise Fault(0, "paper_has_more", f"{paper.size}")
    if tree.root(paper.size) != paper.root:
        raise Fault(0, "paper_denies", f"{paper.size}")
