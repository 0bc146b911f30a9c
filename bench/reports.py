"""Reports of the largest meeting while it goes on: 3,355 points, 230,000 people.

A coordinator holds the meeting, a second process its agents, this one a host's screen; each report
is a process of its own. What the meeting notices is told as a ratio: from a site's request to the
host's screen before a report and while it is being made, in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.crowd import PEOPLE, SESSION, make
from bench.machine import cpu_s, describe, percentile, table
from bench.run import Agents
from bench.screen import Screen
from coordinator.house import House
from wire.vocabulary import Role, SiteKind

SITES = 100
BASELINE = 120
SETTLE_S = 0.1
LOOK_S = 0.1
ORDERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("XLSX, with names", {"format": "xlsx", "options": {"names": True}}),
    ("PDF summary", {"format": "pdf", "options": {"names": False}}),
    ("CSV of all people", {"format": "csv", "options": {"names": True}}),
    ("Official record (JSON Lines)", {"format": "jsonl", "options": {"names": True}}),
)


@dataclass
class Meeting:
    """Requests of sites, one after another, until it is told to rest."""

    agents: Agents
    screen: Screen
    took: list[float] = field(default_factory=list)
    number: int = 0

    def ask(self) -> None:
        """One request to speak: how long until the host's screen has it."""
        asked = self.agents.order(f"request {self.number}")
        entry, seen_at = self.screen.shows(asked["site"])
        self.took.append((seen_at - asked["at"]) * 1000)
        self.agents.order(f"withdraw {self.number} {entry}")
        self.screen.forgets(entry)
        self.number += 1
        time.sleep(SETTLE_S)

    def rest(self) -> list[float]:
        """What was measured since the last rest."""
        took, self.took = self.took, []
        return took


class Child:
    """The largest resident memory that any child of a process reaches, and the CPU time it took, as
    last seen before it ended."""

    def __init__(self, parent: int) -> None:
        self._parent, self._ended = parent, threading.Event()
        self.most_kib, self.cpu_s = 0, 0.0
        self._look = threading.Thread(target=self._run, daemon=True)
        self._look.start()

    def _run(self) -> None:
        while not self._ended.wait(LOOK_S):
            for status in Path("/proc").glob("[0-9]*/status"):
                self._note(status)

    def _note(self, status: Path) -> None:
        try:
            said = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except (OSError, ValueError):
            return  # it has just ended
        if int(said.get("PPid", "0")) == self._parent and "VmHWM" in said:
            self.most_kib = max(self.most_kib, int(said["VmHWM"].split()[0]))
            with contextlib.suppress(OSError):
                self.cpu_s = max(self.cpu_s, cpu_s(int(status.parent.name)))

    def end(self) -> Child:
        """The figures are final."""
        self._ended.set()
        self._look.join()
        return self


class Office:
    """An organizer's hands."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self._base = f"{plan['url']}/api/v1/sessions/{plan['session']}/reports"
        self._token = plan["organizer_token"]

    def _call(self, path: str = "", body: dict[str, Any] | None = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        request = urllib.request.Request(self._base + path, data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    def order(self, order: dict[str, Any]) -> str:
        return str(self._call(body=order)["id"])

    def job(self, job: str) -> dict[str, Any]:
        return self._call(f"/{job}")


async def prepare(folder: Path, people: int) -> dict[str, Any]:
    """The store, a host, an organizer, and agents for the first points."""
    await make(folder, people, closed=False)
    house = await House.open(folder)
    try:
        conductor = house.hall.get(SESSION)
        assert conductor is not None
        sites = await conductor.ask_or_read(
            lambda session, people: [
                (site, next(iter(session.sites[site].people), None))
                for site in session.site_order
                if session.sites[site].spec.kind is not SiteKind.HALL
                and not session.sites[site].spec.receive_only
                and session.sites[site].spec.line
            ][:SITES]
        )
        issue = house.credentials.issue
        tokens = [(await issue(Role.SITE, SESSION, (site,)))[1] for site, _ in sites]
        host, organizer = await issue(Role.HOST, SESSION), await issue(Role.ORGANIZER, SESSION)
        events = conductor.head.rev
    finally:
        await house.close()
    named = [
        {"site": site, "person": person, "token": token}
        for (site, person), token in zip(sites, tokens, strict=True)
    ]
    secrets = {"host_token": host[1], "organizer_token": organizer[1]}
    return {"session": SESSION, "sites": named, "events": events, **secrets}


def serve(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """A coordinator in a process of its own, and where it is."""
    words = ["-m", "coordinator", "serve", "--port", "0", "--data", str(folder), "--json"]
    server = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    return server, json.loads(server.stdout.readline())["url"]


def measure(folder: Path, people: int) -> list[tuple[str, str]]:
    """The rows of the table."""
    plan = asyncio.run(prepare(folder, people))
    server, plan["url"] = serve(folder)
    try:
        agents = Agents(plan)
        agents.order("join")
        rows = [("Events in the record", f"{plan['events']:,}")]
        with Screen(plan) as screen:
            meeting, office = Meeting(agents, screen), Office(plan)
            for _ in range(BASELINE):
                meeting.ask()
            before = meeting.rest()
            rows.append(("Request to the host's screen, before", _both(before)))
            for words, order in ORDERS:
                rows += _reported(words, order, (meeting, office, server.pid), before)
        agents.close()
        return rows
    finally:
        server.terminate()
        server.wait(timeout=120)


def _reported(
    words: str,
    order: dict[str, Any],
    at: tuple[Meeting, Office, int],
    before: list[float],
) -> list[tuple[str, str]]:
    """One report while sites go on asking to speak."""
    meeting, office, pid = at
    child, cpu = Child(pid), cpu_s(pid)
    job = office.order(order)
    while (found := office.job(job))["done_at"] is None:
        meeting.ask()
    spent, seen, during = cpu_s(pid) - cpu, child.end(), meeting.rest()
    assert found["stage"] == "done", found
    took = (found["done_at"] - found["made_at"]) / 1000
    ratio = percentile(during, 0.99) / percentile(before, 0.99)
    return [
        (words, f"{took:.1f} s, {found['bytes'] / 1e6:.1f} MB"),
        ("… its process", f"{seen.cpu_s:.1f} s CPU, peak {seen.most_kib / 1024:.0f} MiB"),
        ("… CPU of the coordinator meanwhile", f"{spent:.1f} s"),
        ("… request to the host's screen meanwhile", f"{_both(during)} · p99 {ratio:.2f} ×"),
    ]


def _both(took: list[float]) -> str:
    p50, p99 = percentile(took, 0.5), percentile(took, 0.99)
    return f"p50 {p50:.1f} ms · p99 {p99:.1f} ms (n={len(took)})"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        title = f"Reports of 3,355 points and {given.people:,} people while the meeting goes on"
        rows = measure(Path(folder) / "reports", given.people)
        print("Machine: " + "; ".join(describe()) + "\n")
        print(table(title, rows))


if __name__ == "__main__":
    main()
