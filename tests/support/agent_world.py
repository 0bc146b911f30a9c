"""An agent's real core, clerk, desk and outbox against a coordinator of a hundred lines, without
sockets, threads or real time: a test decides which frame arrives, which connection dies, and when
either side is killed.
"""

from __future__ import annotations

import random
import sqlite3
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from agents import erase
from agents.clerk import Clerk
from agents.core import LinkCore
from agents.desk import Desk
from agents.effects import Dial, Hang, Send
from agents.outbox import ActState, Outbox
from agents.storage import SCHEMA, StorageLow
from agents.timekeeper import Timekeeper
from tests.support.agent_clock import FakeClock
from tests.support.tiny_records import Durable
from wire.messages import (
    Beat,
    BeatAck,
    Closing,
    Fate,
    Floor,
    Forget,
    Health,
    Hello,
    Mark,
    Own,
    Receipt,
    Records,
    ReportReady,
    RequestFloor,
    ToAgent,
    Welcome,
    WithdrawRequest,
)
from wire.records import HeadCountBody
from wire.roster_messages import Names
from wire.site_acts import RecordAct, RequestAct, SiteAct
from wire.vocabulary import LinkTrouble, SpeechKind

SESSION = "s1"
AHEAD_MS = 840_000
T = TypeVar("T")


