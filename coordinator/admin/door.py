"""One route for all operations, on loopback only, with a secret that lives as long as the process.

The secret stands in `DATA/server.json`, readable by the owner of the store alone.
"""

from __future__ import annotations

import hmac
import json
import os
from ipaddress import ip_address
from pathlib import Path

from aiohttp import web

from coordinator.casefile.problems import CaseErrors
from coordinator.core.base import Refused
from coordinator.credentials import new_secret
from coordinator.operations import Operations
from coordinator.ports import StorageFull
from wire.codes import Refusal
from wire.errors import WireError

BODY_BYTES_MAX = 5 * 1024 * 1024
SERVER_FILE = "server.json"


class AdminDoor:
    """Runs operations for whoever can read the server file."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations
        self.secret = new_secret()

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/api/v1/admin/{operation}", self._run)]

    def announce(self, data: Path, url: str) -> None:
        """Write the server file; the old one of a killed process is replaced."""
        target = data / SERVER_FILE
        target.unlink(missing_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump({"url": url, "pid": os.getpid(), "token": self.secret}, file)

    @staticmethod
    def withdraw(data: Path) -> None:
        (data / SERVER_FILE).unlink(missing_ok=True)

    async def _run(self, request: web.Request) -> web.Response:
        if not self._may(request):
            return _problem(401, "auth_failed")
        operation = self._operations.by_name.get(request.match_info["operation"])
        if operation is None:
            return _problem(404, "unknown_command")
        try:
            return web.json_response(await operation(**await request.json()))
        except Refused as refused:
            return _problem(409, refused.code.value, **refused.params)
        except WireError as error:
            return _problem(422, error.code.value, detail=error.detail)
        except StorageFull:
            return _problem(503, Refusal.STORAGE_LOW.value)
        except CaseErrors as errors:
            lines = [{"line": e.line, "code": e.code, "words": e.words} for e in errors.errors]
            return _problem(422, "bad_file", errors=lines)
        except (TypeError, ValueError, RecursionError) as error:
            return _problem(422, "bad_message", detail=type(error).__name__)
        except OSError as error:
            return _problem(422, "bad_value", detail=error.strerror or type(error).__name__)

    def _may(self, request: web.Request) -> bool:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        same = hmac.compare_digest(given.encode(), self.secret.encode())
        return same and _is_near(request)


# A proxy on this machine is near, and those behind it are not.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def _is_near(request: web.Request) -> bool:
    """Whether somebody on this machine asks, by loopback or by the machine's own address."""
    if request.transport is None or any(name in request.headers for name in _FORWARDED):
        return False
    peer = request.transport.get_extra_info("peername")
    here = request.transport.get_extra_info("sockname")
    if not (isinstance(peer, tuple) and isinstance(here, tuple)):
        return False
    return ip_address(peer[0]).is_loopback or peer[0] == here[0]


def _problem(status: int, code: str, **params: object) -> web.Response:
    body = {"type": f"urn:diemcau:problem:{code}", "title": code, "status": status, "code": code}
    return web.json_response(
        {**body, **params}, status=status, content_type="application/problem+json"
    )
