"""A raw link of a site for tests that say what no agent should say; without a loop of its own."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack, suppress
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

FEATURES = ("beat", "health", "records", "intents", "forget")
ANSWER_S = 10.0


class RawAgent:
    """One link; `hello` unless told otherwise is that of a good agent of one site."""

    def __init__(self, url: str, token: str, site: str, incarnation: str = "raw") -> None:
        self.site, self.incarnation = site, incarnation
        self._open = ExitStack()
        dialled = connect(
            f"{url.replace('http', 'ws', 1)}/agent/v1",
            additional_headers={"Authorization": f"Bearer {token}"} if token else {},
            compression=None,
            max_size=2**20,
            proxy=None,
        )
        self.link: ClientConnection = self._open.enter_context(dialled)

    def greet(self, **changes: Any) -> dict[str, Any]:
        """Say hello; returns the first answer, whatever it is."""
        hello = {
            "type": "hello",
            "versions": [1],
            "features": list(FEATURES),
            "sites": [self.site],
            "incarnation": self.incarnation,
        }
        self.say({**hello, **changes})
        answer: dict[str, Any] = json.loads(self.link.recv(timeout=ANSWER_S))
        return answer

    def say(self, message: Any) -> None:
        """A message as JSON; text and bytes go as they are."""
        self.link.send(message if isinstance(message, str | bytes) else json.dumps(message))

    def expect(self, *kinds: str) -> dict[str, Any]:
        """The next message of one of these types; pictures and others are passed over."""
        while True:
            message: dict[str, Any] = json.loads(self.link.recv(timeout=ANSWER_S))
            if message["type"] in kinds:
                return message

    def records(self, *items: tuple[int, dict[str, Any]], **times: Any) -> None:
        """Records as (seq, body)."""
        now = time.time_ns() // 1_000_000
        given = {"device_at": now, "offset_ms": 0, **times}
        self.say(
            {
                "type": "records",
                "site": self.site,
                "incarnation": self.incarnation,
                "items": [{"seq": seq, "body": body, **given} for seq, body in items],
            }
        )

    def beats(self) -> bool:
        """Whether the link still answers."""
        self.say({"type": "beat", "n": 1, "t0": 1})
        return self.expect("beat_ack")["n"] == 1

    def closed_with(self) -> int:
        """Wait for the end; returns the code."""
        with suppress(ConnectionClosed):
            while True:
                self.link.recv(timeout=ANSWER_S)
        self.close()
        assert self.link.close_code is not None
        return self.link.close_code

    def close(self) -> None:
        self._open.close()
