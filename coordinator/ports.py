"""What the conductor and the doors need from the world: a journal, a registry, a clock.

Adapters sit under `coordinator/journal`; each sits the same exam (`tests/contract/`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coordinator.core.base import Recorded
from coordinator.core.people import People, PrivateRow
from coordinator.core.state import Session
from coordinator.core.watch import MinuteSum
from wire.vocabulary import Role, SessionId, SiteId


class StorageFull(Exception):
    """The disk is full: the batch was rolled back and nothing of it is durable."""


class JournalUnavailable(Exception):
    """The journal can no longer promise anything (failed fsync, broken chain): the process ends."""


class StoreLocked(Exception):
    """Another process holds the store; the text names its pid and host, for people to read."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one turn of a conductor makes durable at once: events with contiguous revisions,
    personal texts they refer to, and references whose texts must go."""

    session: SessionId
    events: tuple[Recorded, ...]
    private: tuple[PrivateRow, ...] = ()
    erased: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a session's chain: last revision and hash link (hex; "" when empty)."""

    rev: int
    link: str


@dataclass(frozen=True, slots=True)
class Made:
    """A state as bytes at its revision: first what is no person, then the people in chunks."""

    session: SessionId
    rev: int
    parts: tuple[bytes, ...]


class Slices(Protocol):
    """A state as it is encoded, a part between each two turns."""

    def touched(self, recorded: Sequence[Recorded]) -> None:
        """A commit has changed it meanwhile."""

    def go_on(self, session: Session) -> bool:
        """Encode the next part; True when only the end is left."""

    def finish(self, session: Session) -> Made:
        """The end, at the revision of now; no commit since the last `go_on`."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A session brought back by snapshot and replay, with the texts people may read."""

    session: Session
    people: People
    head: Head


@dataclass(frozen=True, slots=True)
class Grant:
    """A credential: what its bearer may do. The secret itself is never kept, only its hash.

    `session` None means all sessions (administration); `sites` limits a site's credential."""

    id: str
    role: Role
    session: SessionId | None
    sites: tuple[SiteId, ...] = ()
    created_at: int = 0
    revoked_at: int | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two signed notes about one record that cannot both be true, or one that it denies.

    `by` is who found it: a point, or the store itself at its opening; `kind` is one of
    `wire.witness.Doubt`; `kept` is the note that was kept, `shown` what came later."""

    by: str
    kind: str
    kept: str
    shown: str
    at: int


@dataclass(frozen=True, slots=True)
class StandingMember:
    """One member of a standing roster. Name, post and telephone lie with the personal texts of
    `STANDING`, under the member's id."""

    id: str
    site: SiteId
    head: bool = False


@dataclass(frozen=True, slots=True)
class StandingRoster:
    """People who are invited to meeting after meeting; `series` names those meetings, and `session`
    is the one it was made for ("": not known, made by an older program)."""

    id: str
    name: str
    series: str = ""
    members: tuple[StandingMember, ...] = ()
    updated_at: int = 0
    session: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    """Something of a session that was taken out of the program: by which credential in which role
    (`by` is "admin" for the command line), what and how it was written, and whether people or
    telephones stand in it. Never who these are."""

    at: int
    session: SessionId
    by: str
    role: Role
    what: str
    format: str
    names: bool
    phones: bool = False


# Where the personal texts of standing members are kept: no session can have this id.
STANDING = SessionId("~standing")


