"""Refusals before the upgrade, as RFC 9457 problems; one text for all causes of a failed secret."""

from __future__ import annotations

import json

from aiohttp import web

from wire.codes import Refusal, WireCode

RETRY_AFTER_S = 5


class TurnedAway(Exception):
    """The request is not let in; `status` and `code` are what it is told."""

    def __init__(self, status: int, code: WireCode | Refusal, title: str) -> None:
        super().__init__(title)
        self.status, self.code, self.title = status, code, title

    def response(self) -> web.Response:
        """The problem document."""
        body = {
            "type": f"urn:diemcau:problem:{self.code.value}",
            "title": self.title,
            "status": self.status,
            "code": self.code.value,
        }
        headers = {"Retry-After": str(RETRY_AFTER_S)} if self.status == 503 else {}
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return web.Response(
            status=self.status,
            body=json.dumps(body).encode(),
            content_type="application/problem+json",
            headers=headers,
        )


def not_a_site() -> TurnedAway:
    return TurnedAway(403, WireCode.FORBIDDEN, "This door is for the agents of sites")


def not_known() -> TurnedAway:
    return TurnedAway(401, WireCode.AUTH_FAILED, "The secret is not known here")


def not_a_socket() -> TurnedAway:
    return TurnedAway(400, WireCode.BAD_MESSAGE, "A WebSocket request is expected")


def no_room() -> TurnedAway:
    return TurnedAway(503, Refusal.BUSY, "No room for more links now")
