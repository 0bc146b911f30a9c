"""A coordinator of one file for the agent's tests: real sockets, the wire's own messages, and the
ways to die that a test may ask for.
"""

from __future__ import annotations

import http
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from agents.clock import AgentClock
from tests.support import tiny_roster
from tests.support.tiny_records import Durable
from wire.codec import decode_to_coordinator, encode
from wire.floor_view import FloorFrame, RollCallNow
from wire.messages import (
    Beat,
    BeatAck,
    Bye,
    Floor,
    Hello,
    Mark,
    Own,
    Receipt,
    Records,
    ReportReady,
    RequestFloor,
    ToAgent,
    ToCoordinator,
    Welcome,
    WithdrawRequest,
)
from wire.record_words import RollCallWay
from wire.roster import PersonSaid, RosterPage, RosterPerson
from wire.roster_messages import Roster, RosterWanted, Said, SaidWanted
from wire.site_view import LineNow, OwnFrame
from wire.versions import FEATURES
from wire.vocabulary import Band, LineReason, Phase, Presence

SESSION = "2023-09-08-tthc"
TOKEN = "dc1_token-of-64"
AHEAD_MS = 5_000
NOBODY = LineNow(Presence.UNKNOWN, Band.UNKNOWN, LineReason.NONE, None, None, 0)


def own_frame(site: str, people: int = 5) -> OwnFrame:
    """A point as it stands in the morning."""
    return OwnFrame(
        site=site,
        site_name=f"Điểm cầu mẫu {site}",
        site_title="UBND tỉnh",
        receive_only=False,
        rev=1,
        head_count=None,
        requests=(),
        declined_at=None,
        roll_answer=None,
        notices=(),
        incidents=(),
        line=NOBODY,
        roster=tiny_roster.now(site, tiny_roster.roster(site, people)),
    )


def floor_frame(at: int, roll_call: RollCallNow | None = None) -> FloorFrame:
    """Nobody speaks."""
    return FloorFrame(
        rev=1,
        floor_rev=1,
        at=at,
        phase=Phase.LIVE,
        title="Hội nghị mẫu",
        honorific="comrade",
        item=None,
        speaking=None,
        next=(),
        waiting=0,
        list_open=True,
        limits={},
        roll_call=roll_call,
    )


