"""Pictures to many: all at once, newest wins, nobody waits for anybody."""

from __future__ import annotations

import asyncio
import time

import pytest

from coordinator.core.base import Actor, ErasePerson
from coordinator.core.conduct import BeginRestricted, EndRestricted
from coordinator.core.floor.commands import GiveFloor, RequestFloor, SetListOpen
from coordinator.core.floor.turns import TakeByTelephone
from coordinator.core.notices import SendNotice
from coordinator.core.people import PrivateRow
from coordinator.core.rollcall import OpenRollCall
from coordinator.core.session import CloseSession, PauseSession
from coordinator.gateway.fanout import CHUNK, OWN_SLICE
from coordinator.gateway.settings import GatewaySettings
from tests.support.agents_door import Agent, Meeting, Open, attendance
from tests.support.until import until_async
from wire.vocabulary import Channel, EntryId, PersonId, Role, SiteId, SpeechKind

ORGANIZER = Actor("organizer-1", Role.ORGANIZER)
NOTICE = PrivateRow("t_1", "00" * 16, {"text": "Kiểm tra âm thanh"})


async def settled(*agents: Agent) -> None:
    """Their first pictures have come."""
    for agent in agents:
        await agent.view("own")


async def test_a_change_of_the_floor_reaches_every_site_in_one_picture(meeting: Meeting) -> None:
    agents = [await meeting.agent(site) for site in ("64", "04", "01")]
    await settled(*agents)
    await meeting.do(SetListOpen(False))
    views = [await agent.view("floor") for agent in agents]
    assert views[0] == views[1] == views[2]
    assert (views[0]["list_open"], views[0]["rev"]) == (False, meeting.conductor.head.rev)


async def test_a_restricted_part_is_blank_on_every_link_but_those_chosen(meeting: Meeting) -> None:
    chosen, other = await meeting.agent("64"), await meeting.agent("04")
    both = await meeting.knock(await meeting.secret("64", "04"))
    await both.hello(sites=["64", "04"])
    await settled(chosen, other, both)
    await meeting.do(RequestFloor(SiteId("64"), SpeechKind.DEBATE, channel=Channel.CHAIR))
    await meeting.do(GiveFloor(EntryId("e1")))
    await meeting.do(BeginRestricted((SiteId("64"),)))
    for agent in (other, both):
        floor = await agent.view("floor", restricted=True)
        assert (floor["speaking"], floor["next"], floor["waiting"]) == (None, [], 0)
        assert "Điểm" not in str(floor)
    late = await meeting.agent("04")
    assert (await late.view("floor"))["restricted"]
    await meeting.do(TakeByTelephone(EntryId("e1"), True))
    while not ((floor := await chosen.view("floor"))["speaking"] or {}).get("by_phone"):
        assert not floor["restricted"]
    await meeting.do(EndRestricted())
    assert (await other.view("floor", restricted=False))["speaking"]["site"] == "64"


async def test_a_tick_is_shown_to_its_site_and_to_no_other(meeting: Meeting) -> None:
    mine, other = await meeting.agent("64"), await meeting.agent("04")
    await settled(mine, other)
    await mine.records((1, attendance("64.p01")))
    own = await mine.view("own")
    assert own["roster"]["states"] == "PN"
    before = len(other.seen)
    await other.in_turn()
    assert other.kinds()[before:] == ["beat_ack"]
    assert mine.kinds().count("floor") == 1


async def test_a_burst_of_own_changes_is_shown_at_once_and_then_four_times_a_second(
    open_meeting: Open,
) -> None:
    meeting = await open_meeting(GatewaySettings(own_every_s=0.2))
    agent = await meeting.agent()
    await settled(agent)
    began = time.monotonic()
    for seq in range(1, 101):
        await agent.records((seq, {"kind": "head_count", "count": seq}))
    await agent.view("own", head_count=100)
    shown = agent.kinds().count("own")
    assert shown <= 4 + (time.monotonic() - began) / 0.2, (
        f"{shown} pictures of one site for 100 changes"
    )


async def test_a_message_and_a_roll_call_reach_whom_they_are_for(meeting: Meeting) -> None:
    one, two = await meeting.agent("64"), await meeting.agent("04")
    await settled(one, two)
    await meeting.do(SendNotice((SiteId("64"),), NOTICE.as_ref()))
    while not (own := await one.view("own"))["notices"]:
        pass
    assert own["notices"][0]["id"] == "n1"
    await meeting.do(OpenRollCall(60_000))
    for agent in (one, two):
        while not (floor := await agent.view("floor"))["roll_call"]:
            pass
        assert floor["roll_call"]["id"] == "r1"
        assert (await agent.view("own"))["roll_answer"] is None


async def test_more_sites_than_a_slice_are_all_shown(open_meeting: Open) -> None:
    meeting = await open_meeting(points=2 * OWN_SLICE)
    sites = [f"X{number}" for number in range(2 * OWN_SLICE)]
    agent = await meeting.knock(await meeting.secret(*sites))
    await agent.hello(sites=sites)
    seen = {(await agent.view("own"))["site"] for _ in sites}
    assert seen == set(sites)


async def test_more_links_than_a_chunk_all_get_the_floor(meeting: Meeting) -> None:
    count = CHUNK + 5
    agents = await asyncio.gather(*(meeting.agent() for _ in range(count)))
    assert meeting.gateway.links == count
    await meeting.do(SetListOpen(False))
    for agent in agents:
        await agent.view("floor", list_open=False)


