"""Clients that act on one list over HTTP and write down what they asked, when, and what came back.

Who gets no answer does as a careful client would: asks later what became of it, gives it up, sends
the same command again, or leaves it; the checker must cope with each. Times are of one monotonic
clock, ns.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.support.linearizable import Fate, Op
from tests.support.list_told import Read, Row, Said

SITES = ("64", "04", "01", "19", "31", "92")
OWN_SITE = "64"
NO_ANSWER = (aiohttp.ClientError, TimeoutError, ConnectionError)
IMPATIENT_S, PATIENT_S = 0.12, 20.0

Body = dict[str, Any]


class NeverSent(Exception):
    """Nobody was there to connect to: it cannot have had an effect."""


@dataclass
class History:
    """What happened to the list of one session, and when it may be asked for."""

    api: str
    secrets: dict[str, str]
    up: asyncio.Event
    ops: list[Op] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    revs: list[int] = field(default_factory=list)

    def unanswered(self) -> list[Op]:
        return [op for op in self.ops if op.returned is None]


@dataclass
class Client:
    """One person or point, doing one thing after another."""

    name: str
    history: History
    http: aiohttp.ClientSession
    random: random.Random
    seen: Read | None = None
    count: int = 0

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.history.secrets[self.name]}"}

    async def play(self, steps: int) -> None:
        for _ in range(steps):
            if self.seen is None or self.random.random() < 0.25:
                await self.read()
            else:
                await self.act(choose(self.random, self.name, self.seen, self.history.revs))

    async def read(self) -> None:
        """Look at the list. A look that had no answer is nothing."""
        invoked = time.monotonic_ns()
        try:
            status, body = await self._ask("GET", "/floor")
        except (NeverSent, *NO_ANSWER):
            await self.history.up.wait()
            return
        if status >= 500:
            return
        assert status == 200, body
        self.seen = read_of(body)
        self._note(Op(self.name, invoked, time.monotonic_ns(), "read", self.seen))

    async def act(self, body: Body) -> None:
        self.count += 1
        body = {**body, "command_id": f"{self.name}-{self.count}"}
        invoked = time.monotonic_ns()
        try:
            said = await self._sent(body)
        except NeverSent:
            return
        if said is None and self.random.random() < 0.4:
            with contextlib.suppress(NeverSent):
                said = await self._sent(body)
        returned = None if said is None else time.monotonic_ns()
        op = Op(self.name, invoked, returned, body, said, f"{self.name}/{body['command_id']}")
        self._note(op)
        if said is None and self.random.random() < 0.6:
            await self.ask_fate(op, give_up=self.random.random() < 0.5)
        elif said is not None and said.code:
            self.seen = None
        elif said is not None:
            self.history.revs.append(said.rev)

    async def _sent(self, body: Body) -> Said | None:
        """The answer to one sending; None if there was none. Raises NeverSent."""
        short = self.random.random() < 0.1
        try:
            status, answer = await self._ask(
                "POST", "/commands", body, IMPATIENT_S if short else PATIENT_S
            )
        except NeverSent:
            await self.history.up.wait()
            raise
        except NO_ANSWER:
            return None
        return None if status >= 500 else said_of(answer)

    async def ask_fate(self, op: Op, *, give_up: bool = False) -> None:
        """Ask what became of it, again and again until somebody says; or give it up, which tells
        that it was done, or sees to it that it never is."""
        name = op.asked["command_id"]
        while True:
            await self.history.up.wait()
            invoked = time.monotonic_ns()
            try:
                if give_up:
                    body = {"type": "give_up_command", "command_id": name}
                    status, answer = await self._ask("POST", "/commands", body)
                else:
                    status, answer = await self._ask("GET", f"/commands/{name}")
            except (NeverSent, *NO_ANSWER):
                continue
            if status < 500:
                break
        never = answer.get("code") == "given_up"
        said = None if never or status == 404 else said_of(answer)
        self.history.fates.append(Fate(op.id, invoked, time.monotonic_ns(), said, never))

    async def _ask(
        self, method: str, path: str, body: Body | None = None, within_s: float = PATIENT_S
    ) -> tuple[int, Body]:
        timeout = aiohttp.ClientTimeout(total=within_s)
        try:
            async with self.http.request(
                method, self.history.api + path, json=body, headers=self._headers, timeout=timeout
            ) as response:
                return response.status, await response.json(content_type=None)
        except aiohttp.ClientConnectorError as error:
            raise NeverSent from error

    def _note(self, op: Op) -> None:
        self.history.ops.append(op)


def read_of(body: Body) -> Read:
    """The list as the API tells it."""
    rows = tuple(Row(row["entry"], row["site"], row["kind"], row["state"]) for row in body["queue"])
    air = body["speaking"]
    return Read(body["floor_rev"], rows, air["entry"] if air else None)


def said_of(body: Body) -> Said:
    """An answer, a refusal or a fate, the same in each form."""
    if body.get("accepted"):
        return Said("", body["rev"], body["entry"])
    told = body.get("params", body)
    return Said(body["code"], body["rev"], None, told.get("current_rev"))


def choose(chance: random.Random, name: str, seen: Read, revs: list[int]) -> Body:
    """What somebody might do next who has seen this list; mostly sensible, sometimes not."""
    if name == "site":
        return _of_site(chance, seen)
    body = _of_host(chance, seen, revs)
    if body["type"] != "request_floor" and chance.random() < 0.8:
        body["expected_rev"] = seen.rev
    return body


def _of_site(chance: random.Random, seen: Read) -> Body:
    own = [row.entry for row in seen.order if row.site == OWN_SITE]
    if own and chance.random() < 0.5:
        return {"type": "withdraw_request", "entry": chance.choice(own)}
    return request(OWN_SITE, _kind(chance), "site")


def _kind(chance: random.Random) -> str:
    return "point_of_order" if chance.random() < 0.25 else "intervention"


def request(site: str, kind: str, channel: str) -> Body:
    return {"type": "request_floor", "site": site, "kind": kind, "channel": channel}


def _of_host(chance: random.Random, seen: Read, revs: list[int]) -> Body:
    if len(seen.order) < 2 or chance.random() < 0.15:
        waiting = {row.site for row in seen.order}
        free = [site for site in SITES if site not in waiting] if chance.random() < 0.9 else []
        channel = chance.choice(("telephone", "telephone", "site"))
        return request(chance.choice(free or SITES), _kind(chance), channel)
    if seen.air is not None and chance.random() < 0.35:
        return {"type": chance.choice(("end_speech", "revoke_call")), "entry": seen.air}
    if revs and chance.random() < 0.2:
        return {"type": "undo_floor_act", "act_rev": chance.choice(revs[-2:])}
    row = chance.choice(seen.order)
    kinds = {
        "requested": ("approve_request", "call_point", "move_request", "withdraw_request"),
        "queued": ("call_point", "call_point", "move_request", "defer_request", "give_floor"),
        "called": ("give_floor", "give_floor", "revoke_call", "move_request", "defer_request"),
    }
    body: Body = {"type": chance.choice(kinds.get(row.state, ("give_floor",))), "entry": row.entry}
    if body["type"] == "move_request":
        others = [one.entry for one in seen.order if one != row]
        body["before"] = chance.choice([*others, None])
    return body
