"""Kills between a click and its answer, with the real host page: it says of each click whether it
was recorded, and when, or that it was not carried out; and it is right."""

from __future__ import annotations

import asyncio
import json
import os
import random
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Request, Route

from tests.support.browser import Seat, chromium, sit
from tests.support.killed import CARRIED_OUT, Moment, Scripted, struck
from tests.support.lists_at_once import prepare
from tests.support.processes import call
from tests.support.replayed import Looked, look
from tests.support.until import until
from tests.support.warm import Warm

pytestmark = pytest.mark.browser

# Each takes a second; PAGE_KILLS=200 for a long run.
KILLS = int(os.environ.get("PAGE_KILLS", "48"))
SEED, LIST = 20230908, "list-0"
# A click that is to meet a kill anywhere is made by a timer, so that both fall within some ms.
CLICK_IN_S, AFTER_S_MAX = 0.05, 0.015
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

CLICK_SOON = "([id, ms]) => void setTimeout(() => document.querySelector(id).click(), ms)"
SETTLED = """
() => {
  const said = document.querySelector('[data-testid="trace-speech"] [data-fate]');
  return ['recorded', 'lost', 'refused', 'conflict'].includes(said?.dataset.fate)
    && [said.dataset.fate, said.innerText.trim()];
}
"""
UNANSWERED = """
() => document.querySelector('[data-testid="trace-speech"] [data-fate]')?.dataset.fate === 'asking'
"""


