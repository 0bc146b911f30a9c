"""The notaries of all sessions of a house, and the one key they sign with."""

from __future__ import annotations

import asyncio
import contextlib
import os
from pathlib import Path
from typing import BinaryIO

import structlog

from coordinator.conductor import Conductor
from coordinator.evidence.key import signer_of
from coordinator.evidence.notary import Notary
from coordinator.evidence.writer import chunks
from coordinator.ports import Clock, Journal, JournalUnavailable
from wire.checkpoint import Signer
from wire.vocabulary import SessionId

log = structlog.get_logger()


class Evidence:
    """Notaries by session. Without a key there are none, and the meeting goes on unsigned."""

    def __init__(self, journal: Journal, clock: Clock, signer: Signer | None) -> None:
        self._journal, self._clock, self._signer = journal, clock, signer
        self._notaries: dict[SessionId, Notary] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def adopt(self, conductor: Conductor) -> None:
        """Sign for a session from now on."""
        if self._signer is not None:
            notary = Notary(conductor.id, self._journal, self._clock, self._signer)
            self._notaries[conductor.id] = notary
            conductor.listeners.append(notary)

    def of(self, session: SessionId) -> Notary | None:
        """The notary of a session; None when nothing can be signed here."""
        return self._notaries.get(session)

    def start(self, tasks: asyncio.TaskGroup, session: SessionId) -> None:
        """Let the notary of a session work, as a task of the group."""
        notary = self.of(session)
        if notary is not None:
            self._tasks.append(tasks.create_task(notary.run(), name=f"notary {session}"))

    async def close(self) -> None:
        """Sign for what came last. To be called while the journal is still open."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(JournalUnavailable):
            for notary in self._notaries.values() if self._tasks else ():
                await notary.finish()

    async def save(self, notary: Notary, target: Path, *, names: bool) -> None:
        """Write the official record of a session to a file (mode 0600), which appears only when
        it is whole and durable. Raises OSError."""
        await notary.begin()
        part = target.with_name(f"{target.name}.partial")
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                async for chunk in chunks(self._journal, notary, names=names):
                    await asyncio.to_thread(file.write, chunk)
                await asyncio.to_thread(_sync, file)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def signer_at(folder: Path) -> Signer | None:
    """The signer of a store; None, and a word in the log, when its key cannot be had."""
    try:
        return signer_of(folder)
    except (OSError, ValueError) as error:
        log.error("signing_key_unusable", error=type(error).__name__)
        return None
