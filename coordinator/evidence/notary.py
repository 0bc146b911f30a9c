"""Signs for the record of one session: keeps its Merkle tree, makes checkpoints, knows who doubts.

The tree is brought up to the journal before each signature, from the bytes as they are stored, so
that a commit costs nothing here. Whatever fails is logged and tried again: a meeting can always be
recorded, signed or not.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

import structlog

from coordinator.core.base import Recorded
from coordinator.core.people import People
from coordinator.core.session import PhaseChanged
from coordinator.core.state import Session
from coordinator.ports import Clock, Contradiction, Head, Journal, JournalUnavailable
from wire.checkpoint import Checkpoint, Signer, Verifier, opened
from wire.merkle import Tree, leaf_hash
from wire.vocabulary import Phase, SessionId, SiteId
from wire.witness import Doubt

EVERY_S = 10.0
EVERY_EVENTS = 1_000
PAGE_EVENTS = 500
CONTRADICTIONS_MAX = 100
STORE = "store"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint and the note that says it."""

    checkpoint: Checkpoint
    note: str


class Notary:
    """The notary of one session. A listener of its conductor; `run` is a task of its own.

    `told` are called with each new checkpoint, and whether the session was closed with it."""

    def __init__(self, session: SessionId, journal: Journal, clock: Clock, signer: Signer) -> None:
        self.session, self.tree = session, Tree()
        self.newest: Signed | None = None
        self.contradictions: list[Contradiction] = []
        self.witnesses: dict[SiteId, tuple[int, int]] = {}
        self.told: list[Callable[[Signed, bool], None]] = []
        self._journal, self._clock, self._signer = journal, clock, signer
        self._reading, self._beginning = asyncio.Lock(), asyncio.Lock()
        self._begun = asyncio.Event()
        self._due = asyncio.Event()
        self._head = 0
        self._is_closing = False

    @property
    def verifier(self) -> Verifier:
        """Who signs."""
        return self._signer.verifier

    @property
    def events(self) -> int:
        """How many have been recorded."""
        return self._head

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        """Take note of how much there is to sign for."""
        self._head = head.rev
        closed = any(
            isinstance(item.event, PhaseChanged) and item.event.phase is Phase.CLOSED
            for item in recorded
        )
        self._is_closing = self._is_closing or closed
        if closed or self._head - self._signed_for() >= EVERY_EVENTS:
            self._due.set()

    def _signed_for(self) -> int:
        return self.newest.checkpoint.size if self.newest else 0

    # --- signing --------------------------------------------------------------------------------

    async def run(self) -> None:
        """Sign every `EVERY_S` if something was recorded, after `EVERY_EVENTS`, and at closing.
        Ends when the journal does."""
        with contextlib.suppress(JournalUnavailable):
            while not self._begun.is_set():
                await self._try(self.begin)
                if not self._begun.is_set():
                    await asyncio.sleep(EVERY_S)
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(EVERY_S):
                        await self._due.wait()
                self._due.clear()
                if self._head > self._signed_for():
                    await self._try(self.sign)

    async def _try(self, work: Callable[[], Awaitable[object]]) -> None:
        """Never in the way of the meeting: what fails is logged, and comes again."""
        try:
            await work()
        except JournalUnavailable:
            raise
        except Exception as error:
            log.error("checkpoint_failed", session=self.session, error=type(error).__name__)

    async def begin(self) -> None:
        """Read all that was recorded, hold it against what was signed before, and sign for it."""
        async with self._beginning:
            if self._begun.is_set():
                return
            self.contradictions = await self._journal.contradictions(self.session)
            await self._keep_up()
            kept = await self._journal.checkpoint(self.session)
            if kept is not None:
                await self._resume(kept)
            if self.tree.size > self._signed_for():
                await self.sign()
            elif self.newest is not None:
                self._tell(self.newest, closing=False)
            self._begun.set()

    async def finish(self) -> None:
        """Sign for what came since the last checkpoint; what fails is logged. Who has not yet read
        what there was before does not begin with it now."""
        if self._begun.is_set() and self._head > self._signed_for():
            await self._try(self.sign)

    async def _resume(self, note: str) -> None:
        """Go on from the last signature, or say that it does not hold."""
        try:
            found = opened(note, self.verifier)
        except ValueError:
            log.warning("signing_key_changed", session=self.session)
            return
        doubt = self.doubt(found)
        if doubt is None:
            self.newest = Signed(found, note)
            return
        await self.contradicted(Contradiction(STORE, doubt, note, "", self._clock.now()))

    async def sign(self) -> Signed:
        """A checkpoint over all there is now, kept and told."""
        await self._keep_up()
        closing, self._is_closing = self._is_closing, False
        signed = self.newest = await self._signed(self.tree.size)
        self._tell(signed, closing=closing)
        return signed

    def _tell(self, signed: Signed, *, closing: bool) -> None:
        for tell in self.told:
            tell(signed, closing)

    async def covering(self, size: int) -> str:
        """A signed note over the first `size` events, which the tree then has, too."""
        await self._keep_up()
        if self.newest is not None and self.newest.checkpoint.size == size:
            return self.newest.note
        return (await self._signed(size)).note

    async def _signed(self, size: int) -> Signed:
        origin = self.verifier.origin(self.session)
        made = Checkpoint(origin, size, self.tree.root(size), self._clock.now())
        note = self._signer.note(made)
        await self._journal.keep_checkpoint(self.session, size, note)
        return Signed(made, note)

    async def _keep_up(self) -> None:
        """Bring the tree up to the journal."""
        async with self._reading:
            size = self.tree.size
            while events := await self._journal.stored(self.session, size, PAGE_EVENTS):
                for data in events:
                    self.tree.append(leaf_hash(data))
                size = self.tree.size
            self._head = max(self._head, size)

    # --- being held to it -----------------------------------------------------------------------

    def now(self) -> int:
        """Session time."""
        return self._clock.now()

    def witnessed(self, sites: Iterable[SiteId], size: int) -> None:
        """These points say that they keep the checkpoint of this size."""
        now = self._clock.now()
        self.witnesses.update(dict.fromkeys(sites, (size, now)))

    async def newest_known(self) -> Signed | None:
        """The newest checkpoint, once all that was recorded before the start has been read."""
        await self._begun.wait()
        return self.newest

    def doubt(self, kept: Checkpoint) -> Doubt | None:
        """What is wrong between a checkpoint that somebody kept and this record, if anything."""
        if kept.origin != self.verifier.origin(self.session):
            return Doubt.OTHER_KEY
        if kept.size > self.tree.size:
            return Doubt.BEHIND
        return None if self.tree.root(kept.size) == kept.root else Doubt.FORKED

    async def contradicted(self, found: Contradiction) -> None:
        """Somebody holds what this record denies: shown to organizers, and kept."""
        known = {(one.by, one.kind, one.kept, one.shown) for one in self.contradictions}
        told = (found.by, found.kind, found.kept, found.shown)
        if told in known or len(known) >= CONTRADICTIONS_MAX:
            return
        self.contradictions.append(found)
        log.critical("record_contradicted", session=self.session, by=found.by, kind=found.kind)
        await self._journal.keep_contradiction(self.session, found)
