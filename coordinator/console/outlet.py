"""One page's WebSocket: a slot per kind of frame, newest wins, so that a slow page delays nobody.

Whoever has news puts it into the slots and goes on; one task writes what is newest when the page
can take it. The other way come the clock exchange and hands on the list. The grant is checked
again and again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import structlog
from aiohttp import WSMsgType, web
from pydantic import TypeAdapter, ValidationError

from coordinator.console.answers import AliveFrame, ClockFrame, ErrorFrame, encode
from coordinator.console.headers import dress
from coordinator.console.meters import Meters
from coordinator.console.paces import Bucket, Strikes
from coordinator.console.people import Asker, Guests, Proof
from coordinator.console.stream_words import ClockQuestion, FromPage, HandWord
from wire.codes import CloseCode, WireCode
from wire.limits import BAD_MESSAGES_PER_MINUTE_MAX

MESSAGE_BYTES_MAX = 4_096
MESSAGES_PER_S, MESSAGES_BURST = 10, 20
PING_S = 20.0
WRITE_S_MAX = 10.0
CLOSE_S_MAX = 2.0


_FROM_PAGE: TypeAdapter[ClockQuestion | HandWord] = TypeAdapter(FromPage)

log = structlog.get_logger()


class Outlet:
    """`now` is session time; `heard` is called for every word of the page, `held` with the entry
    of the list that it has its hand on, where anybody wants to know."""

    def __init__(
        self, asker: Asker, guests: Guests, meters: Meters, now: Callable[[], int]
    ) -> None:
        self.asker = asker
        self.heard: Callable[[], None] = lambda: None
        self.held: Callable[[str | None], None] | None = None
        self._guests, self._meters, self._now = guests, meters, now
        self._slots: dict[str, bytes] = {}
        self._stirred = asyncio.Event()
        self._doubted = asyncio.Event()
        self._socket = web.WebSocketResponse(
            timeout=CLOSE_S_MAX, heartbeat=PING_S, compress=False, max_msg_size=MESSAGE_BYTES_MAX
        )
        self._closing: asyncio.Task[bool] | None = None
        self._bad = Strikes(BAD_MESSAGES_PER_MINUTE_MAX, 60.0)
        self._pace = Bucket(MESSAGES_PER_S, MESSAGES_BURST)

    def offer(self, kind: str, frame: bytes) -> None:
        """The newest frame of a kind; one that was not written yet is dropped."""
        self._slots[kind] = frame
        self._stirred.set()

    def alive(self, at: int) -> None:
        self.offer("alive", encode(AliveFrame("alive", at)))

    def doubt(self) -> None:
        """Check the grant now."""
        self._doubted.set()

    def moved(self, before: str, after: str) -> None:
        """The browser signed in once more, and its cookie has a new value."""
        if self.asker.proof == Proof("cookie", before):
            self.asker = replace(self.asker, proof=Proof("cookie", after))

    async def close(self, code: CloseCode) -> None:
        """Say why and close. A task of its own, so that `serve` can wait for it: the reader ends
        with the first word of a closing, and the reason must still be written then."""
        if self._closing is None:
            reason = code.name.lower().encode()
            self._closing = asyncio.create_task(self._socket.close(code=code, message=reason))
        await asyncio.shield(self._closing)

    async def serve(self, request: web.Request, check_s: float) -> web.StreamResponse:
        """Until the page leaves, the grant ends or the console closes."""
        dress(self._socket)
        await self._socket.prepare(request)
        helpers = [
            asyncio.create_task(self._write(request), name="page writer"),
            asyncio.create_task(self._check(check_s), name="page grant"),
        ]
        try:
            self.heard()
            await self._read()
        finally:
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)
            if self._closing is not None:
                await self._closing
        return self._socket

    async def _write(self, request: web.Request) -> None:
        try:
            while True:
                await self._stirred.wait()
                self._stirred.clear()
                slots, self._slots = self._slots, {}
                for kind, frame in slots.items():
                    async with asyncio.timeout(WRITE_S_MAX):
                        await self._socket.send_frame(frame, WSMsgType.TEXT)
                    self._meters.frames.labels(kind).inc()
        except (TimeoutError, ConnectionError):
            if request.transport is not None:  # a page that takes nothing for so long is gone
                request.transport.abort()

    async def _check(self, every_s: float) -> None:
        while True:
            try:
                async with asyncio.timeout(every_s):
                    await self._doubted.wait()
            except TimeoutError:
                pass
            self._doubted.clear()
            asked_as = self.asker
            try:
                holds = await self._guests.still(asked_as)
            except Exception as error:  # who cannot be checked is not let stay
                log.error("grant not checked", error=type(error).__name__)
                await self.close(CloseCode.GOING_AWAY)
                return
            if not holds and self.asker is asked_as:
                await self.close(CloseCode.AUTH_FAILED)
                return

    async def _read(self) -> None:
        async for message in self._socket:
            came_at = self._now()
            if not self._pace.take(""):
                await self.close(CloseCode.SLOW_DOWN)
            elif message.type is not WSMsgType.TEXT:
                await self._bad_message(WireCode.UNSUPPORTED, "text frames only")
            else:
                await self._take(message.data, came_at)

    async def _take(self, text: str, came_at: int) -> None:
        try:
            word = _FROM_PAGE.validate_json(text)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in fault["loc"])
            await self._bad_message(WireCode.BAD_MESSAGE, f"{where or 'frame'}: {fault['type']}")
            return
        self.heard()
        if isinstance(word, ClockQuestion):
            await self._send(encode(ClockFrame("clock", word.t0, came_at, self._now())))
        elif self.held is not None:
            self.held(word.entry)
        else:
            await self._bad_message(WireCode.UNSUPPORTED, "hand: on the host's stream only")

    async def _bad_message(self, code: WireCode, detail: str) -> None:
        if self._bad.wait_s(""):
            await self.close(CloseCode.BAD_MESSAGES)
            return
        self._bad.strike("")
        await self._send(encode(ErrorFrame("error", code.value, detail)))

    async def _send(self, frame: bytes) -> None:
        if not self._socket.closed:
            with suppress(ConnectionError):  # the reader ends by itself
                await self._socket.send_frame(frame, WSMsgType.TEXT)


class Throttle:
    """Says when something that happens often may be shown: at once, then every `every_s`."""

    def __init__(self, every_s: float, show: Callable[[], None]) -> None:
        self._every_s, self._show = every_s, show
        self._shown = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def stir(self) -> None:
        """Something is to be shown, now or when its time has come."""
        if self._timer is None:
            wait_s = max(0.0, self._shown + self._every_s - time.monotonic())
            self._timer = asyncio.get_running_loop().call_later(wait_s, self._fire)

    def shown(self) -> None:
        """It was shown just now by another way; what was to come is not needed."""
        self._shown = time.monotonic()
        self.cancel()

    def cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _fire(self) -> None:
        self._timer = None
        self._shown = time.monotonic()
        self._show()
