"""The registry in memory: what the exam of all stores (`tests/contract`) cannot say of it."""

from __future__ import annotations

import pytest

from coordinator.journal.memory_registry import MemoryRegistry
from coordinator.ports import Handout, JournalUnavailable, StandingRoster, StorageFull
from wire.vocabulary import Role, SessionId

TAKEN = Handout(10, SessionId("a"), "organizer-1", Role.ORGANIZER, "people", "csv", True)


async def test_what_was_taken_may_use_the_reserve_and_rosters_may_not() -> None:
    registry = MemoryRegistry()
    registry.full = True
    await registry.keep_handout(TAKEN)
    with pytest.raises(StorageFull):
        await registry.keep_standing(StandingRoster("r-1", "Tổ mẫu"))
    registry.reserve_full = True
    with pytest.raises(StorageFull):
        await registry.keep_handout(TAKEN)
    assert await registry.handouts(SessionId("a"), 9) == [TAKEN]


async def test_a_store_that_failed_answers_nothing() -> None:
    registry = MemoryRegistry()
    registry.failed = True
    with pytest.raises(JournalUnavailable):
        await registry.handouts(SessionId("a"), 9)
