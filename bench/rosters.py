"""`python -m bench.rosters`: 230,000 people by name, and one hall of two thousand.

A coordinator with 3,321 points of 69 people each: memory, opening, what an agent costs that says
hello and fetches its roster, a hundred ticks a second, and what keeping a snapshot holds up. Then
the page of a hall of two thousand in Chromium. Each figure is of this machine and this run.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from bench.hall import rows as hall
from bench.machine import cpu_s, describe, percentile, rss_kib, table
from bench.run import _metric, _pipe
from coordinator.casefile.examples import example
from coordinator.core.watch import Watch
from coordinator.demo import SECOND_CASE
from coordinator.house import House
from coordinator.journal import codec
from coordinator.views.attendance import attendance_view
from coordinator.views.roster import Rosters, roster_now, roster_pages
from coordinator.views.site import own_frame
from wire.vocabulary import Role, SessionId, SiteId, SiteKind

PEOPLE_A_POINT = 69
FETCHING = 300
TICKS_A_SECOND = 100
TICKING_S = 60.0
MIB = 1024
FEATURES = ["beat", "records", "roster"]

Plan = dict[str, Any]


async def prepare(data: Path) -> tuple[float, Plan]:
    """A store with everybody in it, and credentials for some of the points."""
    house = await House.open(data)
    try:
        text = example(SECOND_CASE[0])
        text = text.replace(
            "    sample_delegates: 3\n", f"    sample_delegates: {PEOPLE_A_POINT}\n"
        )
        began = time.perf_counter()
        _, conductor = await house.establish(text)
        took = time.perf_counter() - began
        assert conductor is not None
        communes = await conductor.ask_or_read(
            lambda session, people: [
                site
                for site in session.site_order
                if session.sites[site].spec.kind is SiteKind.COMMUNE
            ][:FETCHING]
        )
        session = SessionId(SECOND_CASE[1])
        issued = [
            (site, (await house.credentials.issue(Role.SITE, session, (site,)))[1])
            for site in communes
        ]
    finally:
        await house.close()
    return took, {"session": session, "sites": issued}


# --- in this process ------------------------------------------------------------------------------


async def opened(data: Path) -> list[tuple[str, str]]:
    """Opening from the snapshot, and what single steps on the loop cost."""
    before, began = rss_kib(os.getpid()), time.perf_counter()
    house = await House.open(data)
    took, grown = time.perf_counter() - began, rss_kib(os.getpid()) - before
    conductor = next(iter(house.hall))
    session, people = await conductor.ask_or_read(lambda session, people: (session, people))
    site = next(one for one in session.site_order if len(session.sites[one].people) > 60)
    rosters, watch = Rosters(), Watch()

    def own(code: SiteId) -> None:
        own_frame(session, people, watch, code, rosters.now(session, code))

    rows = [
        ("People, points", f"{len(session.people):,} people, {len(session.sites):,} points"),
        ("Opening, from the snapshot", f"{took:.1f} s"),
        (
            "Memory of it",
            f"{grown / MIB:.0f} MiB ({grown * 1024 / len(session.people):.0f} B each)",
        ),
        ("A snapshot", f"{_ms(lambda: codec.encode_state(session))}, all at once"),
        ("… its size", f"{len(codec.encode_state(session)) / 1e6:.0f} MB"),
        ("The log of all points", _ms(lambda: attendance_view(session, people, conductor.now()))),
        (f"A point's own frame ({PEOPLE_A_POINT} people), first", _ms(lambda: own(site))),
        ("… and after a tick", _ms(lambda: own(site))),
        ("Its roster, all pages", _ms(lambda: roster_pages(session, people, site))),
        ("Its states, anew", _ms(lambda: roster_now(session, site))),
    ]
    await house.close()
    return rows


def _ms(work: Any) -> str:
    took = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return f"{min(took):.1f} ms"


# --- over the wire --------------------------------------------------------------------------------


class Agent:
    """One point that says hello, fetches its roster and ticks people."""

    def __init__(self, site: str, secret: str) -> None:
        self.site, self.secret = site, secret
        self.people: list[str] = []
        self.seq = 0
        self.link: ClientConnection | None = None

    async def come(self, plan: Plan) -> float:
        """Seconds from the connection until every name is there."""
        began = time.perf_counter()
        self.link = await connect(
            plan["url"].replace("http", "ws", 1) + "/agent/v1",
            additional_headers={"Authorization": f"Bearer {self.secret}"},
            compression=None,
            max_queue=None,
            ping_interval=None,
        )
        await self._say(
            type="hello",
            versions=[1],
            features=FEATURES,
            agent="bench",
            sites=[self.site],
            incarnation=f"bench-{self.site}",
        )
        pages = (await self._next("own"))["view"]["roster"]["pages"]
        await self._say(type="roster_wanted", site=self.site, pages=list(range(len(pages))))
        for _ in pages:
            view = (await self._next("roster"))["view"]
            self.people += [one["id"] for one in view["people"]]
        return time.perf_counter() - began

    async def tick(self) -> float:
        """Seconds from a tick until it is durable and acknowledged."""
        self.seq += 1
        person = self.people[self.seq % len(self.people)]
        status = "in_person" if self.seq // len(self.people) % 2 == 0 else "online"
        began = time.perf_counter()
        body = {"kind": "attendance", "person": person, "status": status}
        item = {"seq": self.seq, "device_at": time.time_ns() // 1_000_000, "body": body}
        incarnation = f"bench-{self.site}"
        await self._say(type="records", site=self.site, incarnation=incarnation, items=[item])
        while (await self._next("ack"))["upto"] < self.seq:
            pass
        return time.perf_counter() - began

    async def _say(self, **message: Any) -> None:
        assert self.link is not None
        await self.link.send(json.dumps(message))

    async def _next(self, kind: str) -> dict[str, Any]:
        assert self.link is not None
        while True:
            frame = str(await self.link.recv())
            if frame.startswith(f'{{"type":"{kind}"'):
                found: dict[str, Any] = json.loads(frame)
                return found


async def _ticking(agents: list[Agent]) -> list[float]:
    """So many ticks a second, one point after the other, however long each takes."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    tasks = []
    for number in range(int(TICKS_A_SECOND * TICKING_S)):
        await asyncio.sleep(max(0.0, began + number / TICKS_A_SECOND - loop.time()))
        tasks.append(asyncio.create_task(agents[number % len(agents)].tick()))
    return await asyncio.gather(*tasks)


