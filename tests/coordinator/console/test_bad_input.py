"""Bad bodies of commands: a clear error with the field's path, and nothing lost or changed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.coordinator.console.conftest import Door

BAD_BODIES: list[tuple[Any, str, str]] = [
    (b"not json", "bad_message", "body: json_invalid"),
    (b"", "bad_message", "body: json_invalid"),
    (b"\xff\xfe{}", "bad_message", "body: json_invalid"),
    (b"[" * 100_000, "bad_message", "body: json_invalid"),
    (b'{"a":' * 40_000, "bad_message", "body: json_invalid"),
    (b'{"command_id":"\\ud800","type":"start_session"}', "bad_message", "body: json_invalid"),
    (b"[]", "bad_message", "body: dict_type"),
    ({"type": "fly", "command_id": "c"}, "unsupported", "unknown type"),
    ({"command_id": "c"}, "bad_message", "body: union_tag_not_found"),
    ({"type": "start_session"}, "bad_message", "command_id: missing"),
    ({"type": "start_session", "command_id": 7}, "bad_message", "command_id: string_type"),
    ({"type": "start_session", "command_id": "x" * 65}, "bad_message", "command_id: string_"),
    ({"type": "start_session", "command_id": "c\n"}, "bad_message", "command_id: string_"),
    (
        {"type": "start_session", "command_id": "c", "expected_rev": "4"},
        "bad_message",
        "expected_rev: int_type",
    ),
    (
        {"type": "start_session", "command_id": "c", "expectedrev": 4},
        "bad_message",
        "expectedrev: extra_forbidden",
    ),
    (
        {"type": "note_head_count", "command_id": "c", "site": "64", "count": -1},
        "bad_message",
        "count: greater_than_equal",
    ),
    (
        {"type": "note_head_count", "command_id": "c", "site": "sixty four", "count": 1},
        "bad_message",
        "site: string_pattern",
    ),
    (
        {"type": "add_attendee", "command_id": "c", "site": "64", "name": "x" * 481},
        "bad_message",
        "name: string_too_long",
    ),
    (
        {"type": "add_attendee", "command_id": "c", "site": "64", "name": "x" * 121},
        "bad_name",
        "longer than 120 characters",
    ),
    (
        {"type": "add_attendee", "command_id": "c", "site": "64", "name": "A\u202eB"},
        "bad_name",
        "character U+202E at 1",
    ),
    (
        {"type": "send_notice", "command_id": "c", "sites": [], "text": "a\u0007b"},
        "bad_name",
        "character U+0007 at 1",
    ),
    (
        {"type": "change_limits", "command_id": "c", "limits": {"tea": 1}},
        "bad_message",
        "limits.tea.[key]: enum",
    ),
]


@pytest.mark.parametrize(("body", "code", "detail"), BAD_BODIES)
async def test_bad_bodies(live: Door, body: Any, code: str, detail: str) -> None:
    rev = await live.rev()
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    answered = await live.ask("POST", f"{live.base}/commands", "host", data=data)
    assert (answered.status, answered.body["code"]) == (422, code)
    assert answered.body["detail"].startswith(detail)
    assert await live.rev() == rev


async def test_a_body_too_big(live: Door) -> None:
    answered = await live.ask("POST", f"{live.base}/commands", "host", data=b"x" * (256 * 1024 + 1))
    assert (answered.status, answered.body["code"]) == (413, "too_big")

    async def endless() -> Any:
        for _ in range(40):
            yield b" " * 8192

    answered = await live.ask("POST", f"{live.base}/commands", "host", data=endless())
    assert (answered.status, answered.body["code"]) == (413, "too_big")


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer dc1_wrong"}])
async def test_nobody_and_a_wrong_secret_are_told_the_same(
    live: Door, header: dict[str, str]
) -> None:
    rev = await live.rev()
    body = {"command_id": "c", "type": "close_session"}
    answered = await live.ask("POST", f"{live.base}/commands", json=body, headers=header)
    assert (answered.status, answered.body["code"]) == (401, "auth_failed")
    assert answered.body.get("detail") is None
    assert answered.headers["WWW-Authenticate"].startswith("Bearer")
    assert await live.rev() == rev
