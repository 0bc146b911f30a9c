"""`make bench`: one coordinator, 3,355 agents in a second process, the restart, and the console.

Each figure is of this machine and this run. Ratios are against a peer measured in the same run:
a bare server that only accepts and answers, and the same journal with one commit per event.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import IO, Any

from bench import journal, page, record, restart
from bench.bare import measure as measure_bare
from bench.machine import cpu_s, describe, percentile, rss_kib, table
from bench.screen import Screen
from coordinator.casefile.examples import example
from coordinator.demo import SECOND_CASE
from coordinator.house import House
from wire.vocabulary import Role, SessionId, SiteKind

SITES = 3_355
REPORT_S = 20.0
SETTLE_S = 0.2


async def prepare(data: Path, sites: int) -> dict[str, Any]:
    """A store with the second case, and credentials for one host and for all the agents."""
    house = await House.open(data)
    try:
        text = example(SECOND_CASE[0])
        _, conductor = await house.establish(text)
        assert conductor is not None
        chosen = await conductor.ask_or_read(
            lambda session, people: [
                (site, next(iter(session.sites[site].people), None))
                for site in session.site_order
                if session.sites[site].spec.kind is not SiteKind.HALL
            ][:sites]
        )
        session = SessionId(SECOND_CASE[1])
        secrets = [
            (await house.credentials.issue(Role.SITE, session, (site,)))[1] for site, _ in chosen
        ]
        _, host_token = await house.credentials.issue(Role.HOST, session)
    finally:
        await house.close()
    return {
        "session": session,
        "host_token": host_token,
        "sites": [
            {"site": site, "person": person, "token": secret}
            for (site, person), secret in zip(chosen, secrets, strict=True)
        ],
    }


class Agents:
    """The second process."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.load"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._write(json.dumps(plan))

    def order(self, words: str) -> dict[str, Any]:
        """Hand in an order and wait for its figures."""
        self._write(words)
        answer: dict[str, Any] = json.loads(_pipe(self._process.stdout).readline())
        return answer

    def close(self) -> None:
        self.order("quit")
        self._process.wait(timeout=60)

    def _write(self, line: str) -> None:
        stream = _pipe(self._process.stdin)
        stream.write(line + "\n")
        stream.flush()


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


def _command(plan: dict[str, Any], body: dict[str, Any]) -> None:
    request = urllib.request.Request(
        f"{plan['url']}/api/v1/sessions/{plan['session']}/commands",
        data=json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {plan['host_token']}",
            "Content-Type": "application/json",
        },
    )
    urllib.request.urlopen(request, timeout=30).close()


def _metric(url: str, name: str) -> float:
    with urllib.request.urlopen(f"{url}/metrics", timeout=30) as response:
        text = response.read().decode()
    found = re.search(rf"^{name} (\S+)$", text, re.MULTILINE)
    return float(found.group(1)) if found else 0.0


def meeting(data: Path, sites: int) -> list[tuple[str, str]]:
    """The figures of one meeting with thousands of agents."""
    plan = asyncio.run(prepare(data, sites))
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "coordinator",
            "serve",
            "--port",
            "0",
            "--data",
            str(data),
            "--json",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        plan["url"] = json.loads(_pipe(server.stdout).readline())["url"]
        return _measure(plan, server.pid, sites)
    finally:
        server.terminate()
        server.wait(timeout=60)


