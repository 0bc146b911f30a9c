"""Many lists on one coordinator, acted on at once while it is killed, paused and started again.

`python -m tests.support.lists_at_once SEED COUNT [FAULT]` plays so many histories and judges them.
One that nothing explains is printed, shortened, and with the seed that makes its like: the clients'
choices come from the seed, the moments from the machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp

from coordinator.house import House
from tests.support.linearizable import Op, judge, shortest, with_fates
from tests.support.list_model import idle, model_for
from tests.support.list_told import List, Rev
from tests.support.recorded import SITES, Client, History, request
from tests.support.replayed import look
from tests.support.warm import Warm
from wire.vocabulary import Role, SessionId, SiteId

Secrets = dict[str, dict[str, str]]
Start = Callable[[], None]

AT_ONCE = 25
WAITING = 4
# So many numbers of the first client's commands are taken before the history begins.
BEGUN = 1 + WAITING
BLOWS = ("kill", "kill", "pause", "pause", "pause and kill", "stop")
# By work done, so that a slow machine is not struck more often; a pause in s.
BLOWS_EVERY_OPS, PAUSES_S, LOOK_S = (50, 200), (0.02, 0.2), 0.005
STEPS = (12, 20)
THIRD = ("secretary", "site", "")
CASE = """
session:
  id: {id}
  title: Danh sách thử
  starts_at: 2023-09-08T08:00+07:00
  chair: {{site: TW, person: "01"}}
hall:
  code: TW
  name: Trung ương
  short: TW
  roster: [{{name: Đại biểu mẫu 01 – Trung ương, post: Chủ trì, head: true}}]
programme:
  - {{id: "1", kind: discussion, minutes: 60, title: Thảo luận}}
provinces:
"""
POINT = '  - {{code: "{0}", name: Mẫu {0}, type: tỉnh, tile: [{1}, 1]}}\n'


@dataclass
class Batch:
    """What one coordinator lived through: histories by session, and what was done to it, when."""

    histories: dict[str, History]
    starts: dict[str, List] = field(default_factory=dict)
    blows: list[tuple[int, str]] = field(default_factory=list)

    def done(self) -> int:
        """How many operations there are so far."""
        return sum(len(history.ops) for history in self.histories.values())


async def prepare(data: Path, count: int) -> Secrets:
    """A store with so many sessions; the clients' secrets by session."""
    house = await House.open(data, ballast_mib=0)
    points = "".join(POINT.format(site, column) for column, site in enumerate(SITES, 1))
    secrets: Secrets = {}
    try:
        for number in range(count):
            session = SessionId(f"list-{number}")
            await house.establish(CASE.format(id=session) + points)
            mine = secrets[session] = {}
            for name in ("host-1", "host-2", "secretary"):
                role = Role.SECRETARY if name == "secretary" else Role.HOST
                _, mine[name] = await house.credentials.issue(role, session)
            _, mine["site"] = await house.credentials.issue(Role.SITE, session, (SiteId("64"),))
    finally:
        await house.close()
    return secrets


async def play(start: Start, warm: Warm, seed: int, secrets: Secrets) -> Batch:
    """All histories of one coordinator. Its store ends closed in order."""
    up = asyncio.Event()
    up.set()
    one = f"{warm.url}/api/v1/sessions"
    batch = Batch({name: History(f"{one}/{name}", mine, up) for name, mine in secrets.items()})
    connector = aiohttp.TCPConnector(limit=0)
    await asyncio.to_thread(start)
    async with aiohttp.ClientSession(connector=connector) as http:
        await asyncio.gather(*(_begin(http, batch, name) for name in batch.histories))
        players = [
            asyncio.create_task(_history(http, history, random.Random(f"{seed}/{name}")))
            for name, history in batch.histories.items()
        ]
        blows = _Blows(warm, start, up, batch, random.Random(seed))
        await blows.strike(players)
        await asyncio.gather(*players)
    await asyncio.to_thread(warm.stop)
    return batch


async def _begin(http: aiohttp.ClientSession, batch: Batch, name: str) -> None:
    """The session goes live and some ask to speak: that list is where the model begins."""
    history = batch.histories[name]
    first = Client("host-1", history, http, random.Random(0))
    await first.act({"type": "start_session"})
    for site in SITES[:WAITING]:
        await first.act(request(site, "intervention", "telephone"))
    await first.read()
    assert first.seen is not None
    batch.starts[name] = List(first.seen.order, made=WAITING, rev=Rev(first.seen.rev))
    history.ops, history.revs = [], []


async def _history(http: aiohttp.ClientSession, history: History, chance: random.Random) -> None:
    """Two hosts and perhaps one more; at the end what is still open is asked for, and all look."""
    names = ["host-1", "host-2", *filter(None, [chance.choice(THIRD)])]
    clients = [
        Client(name, history, http, random.Random(f"{chance.random()}/{name}"), count=BEGUN)
        for name in names
    ]
    await asyncio.gather(*(client.play(chance.randint(*STEPS)) for client in clients))
    by_name = {client.name: client for client in clients}
    for op in history.unanswered():
        await by_name[op.client].ask_fate(op)
    for client in clients:
        await client.read()


