"""The memory store fails on demand, as the file would (the rest is in the contract)."""

from __future__ import annotations

import pytest

from coordinator.core.watch import MinuteSum
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Grant, JournalUnavailable, StorageFull
from tests.support.meeting_script import held
from wire.vocabulary import Role, SiteId


async def test_a_full_disk_refuses_all_but_the_host() -> None:
    store, script = MemoryStore(), held()
    store.full = True
    with pytest.raises(StorageFull):
        await store.append(script.batches[0])
    assert await store.sessions() == []
    head = await store.append(script.batches[0], reserve=True)
    assert head.rev == len(script.batches[0].events)


async def test_a_reserve_can_be_used_up() -> None:
    store, script = MemoryStore(), held()
    store.full = store.reserve_full = True
    with pytest.raises(StorageFull):
        await store.append(script.batches[0], reserve=True)
    store.full = False
    await store.append(script.batches[0])


async def test_what_only_helps_is_left_out_on_a_full_disk() -> None:
    store, script = MemoryStore(), held()
    for batch in script.batches:
        await store.append(batch)
    store.full = True
    await store.mark_alive(5)
    await store.keep_minutes(script.id, [MinuteSum(SiteId("64"), 0, 1, 1, 1, 1, 1)])
    await store.snapshot(script.session)
    assert await store.alive_at() is None
    assert await store.minutes(script.id, SiteId("64")) == []


async def test_a_host_can_sign_in_on_a_full_disk() -> None:
    store = MemoryStore()
    store.full = True
    await store.add_grant(Grant("host-1", Role.HOST, None), "hash")
    await store.sign_in("cookie", "host-1", 10)
    assert await store.signed_in("cookie", 5)


async def test_a_failed_disk_fails_for_good() -> None:
    store, script = MemoryStore(), held()
    store.failed = True
    with pytest.raises(JournalUnavailable, match="failed"):
        await store.append(script.batches[0], reserve=True)
    with pytest.raises(JournalUnavailable, match="failed"):
        await store.load(script.id)


async def test_commits_are_counted() -> None:
    store, script = MemoryStore(), held()
    await store.append(script.batches[0])
    assert store.commits == 1
