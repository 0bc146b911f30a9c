"""What becomes of a group of jobs on a disk that is well, full, or failing."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coordinator.journal import committer
from coordinator.journal.ballast import Ballast
from coordinator.journal.committer import Committer, Failed, Job, Room
from coordinator.ports import JournalUnavailable, StorageFull
from tests.support.failing_disk import FSYNC, FULL, FailingConnection, failing

MIB = 1024 * 1024


class Disk:
    """A committer on a file, with its connection at hand."""

    def __init__(self, folder: Path, ballast: int = MIB) -> None:
        self.path = folder / "one.db"
        self.db: FailingConnection = failing(str(self.path))
        self.wal = self.path.with_name("one.db-wal")
        self.ballast = Ballast(folder, ballast)
        self.committer = Committer(self.db, self.wal, self.ballast)

    def kept(self) -> list[str]:
        """What a reader finds after a restart."""
        other = sqlite3.connect(self.path)
        found = [row[0] for row in other.execute("SELECT value FROM kept ORDER BY rowid")]
        assert other.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        other.close()
        return found


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path)


def job(work: Callable[[sqlite3.Connection], Any], room: Room = Room.COMMON) -> Job:
    return Job(work, asyncio.Future(), room)


def write(value: str, room: Room = Room.COMMON) -> Job:
    return job(lambda db: db.execute("INSERT INTO kept VALUES (?)", (value,)) and value, room)


def commit(disk: Disk, *jobs: Job) -> list[Any]:
    """The outcomes, or the types of what they raised."""
    disk.committer.commit(jobs)
    return [
        type(job.outcome.error) if isinstance(job.outcome, Failed) else job.outcome for job in jobs
    ]


async def test_a_group_is_one_transaction(disk: Disk) -> None:
    assert commit(disk, *(write(str(number)) for number in range(50)))[-1] == "49"
    assert disk.committer.commits == 1
    assert len(disk.kept()) == 50


async def test_a_jobs_own_mistake_undoes_only_its_own_work(disk: Disk) -> None:
    def mistaken(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO kept VALUES ('half')")
        raise AssertionError("ours")

    def unfit(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO kept VALUES (?)", (object(),))

    outcomes = commit(disk, write("a"), job(mistaken), job(unfit), write("b"))
    assert outcomes[:2] == ["a", AssertionError]
    assert issubclass(outcomes[2], sqlite3.Error)
    assert disk.kept() == ["a", "b"]
    assert commit(disk, write("c")) == ["c"], "the store goes on"


async def test_a_full_disk_rolls_back_and_refuses(disk: Disk) -> None:
    disk.db.faults = {"COMMIT": FULL}
    assert commit(disk, write("a"), write("b")) == [StorageFull, StorageFull]
    assert disk.kept() == []
    assert not disk.ballast.spent, "nobody was entitled to the reserve"
    disk.db.faults = {}
    assert commit(disk, write("c")) == ["c"]
    assert disk.kept() == ["c"]


async def test_on_a_full_disk_what_fits_by_itself_succeeds(disk: Disk) -> None:
    disk.db.faults, disk.db.times = {"COMMIT": FULL}, 2
    assert commit(disk, write("large"), write("small")) == [StorageFull, "small"]
    assert disk.kept() == ["small"]


async def test_the_host_gets_the_reserve(disk: Disk) -> None:
    disk.db.faults, disk.db.times = {"COMMIT": FULL}, 3
    outcomes = commit(disk, write("site"), write("host", Room.RESERVE))
    assert outcomes == [StorageFull, "host"]
    assert disk.ballast.spent
    assert disk.kept() == ["host"]


async def test_while_the_reserve_is_out_only_the_host_writes(tmp_path: Path) -> None:
    disk = Disk(tmp_path, ballast=2**62)
    assert disk.ballast.spent, "there was never room for it"
    read = job(lambda db: db.execute("SELECT count(*) FROM kept").fetchone()[0], Room.NONE)
    outcomes = commit(disk, write("site"), write("host", Room.RESERVE), read)
    assert outcomes == [StorageFull, "host", 1]


async def test_without_any_space_even_the_host_is_refused(disk: Disk) -> None:
    disk.db.faults = {"COMMIT": FULL}
    assert commit(disk, write("host", Room.RESERVE)) == [StorageFull]
    assert disk.ballast.spent
    assert commit(disk, write("host", Room.RESERVE)) == [StorageFull]


@pytest.mark.parametrize("word", ["BEGIN", "INSERT", "COMMIT"])
async def test_a_failed_disk_ends_the_store(disk: Disk, word: str) -> None:
    """A failed fsync is never tried again, although the disk would answer now."""
    assert commit(disk, write("before")) == ["before"]
    disk.db.faults, disk.db.times = {word: FSYNC}, 1
    assert commit(disk, write("a"), write("b")) == [JournalUnavailable] * 2
    assert commit(disk, write("later", Room.RESERVE)) == [JournalUnavailable]
    alone = job(lambda db: "copied", Room.NONE)
    disk.committer.do_alone(alone)
    assert isinstance(alone.outcome.error, JournalUnavailable)
    assert "SQLITE_IOERR_FSYNC" in str(alone.outcome.error)
    disk.committer.keep_log_short()
    disk.db.rollback()
    assert disk.kept() == ["before"]


async def test_a_checkpoint_that_fails_ends_the_store(disk: Disk) -> None:
    disk.committer = Committer(disk.db, disk.wal, disk.ballast, wal_bytes=0)
    disk.db.faults = {"PRAGMA wal_checkpoint": FSYNC}
    assert commit(disk, write("a")) == ["a"], "it was durable in the log already"
    disk.committer.keep_log_short()
    assert commit(disk, write("b")) == [JournalUnavailable]


async def test_an_end_that_fails_leaves_the_connection_open(disk: Disk) -> None:
    disk.db.faults, disk.db.times = {"PRAGMA wal_checkpoint": FSYNC}, 1
    assert commit(disk, write("a")) == ["a"]
    with pytest.raises(JournalUnavailable, match="SQLITE_IOERR_FSYNC"):
        disk.committer.end()
    assert commit(disk, write("b")) == [JournalUnavailable]
    disk.db.close()
    assert disk.kept() == ["a"]


async def test_a_good_end_leaves_one_file(disk: Disk) -> None:
    commit(disk, write("a"))
    disk.committer.end()
    assert not disk.wal.exists()
    assert disk.kept() == ["a"]


async def test_a_full_disk_only_puts_a_checkpoint_off(disk: Disk) -> None:
    disk.db.faults = {"PRAGMA wal_checkpoint": FULL}
    scrubbing = write("a")
    scrubbing.scrub = True
    disk.committer.commit([scrubbing])
    assert scrubbing.outcome == "a"
    assert disk.wal.stat().st_size > 0
    disk.db.faults = {}
    assert commit(disk, write("b")) == ["b"], "and is made up for with the next group"
    assert disk.wal.stat().st_size == 0


async def test_the_log_does_not_grow_without_bound(disk: Disk) -> None:
    for number in range(100):
        commit(disk, write(str(number) + "x" * 300_000))
        disk.committer.keep_log_short()
    assert disk.wal.stat().st_size < 3 * committer.WAL_BYTES
    assert len(disk.kept()) == 100


async def test_scrubbing_empties_the_log_before_the_answer(disk: Disk) -> None:
    scrubbing = write("a")
    scrubbing.scrub = True
    disk.committer.commit([scrubbing])
    assert disk.wal.stat().st_size == 0


async def test_whatever_goes_wrong_everyone_is_answered(disk: Disk, tmp_path: Path) -> None:
    """Here the folder of the reserve has vanished when it is looked for."""
    (tmp_path / "other").mkdir()
    instants = itertools.count(step=10)
    disk.ballast = Ballast(tmp_path / "other", 2**62, monotonic=lambda: next(instants))
    disk.committer = Committer(disk.db, disk.wal, disk.ballast)
    (tmp_path / "other").rmdir()
    assert commit(disk, write("a"), write("b")) == [JournalUnavailable] * 2
