"""The second process: thousands of agents on real WebSockets, driven by orders on standard input.

It speaks the protocol with the `websockets` client and answers each order with one line of JSON.
Orders: join, report SECONDS, request N, attend N, floor N, quit.
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

    def __init__(self, code: str, person: str | None) -> None:
        self.code, self.person = code, person
        self.link: ClientConnection | None = None
        self.seq = 0
        self.floor_rev = -1
        self.floor_seen_at = 0.0
        self.sent = 0


class Load:
    """All agents and one host's screen."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.sites = [Site(item["site"], item["person"]) for item in plan["sites"]]
        self.base = plan["url"].replace("http", "ws", 1)
        self.agent_headers = {"Authorization": f"Bearer {plan['agent_token']}"}
        self.host_headers = {"Authorization": f"Bearer {plan['host_token']}"}
        self.view: dict[str, Any] = {}
        self.changed = asyncio.Condition()
        self.readers: list[asyncio.Task[None]] = []
        self.floor_heard = asyncio.Event()

    async def join(self) -> dict[str, Any]:
        """Every agent says hello; the time until the last welcome."""
        gate = asyncio.Semaphore(JOINS_AT_ONCE)
        took: list[float] = []
        began = time.perf_counter()
        await asyncio.gather(*(self._join(site, gate, took) for site in self.sites))
        wall = time.perf_counter() - began
        self.readers.append(asyncio.create_task(self._screen()))
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
                additional_headers=self.agent_headers,
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

    async def _read(self, site: Site) -> None:
        """Only the floor frame is looked into; a substring test keeps the reader cheap."""
        assert site.link is not None
        async for frame in site.link:
            if isinstance(frame, str) and frame.startswith('{"type":"floor"'):
                at = frame.find('"floor_rev":') + 12
                site.floor_rev = int(frame[at : frame.find(",", at)])
                site.floor_seen_at = time.perf_counter()
                self.floor_heard.set()

    async def _screen(self) -> None:
        url = f"{self.base}/api/v1/sessions/{self.plan['session']}/stream?view=host&as=host"
        async with connect(
            url, additional_headers=self.host_headers, compression=None, max_size=None
        ) as link:
            async for frame in link:
                message = json.loads(frame)
                if message["type"] == "view":
                    async with self.changed:
                        self.view = message["data"]
                        self.changed.notify_all()

    async def report(self, seconds: float) -> dict[str, Any]:
        """Every site beats and reports its line each 5 s, spread evenly."""
        until = time.perf_counter() + seconds
        counts = await asyncio.gather(*(self._reports(site, until) for site in self.sites))
        return {"reports": sum(counts)}

    async def _reports(self, site: Site, until: float) -> int:
        assert site.link is not None
        count = 0
        await asyncio.sleep(random.random() * BEAT_S)
        while time.perf_counter() < until:
            site.sent += 1
            now = int(time.time() * 1000)
            await site.link.send(f'{{"type":"beat","n":{site.sent},"t0":{now}}}')
            await site.link.send(
                f'{{"type":"health","site":"{site.code}","window_ms":15000,'
                f'"rtt_ms":{random.randint(20, 60)},"jitter_ms":{random.randint(1, 9)},"missed":0}}'
            )
            count += 1
            await asyncio.sleep(BEAT_S)
        return count

    async def request(self, count: int) -> dict[str, Any]:
        """A site asks to speak; the time until the host's screen shows it."""
        took = []
        for number, site in enumerate(random.sample(self.sites, count)):
            assert site.link is not None
            began = time.perf_counter()
            intent = f"b{number}-{site.code}"
            message = {"intent": intent, "site": site.code, "age_ms": 0, "kind": "debate"}
            await site.link.send(json.dumps({"type": "request_floor", **message}))
            entry = await self._shown(site.code)
            took.append((time.perf_counter() - began) * 1000)
            leave = {"intent": f"{intent}w", "site": site.code, "age_ms": 0, "entry": entry}
            await site.link.send(json.dumps({"type": "withdraw_request", **leave}))
            await self._gone(entry)
        return {"p50_ms": percentile(took, 0.5), "p99_ms": percentile(took, 0.99), "n": count}

    async def _shown(self, site: str) -> str:
        def found() -> str | None:
            rows = self.view.get("queue", ())
            return next((row["entry"] for row in rows if row["site"] == site), None)

        async with self.changed, asyncio.timeout(30):
            await self.changed.wait_for(lambda: found() is not None)
            return found() or ""

    async def _gone(self, entry: str) -> None:
        async with self.changed, asyncio.timeout(30):
            await self.changed.wait_for(
                lambda: all(row["entry"] != entry for row in self.view.get("queue", ()))
            )

    async def attend(self, count: int) -> dict[str, Any]:
        """A tick at a site; the time until the roll-up on the host's screen has it."""
        took = []
        for site in random.sample([site for site in self.sites if site.person], count):
            assert site.link is not None
            before = self.view.get("attendance", {}).get("in_person", 0)
            began = time.perf_counter()
            site.seq += 1
            body = {"kind": "attendance", "person": site.person, "status": "in_person"}
            item = {"seq": site.seq, "device_at": int(time.time() * 1000), "body": body}
            batch = {"site": site.code, "incarnation": f"bench-{site.code}", "items": [item]}
            await site.link.send(json.dumps({"type": "records", **batch}))
            await self._counted(before)
            took.append((time.perf_counter() - began) * 1000)
        return {"p50_ms": percentile(took, 0.5), "p99_ms": percentile(took, 0.99), "n": count}

    async def _counted(self, before: int) -> None:
        async with self.changed, asyncio.timeout(30):
            await self.changed.wait_for(
                lambda: self.view.get("attendance", {}).get("in_person", 0) > before
            )

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
        arguments = [float(value) if "." in value else int(value) for value in line[1:]]
        print(json.dumps(await order(*arguments)), flush=True)
        if line[0] == "quit":
            return


if __name__ == "__main__":
    asyncio.run(main())
