"""The administrator's door: loopback, the process's secret, and every wrong with its code."""

from __future__ import annotations

import json
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from coordinator.admin.door import SERVER_FILE, AdminDoor
from coordinator.house import House
from coordinator.operations import Operations
from coordinator.ports import StorageFull

Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[tuple[AdminDoor, Client]]:
    house = await House.open(tmp_path / "data", ballast_mib=0)
    admin = AdminDoor(Operations(house))
    app = web.Application()
    app.add_routes(admin.routes())
    async with TestClient(TestServer(app)) as client:
        yield admin, client
    await house.close()


@pytest.mark.parametrize("token", ["", "dc1_wrong", "ă"])
async def test_without_the_secret_nothing_happens(
    door: tuple[AdminDoor, Client], token: str
) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    reply = await door[1].post("/api/v1/admin/session_list", json={}, headers=headers)
    assert reply.status == 401
    assert (await reply.json())["code"] == "auth_failed"


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"])
async def test_through_a_proxy_on_this_machine_nothing_happens(
    door: tuple[AdminDoor, Client], header: str
) -> None:
    admin, client = door
    headers = {"Authorization": f"Bearer {admin.secret}", header: "127.0.0.1"}
    reply = await client.post("/api/v1/admin/session_list", json={}, headers=headers)
    assert reply.status == 401


async def test_a_body_nested_without_end_is_a_bad_message(door: tuple[AdminDoor, Client]) -> None:
    admin, client = door
    headers = {"Authorization": f"Bearer {admin.secret}"}
    body = b"[" * 200_000
    reply = await client.post("/api/v1/admin/session_list", data=body, headers=headers)
    assert (reply.status, (await reply.json())["code"]) == (422, "bad_message")


@pytest.mark.parametrize(
    ("operation", "body", "status", "code"),
    [
        ("nonsense", {}, 404, "unknown_command"),
        ("session_show", {"session": "none"}, 409, "unknown_session"),
        ("session_show", {"nonsense": 1}, 422, "bad_message"),
        ("session_import", {"text": "nonsense: 1"}, 422, "bad_file"),
        ("backup", {"target": "/nowhere/at/all.db"}, 422, "bad_value"),
    ],
)
async def test_each_wrong_has_its_code(
    door: tuple[AdminDoor, Client], operation: str, body: object, status: int, code: str
) -> None:
    admin, client = door
    headers = {"Authorization": f"Bearer {admin.secret}"}
    reply = await client.post(f"/api/v1/admin/{operation}", json=body, headers=headers)
    assert (reply.status, (await reply.json())["code"]) == (status, code)


async def test_the_server_file_is_the_owners_alone(
    door: tuple[AdminDoor, Client], tmp_path: Path
) -> None:
    admin, _ = door
    admin.announce(tmp_path, "http://127.0.0.1:1")
    file = tmp_path / SERVER_FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text())["token"] == admin.secret
    admin.withdraw(tmp_path)
    assert not file.exists()


async def test_a_bad_name_and_a_full_disk_have_their_codes(
    door: tuple[AdminDoor, Client],
) -> None:
    admin, client = door
    headers = {"Authorization": f"Bearer {admin.secret}"}

    async def full() -> dict[str, str]:
        raise StorageFull

    admin._operations.by_name["backup"] = full
    named = {"session": "x", "series": "a\u202eb"}
    for operation, body, expected in (
        ("session_series", named, (422, "bad_name")),
        ("backup", {}, (503, "storage_low")),
    ):
        reply = await client.post(f"/api/v1/admin/{operation}", json=body, headers=headers)
        assert (reply.status, (await reply.json())["code"]) == expected
