"""Who may come in, and how all are sent home: `GET /agent/v1`, upgraded to a WebSocket.

A request that fails changes nothing of the site it names. Neither names nor secrets are logged.
"""

from __future__ import annotations

import asyncio

import structlog
from aiohttp import web

from coordinator.conductor import Conductor
from coordinator.credentials import Credentials
from coordinator.evidence.office import Evidence
from coordinator.gateway import problems, translate
from coordinator.gateway.fanout import Fanout
from coordinator.gateway.frames import frame_of
from coordinator.gateway.link import Counters, Link
from coordinator.gateway.settings import GatewaySettings, reconnect_window_ms
from coordinator.gateway.visit import Visit
from coordinator.gateway.witnessing import Witnesses
from coordinator.hall import Hall
from coordinator.ports import Grant
from wire.codes import CloseCode, WireCode
from wire.errors import WireError
from wire.limits import FRAME_BYTES_MAX
from wire.messages import Goodbye
from wire.vocabulary import Role, SessionId

PATH = "/agent/v1"

log = structlog.get_logger()


class Gateway:
    """The agents' door. It learns of a session by `adopt`, before the first of its agents."""

    def __init__(
        self,
        hall: Hall,
        credentials: Credentials,
        settings: GatewaySettings | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        self._hall, self._credentials, self._evidence = hall, credentials, evidence
        self._settings = settings or GatewaySettings()
        self.counters = Counters()
        self._rooms: dict[SessionId, Fanout] = {}
        self._links: set[Link] = set()
        self._sweeper: asyncio.Task[None] | None = None
        self._is_closing = False
        self._is_in_doubt = False

    @property
    def links(self) -> int:
        """Links that were welcomed and are open."""
        return sum(room.links for room in self._rooms.values())

    @property
    def joined(self) -> int:
        """Links that were welcomed since the start."""
        return self.counters.joined

    def adopt(self, conductor: Conductor) -> Fanout:
        """Let the agents of a session in; asked again, it is the same. Needs a running loop."""
        room = self._rooms.get(conductor.id)
        if room is None:
            witnesses = self._witnesses(conductor)
            room = Fanout(conductor, self._settings.own_every_s, witnesses)
            self._rooms[conductor.id] = room
        if self._sweeper is None:
            self._sweeper = asyncio.get_running_loop().create_task(self._sweep(), name="sweep")
        return room

    def _witnesses(self, conductor: Conductor) -> Witnesses | None:
        notary = self._evidence.of(conductor.id) if self._evidence is not None else None
        return Witnesses(notary, self._settings.witness_every_s) if notary is not None else None

    def revoked(self) -> None:
        """A credential was revoked: its links end with the next sweep."""
        self._is_in_doubt = True

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self._enter)]

    async def close(self) -> None:
        """Say goodbye to everyone, with the time over which to come back; take nobody in."""
        self._is_closing = True
        if self._sweeper is not None:
            self._sweeper.cancel()
            await asyncio.gather(self._sweeper, return_exceptions=True)
        for room in self._rooms.values():
            await room.close()
        links = list(self._links)
        window_ms = reconnect_window_ms(len(links))
        goodbye = frame_of(Goodbye(type="goodbye", reconnect_window_ms=window_ms))
        for link in links:
            link.send(goodbye)
        await asyncio.gather(*(link.close(CloseCode.GOING_AWAY) for link in links))

    # --- one request ----------------------------------------------------------------------------

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(
            compress=False, max_msg_size=FRAME_BYTES_MAX + 1, decode_text=False
        )
        try:
            grant = await self._authenticate(request)
            if not socket.can_prepare(request):
                raise problems.not_a_socket()
        except problems.TurnedAway as turned:
            self.counters.refused += 1
            return turned.response()
        await socket.prepare(request)
        if request.transport is not None:
            link = Link(socket, request.transport, grant, self._settings, self.counters)
            await self._host(link, Visit(link, socket, self.counters))
        return socket

    async def _authenticate(self, request: web.Request) -> Grant:
        """The credential of a request. Raises TurnedAway."""
        if "Cookie" in request.headers or "Origin" in request.headers:
            raise problems.not_a_site()
        if self._is_closing:
            raise problems.no_room()
        if self._sweeper is not None and self._sweeper.done():
            self._sweeper.result()  # it never ends by itself: let its failure be seen
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        grant = await self._credentials.bearer(secret) if scheme.lower() == "bearer" else None
        if grant is None:
            raise problems.not_known()
        if grant.role is not Role.SITE or grant.session is None:
            raise problems.not_a_site()
        if len(self._links) >= self._settings.links_max:
            raise problems.no_room()
        return grant

    async def _host(self, link: Link, visit: Visit) -> None:
        """One link; whatever happens, it is closed and forgotten at the end."""
        code = CloseCode.INTERNAL
        self._links.add(link)
        try:
            code = await visit.attend(self._hall, self.adopt, self._settings.hello_timeout_s)
        finally:
            self._links.discard(link)
            for room in self._rooms.values():
                room.leave(link)
            if code not in (CloseCode.NORMAL, CloseCode.GOING_AWAY):
                log.info("link closed", grant=link.grant.id, close=code.name)
            await link.close(code)

    # --- from time to time ----------------------------------------------------------------------

    async def _sweep(self) -> None:
        """Close the links that are silent, cut those that do not read, end those revoked."""
        loop = asyncio.get_running_loop()
        swept_at = checked_at = loop.time()
        while True:
            await asyncio.sleep(self._settings.sweep_s)
            now = loop.time()
            stalled = now - swept_at > self._settings.sweep_s + self._settings.stall_s
            swept_at = now
            if stalled:
                continue  # we were away, not they: let the sockets be read first
            self._end_lost(now)
            if self._is_in_doubt or now - checked_at >= self._settings.recheck_s:
                checked_at, self._is_in_doubt = now, False
                await self._end_revoked()

    def _end_lost(self, now: float) -> None:
        for link in list(self._links):
            if link.is_stuck(now):
                link.cut()
            elif link.is_silent(now):
                link.end(CloseCode.TIMEOUT)

    async def _end_revoked(self) -> None:
        for session in list(self._rooms):
            standing = await self._credentials.standing(session)
            error, code = translate.answer_to(WireError(WireCode.AUTH_FAILED, "revoked"))
            for link in list(self._links):
                if link.grant.session == session and link.grant.id not in standing:
                    link.send(frame_of(error))
                    link.end(code or CloseCode.AUTH_FAILED)
