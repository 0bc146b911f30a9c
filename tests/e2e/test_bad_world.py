"""Bad files, a port or a store in use, a coordinator that is away, a full disk: plain words, the
documented exit code, and nothing lost.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agents.config import Member
from agents.runner import agent
from coordinator.app import coordinator
from coordinator.conductor import STORAGE_RETRY_MS
from coordinator.config import Settings
from tests.support.agents_at_work import with_page
from tests.support.local_page import browser
from tests.support.processes import Program, call, free_port
from tests.support.raw_agent import RawAgent
from tests.support.store import CASE, SESSION, prepare
from tests.support.until import until_async

pytestmark = pytest.mark.slow

SITE = "64"
RECORDS = 50


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A running coordinator with the first case in it: its address and its folder."""
    data = tmp_path_factory.mktemp("world") / "data"
    asyncio.run(prepare(data, SITE))
    program = Program("coordinator", "serve", "--port", "0", "--data", str(data), "--json")
    yield program.first_line()["url"], data
    assert program.stop() == 130, program.words


def diemcau(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    """The command line, as a person runs it."""
    return subprocess.run(
        [sys.executable, "-m", "coordinator", *words, "--data", str(data)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "http_proxy": "http://127.0.0.1:9"},
        check=False,
    )


def test_a_file_with_errors_is_told_whole_and_imported_not_at_all(
    served: tuple[str, Path], tmp_path: Path
) -> None:
    text = CASE.read_text("utf-8").replace("id: 2023-09-08-tthc ", "id: another ", 1)
    faults = {
        'minutes: 10, title: "Tuyên': 'minutes: x, title: "Tuyên',
        "honorific: comrade": "honorific: friend",
        "starts_at: 2023": "starts_at: tomorrow 2023",
    }
    lines = []
    for good, bad in faults.items():
        assert good in text
        lines.append(text[: text.index(good)].count("\n") + 1)
        text = text.replace(good, bad, 1)
    file = tmp_path / "bad.yaml"
    file.write_text(text, "utf-8")
    told = diemcau("session", "import", str(file), data=served[1])
    assert told.returncode == 3, told
    for line in lines:
        assert f"dòng {line}: " in told.stderr
    assert told.stdout == ""
    for _ in range(2):  # the good file is in already: no doubles
        assert diemcau("session", "import", str(CASE), data=served[1]).returncode == 0
    listed = diemcau("session", "list", "--json", data=served[1])
    assert [one["session"] for one in json.loads(listed.stdout)["sessions"]] == [SESSION]


def test_a_port_in_use_and_a_store_in_use(served: tuple[str, Path], tmp_path: Path) -> None:
    port = served[0].rpartition(":")[2]
    told = diemcau("serve", "--port", port, data=tmp_path / "new")
    assert told.returncode == 3, told
    assert f"127.0.0.1:{port}" in told.stderr
    assert "--port" in told.stderr
    assert not (tmp_path / "new").exists(), "nothing was touched"
    told = diemcau("serve", "--port", "0", data=served[1])
    assert told.returncode == 3, told
    assert "pid" in told.stderr
    assert "Traceback" not in told.stderr


async def test_with_the_coordinator_away_the_agent_keeps_and_sends_later(tmp_path: Path) -> None:
    secrets = await prepare(tmp_path / "data", SITE)
    port = free_port()
    settings = with_page(f"http://127.0.0.1:{port}", tmp_path / "agent")
    settings = replace(settings, members=(Member((SITE,), secrets[SITE]),))
    body = {"act": "record", "id": "kept", "body": {"kind": "head_count", "count": 12}}
    async with agent(settings) as running:
        assert running.page_url is not None
        async with browser(running.page_url.removesuffix("/site")) as page:
            await page.sign_in(secrets[SITE])
            status, answer = await page.act(body)
            assert (status, answer["state"]) == (202, "waiting")
            async with coordinator(Settings(port=port, data=tmp_path / "data")) as one:
                conductor = next(iter(one.house.hall))
                noted = lambda s, p: s.sites[SITE].head_count  # noqa: E731 — one word
                await until_async(lambda: conductor.ask(noted), "it came", 30)
                assert await conductor.ask(noted) == 12


async def test_a_full_disk_refuses_aloud_and_takes_it_later(tmp_path: Path) -> None:
    secrets = await prepare(tmp_path / "data", SITE)
    async with coordinator(Settings(port=0, data=tmp_path / "data", ballast_mib=0)) as one:
        conductor = next(iter(one.house.hall))

        async def disk(pages: int) -> None:
            """SQLite takes the disk for full beyond so many pages of the file."""
            await one.house.store._writer.run_alone(
                lambda db: db.execute(f"PRAGMA max_page_count={pages}").fetchone()
            )

        raw = await asyncio.to_thread(RawAgent, one.url, secrets[SITE], SITE)
        await asyncio.to_thread(raw.greet)
        await disk(1)
        rev, note = conductor.head.rev, {"kind": "incident", "incident": "no_sound"}
        items = [(seq, {**note, "note": "x" * 900}) for seq in range(1, RECORDS + 1)]
        await asyncio.to_thread(raw.records, *items)
        ack = await asyncio.to_thread(raw.expect, "ack")
        told = await asyncio.to_thread(raw.expect, "error")
        assert (ack["upto"], told["code"], told["retry"]) == (0, "slow_down", "later")
        assert told["retry_after_ms"] > 0
        body = {"command_id": "n", "type": "send_notice", "sites": [], "text": "x" * 1_000}
        api = f"{one.url}/api/v1/sessions/{SESSION}/commands"
        reply = await asyncio.to_thread(call, api, token=secrets["host"], body=body)
        assert (reply.status, reply.body["code"]) == (503, "storage_low")
        refused_at = conductor.now()
        assert await asyncio.to_thread(raw.beats), "the link is kept"
        assert conductor.head.rev == rev, "nothing half done"
        await disk(1_000_000)
        taken = lambda: conductor.now() > refused_at + STORAGE_RETRY_MS  # noqa: E731 — one word
        await until_async(taken, "the session tries the disk again")
        await asyncio.to_thread(raw.records, *items)
        assert (await asyncio.to_thread(raw.expect, "ack"))["upto"] == RECORDS
        reply = await asyncio.to_thread(call, api, token=secrets["host"], body=body)
        assert reply.status == 200, reply
        raw.close()
