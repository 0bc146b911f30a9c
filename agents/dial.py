"""Opening a connection to the coordinator, and what it means when that fails.

A proxy that answers in the coordinator's place is told apart from the coordinator: only the latter
answers with a problem of RFC 9457. Redirects are not followed, so the secret goes nowhere else.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, InvalidMessage, InvalidProxy, InvalidStatus

from wire.limits import TO_AGENT_BYTES_MAX
from wire.vocabulary import LinkTrouble

OPEN_TIMEOUT_S = 5.0
CLOSE_TIMEOUT_S = 0.5
PATH = "/agent/v1"
PROBLEM = "application/problem+json"

_SCHEMES = {"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"}
_OURS = {401: LinkTrouble.AUTH_FAILED, 403: LinkTrouble.FORBIDDEN, 426: LinkTrouble.VERSION}
_AWAY = frozenset((500, 502, 503, 504))
_RETRY_AFTER_S_MAX = 300


@dataclass(frozen=True, slots=True)
class Address:
    """Where the coordinator is: the WebSocket's address."""

    url: str
    host: str
    secure: bool

    @classmethod
    def of(cls, url: str) -> Address:
        """From `http://HOST:PORT` as a person writes it. Raises ValueError."""
        parts = urlsplit(url.strip())
        if parts.scheme not in _SCHEMES or not parts.hostname:
            raise ValueError("an address begins with http:// or https:// and names a host")
        if parts.query or parts.fragment or parts.username or parts.password:
            raise ValueError("an address has no user, question mark or fragment")
        scheme = _SCHEMES[parts.scheme]
        path = parts.path.rstrip("/") + PATH
        return cls(f"{scheme}://{parts.netloc}{path}", parts.hostname, scheme == "wss")

    @property
    def is_loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


class _Connect(connect):
    """`connect` that takes a redirect for what it is here: somebody else's answer."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


async def dial(address: Address, token: str) -> ClientConnection:
    """One connection. Raises OSError, WebSocketException or ImportError; see `explain`."""
    return await _Connect(
        address.url,
        additional_headers={"Authorization": f"Bearer {token}"},
        compression=None,
        # A proxy of the environment is used, but never to reach this machine itself.
        proxy=None if address.is_loopback else True,
        open_timeout=OPEN_TIMEOUT_S,
        close_timeout=CLOSE_TIMEOUT_S,
        ping_interval=None,
        max_size=TO_AGENT_BYTES_MAX,
    )


def explain(error: Exception) -> tuple[LinkTrouble, int | None]:
    """What a failure means to the technician, and how long to wait at least, ms."""
    if isinstance(error, InvalidStatus):
        return _of_status(error)
    if isinstance(error, InvalidMessage) and isinstance(error.__cause__, (EOFError, OSError)):
        return LinkTrouble.UNREACHABLE, None
    # ImportError: the environment names a proxy of a kind that is not installed.
    if isinstance(error, (InvalidHandshake, InvalidProxy, ImportError)):
        return LinkTrouble.PROXY, None
    if isinstance(error, ssl.SSLError):
        return LinkTrouble.CERTIFICATE, None
    if isinstance(error, socket.gaierror):
        return LinkTrouble.NO_ADDRESS, None
    return LinkTrouble.UNREACHABLE, None


def _of_status(error: InvalidStatus) -> tuple[LinkTrouble, int | None]:
    response = error.response
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind == PROBLEM and response.status_code in _OURS:
        return _OURS[response.status_code], None
    if response.status_code in _AWAY:
        return LinkTrouble.UNREACHABLE, _retry_after_ms(response.headers.get("Retry-After", ""))
    return LinkTrouble.PROXY, None


def _retry_after_ms(value: str) -> int | None:
    """`Retry-After` in seconds (RFC 9110 §10.2.3); a date is not used by the coordinator."""
    if not value.isdecimal():
        return None
    return min(int(value), _RETRY_AFTER_S_MAX) * 1000
