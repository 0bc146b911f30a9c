"""The desk: numbers of the query, bodies that are read no further than allowed, session time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import make_mocked_request

from coordinator.clock import SessionClock
from coordinator.console import desk
from coordinator.console.desk import Visit, conductor_of
from coordinator.core.base import Refused
from coordinator.hall import Hall
from tests.coordinator.console.conftest import SESSION, Door
from wire.codes import Refusal
from wire.errors import WireError


def visit(query: str) -> Visit:
    return Visit(None, make_mocked_request("GET", f"/x?{query}"))  # type: ignore[arg-type]


def test_a_number_of_the_query() -> None:
    assert visit("").number("after", 7, 100) == 7
    assert visit("after=0").number("after", 7, 100) == 0
    assert visit("after=100").number("after", 7, 100) == 100
    for text in ("101", "-1", "x", "", "1.0", "9" * 20, "²"):
        with pytest.raises(WireError, match="after"):
            visit(f"after={text}").number("after", 7, 100)


def test_an_unknown_session() -> None:
    with pytest.raises(Refused) as refused:
        conductor_of(Hall(), "nope")
    assert refused.value.code is Refusal.UNKNOWN_SESSION


async def test_time_is_that_of_the_sessions(door: Door) -> None:
    me = (await door.get("/api/v1/me", "host")).body
    assert abs(me["now"] - SessionClock().now()) < 2_000
    assert conductor_of(door.hall, SESSION) is door.conductor


async def test_a_body_that_never_ends_is_not_waited_for(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "BODY_S", 0.2)

    async def endless() -> AsyncIterator[bytes]:
        yield b'{"token":'
        await asyncio.Event().wait()

    answered = await door.ask("POST", "/api/v1/sign-in", data=endless())
    assert (answered.status, answered.body["code"]) == (422, "bad_message")
    assert answered.body["detail"] == "body: not whole within 0.2 s"


def test_nobody_gets_at_what_the_table_did_not_let_in() -> None:
    with pytest.raises(AssertionError):
        _ = visit("").who
    with pytest.raises(AssertionError):
        _ = visit("").conductor
