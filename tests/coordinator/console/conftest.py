"""The small meeting behind a real door on loopback, and people who knock at it."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, TCPConnector, WSMsgType, web

from coordinator.clock import SessionClock
from coordinator.conductor import Conductor, Submission
from coordinator.console.door import Console, ConsoleSettings, on_prepare, secure
from coordinator.console.screen_words import PAGES
from coordinator.core import meeting
from coordinator.core.base import SYSTEM, Asked, Command, Event
from coordinator.core.people import PrivateRow, duty_ref
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.credentials import Credentials
from coordinator.evidence.office import Evidence
from coordinator.hall import Hall
from coordinator.handouts import Handouts
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Batch, Grant
from coordinator.press.door import PressRoom
from coordinator.reports import csv as reports
from coordinator.standing import StandingBook
from tests.support.long_record import SIGNER
from tests.support.pressed import press_of
from tests.support.small_meeting import (
    GL,
    HOST,
    SALT,
    people,
    row_of,
    small_meeting,
)
from wire.vocabulary import Role, SessionId, SiteId

SESSION = SessionId("hop-mau")
OTHER_SESSION = SessionId("hop-khac")
WAIT_S = 10.0
ROLES = ("host", "secretary", "organizer", "stage", "operator", "admin", "site:64", "site:04")

Json = Any


async def establish(
    store: MemoryStore, session: SessionId, events: tuple[Event, ...], rows: tuple[PrivateRow, ...]
) -> None:
    """Put a prepared meeting into the store."""
    state = Session(session)
    recorded = meeting.establish(state, SYSTEM, events, SessionClock().now())
    await store.append(Batch(session, tuple(recorded), rows))


def sample_rows() -> tuple[PrivateRow, ...]:
    duty = PrivateRow(duty_ref(GL), SALT, {"phone": "0269 000 064"})
    return (*(row_of(person.id) for person in people()), duty)


@dataclass
class Answered:
    """An answer that was read to its end."""

    status: int
    body: Json
    headers: Any
    data: bytes


@dataclass
class Door:
    """A running console, its sessions, and a secret for every role."""

    url: str
    store: MemoryStore
    hall: Hall
    console: Console
    credentials: Credentials
    evidence: Evidence
    press: PressRoom
    press_folder: Path
    http: ClientSession
    tasks: dict[SessionId, asyncio.Task[None]]
    tokens: dict[str, str] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    made: int = 0

    @property
    def conductor(self) -> Conductor:
        found = self.hall.get(SESSION)
        assert found is not None
        return found

    @property
    def base(self) -> str:
        return f"/api/v1/sessions/{SESSION}"

    async def issue(self, who: str, session: SessionId | None = SESSION) -> str:
        """A secret for "host", "site:64", … kept under that name."""
        role, _, sites = who.partition(":")
        codes = tuple(SiteId(code) for code in sites.split("+") if code)
        self.grants[who], self.tokens[who] = await self.credentials.issue(
            Role(role), session, codes
        )
        return self.tokens[who]

    async def ask(self, method: str, path: str, who: str | None = None, **more: Any) -> Answered:
        """One request, with the bearer secret of `who` if said."""
        headers = dict(more.pop("headers", {}))
        if who is not None:
            headers["Authorization"] = f"Bearer {self.tokens[who]}"
        async with self.http.request(
            method, self.url + path, headers=headers, allow_redirects=False, **more
        ) as response:
            data = await response.read()
            kind = response.headers.get("Content-Type", "")
            is_json = "json" in kind and "jsonl" not in kind
            body = json.loads(data) if is_json and data else None
            return Answered(response.status, body, response.headers.copy(), data)

    async def get(self, path: str, who: str | None = None, **more: Any) -> Answered:
        return await self.ask("GET", path, who, **more)

    async def command(self, who: str, kind: str, /, **fields: Any) -> Answered:
        """A command of the API with an id of its own."""
        self.made += 1
        body = {"command_id": f"c{self.made}", "type": kind, **fields}
        return await self.ask("POST", f"{self.base}/commands", who, json=body)

    async def accepted(self, who: str, kind: str, /, **fields: Any) -> Json:
        answered = await self.command(who, kind, **fields)
        assert answered.status == 200, answered.body
        return answered.body

    async def submit(self, command: Command, *rows: PrivateRow) -> None:
        """A command straight to the session, as another door would hand it in."""
        answer = await self.conductor.submit(Submission(Asked(command, HOST), rows))
        assert answer.outcome.accepted, answer

    def press_files(self) -> list[Path]:
        """What stands in the folder of the press."""
        return sorted(self.press_folder.iterdir())

    async def rev(self) -> int:
        return await self.conductor.ask(lambda session, people: session.rev)

    @asynccontextmanager
    async def watch(self, path: str, who: str | None = None, **more: Any) -> AsyncIterator[Stream]:
        """A page's stream."""
        headers = dict(more.pop("headers", {}))
        if who is not None:
            headers["Authorization"] = f"Bearer {self.tokens[who]}"
        async with self.http.ws_connect(
            self.url + path, headers=headers, autoclose=False, **more
        ) as socket:
            yield Stream(socket)


