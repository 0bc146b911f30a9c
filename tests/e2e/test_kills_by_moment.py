"""Two hundred times `kill -9` between a click and its answer, at six moments: each command is
carried out once or not at all, the coordinator says which after its restart, and its state is the
fold of its journal each time."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.support.killed import CARRIED_OUT, Line, Moment, Scripted, struck
from tests.support.lists_at_once import coordinators, prepare
from tests.support.processes import call
from tests.support.replayed import Looked, look
from tests.support.warm import Warm

KILLS, SEED, LIST = 200, 20230908, "list-0"
AFTER_S_MAX = 0.006
MINUTE_MS = 60_000


def script(kills: int, seed: int) -> list[Scripted]:
    """As many kills at each moment, in a mixed order; the seed makes them anew."""
    chance = random.Random(seed)
    moments = [list(Moment)[number % len(Moment)] for number in range(kills)]
    chance.shuffle(moments)
    return [Scripted(moment, chance.uniform(0, AFTER_S_MAX)) for moment in moments]


@dataclass
class Rig:
    """One list whose speaker gets a minute more, or less, with each click: a command that was done
    twice would show in the limit. `limit` is what it must be by what is known."""

    warm: Warm
    data: Path
    token: str
    limit: int = 0
    entry: str = ""
    told: Counter[str] = field(default_factory=Counter)

    @property
    def api(self) -> str:
        return f"/api/v1/sessions/{LIST}"

    def ask(self, path: str, body: Any = None) -> Any:
        return call(f"{self.warm.url}{self.api}{path}", token=self.token, body=body)

    def begin(self) -> None:
        """Somebody speaks."""
        asks = {"type": "request_floor", "site": "64", "kind": "intervention"}
        self.ask("/commands", {"command_id": "1", "type": "start_session"})
        reply = self.ask("/commands", {"command_id": "2", "channel": "chair", **asks})
        self.entry = reply.body["entry"]
        given = {"command_id": "3", "type": "give_floor", "entry": self.entry}
        assert self.ask("/commands", given).status == 200
        self.limit = self.shown()

    def shown(self) -> int:
        return int(self.ask("/floor").body["speaking"]["limit_ms"])

    async def click(self, number: int, blow: Scripted) -> None:
        """One click, one kill, one restart; and all that can be known of it agrees."""
        by_ms = MINUTE_MS if number % 2 else -MINUTE_MS
        body = {"type": "extend_speech", "entry": self.entry, "by_ms": by_ms}
        body["command_id"] = name = f"click-{number}"
        line = Line(self.warm.port, f"{self.api}/commands", self.token, body)
        struck(self.warm, blow, line.send, line.receive)
        line.receive()
        line.close()
        looked = await look(self.data)
        assert looked.faults == [], blow
        self.warm.start(self.data)
        self.judge(name, blow, looked, line.answer)
        self.limit += by_ms * len(looked.of(LIST, name))
        assert self.shown() == self.limit, blow

    def judge(self, name: str, blow: Scripted, looked: Looked, answer: Any) -> None:
        """The answer, the fate and the journal say the same."""
        done = bool(looked.of(LIST, name))
        assert done is CARRIED_OUT.get(blow.moment, done), blow
        fate = self.ask(f"/commands/{name}")
        assert (fate.status, fate.body.get("accepted", False)) == (200 if done else 404, done)
        if answer is not None:
            assert done, "what was answered is there"
            assert answer["rev"] == fate.body["rev"] == looked.of(LIST, name)[-1].rev
        how = "done" if done else "not done"
        self.told[f"{blow.moment}: {how}, {'answered' if answer else 'no answer'}"] += 1


@pytest.mark.timeout(600)
async def test_two_hundred_kills_and_each_click_is_done_once_or_not_at_all(tmp_path: Path) -> None:
    data = tmp_path / "data"
    secrets = await prepare(data, 1)
    async with coordinators() as warm:
        rig = Rig(warm, data, secrets[LIST]["host-1"])
        await asyncio.to_thread(warm.start, data)
        rig.begin()
        for number, blow in enumerate(script(KILLS, SEED)):
            await rig.click(number, blow)
        assert warm.kills == KILLS
        warm.stop()
    looked = await look(data)
    assert looked.faults == []
    done = [name for number in range(KILLS) if looked.of(LIST, name := f"click-{number}")]
    print(json.dumps({"kills": KILLS, "done": len(done), **dict(sorted(rig.told.items()))}))
    unanswered = sum(count for how, count in rig.told.items() if how.endswith("no answer"))
    assert unanswered >= KILLS // 2, "most kills fell between the click and its answer"
    assert rig.told[f"{Moment.AFTER_JOURNAL}: done, no answer"], "and some of these were done"
