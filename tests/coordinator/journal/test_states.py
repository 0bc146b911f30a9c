"""Snapshots in the store: whole or not there, and nobody waits for all of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from coordinator.journal import ledger, schema, states
from coordinator.journal.replay import Snapshot, snapshot_of
from coordinator.ports import StorageFull
from tests.support.meeting_script import held

T = TypeVar("T")
SCRIPT = held()


class Store:
    """Does each work at once, until the disk is full."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db, self.done, self.room = db, 0, 1_000

    async def __call__(self, work: Callable[[sqlite3.Connection], T], /) -> T:
        if self.done == self.room:
            raise StorageFull("full")
        self.done += 1
        return work(self.db)

    async def keep(self, *revs: int) -> None:
        for rev in revs:
            await states.keep(self, SCRIPT.id, at(self.db, rev))

    @property
    def revs(self) -> list[int]:
        """Of the snapshots that are whole."""
        found, _ = states.kept(self.db, SCRIPT.id)
        return [one.rev for one in found if one == at(self.db, one.rev)]

    @property
    def pieces(self) -> dict[int, int]:
        """How many lie there by revision."""
        found = "SELECT rev, count(*) FROM snapshot_pieces GROUP BY rev"
        return dict(self.db.execute(found).fetchall())


def at(db: sqlite3.Connection, rev: int) -> Snapshot:
    link = states.link_at(db, SCRIPT.id, rev)
    assert link is not None
    return replace(snapshot_of(SCRIPT.session, link), rev=rev)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    db = schema.connect(tmp_path / schema.FILE_NAME)
    for batch in SCRIPT.batches:
        ledger.append(db, batch)
    yield Store(db)
    db.close()


@pytest.fixture
def great(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Snapshots take four pieces and a head."""
    size = len(at(store.db, 1).data)
    monkeypatch.setattr(states, "PIECE_BYTES", size // 5 + 1)
    return store


async def test_only_the_newest_are_kept(store: Store) -> None:
    await store.keep(5, 9, 20, 14)
    kept, links = states.kept(store.db, SCRIPT.id)
    assert [snapshot.rev for snapshot in kept] == store.revs == [20, 14]
    assert links == {rev: states.link_at(store.db, SCRIPT.id, rev) for rev in (20, 14)}
    assert states.link_at(store.db, SCRIPT.id, 10_000) is None
    assert store.pieces == {}, "a small one is its own head"


async def test_a_great_one_is_written_and_dropped_in_pieces(great: Store) -> None:
    await great.keep(5, 9)
    assert (great.revs, great.pieces) == ([9, 5], {9: 4, 5: 4})
    before = great.done
    await great.keep(20)
    assert (great.revs, great.pieces) == ([20, 9], {20: 4, 9: 4})
    assert great.done - before == 4 + 1 + 4 + 1, "a work for each, and a last look"


async def test_one_that_was_cut_does_not_count_and_goes_with_the_next(great: Store) -> None:
    await great.keep(5, 9)
    great.room = great.done + 3
    with pytest.raises(StorageFull):
        await great.keep(20)
    assert (great.revs, great.pieces) == ([9, 5], {9: 4, 5: 4, 20: 3})
    great.room += 1_000
    await great.keep(21)
    assert (great.revs, great.pieces) == ([21, 9], {21: 4, 9: 4})


async def test_a_smaller_one_of_the_same_revision_leaves_nothing_of_the_greater(
    great: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await great.keep(5)
    monkeypatch.setattr(states, "PIECE_BYTES", 2 * states.PIECE_BYTES)
    await great.keep(5)
    assert (great.revs, great.pieces) == ([5], {5: 2})
