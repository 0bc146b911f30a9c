"""Signatures, checked by the package of the Standard Webhooks specification."""

from __future__ import annotations

import time

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from coordinator.showcontrol.signing import headers, message_id

SECRET, OTHER = bytes(range(32)), b"x" * 24
BODY = b'{"type":"point.called","data":{"site":"64"}}'


def now() -> int:
    return int(time.time())


def test_another_program_verifies_it() -> None:
    signed = headers(BODY, now(), [SECRET])
    assert Webhook(SECRET).verify(BODY, signed)["type"] == "point.called"


def test_while_a_secret_is_changed_both_receivers_verify_it() -> None:
    signed = headers(BODY, now(), [OTHER, SECRET])
    for secret in (SECRET, OTHER):
        Webhook(secret).verify(BODY, signed)


@pytest.mark.parametrize("spoiled", ["body", "secret", "time"])
def test_what_was_changed_or_is_old_is_not_verified(spoiled: str) -> None:
    signed = headers(BODY, now() - (600 if spoiled == "time" else 0), [SECRET])
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER if spoiled == "secret" else SECRET).verify(
            BODY + b" " if spoiled == "body" else BODY, signed
        )


def test_the_id_is_the_events_own_whenever_it_is_sent() -> None:
    first, again = headers(BODY, 1, [SECRET]), headers(BODY, 2, [SECRET])
    assert first["webhook-id"] == again["webhook-id"] == message_id(BODY)
    assert first["webhook-signature"] != again["webhook-signature"]
    assert message_id(BODY) != message_id(BODY + b" ")
