"""Records over real sockets: exactly once, in order, refused alone, answered when durable."""

from __future__ import annotations

import asyncio

import pytest

from coordinator.gateway.conversation import JOBS_MAX
from tests.support.agents_door import Meeting, attendance
from tests.support.until import until_async
from wire.vocabulary import PersonId


async def statuses(meeting: Meeting, site: str = "64") -> list[str]:
    """The state of each of a site's people."""
    found: list[str] = await meeting.state(
        lambda session: [session.people[p].status.value for p in session.sites[site].people]
    )
    return found


async def test_an_ack_means_durable(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await agent.records((1, attendance("64.p01")), (2, attendance("64.p02", "online")))
    ack = await agent.expect("ack")
    assert ack == {
        "type": "ack",
        "site": "64",
        "incarnation": "one",
        "upto": 2,
        "refused": [],
    }
    assert await meeting.journaled() == [(1, "AttendanceNoted"), (2, "AttendanceNoted")]
    again = (await meeting.store.load(meeting.conductor.id)).session
    assert again.people[PersonId("64.p02")].status.value == "online"


async def test_a_record_that_comes_again_changes_nothing(meeting: Meeting) -> None:
    agent = await meeting.agent()
    for _ in range(3):
        await agent.records((1, attendance("64.p01")), (2, attendance("64.nobody")))
        ack = await agent.expect("ack")
        assert (ack["upto"], ack["refused"]) == (2, [{"seq": 2, "code": "forbidden"}])
    assert await meeting.journaled() == [(1, "AttendanceNoted"), (2, "CommandRefused")]


async def test_the_same_records_on_two_links_at_once_count_once(meeting: Meeting) -> None:
    links = [await meeting.agent() for _ in range(2)]
    items = [(seq, {"kind": "head_count", "count": seq}) for seq in range(1, 101)]
    await asyncio.gather(*(link.records(*items) for link in links))
    for link in links:
        await link.expect("ack", upto=100, refused=[])
    assert await meeting.journaled() == [(seq, "HeadCountNoted") for seq in range(1, 101)]


async def test_a_gap_takes_nothing_beyond_it_and_says_where_to_go_on(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await agent.records((1, attendance("64.p01")), (3, attendance("64.p02")))
    assert (await agent.expect("ack"))["upto"] == 1
    error = await agent.expect("error")
    assert (error["code"], error["ref"], error["expected"]) == ("gap", "64", 2)
    assert (error["retry"], error["retry_after_ms"]) == ("later", 0)
    await agent.records((2, attendance("64.p02")), (3, attendance("64.p02", "online")))
    await agent.expect("ack", upto=3)
    assert await statuses(meeting) == ["in_person", "online"]


async def test_the_same_number_with_other_content_is_a_conflict_and_the_first_stands(
    meeting: Meeting,
) -> None:
    agent = await meeting.agent()
    await agent.records((1, attendance("64.p01", "online")))
    await agent.expect("ack", upto=1)
    await agent.records((1, attendance("64.p01", "absent")), (2, attendance("64.p02")))
    ack = await agent.expect("ack")
    assert (ack["upto"], ack["refused"]) == (2, [{"seq": 1, "code": "seq_conflict"}])
    assert await statuses(meeting) == ["online", "in_person"]


@pytest.mark.parametrize(
    "poison",
    [
        {"kind": "hologram"},
        {"kind": "head_count", "count": -1},
        {"kind": "attendee", "person": "64.x1", "name": "a\u202eb"},
        {"kind": "attendee", "person": "64.x1", "name": "x" * 400},
        attendance("64.p01", "excused", reason="a\u0000b"),
    ],
)
async def test_a_poison_record_is_refused_alone(meeting: Meeting, poison: dict[str, str]) -> None:
    agent = await meeting.agent()
    await agent.records((1, attendance("64.p01")), (2, poison), (3, attendance("64.p02")))
    ack = await agent.expect("ack")
    assert (ack["upto"], ack["refused"]) == (3, [{"seq": 2, "code": "bad_value"}])
    assert await statuses(meeting) == ["in_person", "in_person"]
    assert (2, "CommandRefused") in await meeting.journaled()


async def test_another_sites_person_is_refused_even_to_a_link_of_both(meeting: Meeting) -> None:
    agent = await meeting.knock(await meeting.secret("64", "04"))
    await agent.hello(sites=["64", "04"])
    await agent.expect("welcome")
    await agent.records((1, attendance("04.p01")), site="64")
    ack = await agent.expect("ack", site="64")
    assert ack["refused"] == [{"seq": 1, "code": "forbidden"}]
    assert await statuses(meeting, "04") == ["not_called", "not_called"]


async def test_each_site_of_a_link_has_its_own_numbers(meeting: Meeting) -> None:
    agent = await meeting.knock(await meeting.secret("64", "04"))
    await agent.hello(sites=["64", "04"])
    await agent.expect("welcome")
    for site in ("64", "04"):
        await agent.records((1, {"kind": "head_count", "count": 5}), site=site)
        await agent.expect("ack", site=site, upto=1)


async def test_records_of_another_outbox_are_not_taken_on_this_link(meeting: Meeting) -> None:
    agent = await meeting.agent(incarnation="one")
    agent.incarnation = "two"
    await agent.records((1, attendance("64.p01")))
    error = await agent.expect("error")
    assert (error["code"], error["ref"]) == ("bad_message", "64")
    assert await meeting.journaled() == []


async def test_with_a_full_disk_the_agent_keeps_its_records_and_tries_later(
    meeting: Meeting,
) -> None:
    agent = await meeting.agent()
    await agent.view("own")
    meeting.store.full = True
    await agent.records((1, attendance("64.p01")))
    assert (await agent.expect("ack"))["upto"] == 0
    error = await agent.expect("error")
    assert (error["code"], error["ref"], error["retry"]) == ("slow_down", "64", "later")
    assert error["retry_after_ms"] > 0
    meeting.store.full = False

    async def taken() -> bool:
        await agent.records((1, attendance("64.p01")))
        return bool((await agent.expect("ack"))["upto"] == 1)

    await until_async(taken, "the record is taken once there is room")
    assert await meeting.journaled() == [(1, "AttendanceNoted")]


async def test_with_a_full_inbox_the_agent_tries_later(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = await meeting.agent()
    monkeypatch.setattr("coordinator.inbox.INBOX_MAX", 1)
    await agent.records(*((seq, {"kind": "head_count", "count": seq}) for seq in range(1, 11)))
    ack = await agent.expect("ack")
    assert 0 < ack["upto"] < 10
    error = await agent.expect("error", code="slow_down")
    assert error["expected"] == ack["upto"] + 1


async def test_many_batches_at_once_are_taken_in_their_order(meeting: Meeting) -> None:
    agent = await meeting.agent()
    batches = 2 * JOBS_MAX
    for seq in range(1, batches + 1):
        await agent.records((seq, {"kind": "head_count", "count": seq}))
    assert [(await agent.expect("ack"))["upto"] for _ in range(batches)] == list(
        range(1, batches + 1)
    )


async def test_device_time_and_offset_make_the_time_it_happened(meeting: Meeting) -> None:
    agent = await meeting.agent()
    now = meeting.conductor.now()
    await agent.say(
        "records",
        site="64",
        incarnation="one",
        items=[
            {
                "seq": 1,
                "device_at": now + 840_000 - 5_000,
                "offset_ms": -840_000,
                "body": attendance("64.p01"),
            }
        ],
    )
    await agent.expect("ack", upto=1)
    own = await agent.view("own")
    assert own["roster"]["since_from"] == (now - 5_000) // 60_000 * 60_000
    assert own["roster"]["since"] == "000zzz"
