"""One page's slots, and when something that happens often is shown."""

from __future__ import annotations

import asyncio

from coordinator.console.outlet import Throttle
from tests.coordinator.console.conftest import Door
from tests.support.until import until_async


async def test_the_first_is_shown_at_once_and_the_rest_when_their_time_has_come() -> None:
    shown: list[float] = []
    loop = asyncio.get_running_loop()
    throttle = Throttle(0.2, lambda: shown.append(loop.time()))
    began = loop.time()
    throttle.stir()
    await until_async(lambda: len(shown) == 1, "at once")
    assert shown[0] - began < 0.1
    for _ in range(20):
        throttle.stir()
    await until_async(lambda: len(shown) == 2, "once for all of them")
    assert shown[1] - shown[0] >= 0.19


async def test_what_was_shown_another_way_need_not_be_shown_again() -> None:
    shown: list[str] = []
    throttle = Throttle(0.1, lambda: shown.append("late"))
    throttle.shown()
    throttle.stir()
    throttle.shown()
    other = Throttle(0.2, lambda: shown.append("other"))
    other.shown()
    other.stir()
    await until_async(lambda: "other" in shown, "the other timer")
    assert shown == ["other"]
    throttle.stir()
    throttle.cancel()
    throttle.stir()
    await until_async(lambda: shown == ["other", "late"], "a cancelled one can begin anew")


async def test_the_newest_wins_while_a_page_does_not_read(live: Door) -> None:
    """Frames that a page could not take are dropped, not queued: it sees far fewer than were made,
    and the last."""
    async with live.watch(f"{live.base}/stream?view=host", "host") as stream:
        await stream.view()
        for number in range(300):
            await live.accepted("host", "set_list_open", is_open=bool(number % 2))
        last = await live.rev()
        seen = []
        while not seen or seen[-1] != last:
            seen.append((await stream.view())["rev"])
        assert seen == sorted(set(seen)), "never an older one after a newer"
