"""The whole application on a port: it listens, it says goodbye, and it leaves nothing behind."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from coordinator import app
from coordinator.admin.door import SERVER_FILE
from coordinator.app import address, coordinator, take_port
from coordinator.config import Settings
from coordinator.ports import StoreLocked
from coordinator.showcontrol.osc import message
from tests.support.agent_link import AgentLink
from tests.support.datagrams import receiving
from tests.support.processes import Reply, call
from tests.support.store import SESSION, prepare
from tests.support.until import until_async


def settings(data: Path, port: int = 0) -> Settings:
    return Settings(data=data, port=port, ballast_mib=0)


async def get(url: str, token: str = "") -> Reply:
    return await asyncio.to_thread(call, url, token=token)


async def test_every_door_answers_on_one_port(tmp_path: Path) -> None:
    secrets = await prepare(tmp_path, "64")
    async with coordinator(settings(tmp_path)) as one:
        assert json.loads((tmp_path / SERVER_FILE).read_text())["url"] == one.url
        for path in ("/healthz", "/readyz", "/metrics", "/openapi.json"):
            assert (await get(one.url + path)).status == 200, path
        agent = AgentLink(one.url, secrets["64"], "64")
        await agent.open()
        assert one.gateway.links == 1
        metrics = (await get(f"{one.url}/metrics")).body.decode()
        assert "diemcau_links 1.0" in metrics
        rows = await get(f"{one.url}/api/v1/sessions/{SESSION}/sites", secrets["host"])
        assert next(row for row in rows.body if row["site"] == "64")["presence"] == "heard"
        goodbye = asyncio.create_task(agent.expect("goodbye"))
        await asyncio.sleep(0)
    assert (await goodbye)["reconnect_window_ms"] >= 0
    assert not (tmp_path / SERVER_FILE).exists()


async def test_a_taken_port_is_found_before_the_store_is_touched(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            take_port("127.0.0.1", taken.getsockname()[1])
        with pytest.raises(OSError, match="in use"):
            async with coordinator(settings(tmp_path / "data", taken.getsockname()[1])):
                pass
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8"),
        ("0.0.0.0", "http://127.0.0.1:8"),
        ("::", "http://[::1]:8"),
        ("::1", "http://[::1]:8"),
        ("10.1.2.3", "http://10.1.2.3:8"),
        ("hop.example", "http://hop.example:8"),
    ],
)
def test_the_address_is_one_that_this_machine_can_use(host: str, url: str) -> None:
    assert address(host, 8) == url


async def test_a_revocation_is_told_to_both_doors(tmp_path: Path) -> None:
    secrets = await prepare(tmp_path, "64")
    async with coordinator(settings(tmp_path)) as one:
        agent = AgentLink(one.url, secrets["64"], "64")
        await agent.open()
        listed = await one.operations.token_list(SESSION)
        grant = next(item["id"] for item in listed["tokens"] if item["sites"] == ["64"])
        await one.operations.token_revoke(grant)
        assert (await agent.expect("error"))["code"] == "auth_failed"


async def test_the_most_connections_are_as_configured(tmp_path: Path) -> None:
    secrets = await prepare(tmp_path, "64")
    async with coordinator(settings(tmp_path).model_copy(update={"connections_max": 1})) as one:
        agent = AgentLink(one.url, secrets["64"], "64")
        await agent.open()
        reply = await get(f"{one.url}/agent/v1", secrets["64"])
        assert (reply.status, reply.body["code"]) == (503, "busy")


async def test_who_sends_no_whole_request_is_shown_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "IDLE_S", 0.3)
    secrets = await prepare(tmp_path, "64")
    async with coordinator(settings(tmp_path)) as one:
        agent = AgentLink(one.url, secrets["64"], "64")
        await agent.open()
        port = int(one.url.rpartition(":")[2])
        for head in (b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(head)
            async with asyncio.timeout(10):
                assert await reader.read() == b""
            writer.close()
        await agent.send({"type": "beat", "n": 1, "t0": 1})
        assert (await agent.expect("beat_ack"))["n"] == 1, "a link is no idle connection"
        await agent.close()


def free_datagram_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_show_control_goes_out_and_takes_buttons(tmp_path: Path) -> None:
    """What is configured is shown, and a press over OSC is an act of the meeting."""
    secrets = await prepare(tmp_path)
    port = free_datagram_port()
    async with receiving() as desk, receiving() as multiviewer:
        shown = {
            "osc_listen": str(port),
            "osc_to": (f"127.0.0.1:{desk.address.port}",),
            "tsl3_to": (f"127.0.0.1:{multiviewer.address.port}",),
            "tsl_index": ("64=3",),
        }
        async with coordinator(settings(tmp_path).model_copy(update=shown)) as one:
            await until_async(lambda: multiviewer.data, "the displays are told")
            assert multiviewer.data[0] == b"\x83\x30GIA LAI         "
            press = message(f"/diemcau/{SESSION}/acts/close-list", "k1", secrets["host"])
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as box:
                box.sendto(press, ("127.0.0.1", port))
                conductor = one.house.hall.get(SESSION)
                assert conductor is not None
                await until_async(
                    lambda: conductor.ask(lambda session, _: "k1" in session.outcomes),
                    "the press is on record",
                )
            closed = message(f"/diemcau/{SESSION}/phase", "prepared")
            assert closed in desk.data


async def test_a_taken_port_of_the_buttons_is_named_and_lets_the_other_go(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        asked = settings(tmp_path / "data").model_copy(update={"osc_listen": str(port)})
        with pytest.raises(OSError, match="in use") as told:
            async with coordinator(asked):
                pass
    assert told.value.filename == f"OSC {port}"
    assert not (tmp_path / "data").exists()


async def test_a_locked_store_lets_the_port_go(tmp_path: Path) -> None:
    async with coordinator(settings(tmp_path)):
        with pytest.raises(StoreLocked):
            async with coordinator(settings(tmp_path)):
                pass


STOPPED_AT_ONCE = """
import asyncio, os, signal, sys
from pathlib import Path
from coordinator.app import serve
from coordinator.config import Settings

signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell does for what it starts in the background
settings = Settings(data=Path(sys.argv[1]), port=0, ballast_mib=0)
came = asyncio.run(serve(settings, lambda one: os.kill(os.getpid(), signal.SIGINT)))
print(came.name)
"""


@pytest.mark.slow
def test_who_reads_that_it_runs_may_stop_it_at_once(tmp_path: Path) -> None:
    words = [sys.executable, "-c", STOPPED_AT_ONCE, str(tmp_path / "data")]
    told = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout.split()[-1] == "SIGINT"
