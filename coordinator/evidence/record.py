"""The official record, read back.

    read(lines: Iterable[bytes]) -> Record(session: Session, people: People, head: Head,
                                           checkpoint: Checkpoint, note: str, key: Verifier)

`lines` is a binary file, or anything that gives its lines with their ends. The record is replayed
through the same fold as the coordinator's own, so that whatever can be computed there can be
computed from the file. The events that are read are whole: root and signature hold. Whether every
text is the one that was committed to is for `coordinator.evidence.verify` to say.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pydantic_core import from_json

from coordinator.core.fold import evolve
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.evidence.sheet import (
    Fault,
    Header,
    Part,
    TextLine,
    marked,
    parts,
    read_marks,
    read_note,
)
from coordinator.journal import codec
from coordinator.journal.replay import link
from coordinator.ports import Head
from wire.checkpoint import Checkpoint, Verifier, opened
from wire.merkle import Tree, leaf_hash
from wire.vocabulary import SessionId

FIRST_EVENT_LINE = 2


@dataclass(frozen=True, slots=True)
class Record:
    """A session as its record tells it; `note` is the signed checkpoint, `key` who signed."""

    session: Session
    people: People
    head: Head
    checkpoint: Checkpoint
    note: str
    key: Verifier


@dataclass(slots=True)
class Covered:
    """The events met so far, and whether marks and checkpoint cover them. `unlike`: the lines of
    the first event without its mark, and of the marks."""

    header: Header
    tree: Tree = field(default_factory=Tree)
    unlike: tuple[int, int] | None = None

    def event(self, data: bytes) -> None:
        self.tree.append(leaf_hash(data))

    def marks(self, number: int, data: bytes) -> None:
        """Find the first event that is unlike its mark; the checkpoint tells which of the two is
        wrong. Raises Fault(bad_line)."""
        try:
            marks = read_marks(data)
        except ValueError as error:
            raise Fault(number, "bad_line") from error
        wrong = marked(marks, self.tree.leaves(self.tree.size))
        self.unlike = None if wrong is None else (wrong + FIRST_EVENT_LINE, number)

    def checkpoint(self, number: int, data: bytes) -> tuple[str, Checkpoint]:
        """Raises Fault(bad_line | bad_signature | other_session | event_changed | other_size |
        other_root)."""
        try:
            note = read_note(data)
        except ValueError as error:
            raise Fault(number, "bad_line") from error
        key = self.header.key
        try:
            found = opened(note, key)
        except ValueError as error:
            raise Fault(number, "bad_signature") from error
        if note.count("\n\u2014 ") != 1:
            raise Fault(number, "bad_line")
        if found.origin != key.origin(self.header.session):
            raise Fault(1, "other_session")
        self._compare(number, found)
        return note, found

    def _compare(self, number: int, found: Checkpoint) -> None:
        whole = (found.size, found.root) == (self.tree.size, self.tree.root())
        if self.unlike is not None:
            event, marks = self.unlike
            raise Fault(marks, "bad_marks") if whole else Fault(event, "event_changed")
        if not whole:
            code = "other_root" if found.size == self.tree.size else "other_size"
            raise Fault(number, code, f"{found.size}")


def header_of(data: bytes) -> Header:
    """Raises Fault(bad_line)."""
    try:
        return Header.read(data)
    except ValueError as error:
        raise Fault(1, "bad_line") from error


def read(lines: Iterable[bytes]) -> Record:
    """See above. Raises Fault."""
    with _no_collections():
        return _read(parts(lines))


def _read(found: Iterator[tuple[int, Part, bytes]]) -> Record:
    _, _, data = next(found)
    covered = Covered(header_of(data))
    session, people = Session(SessionId(covered.header.session)), People()
    end, note = "", ("", Checkpoint("", 0, b"", 0))
    for number, part, data in found:
        if part is Part.EVENT:
            covered.event(data)
            end = link(end, data)
            _replay(session, number, data)
        elif part is Part.TEXT:
            _keep(people, number, data)
        elif part is Part.MARKS:
            covered.marks(number, data)
        else:
            note = covered.checkpoint(number, data)
    key = covered.header.key
    return Record(session, people, Head(session.rev, end), note[1], note[0], key)


def _keep(people: People, number: int, data: bytes) -> None:
    try:
        text = from_json(data)
        people.texts[text["ref"]] = text["fields"]
    except (ValueError, LookupError, TypeError) as error:
        raise Fault(number, "bad_line") from error


def text_of(number: int, data: bytes) -> TextLine:
    """A text, written in the one way. Raises Fault(bad_line)."""
    try:
        return TextLine.read(data)
    except ValueError as error:
        raise Fault(number, "bad_line") from error


def _replay(session: Session, number: int, data: bytes) -> None:
    try:
        evolve(session, codec.decode(data))
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        # Whatever the core says of an event that it never made.
        raise Fault(number, "bad_event", type(error).__name__) from error


@contextmanager
def _no_collections() -> Iterator[None]:
    """What is read stays, so that looking through it again and again for garbage only costs."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
