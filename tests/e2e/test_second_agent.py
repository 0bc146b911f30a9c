"""An agent that was written from `docs/protocol.md` alone works with the running coordinator."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from tests.support.processes import Program, call, free_port
from tests.support.store import SESSION, prepare
from tests.support.until import until

ROOT = Path(__file__).resolve().parents[2]
AGENT = ROOT / "docs" / "examples" / "second_agent.py"
LINES_MAX = 150
SITE = "04"


class SecondAgent:
    """The example as a process: commands in, events out."""

    def __init__(self, url: str, outbox: Path, token: str) -> None:
        words = ["--url", url, "--site", SITE, "--outbox", str(outbox)]
        self.process = subprocess.Popen(
            [sys.executable, str(AGENT), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "DIEMCAU_TOKEN": token},
        )
        self.events: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.events.put(json.loads(line))

    def do(self, **order: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def expect(self, event: str, **fields: Any) -> dict[str, Any]:
        """The next event of this kind whose fields agree."""
        while True:
            told = self.events.get(timeout=20)
            if told["event"] == event and all(told.get(k) == v for k, v in fields.items()):
                return told

    def quit(self) -> None:
        self.do(do="quit")
        self.process.wait(timeout=20)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def test_it_is_short_and_knows_only_the_document() -> None:
    text = AGENT.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES_MAX
    imported = [line for line in text.splitlines() if line.startswith(("import ", "from "))]
    roots = {line.split()[1].split(".")[0] for line in imported}
    assert roots <= {*sys.stdlib_module_names, "websockets"}


async def test_it_works_a_meeting(tmp_path: Path) -> None:
    secrets = await prepare(tmp_path / "data", SITE)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    api = f"{url}/api/v1/sessions/{SESSION}"
    words = ("serve", "--port", str(port), "--data", str(tmp_path / "data"), "--json")
    program = Program("coordinator", *words)
    program.first_line()
    agent = SecondAgent(url, tmp_path / "outbox.json", secrets[SITE])

    def command(**body: Any) -> Any:
        reply = call(f"{api}/commands", token=secrets["host"], body=body)
        assert reply.status == 200, reply
        return reply.body

    try:
        agent.expect("welcome")
        command(command_id="start", type="start_session")
        agent.do(do="record", body={"kind": "attendance", "person": "04.01", "status": "in_person"})
        agent.expect("ack", upto=1)
        agent.do(do="request", kind="intervention", person="04.01")
        entry = agent.expect("fate", accepted=True)["entry"]
        command(command_id="call", type="call_point", entry=entry)
        until(lambda: _state(api, secrets["host"]) == "called", "called")
        while [one["state"] for one in agent.expect("own")["requests"]] != ["called"]:
            pass
        agent.do(do="ready")
        until(lambda: _state(api, secrets["host"]) == "ready", "ready")
        command(command_id="give", type="give_floor", entry=entry)
        assert agent.expect("floor", speaking_site=SITE)["remaining_ms"] > 0
        command(command_id="roll", type="open_roll_call", duration_ms=60_000)
        until(lambda: _answered(api, secrets["organizer"]) == 1, "the roll call is answered")
        program.kill()
        agent.do(do="record", body={"kind": "head_count", "count": 12})
        program = Program("coordinator", *words)
        program.first_line()
        until(lambda: _head_count(api, secrets["organizer"]) == 12, "sent after the outage")
        command(command_id="end", type="end_speech", entry=entry)
    finally:
        agent.quit()
        program.stop()


def _state(api: str, token: str) -> str:
    rows = call(f"{api}/floor", token=token).body["queue"]
    return str(rows[0]["state"]) if rows else ""


def _answered(api: str, token: str) -> int:
    return int(call(f"{api}/attendance", token=token).body["roll_calls"][-1]["answered"])


def _head_count(api: str, token: str) -> int | None:
    count: int | None = call(f"{api}/attendance?site={SITE}", token=token).body["row"]["head_count"]
    return count