@dataclass
class Desk:
    """A host before the page, and all that the page sent."""

    warm: Warm
    data: Path
    token: str
    seat: Seat
    sent: list[str] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    shown_rev: int = 0

    def __post_init__(self) -> None:
        self.seat.page.on("request", self._note)
        self.seat.page.on("websocket", lambda line: line.on("framereceived", self._shown))
        self.seat.page.reload()

    def _shown(self, frame: str | bytes) -> None:
        said = json.loads(frame)
        if said["type"] == "view":
            self.shown_rev = said["data"]["floor_rev"]

    def _note(self, request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/commands"):
            self.sent.append(json.loads(request.post_data or "{}")["command_id"])

    def ask(self, path: str, body: Any = None) -> Any:
        url = f"{self.warm.url}/api/v1/sessions/{LIST}{path}"
        return call(url, token=self.token, body=body)

    def kill_at(self, blow: Scripted, button: str) -> str:
        """Press the button, and kill at that moment; the id of the command."""
        page, before = self.seat.page, len(self.sent)
        self.ready(button)

        def click() -> None:
            if blow.moment is Moment.ANY:
                page.evaluate(CLICK_SOON, [f'[data-testid="{button}"]', CLICK_IN_S * 1000])
                return
            ends = page.expect_request if blow.moment is Moment.UNREAD else page.expect_response
            if blow.moment in (Moment.UNREAD, Moment.ANSWERED):
                with ends(lambda one: one.url.endswith("/commands")):
                    self.seat.click(button)
            else:
                self.seat.click(button)

        def seen() -> None:
            if blow.moment is not Moment.ANSWERED:
                page.wait_for_function(UNANSWERED)

        struck(self.warm, blow, click, seen)
        assert look_at(self.data).faults == []
        self.warm.start(self.data)
        # A click that a page's timer makes may come later than its coordinator's end.
        until(lambda: page.evaluate("1") and len(self.sent) > before, "the click was sent")
        fate, words = page.wait_for_function(SETTLED).json_value()
        (name,) = set(self.sent[before:])
        self.judge(name, blow, fate, words)
        return name

    def ready(self, button: str) -> None:
        """The page has the list as it is again, and the button can be pressed."""
        page, rev = self.seat.page, self.ask("/floor").body["floor_rev"]
        page.locator('[data-testid="countdown"]').wait_for()
        until(lambda: page.evaluate("1") and self.shown_rev >= rev, "the list on the page")
        page.locator(f'[data-testid="{button}"]:enabled').wait_for()
        page.locator('[data-testid="freshness"][data-stale="false"]').wait_for()

    def judge(self, name: str, blow: Scripted, fate: str, words: str) -> None:
        """What the page says is what the coordinator has."""
        reply = self.ask(f"/commands/{name}")
        done = reply.status == 200 and reply.body["accepted"]
        assert done is CARRIED_OUT.get(blow.moment, done), blow
        assert fate == ("recorded" if done else "lost"), (blow, words)
        if done:
            at = datetime.fromtimestamp(reply.body["at"] / 1000, HANOI)
            assert words == f"đã ghi {at:%H:%M:%S}"
        else:
            assert words == "chưa được áp dụng – bấm lại"
        self.told[f"{blow.moment}: {fate}"] += 1


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A coordinator with a page; somebody speaks."""
    data = tmp_path / "data"
    token = asyncio.run(prepare(data, 1))[LIST]["host-1"]
    warm = Warm()
    try:
        warm.start(data)
        with chromium() as browser:
            seat = sit(browser, f"{warm.url}/host/{LIST}#t={token}")
            rig = Desk(warm, data, token, seat)
            asks = {"type": "request_floor", "site": "64", "kind": "intervention"}
            rig.ask("/commands", {"command_id": "1", "type": "start_session"})
            reply = rig.ask("/commands", {"command_id": "2", "channel": "chair", **asks})
            given = {"command_id": "3", "type": "give_floor", "entry": reply.body["entry"]}
            assert rig.ask("/commands", given).status == 200
            yield rig
            assert (seat.outside, seat.faults) == ([], [])
    finally:
        warm.close()


@pytest.mark.timeout(900)
def test_the_page_says_of_each_click_what_became_of_it(desk: Desk) -> None:
    chance = random.Random(SEED)
    moments = [list(Moment)[number % len(Moment)] for number in range(KILLS)]
    chance.shuffle(moments)
    names, limit = [], desk.ask("/floor").body["speaking"]["limit_ms"]
    for number, moment in enumerate(moments):
        blow = Scripted(moment, CLICK_IN_S + chance.uniform(-0.005, AFTER_S_MAX))
        names.append(desk.kill_at(blow, "extend" if number % 2 else "shorten"))
    shown = desk.ask("/floor").body["speaking"]["limit_ms"]
    desk.warm.stop()
    looked = look_at(desk.data)
    assert looked.faults == []
    assert shown == limit + sum(event.by_ms for event in extensions(looked, names))
    print(json.dumps({"kills": KILLS, **dict(sorted(desk.told.items()))}))
    recorded = sum(count for how, count in desk.told.items() if how.endswith("recorded"))
    assert len(extensions(looked, names)) == recorded
    assert len(set(names)) == KILLS == desk.warm.kills


def test_what_the_page_called_not_carried_out_cannot_come_true_later(desk: Desk) -> None:
    """The line holds the click back, breaks, and delivers it when all is over: as a network does
    that mends itself while the page is already back on another connection."""
    held: list[tuple[str, dict[str, str], str]] = []

    def hold(route: Route) -> None:
        request = route.request
        body = request.post_data or "{}"
        if not held and json.loads(body).get("type") == "extend_speech":
            held.append((request.url, request.all_headers(), body))
            route.abort()
        else:
            route.continue_()

    page, limit = desk.seat.page, desk.ask("/floor").body["speaking"]["limit_ms"]
    page.route("**/commands", hold)
    desk.ready("extend")
    desk.seat.click("extend")
    fate, _ = page.wait_for_function(SETTLED).json_value()
    assert fate == "lost"
    ((url, headers, body),) = held
    wanted = {name: headers[name] for name in ("cookie", "origin", "x-diemcau-as", "content-type")}
    late = urllib.request.Request(url, data=body.encode(), headers=wanted)
    with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(late):
        pass
    with refused.value:
        assert json.load(refused.value)["code"] == "given_up"
    assert desk.ask("/floor").body["speaking"]["limit_ms"] == limit


def look_at(data: Path) -> Looked:
    """In a thread of its own: the browser has the loop of this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(look(data))).result()


def extensions(looked: Looked, names: list[str]) -> list[Any]:
    """The changes of the limit that the clicks made."""
    return [one.event for name in names for one in looked.of(LIST, name)]
