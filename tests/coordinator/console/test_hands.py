"""Two who conduct see each other's hand on the list, at once, and never their own."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator.console.hands import HANDS_MAX
from tests.coordinator.console.conftest import Door, Stream


def host(door: Door) -> str:
    return f"{door.base}/stream?view=host"


async def held(stream: Stream, *entries: str) -> list[dict[str, Any]]:
    """The next hands that are on these entries."""
    frame = await stream.next(
        "hands", lambda frame: [hand["entry"] for hand in frame["hands"]] == list(entries)
    )
    hands: list[dict[str, Any]] = frame["hands"]
    return hands


async def hold(stream: Stream, entry: str | None) -> None:
    await stream.socket.send_json({"type": "hand", "entry": entry})


async def test_the_other_sees_a_hand_and_when_it_is_let_go(live: Door) -> None:
    async with live.watch(host(live), "host") as one, live.watch(host(live), "secretary") as two:
        await one.view()
        await two.view()
        await hold(one, "e5")
        (hand,) = await held(two, "e5")
        assert hand["by"] == live.grants["host"].id
        assert hand["role"] == "host"
        assert 0 <= live.conductor.now() - hand["since_at"] < 5_000
        await hold(two, "e6")
        await held(one, "e6")
        await hold(one, "e7")
        await held(two, "e7")
        await hold(one, None)
        await held(two)


async def test_who_signs_in_twice_has_two_hands(live: Door) -> None:
    async with live.watch(host(live), "host") as one, live.watch(host(live), "host") as two:
        await one.view()
        await two.view()
        await hold(one, "e1")
        await held(two, "e1")


async def test_who_comes_later_sees_what_is_held_and_who_goes_lets_go(live: Door) -> None:
    async with live.watch(host(live), "host") as stays:
        await stays.view()
        async with live.watch(host(live), "secretary") as goes:
            await goes.view()
            await hold(goes, "e3")
            await held(stays, "e3")
            async with live.watch(host(live), "host") as late:
                await held(late, "e3")
        await held(stays)


async def test_a_hand_of_which_nothing_is_said_is_let_go(
    live: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator.console.hands.HAND_HELD_S", 1)
    async with live.watch(host(live), "host") as one, live.watch(host(live), "secretary") as two:
        await one.view()
        await two.view()
        await hold(one, "e1")
        (first,) = await held(two, "e1")
        await held(two)
        await hold(one, "e1")
        (again,) = await held(two, "e1")
        assert again["since_at"] > first["since_at"]


async def test_only_the_hosts_stream_takes_hands(live: Door) -> None:
    async with live.watch(f"{live.base}/stream?view=stage", "host") as stream:
        await stream.view()
        await hold(stream, "e1")
        error = await stream.next("error")
        assert error["code"] == "unsupported"
    async with live.watch(host(live), "host") as stream:
        await stream.view()
        await stream.socket.send_json({"type": "hand", "entry": "no entry"})
        error = await stream.next("error")
        assert (error["code"], error["detail"]) == (
            "bad_message",
            "hand.entry: string_pattern_mismatch",
        )


async def test_of_very_many_hands_the_last_are_not_shown(
    live: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert HANDS_MAX >= 8
    monkeypatch.setattr("coordinator.console.hands.HANDS_MAX", 1)
    async with live.watch(host(live), "host") as one, live.watch(host(live), "secretary") as two:
        await one.view()
        await two.view()
        await hold(one, "e1")
        await held(two, "e1")
        await hold(two, "e2")
        await hold(one, "e3")
        await held(two, "e3")
        await hold(one, None)
        await hold(two, "e4")
        await held(one, "e4")
