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
from typing import Any, Protocol, TypeVar

from coordinator.core import meeting
from coordinator.core.base import Draft, Outcome, PersonErased, Recorded
from coordinator.core.health import Reading
from coordinator.core.people import People, PrivateRow, commitments
from coordinator.core.sittings import ended_at
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.inbox import Answer, Inbox, Submission, Waiting
from coordinator.ports import (
    Batch,
    Clock,
    Head,
    Journal,
    JournalUnavailable,
    Loaded,
    StorageFull,
)
from coordinator.snapshots import Snapshots
from wire.codes import Refusal
from wire.limits import LOST_AFTER_S
from wire.vocabulary import Presence, SiteId

__all__ = ["Answer", "Conductor", "Listener", "Submission"]

BATCH_MAX = 500
WAIT_MS_MAX = 1_000
STALL_MS = 1_000
DRAIN_S = 0.05
JUDGE_EVERY_MS = 100
STORAGE_RETRY_MS = 2_000
SNAPSHOT_EVERY = 5_000
RECONNECT_WINDOW_MS = 5_000

T = TypeVar("T")


class Listener(Protocol):
    """Somebody who is shown each commit, before the next step can change the state."""

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None: ...


@dataclass(slots=True)
class _Question:
    reply: Callable[[], None]
    answer: asyncio.Future[Any]


