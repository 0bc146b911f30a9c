"""A link over real sockets: records, intents, cuts, a second connection, words for trouble."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

from agents.config import Member
from agents.link import Link
from agents.outbox import ActState
from agents.runner import Agent, agent
from tests.support.agent_clock import FastClock
from tests.support.agents_at_work import arrival, head_count, settings
from tests.support.tiny_coordinator import AHEAD_MS, SESSION, TOKEN, TinyCoordinator
from tests.support.until import until_async
from wire.codes import Refusal, WireCode
from wire.messages import Beat, Error, Goodbye, Hello, Records
from wire.site_acts import ReadyAct, RequestAct
from wire.vocabulary import LinkTrouble, SpeechKind


def states(running: Agent, site: str = "64") -> dict[str, str]:
    return {act.id: act.state for act in running.desk.page(site).acts}


async def connected(running: Agent, site: str = "64") -> None:
    await until_async(lambda: running.desk.points[site].link.connected, "connected")


async def answered(running: Agent, site: str = "64") -> None:
    await until_async(lambda: running.desk.points[site].shelf.waiting == 0, "nothing waits")


async def test_an_entry_waits_until_the_ack_and_is_accepted_then(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        await connected(running)
        act = arrival("64.p01")
        assert await running.desk.act("64", act) == (ActState.WAITING, "")
        await answered(running)
        assert states(running) == {act.id: ActState.ACCEPTED}
        page = running.desk.page("64")
        assert page.session == SESSION
        assert page.own is not None
        assert page.own.roster.states[0] == "N", "an entry is never mixed in"


async def test_what_was_entered_before_the_first_welcome_arrives(tmp_path: Path) -> None:
    centre = await TinyCoordinator().start()
    await centre.stop()
    async with agent(settings(centre.url, tmp_path)) as running:
        acts = [head_count(n) for n in range(3)]
        for act in acts:
            await running.desk.act("64", act)
        assert set(states(running).values()) == {ActState.WAITING}
        await centre.start()
        await answered(running)
        assert [item.body.count for item in centre.durable.accepted("64")] == [0, 1, 2]
    await centre.stop()


async def test_a_kill_between_commit_and_ack_leaves_one_record(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        await connected(running)
        centre.die_after_commit = True
        await running.desk.act("64", head_count(7))
        await answered(running)
        assert len(centre.durable.accepted("64")) == 1
        assert len(centre.of(Records)) >= 2, "it was sent again"


async def test_refused_records_are_told_with_their_code(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        centre.durable.refuse = lambda item: Refusal.UNKNOWN_PERSON if item.seq == 1 else None
        await running.desk.act("64", arrival("64.p99"))
        await running.desk.act("64", arrival("64.p01"))
        await answered(running)
        newest, oldest = running.desk.page("64").acts
        assert (oldest.state, oldest.code) == (ActState.REFUSED, "unknown_person")
        assert newest.state == ActState.ACCEPTED


async def test_an_hour_cut_with_two_hundred_entries(tmp_path: Path) -> None:
    """The link is really cut; the clock says that an hour passes."""
    clock = FastClock()
    centre = await TinyCoordinator().start()
    async with agent(settings(centre.url, tmp_path), clock) as running:
        await connected(running)
        await centre.stop()
        ready = ReadyAct(act="report_ready", id="ready-1", entry="e1", called_at=1, ready=True)
        await running.desk.act("64", ready)
        for number in range(200):
            await running.desk.act("64", head_count(number))
            clock.go(18_000)
        assert ActState.ACCEPTED not in states(running).values()
        assert running.desk.points["64"].shelf.waiting == 201
        await centre.start()
        running.links[0].stir()
        await answered(running)
        counts = [item.body.count for item in centre.durable.accepted("64")]
        assert counts == list(range(200))
        assert centre.durable.fates["ready-1"].code is Refusal.STALE_INTENT
        times = [item.device_at + item.offset_ms for item in centre.durable.accepted("64")]
        gaps = {later - earlier for earlier, later in itertools.pairwise(times)}
        assert all(18_000 <= gap < 20_000 for gap in gaps)
    await centre.stop()


async def test_an_intent_gets_its_fate(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        await connected(running)
        act = RequestAct(act="request_floor", id="ask-1", kind=SpeechKind.INTERVENTION)
        await running.desk.act("64", act)
        await answered(running)
        assert states(running) == {"ask-1": ActState.ACCEPTED}


async def test_a_restart_goes_on_where_it_stood(tmp_path: Path) -> None:
    centre = await TinyCoordinator().start()
    async with agent(settings(centre.url, tmp_path)) as running:
        await connected(running)
        await until_async(lambda: running.desk.points["64"].own, "the roster")
        await centre.stop()
        await running.desk.act("64", head_count(1))
    async with agent(settings(centre.url, tmp_path)) as running:
        page = running.desk.page("64")
        assert page.waiting == 1
        assert page.own is not None, "the technician can work on"
        assert len(page.own.roster.states) == 5
        await running.desk.act("64", head_count(2))
        await centre.start()
        await answered(running)
        assert [item.body.count for item in centre.durable.accepted("64")] == [1, 2]
        assert len(centre.durable.taken) == 1, "one outbox, one incarnation"
    await centre.stop()


async def test_session_time_is_the_coordinators_although_the_clock_is_wrong(
    tmp_path: Path,
) -> None:
    async with (
        TinyCoordinator() as centre,
        agent(settings(centre.url, tmp_path, clock_shift_s=840)) as running,
    ):
        await connected(running)
        await until_async(lambda: centre.of(Beat), "a beat")
        link = await until_async(
            lambda: (now := running.desk.page("64").link).rtt_ms is not None and now, "measured"
        )
        assert abs(link.offset_ms - (AHEAD_MS - 840_000)) < 10_000
        assert abs(running.desk.page("64").at - centre.now()) < 10_000


async def test_silence_opens_a_second_connection_and_the_old_one_goes(tmp_path: Path) -> None:
    clock = FastClock()
    async with (
        TinyCoordinator() as centre,
        agent(settings(centre.url, tmp_path), clock) as running,
    ):
        await connected(running)
        await until_async(lambda: running.desk.points["64"].link.rtt_ms is not None, "measured")
        centre.mute()
        for beats in (2, 3):
            clock.go(5_600)
            running.links[0].stir()
            await until_async(lambda beats=beats: len(centre.of(Beat)) >= beats, "a beat")
        await until_async(lambda: len(centre.of(Hello)) == 2, "a second connection")
        await until_async(lambda: len(centre.links) == 1, "the old one is hung up")
        assert running.desk.page("64").link.connected
        await running.desk.act("64", head_count(1))
        await answered(running)
        assert len(centre.durable.accepted("64")) == 1


async def test_goodbye_is_followed_by_coming_back(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        await connected(running)
        await centre.say(Goodbye(type="goodbye", reconnect_window_ms=200))
        await until_async(lambda: len(centre.of(Hello)) == 2, "back again")
        await connected(running)


async def test_a_wrong_token_is_told_and_not_tried_again_at_once(tmp_path: Path) -> None:
    async with (
        TinyCoordinator(tokens={"dc1_other": ("64",)}) as centre,
        agent(settings(centre.url, tmp_path)) as running,
    ):
        point = running.desk.points["64"]
        await until_async(lambda: point.link.trouble, "told")
        assert running.desk.page("64").link.troubles == (LinkTrouble.AUTH_FAILED,)
        assert centre.refused == 1


async def test_a_proxy_that_answers_instead_is_told_in_its_own_words(tmp_path: Path) -> None:
    async def portal(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(portal, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, agent(settings(f"http://127.0.0.1:{port}", tmp_path)) as running:
        point = running.desk.points["64"]
        await until_async(lambda: point.link.trouble, "told")
        assert point.link.trouble is LinkTrouble.PROXY


async def test_a_coordinator_from_a_backup_is_noticed_and_filled_up(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        await connected(running)
        for number in range(10):
            await running.desk.act("64", head_count(number))
        await answered(running)
        await centre.stop()
        centre.durable.back_to(0.5)
        await centre.start()
        await until_async(lambda: running.desk.page("64").link.went_back, "noticed")
        await answered(running)
        counts = [item.body.count for item in centre.durable.accepted("64")]
        assert counts == list(range(10))


async def test_an_error_frame_holds_the_site_back_and_not_the_link(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        await connected(running)
        slow = Error(
            type="error",
            code=WireCode.SLOW_DOWN,
            ref="64",
            retry="later",
            retry_after_ms=300,
        )
        await centre.say(slow)
        await running.desk.act("64", head_count(1))
        await answered(running)
        assert len(centre.of(Hello)) == 1


async def test_two_agents_at_one_site_are_both_served(tmp_path: Path) -> None:
    async with (
        TinyCoordinator() as centre,
        agent(settings(centre.url, tmp_path / "a")) as one,
        agent(settings(centre.url, tmp_path / "b")) as other,
    ):
        await connected(one)
        await connected(other)
        await one.desk.act("64", head_count(1))
        await other.desk.act("64", head_count(2))
        await answered(one)
        await answered(other)
        assert sorted(item.body.count for item in centre.durable.accepted("64")) == [1, 2]


async def test_one_link_carries_many_sites(tmp_path: Path) -> None:
    sites = tuple(f"{number:02}" for number in range(1, 21))
    centre = TinyCoordinator(tokens={TOKEN: sites})
    async with (
        centre,
        agent(settings(centre.url, tmp_path, members=(Member(sites, TOKEN),))) as running,
    ):
        assert isinstance(running.links[0], Link)
        for site in sites:
            await running.desk.act(site, head_count(int(site)))
        for site in sites:
            await answered(running, site)
            assert len(centre.durable.accepted(site)) == 1
        assert len(centre.of(Hello)) == 1
