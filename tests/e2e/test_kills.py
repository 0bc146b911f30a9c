"""Fifty times `kill -9`, some between a click and its answer.

What was acknowledged is there exactly once; each command was applied once or not at all, and its
fate can be learnt; presence is unknown until heard, and no interval ends falsely.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from websockets.exceptions import ConnectionClosed

from tests.support.agent_link import AgentLink
from tests.support.processes import Program, call, free_port
from tests.support.store import SESSION, prepare

KILLS = 50
SEED = 20230908


@dataclass
class History:
    """What the two clients know: acknowledged and answered against merely sent."""

    acked: int = 0
    sent: int = 0
    asked: list[str] = field(default_factory=list)
    answered: dict[str, dict[str, Any]] = field(default_factory=dict)
    fates: dict[str, bool] = field(default_factory=dict)


class Rig:
    """A coordinator that is killed, one agent and one host that go on."""

    def __init__(self, data: Path, secrets: dict[str, str]) -> None:
        self.data, self.secrets, self.port = data, secrets, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.api = f"{self.url}/api/v1/sessions/{SESSION}"
        self.history = History()
        self.random = random.Random(SEED)

    def start(self) -> Program:
        words = ("serve", "--port", str(self.port), "--data", str(self.data), "--json")
        program = Program("coordinator", *words)
        program.first_line()
        return program

    def presence(self) -> str:
        rows = call(f"{self.api}/sites", token=self.secrets["host"]).body
        return next(str(row["presence"]) for row in rows if row["site"] == "64")

    async def agent(self) -> None:
        """Send head-counts one after another; count what was acknowledged."""
        link = AgentLink(self.url, self.secrets["64"], "64")
        welcome = await link.open()
        history, (mark,) = self.history, welcome["marks"]
        assert mark["upto"] >= history.acked, "an acknowledged record is missing"
        seq = mark["upto"] + 1
        while True:
            history.sent = max(history.sent, seq)
            await link.records((seq, {"kind": "head_count", "count": seq}))
            ack = await link.expect("ack")
            assert ack["refused"] == []
            history.acked = ack["upto"]
            seq = history.acked + 1

    async def host(self) -> None:
        """Click one thing after another, each with its own command id."""
        headers = {"Authorization": f"Bearer {self.secrets['host']}"}
        async with aiohttp.ClientSession(headers=headers) as client:
            while True:
                command_id = f"click-{len(self.history.asked)}"
                self.history.asked.append(command_id)
                body = {
                    "type": "send_notice",
                    "sites": ["64"],
                    "text": "Thử",
                    "command_id": command_id,
                }
                async with client.post(f"{self.api}/commands", json=body) as response:
                    self.history.answered[command_id] = await response.json()

    def learn_fates(self) -> None:
        """After the restart, the page asks what became of what was not answered."""
        for command_id in self.history.asked:
            if command_id in self.history.answered or command_id in self.history.fates:
                continue
            reply = call(f"{self.api}/commands/{command_id}", token=self.secrets["host"])
            assert reply.status in (200, 404), reply
            self.history.fates[command_id] = reply.status == 200 and reply.body["accepted"]

    async def life(self) -> None:
        """From start to kill, with both clients at work."""
        program = await asyncio.to_thread(self.start)
        if self.history.acked:
            assert self.presence() == "unknown"
        self.learn_fates()
        clients = [asyncio.create_task(self.agent()), asyncio.create_task(self.host())]
        await asyncio.wait(clients, timeout=self.random.uniform(0.05, 0.4))
        program.kill()
        for client in clients:
            client.cancel()
            with contextlib.suppress(
                asyncio.CancelledError, ConnectionClosed, aiohttp.ClientError, OSError
            ):
                await client

    def timeline(self) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = []
        while True:
            after = events[-1]["rev"] if events else 0
            reply = call(f"{self.api}/timeline?after={after}", token=self.secrets["host"])
            if not reply.body["events"]:
                return events
            events += reply.body["events"]


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_fifty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    secrets = await prepare(tmp_path / "data", "64")
    rig = Rig(tmp_path / "data", secrets)
    for _ in range(KILLS):
        await rig.life()
    program = await asyncio.to_thread(rig.start)
    try:
        rig.learn_fates()
        events = await asyncio.to_thread(rig.timeline)
        detail = call(f"{rig.api}/attendance?site=64", token=secrets["organizer"]).body
    finally:
        program.stop()
    history = rig.history
    assert [event["rev"] for event in events] == list(range(1, len(events) + 1))
    counts = [event["fields"]["count"] for event in events if event["event"] == "HeadCountNoted"]
    assert counts == list(range(1, len(counts) + 1)), "in order, none missing, none twice"
    assert history.acked <= len(counts) <= history.sent
    sent = [event["command_id"] for event in events if event["event"] == "NoticeSent"]
    assert len(sent) == len(set(sent)), "no click was applied twice"
    applied = {name for name, answer in history.answered.items() if answer.get("accepted")}
    applied |= {name for name, accepted in history.fates.items() if accepted}
    assert applied == set(sent), "the page knows what became of every click"
    unanswered = set(history.asked) - set(history.answered)
    assert unanswered, "some kills fell between a click and its answer"
    assert len(detail["row"]["intervals"]) == 1, "no interval ended falsely"
    print(
        json.dumps(
            {
                "kills": KILLS,
                "records": len(counts),
                "clicks": len(history.asked),
                "unanswered": len(unanswered),
                "of_them_applied": sum(history.fates.values()),
            }
        )
    )
