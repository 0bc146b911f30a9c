"""A coordinator for the day of the first case, before its lists have come, and its points' agents.

What an administrator does beforehand: the session's file without the provinces' people is imported,
links and tokens are given out. The agents of the points start when the morning begins.
"""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coordinator.house import House
from tests.support.office_roster import without_people
from tests.support.processes import Program, Reply, call, free_port
from tests.support.until import until
from wire.vocabulary import HALL, Role, SessionId, SiteId

# Gia Lai has a technician before the agent's page; Cao Bằng only a browser, which loses its line.
TECHNICIAN, OFFLINE = SiteId("64"), SiteId("04")
NEVER = SiteId("96")
PEOPLE = (Role.HOST, Role.SECRETARY, Role.ORGANIZER)


@dataclass
class OfficeDay:
    """`tokens` by role, `keys` by point. `start` the coordinator, later `points_come`."""

    data: Path
    port: int = field(default_factory=free_port)
    agent_port: int = field(default_factory=free_port)
    session: str = ""
    tokens: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    server: Program = field(init=False)
    agents: Program | None = None

    def start(self) -> OfficeDay:
        asyncio.run(self._prepare())
        words = ("coordinator", "serve", "--port", str(self.port), "--data", str(self.data))
        self.server = Program(*words, "--json")
        self.server.first_line()
        return self

    async def _prepare(self) -> None:
        house = await House.open(self.data, ballast_mib=0)
        try:
            outcome, _ = await house.establish(without_people())
            self.session = outcome.session
            made = (await house.store.load(outcome.session)).session
            lines = [site for site in made.site_order if made.sites[site].spec.line]
            for role in PEOPLE:
                self.tokens[role.value] = await self._issue(house, role)
            for site in lines:
                self.keys[site] = await self._issue(house, Role.SITE, site)
        finally:
            await house.close()

    async def _issue(self, house: House, role: Role, *sites: SiteId) -> str:
        _, secret = await house.credentials.issue(role, SessionId(self.session), sites)
        return secret

    def points_come(self, spread_s: float) -> None:
        """The agents of all points but two come, and their technicians tick for `spread_s`."""
        fleet = [
            {
                "site": site,
                "token": key,
                "behaviour": "normal",
                "human": site == TECHNICIAN,
                "seed": at,
            }
            for at, (site, key) in enumerate(self.keys.items())
            if site not in (OFFLINE, NEVER)
        ]
        folder = self.data / "agents"
        folder.mkdir(mode=0o700)
        file = folder / "fleet.json"
        handle = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(fleet, out)
        options = {
            "--coordinator": self.url,
            "--fleet": str(file),
            "--data": str(folder),
            "--listen": f"127.0.0.1:{self.agent_port}",
            "--spread-s": str(spread_s),
        }
        words = [part for pair in options.items() for part in pair]
        self.agents = Program("agents", "run", *words)
        until(lambda: self.heard() == len(fleet), "every agent is heard", within_s=120)

    def points_go(self) -> None:
        """The machines of the points are switched off; what they witnessed stays on their disks."""
        assert self.agents is not None
        self.agents.stop()
        self.agents = None

    def heard(self) -> int:
        return sum(row["presence"] == "heard" for row in self.get("/sites"))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def links(self) -> dict[str, str]:
        """What each person was sent."""
        session, tokens = self.session, self.tokens
        agent = f"http://127.0.0.1:{self.agent_port}"
        return {
            "organizer": f"{self.url}/attendance/{session}#t={tokens['organizer']}",
            "secretary": f"{self.url}/host/{session}#t={tokens['secretary']}",
            "host": f"{self.url}/host/{session}#t={tokens['host']}",
            "technician": f"{agent}/site#t={self.keys[TECHNICIAN]}",
            "browser": f"{self.url}/site#t={self.keys[OFFLINE]}",
            "hall": f"{self.url}/site#t={self.keys[HALL]}",
        }

    def get(self, path: str, role: str = "organizer") -> Any:
        """A read of the API that must succeed."""
        reply: Reply = call(
            f"{self.url}/api/v1/sessions/{self.session}{path}", token=self.tokens[role]
        )
        assert reply.status == 200, reply
        return reply.body

    def stop(self) -> None:
        for program in (self.agents, self.server):
            if program is not None:
                program.stop()
