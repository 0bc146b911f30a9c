"""THE loop: takes what waits, steps it, makes it durable once, then publishes and answers.

One conductor owns one session, and is the only caller of `advance` and `step`, so there is no
lock. Refusals, too, are answered only after the commit: they may rest on an event of the same
batch. Readers see what listeners were shown after a commit, or ask through `ask`.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from coordinator.core import meeting
from coordinator.core.base import Asked, Draft, Outcome, PersonErased, Recorded, Refused
from coordinator.core.health import Reading
from coordinator.core.people import People, PrivateRow
from coordinator.core.receipts import Standing
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.ports import Batch, Clock, Head, Journal, Loaded, StorageFull
from wire.codes import Refusal
from wire.limits import LOST_AFTER_S
from wire.vocabulary import Presence, SiteId

INBOX_MAX = 20_000
BATCH_MAX = 500
WAIT_MS_MAX = 1_000
STALL_MS = 1_000
SNAPSHOT_EVERY = 5_000
RECONNECT_WINDOW_MS = 5_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Submission:
    """A command with the personal texts it brings. `privileged`: a host's, accepted when storage
    or the inbox is full."""

    asked: Asked
    private: tuple[PrivateRow, ...] = ()
    privileged: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a submission, durable when it is given."""

    outcome: Outcome
    standing: Standing = Standing.NEW
    duplicate: bool = False


class Listener(Protocol):
    """Somebody who is shown each commit, before the next step can change the state."""

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None: ...


@dataclass(slots=True)
class _Waiting:
    submission: Submission
    answer: asyncio.Future[Answer]


