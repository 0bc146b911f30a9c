"""A meeting of a few points behind a real door on loopback, and agents that talk to it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from coordinator.clock import SessionClock
from coordinator.conductor import Answer, Conductor, Submission
from coordinator.core import meeting as heart
from coordinator.core.attendance.events import RosterSet
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.base import SYSTEM, Actor, Asked, Command
from coordinator.core.people import PrivateRow
from coordinator.core.programme import ItemSpec, ProgrammeSet
from coordinator.core.session import SessionPrepared, StartSession
from coordinator.core.sites import SitesInvited, SiteSpec
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.credentials import Credentials
from coordinator.gateway.door import Gateway
from coordinator.gateway.settings import GatewaySettings
from coordinator.hall import Hall
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Batch, Grant
from wire.vocabulary import (
    HALL,
    ItemId,
    ItemKind,
    PersonId,
    Role,
    SessionId,
    SiteId,
    SiteKind,
)

SESSION = SessionId("first")
DEVICE_AT = 1_694_134_800_000
FEATURES = ["beat", "health", "records", "intents", "forget", "roster"]
HOST = Actor("host-1", Role.HOST)
SITES = ("64", "04", "01")
WAIT_S = 10.0
# What the kernel keeps for a connection: little, so that a peer that does not read is felt soon.
NARROW_BYTES = 4_096

Message = dict[str, Any]


def attendance(person: str, status: str = "in_person", **more: str) -> Message:
    """The body of an attendance record."""
    return {"kind": "attendance", "person": person, "status": status, **more}


def person_id(site: str, number: int) -> PersonId:
    return PersonId(f"{site}.p{number:02d}")


async def prepare(store: MemoryStore, session: SessionId, points: int = 0) -> None:
    """Put a meeting into the store: the hall, three points of two people, and `points` more."""
    codes = [*SITES, *(f"X{number}" for number in range(points))]
    sites = (
        SiteSpec(HALL, "Hà Nội", "HN", "Hội trường chính", SiteKind.HALL),
        *(
            SiteSpec(SiteId(code), f"Điểm {code}", code, f"UBND {code}", SiteKind.PROVINCE)
            for code in codes
        ),
    )
    rows = [
        PrivateRow(person_id(site, n), "00" * 16, {"name": f"Đại biểu mẫu {n:02d} – {site}"})
        for site in SITES
        for n in (1, 2)
    ]
    people = tuple(
        PersonSpec(PersonId(row.ref), SiteId(row.ref.split(".")[0]), row.as_ref().commitment)
        for row in rows
    )
    events = [
        SessionPrepared("Phiên họp mẫu", "Mẫu", 0, "plan", HALL, "comrade", {}),
        SitesInvited(sites),
        RosterSet(people),
        ProgrammeSet((ItemSpec(ItemId("p1"), "Thảo luận", ItemKind.DISCUSSION, 0, 60_000),)),
    ]
    recorded = heart.establish(Session(session), SYSTEM, events, 1)
    await store.append(Batch(session, tuple(recorded), tuple(rows)))


@dataclass
class Agent:
    """One link as an agent has it. Messages that were passed over are kept in `seen`."""

    socket: ClientConnection
    site: str
    incarnation: str
    seen: list[Message] = field(default_factory=list)

    async def say(self, kind: str, /, **fields: Any) -> None:
        await self.socket.send(json.dumps({"type": kind, **fields}))

    async def hello(self, **fields: Any) -> None:
        """Only the hello; what follows is for the test to expect."""
        given = {
            "versions": [1],
            "features": FEATURES,
            "agent": "test",
            "sites": [self.site],
            "incarnation": self.incarnation,
        }
        await self.say("hello", **{**given, **fields})

    async def records(self, *items: tuple[int, Message], site: str | None = None) -> None:
        """Records as (seq, body)."""
        await self.say(
            "records",
            site=site or self.site,
            incarnation=self.incarnation,
            items=[
                {"seq": seq, "device_at": DEVICE_AT + seq, "offset_ms": 0, "body": body}
                for seq, body in items
            ],
        )

    async def expect(self, kind: str, /, **fields: Any) -> Message:
        """The next message of this type whose fields agree."""
        async with asyncio.timeout(WAIT_S):
            while True:
                message: Message = json.loads(await self.socket.recv())
                self.seen.append(message)
                if message["type"] == kind and all(message.get(k) == v for k, v in fields.items()):
                    return message

    async def view(self, kind: str, /, **fields: Any) -> Message:
        """The next `floor` or `own` whose picture agrees."""
        while True:
            view: Message = (await self.expect(kind))["view"]
            if all(view[key] == value for key, value in fields.items()):
                return view

    async def page(self, number: int) -> Message:
        """A page of the site's roster."""
        await self.say("roster_wanted", site=self.site, pages=[number])
        found: Message = (await self.expect("roster"))["view"]
        return found

    async def closed(self) -> int:
        """The code the link was closed with; what came before is in `seen`."""
        async with asyncio.timeout(WAIT_S):
            try:
                while True:
                    self.seen.append(json.loads(await self.socket.recv()))
            except ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd is not None else 1006

    async def in_turn(self) -> None:
        """Everything sent before has been read: a beat has come back."""
        await self.say("beat", n=1, t0=1)
        await self.expect("beat_ack")

    def kinds(self) -> list[str]:
        return [message["type"] for message in self.seen]


