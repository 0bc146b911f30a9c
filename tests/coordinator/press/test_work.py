"""The process of one order: how it reads what comes, and what it says of its failures."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from coordinator.journal.memory import MemoryStore
from coordinator.orders import ReportChoices, ReportFailure, ReportFormat, ReportOrder
from coordinator.press import work
from coordinator.press.work import TASK, Task, carry_out, lines
from tests.support.long_record import LongRecord
from tests.support.served import served


@given(st.lists(st.text("a\n", max_size=4).map(str.encode)))
def test_lines_are_the_same_however_the_pieces_fall(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    assert b"".join(lines(iter(pieces))) == whole
    found = list(lines(iter(pieces)))
    assert all(line.endswith(b"\n") for line in found[:-1])
    assert all(line.count(b"\n") <= 1 for line in found)


def task(url: str, target: Path, order: ReportOrder | None = None) -> Task:
    order = order or ReportOrder(ReportFormat.XLSX, options=ReportChoices(names=True))
    return Task(url, "dc1_secret", "hop", order, target, 5, {})


def test_a_task_never_shows_its_secret(tmp_path: Path) -> None:
    one = task("http://127.0.0.1:9", tmp_path / "a")
    assert "dc1_" not in repr(one)
    assert TASK.validate_json(TASK.dump_json(one)) == one


def test_nobody_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert carry_out(task("http://127.0.0.1:9", tmp_path / "a")) is ReportFailure.RECORD
    assert json.loads(capsys.readouterr().out)["stage"] == "fetching"


async def answering(data: bytes, *, busy: int = 0) -> tuple[web.Application, list[web.Request]]:
    asked: list[web.Request] = []

    async def record(request: web.Request) -> web.Response:
        asked.append(request)
        if len(asked) <= busy:
            return web.json_response({"code": "busy"}, status=503)
        return web.Response(body=data)

    app = web.Application()
    app.router.add_get("/api/v1/sessions/hop/record", record)
    return app, asked


async def test_the_record_is_asked_for_with_the_secret_and_again_while_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "AGAIN_S", 0.01)
    kept = await (await LongRecord(MemoryStore()).begin()).more(30)
    app, asked = await answering(await kept.file(), busy=2)
    async with served(app) as url:
        done = await asyncio.to_thread(carry_out, task(url, tmp_path / "a.xlsx"))
    assert done is None
    assert len(asked) == 3
    assert asked[0].headers["Authorization"] == "Bearer dc1_secret"
    assert asked[0].query["names"] == "yes"
    assert (tmp_path / "a.xlsx").stat().st_size > 1_000
