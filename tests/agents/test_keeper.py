"""The thread that owns the outbox."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agents import erase, storage
from agents.keeper import Keeper, _sweep_log
from agents.outbox import Outbox
from agents.storage import OUTBOX_FILE, OutboxInUse, StorageLow
from tests.support.agents_at_work import arrival, head_count
from tests.support.outbox_file import SITE, stamp
from wire.site_acts import SiteAct


@asynccontextmanager
async def keeper(folder: Path, **changes: int) -> AsyncIterator[Keeper]:
    one = Keeper(folder, **changes)
    await one.start()
    try:
        yield one
    finally:
        await one.stop()


def entering(act: SiteAct) -> object:
    return lambda box: box.enter(SITE, act, stamp())


async def waiting(one: Keeper) -> int:
    return await one.do(lambda box: box.waiting(SITE))


async def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    async with keeper(tmp_path) as one:
        await one.do(entering(head_count(1)))
    async with keeper(tmp_path) as one:
        assert await waiting(one) == 1


async def test_many_at_once_are_all_kept_in_order(tmp_path: Path) -> None:
    async with keeper(tmp_path) as one:
        await asyncio.gather(*(one.do(entering(head_count(n))) for n in range(300)))
        words = await one.do(
            lambda box: [row[0] for row in box.db.execute("SELECT word FROM acts ORDER BY n")]
        )
        assert words == [str(n) for n in range(300)]


async def test_a_fault_of_one_asker_spoils_no_other(tmp_path: Path) -> None:
    def wrong(box: Outbox) -> None:
        box.enter(SITE, head_count(0), stamp())
        raise ZeroDivisionError

    async with keeper(tmp_path) as one:
        answers = await asyncio.gather(
            one.do(entering(head_count(1))),
            one.do(wrong),
            one.do(entering(head_count(2))),
            return_exceptions=True,
        )
        assert [type(answer) for answer in answers] == [type(None), ZeroDivisionError, type(None)]
        assert await waiting(one) == 2


async def test_a_full_disk_is_told_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    async with keeper(tmp_path, bytes_max=160 * 1024) as one:
        answers = await asyncio.gather(
            *(
                one.do(entering(arrival("64.p01", reason="Đi công tác " * 50)))
                for _ in range(1_000)
            ),
            return_exceptions=True,
        )
        full = [answer for answer in answers if answer is not None]
        assert full
        assert {type(answer) for answer in full} == {StorageLow}
        assert one.low
        assert await waiting(one) == len(answers) - len(full)
        assert one.low, "what only reads has not tried the disk"
        await one.do(lambda box: box.db.execute("DELETE FROM acts") and None)
        await one.do(entering(head_count(1)))
        assert not one.low, "room again"


async def test_a_second_agent_on_the_folder_is_refused(tmp_path: Path) -> None:
    async with keeper(tmp_path):
        with pytest.raises(OutboxInUse):
            await Keeper(tmp_path).start()


async def test_a_file_that_breaks_while_it_is_open_is_moved_aside(tmp_path: Path) -> None:
    async with keeper(tmp_path) as one:
        for _ in range(50):
            await one.do(entering(arrival("64.p01", reason="Đi công tác " * 50)))
        await one.do(lambda box: box.db.execute("PRAGMA cache_size = 1").fetchall() and None)
    file = tmp_path / OUTBOX_FILE
    async with keeper(tmp_path) as one:
        content = bytearray(file.read_bytes())
        content[4096:] = b"\xee" * (len(content) - 4096)
        file.write_bytes(content)
        for _ in range(20):
            try:
                await one.do(lambda box: box.db.execute("SELECT * FROM acts").fetchall())
            except StorageLow:
                break
            await one.do(lambda box: box.db.execute("PRAGMA shrink_memory").fetchall() and None)
        assert one.moved_to is not None
        await one.do(entering(head_count(1)))
        assert await waiting(one) == 1


async def test_a_disk_that_takes_no_new_file_is_told_to_all_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is damaged, and the disk full or failing: nobody waits for ever."""

    def damaged(box: Outbox) -> None:
        error = sqlite3.DatabaseError("file is not a database")
        error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
        raise error

    def refused(*_: object) -> None:
        raise StorageLow("disk full")

    async with keeper(tmp_path) as one:
        await one.do(entering(head_count(1)))
        opened = storage.open_outbox
        monkeypatch.setattr(storage, "open_outbox", refused)
        monkeypatch.setattr(storage, "move_aside", _raise_os_error)
        async with asyncio.timeout(30):
            for work in (damaged, entering(head_count(2)), _sweep_log):
                with pytest.raises(StorageLow):
                    await one.do(work)
        assert one.low
        monkeypatch.setattr(storage, "open_outbox", opened)
        await one.do(entering(head_count(3)))
        assert (await waiting(one), one.low) == (2, False)


