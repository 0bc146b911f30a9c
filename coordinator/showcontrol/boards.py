"""TSL targets: each is sent what has changed, and the whole state again and again.

Displays forget (power, a mixer begun anew) and UDP loses: whoever is connected anew gets all, and
so does everybody every 10 s.
"""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import Callable, Iterable, Iterator

import structlog

from coordinator.showcontrol import tsl
from coordinator.showcontrol.datagrams import Datagrams
from coordinator.showcontrol.settings import Address
from coordinator.showcontrol.tsl import Display
from coordinator.views.tally import Tally

CONNECT_S, RETRY_S, RETRY_S_MAX = 5.0, 1.0, 15.0
BUFFER_BYTES_MAX = 256 * 1024
UNANSWERED_MS = 10_000

log = structlog.get_logger()

Encode = Callable[[Iterable[Display]], Iterator[bytes]]


class _Changes:
    """What a target has been sent, by display."""

    def __init__(self) -> None:
        self._sent: dict[int, Display] = {}

    def of(self, displays: Iterable[Display], *, whole: bool) -> list[Display]:
        """Those to send now; a display that is gone is sent dark once."""
        now = {display.index: display for display in displays}
        gone = (Display(index, "", Tally.NONE) for index in self._sent.keys() - now.keys())
        due = [*gone, *(d for d in now.values() if whole or self._sent.get(d.index) != d)]
        self._sent = now
        return due


class UdpBoard:
    """A target over UDP, of either version."""

    def __init__(self, target: Address, encode: Encode) -> None:
        self._datagrams, self._encode = Datagrams(target), encode
        self._changes = _Changes()
        self._shown: tuple[Display, ...] = ()

    def show(self, displays: tuple[Display, ...]) -> None:
        """Send what is different now."""
        self._shown = displays
        self._send(whole=False)

    async def renew(self) -> None:
        """Send all there is."""
        await self._datagrams.open()
        self._send(whole=True)

    def _send(self, *, whole: bool) -> None:
        for data in self._encode(self._changes.of(self._shown, whole=whole)):
            self._datagrams.send(data)

    def close(self) -> None:
        self._datagrams.close()


class TcpBoard:
    """A target of version 5.0 over TCP: connected for as long as it lasts, and then again."""

    def __init__(self, target: Address) -> None:
        self._target = target
        self._changes = _Changes()
        self._shown: tuple[Display, ...] = ()
        self._writer: asyncio.StreamWriter | None = None

    def show(self, displays: tuple[Display, ...]) -> None:
        """Send what is different now; nothing while it is not connected."""
        self._shown = displays
        self._send(whole=False)

    async def renew(self) -> None:
        """Send all there is."""
        self._send(whole=True)

    def _send(self, *, whole: bool) -> None:
        if self._writer is None:
            return
        if self._writer.transport.get_write_buffer_size() > BUFFER_BYTES_MAX:
            self._drop()  # it takes nothing; connected again it gets all, not what is old by then
            return
        for packet in tsl.packets(self._changes.of(self._shown, whole=whole)):
            self._writer.write(tsl.wrapped(packet))

    def _drop(self) -> None:
        if self._writer is not None:
            self._writer.transport.abort()
            self._writer = None

    async def run(self) -> None:
        """Connect, stay, and come again later and later, with a jitter, while nobody is there."""
        wait_s = RETRY_S
        while True:
            try:
                async with asyncio.timeout(CONNECT_S):
                    reader, self._writer = await asyncio.open_connection(*self._target)
                _give_up_soon(self._writer)
                log.info("display connected", target=self._target.host, port=self._target.port)
                wait_s = RETRY_S
                self._send(whole=True)
                while await reader.read(4096):
                    pass  # nothing is to be said to us; the end of it is the end of the connection
            except (OSError, TimeoutError, UnicodeError):
                pass
            finally:
                self._drop()
            await asyncio.sleep(wait_s * random.uniform(0.7, 1.0))
            wait_s = min(RETRY_S_MAX, wait_s * 2)

    def close(self) -> None:
        self._drop()


def _give_up_soon(writer: asyncio.StreamWriter) -> None:
    """What goes unanswered ends the connection, where the system can: left to itself it tries for
    minutes, ever more seldom, and lamps stay as they were after a switch was out."""
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        ours = writer.get_extra_info("socket")
        ours.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNANSWERED_MS)
