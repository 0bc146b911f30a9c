"""The chain, and bringing a session back along it.

Link of an event = SHA-256(previous link ‖ the event's bytes), links as 64 lower-case hex
characters in ASCII, the empty string before the first. All stored bytes are hashed; only what
follows the snapshot is decoded.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from coordinator.core.base import Recorded
from coordinator.core.fold import evolve
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.journal import codec
from coordinator.ports import Head, JournalUnavailable, Loaded, Made
from wire.vocabulary import SessionId

EMPTY = Head(0, "")
# A great state is packed, so that the one thread that writes is not long in writing it.
PACKED_FROM_BYTES, LEVEL = 1_000_000, 1
_JSON_BEGINS = b"{"


def link(previous: str, data: bytes) -> str:
    """The next link of a chain, hex."""
    return hashlib.sha256(previous.encode() + data).hexdigest()


@dataclass(frozen=True, slots=True)
class Row:
    """One event as it is stored."""

    rev: int
    link: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state as it is stored: bound to the chain by its link, to its own bytes by `digest`, and
    to the program that made it by `fold` (`codec.fold_print`)."""

    rev: int
    link: str
    fold: str
    digest: str
    data: bytes


def snapshot_of(state: Session | Made, link_there: str) -> Snapshot:
    """The state at its revision. `link_there` is the chain's link at that revision."""
    parts = state.parts if isinstance(state, Made) else (codec.encode_state(state),)
    whole = codec.pieces(parts) if isinstance(state, Made) else parts
    data = _packed(whole) if sum(map(len, parts)) >= PACKED_FROM_BYTES else b"".join(whole)
    digest = link(link_there, data)
    return Snapshot(state.rev, link_there, codec.fold_print(), digest, data)


def _packed(pieces: Iterable[bytes]) -> bytes:
    """Packed a piece at a time: to put a great state together first would hold up everybody who
    shares the interpreter, and take its memory twice."""
    packer = zlib.compressobj(LEVEL)
    return b"".join([*map(packer.compress, pieces), packer.flush()])


def restored(snapshot: Snapshot) -> Session | None:
    """The state of a snapshot, or None if it is damaged or another program's.

    A snapshot only saves time, so that one which cannot be used is passed over."""
    if snapshot.fold != codec.fold_print():
        return None
    if link(snapshot.link, snapshot.data) != snapshot.digest:
        return None
    plain = snapshot.data.startswith(_JSON_BEGINS)
    try:
        session = codec.decode_state(snapshot.data if plain else zlib.decompress(snapshot.data))
    except (ValueError, zlib.error):
        return None
    return session if session.rev == snapshot.rev else None


def read(session: SessionId, row: Row) -> Recorded:
    """The event of a row. Raises JournalUnavailable if this program cannot read it."""
    try:
        recorded = codec.decode(row.data)
        if recorded.rev != row.rev:
            raise ValueError(f"it says that it is revision {recorded.rev}")
    except ValueError as error:
        # The error's own text may quote the record; only its kind goes into ours.
        reason = str(error) if type(error) is ValueError else type(error).__name__
        text = f"session {session}: cannot read the event at revision {row.rev}: {reason}"
        raise JournalUnavailable(text) from error
    return recorded


class Replay:
    """Follows the chain of one session to its head. Feed the rows in order, then finish.

    `snapshots` are candidates, newest first; the first whose link is that of its revision's row
    and whose bytes are whole is where decoding begins (`links` has the rows' links by revision).
    """

    def __init__(
        self, session: SessionId, snapshots: Iterable[Snapshot], links: dict[int, str], head: Head
    ) -> None:
        self._at = EMPTY
        self._head = head
        self._session = Session(session)
        for snapshot in snapshots:
            state = restored(snapshot) if links.get(snapshot.rev) == snapshot.link else None
            if state is not None and state.id == session:
                self._session = state
                break

    @property
    def decoded_from(self) -> int:
        """The revision after which events are decoded, not only hashed."""
        return self._session.rev

    def feed(self, rows: Iterable[Row]) -> None:
        """Check and apply the next rows. Raises JournalUnavailable naming the first bad one."""
        for row in rows:
            expected = self._at.rev + 1
            if row.rev != expected or expected > self._head.rev:
                raise self._broken(min(expected, row.rev))
            if link(self._at.link, row.data) != row.link:
                raise self._broken(row.rev)
            self._at = Head(row.rev, row.link)
            if row.rev > self._session.rev:
                evolve(self._session, read(self._session.id, row))

    def finish(self, people: People) -> Loaded:
        """The session at its head. Raises JournalUnavailable when the chain ends early."""
        if self._at != self._head:
            raise self._broken(min(self._at.rev + 1, self._head.rev))
        return Loaded(self._session, people, self._head)

    def _broken(self, rev: int) -> JournalUnavailable:
        return JournalUnavailable(
            f"session {self._session.id}: the chain does not hold at revision {rev}; "
            "the record was changed or damaged from there on"
        )