@dataclass
class Stream:
    """One page's WebSocket. Frames that are not waited for are passed over."""

    socket: ClientWebSocketResponse

    async def next(self, kind: str, agrees: Callable[[Json], bool] = lambda frame: True) -> Json:
        """The next frame of this type that agrees."""
        async with asyncio.timeout(WAIT_S):
            while True:
                message = await self.socket.receive()
                assert message.type is WSMsgType.TEXT, (message, self.socket.close_code)
                frame = json.loads(message.data)
                if frame["type"] == kind and agrees(frame):
                    return frame

    async def view(self, agrees: Callable[[Json], bool] = lambda view: True) -> Json:
        return (await self.next("view", lambda frame: agrees(frame["data"])))["data"]

    async def page(self, agrees: Callable[[Json], bool] = lambda view: True) -> Json:
        return (await self.next("page", lambda frame: agrees(frame["view"])))["view"]

    async def closed(self) -> int:
        """The code of the closing frame, after whatever was on its way."""
        async with asyncio.timeout(WAIT_S):
            while True:
                message = await self.socket.receive()
                if message.type is not WSMsgType.TEXT:
                    assert message.type is WSMsgType.CLOSE, message
                    return int(message.data)


def _standing(hall: Hall, store: MemoryStore, clock: SessionClock) -> StandingBook:
    book = StandingBook(store, clock)
    for conductor in hall:
        conductor.listeners.append(book)
    book.start()
    return book


async def _two_meetings() -> MemoryStore:
    store = MemoryStore()
    for session in (SESSION, OTHER_SESSION):
        await establish(store, session, small_meeting(), sample_rows())
    return store


@asynccontextmanager
async def opened(
    settings: ConsoleSettings | None = None,
    store: MemoryStore | None = None,
    clock: SessionClock | None = None,
) -> AsyncIterator[Door]:
    """A console over the small meeting (and a second session), on a free port of loopback."""
    store = store or await _two_meetings()
    clock, hall = clock or SessionClock(), Hall()
    credentials, evidence = Credentials(store, clock), Evidence(store, clock, SIGNER)
    for session in await store.sessions():
        hall.add(conductor := Conductor(await store.load(session), store, clock, Watch()))
        evidence.adopt(conductor)
    press, folder = press_of(hall, credentials, clock)
    standing = _standing(hall, store, clock)
    console = Console(
        hall,
        credentials,
        store,
        settings or ConsoleSettings(),
        reports=reports,
        handouts=Handouts(store, clock),
        evidence=evidence,
        press=press,
        standing=standing,
    )
    tasks = {one.id: asyncio.create_task(one.run()) for one in hall}
    app = web.Application(middlewares=[secure])
    app.on_response_prepare.append(on_prepare)
    app.add_routes(console.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = press.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession(
        cookie_jar=CookieJar(unsafe=True), connector=TCPConnector(limit=0)
    ) as http:
        door = Door(url, store, hall, console, credentials, evidence, press, folder, http, tasks)
        for who in ROLES:
            await door.issue(who, None if who == "admin" else SESSION)
        try:
            yield door
        finally:
            await press.close()
            await console.close()
            await runner.cleanup()
            for conductor in hall:
                conductor.finish()
            await asyncio.gather(*tasks.values(), return_exceptions=True)
            await standing.close()
            shutil.rmtree(folder)


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with opened() as opened_door:
        yield opened_door


@pytest.fixture
async def live(door: Door) -> Door:
    """The small meeting, begun."""
    await door.accepted("host", "start_session")
    return door


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle of pages as the build leaves it."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "marks").mkdir()
    for name in ("index", "host", "attendance", "invitations", "site", *PAGES):
        (folder / f"{name}.html").write_text(f"<!doctype html><title>{name}</title>")
    (folder / "site-worker.js").write_text("self.addEventListener('fetch', () => undefined)")
    (folder / "assets" / "host-4f2a.js").write_text("export {}")
    (folder / "marks" / "air.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "secret.txt").write_text("not for visitors")
    return folder
