"""A bare agent for tests: it says what it is told to, in the words of the protocol, and no more."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

DEVICE_AT = 1_694_135_000_000


@dataclass
class AgentLink:
    """One link of one site. Received messages are kept by type, the newest last."""

    url: str
    token: str
    site: str
    incarnation: str = "test"
    session: str | None = None
    link: ClientConnection = field(init=False)

    async def open(self) -> dict[str, Any]:
        """Connect and say hello; returns the welcome."""
        self.link = await connect(
            f"{self.url.replace('http', 'ws', 1)}/agent/v1",
            additional_headers={"Authorization": f"Bearer {self.token}"},
            compression=None,
            max_size=2**20,
        )
        hello = {
            "type": "hello",
            "versions": [1],
            "features": ["beat", "health", "records", "intents", "forget"],
            "agent": "test",
            "sites": [self.site],
            "incarnation": self.incarnation,
        }
        await self.send({**hello, **({"session": self.session} if self.session else {})})
        return await self.expect("welcome")

    async def send(self, message: dict[str, Any]) -> None:
        await self.link.send(json.dumps(message))

    async def expect(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The next message of this type whose fields agree; others are passed over."""
        while True:
            message: dict[str, Any] = json.loads(await self.link.recv())
            if message["type"] == kind and all(message.get(k) == v for k, v in fields.items()):
                return message

    async def records(self, *items: tuple[int, dict[str, Any]]) -> None:
        """Records as (seq, body)."""
        await self.send(
            {
                "type": "records",
                "site": self.site,
                "incarnation": self.incarnation,
                "items": [
                    {"seq": seq, "device_at": DEVICE_AT + seq, "offset_ms": 0, "body": body}
                    for seq, body in items
                ],
            }
        )

    async def close(self) -> None:
        await self.link.close()
