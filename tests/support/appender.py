"""A program that appends to a store and says what was acknowledged, to be killed at any moment.

`python -m tests.support.appender FOLDER SESSIONS [PRAGMA]`: for each acknowledged event it prints
a line "session rev"; before the first, "ready" and its pid. A pragma makes the store worse on
purpose.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from coordinator.core import meeting
from coordinator.core.base import SYSTEM
from coordinator.core.notices import NoticeSent
from coordinator.core.people import PrivateRow
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import Batch
from wire.vocabulary import SessionId

SALT = "0" * 32


async def append_for_ever(store: SqliteStore, session: SessionId) -> None:
    """One event with its text after the other, each when the one before was acknowledged."""
    state = (await store.load(session)).session
    while True:
        ref = f"{session}-{state.rev + 1}"
        text = PrivateRow(ref, SALT, {"text": f"Tin nhắn mẫu {ref}"})
        event = NoticeSent(f"n{state.rev + 1}", (), text.as_ref())
        recorded = meeting.establish(state, SYSTEM, [event], 1_000 + state.rev)
        head = await store.append(Batch(session, tuple(recorded), (text,)))
        print(f"{session} {head.rev}", flush=True)


async def main(folder: Path, sessions: int, pragma: str = "") -> None:
    store = await SqliteStore.open(folder, ballast_bytes=0)
    if pragma:
        await store._writer.run_alone(lambda db: db.execute(f"PRAGMA {pragma}").fetchall())
    print("ready", os.getpid(), flush=True)
    names = [SessionId(f"s{number}") for number in range(sessions)]
    await asyncio.gather(*(append_for_ever(store, name) for name in names))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
