"""After the welcome: exactly once, in order, refused alone, answered only when durable."""

from __future__ import annotations

import asyncio

import pytest

from coordinator.core.floor.commands import CallPoint
from coordinator.gateway.conversation import JOBS_MAX
from coordinator.inbox import INBOX_MAX
from tests.support.agents_door import Agent, Meeting, attendance
from tests.support.until import until_async
from wire.vocabulary import EntryId


async def statuses(meeting: Meeting, site: str = "64") -> list[str]:
    """The state of each of a site's people."""
    found: list[str] = await meeting.state(
        lambda session: [session.people[p].status.value for p in session.sites[site].people]
    )
    return found


async def journaled(meeting: Meeting, site: str = "64") -> list[tuple[int, str]]:
    """(seq, event) of every record of a site in the journal, in its order."""
    events = await meeting.store.events(meeting.conductor.id, 0, 10_000)
    return [
        (recorded.source.seq, type(recorded.event).__name__)
        for recorded in events
        if recorded.source is not None and recorded.source.site == site
    ]


# --- records --------------------------------------------------------------------------------------


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
    assert await journaled(meeting) == [(1, "AttendanceNoted"), (2, "AttendanceNoted")]
    again = (await meeting.store.load(meeting.conductor.id)).session
    assert again.people[again.sites["64"].people[1]].status.value == "online"  # type: ignore[index]


async def test_a_record_that_comes_again_changes_nothing(meeting: Meeting) -> None:
    agent = await meeting.agent()
    for _ in range(3):
        await agent.records((1, attendance("64.p01")), (2, attendance("64.nobody")))
        ack = await agent.expect("ack")
        assert (ack["upto"], ack["refused"]) == (2, [{"seq": 2, "code": "forbidden"}])
    assert await journaled(meeting) == [(1, "AttendanceNoted"), (2, "CommandRefused")]


async def test_the_same_records_on_two_links_at_once_count_once(meeting: Meeting) -> None:
    links = [await meeting.agent() for _ in range(2)]
    items = [(seq, {"kind": "head_count", "count": seq}) for seq in range(1, 101)]
    await asyncio.gather(*(link.records(*items) for link in links))
    for link in links:
        await link.expect("ack", upto=100, refused=[])
    assert await journaled(meeting) == [(seq, "HeadCountNoted") for seq in range(1, 101)]


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
    assert (2, "CommandRefused") in await journaled(meeting)


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
    assert await journaled(meeting) == []


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
    assert await journaled(meeting) == [(1, "AttendanceNoted")]


