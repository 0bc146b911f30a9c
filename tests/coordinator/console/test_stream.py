"""Live views: the floor at once, the rest coalesced, always whole, newest first, under 32 KB."""

from __future__ import annotations

import asyncio
import json

import pytest
from aiohttp import WSServerHandshakeError

from coordinator.console.answers import StageFrame, encode
from coordinator.console.desk import ConsoleSettings
from coordinator.console.fitting import host_frame
from coordinator.console.stream import REST_EVERY_S
from coordinator.core.attendance.commands import NoteHeadCount
from coordinator.views.host import host_view
from coordinator.views.site import floor_frame
from tests.coordinator.console.conftest import Door, Stream, opened
from tests.coordinator.console.crowded import crowded
from tests.support.until import until_async
from wire.limits import VIEW_BYTES_MAX
from wire.vocabulary import (
    SiteId,
)


def host(door: Door) -> str:
    return f"{door.base}/stream?view=host"


def stage(door: Door) -> str:
    return f"{door.base}/stream?view=stage"


async def test_host_and_stage_see_the_floor_change_with_its_commit(live: Door) -> None:
    async with live.watch(host(live), "host") as one, live.watch(stage(live), "stage") as two:
        assert (await one.view())["speaking"] is None
        await two.view()
        done = await live.accepted("host", "request_floor", site="64", kind="debate")
        view = await one.view(lambda view: view["queue"])
        assert view["rev"] == view["floor_rev"] == done["rev"]
        await live.accepted("host", "give_floor", entry="e1")
        frame = await two.view(lambda view: view["speaking"])
        assert frame["speaking"]["site_name"] == "Gia Lai"
        assert "queue" not in frame


async def test_who_may_watch_what(live: Door) -> None:
    for who, view, status in (
        ("secretary", "host", None),
        ("organizer", "stage", None),
        ("organizer", "host", 403),
        ("secretary", "points", None),
        ("operator", "picture", None),
        ("operator", "stage", None),
        ("operator", "host", 403),
        ("host", "picture", None),
        ("stage", "picture", 403),
        ("organizer", "picture", 403),
        ("organizer", "points", 403),
        ("stage", "host", 403),
        ("site:64", "stage", 403),
        ("host", "all", 422),
    ):
        path = f"{live.base}/stream?view={view}"
        if status is None:
            async with live.watch(path, who) as stream:
                await stream.view()
        else:
            with pytest.raises(WSServerHandshakeError) as refused:
                async with live.watch(path, who):
                    pass
            assert refused.value.status == status
    with pytest.raises(WSServerHandshakeError) as refused:
        async with live.watch(host(live)):
            pass
    assert refused.value.status == 401


async def test_much_that_is_no_floor_comes_at_most_four_times_a_second(live: Door) -> None:
    async with live.watch(host(live), "host") as stream:
        await stream.view()
        loop = asyncio.get_running_loop()
        began, seen = loop.time(), []
        counting = asyncio.create_task(_count_views(stream, seen))
        count = 0
        while loop.time() - began < 0.8 or count <= 100:
            count += 1
            await live.submit(NoteHeadCount(SiteId("64"), count))
        last = await live.rev()
        await until_async(lambda: bool(seen) and seen[-1] == last, "the last state is shown")
        counting.cancel()
        took = loop.time() - began
        assert len(seen) <= took / REST_EVERY_S + 2
        assert seen == sorted(seen)


async def _count_views(stream: Stream, seen: list[int]) -> None:
    while True:
        seen.append((await stream.view())["rev"])


async def test_the_states_of_all_points_come_with_the_rest(live: Door) -> None:
    """Never with a commit of the floor, and only to a page that looks at the list."""
    async with live.watch(f"{live.base}/stream?view=points", "host") as stream:
        first = await stream.view()
        assert (first["points"], first["counts"]) == (6, {"n": 4, "s": 1, "r": 1})
        assert first["order"] == (await live.get(f"{live.base}/directory", "host")).body["order"]
        for number in range(20):
            await live.accepted("host", "set_list_open", is_open=bool(number % 2))
        floor_rev = await live.rev()
        live.conductor.heard(SiteId("64"))
        second = await stream.view()
        assert (second["counts"]["c"], second["rev"] > floor_rev) == (1, True)
        assert second["states"] != first["states"]