class Conductor:
    """The owner of one session."""

    def __init__(self, loaded: Loaded, journal: Journal, clock: Clock, watch: Watch) -> None:
        self.id = loaded.session.id
        self.watch = watch
        self.listeners: list[Listener] = []
        self.head = loaded.head
        self._session, self._people = loaded.session, loaded.people
        self._journal, self._clock = journal, clock
        self._inbox = Inbox()
        self._taken: list[Waiting] = []
        self._questions: deque[_Question] = deque()
        self._flips: list[Draft] = []
        self._stirred = asyncio.Event()
        self._snapshots = Snapshots(journal, loaded.head.rev)
        self._judged_at = clock.now()
        self._storage_low_until = 0
        self._running = self._finishing = self._ended = False

    # --- what the doors call --------------------------------------------------------------------

    async def submit(self, submission: Submission) -> Answer:
        """Hand in a command; returns after the commit. Raises Refused(busy) if the inbox is full.

        A journal that fails ends the run: whoever waits is cancelled, since nobody can say what
        became of the command, and JournalUnavailable is raised from then on."""
        self._still_there()
        answer = self._inbox.put(submission)
        self._stirred.set()
        return await answer

    async def ask(self, question: Callable[[Session, People], T]) -> T:
        """Read the durable state between two turns. Raises JournalUnavailable after a failure."""
        self._still_there()
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def reply() -> None:
            if answer.cancelled():
                return
            try:
                answer.set_result(question(self._session, self._people))
            except Exception as error:  # the asker's fault must not end the session
                answer.set_exception(error)

        self._questions.append(_Question(reply, answer))
        self._stirred.set()
        return await answer

    def _still_there(self) -> None:
        if self._ended:
            raise JournalUnavailable(f"session {self.id} has ended with a failure")

    async def ask_or_read(self, question: Callable[[Session, People], T]) -> T:
        """As `ask`; when nothing runs the loop (the command line alone), read at once."""
        if self._running or self._ended:
            return await self.ask(question)
        return question(self._session, self._people)

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
            recorded = meeting.recover(self._session, alive_at or 0, now)
            await self._commit(recorded, (), reserve=True)
        self._expect_all(now)

    def _expect_all(self, now: int) -> None:
        """Whoever had been heard should speak soon; after the meeting nobody is expected."""
        if ended_at(self._session) is not None:
            return
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
        except BaseException:
            self._abandon()
            raise
        finally:
            self._running = False

    def _abandon(self) -> None:
        """The turn was cut: what it stepped may or may not be durable, and only a restart knows."""
        self._ended = True
        for waiting in (*self._taken, *self._inbox.take(len(self._inbox))):
            waiting.answer.cancel()
        for question in self._questions:
            question.answer.cancel()

    def finish(self) -> None:
        """Ask `run` to end after its turn: a turn is never cut, so that every answer is true."""
        self._finishing = True
        self._stirred.set()

    async def stop(self) -> None:
        """Finish what waits, keep a snapshot; `run` must have ended. After a failure, nothing."""
        if self._ended:
            return
        while self._inbox or self._questions:
            await self._turn()
        await self._snapshots.keep(self._session)

    async def _wait(self) -> None:
        """Until something is in the inbox or a deadline is due; after a stall let sockets drain."""
        if not self._stirred.is_set():
            try:
                async with asyncio.timeout(self._sleep_ms() / 1000):
                    await self._stirred.wait()
            except TimeoutError:
                pass
        # Silence is judged at least once a second; if it was not, nobody could be heard either.
        if self._clock.now() - self._judged_at > WAIT_MS_MAX + STALL_MS:
            await asyncio.sleep(DRAIN_S)
        self._stirred.clear()

    def _sleep_ms(self) -> int:
        now = self._clock.now()
        due = [now + WAIT_MS_MAX]
        if (lapse_at := meeting.wake_at(self._session)) is not None:
            due.append(lapse_at)
        if (silence_at := self.watch.wake_at()) is not None:
            # Silence is dated by its deadline, so that many may be judged together.
            due.append(max(silence_at, self._judged_at + JUDGE_EVERY_MS))
        return max(1, min(due) - now, min(self._storage_low_until - now, WAIT_MS_MAX))

    async def _turn(self) -> None:
        """Take what waits, play it, answer questions. What raises here ends the run."""
        self._taken = self._inbox.take(BATCH_MAX)
        now = self._judged_at = self._clock.now()
        self._flips.extend(self.watch.flips(now))
        if now < self._storage_low_until:
            await self._play_low(now)
        else:
            try:
                await self._play(self._taken, now, reserve=False)
            except StorageFull:
                await self._roll_back()
                self._storage_low_until = now + STORAGE_RETRY_MS
                await self._play_low(now)
        self._taken = []
        questions, self._questions = self._questions, deque()
        for question in questions:
            question.reply()
        if await self._snapshots.turned(self._session, SNAPSHOT_EVERY) or self._inbox:
            self._stirred.set()

    async def _play(self, taken: Sequence[Waiting], now: int, *, reserve: bool) -> None:
        """Step what was taken, make it durable once, then answer. Flips are left out of a batch
        on the reserve, and wait: their own time stands in them."""
        was_over = ended_at(self._session) is not None
        recorded = meeting.advance(self._session, () if reserve else self._flips, now)
        answers: list[Answer] = []
        private: list[PrivateRow] = []
        for waiting in taken:
            stepped = meeting.step(self._session, waiting.submission.asked, now)
            recorded.extend(stepped.recorded)
            answers.append(Answer(stepped.outcome, stepped.standing, stepped.duplicate))
            private.extend(_referred(waiting.submission.private, stepped.recorded))
        await self._commit(recorded, private, reserve=reserve)
        if not reserve:
            self._flips.clear()
        if was_over and ended_at(self._session) is None:
            self.watch.forget()
            self._expect_all(now)
        for waiting, answer in zip(taken, answers, strict=True):
            waiting.give(answer)

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
        self._snapshots.committed(recorded)
        for listener in self.listeners:
            listener.committed(self._session, self._people, recorded, self.head)

    async def _roll_back(self) -> None:
        """Nothing of the batch is durable: go on from what is."""
        loaded = await self._journal.load(self.id)
        self._session, self._people, self.head = loaded.session, loaded.people, loaded.head
        self._snapshots.begin_anew()

    async def _play_low(self, now: int) -> None:
        """The disk is full: refuse loudly, and keep the meeting going for the host alone."""
        refused = Answer(Outcome(False, self._session.rev, now, Refusal.STORAGE_LOW))
        hosts = [waiting for waiting in self._taken if waiting.submission.privileged]
        if hosts:
            try:
                await self._play(hosts, now, reserve=True)
            except StorageFull:
                await self._roll_back()
        for waiting in self._taken:
            waiting.give(refused)


def _referred(
    private: Sequence[PrivateRow], recorded: Sequence[Recorded]
) -> tuple[PrivateRow, ...]:
    """The texts that what was recorded refers to: nobody would ever erase any other."""
    if not private:
        return ()
    said = {one for item in recorded for one in commitments(item.event)}
    return tuple(row for row in private if row.as_ref().commitment in said)
