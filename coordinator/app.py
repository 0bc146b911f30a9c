"""The composition root: builds everything, runs it as one group of tasks, and stops it in order.

Only this module knows every part. The shutdown order is one visible list in `Coordinator.close`.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable

import structlog
from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge

from coordinator.admin.door import AdminDoor
from coordinator.bundle import find_bundle
from coordinator.conductor import Conductor
from coordinator.config import Settings
from coordinator.console.door import Console, ConsoleSettings
from coordinator.console.headers import on_prepare, secure
from coordinator.gateway.door import Gateway
from coordinator.gateway.settings import GatewaySettings
from coordinator.house import House
from coordinator.operations import Operations
from coordinator.press.door import PressRoom
from coordinator.reports import csv as reports
from coordinator.reports.keeper import OrderKeeper
from coordinator.runtime import Collector, Gauges, measure_lag, raise_file_limit
from coordinator.showcontrol.door import ShowControl
from coordinator.showcontrol.settings import Address, Hook, ShowSettings
from coordinator.targets import LOOPBACK, code_index, host_port
from wire.vocabulary import SiteId

BACKLOG = 4096
SHUTDOWN_S = 2.0
REPORTS_FOLDER = "reports"
# Whoever connects and sends no whole request is shown out; a little longer than the minute for
# which proxies keep their idle connections, so that none is closed under a request.
IDLE_S = 75.0

log = structlog.get_logger()


class Coordinator:
    """One process: an open house, its doors, and a server on one port."""

    def __init__(self, settings: Settings, house: House) -> None:
        self.settings, self.house = settings, house
        self.operations = Operations(house)
        self.operations.revoked = self._revoked
        self.gauges = Gauges()
        self.metrics = CollectorRegistry()
        self.gateway = Gateway(
            house.hall, house.credentials, self._gateway_settings(), house.evidence
        )
        self.press = PressRoom(
            house.hall, house.credentials, house.clock, settings.data / REPORTS_FOLDER
        )
        self.console = Console(
            house.hall,
            house.credentials,
            house.store,
            self._console_settings(),
            self.metrics,
            reports=reports,
            handouts=house.handouts,
            evidence=house.evidence,
            press=self.press,
            standing=house.standing,
        )
        self.show_control = ShowControl(
            house.hall, house.credentials, house.store, show_settings(settings), settings.data
        )
        self.orders = OrderKeeper(settings.order_dir) if settings.order_dir else None
        self.admin = AdminDoor(self.operations)
        self.collector = Collector(self.gauges, lambda: self.gateway.joined)
        self.url = ""
        self._background: list[asyncio.Task[None]] = []
        self._runner: web.AppRunner | None = None
        self._export_gauges()

    def _gateway_settings(self) -> GatewaySettings:
        return GatewaySettings(links_max=self.settings.connections_max or raise_file_limit())

    def _console_settings(self) -> ConsoleSettings:
        return ConsoleSettings(
            public_origins=self.settings.public_origins,
            secure_cookies=self.settings.secure_cookies,
            metrics_everywhere=self.settings.metrics_everywhere,
            bundle=find_bundle(),
        )

    def _revoked(self, grant: str) -> None:
        """Whoever came in with this credential is shown out now, not at the next check."""
        self.console.revoked(grant)
        self.gateway.revoked()

    def adopt(self, conductor: Conductor) -> None:
        """Let the doors see a session's commits."""
        self.gateway.adopt(conductor)
        self.console.adopt(conductor)
        self.show_control.adopt(conductor)
        self.press.adopt(conductor)
        if self.orders is not None:
            self.orders.adopt(conductor)

    async def run(
        self, tasks: asyncio.TaskGroup, port: socket.socket, buttons: socket.socket | None = None
    ) -> None:
        """Start the sessions and the measurements as tasks of the group, then take visitors."""
        for conductor in self.house.hall:
            self.adopt(conductor)
        self.house.opened = self.adopt
        await self.house.run(tasks, self.settings.alive_mark_s)
        await self.show_control.start(tasks, buttons)
        self.collector.start()
        self.collector.freeze()
        self._background = [
            tasks.create_task(self.collector.run(), name="collector"),
            tasks.create_task(measure_lag(self.gauges), name="loop lag"),
        ]
        if self.orders is not None:
            self._background.append(tasks.create_task(self.orders.run(), name="orders"))
        await self.press.open()
        await self._listen(port)

    async def _listen(self, port: socket.socket) -> None:
        app = web.Application(middlewares=[secure], client_max_size=6 * 1024 * 1024)
        app.on_response_prepare.append(on_prepare)
        app.add_routes(self.admin.routes())
        app.add_routes(self.gateway.routes())
        app.add_routes(self.console.routes())
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=SHUTDOWN_S, keepalive_timeout=IDLE_S
        )
        await self._runner.setup()
        await web.SockSite(self._runner, port, backlog=BACKLOG).start()
        self.url = self.press.url = address(self.settings.host, port.getsockname()[1])
        self.admin.announce(self.settings.data, self.url)

    async def close(self) -> None:
        """Say goodbye, close the pages, close the port, stop the sessions, close the store."""
        await self.gateway.close()
        await self.press.close()
        await self.console.close()
        if self._runner is not None:
            await self._runner.cleanup()
        await self.show_control.close()
        self.collector.stop()
        for task in self._background:
            task.cancel()
        self.admin.withdraw(self.settings.data)
        await self.house.close()

    def _export_gauges(self) -> None:
        for name, words, read in (
            ("diemcau_loop_lag_ms", "Loop lag, ms.", lambda: self.gauges.loop_lag_ms),
            ("diemcau_loop_lag_ms_max", "Largest loop lag, ms.", self._lag_max),
            ("diemcau_gc_pause_ms_max", "Longest pause, ms.", lambda: self.gauges.gc_pause_ms_max),
            ("diemcau_gc_freeze_ms_max", "Longest freeze.", lambda: self.gauges.freeze_ms_max),
            ("diemcau_gc_collections", "Collections.", lambda: self.gauges.gc_collections),
            ("diemcau_links", "Links of agents.", lambda: self.gateway.links),
            ("diemcau_links_joined", "Links since the start.", lambda: self.gateway.joined),
            ("diemcau_webhooks_behind", "Events still to be told.", self._webhooks_behind),
        ):
            Gauge(name, words, registry=self.metrics).set_function(read)

    def _lag_max(self) -> float:
        return self.gauges.loop_lag_ms_max

    def _webhooks_behind(self) -> int:
        return self.show_control.webhooks_behind


