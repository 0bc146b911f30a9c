"""A store looked at from outside, after whatever was done to its program: is what is kept of each
session the fold of its journal, and was no command carried out twice?"""

from __future__ import annotations

import shutil
import tempfile
from itertools import groupby
from pathlib import Path

from coordinator.core.base import Recorded
from coordinator.core.fold import replay
from coordinator.core.state import Session
from coordinator.journal.sqlite import SqliteStore

ALL = 1_000_000


async def faults_of(data: Path) -> list[str]:
    """What is wrong, by session. Looks at a copy, so that whoever opens the store next finds it as
    it was left. Raises JournalUnavailable when a chain does not hold."""
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        shutil.copytree(data, copy, ignore=shutil.ignore_patterns("ballast", "*.lock"))
        store = await SqliteStore.open(copy, ballast_bytes=0)
        try:
            for session in await store.sessions():
                loaded = (await store.load(session)).session
                events = await store.events(session, 0, ALL)
                if replay(Session(session), events) != loaded:
                    faults.append(f"session {session} is not the fold of its journal")
                faults += [f"session {session}: {name} twice" for name in twice(events)]
        finally:
            await store.close()
    return faults


def twice(events: list[Recorded]) -> list[str]:
    """Ids of commands whose events do not all stand together, and so were not made at once."""
    ids = [name for name, _ in groupby(event.command_id for event in events) if name is not None]
    return sorted({name for name in ids if ids.count(name) > 1})
