"""One socket of an agent: writes frames at once or not at all, and never waits for its peer.

Replies are few and must arrive in order; a peer that lets them pile up is cut off, since all it
did not get it can ask for again. Pictures are whole, so a peer that reads slowly is spared some.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass

from aiohttp import web

from coordinator.gateway.patience import Patience
from coordinator.gateway.settings import GatewaySettings
from coordinator.ports import Grant
from wire.codes import CloseCode, Feature
from wire.vocabulary import SiteId


@dataclass(slots=True)
class Counters:
    """What the door counts; the application exports it."""

    joined: int = 0
    refused: int = 0
    frames_sent: int = 0
    pictures_spared: int = 0
    bad_messages: int = 0
    cut_off: int = 0


class Link:
    """A socket and what `hello` said of it. `floor_turn` is the newest floor picture it has."""

    def __init__(
        self,
        socket: web.WebSocketResponse[bool],
        transport: asyncio.Transport,
        grant: Grant,
        settings: GatewaySettings,
        counters: Counters,
    ) -> None:
        self._socket, self._transport = socket, transport
        self._settings, self._counters = settings, counters
        self._clock = asyncio.get_running_loop().time
        self.grant = grant
        self.sites: frozenset[SiteId] = frozenset()
        self.features: frozenset[Feature] = frozenset()
        self.incarnation = ""
        self.heard_at = self._clock()
        self.patience = Patience(self.heard_at)
        self.floor_turn = -1
        self._slow_since: float | None = None
        self._ending: asyncio.Task[None] | None = None

    @property
    def is_open(self) -> bool:
        return not (self._socket.closed or self._transport.is_closing())

    def heard(self) -> float:
        """Something came in; returns the instant, in seconds of the loop's clock."""
        self.heard_at = self._clock()
        return self.heard_at

    def send(self, frame: bytes) -> None:
        """A reply."""
        if not self.is_open:
            return
        self._transport.write(frame)
        self._counters.frames_sent += 1
        if self._is_full():
            self.cut()

    def show(self, frame: bytes) -> bool:
        """A picture; False when the peer has not read what it was sent before."""
        if not self.is_open:
            return True
        if self._is_full():
            self._slow_since = self._slow_since or self._clock()
            self._counters.pictures_spared += 1
            return False
        self._slow_since = None
        self._transport.write(frame)
        self._counters.frames_sent += 1
        return True

    def _is_full(self) -> bool:
        return self._transport.get_write_buffer_size() > self._settings.write_buffer_bytes_max

    def is_silent(self, now: float) -> bool:
        """Nothing came in for so long that the site counts as lost."""
        return now - self.heard_at > self._settings.lost_after_s

    def is_stuck(self, now: float) -> bool:
        """It has not read for so long that there is no use in waiting."""
        since = self._slow_since
        return since is not None and now - since > self._settings.slow_peer_s

    def cut(self) -> None:
        """Drop the connection without a word: the peer would not read it."""
        self._counters.cut_off += 1
        self._transport.abort()

    def end(self, code: CloseCode) -> None:
        """Close from outside of the link's own task, once."""
        if self._ending is None:
            self._ending = asyncio.get_running_loop().create_task(self.close(code))

    async def close(self, code: CloseCode) -> None:
        """Say why and close; what a peer has not read `goodbye_s` later is dropped."""
        asyncio.get_running_loop().call_later(self._settings.goodbye_s, self._transport.abort)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._settings.goodbye_s):
                await self._socket.close(code=code)