def show_settings(settings: Settings) -> ShowSettings:
    """What is configured of show control; the settings have been checked."""

    def all_of(texts: tuple[str, ...]) -> tuple[Address, ...]:
        return tuple(Address(*host_port(text)) for text in texts)

    secrets = settings.hook_secrets() if settings.webhooks else []
    return ShowSettings(
        osc_to=all_of(settings.osc_to),
        tsl5_udp_to=all_of(settings.tsl5_to),
        tsl5_tcp_to=all_of(settings.tsl5_tcp_to),
        tsl3_to=all_of(settings.tsl3_to),
        tsl_index={SiteId(code): index for code, index in map(code_index, settings.tsl_index)},
        hooks=tuple(Hook(*pair) for pair in zip(settings.webhooks, secrets, strict=True)),
    )


def address(host: str, port: int) -> str:
    """Where this machine finds the server. Who listens everywhere listens on loopback, too."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
    return f"http://[{near}]:{port}" if ":" in near else f"http://{near}:{port}"


def take_port(host: str, port: int) -> socket.socket:
    """Bind before anything else is touched. Raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two processes share the port
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound


def take_buttons(settings: Settings) -> socket.socket | None:
    """Where buttons are taken over OSC, bound; None when they are not. Raises OSError that names
    the address."""
    if settings.osc_listen is None:
        return None
    address = host_port(settings.osc_listen, LOOPBACK)
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_DGRAM)
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        where = f"OSC {settings.osc_listen}"
        raise OSError(error.errno, error.strerror or str(error), where) from None
    return bound


@contextlib.asynccontextmanager
async def coordinator(settings: Settings) -> AsyncIterator[Coordinator]:
    """An open coordinator whose port listens; closed in order at the end.

    Raises OSError (port in use), StoreLocked, JournalUnavailable."""
    with contextlib.ExitStack() as taken:
        port = taken.enter_context(take_port(settings.host, settings.port))
        buttons = take_buttons(settings)
        if buttons is not None:
            taken.enter_context(buttons)
        house = await House.open(settings.data, ballast_mib=settings.ballast_mib)
        taken.pop_all()
    async with asyncio.TaskGroup() as tasks:
        one = Coordinator(settings, house)
        try:
            await one.run(tasks, port, buttons)
            yield one
        finally:
            await one.close()


async def serve(settings: Settings, started: Callable[[Coordinator], None]) -> signal.Signals:
    """Run until SIGINT or SIGTERM; returns which."""
    fits = raise_file_limit()
    async with coordinator(settings) as one:
        log.info("listening", url=one.url, sessions=len(one.house.hall), connections_max=fits)
        told = told_to_stop()
        started(one)
        return await told


def told_to_stop() -> asyncio.Future[signal.Signals]:
    """From now on SIGINT and SIGTERM are listened to, on every system; gives which came first.

    To be called before it is said that the program runs: who reads that may stop it at once, and a
    shell that starts it in the background has it ignore SIGINT until then."""
    loop = asyncio.get_running_loop()
    told: asyncio.Future[signal.Signals] = loop.create_future()

    def tell(number: signal.Signals) -> None:
        if not told.done():
            told.set_result(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, tell, number)
        except NotImplementedError:  # Windows has handlers of the process only
            signal.signal(
                number,
                lambda came, _: loop.call_soon_threadsafe(tell, signal.Signals(came)),
            )
    return told