async def _measured(plan: Plan, pid: int) -> list[tuple[str, str]]:
    agents = [Agent(*one) for one in plan["sites"]]
    cpu = cpu_s(pid)
    came = [await agent.come(plan) for agent in agents]
    hello_cpu = (cpu_s(pid) - cpu) / len(agents)
    cpu, began = cpu_s(pid), time.perf_counter()
    took = await _ticking(agents)
    share = (cpu_s(pid) - cpu) / (time.perf_counter() - began)
    for agent in agents:
        assert agent.link is not None
        await agent.link.close()
    lag = _metric(plan["url"], "diemcau_loop_lag_ms_max")
    return [
        ("Memory of the server", f"{rss_kib(pid) / MIB:.0f} MiB"),
        ("Hello and roster of a point", f"p50 {percentile(came, 0.5) * 1000:.1f} ms"),
        ("… CPU of the coordinator", f"{hello_cpu * 1000:.2f} ms a point"),
        (
            f"{TICKS_A_SECOND} ticks a second, {TICKING_S:.0f} s",
            f"acknowledged p50 {percentile(took, 0.5) * 1000:.0f} ms, "
            f"p99 {percentile(took, 0.99) * 1000:.0f} ms, max {max(took) * 1000:.0f} ms",
        ),
        ("… CPU of the coordinator", f"{share * 100:.0f} % of a core"),
        ("Largest loop lag", f"{lag:.0f} ms"),
    ]


def served(data: Path, plan: Plan) -> list[tuple[str, str]]:
    """The same over real sockets."""
    words = ["-m", "coordinator", "serve", "--port", "0", "--data", str(data), "--json"]
    server = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True)
    try:
        began = time.perf_counter()
        plan["url"] = json.loads(_pipe(server.stdout).readline())["url"]
        ready = time.perf_counter() - began
        return [("Start until ready", f"{ready:.1f} s"), *asyncio.run(_measured(plan, server.pid))]
    finally:
        server.terminate()
        server.wait(timeout=120)


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description="Rosters of large meetings")
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        took, plan = asyncio.run(prepare(data))
        inside = [("Import of the session file", f"{took:.1f} s"), *asyncio.run(opened(data))]
        parts = ["Machine: " + "; ".join(describe()) + "\n"]
        sections: tuple[tuple[str, Callable[[], list[tuple[str, str]]]], ...] = (
            ("230,000 people by name, in memory", lambda: inside),
            ("… over the wire", lambda: served(data, plan)),
            ("The page of a hall of 2,000 in Chromium", hall),
        )
        for title, rows in sections:
            parts.append(table(title, rows()))
            print(parts[-1], flush=True)
    text = "\n".join(parts)
    if arguments.output is not None:
        arguments.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
