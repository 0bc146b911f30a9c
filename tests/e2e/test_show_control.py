"""Webhooks of a coordinator that is killed again and again: every event, in the journal's order.

What a receiver has had twice it knows by the id; nothing is missing and nothing out of order.
"""

from __future__ import annotations

import asyncio
import base64
import json
import random
from pathlib import Path
from typing import Any

import pytest

from coordinator.showcontrol.happenings import TOLD
from coordinator.showcontrol.positions import FILE_NAME
from tests.support.processes import Program, call, free_port
from tests.support.store import SESSION, prepare
from tests.support.until import until_async
from tests.support.webhook_receiver import Receiver, receiving

KILLS = 6
SEED = 20230908
SECRET = bytes(range(32))


class Rig:
    """A coordinator with a webhook and a listener for buttons, and a host who goes on."""

    def __init__(self, data: Path, token: str, receiver: Receiver, secrets: Path) -> None:
        self.port, self.token, self.random = free_port(), token, random.Random(SEED)
        self.words = ("--data", str(data), "--webhook", receiver.url)
        self.words += ("--webhook-secrets", str(secrets))
        self.api = f"http://127.0.0.1:{self.port}/api/v1/sessions/{SESSION}"
        self.clicks = 0

    async def start(self) -> Program:
        program = Program("coordinator", "serve", "--port", str(self.port), "--json", *self.words)
        await asyncio.to_thread(program.first_line)
        return program

    async def ask(self, path: str, body: Any = None) -> Any:
        reply = await asyncio.to_thread(call, self.api + path, token=self.token, body=body)
        return reply.body

    async def click(self) -> None:
        """One command after another, until the coordinator is gone."""
        while True:
            self.clicks += 1
            is_open = bool(self.clicks % 2)
            body = {"command_id": f"c{self.clicks}", "type": "set_list_open", "is_open": is_open}
            try:
                await self.ask("/commands", body)
            except OSError:
                return


async def told(rig: Rig, after: int) -> list[tuple[int, str]]:
    """What should have been told, out of the journal: revision and type."""
    found: list[tuple[int, str]] = []
    while True:
        page = await rig.ask(f"/timeline?after={after}&limit=5000")
        rows = [
            (row["rev"], TOLD[row["event"]][0]) for row in page["events"] if row["event"] in TOLD
        ]
        found += rows
        if not page["events"]:
            return found
        after = page["events"][-1]["rev"]


async def more_than(receiver: Receiver, count: int) -> None:
    await until_async(lambda: len(receiver.taken) > count, "some were told")


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_kills_lose_no_event_and_change_no_order(tmp_path: Path) -> None:
    data, secrets = tmp_path / "data", tmp_path / "secrets"
    secrets.write_text(f"whsec_{base64.b64encode(SECRET).decode()}\n")
    token = (await prepare(data))["host"]
    async with receiving(SECRET) as receiver:
        rig = Rig(data, token, receiver, secrets)
        program = await rig.start()
        await until_async(lambda: (data / FILE_NAME).exists(), "the target has its beginning")
        began = next(iter(json.loads((data / FILE_NAME).read_text()).values()))[SESSION][0]
        await rig.ask("/commands", {"command_id": "start", "type": "start_session"})
        for _ in range(KILLS):
            clicking = asyncio.create_task(rig.click())
            await more_than(receiver, len(receiver.taken) + rig.random.randrange(1, 12))
            receiver.answers = [rig.random.choice((204, 204, 204, 500)) for _ in range(8)]
            await asyncio.to_thread(program.kill)
            await clicking
            program = await rig.start()
        receiver.answers = []
        wanted = await told(rig, began)
        await until_async(lambda: receiver.taken[-1]["data"]["rev"] == wanted[-1][0], "the rest")
        await asyncio.to_thread(program.stop)
    first = dict.fromkeys(zip(receiver.revs(), receiver.types(), strict=True))
    assert list(first) == wanted
    assert len(set(receiver.ids)) == len(wanted)
    again = len(receiver.ids) - len(wanted)
    assert again <= KILLS, "at most the one that was on its way is told again"
