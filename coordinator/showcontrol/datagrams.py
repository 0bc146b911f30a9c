"""One target over UDP: sending never waits, and a target that is not there costs nothing."""

from __future__ import annotations

import asyncio
import socket

import structlog

from coordinator.showcontrol.seldom import Seldom
from coordinator.showcontrol.settings import Address

LOOK_UP_S, LOOK_UP_S_MAX = 60.0, 5.0
UNREACHABLE_S = 600.0

log = structlog.get_logger()


class Datagrams(asyncio.DatagramProtocol):
    """A socket towards one address; `open` again and again, since what stands behind a name may
    move (DHCP), and so may we."""

    def __init__(self, target: Address) -> None:
        self.target = target
        self._transport: asyncio.DatagramTransport | None = None
        self._address: Address | None = None
        self._full = self._failed = False
        self._told = False
        self._looked_up_at = 0.0
        self._seldom = Seldom(UNREACHABLE_S)

    async def open(self) -> None:
        """Look the host up and take a socket, if there is none, if it failed, and each minute if
        the name has another address by then. What fails is told once and tried again later; a
        socket that there is stays until there is a better one."""
        loop = asyncio.get_running_loop()
        is_open = self._transport is not None and not self._transport.is_closing()
        well = is_open and not self._failed
        if well and loop.time() - self._looked_up_at < LOOK_UP_S:
            return
        self._looked_up_at = loop.time()
        try:
            async with asyncio.timeout(LOOK_UP_S_MAX):  # others are renewed together with this one
                found = await self._find()
                if not (well and self._address in found):
                    await self._take(found[0])
        except (OSError, UnicodeError) as error:  # no name that can be looked up is one, too
            if not self._told:
                why = str(error) or type(error).__name__
                log.warning("target not found", target=self.name, error=why)
            self._told = True
        else:
            self._told = False

    async def _find(self) -> list[Address]:
        """What the name stands for now, the preferred address first."""
        loop, (host, port) = asyncio.get_running_loop(), self.target
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_DGRAM)
        return [Address(*address[:2]) for *_, address in found]

    async def _take(self, address: Address) -> None:
        """A new socket in the place of the one that there is."""
        if self._address not in (None, address):
            log.info("target moved", target=self.name)
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: self, remote_addr=address, allow_broadcast=True
        )
        self.close()
        self._transport, self._address = transport, address
        self._full = self._failed = False

    @property
    def name(self) -> str:
        return f"{self.target.host}:{self.target.port}"

    def send(self, data: bytes) -> None:
        """Hand one datagram over; while the system takes no more they are dropped, since the whole
        state comes again soon."""
        if self._transport is not None and not self._full:
            self._transport.sendto(data)

    def pause_writing(self) -> None:
        self._full = True

    def resume_writing(self) -> None:
        self._full = False

    def error_received(self, exc: Exception) -> None:
        """No way leads there, say: what was sent is gone, as UDP allows, and the next renewal
        takes another socket."""
        self._failed = True
        self._seldom.warn("target unreachable", target=self.name, error=str(exc))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._transport is not None and self._transport.is_closing():
            self._transport = None  # and not the one that has taken its place

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()
