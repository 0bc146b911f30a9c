"""The pages of points that work without an agent: assembled here, pushed when something changed.

One board per point holds what was entered there since this process began. Nothing of it is durable
on the page's side, and the page says so (`link.durable` is false); what was accepted is in the
session's record, and after a restart the board is filled again from the outcomes kept there.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import structlog

from coordinator.conductor import Conductor
from coordinator.console.answers import encode
from coordinator.console.meters import Meters
from coordinator.console.outlet import Outlet, Throttle
from coordinator.core.base import Recorded
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.ports import Head
from coordinator.views.concern import changes_floor, sites_of
from coordinator.views.restricted import Floors, floors
from coordinator.views.roster import Rosters
from coordinator.views.site import own_frame
from wire.codes import CloseCode
from wire.roster import KINDS, entered
from wire.site_view import ActNow, LinkNow
from wire.vocabulary import SiteId

ACTS_SHOWN_MAX = 20
BOARDS_AT_ONCE = 250
REST_EVERY_S = 0.25
ALIVE_EVERY_S = 1.0
VIA = "coordinator"

log = structlog.get_logger()


@dataclass(slots=True)
class Board:
    """One point: who looks, what was entered (oldest first), its own frame as it was sent and the
    order of the people in it."""

    site: SiteId
    outlets: set[Outlet] = field(default_factory=set)
    acts: dict[str, ActNow] = field(default_factory=dict)
    own: bytes = b"null"
    order: tuple[str, ...] = ()
    since_at: int = 0
    filled: bool = False


class SitePages:
    """The listener of one conductor, and the boards of its points."""

    def __init__(self, conductor: Conductor, meters: Meters) -> None:
        self._conductor, self._meters = conductor, meters
        self._boards: dict[SiteId, Board] = {}
        self._rosters = Rosters()
        self._floor = Floors(b"null", b"null", None)
        self._dirty: set[SiteId] = set()
        self._queue: deque[SiteId] = deque()
        self._rest = Throttle(REST_EVERY_S, self._wake)
        self._worker: asyncio.Task[None] | None = None
        self._pulse: asyncio.Task[None] | None = None

    def board(self, site: SiteId) -> Board:
        return self._boards.setdefault(site, Board(site))

    def _watched(self) -> list[SiteId]:
        return [site for site, board in self._boards.items() if board.outlets]

    # --- what the conductor tells ---------------------------------------------------------------

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        """Every point sees the floor at once; what is its own soon. A fault of a view must not
        end the session."""
        watched = self._watched()
        self._rosters.follow(session, recorded)
        if not watched:
            return
        try:
            concerned = sites_of(session, recorded)
            self._dirty.update(watched if concerned is None else concerned.intersection(watched))
            if changes_floor(recorded):
                self._make_floor(session, people)
                self._queue = deque(watched)
                self._send_some(session, people)
            if self._queue:
                self._wake()
            elif self._dirty:
                self._rest.stir()
        except Exception as error:
            log.error("page failed", error=type(error).__name__)

    def _make_floor(self, session: Session, people: People) -> None:
        self._meters.views.labels("page").inc()
        self._floor = floors(session, people, self._conductor.now(), encode)

    def _send_some(self, session: Session, people: People) -> None:
        """The next boards in line, no more than the loop can spare between two turns."""
        for _ in range(min(BOARDS_AT_ONCE, len(self._queue))):
            self._send(session, people, self._queue.popleft())

    def _send(self, session: Session, people: People, site: SiteId) -> None:
        board = self._boards[site]
        if site in self._dirty and site in session.sites:
            self._make_own(session, people, board)
        self._dirty.discard(site)
        self.push(board)

    def _make_own(self, session: Session, people: People, board: Board) -> None:
        roster = self._rosters.now(session, board.site)
        own = own_frame(session, people, self._conductor.watch, board.site, roster)
        board.own, board.order = encode(own), tuple(session.sites[board.site].people)

    def push(self, board: Board) -> None:
        """The whole page to everyone who looks at this board."""
        if board.outlets:
            page = self._page(board)
            for outlet in board.outlets:
                outlet.offer("page", page)

    def _page(self, board: Board) -> bytes:
        """One page. The floor is encoded once for all who may see it and put in as it is."""
        now = self._conductor.now()
        link = LinkNow(True, board.since_at, now, None, 0, VIA, False, False)
        shown = list(board.acts.values())[-ACTS_SHOWN_MAX:]
        waiting = sum(act.state == "waiting" for act in board.acts.values())
        return b"".join(
            (
                b'{"type":"page","view":{"at":%d,"session":' % now,
                encode(self._conductor.id, str),
                b',"floor":',
                self._floor.of((board.site,)),
                b',"own":',
                board.own,
                b',"link":',
                encode(link),
                b',"acts":',
                encode(tuple(reversed(shown)), tuple[ActNow, ...]),
                b',"waiting":%d,"entered":' % waiting,
                encode(_entered(board), str),
                b"}}",
            )
        )

    def _wake(self) -> None:
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._catch_up(), name="site pages")

    async def _catch_up(self) -> None:
        """Send what is due, a part between each two turns of the conductor."""

        def part(session: Session, people: People) -> None:
            if not self._queue:
                self._queue.extend(self._dirty)
            self._send_some(session, people)

        try:
            while self._queue or self._dirty:
                await self._conductor.ask(part)
        except Exception as error:
            log.error("page failed", error=type(error).__name__)

    # --- the pages ------------------------------------------------------------------------------

    async def join(self, site: SiteId, outlet: Outlet) -> bool:
        """Let a page in, with the picture of now; False when there is no such point."""
        board = self.board(site)
        outlet.heard = lambda: self._conductor.heard(site)

        def first(session: Session, people: People) -> bool:
            if site not in session.sites:
                return False
            self.fill(board, session, site)
            if not board.outlets:
                board.since_at = self._conductor.now()
            board.outlets.add(outlet)
            self._make_floor(session, people)
            self._make_own(session, people, board)
            outlet.offer("page", self._page(board))
            outlet.alive(self._conductor.now())
            return True

        found = await self._conductor.ask(first)
        if found and self._pulse is None:
            self._pulse = asyncio.create_task(self._beat(), name=f"pages {self._conductor.id}")
        return found

    def leave(self, site: SiteId, outlet: Outlet) -> None:
        """Forget a page; what was entered on it stays."""
        board = self.board(site)
        board.outlets.discard(outlet)
        if not board.outlets:
            self._rosters.forget(site)
        if not self._watched() and self._pulse is not None:
            self._pulse.cancel()
            self._pulse = None

    def fill(self, board: Board, session: Session, site: SiteId) -> None:
        """Once per process: what the session's record still knows of entries made here."""
        if board.filled:
            return
        board.filled = True
        prefix = f"{site}:"
        known = [
            ActNow(
                id=command_id.removeprefix(prefix),
                what="",
                target="",
                state="accepted" if outcome.accepted else "refused",
                code=outcome.code.value if outcome.code else "",
                made_at=outcome.at,
                settled_at=outcome.at,
            )
            for command_id, outcome in session.outcomes.items()
            if command_id.startswith(prefix)
        ]
        board.acts = {act.id: act for act in known[-ACTS_SHOWN_MAX:]} | board.acts

    def note(self, site: SiteId, act: ActNow) -> ActNow | None:
        """An entry was made; returns what stood there before."""
        board = self.board(site)
        before = self._put(board, act)
        self.push(board)
        return before

    async def settle(self, site: SiteId, act: ActNow) -> None:
        """An entry was settled: what became of it and what it changed are shown together."""
        self._put(self.board(site), act)
        self._dirty.add(site)
        await self._conductor.ask(lambda session, people: self._send(session, people, site))

    def _put(self, board: Board, act: ActNow) -> ActNow | None:
        before = board.acts.get(act.id)
        board.acts[act.id] = replace(act, made_at=before.made_at) if before else act
        while len(board.acts) > 4 * ACTS_SHOWN_MAX:
            del board.acts[next(iter(board.acts))]
        return before

    def withdraw(self, site: SiteId, act_id: str, before: ActNow | None) -> None:
        """The entry could not be handed in: what stood there before stands again."""
        board = self.board(site)
        if before is None:
            board.acts.pop(act_id, None)
        else:
            board.acts[act_id] = before
        self.push(board)

    async def _beat(self) -> None:
        """Once a second, when the conductor has answered."""
        while True:
            await asyncio.sleep(ALIVE_EVERY_S)
            at = await self._conductor.ask(lambda session, people: self._conductor.now())
            for site in self._watched():
                for outlet in self._boards[site].outlets:
                    outlet.alive(at)

    def check_grants(self, grant: str | None = None) -> None:
        """Look at the grants now: of one that was revoked, or of all."""
        for board in self._boards.values():
            for outlet in board.outlets:
                if grant is None or outlet.asker.grant.id == grant:
                    outlet.doubt()

    def moved(self, before: str, after: str) -> None:
        """A browser's cookie has a new value."""
        for board in self._boards.values():
            for outlet in board.outlets:
                outlet.moved(before, after)

    async def close(self) -> None:
        """Say goodbye to every page and stop."""
        self._rest.cancel()
        tasks = [task for task in (self._pulse, self._worker) if task is not None]
        for task in tasks:
            task.cancel()
        outlets = [outlet for board in self._boards.values() for outlet in board.outlets]
        ends = [outlet.close(CloseCode.GOING_AWAY) for outlet in outlets]
        # A page that is only just opening has no socket to close yet; the others hear it anyway.
        await asyncio.gather(*ends, *tasks, return_exceptions=True)


def _entered(board: Board) -> str:
    """What was entered here of each person and has no answer yet."""
    acts = (act for act in board.acts.values() if act.what in KINDS)
    return entered(board.order, ((act.target, act.state, act.word) for act in acts))
