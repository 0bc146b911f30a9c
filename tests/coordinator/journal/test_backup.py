"""A backup is whole, appears only when it is, and what is erased is not in it."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from coordinator.core.sites import SiteHeard
from coordinator.journal import backup, ledger, schema
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import Batch, StorageFull
from tests.support.failing_disk import FULL, fault
from tests.support.meeting_script import MeetingScript, held, row
from tests.support.until import until
from wire.vocabulary import SessionId, SiteId

STEPS = 5


async def test_a_backup_in_an_empty_folder_is_the_same_store(tmp_path: Path) -> None:
    script = held()
    store = await SqliteStore.open(tmp_path / "first", ballast_bytes=0)
    for batch in script.batches:
        await store.append(batch)
    before = await store.load(script.id)
    (tmp_path / "second").mkdir()
    await store.backup(tmp_path / "second" / schema.FILE_NAME)
    await store.close()

    restored = await SqliteStore.open(tmp_path / "second", ballast_bytes=0)
    assert await restored.load(script.id) == before
    assert before.session == script.session
    await restored.close()


async def test_the_store_goes_on_while_it_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Acknowledged before the copy has ended, and whole in the copy.

    Each of the first steps of the copy waits for something to commit: a fast disk or a slow
    test would otherwise end the copy first."""
    store = await SqliteStore.open(tmp_path / "first", ballast_bytes=0)
    script = MeetingScript()
    script.prepare()
    filling = tuple(row(f"t_{n}", text="x" * 30_000) for n in range(300))
    await store.append(Batch(SessionId("filling"), (), filling))
    before = await store.append(script.batches[0])
    writer, steps, acknowledged = store._writer, 0, 0
    serve_waiting = writer.serve_waiting

    def patient() -> None:
        nonlocal steps
        steps += 1
        if steps <= STEPS:
            until(lambda: not writer._queue.empty(), "something to commit", within_s=30)
        serve_waiting()

    monkeypatch.setattr(writer, "serve_waiting", patient)
    (tmp_path / "second").mkdir()
    target = tmp_path / "second" / schema.FILE_NAME
    copying = asyncio.ensure_future(store.backup(target))
    while steps <= STEPS and not copying.done():
        await store.append(script.flip(SiteHeard(SiteId("64"))))
        acknowledged += not copying.done()
    await copying
    assert steps > STEPS
    assert acknowledged >= STEPS
    assert not target.with_name(target.name + ".partial").exists()
    final = await store.head(script.id)
    await store.close()

    restored = await SqliteStore.open(tmp_path / "second", ballast_bytes=0)
    loaded = await restored.load(script.id)
    assert before.rev < loaded.head.rev <= final.rev, "what came meanwhile is in it"
    assert loaded.head.rev == loaded.session.rev
    await restored.close()


async def test_a_backup_that_cannot_be_made_harms_nothing(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "first", ballast_bytes=0)
    script = held()
    with pytest.raises(FileNotFoundError):
        await store.backup(tmp_path / "no-such" / "one.backup")
    await store.append(script.batches[0])
    await store.close()


def test_a_full_target_is_said_and_cleared_away(tmp_path: Path) -> None:
    db = schema.connect(tmp_path / schema.FILE_NAME)

    def full() -> None:
        raise fault(FULL)

    target = tmp_path / "one.backup"
    target.write_text("the older one")
    with pytest.raises(StorageFull):
        backup.copy(db, target, full)
    assert target.read_text() == "the older one"
    assert not (tmp_path / "one.backup.partial").exists()
    db.close()


def test_a_source_that_cannot_be_read_is_the_worlds_fault(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "one.db")
    db.execute("CREATE TABLE kept (value)")
    db.commit()
    db.execute("BEGIN EXCLUSIVE")
    other = sqlite3.connect(tmp_path / "one.db", timeout=0)

    def give_up() -> None:
        raise sqlite3.OperationalError("database is locked")

    with pytest.raises(OSError, match="failed: database is locked"):
        backup.copy(other, tmp_path / "one.backup", give_up)
    assert sorted(path.name for path in tmp_path.iterdir() if "backup" in path.name) == []
    other.close()
    db.close()


def test_an_erasure_during_the_copy_reaches_the_copy(tmp_path: Path) -> None:
    db = schema.connect(tmp_path / schema.FILE_NAME)
    rows = [row(f"t_{n:04}", text=f"SAMPLE{n:04} " + "x" * 3_000) for n in range(1_000)]
    ledger.keep(db, SessionId("a"), rows)
    steps = []

    def between() -> None:
        steps.append(len(steps))
        if len(steps) == 2:
            ledger.erase(db, SessionId("a"), ["t_0001", "t_0500", "t_0999"])
            schema.empty_log(db)

    backup.copy(db, tmp_path / "one.backup", between)
    data = (tmp_path / "one.backup").read_bytes()
    assert len(steps) > 3
    assert b"SAMPLE0002" in data
    assert not [n for n in (b"0001", b"0500", b"0999") if b"SAMPLE" + n in data]
    db.close()
