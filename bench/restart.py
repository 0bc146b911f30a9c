"""Restart: opening a store with many events, with a snapshot and without one."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from coordinator.casefile.examples import example
from coordinator.core import meeting
from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.base import Actor, Asked, Recorded
from coordinator.demo import SECOND_CASE
from coordinator.house import House
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import Batch
from wire.vocabulary import Attendance, Role, SessionId

BATCH = 1_000


async def _fill(folder: Path, events: int) -> None:
    """A session with this many events: attendance noted over and over, as real commands."""
    house = await House.open(folder)
    text = example(SECOND_CASE[0])
    await house.establish(text)
    await house.close()
    store = await SqliteStore.open(folder)
    session_id = SessionId(SECOND_CASE[1])
    loaded = await store.load(session_id)
    session, people = loaded.session, list(loaded.session.people)
    by, states = Actor("bench", Role.SECRETARY), (Attendance.IN_PERSON, Attendance.ONLINE)
    number = 0
    while session.rev < events:
        batch: list[Recorded] = []
        for _ in range(BATCH):
            person = people[number % len(people)]
            note = Note(states[number // len(people) % 2])
            asked = Asked(NoteAttendance(person, note), by, f"b{number}")
            batch.extend(meeting.step(session, asked, session.recorded_at + 1).recorded)
            number += 1
        await store.append(Batch(session_id, tuple(batch)))
    await store.close()


async def _open(folder: Path) -> tuple[float, int]:
    began = time.perf_counter()
    house = await House.open(folder)
    wall = time.perf_counter() - began
    rev = next(iter(house.hall)).head.rev
    await house.close()
    return wall, rev


def measure(folder: Path, events: int) -> list[tuple[str, str]]:
    """The table's rows. Closing keeps a snapshot, so the second opening has one."""
    asyncio.run(_fill(folder, events))
    cold, rev = asyncio.run(_open(folder))
    warm, _ = asyncio.run(_open(folder))
    return [
        ("Events in the journal", f"{rev:,}"),
        ("Opening, everything replayed", f"{cold:.2f} s ({rev / cold:,.0f} events/s)"),
        ("Opening, from the snapshot", f"{warm:.2f} s"),
    ]
