"""Connected screens through the real door: listed, told, renamed, sent elsewhere, forgotten."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import Any
from unittest.mock import ANY
from urllib.parse import urlencode

import pytest
from aiohttp import WSServerHandshakeError
from prometheus_client import CollectorRegistry

from coordinator.clock import SessionClock
from coordinator.console import screens
from coordinator.console.desk import ConsoleSettings
from coordinator.console.meters import Meters
from coordinator.console.outlet import Outlet
from coordinator.console.people import Asker, Guests, Proof
from coordinator.console.screen_words import Identify, Redirect, Rename
from coordinator.console.screens import GONE_KEPT_MS, Claim, Registry, clean
from coordinator.core.base import Refused
from coordinator.credentials import Credentials
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Grant
from tests.coordinator.console.conftest import Door, Stream, opened
from tests.support.until import until_async
from wire.vocabulary import Role

LEFT = "man-hinh-trai"


def watch(
    door: Door, who: str = "stage", view: str = "stage", **said: str
) -> AbstractAsyncContextManager[Stream]:
    claim = {"screen": LEFT, "page": "clock", "name": "Màn hình trái", **said}
    return door.watch(f"{door.base}/stream?view={view}&{urlencode(claim)}", who)


async def told(door: Door, body: Any, screen: str = LEFT, who: str = "host") -> Any:
    return await door.ask("POST", f"{door.base}/screens/{screen}", who, json=body)


async def test_a_screen_is_listed_while_it_is_connected(live: Door) -> None:
    async with watch(live, looks="size=1.4&over=off") as stream:
        known = await stream.next("screen")
        assert (known["do"], known["number"], known["name"]) == ("known", 1, "Màn hình trái")
        listed = (await live.get(f"{live.base}/screens", "organizer")).body
        assert listed["screens"] == [
            {
                "screen": LEFT,
                "number": 1,
                "name": "Màn hình trái",
                "page": "clock",
                "looks": "size=1.4&over=off",
                "role": "stage",
                "windows": 1,
                "since_at": ANY,
                "gone_at": None,
            }
        ]
        assert listed["at"] >= listed["screens"][0]["since_at"]

    async def gone() -> bool:
        (row,) = (await live.get(f"{live.base}/screens", "host")).body["screens"]
        return row["gone_at"] is not None and row["windows"] == 0

    await until_async(gone, "shown as away")
    answered = await told(live, {"do": "identify"})
    assert (answered.status, answered.body["code"]) == (409, "wrong_state")


async def test_identify_rename_and_redirect_reach_the_page(live: Door) -> None:
    async with watch(live) as stream:
        await stream.next("screen")
        assert (await told(live, {"do": "identify"}, who="secretary")).status == 200
        assert (await stream.next("screen"))["do"] == "identify"
        renamed = await told(live, {"do": "rename", "name": "  Cánh gà \u202e phải "})
        assert renamed.body["name"] == "Cánh gà phải"
        assert (await stream.next("screen"))["name"] == "Cánh gà phải"
        assert (await told(live, {"do": "redirect", "to": "queue?size=1.4"})).status == 200
        frame = await stream.next("screen")
        assert (frame["do"], frame["to"]) == ("redirect", "queue?size=1.4")


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/clock",
        "clock/other-session",
        "../host",
        "host",
        "clock#t=secret",
        "clock?next=\u0111",
        "clock?a=1\nb",
        "clock?" + "a" * 201,
        "",
    ],
)
async def test_no_screen_is_sent_anywhere_else(live: Door, to: str) -> None:
    async with watch(live) as stream:
        await stream.next("screen")
        answered = await told(live, {"do": "redirect", "to": to})
        assert (answered.status, answered.body["code"]) == (422, "bad_message")


@pytest.mark.parametrize(
    "body",
    [
        {"do": "rename", "name": ""},
        {"do": "rename", "name": "x" * 41},
        {"do": "explode"},
        {"do": "identify", "more": 1},
        [],
    ],
)
async def test_what_a_screen_cannot_be_told(live: Door, body: Any) -> None:
    async with watch(live) as stream:
        await stream.next("screen")
        assert (await told(live, body)).status == 422


async def test_a_name_of_nothing_visible_changes_nothing(live: Door) -> None:
    async with watch(live) as stream:
        await stream.next("screen")
        renamed = await told(live, {"do": "rename", "name": "\u200b\u200b"})
        assert renamed.body["name"] == "Màn hình trái"


async def test_who_may_list_and_tell(live: Door) -> None:
    for who in ("stage", "admin", "site:64"):
        assert (await live.get(f"{live.base}/screens", who)).status == 403
        assert (await told(live, {"do": "identify"}, who=who)).status == 403
    answered = await told(live, {"do": "identify"}, screen="nobody-here")
    assert (answered.status, answered.body["code"]) == (404, "not_found")


async def test_the_wall_and_the_order_for_a_read_only_link(live: Door) -> None:
    await live.accepted("host", "request_floor", site="64", kind="debate")
    for who in ("stage", "host", "secretary", "organizer"):
        async with watch(live, who, "wall") as wall, watch(live, who, "queue") as queue:
            assert [spot["site"] for spot in (await wall.view())["spots"]][:2] == ["TW", "BTC"]
            assert [row["site"] for row in (await queue.view())["rows"]] == ["64"]
    async with watch(live, view="wall") as wall, watch(live, view="queue") as queue:
        await wall.view()
        await queue.view()
        await live.accepted("host", "give_floor", entry="e1")
        assert (await wall.view(lambda view: view["on_air"]))["on_air"] == "64"
        view = await queue.view(lambda view: view["speaking"])
        assert (view["speaking"]["site_name"], view["rows"]) == ("Gia Lai", [])


@pytest.mark.parametrize(
    "claim",
    [{"screen": "short"}, {"screen": "x" * 41}, {"screen": "a b c d e"}, {"page": "host"}],
)
async def test_a_claim_that_cannot_be_read(live: Door, claim: dict[str, str]) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        async with watch(live, **claim):
            pass
    assert refused.value.status == 422


async def test_looks_that_could_not_be_sent_back_are_not_kept(live: Door) -> None:
    async with watch(live, looks='size=1"><script>') as stream:
        await stream.next("screen")
        (row,) = (await live.get(f"{live.base}/screens", "host")).body["screens"]
        assert row["looks"] == ""


async def test_who_does_not_say_which_screen_is_not_listed(live: Door) -> None:
    async with live.watch(f"{live.base}/stream?view=stage", "stage") as stream:
        await stream.view()
        assert (await live.get(f"{live.base}/screens", "host")).body["screens"] == []


async def test_after_a_restart_a_screen_says_anew_who_it_is() -> None:
    async with opened(ConsoleSettings()) as before, watch(before) as stream:
        await stream.next("screen")
        await told(before, {"do": "rename", "name": "Phòng chờ"})
        store = before.store
    async with opened(ConsoleSettings(), store) as after:
        assert (await after.get(f"{after.base}/screens", "host")).body["screens"] == []
        async with watch(after, name="Phòng chờ") as stream:
            assert (await stream.next("screen"))["name"] == "Phòng chờ"


# --- the registry by itself ---------------------------------------------------------------------


class Watched:
    """A registry whose time stands still, and pages for it."""

    def __init__(self) -> None:
        self.now = 1_000_000
        self.registry = Registry(lambda: self.now)
        self._guests = Guests(Credentials(MemoryStore(), SessionClock()), ())
        self._meters = Meters(CollectorRegistry())

    def outlet(self) -> Outlet:
        grant = Grant("g", Role.STAGE, None)
        return Outlet(
            Asker(grant, (grant,), Proof("bearer", "")),
            self._guests,
            self._meters,
            lambda: self.now,
        )

    def present(self, screen: str, name: str = "") -> AbstractContextManager[None]:
        claim = Claim(screen, name, "clock", "", Role.STAGE)
        return self.registry.present(claim, self.outlet())

    @property
    def numbers(self) -> dict[str, int]:
        return {row.screen: row.number for row in self.registry.listed().screens}


async def test_two_windows_are_one_screen_and_a_free_number_is_given_again() -> None:
    watched = Watched()
    with watched.present("aaaaaaaa"), watched.present("bbbbbbbb"), watched.present("aaaaaaaa"):
        assert watched.numbers == {"aaaaaaaa": 1, "bbbbbbbb": 2}
        assert [row.windows for row in watched.registry.listed().screens] == [2, 1]
    watched.now += GONE_KEPT_MS
    with watched.present("bbbbbbbb"):
        watched.now += 1
        assert watched.numbers == {"bbbbbbbb": 2}
        with watched.present("cccccccc"):
            assert watched.numbers == {"cccccccc": 1, "bbbbbbbb": 2}


async def test_the_list_is_bounded_and_the_first_that_left_makes_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(screens, "SCREENS_MAX", 2)
    monkeypatch.setattr(screens, "WINDOWS_MAX", 1)
    watched = Watched()
    with watched.present("aaaaaaaa"):
        with watched.present("bbbbbbbb"), watched.present("cccccccc"), watched.present("bbbbbbbb"):
            rows = watched.registry.listed().screens
            assert [(row.screen, row.windows) for row in rows] == [("aaaaaaaa", 1), ("bbbbbbbb", 1)]
        with watched.present("cccccccc"):
            assert watched.numbers == {"aaaaaaaa": 1, "cccccccc": 2}


async def test_words_for_one_screen() -> None:
    watched = Watched()
    with watched.present("aaaaaaaa", "Trái"):
        assert watched.registry.act("aaaaaaaa", Identify(do="identify")).name == "Trái"
        assert watched.registry.act("aaaaaaaa", Rename(do="rename", name="Phải")).name == "Phải"
        assert watched.registry.act("aaaaaaaa", Redirect(do="redirect", to="wall")).page == "clock"
    with pytest.raises(Refused):
        watched.registry.act("aaaaaaaa", Identify(do="identify"))


def test_a_name_is_one_line_of_bounded_length() -> None:
    assert clean(" Màn\nhình \u200b\u202etrái ") == "Màn hình trái"
    assert clean("x" * 100) == "x" * 40
