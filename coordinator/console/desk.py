"""What every handler of the console works with: the desk, and one visit to it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from aiohttp import web
from pydantic import TypeAdapter, ValidationError

from coordinator.conductor import Conductor
from coordinator.console.codes import Codes
from coordinator.console.directories import Directories
from coordinator.console.meters import Meters
from coordinator.console.outlet import Outlet
from coordinator.console.paces import Bucket, Strikes
from coordinator.console.people import Asker, Guests
from coordinator.console.problems import explain
from coordinator.console.route import Route
from coordinator.console.surveys import Surveys
from coordinator.core.base import Refused
from coordinator.evidence.office import Evidence
from coordinator.hall import Hall
from coordinator.handouts import Handouts, Taken
from coordinator.orders import Press
from coordinator.ports import Journal
from coordinator.standing import StandingBook
from coordinator.views.attendance import AttendanceView, SiteDetail
from coordinator.views.speeches import SpeechRow
from wire.codes import Refusal, WireCode
from wire.errors import WireError
from wire.vocabulary import SessionId

if TYPE_CHECKING:
    from coordinator.console.roster_words import RosterApplied
    from coordinator.console.site_pages import SitePages
    from coordinator.console.stream import Broadcast

BODY_BYTES_MAX = 256 * 1024
SIGN_IN_BYTES_MAX = 8 * 1024
# A poor line has time for a large body; who sends a byte now and then does not keep a place.
BODY_S = 30.0
# Files are read by processes of their own, so many at once; what became of the last imports is
# remembered, so that one whose answer was lost can be asked for again.
READERS_MAX = 2
IMPORTS_REMEMBERED_MAX = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ConsoleSettings:
    """`public_origins` are those that pages may come from, beside our own address;
    `secure_cookies` needs HTTPS in front; `metrics_everywhere` serves health, metrics and the API
    description beyond loopback; `bundle` is the folder of the built pages, None when missing."""

    public_origins: tuple[str, ...] = ()
    secure_cookies: bool = False
    metrics_everywhere: bool = False
    bundle: Path | None = None
    streams_max: int = 4_000
    commands_per_s: int = 50
    commands_burst: int = 500
    sign_in_failures_per_min: int = 30
    grant_check_s: float = 60.0


class Reports(Protocol):
    """Who makes the documents; the doors do not know each other, so it is handed in."""

    def attendance_csv(self, view: AttendanceView, details: Sequence[SiteDetail], /) -> str: ...

    def speeches_csv(self, rows: Sequence[SpeechRow], /) -> str: ...

    def file_name(self, what: str, session: str, /) -> str: ...


@dataclass(slots=True)
class Desk:
    """Everything a handler may need; one per console."""

    hall: Hall
    journal: Journal
    settings: ConsoleSettings
    guests: Guests
    meters: Meters
    reports: Reports
    handouts: Handouts
    sign_in_failures: Strikes
    command_pace: Bucket
    routes: Sequence[Route]
    broadcasts: dict[SessionId, Broadcast] = field(default_factory=dict)
    pages: dict[SessionId, SitePages] = field(default_factory=dict)
    directories: dict[SessionId, Directories] = field(default_factory=dict)
    codes: dict[SessionId, Codes] = field(default_factory=dict)
    evidence: Evidence | None = None
    press: Press | None = None
    surveys: Surveys = field(default_factory=Surveys)
    standing: StandingBook | None = None
    imports: asyncio.Lock = field(default_factory=asyncio.Lock)
    readers: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(READERS_MAX))
    imported: dict[tuple[SessionId, str], RosterApplied] = field(default_factory=dict)
    streams: int = 0
    records: int = 0
    written_at: float = -1e9

    def now(self) -> int:
        """Session time; all sessions of a house share one clock."""
        return next((one.now() for one in self.hall), time.time_ns() // 1_000_000)

    def check_grants(self, grant: str | None = None) -> None:
        """Have the streams look at their grants now: those of one that was revoked, or all."""
        for broadcast in self.broadcasts.values():
            broadcast.check_grants(grant)
        for pages in self.pages.values():
            pages.check_grants(grant)

    def moved(self, before: str | None, after: str) -> None:
        """A browser's cookie has a new value: the pages that it has open go on under that."""
        if before is not None:
            for broadcast in self.broadcasts.values():
                broadcast.moved(before, after)
            for pages in self.pages.values():
                pages.moved(before, after)

    def remember_import(self, session: SessionId, command_id: str, answer: RosterApplied) -> None:
        """Keep what an import came to; the oldest is forgotten."""
        self.imported[session, command_id] = answer
        if len(self.imported) > IMPORTS_REMEMBERED_MAX:
            del self.imported[next(iter(self.imported))]

    @contextmanager
    def outlet(self, visit: Visit, now: Callable[[], int]) -> Iterator[Outlet]:
        """A stream for this visit, counted. Raises Refused(busy) when there are too many."""
        if self.streams >= self.settings.streams_max:
            raise Refused(Refusal.BUSY, limit=self.settings.streams_max)
        self.streams += 1
        self.meters.streams.set(self.streams)
        try:
            yield Outlet(visit.who, self.guests, self.meters, now)
        finally:
            self.streams -= 1
            self.meters.streams.set(self.streams)


@dataclass(slots=True)
class Visit:
    """One request, who asks, and the session it is about where the path names one."""

    desk: Desk
    request: web.Request
    asker: Asker | None = None
    session: Conductor | None = None

    @property
    def who(self) -> Asker:
        assert self.asker is not None, "the route table lets nobody in without a grant"
        return self.asker

    @property
    def conductor(self) -> Conductor:
        assert self.session is not None, "the path of this route names a session"
        return self.session

    async def hand_out(self, taken: Taken) -> None:
        """Write down what is about to be given. Raises StorageFull."""
        await self.desk.handouts.note(self.conductor.id, self.who.actor, taken)

    def query(self, name: str) -> str | None:
        return self.request.query.get(name)

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number of the query, from 0 to `most`. Raises WireError(bad_message)."""
        text = self.query(name)
        if text is None:
            return default
        if not text.isascii() or not text.isdigit() or len(text) > 16 or int(text) > most:
            raise WireError(WireCode.BAD_MESSAGE, f"{name}: a whole number up to {most}")
        return int(text)

    async def body(
        self, adapter: TypeAdapter[T], limit: int, tags: frozenset[str] = frozenset()
    ) -> T:
        """The JSON body. Raises WireError(too_big | bad_message | unsupported)."""
        try:
            async with asyncio.timeout(BODY_S):
                data = await _read(self.request, limit)
        except TimeoutError:
            raise WireError(WireCode.BAD_MESSAGE, f"body: not whole within {BODY_S} s") from None
        try:
            return adapter.validate_json(data)
        except ValidationError as error:
            raise explain(error, tags) from None


async def _read(request: web.Request, limit: int) -> bytes:
    """Read no more than is allowed, whatever the length that was announced."""
    if (request.content_length or 0) > limit:
        raise WireError(WireCode.TOO_BIG, f"at most {limit} bytes")
    data = bytearray()
    async for chunk in request.content.iter_any():
        data += chunk
        if len(data) > limit:
            raise WireError(WireCode.TOO_BIG, f"at most {limit} bytes")
    return bytes(data)


def conductor_of(hall: Hall, session: str) -> Conductor:
    """The session's conductor. Raises Refused(unknown_session)."""
    found = hall.get(session)
    if found is None:
        raise Refused(Refusal.UNKNOWN_SESSION)
    return found
