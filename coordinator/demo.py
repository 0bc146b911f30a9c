"""The demonstration: a real coordinator, and real agents in a child process over real sockets.

One point joins late and one never, as on a real morning. Credentials of the sites are kept beside
the agents' outbox (`DATA/agents/fleet.json`, readable by the owner alone), so that a restart goes
on where it stood; those of people are issued anew at each start and shown once.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coordinator.app import Coordinator, coordinator, take_port, told_to_stop
from coordinator.casefile.examples import COMMUNES, EVERYDAY, example
from coordinator.cli.exits import say
from coordinator.config import Settings
from coordinator.journal.lock import StoreLock
from coordinator.operations import link_path
from coordinator.runtime import raise_file_limit
from wire.vocabulary import HALL, Role, SessionId, SiteId

FIRST_CASE = (EVERYDAY, "2023-09-08-tthc")
SECOND_CASE = (COMMUNES, "2026-communes")
SITES_OF_FIRST_CASE = 64
TECHNICIAN = {FIRST_CASE[1]: SiteId("64"), SECOND_CASE[1]: SiteId("52")}
LATE, NEVER = SiteId("12"), SiteId("96")
STOP_S = 3.0
LOG_FILE = "coordinator.log"
OURS = (
    LOG_FILE,
    "diemcau.db*",
    "erased.jsonl",
    "webhooks.json",
    "ballast",
    "server.json",
    "signing.key*",
    "agents/fleet.json",
    "agents/agents.log",
    "agents/status.json",
    "agents/outbox.sqlite*",
    "agents/witness-*.json*",
    "agents/contradiction-*.json*",
)

Fleet = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """How to play: points, whether to begin anew, the port of the technician's page, how far off
    the agents' clocks are (s), and whether to print JSON."""

    sites: int = SITES_OF_FIRST_CASE
    fresh: bool = False
    agent_port: int = 8766
    agent_clock_shift_s: float = 0.0
    as_json: bool = False


async def run(settings: Settings, options: DemoOptions) -> signal.Signals:
    """Run until told to stop; returns how. Raises OSError (port in use), StoreLocked."""
    sites = options.sites
    file, _ = FIRST_CASE if sites <= SITES_OF_FIRST_CASE else SECOND_CASE
    if options.fresh and settings.data.is_dir():
        take_port(settings.host, settings.port).close()  # nothing is removed for nothing
        begin_anew(settings.data)
    raise_file_limit()
    say("Đang mở kho dữ liệu…")
    async with coordinator(settings) as one:
        if not len(one.house.hall):
            say(f"Đang nhập {file}…")
            await one.house.establish(example(file))
        conductor = next(iter(one.house.hall))
        fleet = await _fleet(one, conductor.id, sites)
        page = _free(options.agent_port)
        child = await _start_agents(one, page, options.agent_clock_shift_s)
        try:
            told = told_to_stop()
            await _announce(one, conductor.id, fleet, page, as_json=options.as_json)
            watching = asyncio.create_task(_progress(one, len(fleet)), name="progress")
            try:
                return await told
            finally:
                watching.cancel()
        finally:
            say("Đang dừng…")
            await _stop(child)


def begin_anew(data: Path) -> None:
    """Remove a demonstration's store, file by file: whatever else lies in the folder stays.

    Raises StoreLocked while a process holds the store."""
    lock = StoreLock(data)
    try:
        for pattern in OURS:
            for file in data.glob(pattern):
                file.unlink(missing_ok=True)
    finally:
        lock.release()


async def _fleet(one: Coordinator, session: SessionId, sites: int) -> Fleet:
    """The agents to start, each with its credential and the part it plays."""
    file = one.settings.data / "agents" / "fleet.json"
    wanted = await _points(one, session, sites)
    if file.is_file():
        kept: Fleet = json.loads(file.read_text())
        known = {member["site"]: member for member in kept}
        grant = await one.house.credentials.bearer(kept[0]["token"]) if kept else None
        if grant is not None and all(site in known for site in wanted):
            return [known[site] for site in wanted]
    fleet: Fleet = []
    technician = TECHNICIAN.get(session)
    for seed, site in enumerate(wanted):
        _, secret = await one.house.credentials.issue(Role.SITE, session, (site,))
        behaviour = {LATE: "late", NEVER: "never"}.get(site, "normal")
        fleet.append(
            {
                "site": site,
                "token": secret,
                "behaviour": behaviour,
                "human": site == technician,
                "seed": seed,
            }
        )
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(fleet, out)
    return fleet


