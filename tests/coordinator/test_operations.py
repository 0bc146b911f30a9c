"""What an administrator does, on an open house."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coordinator.core.base import Refused
from coordinator.evidence.record import read
from coordinator.house import House
from coordinator.operations import Operations, link_path
from coordinator.ports import Grant
from tests.support.store import SESSION, prepare
from wire.codes import Refusal
from wire.errors import WireError
from wire.vocabulary import Role, SiteId


@pytest.fixture
async def operations(tmp_path: Path) -> AsyncIterator[Operations]:
    await prepare(tmp_path / "data")
    house = await House.open(tmp_path / "data", ballast_mib=0)
    yield Operations(house)
    await house.close()


async def test_sessions_are_listed_with_their_totals(operations: Operations) -> None:
    (row,) = (await operations.session_list())["sessions"]
    assert row == await operations.session_show(SESSION)
    assert row["people"] == sum(row["attendance"].values())


async def test_an_unknown_session_is_refused_everywhere(operations: Operations) -> None:
    for operation in (operations.session_show, operations.session_reopen):
        with pytest.raises(Refused) as refused:
            await operation("nothing")
        assert refused.value.code is Refusal.UNKNOWN_SESSION


@pytest.mark.parametrize(("role", "sites"), [("site", None), ("host", ["64"]), ("site", ["ZZ"])])
async def test_a_sites_credential_names_known_sites(
    operations: Operations, role: str, sites: list[str] | None
) -> None:
    with pytest.raises(Refused) as refused:
        await operations.token_issue(SESSION, role, sites)
    assert refused.value.code is Refusal.UNKNOWN_SITE


async def test_revoking_ends_a_token_and_tells_the_doors(operations: Operations) -> None:
    told: list[str] = []
    operations.revoked = told.append
    issued = await operations.token_issue(SESSION, "site", ["64"])
    await operations.token_revoke(issued["id"])
    assert told == [issued["id"]]
    rows = (await operations.token_list(SESSION))["tokens"]
    assert next(row for row in rows if row["id"] == issued["id"])["revoked_at"]
    with pytest.raises(Refused) as refused:
        await operations.token_revoke("site-00000000")
    assert refused.value.code is Refusal.BAD_VALUE
    assert told == [issued["id"]]


async def test_both_tables_are_exported_with_a_mark_for_spreadsheets(
    operations: Operations,
) -> None:
    for what in ("attendance", "speeches"):
        assert (await operations.export(SESSION, what))["csv"].startswith("\ufeff")


async def test_a_backup_is_one_file(operations: Operations, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    assert await operations.backup(str(target)) == {"file": str(target)}
    assert target.is_file()


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.HOST, f"/host/{SESSION}"),
        (Role.SECRETARY, f"/host/{SESSION}"),
        (Role.ORGANIZER, f"/attendance/{SESSION}"),
        (Role.STAGE, f"/stage/{SESSION}"),
        (Role.OPERATOR, f"/picture/{SESSION}"),
        (Role.SITE, "/site"),
        (Role.ADMIN, "/"),
    ],
)
def test_every_role_has_its_page(role: Role, path: str) -> None:
    assert link_path(Grant("g", role, SESSION, (SiteId("64"),))) == path


async def test_the_official_record_is_written_where_it_is_wanted(
    operations: Operations, tmp_path: Path
) -> None:
    target = tmp_path / "record.jsonl"
    assert await operations.record(SESSION, str(target), names=True) == {"file": str(target)}
    record = read(target.read_bytes().splitlines(keepends=True))
    assert record.session.id == SESSION
    with pytest.raises(OSError, match="no-such"):
        await operations.record(SESSION, str(tmp_path / "no-such" / "record"), names=True)


async def test_without_a_key_there_is_no_official_record(tmp_path: Path) -> None:
    await prepare(tmp_path / "data")
    (tmp_path / "data" / "signing.key").write_text("nonsense")
    house = await House.open(tmp_path / "data", ballast_mib=0)
    with pytest.raises(Refused) as refused:
        await Operations(house).record(SESSION, str(tmp_path / "record.jsonl"), names=True)
    assert refused.value.code is Refusal.WRONG_STATE
    await house.close()


async def test_all_that_is_taken_over_the_command_line_is_written_down(
    operations: Operations, tmp_path: Path
) -> None:
    await operations.export(SESSION, "speeches")
    await operations.record(SESSION, str(tmp_path / "a"), names=False)
    await operations.record(SESSION, str(tmp_path / "b"), True, "minutes", "pdf")
    await operations.backup(str(tmp_path / "c.db"))
    taken = (await operations.handouts(SESSION))["handouts"]
    assert [(one["what"], one["format"], one["names"]) for one in taken] == [
        ("backup", "db", True),
        ("minutes", "pdf", True),
        ("record", "jsonl", False),
        ("speeches", "csv", True),
    ]
    assert {(one["by"], one["role"]) for one in taken} == {("admin", "admin")}
    with pytest.raises(Refused) as refused:
        await operations.record(SESSION, str(tmp_path / "d"), True, "secrets")
    assert refused.value.code is Refusal.BAD_VALUE
    assert not (tmp_path / "d").exists()


async def test_an_administrator_puts_a_session_into_a_series(
    operations: Operations, tmp_path: Path
) -> None:
    assert (await operations.session_series(SESSION, " Tổ mẫu "))["series"] == "Tổ mẫu"
    assert (await operations.session_series(SESSION, " "))["series"] == ""
    with pytest.raises(WireError):
        await operations.session_series(SESSION, "a\u202eb")
