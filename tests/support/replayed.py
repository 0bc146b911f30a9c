"""A store looked at from outside, after whatever was done to its program: is what is kept of each
session the fold of its journal, and was no command carried out twice?"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from coordinator.core.base import CommandRefused, Recorded
from coordinator.core.fold import replay
from coordinator.core.state import Session
from coordinator.journal.sqlite import SqliteStore

ALL = 1_000_000


@dataclass
class Looked:
    """The journal of each session, and what is wrong with any."""

    events: dict[str, list[Recorded]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def of(self, session: str, command_id: str) -> list[Recorded]:
        """What a command did; empty when it was refused or never came."""
        mine = [one for one in self.events[session] if one.command_id == command_id]
        return [one for one in mine if not isinstance(one.event, CommandRefused)]


async def look(data: Path) -> Looked:
    """Look at a copy, so that whoever opens the store next finds it as it was left.

    Raises JournalUnavailable when a chain does not hold."""
    looked = Looked()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        shutil.copytree(data, copy, ignore=shutil.ignore_patterns("ballast", "*.lock"))
        store = await SqliteStore.open(copy, ballast_bytes=0)
        try:
            for session in await store.sessions():
                loaded = (await store.load(session)).session
                events = looked.events[session] = await store.events(session, 0, ALL)
                if replay(Session(session), events) != loaded:
                    looked.faults.append(f"session {session} is not the fold of its journal")
                looked.faults += [f"session {session}: {name} twice" for name in twice(events)]
        finally:
            await store.close()
    return looked


def twice(events: list[Recorded]) -> list[str]:
    """Ids of commands whose events do not all stand together, and so were not made at once."""
    ids = [name for name, _ in groupby(event.command_id for event in events) if name is not None]
    return sorted({name for name in ids if ids.count(name) > 1})
