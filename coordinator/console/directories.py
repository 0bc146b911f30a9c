"""The directory of a session as bytes: made in slices between two turns, packed beside the loop,
and kept until an event changes it, so that ten consoles that come back cost one.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from coordinator.conductor import Conductor
from coordinator.console.answers import encode
from coordinator.core.base import Recorded
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.ports import Head
from coordinator.views.directory import (
    Directory,
    DirectoryRow,
    changes_directory,
    directory_rows,
)
from coordinator.views.points import order_of

ROWS_AT_ONCE = 1_000
GZIP_LEVEL = 6
_EMPTY_END = b"[]}"


@dataclass(frozen=True, slots=True)
class Packed:
    """The body of an answer, gzipped (RFC 1952), and its entity tag over every byte of it."""

    tag: str
    body: bytes

    def plain(self) -> bytes:
        return gzip.decompress(self.body)


class Directories:
    """The listener of one conductor; with telephones, and without."""

    def __init__(self, conductor: Conductor) -> None:
        self._conductor = conductor
        self._version = 0
        self._kept: dict[bool, Packed] = {}
        self._making = asyncio.Lock()

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        """Forget what an event may have changed."""
        if changes_directory(recorded):
            self._version += 1
            self._kept.clear()

    async def packed(self, *, phones: bool) -> Packed:
        """The directory of now."""
        async with self._making:
            while phones not in self._kept:
                version, parts = self._version, await self._parts(phones=phones)
                made = await asyncio.to_thread(_pack, parts)
                if version == self._version:
                    self._kept[phones] = made
            return self._kept[phones]

    async def _parts(self, *, phones: bool) -> list[bytes]:
        """Its JSON in pieces. A change while it is made is seen by its version."""
        head = await self._conductor.ask(lambda session, people: encode(_without_rows(session)))
        if not head.endswith(_EMPTY_END):
            raise AssertionError("the rows must be the directory's last field")
        parts, start = [head[: -len(_EMPTY_END)], b"["], 0
        while rows := await self._conductor.ask(partial(_rows, start=start, phones=phones)):
            parts += [b"," if start else b"", rows]
            start += ROWS_AT_ONCE
        return [*parts, b"]}"]


def _without_rows(session: Session) -> Directory:
    return Directory(session.id, session.title, order_of(session), tuple(session.tiles), ())


def _rows(session: Session, people: People, *, start: int, phones: bool) -> bytes:
    """So many rows from `start`, as JSON without the brackets around them."""
    sites = islice(session.site_order, start, start + ROWS_AT_ONCE)
    rows = directory_rows(session, people, sites, phones=phones)
    return encode(rows, tuple[DirectoryRow, ...])[1:-1]


def _pack(parts: Sequence[bytes]) -> Packed:
    body = b"".join(parts)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    # Without a time in it the same directory gives the same bytes.
    return Packed(tag, gzip.compress(body, GZIP_LEVEL, mtime=0))
