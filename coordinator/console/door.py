"""The people's door: one object that serves pages, their streams, and the API."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CollectorRegistry

from coordinator.conductor import Conductor
from coordinator.console.codes import Codes
from coordinator.console.desk import ConsoleSettings, Desk, Reports, Visit, conductor_of
from coordinator.console.directories import Directories
from coordinator.console.headers import on_prepare, secure
from coordinator.console.meters import Meters
from coordinator.console.names_read import NamesRead
from coordinator.console.paces import Bucket, Strikes
from coordinator.console.people import Guests, is_near
from coordinator.console.route import Open, Route
from coordinator.console.site_pages import SitePages
from coordinator.console.stream import Broadcast
from coordinator.console.table import ROUTES
from coordinator.core.base import Refused
from coordinator.credentials import Credentials
from coordinator.evidence.office import Evidence
from coordinator.hall import Hall
from coordinator.handouts import Handouts
from coordinator.orders import Press
from coordinator.ports import Journal
from coordinator.standing import StandingBook
from wire.codes import Refusal

OK = 200

__all__ = ["Console", "ConsoleSettings", "on_prepare", "secure"]


class Console:
    """`reports` makes the documents, `handouts` keeps who took which; `registry` takes the meters
    of this door; without `evidence` nothing is signed."""

    def __init__(
        self,
        hall: Hall,
        credentials: Credentials,
        journal: Journal,
        settings: ConsoleSettings,
        registry: CollectorRegistry | None = None,
        *,
        reports: Reports,
        handouts: Handouts,
        evidence: Evidence | None = None,
        press: Press | None = None,
        standing: StandingBook | None = None,
    ) -> None:
        self.meters = Meters(registry or CollectorRegistry())
        self._desk = Desk(
            hall=hall,
            journal=journal,
            settings=settings,
            guests=Guests(credentials, settings.public_origins),
            meters=self.meters,
            reports=reports,
            handouts=handouts,
            sign_in_failures=Strikes(settings.sign_in_failures_per_min, 60.0),
            command_pace=Bucket(settings.commands_per_s, settings.commands_burst),
            routes=ROUTES,
            evidence=evidence,
            press=press,
            standing=standing,
        )
        self._names_read = NamesRead()
        for conductor in hall:
            self.adopt(conductor)

    @property
    def streams(self) -> int:
        """How many pages are connected."""
        return self._desk.streams

    def adopt(self, conductor: Conductor) -> None:
        """Watch a session's commits; doing it twice is harmless."""
        if conductor.id in self._desk.broadcasts:
            return
        broadcast = Broadcast(conductor, self._desk.meters)
        pages = SitePages(conductor, self._desk.meters)
        self._desk.broadcasts[conductor.id] = broadcast
        self._desk.pages[conductor.id] = pages
        directories = Directories(conductor)
        self._desk.directories[conductor.id] = directories
        codes = self._desk.codes[conductor.id] = Codes(conductor)
        conductor.listeners.extend((broadcast, pages, directories, codes, self._desk.surveys))

    def revoked(self, grant: str | None = None) -> None:
        """A grant was revoked: its streams are closed as soon as that was looked up."""
        self._desk.check_grants(grant)

    def routes(self) -> list[web.RouteDef]:
        """For `Application.add_routes`; `headers.secure` must be among its middlewares."""
        return [_route_def(route, self._bind(route)) for route in ROUTES]

    async def close(self) -> None:
        """Say goodbye to every page."""
        desk = self._desk
        await asyncio.gather(*(one.close() for one in desk.broadcasts.values()))
        await asyncio.gather(*(one.close() for one in desk.pages.values()))

    def _bind(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answer(request: web.Request) -> web.StreamResponse:
            visit = await self._admit(route, request)
            answered = await route.handler(visit)
            if answered.status == OK:
                self._names_read.note(route, visit, self._desk.now())
            return answered

        return answer

    async def _admit(self, route: Route, request: web.Request) -> Visit:
        """Let in whom the table lets in. Raises WireError(auth_failed), Refused."""
        visit = Visit(self._desk, request)
        if route.may is Open.EVERYONE:
            return visit
        if route.may is Open.NEAR:
            if not (self._desk.settings.metrics_everywhere or is_near(request)):
                raise Refused(Refusal.FORBIDDEN)
            return visit
        visit.asker = await self._desk.guests.admit(request, route.roles, upgrade=route.upgrades)
        if "session" in request.match_info:
            visit.session = conductor_of(self._desk.hall, request.match_info["session"])
        return visit


def _route_def(
    route: Route, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.RouteDef:
    if route.method == "POST":
        return web.post(route.path, handler)
    if route.method == "DELETE":
        return web.delete(route.path, handler)
    return web.get(route.path, handler, allow_head=not route.upgrades)