@dataclass
class TinyCoordinator:
    """Durable state outlives `stop` and `start`; the port stays the same."""

    tokens: dict[str, tuple[str, ...]] = field(default_factory=lambda: {TOKEN: ("64",)})
    durable: Durable = field(default_factory=Durable)
    port: int = 0
    muted: set[ServerConnection] = field(default_factory=set)
    die_after_commit: bool = False
    erased: list[str] = field(default_factory=list)
    receipt: Receipt | None = None
    window_ms: int = 0
    received: list[ToCoordinator] = field(default_factory=list)
    links: list[ServerConnection] = field(default_factory=list)
    refused: int = 0

    said: dict[str, PersonSaid] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._clock = AgentClock()
        self.names: dict[str, list[RosterPerson]] = {
            site: tiny_roster.roster(site) for sites in self.tokens.values() for site in sites
        }
        self.own = {site: own_frame(site) for sites in self.tokens.values() for site in sites}
        self.floor = floor_frame(self.now())

    def now(self) -> int:
        """Session time: not this machine's, so that a test can tell them apart."""
        return self._clock.wall_ms() + AHEAD_MS

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> TinyCoordinator:
        self.server: Server = await serve(
            self._serve,
            "127.0.0.1",
            self.port,
            compression=None,
            process_request=self._check,
            close_timeout=0.2,
            ping_interval=None,
        )
        self.port = next(iter(self.server.sockets)).getsockname()[1]
        return self

    async def stop(self) -> None:
        """As by `kill -9`: no goodbye; connections break."""
        for link in list(self.links):
            link.transport.abort()
        self.server.close()
        await self.server.wait_closed()

    async def __aenter__(self) -> TinyCoordinator:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def say(self, message: ToAgent) -> None:
        """To every link."""
        for link in list(self.links):
            await link.send(encode(message))

    async def show(self, site: str, **changes: Any) -> None:
        """The site's frame changes."""
        self.own[site] = replace(self.own[site], **changes)
        await self.say(Own(type="own", view=self.own[site]))

    async def enrol(self, site: str, people: list[RosterPerson]) -> None:
        """The site's roster is another one."""
        self.names[site] = people
        await self.show(site, roster=tiny_roster.now(site, people))

    async def open_roll_call(self, duration_ms: int, call: str = "r1") -> RollCallNow:
        now = self.now()
        roll_call = RollCallNow(call, 1, now, now + duration_ms)
        self.floor = replace(self.floor, roll_call=roll_call, at=now)
        await self.say(Floor(type="floor", view=self.floor))
        return roll_call

    async def call_by_voice(self, site: str | None, call: str = "r1") -> None:
        """One after another: this point is called now."""
        now = self.now()
        roll_call = RollCallNow(call, 1, now, now + 3_600_000, RollCallWay.IN_ORDER, site)
        self.floor = replace(self.floor, roll_call=roll_call, at=now)
        await self.say(Floor(type="floor", view=self.floor))

    def mute(self) -> None:
        """The connections that stand now carry nothing back any more."""
        self.muted = set(self.links)

    def of(self, kind: type[Any]) -> list[Any]:
        """What was received of one type."""
        return [message for message in self.received if isinstance(message, kind)]

    # --- serving --------------------------------------------------------------------------------

    async def _check(self, link: ServerConnection, request: Request) -> Response | None:
        if request.headers.get("Authorization", "") in {f"Bearer {one}" for one in self.tokens}:
            return None
        self.refused += 1
        body = json.dumps({"code": "auth_failed", "status": 401}).encode()
        headers = Headers({"Content-Type": "application/problem+json", "Connection": "close"})
        headers["Content-Length"] = str(len(body))
        return Response(http.HTTPStatus.UNAUTHORIZED, "Unauthorized", headers, body)

    async def _serve(self, link: ServerConnection) -> None:
        self.links.append(link)
        try:
            async for frame in link:
                message = decode_to_coordinator(frame)
                self.received.append(message)
                if isinstance(message, Bye):
                    return
                for answer in self._answers(link, message):
                    await link.send(encode(answer))
        except ConnectionClosed:
            return
        finally:
            self.links.remove(link)

    def _answers(self, link: ServerConnection, message: ToCoordinator) -> Iterable[ToAgent]:
        now = self.now()
        match message:
            case _ if link in self.muted:
                return []
            case Hello():
                frames = [Own(type="own", view=self.own[site]) for site in message.sites]
                return [
                    self._welcome(message),
                    Floor(type="floor", view=self.floor),
                    *frames,
                ]
            case Beat():
                return [BeatAck(type="beat_ack", n=message.n, t0=message.t0, t1=now, t2=now)]
            case Records():
                answers = self.durable.take(message)
                if self.die_after_commit:
                    self.die_after_commit = False
                    link.transport.abort()
                    return []
                return answers
            case RequestFloor() | WithdrawRequest() | ReportReady():
                return [self.durable.fate(message)]
            case RosterWanted(site=site):
                return [
                    Roster(type="roster", view=self._page(site, page)) for page in message.pages
                ]
            case SaidWanted(site=site):
                known = [self.said[one] for one in message.persons if one in self.said]
                return [Said(type="said", site=site, people=known)]
        return []

    def _page(self, site: str, number: int) -> RosterPage:
        pages = tiny_roster.pages(site, self.names[site])
        return pages[number] if number < len(pages) else RosterPage(site, number, "", ())

    def _welcome(self, hello: Hello) -> Welcome:
        marks = [
            Mark(site=site, upto=self.durable.mark(site, hello.incarnation)) for site in hello.sites
        ]
        return Welcome(
            type="welcome",
            version=1,
            features=[one.value for one in FEATURES],
            session=SESSION,
            now=self.now(),
            beat_s=5,
            reconnect_window_ms=self.window_ms,
            marks=marks,
            erased=self.erased,
            receipt=self.receipt,
            frame_bytes_max=65_536,
            records_per_batch_max=200,
        )