async def test_with_a_full_inbox_the_agent_tries_later(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = await meeting.agent()
    monkeypatch.setattr("coordinator.inbox.INBOX_MAX", 1)
    assert INBOX_MAX > 1
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
    assert own["people"][0]["since_at"] == now - 5_000


# --- intents --------------------------------------------------------------------------------------


async def request(agent: Agent, intent: str = "i1", **fields: object) -> dict[str, object]:
    given = {"intent": intent, "site": agent.site, "age_ms": 0, "kind": "debate", **fields}
    await agent.say("request_floor", **given)
    return await agent.expect("fate", intent=intent)


async def test_a_request_has_a_fate_and_appears_in_the_sites_own(meeting: Meeting) -> None:
    agent = await meeting.agent()
    fate = await request(agent, person="64.p01", topic="Đất đai")
    assert fate == {
        "type": "fate",
        "intent": "i1",
        "site": "64",
        "accepted": True,
        "code": None,
        "entry": "e1",
    }
    while not (own := await agent.view("own"))["requests"]:
        pass
    assert [(r["entry"], r["intent"], r["position"]) for r in own["requests"]] == [("e1", "i1", 1)]


async def test_an_intent_that_comes_again_gets_its_first_fate(meeting: Meeting) -> None:
    first, second = await meeting.agent(), await meeting.agent()
    fates = [await request(link, "i1") for link in (first, second, first)]
    assert [fate["entry"] for fate in fates] == ["e1", "e1", "e1"]
    assert await meeting.state(lambda session: len(session.floor.entries)) == 1


async def test_an_old_intent_is_recorded_and_refused(meeting: Meeting) -> None:
    agent = await meeting.agent()
    fate = await request(agent, age_ms=30_001)
    assert (fate["accepted"], fate["code"]) == (False, "stale_intent")
    assert await meeting.state(lambda session: "64:i1" in session.outcomes)


async def test_ready_answers_one_call_and_no_other(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await request(agent)
    await meeting.do(CallPoint(EntryId("e1")))
    called = None
    while called is None:
        called = (await agent.view("own"))["requests"][0]["called_at"]
    ready = {"site": "64", "age_ms": 0, "entry": "e1", "ready": True}
    await agent.say("report_ready", intent="i2", called_at=called - 1, **ready)
    assert (await agent.expect("fate", intent="i2"))["code"] == "stale_intent"
    await agent.say("report_ready", intent="i3", called_at=called, **ready)
    fate = await agent.expect("fate", intent="i3")
    assert (fate["accepted"], fate["entry"]) == (True, "e1")


async def test_nobody_withdraws_for_another_site(meeting: Meeting) -> None:
    gia_lai = await meeting.agent("64")
    await request(gia_lai)
    other = await meeting.agent("04")
    await other.say("withdraw_request", intent="w", site="04", age_ms=0, entry="e1")
    fate = await other.expect("fate")
    assert (fate["accepted"], fate["code"], fate["entry"]) == (False, "forbidden", None)
    await gia_lai.say("withdraw_request", intent="w", site="64", age_ms=0, entry="e1")
    assert (await gia_lai.expect("fate", intent="w"))["accepted"]


async def test_a_topic_with_hidden_characters_is_named_as_the_fault(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await agent.say(
        "request_floor", intent="i1", site="64", age_ms=0, kind="debate", topic="a\u202eb"
    )
    error = await agent.expect("error")
    assert (error["code"], error["ref"], error["retry"]) == ("bad_name", "i1", "after_fix")
    assert "U+202E" in error["detail"]


async def test_an_intent_without_room_did_not_act(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = await meeting.agent()
    monkeypatch.setattr("coordinator.inbox.INBOX_MAX", 0)
    fate = await request(agent)
    assert (fate["accepted"], fate["code"]) == (False, "busy")
    monkeypatch.undo()
    assert (await request(agent))["accepted"]


# --- beats and health -----------------------------------------------------------------------------


async def test_a_beat_comes_back_with_the_session_clock(meeting: Meeting) -> None:
    agent = await meeting.agent()
    before = meeting.conductor.now()
    await agent.say("beat", n=7, t0=123)
    answer = await agent.expect("beat_ack")
    assert (answer["n"], answer["t0"]) == (7, 123)
    assert before <= answer["t1"] <= answer["t2"] <= meeting.conductor.now()


async def test_every_message_is_a_word_from_its_site(meeting: Meeting) -> None:
    agent = await meeting.knock(await meeting.secret("64", "04"))
    await agent.hello(sites=["64", "04"])
    await agent.expect("welcome")
    await agent.in_turn()
    slots = meeting.conductor.watch.slots
    for slot in slots.values():
        slot.heard_at = 0
    await agent.say("health", site="64", window_ms=15_000, rtt_ms=1, jitter_ms=1, missed=0)
    await until_async(lambda: slots["64"].heard_at > 0, "heard by its report")  # type: ignore[index]
    assert slots["04"].heard_at == 0  # type: ignore[index]
    await agent.in_turn()
    assert slots["04"].heard_at > 0  # type: ignore[index]


async def test_a_health_report_is_judged_and_shown(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await agent.say("health", site="64", window_ms=15_000, rtt_ms=400, jitter_ms=6, missed=0)
    while (line := (await agent.view("own"))["line"])["band"] == "unknown":
        pass
    assert line == {
        "presence": "heard",
        "band": "poor",
        "reason": "round_trip",
        "rtt_ms": 400,
        "jitter_ms": 6,
        "missed": 0,
    }


async def test_a_beat_is_answered_while_a_record_waits_for_the_disk(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await agent.view("own")
    held = asyncio.Event()
    append = meeting.store.append

    async def slow(batch: object, *, reserve: bool = False) -> object:
        await held.wait()
        return await append(batch, reserve=reserve)  # type: ignore[arg-type]

    meeting.store.append = slow  # type: ignore[method-assign,assignment]
    await agent.records((1, attendance("64.p01")))
    await agent.in_turn()
    assert "ack" not in agent.kinds()
    held.set()
    await agent.expect("ack", upto=1)


# --- what was not agreed, and the end -------------------------------------------------------------


async def test_a_part_that_was_not_agreed_is_unsupported(meeting: Meeting) -> None:
    agent = await meeting.agent(features=["beat"])
    await agent.records((1, attendance("64.p01")))
    error = await agent.expect("error")
    assert (error["code"], error["ref"]) == ("unsupported", "64")
    await agent.in_turn()


async def test_bye_is_answered_after_what_came_before(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await agent.records((1, attendance("64.p01")))
    await agent.say("bye")
    assert await agent.closed() == 1000
    assert "ack" in agent.kinds()
    assert await journaled(meeting) == [(1, "AttendanceNoted")]


async def test_a_second_hello_is_a_fault(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await agent.hello()
    assert (await agent.expect("error"))["detail"] == "hello: comes once"
