"""Every store sits the same exam."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coordinator.journal.memory import MemoryStore
from coordinator.journal.sqlite import SqliteStore


@pytest.fixture(params=["memory", "sqlite"])
async def store(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[MemoryStore | SqliteStore]:
    """An empty store of each kind."""
    if request.param == "memory":
        opened: MemoryStore | SqliteStore = MemoryStore()
    else:
        opened = await SqliteStore.open(tmp_path / "store", ballast_bytes=0)
    yield opened
    await opened.close()