async def _points(one: Coordinator, session: SessionId, sites: int) -> list[SiteId]:
    """The points with a line, the hall and the technician's first, at most `sites`."""
    conductor = one.house.hall.get(session)
    assert conductor is not None
    lines = await conductor.ask(
        lambda state, people: [s for s in state.site_order if state.sites[s].spec.line]
    )
    first = [site for site in (HALL, TECHNICIAN.get(session)) if site in lines]
    return [*first, *(site for site in lines if site not in first)][:sites]


def _free(port: int) -> int:
    """The wanted port if it is free, else a free one."""
    for wanted in (port, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            bound: int = probe.getsockname()[1]
            return bound
    raise OSError("no free port")


async def _start_agents(
    one: Coordinator, page: int, clock_shift_s: float
) -> asyncio.subprocess.Process:
    """The agents run in one child process, which ends when its standard input closes; what they
    say goes to a file of theirs, so that the links stay on the screen."""
    folder = one.settings.data / "agents"
    words = {
        "--coordinator": one.url,
        "--fleet": str(folder / "fleet.json"),
        "--data": str(folder),
        "--listen": f"127.0.0.1:{page}",
        "--clock-shift-s": str(clock_shift_s),
    }
    arguments = [part for pair in words.items() for part in pair]
    handle = os.open(folder / "agents.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "agents",
            "run",
            *arguments,
            "--until-stdin-closes",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=handle,
        )
    finally:
        os.close(handle)


async def _announce(
    one: Coordinator, session: SessionId, fleet: Fleet, page: int, *, as_json: bool
) -> None:
    """One line of JSON for programs, or the links for people; the secrets are shown here only."""
    secrets: dict[str, str] = {}
    links: dict[str, str] = {}
    for role in (Role.HOST, Role.SECRETARY, Role.ORGANIZER, Role.STAGE, Role.OPERATOR):
        grant, secret = await one.house.credentials.issue(role, session)
        secrets[role.value] = secret
        links[role.value] = f"{one.url}{link_path(grant)}#t={secret}"
    sites = {member["site"]: member["token"] for member in fleet}
    technician = TECHNICIAN.get(session, SiteId(""))
    site_url = f"http://127.0.0.1:{page}"
    if as_json:
        tokens = {**secrets, "sites": sites}
        print(
            json.dumps(
                {"url": one.url, "session": session, "tokens": tokens, "site_url": site_url}
            ),
            flush=True,
        )
        return
    rows = {
        "Máy chủ": one.url,
        "Người điều hành": links["host"],
        "Thư ký": links["secretary"],
        "Ban tổ chức": links["organizer"],
        "Màn hình hội trường": links["stage"],
        "Phụ trách hình ảnh": links["operator"],
    }
    if technician in sites:
        rows["Kỹ thuật Gia Lai"] = f"{site_url}/site#t={sites[technician]}"
    data = one.settings.data
    rows["Cấp lại đường dẫn"] = f"diemcau token issue {session} host --data {data}"
    rows["Nhật ký"] = f"{data / LOG_FILE}"
    for name, value in rows.items():
        print(f"{name:<20} {value}", flush=True)


async def _progress(one: Coordinator, expected: int) -> None:
    """Tell how many agents have joined, until all but the late and the absent one have."""
    shown = -1
    while shown < expected - 2:
        await asyncio.sleep(1)
        if one.gateway.links != shown:
            shown = one.gateway.links
            say(f"{shown}/{expected} máy trạm đã kết nối")


async def _stop(child: asyncio.subprocess.Process) -> None:
    if child.returncode is not None:
        return
    if child.stdin is not None:
        child.stdin.close()
    try:
        async with asyncio.timeout(STOP_S):
            await child.wait()
    except TimeoutError:
        child.kill()
        await child.wait()