class Journal(Protocol):
    """An append-only log per session, with snapshots and the erasable people store beside it."""

    async def append(self, batch: Batch, *, reserve: bool = False) -> Head:
        """Make the batch durable. `reserve` may use the space kept back for the host.

        Raises StorageFull (rolled back), JournalUnavailable (the process must end)."""

    async def load(self, session: SessionId) -> Loaded:
        """Replay a session; an unknown one comes back empty at revision 0.

        Raises JournalUnavailable naming the first bad event if the chain does not hold."""

    async def sessions(self) -> list[SessionId]: ...

    async def events(self, session: SessionId, after: int, limit: int) -> list[Recorded]:
        """Events with revision > `after`, in order, at most `limit`."""

    async def stored(self, session: SessionId, after: int, limit: int) -> list[bytes]:
        """The same events, each as its bytes are stored; nothing is decoded."""

    async def texts(self, session: SessionId, after: str, limit: int) -> list[PrivateRow]:
        """Personal texts with a reference > `after`, by reference, at most `limit`."""

    async def texts_of(self, session: SessionId, refs: Sequence[str]) -> list[PrivateRow]:
        """Those of these texts that are there."""

    async def keep_checkpoint(self, session: SessionId, size: int, note: str) -> None:
        """Keep a signed note; the first of a size stands. Left out while the disk is full."""

    async def checkpoint(self, session: SessionId) -> str | None:
        """The note of the largest size."""

    async def keep_contradiction(self, session: SessionId, found: Contradiction) -> None:
        """Told again, it is the same. Left out while the disk is full."""

    async def contradictions(self, session: SessionId) -> list[Contradiction]:
        """In the order of their time."""

    async def head(self, session: SessionId) -> Head: ...

    def slices(self, session: Session) -> Slices:
        """Begin to encode the session's state."""

    async def snapshot(self, state: Session | Made) -> None:
        """Keep the state at its revision, bound to the chain's link there."""

    async def mark_alive(self, at: int) -> None: ...

    async def alive_at(self) -> int | None: ...

    async def keep_minutes(self, session: SessionId, sums: Sequence[MinuteSum]) -> None: ...

    async def minutes(self, session: SessionId, site: SiteId) -> list[MinuteSum]: ...

    async def backup(self, target: Path) -> None:
        """One consistent copy of the whole store as one file."""

    async def close(self) -> None: ...


class Registry(Protocol):
    """Credentials and sign-ins, audited apart from the sessions. Hashes are SHA-256, hex."""

    async def add_grant(self, grant: Grant, secret_hash: str) -> None: ...

    async def grant(self, secret_hash: str) -> Grant | None:
        """The grant of a secret, unless revoked or unknown."""

    async def grants(self, session: SessionId | None) -> list[Grant]: ...

    async def revoke(self, grant_id: str, at: int) -> None: ...

    async def sign_in(self, cookie_hash: str, grant_id: str, expires_at: int) -> None:
        """Add a grant to a browser's sign-in."""

    async def signed_in(self, cookie_hash: str, now: int) -> list[Grant]:
        """The grants of a browser's sign-in that still hold, what ends last at the end."""

    async def sign_out(self, cookie_hash: str) -> None: ...

    async def keep_standing(self, roster: StandingRoster) -> None:
        """Make or replace a standing roster. Raises StorageFull."""

    async def drop_standing(self, roster_id: str) -> None: ...

    async def standing(self) -> list[StandingRoster]:
        """All standing rosters by name."""

    async def set_series(self, session: SessionId, name: str) -> None:
        """The series that a session belongs to; "" for none. Raises StorageFull."""

    async def series(self) -> dict[SessionId, str]:
        """The series of those sessions that belong to one."""

    async def keep_handout(self, handout: Handout) -> None:
        """Write down what is about to be given out; may use the space that is kept back.

        Raises StorageFull: then it must not be given."""

    async def handouts(self, session: SessionId, limit: int) -> list[Handout]:
        """What was taken of a session, the newest first, at most `limit`."""

    async def remember_places(self, session: SessionId, sites: Mapping[str, SiteId]) -> None:
        """Which points texts of roster files mean, by the texts' hashes. Raises StorageFull."""

    async def places_remembered(self, session: SessionId) -> dict[str, SiteId]:
        """What was remembered of a session's roster files."""


class Clock(Protocol):
    """Session time in ms since the epoch: never runs backwards, unmoved by a stepped wall clock."""

    def now(self) -> int: ...
