"""One link from the upgrade to the close: reads messages, and meets faults as the protocol says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import WSMsgType, web

from coordinator.conductor import Conductor
from coordinator.gateway import greeting, translate
from coordinator.gateway.conversation import Conversation
from coordinator.gateway.fanout import Fanout
from coordinator.gateway.frames import frame_of
from coordinator.gateway.link import Counters, Link
from coordinator.gateway.patience import SLOW_DOWN_MS
from coordinator.gateway.translate import Farewell, Told
from coordinator.hall import Hall
from wire.codec import decode_to_coordinator
from wire.codes import CloseCode, WireCode
from wire.errors import WireError
from wire.limits import FRAME_BYTES_MAX, HELLO_BYTES_MAX
from wire.messages import Hello, ToCoordinator


class Visit:
    """The reader of one link."""

    __slots__ = ("_counters", "_link", "_socket")

    def __init__(self, link: Link, socket: web.WebSocketResponse[bool], counters: Counters) -> None:
        self._link, self._socket, self._counters = link, socket, counters

    async def attend(
        self, hall: Hall, room: Callable[[Conductor], Fanout], hello_timeout_s: float
    ) -> CloseCode:
        """Until the peer goes or is sent away; returns what to close with."""
        try:
            hello = await self._hello(hello_timeout_s)
            if hello is None:
                return CloseCode.NORMAL
            conductor = await self._greet(hello, hall, room)
            witnesses = room(conductor).witnesses
            await self._converse(Conversation(self._link, conductor, witnesses))
        except Farewell as farewell:
            return farewell.code
        return CloseCode.NORMAL

    async def _hello(self, within_s: float) -> Hello | None:
        try:
            async with asyncio.timeout(within_s):
                message = await self._next(HELLO_BYTES_MAX)
        except TimeoutError:
            raise self._parting(WireError(WireCode.NO_HELLO, f"within {within_s} s")) from None
        if message is None or isinstance(message, Hello):
            return message
        raise self._parting(WireError(WireCode.NO_HELLO, f"{message.type}: came first"))

    async def _greet(
        self, hello: Hello, hall: Hall, room: Callable[[Conductor], Fanout]
    ) -> Conductor:
        try:
            conductor = greeting.conductor_of(hall, self._link.grant, hello)
            await greeting.greet(self._link, hello, conductor, room(conductor))
        except WireError as error:
            raise self._parting(error) from None
        self._counters.joined += 1
        return conductor

    async def _converse(self, conversation: Conversation) -> None:
        try:
            while (message := await self._next(FRAME_BYTES_MAX)) is not None:
                try:
                    await conversation.take(message)
                except WireError as error:
                    self._fault(error, _ref(message))
        finally:
            await conversation.finish()

    async def _next(self, limit: int) -> ToCoordinator | None:
        """The next message that can be read; None when the peer has gone."""
        while True:
            frame = await self._socket.receive()
            if frame.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return None
            if not self._may_speak(self._link.heard()):
                continue
            try:
                if frame.type is WSMsgType.BINARY:
                    raise WireError(WireCode.UNSUPPORTED, "binary frame")
                return decode_to_coordinator(frame.data, limit)
            except WireError as error:
                self._fault(error, None)

    def _may_speak(self, now: float) -> bool:
        """Within its budget; told once a second when not, and sent away when that is no use."""
        patience = self._link.patience
        if patience.budget.spend(now):
            return True
        if now >= patience.hush_until:
            patience.hush_until = now + SLOW_DOWN_MS / 1000
            error = WireError(WireCode.SLOW_DOWN, "too many messages")
            self._answer(error, Told(retry_after_ms=SLOW_DOWN_MS))
            if patience.slowed.too_many(now):
                raise Farewell(CloseCode.SLOW_DOWN)
        return False

    def _fault(self, error: WireError, ref: str | None) -> None:
        """Answer a fault; raises Farewell if it was one too many."""
        close = self._answer(error, Told(ref))
        patience, now = self._link.patience, self._link.heard_at
        if error.code is WireCode.BAD_MESSAGE:
            self._counters.bad_messages += 1
            if patience.bad.too_many(now):
                close = CloseCode.BAD_MESSAGES
        elif error.code is WireCode.FORBIDDEN and patience.forbidden.too_many(now):
            close = CloseCode.FORBIDDEN
        if close is not None:
            raise Farewell(close)

    def _parting(self, error: WireError) -> Farewell:
        """Answer a fault of the hello, after which there is no link."""
        return Farewell(self._answer(error, Told()) or CloseCode.FORBIDDEN)

    def _answer(self, error: WireError, told: Told) -> CloseCode | None:
        frame, close = translate.answer_to(error, told)
        self._link.send(frame_of(frame))
        return close


def _ref(message: ToCoordinator) -> str | None:
    """What an answer names: the intent, or else the site."""
    return getattr(message, "intent", None) or getattr(message, "site", None)