def _measure(plan: dict[str, Any], pid: int, sites: int) -> list[tuple[str, str]]:
    agents = Agents(plan)
    memory, cpu = rss_kib(pid), cpu_s(pid)
    join = agents.order("join")
    join_cpu = cpu_s(pid) - cpu
    grown = rss_kib(pid) - memory
    agents.order("report 6.0")
    cpu = cpu_s(pid)
    reports = agents.order(f"report {REPORT_S}")["reports"]
    report_us = (cpu_s(pid) - cpu) / max(1, reports) * 1e6
    _command(plan, {"command_id": "bench-start", "type": "start_session"})
    with Screen(plan) as screen:
        request = _requests(agents, screen, 200)
        attend = _attends(agents, screen, 100)
    floor = agents.order("floor 20")
    pause = _metric(plan["url"], "diemcau_gc_pause_ms_max")
    freeze = _metric(plan["url"], "diemcau_gc_freeze_ms_max")
    lag = _metric(plan["url"], "diemcau_loop_lag_ms_max")
    agents.close()
    bare = measure_bare(sites)
    return [
        ("Agents joined", f"{join['joined']:,} of {sites:,}"),
        ("Join, wall", f"{join['wall_s']:.1f} s (hello p99 {join['hello_ms_p99']:.0f} ms)"),
        ("Join, CPU of the coordinator", f"{join_cpu / sites * 1e6:.0f} µs a site"),
        ("… against a bare server", f"{join_cpu / bare['join_cpu_s']:.2f} ×"),
        ("Memory", f"{grown / sites:.1f} KiB a site"),
        ("… against a bare server", f"{grown / max(1, bare['grown_kib']):.2f} ×"),
        ("Report (beat, answer, health)", f"{report_us:.0f} µs CPU"),
        ("Request to the host's screen", _both(request)),
        ("Report to the roll-up", _both(attend)),
        ("Floor change to the first / last site", _floor(floor)),
        ("Longest pause of the collector", f"{pause:.0f} ms"),
        ("… and of the freeze after the join storm", f"{freeze:.0f} ms"),
        ("Largest loop lag", f"{lag:.0f} ms"),
    ]


def _requests(agents: Agents, screen: Screen, count: int) -> list[float]:
    """Each: a site asks to speak, the screen shows it; then it withdraws.

    Between two requests the agents are given time to read the pictures that the withdrawal sent
    them: all of them share one core here, and none would wait for another in their own rooms."""
    took = []
    for number in range(count):
        asked = agents.order(f"request {number}")
        entry, seen_at = screen.shows(asked["site"])
        took.append((seen_at - asked["at"]) * 1000)
        agents.order(f"withdraw {number} {entry}")
        screen.forgets(entry)
        time.sleep(SETTLE_S)
    return took


def _attends(agents: Agents, screen: Screen, count: int) -> list[float]:
    """Each: a tick at a site, and the roll-up on the screen has grown. They follow each other at
    once, so each waits for the quarter of a second that the view rests."""
    took = []
    for number in range(count):
        before = screen.present()
        ticked = agents.order(f"attend {number}")
        took.append((screen.counts_beyond(before) - ticked["at"]) * 1000)
    return took


def _both(took: list[float]) -> str:
    return (
        f"p50 {percentile(took, 0.5):.1f} ms · p99 {percentile(took, 0.99):.1f} ms (n={len(took)})"
    )


def _floor(figures: dict[str, Any]) -> str:
    words = f"{figures['first_ms']:.0f} ms / {figures['last_ms']:.0f} ms"
    return f"{words} (medians, n={figures['n']})"


def main() -> None:
    """Measure, print the tables, and keep them if asked to."""
    parser = argparse.ArgumentParser(description="Benchmarks of Điểm Cầu")
    parser.add_argument("--sites", type=int, default=SITES)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        parts = [
            "Machine: " + "; ".join(describe()) + "\n",
            table(
                f"One coordinator, {arguments.sites:,} agents in a second process",
                meeting(Path(folder) / "meeting", arguments.sites),
            ),
            table("Restart", restart.measure(Path(folder) / "restart", arguments.events)),
            table("The official record", record.measure(Path(folder) / "restart")),
            table("Journal", journal.measure(Path(folder) / "journal")),
            table("The console in Chromium", page.rows(Path(folder) / "page")),
        ]
    text = "\n".join(parts)
    print(text)
    if arguments.output is not None:
        arguments.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