async def test_who_does_not_read_delays_nobody_and_gets_the_newest_when_it_does(
    open_meeting: Open,
) -> None:
    meeting = await open_meeting(GatewaySettings(write_buffer_bytes_max=2_000))
    deaf, healthy = await meeting.agent("64", deaf=True), await meeting.agent("04")
    await settled(healthy)
    is_open = True
    while meeting.gateway.counters.pictures_spared == 0:
        is_open = not is_open
        await meeting.do(SetListOpen(is_open))
        floor = await healthy.view("floor", rev=meeting.conductor.head.rev)
    for _ in range(20):
        is_open = not is_open
        await meeting.do(SetListOpen(is_open))
        floor = await healthy.view("floor", rev=meeting.conductor.head.rev)
    assert meeting.gateway.links == 2
    newest = await deaf.view("floor", rev=floor["rev"])
    assert newest == floor
    assert deaf.kinds().count("floor") < healthy.kinds().count("floor")


async def test_an_own_picture_that_was_spared_is_shown_later(open_meeting: Open) -> None:
    settings = GatewaySettings(write_buffer_bytes_max=2_000, own_every_s=0.01)
    meeting = await open_meeting(settings)
    deaf, other = await meeting.agent("64", deaf=True), await meeting.agent("64")
    await settled(other)
    count = 0
    while meeting.gateway.counters.pictures_spared == 0:
        count += 1
        await other.records((count, {"kind": "head_count", "count": count}))
        await other.view("own", head_count=count)
    await deaf.view("own", head_count=count)


async def test_who_never_reads_is_cut_off(open_meeting: Open) -> None:
    settings = GatewaySettings(write_buffer_bytes_max=2_000, slow_peer_s=0.05, sweep_s=0.02)
    meeting = await open_meeting(settings)
    await meeting.agent("64", deaf=True)
    is_open = True
    while meeting.gateway.counters.cut_off == 0:
        is_open = not is_open
        await meeting.do(SetListOpen(is_open))
        await asyncio.sleep(0)
    await until_async(lambda: meeting.gateway.links == 0, "the deaf link is gone")


async def test_replies_that_pile_up_unread_cut_the_link(open_meeting: Open) -> None:
    meeting = await open_meeting(GatewaySettings(write_buffer_bytes_max=2_000))
    deaf = await meeting.agent("64", deaf=True)
    for n in range(1, 200):
        await deaf.say("beat", n=n, t0=2**53 - 1)
    await until_async(lambda: meeting.gateway.links == 0, "cut off")
    assert meeting.gateway.counters.cut_off == 1
    assert await deaf.closed() == 1006


async def test_an_erased_person_is_to_be_forgotten_by_its_site(meeting: Meeting) -> None:
    mine, other = await meeting.agent("64"), await meeting.agent("04")
    without = await meeting.agent("64", features=["beat"])
    await settled(mine, other, without)
    await meeting.do(ErasePerson(PersonId("64.p01")), by=ORGANIZER)
    assert (await mine.expect("forget"))["persons"] == ["64.p01"]
    tags = (await mine.view("own"))["roster"]["pages"]
    page = await mine.page(0)
    assert [(one["id"], one["name"] != "") for one in page["people"]] == [
        ("64.p01", False),
        ("64.p02", True),
    ]
    assert [page["tag"]] == tags
    for agent in (other, without):
        await agent.in_turn()
        assert "forget" not in agent.kinds()


async def test_closing_gives_everyone_the_receipt(meeting: Meeting) -> None:
    agents = [await meeting.agent(site) for site in ("64", "04")]
    await settled(*agents)
    await meeting.do(PauseSession())
    await meeting.do(CloseSession())
    head = meeting.conductor.head
    for agent in agents:
        receipt = (await agent.expect("closing"))["receipt"]
        assert receipt == {"rev": head.rev, "link": head.link}
        assert agent.kinds().count("closing") == 1


async def test_a_pump_that_fails_ends_the_run_instead_of_falling_silent(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    await settled(await meeting.agent())
    loaded = await meeting.store.load(meeting.conductor.id)
    room = meeting.gateway.adopt(meeting.conductor)

    async def planted(_: object) -> None:
        raise AssertionError("planted")

    monkeypatch.setattr(meeting.conductor, "ask", planted)
    room.stir(SiteId("64"))

    def falls() -> bool:
        try:
            room.committed(loaded.session, loaded.people, [], loaded.head)
        except AssertionError as error:
            return str(error) == "planted"
        return False

    await until_async(falls, "the next commit tells of it")


async def test_a_site_that_nobody_speaks_for_any_more_is_not_computed(open_meeting: Open) -> None:
    meeting = await open_meeting(GatewaySettings(own_every_s=0.0))
    agent = await meeting.agent()
    await settled(agent)
    room = meeting.gateway.adopt(meeting.conductor)
    (link,) = room._registry.all()
    room.stir(SiteId("64"))
    room.leave(link)
    await agent.in_turn()
    assert agent.kinds().count("own") == 1


async def test_commits_after_the_door_was_closed_are_none_of_its_business(meeting: Meeting) -> None:
    await meeting.agent()
    await meeting.gateway.close()
    await meeting.do(SetListOpen(False))
    assert meeting.conductor.listeners == []
