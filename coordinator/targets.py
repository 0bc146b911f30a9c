"""How targets of show control are written in settings, and what is wrong with one that is not."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import urlsplit

from wire.vocabulary import SITE_ID_PATTERN

LOOPBACK = "127.0.0.1"
PORT_MAX = 65_535
INDEX_MAX = 65_534
SECRET_PREFIX = "whsec_"
SECRET_BYTES_MIN, SECRET_BYTES_MAX = 24, 64


def host_port(text: str, host: str | None = None) -> tuple[str, int]:
    """ "10.0.0.5:9000", "[fe80::1]:9000"; a port alone where a host is known. Raises ValueError."""
    before, _, port = text.strip().rpartition(":")
    name = before.strip("[]") or host
    if not name or (":" in before and not before.startswith("[")):
        raise ValueError(f"{text!r} is no host:port")
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and int(port) <= PORT_MAX):
        raise ValueError(f"{text!r} has no port from 0 to {PORT_MAX}")
    return name, int(port)


def code_index(text: str) -> tuple[str, int]:
    """A point and its display, "64=1". Raises ValueError."""
    code, _, index = text.strip().partition("=")
    if not re.fullmatch(SITE_ID_PATTERN, code):
        raise ValueError(f"{text!r} is no CODE=INDEX")
    if not (index.isascii() and index.isdigit() and len(index) <= 5 and int(index) <= INDEX_MAX):
        raise ValueError(f"{text!r} has no index from 0 to {INDEX_MAX}")
    return code, int(index)


def web_address(text: str) -> str:
    """An address of a webhook. What is wrong is told without it: it may hold a secret."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("a webhook is an address that begins with http:// or https://")
    if parts.username is not None or parts.fragment:
        raise ValueError("a webhook's address has neither a user nor a fragment")
    return text.strip()


def secrets_of(text: str, hooks: int) -> list[tuple[bytes, ...]]:
    """The secrets of each webhook: a line each in their order, or one line for all; several on a
    line while they are being changed. Raises ValueError, without what it read."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if len(lines) not in (1, hooks):
        raise ValueError(f"{len(lines)} lines of secrets for {hooks} webhooks: one each, or one")
    parsed = [tuple(_secret(word, number) for word in line) for number, line in enumerate(lines, 1)]
    return parsed if len(parsed) == hooks else parsed * hooks


def _secret(word: str, line: int) -> bytes:
    """Source: Standard Webhooks specification 1.0, "Signature scheme"."""
    try:
        secret = base64.b64decode(word.removeprefix(SECRET_PREFIX), validate=True)
    except binascii.Error:
        secret = b""
    if not word.startswith(SECRET_PREFIX) or not (
        SECRET_BYTES_MIN <= len(secret) <= SECRET_BYTES_MAX
    ):
        raise ValueError(
            f"line {line}: a secret is {SECRET_PREFIX} and {SECRET_BYTES_MIN} to "
            f"{SECRET_BYTES_MAX} bytes in base64"
        )
    return secret
