"""A program that fills the small disk under a store and tells what happened, as one JSON line.

`python -m tests.support.full_disk FOLDER`: the folder is on a disk of 40 MiB of its own.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from pathlib import Path

from coordinator.core import meeting
from coordinator.core.base import SYSTEM
from coordinator.core.notices import NoticeSent
from coordinator.core.people import PrivateRow
from coordinator.core.state import Session
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import Batch, StorageFull
from tests.support.until import until_async
from wire.vocabulary import SessionId

BALLAST = 10 * 1024 * 1024
SALT = "0" * 32
ID = SessionId("a")


def next_batch(state: Session) -> Batch:
    ref = f"t_{state.rev + 1}"
    text = PrivateRow(ref, SALT, {"text": "x" * 20_000})
    event = NoticeSent(f"n{state.rev + 1}", (), text.as_ref())
    return Batch(ID, tuple(meeting.establish(state, SYSTEM, [event], 1_000)), (text,))


async def fill(store: SqliteStore, *, reserve: bool, at_most: int = 10_000) -> int:
    """Append until the disk is full; how many were acknowledged."""
    state = (await store.load(ID)).session
    for number in range(at_most):
        try:
            await store.append(next_batch(state), reserve=reserve)
        except StorageFull:
            return number
    return at_most


async def takes_everyone(store: SqliteStore) -> bool:
    """Whether a command of anybody is taken; the store looks for space once a second."""
    return await fill(store, reserve=False, at_most=1) == 1


async def main(folder: Path) -> dict[str, object]:
    told: dict[str, object] = {}
    store = await SqliteStore.open(folder / "data", ballast_bytes=BALLAST)
    told["everyone"] = await fill(store, reserve=False)
    told["spent_by_everyone"] = store.reserve_spent
    told["host"] = await fill(store, reserve=True, at_most=50)
    told["everyone_then"] = await fill(store, reserve=False)
    await store.mark_alive(5)
    told["host_to_the_end"] = await fill(store, reserve=True)
    told["loaded"] = (await store.load(ID)).head.rev
    await store.close()

    store = await SqliteStore.open(folder / "data", ballast_bytes=BALLAST)
    told["loaded_again"] = (await store.load(ID)).head.rev
    (folder / "filler").unlink()
    await until_async(lambda: takes_everyone(store), "there is room for all again")
    told["spent_at_the_end"] = store.reserve_spent
    told["in_the_end"] = (await store.load(ID)).head.rev
    await store.close()
    db = sqlite3.connect(folder / "data" / "diemcau.db")
    told["integrity"] = db.execute("PRAGMA integrity_check").fetchone()[0]
    db.close()
    return told


if __name__ == "__main__":
    place = Path(sys.argv[1])
    (place / "filler").write_bytes(bytes(16 * 1024 * 1024))
    print(json.dumps(asyncio.run(main(place))))
