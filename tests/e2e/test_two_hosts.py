"""Two hosts press "call next" at the same moment, while attendance ticks pour in."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import aiohttp

from tests.support.agent_link import AgentLink
from tests.support.processes import Program, free_port
from tests.support.store import SESSION, prepare

TICKS = 200


async def test_one_wins_and_the_other_sees_what_changed(tmp_path: Path) -> None:
    secrets = await prepare(tmp_path / "data", "64", "04")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    program = Program(
        "coordinator", "serve", "--port", str(port), "--data", str(tmp_path / "data"), "--json"
    )
    program.first_line()
    try:
        async with aiohttp.ClientSession() as client:
            await _race(client, f"{url}/api/v1/sessions/{SESSION}", url, secrets)
    finally:
        assert program.stop() == 130


async def _race(client: aiohttp.ClientSession, api: str, url: str, secrets: dict[str, str]) -> None:
    async def command(role: str, **body: Any) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {secrets[role]}"}
        async with client.post(f"{api}/commands", json=body, headers=headers) as response:
            return response.status, await response.json()

    async def floor_rev() -> int:
        headers = {"Authorization": f"Bearer {secrets['host']}"}
        async with client.get(f"{api}/floor", headers=headers) as response:
            return int((await response.json())["floor_rev"])

    assert (await command("host", command_id="start", type="start_session"))[0] == 200
    asked = {"type": "request_floor", "kind": "intervention", "channel": "telephone"}
    first = (await command("host", command_id="r1", site="64", **asked))[1]["entry"]
    second = (await command("host", command_id="r2", site="04", **asked))[1]["entry"]
    agent = AgentLink(url, secrets["64"], "64")
    await agent.open()
    ticks = asyncio.create_task(_tick(agent))
    for round_number, entry in enumerate((first, second)):
        rev = await floor_rev()
        call = {"type": "call_point", "entry": entry, "expected_rev": rev}
        answers = await asyncio.gather(
            command("host", command_id=f"h{round_number}", **call),
            command("secretary", command_id=f"s{round_number}", **call),
        )
        statuses = sorted(status for status, _ in answers)
        assert statuses == [200, 409], answers
        winner = "host" if answers[0][0] == 200 else "secretary"
        problem = next(body for status, body in answers if status == 409)
        assert problem["code"] == "conflict"
        assert problem["current_rev"] > rev
        assert problem["what"] == "PointCalled"
        assert problem["entry"] == entry
        assert problem["role"] == winner
    assert await ticks == TICKS
    await agent.close()


async def _tick(agent: AgentLink) -> int:
    """Attendance meanwhile; a conflict anywhere would show as a refusal."""
    for seq in range(1, TICKS + 1):
        status = "in_person" if seq % 2 else "online"
        await agent.records((seq, {"kind": "attendance", "person": "64.01", "status": status}))
        ack = await agent.expect("ack")
        assert ack["refused"] == []
    return int(ack["upto"])