async def test_more_points_than_can_be_shown_are_refused(
    live: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator.console.stream.POINTS_SHOWN_MAX", 5)
    with pytest.raises(WSServerHandshakeError) as refused:
        async with live.watch(f"{live.base}/stream?view=points", "host"):
            pass
    assert refused.value.status == 413


async def test_the_stage_is_not_told_of_what_it_does_not_show(live: Door) -> None:
    async with live.watch(stage(live), "stage") as stream:
        first = await stream.view()
        for count in range(3):
            await live.submit(NoteHeadCount(SiteId("64"), count))
        await stream.next("alive")
        await stream.next("alive")
        await live.accepted("host", "set_list_open", is_open=False)
        after = await stream.view()
        assert (first["list_open"], after["list_open"]) == (True, False)


async def test_alive_each_second_and_the_clock_exchange(live: Door) -> None:
    async with live.watch(stage(live), "stage") as stream:
        first = await stream.next("alive")
        second = await stream.next("alive")
        assert 800 <= second["at"] - first["at"] <= 10_000
        await stream.socket.send_json({"type": "clock", "t0": 1_234})
        answer = await stream.next("clock")
        assert answer["t0"] == 1_234
        assert first["at"] <= answer["t1"] <= answer["t2"] <= live.conductor.now()


@pytest.mark.slow
async def test_a_session_that_stands_still_does_not_look_alive(live: Door) -> None:
    async with live.watch(stage(live), "stage") as stream:
        await stream.next("alive")
        live.conductor.finish()
        await live.tasks[live.conductor.id]
        # One that was on its way may still come; the one after it must not.
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_two_signs(stream), 2.5)


async def _two_signs(stream: Stream) -> None:
    await stream.next("alive")
    await stream.next("alive")


async def test_what_a_page_may_not_say(live: Door) -> None:
    async with live.watch(stage(live), "stage") as stream:
        for text, code in (
            ("no json", "bad_message"),
            ('{"type":"clock","t0":"x"}', "bad_message"),
            ('{"type":"give_floor","entry":"e1"}', "bad_message"),
        ):
            await stream.socket.send_str(text)
            assert (await stream.next("error"))["code"] == code
        await stream.socket.send_str("{}")
        assert await stream.closed() == 4400
    async with live.watch(stage(live), "stage") as stream:
        await stream.socket.send_bytes(b"\x00")
        assert (await stream.next("error"))["code"] == "unsupported"
        await stream.socket.send_str('"' + "x" * 5_000 + '"')
        assert await stream.closed() == 1009
    async with live.watch(stage(live), "stage") as stream:
        for _ in range(40):
            await stream.socket.send_json({"type": "clock", "t0": 1})
        assert await stream.closed() == 4429


async def test_a_revoked_grant_loses_its_stream(live: Door) -> None:
    async with live.watch(host(live), "host") as one, live.watch(host(live), "secretary") as two:
        await one.view()
        await two.view()
        await live.store.revoke(live.grants["host"].id, live.conductor.now())
        live.console.revoked(live.grants["host"].id)
        assert await one.closed() == 4401
        await two.next("alive")


async def test_a_grant_is_looked_at_again_and_again() -> None:
    async with (
        opened(ConsoleSettings(grant_check_s=0.05)) as door,
        door.watch(stage(door), "stage") as stream,
    ):
        await stream.view()
        await door.store.revoke(door.grants["stage"].id, door.conductor.now())
        assert await stream.closed() == 4401


async def test_no_more_streams_than_allowed() -> None:
    async with opened(ConsoleSettings(streams_max=1)) as door:
        async with door.watch(stage(door), "stage") as stream:
            await stream.view()
            with pytest.raises(WSServerHandshakeError) as refused:
                async with door.watch(stage(door), "stage"):
                    pass
            assert refused.value.status == 503
        for _ in range(100):
            try:
                async with door.watch(stage(door), "stage") as stream:
                    await stream.view()
                    return
            except WSServerHandshakeError:
                continue
        pytest.fail("the place of a page that left was not given back")


async def test_closing_says_goodbye(live: Door) -> None:
    async with live.watch(host(live), "host") as stream:
        await stream.view()
        await live.console.close()
        assert await stream.closed() == 1001


async def test_a_page_that_reads_nothing_delays_nobody(live: Door) -> None:
    async with live.watch(host(live), "host") as slow, live.watch(host(live), "host") as quick:
        await slow.view()
        await quick.view()
        for number in range(200):
            await live.accepted("host", "set_list_open", is_open=bool(number % 2))
        last = await live.rev()
        await quick.view(lambda view: view["rev"] == last)
        await slow.view(lambda view: view["rev"] == last)


@pytest.mark.parametrize(("provinces", "communes"), [(63, 0), (34, 3_321)])
def test_the_whole_view_stays_under_its_bound(provinces: int, communes: int) -> None:
    session, people, watch = crowded(provinces, communes)
    now = session.recorded_at
    view = host_view(session, people, watch, now)
    assert (view.waiting, len(view.incidents)) == (500, 12)
    frame = host_frame(view)
    assert len(frame) <= VIEW_BYTES_MAX
    shown = json.loads(frame)["data"]
    assert len(shown["queue"]) >= 30
    assert shown["waiting"] == 500
    assert len(shown["wall"]) == provinces + 1
    floor = floor_frame(session, people, now)
    assert len(encode(StageFrame("view", "stage", floor))) < VIEW_BYTES_MAX // 8
