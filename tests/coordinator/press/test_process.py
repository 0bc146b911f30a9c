"""The process of an order as its parent sees it: what it is given, and that it never outlives its
order."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest
from aiohttp import web

from coordinator.orders import ReportFailure, ReportFormat, ReportOrder, ReportStage
from coordinator.press.process import _environment, carry_out
from coordinator.press.work import TASK, Task
from tests.support.served import served
from tests.support.until import until_async

# Each document is made by a process, or by the typesetter.
pytestmark = pytest.mark.slow


def task(url: str, target: Path) -> Task:
    return Task(url, "dc1_secret", "hop", ReportOrder(ReportFormat.XLSX), target, 5, {})


def test_no_setting_goes_along() -> None:
    ours = {"PATH": "/bin", "DIEMCAU_WEBHOOK_SECRETS": "s", "HTTP_PROXY": "p", "LANG": "vi_VN"}
    passed = _environment(ours)
    assert {"DIEMCAU_WEBHOOK_SECRETS", "HTTP_PROXY"}.isdisjoint(passed)
    assert (passed["PATH"], passed["LANG"]) == ("/bin", "vi_VN")


async def test_a_coordinator_that_does_not_answer(tmp_path: Path) -> None:
    moved: list[ReportStage] = []
    failure = await carry_out(
        task("http://127.0.0.1:9", tmp_path / "a"), lambda stage, share: moved.append(stage)
    )
    assert failure is ReportFailure.RECORD
    assert moved[0] is ReportStage.FETCHING


async def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    async def record(request: web.Request) -> web.Response:
        return web.Response(body=b"x\n")

    app = web.Application()
    app.router.add_get("/api/v1/sessions/hop/record", record)
    async with served(app) as url:
        one = Task(url, "s", "hop", ReportOrder(ReportFormat.JSONL), tmp_path / "none" / "a", 5, {})
        assert await carry_out(one, lambda stage, share: None) is ReportFailure.STORAGE


async def test_a_process_ends_when_its_parent_is_gone(tmp_path: Path) -> None:
    never = asyncio.Event()

    async def record(request: web.Request) -> web.Response:
        await never.wait()
        return web.Response()

    app = web.Application()
    app.router.add_get("/api/v1/sessions/hop/record", record)
    async with served(app) as url:
        words = ["-m", "coordinator.press.work"]
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(TASK.dump_json(task(url, tmp_path / "a")) + b"\n")
        await process.stdin.drain()
        assert b"fetching" in await process.stdout.readline()
        process.stdin.close()
        assert await asyncio.wait_for(process.wait(), 30) == 1
        never.set()
    assert os.listdir(tmp_path) == []


async def test_whoever_gives_an_order_up_ends_its_process(tmp_path: Path) -> None:
    asked, gone = asyncio.Event(), asyncio.Event()

    async def record(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        asked.set()
        try:
            while request.transport is not None:
                await response.write(b"\n")
                await asyncio.sleep(0)
        except (ConnectionError, asyncio.CancelledError):
            gone.set()
            raise
        gone.set()
        return response

    app = web.Application()
    app.router.add_get("/api/v1/sessions/hop/record", record)
    async with served(app) as url:
        work = asyncio.create_task(carry_out(task(url, tmp_path / "a"), lambda stage, share: None))
        await asked.wait()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        await until_async(gone.is_set, "the process has let go")
