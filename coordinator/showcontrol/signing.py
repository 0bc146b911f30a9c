"""Signatures of webhooks. Source: Standard Webhooks specification 1.0, "Signature scheme" (v1)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable


def message_id(body: bytes) -> str:
    """The same for every attempt, whoever makes it: a receiver knows what it has had."""
    return f"msg_{hashlib.sha256(body).hexdigest()[:32]}"


def headers(body: bytes, at_s: int, secrets: Iterable[bytes]) -> dict[str, str]:
    """The three headers of an attempt made at `at_s` (wall clock, seconds); a signature for each
    secret."""
    message, timestamp = message_id(body), str(at_s)
    signed = f"{message}.{timestamp}.".encode() + body
    return {
        "webhook-id": message,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{_sign(secret, signed)}" for secret in secrets),
    }


def _sign(secret: bytes, signed: bytes) -> str:
    return base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
