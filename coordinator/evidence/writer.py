"""The official record, written: in pages, as bytes, so that a meeting that goes on is never slowed.

Events are passed on as they are stored. Texts come after them, as they stand at the last event of
the file: what a commit changes while they are read is read again, and its events are added.
"""

from __future__ import annotations

import asyncio
import json
import zlib
from bisect import bisect_right
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from coordinator.core.people import PrivateRow
from coordinator.evidence.said import Said
from coordinator.evidence.sheet import Header, TextLine, checkpoint_line, marks_line
from coordinator.ports import Journal
from wire.checkpoint import Verifier
from wire.merkle import Tree
from wire.vocabulary import SessionId

PAGE_EVENTS = 500
PAGE_TEXTS = 500
PIECE_BYTES = 256 * 1024
DUTY = "duty:"  # telephones of points: no event commits to them, so they are no part of the record

Kept = list[tuple[str, str | None, str]]


class Notary(Protocol):
    """What the writer needs of a session's notary."""

    @property
    def session(self) -> SessionId: ...

    @property
    def verifier(self) -> Verifier: ...

    @property
    def tree(self) -> Tree: ...

    async def covering(self, size: int) -> str:
        """A signed note over the first `size` events, which the tree then has, too."""


async def chunks(journal: Journal, notary: Notary, *, names: bool) -> AsyncIterator[bytes]:
    """The record of a session, in pieces fit to be sent. `names`: with the personal texts."""
    session = notary.session
    yield Header(session, notary.verifier, names).line()
    size = 0
    while events := await journal.stored(session, size, PAGE_EVENTS):
        size += len(events)
        for piece in in_pieces(events):
            yield piece
    if names:
        texts = Texts()
        await texts.read(journal, session)
        while events := await texts.changes(journal, session, size):
            size += len(events)
            for piece in in_pieces(events):
                yield piece
        for page in texts.lines():
            yield await asyncio.to_thread(b"".join, page)
    note = await notary.covering(size)
    yield await asyncio.to_thread(marks_line, notary.tree.leaves(size))
    yield checkpoint_line(note)


def in_pieces(events: Iterable[bytes]) -> Iterator[bytes]:
    """Events as lines, so many together as make a piece: one that names 500 people has 90 KB, and
    a page of those must not be put together, nor sent, in one breath."""
    piece = bytearray()
    for event in events:
        piece += event
        piece += b"\n"
        if len(piece) >= PIECE_BYTES:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)


@dataclass(slots=True)
class Texts:
    """The texts of a session in pages that are kept small until they are written; `patches` are
    those that were read again (None: gone), `forgotten` the persons erased meanwhile."""

    pages: list[bytes] = field(default_factory=list)
    patches: dict[str, bytes | None] = field(default_factory=dict)
    forgotten: set[str] = field(default_factory=set)

    async def read(self, journal: Journal, session: SessionId) -> None:
        """All that there are now."""
        after = ""
        while rows := await journal.texts(session, after, PAGE_TEXTS):
            after = rows[-1].ref
            self.pages.append(await asyncio.to_thread(_packed, rows))

    async def changes(self, journal: Journal, session: SessionId, size: int) -> list[bytes]:
        """Events after `size` up to the last that changes a text; those texts are read again.
        Empty when nothing has: then the texts stand as of `size`."""
        events: list[bytes] = []
        while page := await journal.stored(session, size + len(events), PAGE_EVENTS):
            events += page
        said, last = Said(), 0
        for number, data in enumerate(events, start=1):
            if said.event(data):
                last = number
        refs = [*said.newest, *said.gone]
        self.forgotten |= said.gone
        self.patches.update(dict.fromkeys(refs))
        for row in await journal.texts_of(session, refs):
            self.patches[row.ref] = _line(row)
        return events[:last]

    def lines(self) -> Iterator[list[bytes]]:
        """Page by page, by reference."""
        patched = sorted(self.patches)
        at = 0
        for page in self.pages:
            kept = _unpacked(page)
            end = bisect_right(patched, kept[-1][0])
            yield self._page(kept, patched[at:end])
            at = end
        yield [line for ref in patched[at:] if (line := self.patches[ref]) is not None]

    def _page(self, kept: Kept, patched: Iterable[str]) -> list[bytes]:
        lines = {
            ref: line.encode()
            for ref, owner, line in kept
            if ref not in self.patches and owner not in self.forgotten
        }
        lines |= {ref: line for ref in patched if (line := self.patches[ref]) is not None}
        return [lines[ref] for ref in sorted(lines) if not ref.startswith(DUTY)]


def _packed(rows: Iterable[PrivateRow]) -> bytes:
    kept = [(row.ref, row.owner, _line(row).decode()) for row in rows]
    return zlib.compress(json.dumps(kept).encode(), 1)


def _unpacked(page: bytes) -> Kept:
    kept: Kept = json.loads(zlib.decompress(page))
    return kept


def _line(row: PrivateRow) -> bytes:
    return TextLine(row.ref, row.salt, row.fields).line()
