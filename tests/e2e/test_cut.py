"""An agent cut off for an hour: its clock says so, and the wire is really cut.

Two hundred entries made meanwhile arrive exactly once, in order, with both times. The technician's
page never says "accepted" of one that was not; a "ready" pressed meanwhile does not act.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from agents.config import AgentSettings, Listen, Member
from agents.dial import Address
from agents.runner import agent
from tests.support.agent_clock import FastClock
from tests.support.processes import Program, call, free_port
from tests.support.relay import Relay
from tests.support.store import SESSION, prepare
from tests.support.until import until_async

ENTRIES = 200
HOUR_MS = 3_600_000
SITE = "64"


class Technician:
    """The page of the point: signed in, watching, entering."""

    def __init__(self, client: aiohttp.ClientSession, url: str) -> None:
        self.client, self.url = client, url
        self.page: dict[str, Any] = {}
        self.states: dict[str, list[str]] = {}

    async def sign_in(self, token: str) -> None:
        async with self.client.post(f"{self.url}/site/sign-in", json={"token": token}) as reply:
            assert reply.status == 200, await reply.text()

    async def watch(self) -> None:
        """Keep every state that the page ever showed of an entry."""
        async with self.client.ws_connect(f"{self.url}/site/stream?site={SITE}") as stream:
            async for frame in stream:
                message = json.loads(frame.data)
                if message["type"] == "page":
                    self.page = message["view"]
                    for act in self.page["acts"]:
                        self.states.setdefault(act["id"], []).append(act["state"])

    async def act(self, **act: Any) -> str:
        async with self.client.post(f"{self.url}/site/act?site={SITE}", json=act) as reply:
            assert reply.status == 202, await reply.text()
            return str((await reply.json())["state"])


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_an_hour_without_the_centre_merges_exactly_once(tmp_path: Path) -> None:
    secrets = await prepare(tmp_path / "data", SITE)
    port, clock = free_port(), FastClock()
    words = ("serve", "--port", str(port), "--data", str(tmp_path / "data"), "--json")
    program = Program("coordinator", *words)
    program.first_line()
    api = f"http://127.0.0.1:{port}/api/v1/sessions/{SESSION}"
    try:
        async with Relay(port) as relay:
            settings = AgentSettings(
                coordinator=Address.of(f"http://127.0.0.1:{relay.port}"),
                members=(Member((SITE,), secrets[SITE]),),
                data=tmp_path / "agent",
                listen=Listen("127.0.0.1", 0),
            )
            async with agent(settings, clock) as running:
                assert running.page_url is not None
                origin = running.page_url.removesuffix("/site")
                jar = aiohttp.CookieJar(unsafe=True)  # cookies of an address without a name
                headers = {"Origin": origin}
                async with aiohttp.ClientSession(headers=headers, cookie_jar=jar) as client:
                    technician = Technician(client, origin)
                    await technician.sign_in(secrets[SITE])
                    watching = asyncio.create_task(technician.watch())
                    await _hour(technician, relay, clock, api, secrets["host"])
                    watching.cancel()
        _merged(api, secrets["host"])
    finally:
        program.stop()


async def _command(api: str, token: str, **body: Any) -> None:
    reply = await asyncio.to_thread(call, f"{api}/commands", token=token, body=body)
    assert reply.status == 200, reply


async def _hour(
    technician: Technician, relay: Relay, clock: FastClock, api: str, token: str
) -> None:
    def linked() -> bool:
        return bool(technician.page) and bool(technician.page["link"]["connected"])

    await until_async(linked, "connected")
    await _command(api, token, command_id="start", type="start_session")
    await technician.act(act="request_floor", id="ask", kind="intervention", person="64.01")

    def requests() -> list[Any]:
        own = technician.page["own"]
        return own["requests"] if own else []

    await until_async(lambda: bool(requests()), "asked")
    entry = requests()[0]["entry"]
    await _command(api, token, command_id="call", type="call_point", entry=entry)
    await until_async(lambda: requests()[0]["state"] == "called", "called")

    await relay.cut()
    await until_async(lambda: not linked(), "the page says that the centre is away")
    called_at = requests()[0]["called_at"]
    for number in range(ENTRIES):
        body = {"kind": "head_count", "count": number}
        state = await technician.act(act="record", id=f"entry-{number}", body=body)
        assert state == "waiting"
        clock.go(HOUR_MS // ENTRIES)
    ready = {"act": "report_ready", "id": "ready", "entry": entry, "called_at": called_at}
    await technician.act(**ready, ready=True)
    clock.go(60_000)
    await until_async(lambda: technician.page["waiting"] > ENTRIES, "all of it waits")
    entered = {f"entry-{number}" for number in range(ENTRIES)} | {"ready"}
    shown = {act: states for act, states in technician.states.items() if act in entered}
    assert all(set(states) <= {"waiting", "refused"} for states in shown.values())
    held = await asyncio.to_thread(_counts, api, token)
    assert held == [], "the centre has heard of none"

    await relay.mend()
    clock.go(60_000)  # the longest wait before another try (protocol.md §12)
    await until_async(lambda: linked() and technician.page["waiting"] == 0, "all sent", 90)
    acts = {act["id"]: act for act in technician.page["acts"]}
    assert acts[f"entry-{ENTRIES - 1}"]["state"] == "accepted"
    assert technician.states["ready"][-1] == "refused"
    assert "accepted" not in technician.states["ready"]
    assert requests()[0]["state"] == "called", "an old ready does not act"


def _events(api: str, token: str) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = call(f"{api}/timeline?limit=5000", token=token).body["events"]
    return events


def _counts(api: str, token: str) -> list[int]:
    events = _events(api, token)
    return [event["fields"]["count"] for event in events if event["event"] == "HeadCountNoted"]


def _merged(api: str, token: str) -> None:
    assert _counts(api, token) == list(range(ENTRIES)), "in order, none missing, none twice"
    sources = [e["source"] for e in _events(api, token) if e["event"] == "HeadCountNoted"]
    device = [source["device_at"] for source in sources]
    gaps = [later - earlier for earlier, later in itertools.pairwise(device)]
    assert all(HOUR_MS // ENTRIES <= gap < HOUR_MS // ENTRIES + 60_000 for gap in gaps)
    received = [source["received_at"] for source in sources]
    assert received[-1] - received[0] < 60_000, "both times are kept"
    refused = [e for e in _events(api, token) if e["event"] == "CommandRefused"]
    assert [event["fields"]["code"] for event in refused] == ["stale_intent"]
