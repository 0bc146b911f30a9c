"""What is taken out leaves a line in the store and one in the log, and neither names anybody."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from coordinator.clock import SessionClock
from coordinator.core.base import Actor
from coordinator.handouts import Handouts, Taken
from coordinator.journal.memory import MemoryStore
from coordinator.ports import StorageFull
from wire.vocabulary import Role, SessionId

SESSION = SessionId("hop-mau")
BY = Actor("organizer-1", Role.ORGANIZER)
LOGGED = {
    "event": "handed_out",
    "log_level": "info",
    "session": "hop-mau",
    "by": "organizer-1",
    "role": "organizer",
    "what": "minutes",
    "format": "pdf",
    "names": True,
    "phones": False,
}


async def test_it_is_in_the_store_and_in_the_log() -> None:
    book = Handouts(MemoryStore(), SessionClock())
    with capture_logs() as logged:
        await book.note(SESSION, BY, Taken("minutes", "pdf", names=True))
    assert logged == [LOGGED]
    (line,) = await book.of(SESSION)
    assert (line.by, line.role, line.what, line.format) == (BY.id, BY.role, "minutes", "pdf")
    assert (line.names, line.phones) == (True, False)
    assert line.at > 0


async def test_what_cannot_be_written_down_is_not_given() -> None:
    store = MemoryStore()
    store.full = store.reserve_full = True
    with capture_logs() as logged, pytest.raises(StorageFull):
        await Handouts(store, SessionClock()).note(SESSION, BY, Taken("record", "jsonl", False))
    assert logged == []
