"""The exam of what was taken out of the program."""

from __future__ import annotations

import pytest

from coordinator.journal.memory import MemoryStore
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import Handout
from wire.vocabulary import Role, SessionId

Store = MemoryStore | SqliteStore
ONE, OTHER = SessionId("phien-1"), SessionId("phien-2")
TAKEN = (
    Handout(10, ONE, "organizer-1", Role.ORGANIZER, "attendance", "xlsx", True, True),
    Handout(20, ONE, "admin", Role.ADMIN, "record", "jsonl", False),
    Handout(15, OTHER, "host-1", Role.HOST, "people", "csv", False),
    Handout(20, ONE, "admin", Role.ADMIN, "record", "jsonl", False),
)


async def test_what_was_taken_of_a_session_the_newest_first(store: Store) -> None:
    assert await store.handouts(ONE, 10) == []
    for one in TAKEN:
        await store.keep_handout(one)
    assert await store.handouts(ONE, 10) == [TAKEN[3], TAKEN[1], TAKEN[0]]
    assert await store.handouts(ONE, 1) == [TAKEN[3]]
    assert await store.handouts(OTHER, 10) == [TAKEN[2]]


@pytest.mark.parametrize("limit", [0, 1])
async def test_of_another_session_there_is_none(store: Store, limit: int) -> None:
    await store.keep_handout(TAKEN[2])
    assert await store.handouts(ONE, limit) == []
