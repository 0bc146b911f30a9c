"""Buttons over OSC: a datagram is an act, by the right of the token in it, once for each key.

What comes is only queued; one task takes it, so that a flood costs one look-up at a time and no
memory. Whoever has no right changes nothing and gets no answer; of others, the outcome is told to
the address that asked. UDP is not encrypted: this listener is off unless it is asked for, and
listens on this machine alone unless it is told otherwise.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable

import structlog

from coordinator.conductor import Answer, Conductor, Submission
from coordinator.core.base import Asked, Outcome
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.credentials import Credentials, actor_of
from coordinator.hall import Hall
from coordinator.ports import Grant, JournalUnavailable
from coordinator.showcontrol import osc
from coordinator.showcontrol.osc import Press, Refresh
from coordinator.showcontrol.seldom import Seldom
from coordinator.showcontrol.settings import Address
from coordinator.views.acts import Act, Resolved, press
from wire.vocabulary import ID_PATTERN, Role, SessionId

WAITING_MAX = 64
# What each of them may do is for the rules of the meeting to say.
ACTORS = frozenset((Role.HOST, Role.SECRETARY, Role.OPERATOR))
ACCEPTED, NOT_UNDERSTOOD = "accepted", "not_understood"

log = structlog.get_logger()


class OscIn(asyncio.DatagramProtocol):
    """`refresh` is called when somebody wants the whole state of a session."""

    def __init__(
        self, hall: Hall, credentials: Credentials, refresh: Callable[[SessionId], None]
    ) -> None:
        self._hall, self._credentials, self._refresh = hall, credentials, refresh
        self._waiting: asyncio.Queue[tuple[Press | Refresh, Address]] = asyncio.Queue(WAITING_MAX)
        self._transport: asyncio.DatagramTransport | None = None
        self._seldom = Seldom()

    async def open(self, bound: socket.socket) -> None:
        """Listen on a bound socket, which is ours from now on."""
        bound.setblocking(False)
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=bound)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        asked = osc.read(data)
        if asked is None:
            self._seldom.warn("osc not understood", remote=addr[0])
            return
        try:
            self._waiting.put_nowait((asked, Address(*addr[:2])))
        except asyncio.QueueFull:
            self._seldom.warn("osc too busy", remote=addr[0])

    async def run(self) -> None:
        """Take what comes, one after another, until cancelled."""
        while True:
            asked, sender = await self._waiting.get()
            conductor = self._hall.get(asked.session)
            if conductor is None:
                self._seldom.warn("osc for no session", remote=sender.host)
            elif isinstance(asked, Refresh):
                self._refresh(conductor.id)
            else:
                await self._press(conductor, asked, sender)

    async def _press(self, conductor: Conductor, asked: Press, sender: Address) -> None:
        try:
            grant = await self._granted(conductor.id, asked.token)
            if grant is None:
                self._seldom.warn("osc without a right", remote=sender.host)
                return
            said, duplicate = await self._outcome(conductor, asked, grant)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            return  # the session ended under us: what became of it is known after the restart
        except JournalUnavailable:
            return
        except Exception as error:
            log.error("osc failed", error=type(error).__name__)
            return
        log.info("osc act", session=conductor.id, act=asked.act, by=grant.id, outcome=said)
        self._answer(asked, sender, said, duplicate)

    async def _granted(self, session: SessionId, token: str) -> Grant | None:
        """The grant of somebody who acts in this session, or None."""
        grant = await self._credentials.bearer(token)
        if grant is None or grant.role not in ACTORS or grant.session not in (None, session):
            return None
        return grant

    async def _outcome(self, conductor: Conductor, asked: Press, grant: Grant) -> tuple[str, bool]:
        """What came of it in one word, and whether that had been so before."""
        if asked.act not in set(Act) or not re.fullmatch(ID_PATTERN, asked.key):
            return NOT_UNDERSTOOD, False

        def look(session: Session, people: People) -> Outcome | Resolved:
            return press(session, Act(asked.act), asked.key)

        found = await conductor.ask(look)
        if isinstance(found, Resolved):
            by = Asked(found.command, actor_of(grant), asked.key, found.floor_rev)
            answer = await conductor.submit(Submission(by, privileged=True))
        else:
            answer = Answer(found, duplicate=True)
        code = answer.outcome.code
        return (code.value if code else ACCEPTED), answer.duplicate

    def _answer(self, asked: Press, sender: Address, said: str, duplicate: bool) -> None:
        """`/diemcau/SESSION/acts/ACT/outcome key code duplicate`, to whoever had the right."""
        address = f"/{osc.ROOT}/{asked.session}/acts/{asked.act}/outcome"
        if self._transport is not None and not self._transport.is_closing():
            self._transport.sendto(osc.message(address, asked.key, said, duplicate), sender)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()