def _raise_os_error(*_: object) -> Path:
    raise OSError("read-only file system")


async def test_after_it_was_stopped_nothing_is_said_to_be_kept(tmp_path: Path) -> None:
    one = Keeper(tmp_path)
    await one.start()
    await one.stop()
    with pytest.raises(StorageLow):
        await one.do(entering(head_count(1)))


async def test_forgetting_empties_the_log_and_drops_what_was_moved_aside(tmp_path: Path) -> None:
    name = "Đại biểu mẫu 07 – Cao Bằng"
    (tmp_path / f"{OUTBOX_FILE}.damaged-0").write_text(name, encoding="utf-8")
    async with keeper(tmp_path) as one:
        await one.do(lambda box: box.db.execute("UPDATE sites SET session = 's1'") and None)
        for number in range(40):
            await one.do(entering(arrival("64.p07", reason=f"{name} {number}")))
            await one.do(entering(arrival("64.p08", reason=f"Việc khác {number}" * 40)))
        session = await one.do(lambda box: box.whereabouts(SITE)[0])
        assert await one.forget(session, ["64.p07"]) == ["64.p07"]
        assert await one.forget(session, ["64.p07"]) == []
        assert holding(tmp_path, name) == []
    assert holding(tmp_path, name) == []


async def test_a_log_that_could_not_be_emptied_is_emptied_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: sqlite3.Connection) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    name = "Đại biểu mẫu 07 – Cao Bằng"
    async with keeper(tmp_path) as one:
        await one.do(entering(arrival("64.p07", reason=name)))
        session = await one.do(lambda box: box.whereabouts(SITE)[0])
        with monkeypatch.context() as patched:
            patched.setattr(erase, "sweep", full)
            with pytest.raises(StorageLow):
                await one.forget(session, ["64.p07"])
        assert holding(tmp_path, name) != []
        assert await one.forget(session, ["64.p07"]) == []
        assert holding(tmp_path, name) == []


def holding(folder: Path, name: str) -> list[str]:
    """The files in which the name stands."""
    return [file.name for file in folder.iterdir() if name.encode() in file.read_bytes()]


KILLED = """
import asyncio, os, sys
from pathlib import Path
from agents import erase, storage
from agents.keeper import Keeper, _sweep_log
from tests.support.agents_at_work import head_count
from tests.support.outbox_file import SITE, stamp

async def main():
    one = Keeper(Path(sys.argv[1]))
    await one.start()
    for number in range(int(sys.argv[2])):
        await one.do(lambda box: box.enter(SITE, head_count(number), stamp()))
        print(number, flush=True)
    os._exit(9)

asyncio.run(main())
"""


@pytest.mark.slow
async def test_what_was_said_to_be_kept_survives_a_kill(tmp_path: Path) -> None:
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", KILLED, str(tmp_path), "25"],
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout.split()
    assert len(said) == 25, done.stderr
    async with keeper(tmp_path) as one:
        assert await waiting(one) == 25
