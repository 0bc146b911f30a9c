"""A click whose coordinator dies before, within or after it."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tests.support.planted import AFTER_JOURNAL, BEFORE_COMMIT, BEFORE_JOURNAL
from tests.support.warm import Warm

PATIENCE_S = 10.0


class Moment(StrEnum):
    """Where the kill falls. The program is paused with the click in its socket, unread; ends itself
    before it writes, before it commits, after it committed; is killed at whatever it is doing; or
    after the answer has come."""

    UNREAD = "unread"
    BEFORE_JOURNAL = BEFORE_JOURNAL
    BEFORE_COMMIT = BEFORE_COMMIT
    AFTER_JOURNAL = AFTER_JOURNAL
    ANY = "any"
    ANSWERED = "answered"


TRAPS = (Moment.BEFORE_JOURNAL, Moment.BEFORE_COMMIT, Moment.AFTER_JOURNAL)
# Whether the click was carried out, where the moment alone decides it.
CARRIED_OUT = {
    Moment.UNREAD: False,
    Moment.BEFORE_JOURNAL: False,
    Moment.BEFORE_COMMIT: False,
    Moment.AFTER_JOURNAL: True,
    Moment.ANSWERED: True,
}


@dataclass(frozen=True)
class Scripted:
    """A kill to come: its moment, and for `any` how long after the click, s."""

    moment: Moment
    after_s: float


def struck(warm: Warm, blow: Scripted, click: Callable[[], Any], seen: Callable[[], Any]) -> None:
    """Click, and kill at that moment. `seen` returns when the click has its answer, or when it can
    have none any more; the program is dead afterwards."""
    if blow.moment is Moment.UNREAD:
        warm.signal(signal.SIGSTOP)
    if blow.moment in TRAPS:
        warm.trap(blow.moment)
    click()
    if blow.moment is Moment.ANY:
        threading.Event().wait(blow.after_s)
    elif blow.moment is not Moment.UNREAD:
        seen()
    warm.kill()


class Line:
    """One connection with one request on it; the answer is read when it is wanted."""

    def __init__(self, port: int, path: str, token: str, body: dict[str, Any]) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
        self._path, self._token, self._body = path, token, json.dumps(body).encode()
        self.answer: dict[str, Any] | None = None

    def send(self) -> None:
        """Returns when all of it is on its way."""
        head = (
            f"POST {self._path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {self._token}\r\nContent-Length: {len(self._body)}\r\n\r\n"
        )
        self._socket.sendall(head.encode() + self._body)

    def receive(self) -> None:
        """The answer; None when the line breaks without a whole one."""
        if self.answer is not None:
            return
        try:
            response = http.client.HTTPResponse(self._socket)
            response.begin()
            self.answer = json.loads(response.read())
        except (OSError, http.client.HTTPException):
            self.answer = None

    def close(self) -> None:
        self._socket.close()