@dataclass
class Meeting:
    """A running session and its door."""

    store: MemoryStore
    conductor: Conductor
    credentials: Credentials
    gateway: Gateway
    url: str
    stack: AsyncExitStack
    secrets: dict[tuple[str, ...], str] = field(default_factory=dict)
    asked: int = 0

    async def secret(self, *sites: str) -> str:
        """A site's secret; the same for the same sites."""
        if sites not in self.secrets:
            codes = tuple(SiteId(site) for site in sites)
            _, secret = await self.credentials.issue(Role.SITE, SESSION, codes)
            self.secrets[sites] = secret
        return self.secrets[sites]

    async def grant(self, *sites: str) -> Grant:
        grant = await self.credentials.bearer(await self.secret(*sites))
        assert grant is not None
        return grant

    async def knock(
        self, secret: str, site: str = "64", incarnation: str = "one", *, deaf: bool = False
    ) -> Agent:
        """A connection that has not said hello. A deaf one buffers next to nothing unread."""
        narrow = {"sock": await self._narrow(), "max_queue": 1} if deaf else {}
        line = await self.stack.enter_async_context(
            connect(
                self.url,
                additional_headers={"Authorization": f"Bearer {secret}"},
                compression=None,
                max_size=2**20,
                proxy=None,
                close_timeout=1,
                **narrow,
            )
        )
        return Agent(line, site, incarnation)

    async def _narrow(self) -> socket.socket:
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW_BYTES)
        client.setblocking(False)
        address = urlsplit(self.url)
        await asyncio.get_running_loop().sock_connect(client, (address.hostname, address.port))
        return client

    async def agent(
        self, site: str = "64", incarnation: str = "one", *, deaf: bool = False, **hello: Any
    ) -> Agent:
        """An agent that was welcomed; the welcome is the first it has seen."""
        agent = await self.knock(await self.secret(site), site, incarnation, deaf=deaf)
        await agent.hello(**hello)
        await agent.expect("welcome")
        return agent

    async def do(self, command: Command, by: Actor = HOST) -> Answer:
        """A command from the console; it must be accepted."""
        self.asked += 1
        asked = Asked(command, by, command_id=f"c{self.asked}")
        answer = await self.conductor.submit(Submission(asked, privileged=True))
        assert answer.outcome.accepted, answer.outcome
        return answer

    async def journaled(self, site: str = "64") -> list[tuple[int, str]]:
        """(seq, event) of every record of a site in the journal, in its order."""
        return [
            (recorded.source.seq, type(recorded.event).__name__)
            for recorded in await self.store.events(self.conductor.id, 0, 10_000)
            if recorded.source is not None and recorded.source.site == site
        ]

    async def state(self, look: Callable[[Session], Any]) -> Any:
        return await self.conductor.ask(lambda session, _: look(session))


Open = Callable[..., Awaitable[Meeting]]


@asynccontextmanager
async def running(conductor: Conductor) -> AsyncIterator[None]:
    """The conductor's loop as a task; a fault of it comes out at the end."""
    task = asyncio.create_task(conductor.run())
    try:
        yield
    finally:
        conductor.finish()
        await task


@asynccontextmanager
async def served(gateway: Gateway) -> AsyncIterator[str]:
    """The door on a port of its own; yields its address."""
    app = web.Application()
    app.add_routes(gateway.routes())
    runner = web.AppRunner(app, shutdown_timeout=0.5)
    await runner.setup()
    port = socket.create_server(("127.0.0.1", 0))
    port.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, NARROW_BYTES)
    await web.SockSite(runner, port).start()
    try:
        yield f"ws://127.0.0.1:{port.getsockname()[1]}/agent/v1"
    finally:
        await gateway.close()
        await runner.cleanup()


async def opened(stack: AsyncExitStack, settings: GatewaySettings | None, points: int) -> Meeting:
    """A live meeting, its conductor running and its door open until the stack is left."""
    store = MemoryStore()
    await prepare(store, SESSION, points)
    clock = SessionClock()
    conductor = Conductor(await store.load(SESSION), store, clock, Watch())
    hall = Hall()
    hall.add(conductor)
    credentials = Credentials(store, clock)
    gateway = Gateway(hall, credentials, settings)
    await stack.enter_async_context(running(conductor))
    url = await stack.enter_async_context(served(gateway))
    meeting = Meeting(store, conductor, credentials, gateway, url, stack)
    await meeting.do(StartSession())
    return meeting