class InlineKeeper:
    """`agents.keeper` without its thread: each job is a transaction, done at once."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self.db.executescript(SCHEMA)
        self.box = Outbox(self.db)
        self.low = False
        self.moved_to = None

    async def do(self, work: Callable[[Outbox], T]) -> T:
        if self.low:
            raise StorageLow("full")
        self.db.execute("BEGIN IMMEDIATE")
        try:
            result = work(self.box)
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")
        return result

    async def forget(self, session: str, persons: list[str]) -> list[str]:
        fresh = await self.do(lambda box: erase.unknown(box, session, persons))
        await self.do(lambda box: erase.erase(box, session, fresh))
        return fresh


@dataclass
class Wire:
    """One connection: frames on their way, in order, both ways."""

    up: deque[Any] = field(default_factory=deque)
    down: deque[ToAgent] = field(default_factory=deque)


def at_once(work: Coroutine[Any, Any, T]) -> T:
    """Run what never really waits."""
    try:
        work.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    raise AssertionError("it waited")


class World:
    """One agent with its sites, one coordinator, and what is between them."""

    def __init__(self, sites: list[str], seed: int = 0) -> None:
        self.sites, self.rng = sites, random.Random(seed)
        self.clock, self.keeper, self.durable = FakeClock(), InlineKeeper(), Durable()
        self.reachable = True
        self.erased: list[str] = []
        self.receipt: Receipt | None = None
        self.entered: dict[str, list[str]] = {site: [] for site in sites}
        self.made = 0
        self.start()

    # --- the agent ------------------------------------------------------------------------------

    def start(self) -> None:
        """The agent starts (again) on the same outbox; memory is gone."""
        self.wires: dict[int, Wire] = {}
        self.work: deque[Any] = deque()
        self.desk = Desk(self.keeper, Timekeeper(self.clock), self.sites)  # type: ignore[arg-type]
        at_once(self.desk.load())
        born = at_once(self.keeper.do(lambda box: box.whereabouts(self.sites[0])[1]))
        hello = Hello(
            type="hello",
            versions=[1],
            features=["beat", "health", "records", "intents", "forget"],
            sites=self.sites,
            incarnation=born,
        )
        self.core = LinkCore(hello, self.clock, self.desk.time.time, self.rng)
        self.clerk = Clerk(self.desk, self.core, lambda: None)
        for intent in at_once(
            self.keeper.do(lambda box: [one for site in self.sites for one in box.intents(site)])
        ):
            self.core.intents.add(intent)
        for site, point in self.desk.points.items():
            point.entered = lambda intent, site=site: (
                self.core.entered(site) if intent is None else self.core.intend(intent)
            )

    def enter(self, site: str, act: SiteAct | None = None) -> tuple[ActState, str]:
        """An entry at the page; by default a head-count that tells it from all others."""
        if act is None:
            self.made += 1
            body = HeadCountBody(kind="head_count", count=self.made)
            act = RecordAct(act="record", id=f"a{self.made}", body=body)
        answer = at_once(self.desk.act(site, act))
        kept = answer[0] is ActState.WAITING and isinstance(act, RecordAct)
        if kept and act.id not in self.entered[site]:
            self.entered[site].append(act.id)
        return answer

    def ask(self, site: str) -> str:
        """A request to speak; returns its id."""
        self.made += 1
        act = RequestAct(act="request_floor", id=f"i{self.made}", kind=SpeechKind.INTERVENTION)
        self.enter(site, act)
        return act.id

    def states(self, site: str) -> dict[str, str]:
        """What the page would show of each act of the site."""
        rows = self.keeper.db.execute("SELECT id, state FROM acts WHERE site = ?", (site,))
        return dict(rows.fetchall())

    # --- steps ----------------------------------------------------------------------------------

    def tick(self, ms: int = 100) -> None:
        self.clock.go(ms)
        self.core.tick()
        self.perform()

    def perform(self) -> None:
        """Effects of the core; what is for the clerk waits for `clerk_works`."""
        for effect in self.core.take():
            match effect:
                case Dial(leg):
                    self._dialled(leg)
                case Send(leg, message):
                    if leg in self.wires:
                        self.wires[leg].up.append(message)
                case Hang(leg):
                    self.wires.pop(leg, None)
                case _:
                    self.work.append(effect)

    def _dialled(self, leg: int) -> None:
        if not self.reachable:
            self.core.failed(leg, LinkTrouble.UNREACHABLE)
            return
        self.wires[leg] = Wire()
        box = self.keeper.box
        self.core.opened(leg, {site: box.upto(site) for site in self.sites})
        self.perform()

    def clerk_works(self) -> None:
        """One piece of the clerk's work."""
        if self.work:
            work = self.work.popleft()
            try:
                at_once(self.clerk.do(work))
            except StorageLow:
                self.work.append(work)
            self.perform()

    def deliver_up(self, leg: int) -> None:
        """The coordinator reads one frame and makes its answers durable before it gives them."""
        wire = self.wires[leg]
        if wire.up:
            wire.down.extend(self._answers(wire.up.popleft()))

    def deliver_down(self, leg: int) -> None:
        """The agent reads one frame."""
        wire = self.wires[leg]
        if not wire.down:
            return
        message = wire.down.popleft()
        self.core.heard(leg, message)
        self.perform()
        if isinstance(message, (Fate, Floor, Own, Names, Forget, Closing)):
            self.work.append(message)

    def cut(self, leg: int) -> None:
        """A connection dies with all that is on it."""
        if self.wires.pop(leg, None) is not None:
            self.core.closed(leg, 1006)
            self.perform()

    def cut_all(self) -> None:
        for leg in list(self.wires):
            self.cut(leg)

    def _answers(self, message: Any) -> list[ToAgent]:
        now = self.clock.mono_ms() + AHEAD_MS
        match message:
            case Hello():
                return [self.welcome(message, now)]
            case Beat():
                return [BeatAck(type="beat_ack", n=message.n, t0=message.t0, t1=now, t2=now)]
            case Records():
                return [*self.durable.take(message)]
            case RequestFloor() | WithdrawRequest() | ReportReady():
                return [self.durable.fate(message)]
            case Health():
                return []
        raise AssertionError(message)

    def welcome(self, hello: Hello, now: int) -> Welcome:
        marks = [
            Mark(site=site, upto=self.durable.mark(site, hello.incarnation)) for site in hello.sites
        ]
        return Welcome(
            type="welcome",
            version=1,
            features=list(hello.features),
            session=SESSION,
            now=now,
            beat_s=5,
            reconnect_window_ms=2_000,
            marks=marks,
            erased=self.erased,
            receipt=self.receipt,
            frame_bytes_max=65_536,
            records_per_batch_max=200,
        )

    def flow(self, times: int) -> None:
        """A good line for a while: what was sent arrives, and is answered."""
        for _ in range(times):
            self.tick(60)
            for leg in list(self.wires):
                for step in (self.deliver_up, self.deliver_down):
                    for _ in range(20):
                        if leg in self.wires:
                            step(leg)
            for _ in range(20):
                self.clerk_works()

    # --- the end --------------------------------------------------------------------------------

    def settle(self, within_ms: int = 600_000) -> None:
        """The line is good again: go on until the agent has joined and nothing waits. Before it
        has, it cannot know that the coordinator lost what was acknowledged."""
        self.reachable, self.keeper.low = True, False
        end = self.clock.mono_ms() + within_ms
        while self.clock.mono_ms() < end:
            self.flow(1)
            if (
                self.core.connected
                and not self.work
                and all(
                    state != "waiting"
                    for site in self.sites
                    for state in self.states(site).values()
                )
            ):
                return
        raise AssertionError(f"still waiting: {[self.states(site) for site in self.sites]}")
