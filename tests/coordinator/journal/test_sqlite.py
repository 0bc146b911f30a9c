"""The store as a whole: files, lock, erasure, full disk (its exam is in the contract)."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coordinator.core.base import ErasePerson
from coordinator.core.floor.events import ListOpenSet
from coordinator.core.watch import MinuteSum
from coordinator.journal import schema
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import (
    Batch,
    Grant,
    JournalUnavailable,
    StorageFull,
    StoreLocked,
)
from tests.support.meeting_script import ORGANIZER, MeetingScript, held, person, row
from wire.vocabulary import Role, SessionId, SiteId

MIB = 1024 * 1024


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(tmp_path / "data", ballast_bytes=MIB)
    yield opened
    await opened.close()


async def kept(store: SqliteStore, script: MeetingScript) -> None:
    for batch in script.batches:
        await store.append(batch)


async def test_everything_outlives_the_process(tmp_path: Path) -> None:
    script = held()
    store = await SqliteStore.open(tmp_path, ballast_bytes=0)
    await kept(store, script)
    await store.mark_alive(77)
    before = await store.load(script.id)
    await store.close()

    store = await SqliteStore.open(tmp_path, ballast_bytes=0)
    assert await store.load(script.id) == before
    assert before.session == script.session
    assert await store.alive_at() == 77
    await store.close()


async def test_the_folder_and_its_files_are_private(store: SqliteStore, tmp_path: Path) -> None:
    await kept(store, held())
    folder = tmp_path / "data"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.iterdir()} == {
        "ballast",
        "diemcau.db",
        "diemcau.db-wal",
        "diemcau.holder",
        "diemcau.lock",
        "erased.jsonl",
    }
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


async def test_a_folder_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    """It may be somebody's home."""
    os.chmod(tmp_path, 0o755)
    store = await SqliteStore.open(tmp_path, ballast_bytes=0)
    await store.close()
    assert stat.S_IMODE(os.stat(tmp_path).st_mode) == 0o755


