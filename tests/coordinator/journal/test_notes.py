"""The statements on a plain connection; the stores that use them sit `tests/contract`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from coordinator.core.people import PrivateRow
from coordinator.journal import ledger, notes, schema
from wire.vocabulary import SessionId

A = SessionId("a")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = schema.connect(tmp_path / "diemcau.db")
    yield opened
    opened.close()


def test_more_texts_than_a_statement_has_room_for(db: sqlite3.Connection) -> None:
    rows = [PrivateRow(f"t_{number:06}", "00", {"text": str(number)}) for number in range(1_500)]
    ledger.keep(db, A, rows)
    assert notes.texts_of(db, A, [row.ref for row in rows]) == rows


def test_text_where_bytes_were_comes_as_bytes(db: sqlite3.Connection) -> None:
    """Whoever edits a row by hand may leave text; the tree shall tell, not a TypeError."""
    db.execute("INSERT INTO events VALUES ('a', 1, 'link', 'chữ')")
    assert notes.stored(db, A, 0, 5) == ["chữ".encode()]
