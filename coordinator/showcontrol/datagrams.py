"""One target over UDP: sending never waits, and a target that is not there costs nothing."""

from __future__ import annotations

import asyncio

import structlog

from coordinator.showcontrol.settings import Address

log = structlog.get_logger()


class Datagrams(asyncio.DatagramProtocol):
    """A socket towards one address; `open` again whenever it is not open."""

    def __init__(self, target: Address) -> None:
        self.target = target
        self._transport: asyncio.DatagramTransport | None = None
        self._full = False
        self._told = False

    async def open(self) -> None:
        """Look the host up and take a socket; what fails is told once and tried again later."""
        if self._transport is not None and not self._transport.is_closing():
            return
        loop = asyncio.get_running_loop()
        try:
            transport, _ = await loop.create_datagram_endpoint(
                lambda: self, remote_addr=self.target, allow_broadcast=True
            )
        except (OSError, UnicodeError) as error:  # no name that can be looked up is one, too
            if not self._told:
                log.warning("target not found", target=self.name, error=str(error))
            self._told = True
            return
        self._transport, self._full, self._told = transport, False, False

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
        """Nobody listens there (ICMP): what was sent is gone, as UDP allows."""

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()
