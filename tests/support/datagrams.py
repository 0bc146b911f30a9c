"""A receiver of datagrams on loopback that keeps what came."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from coordinator.showcontrol.settings import Address


class Received(asyncio.DatagramProtocol):
    """`data` is what came, in order; `address` where it listens."""

    def __init__(self) -> None:
        self.data: list[bytes] = []
        self.address = Address("127.0.0.1", 0)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.address = Address(*transport.get_extra_info("sockname")[:2])

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.data.append(data)


@asynccontextmanager
async def receiving(host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Received]:
    """Open, by default on a free port."""
    loop = asyncio.get_running_loop()
    transport, received = await loop.create_datagram_endpoint(Received, local_addr=(host, port))
    try:
        yield received
    finally:
        transport.close()
