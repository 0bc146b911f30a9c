"""The product's programs as processes: started, asked over HTTP, killed, started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.until import until

START_S = 60.0


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Reply:
    """An answer of the API."""

    status: int
    body: Any
    headers: dict[str, str]


def call(
    url: str, *, token: str = "", body: Any = None, timeout_s: float = 10.0, origin: str = ""
) -> Reply:
    """One HTTP call; a problem is an answer like any other. Raises OSError when nobody answers.

    `origin` makes it look like a page's."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if origin:
        headers["Origin"] = origin
    data = None
    if body is not None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(url, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=timeout_s) as response:
            return Reply(response.status, _read(response.read()), dict(response.headers))
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, _read(error.read()), dict(error.headers))


def _read(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return raw


class Program:
    """One program; its first line on standard output is JSON."""

    def __init__(self, *words: str, env: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(env or {})},
        )
        self.words: list[str] = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.words.append(line.rstrip())

    def first_line(self) -> Any:
        """The first line of data. Raises AssertionError with the program's words if none came."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "\n".join(self.words)
        return json.loads(line)

    def kill(self) -> None:
        """`kill -9`: no goodbye."""
        self.process.send_signal(signal.SIGKILL)
        self.close_pipes()

    def stop(self) -> int:
        """Ctrl-C, and wait."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.close_pipes()

    def close_pipes(self) -> int:
        code = self.process.wait(timeout=60)
        self._listener.join(timeout=60)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()
        return code


def listens(port: int) -> bool:
    """Whether somebody takes connections there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Demo:
    """`diemcau demo` on a folder of its own: the whole product."""

    data: Path
    sites: int = 64
    port: int = field(default_factory=free_port)
    agent_port: int = field(default_factory=free_port)
    env: dict[str, str] = field(default_factory=dict)
    agent_clock_shift_s: float = 0.0
    program: Program = field(init=False)
    said: dict[str, Any] = field(init=False)

    def start(self) -> Demo:
        """Start (again) on the same folder and ports."""
        self.program = Program(
            "coordinator",
            "demo",
            "--port",
            str(self.port),
            "--data",
            str(self.data),
            "--sites",
            str(self.sites),
            "--agent-port",
            str(self.agent_port),
            "--agent-clock-shift-s",
            str(self.agent_clock_shift_s),
            "--json",
            env=self.env,
        )
        self.said = self.program.first_line()
        return self

    def kill(self) -> None:
        """Kill it; its agents end by themselves, and are waited for: they hold the port."""
        self.program.kill()
        until(lambda: not listens(self.agent_port), "the agents have ended")

    @property
    def url(self) -> str:
        return str(self.said["url"])

    @property
    def api(self) -> str:
        return f"{self.url}/api/v1/sessions/{self.said['session']}"

    @property
    def links(self) -> dict[str, str]:
        """A sign-in link by page."""
        session, tokens = self.said["session"], self.said["tokens"]
        return {
            "host": f"{self.url}/host/{session}#t={tokens['host']}",
            "site": f"{self.said['site_url']}/site#t={tokens['sites']['64']}",
            "stage": f"{self.url}/stage/{session}#t={tokens['stage']}",
            "attendance": f"{self.url}/attendance/{session}#t={tokens['organizer']}",
        }

    def token(self, role: str) -> str:
        return str(self.said["tokens"][role])

    def get(self, path: str, role: str = "host") -> Any:
        """A read of the API that must succeed."""
        reply = call(f"{self.api}{path}", token=self.token(role))
        assert reply.status == 200, reply
        return reply.body

    def command(self, role: str, **body: Any) -> Reply:
        """A command, with whatever answer."""
        return call(f"{self.api}/commands", token=self.token(role), body=body)

    def joined(self, count: int, within_s: float = 60.0) -> None:
        """Wait until this many sites are heard."""
        until(
            lambda: sum(row["presence"] == "heard" for row in self.get("/sites")) >= count,
            f"{count} sites heard",
            within_s,
        )
