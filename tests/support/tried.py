"""A running coordinator that is tried with bad input, and an honest agent beside whoever tries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.processes import Reply, call
from tests.support.raw_agent import RawAgent
from tests.support.store import SESSION

HONEST, BAD = "64", "04"


@dataclass
class House:
    """A running coordinator and an honest agent of Gia Lai beside whoever is tried."""

    url: str
    data: Path
    secrets: dict[str, str]
    honest: RawAgent
    seq: int = 0

    @property
    def api(self) -> str:
        return f"{self.url}/api/v1/sessions/{SESSION}"

    def get(self, path: str, role: str = "host") -> Any:
        reply = call(self.api + path, token=self.secrets[role])
        assert reply.status == 200, reply
        return reply.body

    def command(self, role: str = "host", **body: Any) -> Reply:
        return call(f"{self.api}/commands", token=self.secrets.get(role, role), body=body)

    def rev(self) -> int:
        return int(self.get("")["rev"])

    def acts(self, after: int) -> list[dict[str, Any]]:
        """What anybody did since; that points are heard or not is the session's own."""
        events = self.get(f"/timeline?after={after}")["events"]
        return [event for event in events if event["role"] != "system"]

    def record(self) -> None:
        """The honest agent's next record is acknowledged."""
        self.seq += 1
        self.honest.records((self.seq, {"kind": "head_count", "count": self.seq}))
        ack = self.honest.expect("ack", "error")
        assert (ack["type"], ack.get("upto"), ack.get("refused")) == ("ack", self.seq, [])

    def bad(self, incarnation: str) -> RawAgent:
        """A link of another point that got in and may now misbehave."""
        raw = RawAgent(self.url, self.secrets[BAD], BAD, incarnation)
        assert raw.greet()["type"] == "welcome"
        return raw


def problem(reply: Reply, status: int, code: str, detail: str = "") -> dict[str, Any]:
    body: dict[str, Any] = reply.body
    assert (reply.status, body["code"], body["status"]) == (status, code, status), reply
    assert body["type"] == f"urn:diemcau:problem:{code}"
    assert str(body.get("detail", "")).startswith(detail), reply
    return body
