"""The journal: appenders at once with group commit, against one commit per event."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from pathlib import Path

from bench.machine import percentile
from coordinator.core.base import SYSTEM, Recorded
from coordinator.core.session import PhaseChanged
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import Batch
from wire.vocabulary import Phase, SessionId

SESSIONS = 500
EVENTS_EACH = 40
PEER_EVENTS = 2_000


async def _grouped(folder: Path) -> tuple[float, float]:
    """Events a second and the p99 of one append in ms, with many sessions appending at once."""
    store = await SqliteStore.open(folder, ballast_bytes=0)
    took: list[float] = []

    async def one(number: int) -> None:
        session = SessionId(f"s{number}")
        for rev in range(1, EVENTS_EACH + 1):
            event = Recorded(rev, rev, rev, SYSTEM, PhaseChanged(Phase.LIVE))
            began = time.perf_counter()
            await store.append(Batch(session, (event,)))
            took.append((time.perf_counter() - began) * 1000)

    began = time.perf_counter()
    await asyncio.gather(*(one(number) for number in range(SESSIONS)))
    wall = time.perf_counter() - began
    await store.close()
    return SESSIONS * EVENTS_EACH / wall, percentile(took, 0.99)


def _alone(folder: Path) -> float:
    """Events a second with one commit per event, the same settings."""
    folder.mkdir(parents=True)
    link = sqlite3.connect(folder / "peer.db", isolation_level=None)
    link.execute("PRAGMA journal_mode=WAL")
    link.execute("PRAGMA synchronous=FULL")
    link.execute("CREATE TABLE events(session TEXT, rev INTEGER, bytes BLOB)")
    began = time.perf_counter()
    for rev in range(PEER_EVENTS):
        link.execute("INSERT INTO events VALUES (?, ?, ?)", ("s", rev, b"x" * 240))
    wall = time.perf_counter() - began
    link.close()
    return PEER_EVENTS / wall


def measure(folder: Path) -> list[tuple[str, str]]:
    """The table's rows."""
    grouped, p99 = asyncio.run(_grouped(folder / "grouped"))
    alone = _alone(folder / "alone")
    return [
        (
            f"Group commit, {SESSIONS} appenders",
            f"{grouped:,.0f} events/s (append p99 {p99:.0f} ms)",
        ),
        ("One commit per event, same settings", f"{alone:,.0f} events/s"),
        ("Ratio", f"{grouped / alone:.1f} ×"),
    ]
