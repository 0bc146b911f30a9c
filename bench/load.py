"""The second process: thousands of agents on real WebSockets, driven by orders on standard input.

It speaks the protocol with the `websockets` client and answers each order with one line of JSON.
Orders: join, report SECONDS, request K, withdraw K ENTRY, attend K, floor N, quit.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import sys
import time
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from bench.machine import percentile

JOINS_AT_ONCE = 200
BEAT_S = 5.0


class Site:
    """One agent's link."""

    def __init__(self, site: str, person: str | None, token: str) -> None:
        self.code, self.person = site, person
        self.headers = {"Authorization": f"Bearer {token}"}
        self.link: ClientConnection | None = None
        self.seq = 0
        self.floor_rev = -1
        self.floor_seen_at = 0.0
        self.sent = 0


class Load:
    """All agents and one host's screen."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.sites = [Site(**item) for item in plan["sites"]]
        self.base = plan["url"].replace("http", "ws", 1)
        self.host_headers = {"Authorization": f"Bearer {plan['host_token']}"}
        self.readers: list[asyncio.Task[None]] = []
        self.floor_heard = asyncio.Event()
        self.reports = 0

    async def join(self) -> dict[str, Any]:
        """Every agent says hello; the time until the last welcome."""
        gate = asyncio.Semaphore(JOINS_AT_ONCE)
        took: list[float] = []
        began = time.perf_counter()
        await asyncio.gather(*(self._join(site, gate, took) for site in self.sites))
        wall = time.perf_counter() - began
        return {
            "joined": len(took),
            "wall_s": wall,
            "hello_ms_p50": percentile(took, 0.5) * 1000,
            "hello_ms_p99": percentile(took, 0.99) * 1000,
        }

    async def _join(self, site: Site, gate: asyncio.Semaphore, took: list[float]) -> None:
        async with gate:
            began = time.perf_counter()
            site.link = await connect(
                f"{self.base}/agent/v1",
                additional_headers=site.headers,
                compression=None,
                max_queue=None,
                ping_interval=None,
                open_timeout=60,
            )
            hello = {
                "type": "hello",
                "versions": [1],
                "features": ["beat", "health", "records", "intents"],
                "agent": "bench",
                "session": self.plan["session"],
                "sites": [site.code],
                "incarnation": f"bench-{site.code}",
            }
            await site.link.send(json.dumps(hello))
            while json.loads(await site.link.recv())["type"] != "welcome":
                pass
            took.append(time.perf_counter() - began)
        self.readers.append(asyncio.create_task(self._read(site)))
        self.readers.append(asyncio.create_task(self._reports(site)))

    async def _read(self, site: Site) -> None:
        """Only the floor frame is looked into; a substring test keeps the reader cheap."""
        assert site.link is not None
        async for frame in site.link:
            if isinstance(frame, str) and frame.startswith('{"type":"floor"'):
                at = frame.find('"floor_rev":') + 12
                site.floor_rev = int(frame[at : frame.find(",", at)])
                site.floor_seen_at = time.perf_counter()
                self.floor_heard.set()

    async def report(self, seconds: float) -> dict[str, Any]:
        """How many reports all sites sent in so many seconds."""
        before = self.reports
        await asyncio.sleep(seconds)
        return {"reports": self.reports - before}

    async def _reports(self, site: Site) -> None:
        """The site beats and reports its line each 5 s for as long as it stands."""
        assert site.link is not None
        await asyncio.sleep(random.random() * BEAT_S)
        while True:
            site.sent += 1
            now = int(time.time() * 1000)
            await site.link.send(f'{{"type":"beat","n":{site.sent},"t0":{now}}}')
            await site.link.send(
                f'{{"type":"health","site":"{site.code}","window_ms":15000,'
                f'"rtt_ms":{random.randint(20, 60)},"jitter_ms":{random.randint(1, 9)},"missed":0}}'
            )
            self.reports += 1
            await asyncio.sleep(BEAT_S)

    async def request(self, number: int) -> dict[str, Any]:
        """A site asks to speak."""
        site = self.sites[number * 7 % len(self.sites)]
        message = {"intent": f"b{number}", "site": site.code, "age_ms": 0, "kind": "debate"}
        return await self._send(site, {"type": "request_floor", **message})

    async def withdraw(self, number: int, entry: str) -> dict[str, Any]:
        """It takes the request back."""
        site = self.sites[number * 7 % len(self.sites)]
        message = {"intent": f"w{number}", "site": site.code, "age_ms": 0, "entry": entry}
        return await self._send(site, {"type": "withdraw_request", **message})

    async def attend(self, number: int) -> dict[str, Any]:
        """A tick at a site."""
        with_people = [site for site in self.sites if site.person]
        site = with_people[number * 11 % len(with_people)]
        site.seq += 1
        body = {"kind": "attendance", "person": site.person, "status": "in_person"}
        item = {"seq": site.seq, "device_at": int(time.time() * 1000), "body": body}
        batch = {"site": site.code, "incarnation": f"bench-{site.code}", "items": [item]}
        return await self._send(site, {"type": "records", **batch})

    async def _send(self, site: Site, message: dict[str, Any]) -> dict[str, Any]:
        """When it was sent, on the clock that all processes of the machine share."""
        assert site.link is not None
        at = time.monotonic()
        await site.link.send(json.dumps(message))
        return {"site": site.code, "at": at}

    async def floor(self, count: int) -> dict[str, Any]:
        """The list is opened or closed; the time until the last site has heard it."""
        first, last = [], []
        for number in range(count):
            began = time.perf_counter()
            rev = await self._command(
                {"type": "set_list_open", "is_open": bool(number % 2), "command_id": f"f{number}"}
            )
            async with asyncio.timeout(60):
                while any(site.floor_rev < rev for site in self.sites):
                    self.floor_heard.clear()
                    await self.floor_heard.wait()
            seen = [site.floor_seen_at - began for site in self.sites]
            first.append(min(seen) * 1000)
            last.append(max(seen) * 1000)
        return {"first_ms": percentile(first, 0.5), "last_ms": percentile(last, 0.5), "n": count}

    async def _command(self, command: dict[str, Any]) -> int:
        """One HTTP call by hand, so that no client library is measured."""
        host, port = self.plan["url"].removeprefix("http://").split(":")
        body = json.dumps(command)
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(
            (
                f"POST /api/v1/sessions/{self.plan['session']}/commands HTTP/1.1\r\n"
                f"Host: {host}:{port}\r\nAuthorization: {self.host_headers['Authorization']}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body.encode())}\r\n"
                f"Connection: close\r\n\r\n{body}"
            ).encode()
        )
        answer = (await reader.read()).split(b"\r\n\r\n", 1)[1]
        writer.close()
        rev: int = json.loads(answer)["rev"]
        return rev

    async def quit(self) -> dict[str, Any]:
        for reader in self.readers:
            reader.cancel()
        await asyncio.gather(*self.readers, return_exceptions=True)
        links = [site.link for site in self.sites if site.link is not None]
        with contextlib.suppress(OSError):
            await asyncio.gather(*(link.close() for link in links))
        return {}


async def main() -> None:
    """Read the plan, then orders, one a line."""
    loop = asyncio.get_running_loop()
    load = Load(json.loads(sys.stdin.readline()))
    while line := (await loop.run_in_executor(None, sys.stdin.readline)).split():
        order = getattr(load, line[0])
        arguments = [_number(word) for word in line[1:]]
        print(json.dumps(await order(*arguments)), flush=True)
        if line[0] == "quit":
            return


def _number(word: str) -> float | int | str:
    """A word of an order: a number if it is one."""
    try:
        return float(word) if "." in word else int(word)
    except ValueError:
        return word


if __name__ == "__main__":
    asyncio.run(main())