@dataclass
class _Blows:
    """What is done to the coordinator meanwhile."""

    warm: Warm
    start: Start
    up: asyncio.Event
    batch: Batch
    chance: random.Random

    async def strike(self, players: list[asyncio.Task[None]]) -> None:
        """Until all have played: kill it, pause it, stop it, one after another."""
        left, due = set(players), self.chance.randint(*BLOWS_EVERY_OPS)
        while left:
            _, left = await asyncio.wait(left, timeout=LOOK_S)
            if left and self.batch.done() >= due:
                await self._blow(self.chance.choice(BLOWS), left)
                due = self.batch.done() + self.chance.randint(*BLOWS_EVERY_OPS)

    async def _blow(self, blow: str, players: set[asyncio.Task[None]]) -> None:
        self._note(blow)
        if blow.startswith("pause"):
            self.warm.signal(signal.SIGSTOP)
            await asyncio.wait(players, timeout=self.chance.uniform(*PAUSES_S))
        if blow == "pause":
            self.warm.signal(signal.SIGCONT)
            return
        self.up.clear()
        await asyncio.to_thread(self.warm.stop if blow == "stop" else self.warm.kill)
        await asyncio.to_thread(self.start)
        self._note("started again")
        self.up.set()

    def _note(self, what: str) -> None:
        self.batch.blows.append((time.monotonic_ns(), what))


# --- judging ------------------------------------------------------------------------------------


def judged(batch: Batch) -> list[str]:
    """What is wrong with the histories, told for people: judged with what was learnt later, and
    once more without it."""
    wrong = []
    for name, history in batch.histories.items():
        start = batch.starts[name]
        for ops in (with_fates(history.ops, history.fates), history.ops):
            if not judge(ops, start, model_for(ops)):
                wrong.append(f"session {name}\n{told(ops, start, batch.blows)}")
                break
    return wrong


def told(ops: list[Op], start: List, blows: list[tuple[int, str]]) -> str:
    """The part that cannot be explained, in the order of time."""
    certain, short, verdict = shortest(ops, start, model_for(ops), idle)
    assert verdict.stuck is not None
    zero = min(op.invoked for op in short)
    last = max(op.returned or op.invoked for op in short)
    lines = [
        (op.invoked, f"  {_ms(op.invoked, zero)} – {_ms(op.returned, zero)}  {_words(op)}")
        for op in short
    ]
    lines += [(at, f"  {_ms(at, zero)} × {what}") for at, what in blows if zero <= at <= last]
    return "\n".join(
        [
            f"  the list was {certain}",
            *(line for _, line in sorted(lines)),
            f"  nothing explains what {verdict.stuck.client} was told last, when the list was",
            *(f"    {state}" for state in verdict.states),
        ]
    )


def _ms(at: int | None, zero: int) -> str:
    return f"{'never':>11}" if at is None else f"{(at - zero) / 1e6:8.1f} ms"


def _words(op: Op) -> str:
    asked: Any = op.asked
    if isinstance(asked, dict):
        told = [f"{key}={asked[key]}" for key in asked if key not in ("type", "command_id")]
        asked = " ".join([asked["type"], *told])
    return f"{op.client}: {asked} → {op.said or 'no answer'}"


def figures(batches: list[Batch]) -> dict[str, Any]:
    """What was tried, to be printed."""
    histories = [history for batch in batches for history in batch.histories.values()]
    ops = [op for history in histories for op in history.ops]
    acts = [op for op in ops if op.asked != "read"]
    kinds = Counter(op.asked["type"] for op in acts if op.said and not op.said.code)
    codes = Counter(op.said.code or "done" if op.said else "no answer" for op in acts)
    blows = Counter(what for batch in batches for _, what in batch.blows)
    return {
        "histories": len(histories),
        "operations": len(ops),
        "acts": dict(codes.most_common()),
        "done": dict(kinds.most_common()),
        "done_of_the_unanswered": sum(
            fate.said is not None and not fate.said.code
            for history in histories
            for fate in history.fates
        ),
        "given_up": sum(fate.never for history in histories for fate in history.fates),
        "struck": sum(_is_struck(batch, one) for batch in batches for one in batch.histories),
        "blows": dict(blows),
    }


def _is_struck(batch: Batch, name: str) -> bool:
    """Whether something was done to the coordinator while this history was made."""
    ops = batch.histories[name].ops
    return any(ops[0].invoked < at < ops[-1].invoked for at, _ in batch.blows)


@contextlib.asynccontextmanager
async def coordinators() -> AsyncIterator[Warm]:
    """What begins the lives; nothing is left of it afterwards."""
    warm = await asyncio.to_thread(Warm)
    try:
        yield warm
    finally:
        await asyncio.to_thread(warm.close)


async def tried(
    warm: Warm, folder: Path, seed: int, count: int = AT_ONCE, fault: str = ""
) -> tuple[Batch, list[str]]:
    """One batch, played and judged, its store replayed; and all that is wrong with it."""
    secrets = await prepare(folder, count)
    batch = await play(partial(warm.start, folder, fault=fault), warm, seed, secrets)
    wrong = [*judged(batch), *(await look(folder)).faults]
    return batch, [f"seed {seed}, {what}" for what in wrong]


async def main(seed: int, count: int, fault: str = "") -> int:
    async with coordinators() as warm:
        with tempfile.TemporaryDirectory() as folder:
            batch, wrong = await tried(warm, Path(folder) / "data", seed, count, fault)
    print(*wrong, json.dumps(figures([batch])), sep="\n")
    return min(len(wrong), 1)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])))