class Conductor:
    """The owner of one session."""

    def __init__(self, loaded: Loaded, journal: Journal, clock: Clock, watch: Watch) -> None:
        self.id = loaded.session.id
        self.watch = watch
        self.listeners: list[Listener] = []
        self.head = loaded.head
        self._session, self._people = loaded.session, loaded.people
        self._journal, self._clock = journal, clock
        self._inbox: deque[_Waiting] = deque()
        self._questions: deque[Callable[[], None]] = deque()
        self._flips: list[Draft] = []
        self._stirred = asyncio.Event()
        self._snapshot_rev = loaded.head.rev
        self._running = self._finishing = False

    # --- what the doors call --------------------------------------------------------------------

    async def submit(self, submission: Submission) -> Answer:
        """Hand in a command; returns after the commit. Raises Refused(busy) if the inbox is full.

        A journal that fails ends the run; whoever waits is then cancelled."""
        if len(self._inbox) >= INBOX_MAX and not submission.privileged:
            raise Refused(Refusal.BUSY, limit=INBOX_MAX)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._inbox.append(_Waiting(submission, answer))
        self._stirred.set()
        return await answer

    async def ask(self, question: Callable[[Session, People], T]) -> T:
        """Read the durable state between two turns."""
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def reply() -> None:
            if answer.cancelled():
                return
            try:
                answer.set_result(question(self._session, self._people))
            except Exception as error:  # the asker's fault must not end the session
                answer.set_exception(error)

        self._questions.append(reply)
        self._stirred.set()
        return await answer

    async def ask_or_read(self, question: Callable[[Session, People], T]) -> T:
        """As `ask`; when nothing runs the loop (the command line alone), read at once."""
        return await self.ask(question) if self._running else question(self._session, self._people)

    def heard(self, site: SiteId) -> None:
        """A word from a site. Touches its slot only; a flip wakes the loop."""
        if self.watch.heard(site, self._clock.now()):
            self._stirred.set()

    def reported(self, site: SiteId, rtt_ms: int, jitter_ms: int, missed: int) -> None:
        """A health report; the same rule."""
        if self.watch.report(site, Reading(self._clock.now(), rtt_ms, jitter_ms, missed)):
            self._stirred.set()

    def now(self) -> int:
        """Session time."""
        return self._clock.now()

    # --- the loop -------------------------------------------------------------------------------

    async def recover(self, alive_at: int | None) -> None:
        """Once, before `run`: record the outage, and wait for everyone who had been heard."""
        now = self._clock.now()
        if self._session.rev:
            down_from = max(alive_at or 0, self._session.recorded_at)
            recorded = meeting.recover(self._session, down_from, now)
            await self._commit(recorded, (), reserve=True)
        until = now + LOST_AFTER_S * 1000 + RECONNECT_WINDOW_MS
        for site in self._session.sites.values():
            if site.presence is Presence.UNKNOWN and site.heard_at is not None:
                self.watch.expect(site.spec.id, until)

    async def run(self) -> None:
        """Turn until asked to finish; what the journal raises beyond a full disk ends it all."""
        self._running = True
        try:
            while not self._finishing:
                await self._wait()
                await self._turn()
        finally:
            self._running = False
            for waiting in self._inbox:
                waiting.answer.cancel()

    def finish(self) -> None:
        """Ask `run` to end after its turn: a turn is never cut, so that every answer is true."""
        self._finishing = True
        self._stirred.set()

    async def stop(self) -> None:
        """Finish what waits and keep a snapshot; `run` must have ended."""
        while self._inbox or self._questions:
            await self._turn()
        await self._journal.snapshot(self._session)

    async def _wait(self) -> None:
        """Until something is in the inbox or a deadline is due; after a stall let sockets drain."""
        if not self._inbox and not self._questions and not self._stirred.is_set():
            timeout_ms = self._sleep_ms()
            began = self._clock.now()
            try:
                async with asyncio.timeout(timeout_ms / 1000):
                    await self._stirred.wait()
            except TimeoutError:
                pass
            if self._clock.now() - began > timeout_ms + STALL_MS:
                await asyncio.sleep(0.05)
        self._stirred.clear()

    def _sleep_ms(self) -> int:
        due = [
            at for at in (meeting.wake_at(self._session), self.watch.wake_at()) if at is not None
        ]
        left = min(due) - self._clock.now() if due else WAIT_MS_MAX
        return max(1, min(left, WAIT_MS_MAX))

    async def _turn(self) -> None:
        taken = [self._inbox.popleft() for _ in range(min(len(self._inbox), BATCH_MAX))]
        now = self._clock.now()
        self._flips.extend(self.watch.flips(now))
        try:
            await self._play(taken, now, reserve=False)
        except StorageFull:
            await self._storage_low(taken, now)
        questions, self._questions = self._questions, deque()
        for reply in questions:
            reply()
        if self._inbox:
            self._stirred.set()
        await self._snapshot_if_due()

    async def _play(self, taken: Sequence[_Waiting], now: int, *, reserve: bool) -> None:
        recorded = meeting.advance(self._session, self._flips, now)
        answers: list[Answer] = []
        private: list[PrivateRow] = []
        for waiting in taken:
            stepped = meeting.step(self._session, waiting.submission.asked, now)
            recorded.extend(stepped.recorded)
            answers.append(Answer(stepped.outcome, stepped.standing, stepped.duplicate))
            if stepped.recorded and stepped.outcome.accepted:
                private.extend(waiting.submission.private)
        await self._commit(recorded, private, reserve=reserve)
        self._flips.clear()
        for waiting, answer in zip(taken, answers, strict=True):
            if not waiting.answer.done():
                waiting.answer.set_result(answer)

    async def _commit(
        self, recorded: Sequence[Recorded], private: Sequence[PrivateRow], *, reserve: bool
    ) -> None:
        """Durable first; then the texts, then the listeners."""
        if not recorded:
            return
        erasures = [item.event for item in recorded if isinstance(item.event, PersonErased)]
        gone = tuple(ref for erasure in erasures for ref in erasure.refs)
        kept = tuple(row for row in private if row.owner not in self._session.erased)
        batch = Batch(self.id, tuple(recorded), kept, gone)
        self.head = await self._journal.append(batch, reserve=reserve)
        self._people.keep(kept)
        self._people.forget(gone)
        for listener in self.listeners:
            listener.committed(self._session, self._people, recorded, self.head)

    async def _storage_low(self, taken: Sequence[_Waiting], now: int) -> None:
        """The batch was rolled back: start again from what is durable, for the host alone."""
        loaded = await self._journal.load(self.id)
        self._session, self._people, self.head = loaded.session, loaded.people, loaded.head
        hosts = [waiting for waiting in taken if waiting.submission.privileged]
        refused = Outcome(False, self._session.rev, now, Refusal.STORAGE_LOW)
        for waiting in taken:
            if not waiting.submission.privileged and not waiting.answer.done():
                waiting.answer.set_result(Answer(refused))
        if not hosts:
            return
        try:
            await self._play(hosts, now, reserve=True)
        except StorageFull:
            loaded = await self._journal.load(self.id)
            self._session, self._people, self.head = loaded.session, loaded.people, loaded.head
            for waiting in hosts:
                waiting.answer.set_result(Answer(refused))

    async def _snapshot_if_due(self) -> None:
        if self._session.rev - self._snapshot_rev >= SNAPSHOT_EVERY:
            self._snapshot_rev = self._session.rev
            await self._journal.snapshot(self._session)
