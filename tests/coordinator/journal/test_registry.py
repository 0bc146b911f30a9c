"""The statements on grants and sign-ins (what they are for is in the contract)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from coordinator.journal import registry, schema
from coordinator.ports import Grant
from wire.vocabulary import Role, SessionId, SiteId

GRANT = Grant("site-1", Role.SITE, SessionId("a"), (SiteId("64"), SiteId("64-B")), 20)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = schema.connect(tmp_path / schema.FILE_NAME)
    yield connection
    connection.close()


def test_grants_and_sign_ins_outlive_the_connection(tmp_path: Path) -> None:
    for _ in range(2):
        db = schema.connect(tmp_path / schema.FILE_NAME)
        if registry.grant(db, "hash") is None:
            registry.add_grant(db, GRANT, "hash")
            registry.sign_in(db, "cookie", GRANT.id, 1_000)
        assert registry.grant(db, "hash") == GRANT
        assert registry.signed_in(db, "cookie", 0) == [GRANT]
        db.close()


def test_only_hashes_are_kept(db: sqlite3.Connection, tmp_path: Path) -> None:
    registry.add_grant(db, GRANT, "the-hash")
    columns = [row[1] for row in db.execute("PRAGMA table_info(grants)")]
    assert columns == [
        "id",
        "secret_hash",
        "role",
        "session",
        "sites",
        "created_at",
        "revoked_at",
    ]


def test_a_sign_in_belongs_to_a_grant(db: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO sign_ins VALUES ('cookie', 'no-such', 1)")


def test_nothing_of_a_grant_is_ever_deleted(db: sqlite3.Connection) -> None:
    registry.add_grant(db, GRANT, "hash")
    registry.revoke(db, GRANT.id, 99)
    assert [grant.revoked_at for grant in registry.grants(db, None)] == [99]
