"""The peer: a server of the same library that only accepts, reads one hello and answers it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TypedDict

from aiohttp import web
from websockets.asyncio.client import connect

from bench.machine import cpu_s, rss_kib

JOINS_AT_ONCE = 200


class Bare(TypedDict):
    """CPU of all joins, seconds; memory they took, KiB."""

    join_cpu_s: float
    grown_kib: int


async def _greet(request: web.Request) -> web.WebSocketResponse:
    link = web.WebSocketResponse(compress=False)
    await link.prepare(request)
    async for message in link:
        await link.send_str(message.data)
    return link


async def _serve() -> None:
    app = web.Application()
    app.router.add_get("/", _greet)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=4096).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


async def _join(port: int, sites: int, pid: int) -> Bare:
    gate = asyncio.Semaphore(JOINS_AT_ONCE)

    async def one() -> object:
        async with gate:
            link = await connect(
                f"ws://127.0.0.1:{port}/", compression=None, ping_interval=None, open_timeout=60
            )
            await link.send('{"type":"hello"}')
            await link.recv()
            return link

    memory, cpu = rss_kib(pid), cpu_s(pid)
    links = await asyncio.gather(*(one() for _ in range(sites)))
    bare = Bare(join_cpu_s=cpu_s(pid) - cpu, grown_kib=rss_kib(pid) - memory)
    del links
    return bare


def measure(sites: int) -> Bare:
    """Join as many clients to the bare server."""
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.bare"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        return asyncio.run(_join(port, sites, server.pid))
    finally:
        server.terminate()
        server.wait(timeout=30)


if __name__ == "__main__":
    from coordinator.runtime import raise_file_limit

    raise_file_limit()
    asyncio.run(_serve())