async def test_a_second_store_on_the_folder_is_refused(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(StoreLocked, match="in use by another process"):
        await SqliteStore.open(tmp_path / "data", ballast_bytes=MIB)
    await kept(store, held())


async def test_a_store_that_could_not_be_opened_is_not_locked(tmp_path: Path) -> None:
    (tmp_path / schema.FILE_NAME).write_bytes(b"not a database" * 400)
    for _ in range(2):
        with pytest.raises(JournalUnavailable, match="cannot open"):
            await SqliteStore.open(tmp_path, ballast_bytes=0)


async def test_an_erased_text_is_nowhere_in_the_folder(store: SqliteStore, tmp_path: Path) -> None:
    """Not in the file, its log, a snapshot or the list, as it is or as JSON would escape it."""
    script = MeetingScript()
    script.prepare()
    script.establish(
        private=tuple(row(f"t_{n}", person("64", n % 3), text=f"Lý do số {n}") for n in range(900))
    )
    await kept(store, script)
    await store.snapshot(script.session)
    assert found(tmp_path, "Đại biểu mẫu 2 – 64")
    assert found(tmp_path, "Lý do số 2")

    await store.append(script.do(ErasePerson(person("64", 2)), ORGANIZER))
    await store.backup(tmp_path / "one.backup")
    for words in ("Đại biểu mẫu 2 – 64", 'Lý do số 2"', "Lý do số 899"):
        assert not found(tmp_path, words), words
    assert found(tmp_path, "Đại biểu mẫu 1 – 64")
    loaded = await store.load(script.id)
    assert loaded.session == script.session
    assert loaded.head.rev == script.session.rev


def found(folder: Path, words: str) -> set[str]:
    """The files under the folder in which the words stand, in any spelling we write."""
    spellings = {words.encode(), words.encode("utf-16-le"), json.dumps(words)[1:-1].encode()}
    return {
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(spelling in path.read_bytes() for spelling in spellings)
    }


async def test_a_restored_backup_honours_later_erasures(tmp_path: Path) -> None:
    script = held()
    store = await SqliteStore.open(tmp_path, ballast_bytes=0)
    for batch in script.batches:
        if batch.erased:
            await store.backup(tmp_path / "one.backup")
        await store.append(batch)
    await store.close()
    assert found(tmp_path, "Lý do mẫu riêng tư") == {"one.backup"}

    (tmp_path / "one.backup").replace(tmp_path / schema.FILE_NAME)
    store = await SqliteStore.open(tmp_path, ballast_bytes=0)
    assert not found(tmp_path, "Lý do mẫu riêng tư")
    loaded = await store.load(script.id)
    assert loaded.people.of(person("64", 2)) == {}
    assert loaded.people.of(person("64", 1))
    assert loaded.session.rev < script.session.rev
    await store.close()


async def test_a_changed_event_is_named_at_loading(tmp_path: Path) -> None:
    script = held()
    store = await SqliteStore.open(tmp_path, ballast_bytes=0)
    await kept(store, script)
    await store.snapshot(script.session)
    await store.close()
    db = sqlite3.connect(tmp_path / schema.FILE_NAME)
    db.execute("UPDATE events SET bytes = replace(bytes, 'Gia Lai', 'Gia Lay') WHERE rev = 2")
    db.commit()
    db.close()

    store = await SqliteStore.open(tmp_path, ballast_bytes=0)
    with pytest.raises(JournalUnavailable, match=r"hop-thu: .* at revision 2;"):
        await store.load(script.id)
    await store.close()


async def test_a_tail_that_was_cut_off_is_noticed(tmp_path: Path) -> None:
    script = held()
    store = await SqliteStore.open(tmp_path, ballast_bytes=0)
    await kept(store, script)
    await store.close()
    db = sqlite3.connect(tmp_path / schema.FILE_NAME)
    db.execute("DELETE FROM events WHERE rev > 30")
    db.commit()
    db.close()

    store = await SqliteStore.open(tmp_path, ballast_bytes=0)
    with pytest.raises(JournalUnavailable, match="at revision 31;"):
        await store.load(script.id)
    await store.close()


async def test_a_page_that_rotted_makes_the_journal_unavailable(tmp_path: Path) -> None:
    script = held()
    store = await SqliteStore.open(tmp_path, ballast_bytes=0)
    await kept(store, script)
    await store.close()
    path = tmp_path / schema.FILE_NAME
    data = bytearray(path.read_bytes())
    data[data.index(b"FloorRequested") // 4096 * 4096] = 0xFF
    path.write_bytes(data)

    store = await SqliteStore.open(tmp_path, ballast_bytes=0)
    with pytest.raises(JournalUnavailable, match="SQLITE_CORRUPT"):
        await store.load(script.id)
    await store.close()


async def test_many_sessions_share_commits(store: SqliteStore) -> None:
    """Measured by the count of transactions, not by time."""
    scripts = [MeetingScript(SessionId(f"hop-{number}")) for number in range(200)]
    for script in scripts:
        script.prepare()
    before = store.commits
    await asyncio.gather(*(store.append(script.batches[0]) for script in scripts))
    assert store.commits - before <= 10
    assert len(await store.sessions()) == 200


async def test_loading_goes_page_by_page(store: SqliteStore) -> None:
    script = MeetingScript()
    script.prepare()
    await kept(store, script)
    for _ in range(10):
        await store.append(script.establish(*[ListOpenSet(True)] * 500))
    loaded = await store.load(script.id)
    assert loaded.session == script.session
    assert loaded.head.rev == 5_004


async def page_limit(store: SqliteStore, pages: int) -> None:
    """Let SQLite take the disk for full beyond this many pages; 0 pages: no more than now."""
    await store._writer.run_alone(
        lambda db: db.execute(f"PRAGMA max_page_count={pages or 1}").fetchone()
    )


async def test_a_full_disk_refuses_and_loses_nothing(store: SqliteStore, tmp_path: Path) -> None:
    script = held()
    await store.append(script.batches[0])
    await page_limit(store, 0)
    stuffing = Batch(SessionId("b"), (), (row("t_1", text="x" * 50_000),))
    with pytest.raises(StorageFull):
        await store.append(stuffing)
    assert not store.reserve_spent
    with pytest.raises(StorageFull):
        await store.append(stuffing, reserve=True)
    assert store.reserve_spent
    assert not (tmp_path / "data" / "ballast").exists()
    assert (await store.load(script.id)).head.rev == len(script.batches[0].events)
    assert (await store.load(SessionId("b"))).people.texts == {}

    await page_limit(store, 1_000_000)
    await store.append(stuffing, reserve=True)
    assert (await store.load(SessionId("b"))).people.of("t_1")


async def test_on_a_full_disk_what_only_helps_is_left_out(store: SqliteStore) -> None:
    script = held()
    await kept(store, script)
    await page_limit(store, 0)
    sums = [MinuteSum(SiteId(f"{n}"), 0, 1, 1, 1, 1, 1) for n in range(5_000)]
    await store.keep_minutes(script.id, sums)
    assert await store.minutes(script.id, SiteId("7")) == []
    script.session.title = "x" * 100_000
    await store.snapshot(script.session)
    await store.mark_alive(5)


async def test_a_host_can_sign_in_with_the_reserve(store: SqliteStore) -> None:
    await page_limit(store, 0)
    for number in range(200):
        try:
            await store.add_grant(Grant(f"g{number}", Role.HOST, None), f"{number}" * 100)
        except StorageFull:
            break
    assert store.reserve_spent
    assert await store.grants(None)
    with pytest.raises(StorageFull):
        await store.append(held().batches[0])
