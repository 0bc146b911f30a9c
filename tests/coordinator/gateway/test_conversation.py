"""After the welcome: intents and their fates, beats, health, and the end of the talk."""

from __future__ import annotations

import asyncio

import pytest

from coordinator.core.floor.commands import CallPoint, DeclineRequest
from coordinator.ports import Batch, Head
from tests.support.agents_door import Agent, Meeting, attendance
from tests.support.until import until_async
from wire.vocabulary import EntryId, SiteId


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
    await until_async(lambda: slots[SiteId("64")].heard_at > 0, "heard by its report")
    assert slots[SiteId("04")].heard_at == 0
    await agent.in_turn()
    assert slots[SiteId("04")].heard_at > 0


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
        "media": "unknown",
    }


async def test_a_beat_is_answered_while_a_record_waits_for_the_disk(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = await meeting.agent()
    await agent.view("own")
    held = asyncio.Event()
    append = meeting.store.append

    async def slow(batch: Batch, *, reserve: bool = False) -> Head:
        await held.wait()
        return await append(batch, reserve=reserve)

    monkeypatch.setattr(meeting.store, "append", slow)
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
    assert await meeting.journaled() == [(1, "AttendanceNoted")]


async def test_a_second_hello_is_a_fault(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await agent.hello()
    assert (await agent.expect("error"))["detail"] == "hello: comes once"


# --- what a site says besides attendance --------------------------------------------------------


async def test_a_site_writes_reads_that_it_must_write_and_names_its_head(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await request(agent)
    await meeting.do(DeclineRequest(EntryId("e1")))
    await agent.records(
        (1, {"kind": "message", "text": "Xin phép trình chiếu"}),
        (2, {"kind": "decline_read", "entry": "e1"}),
        (3, {"kind": "written", "entry": "e1"}),
        (4, {"kind": "head", "person": "64.p02"}),
        (5, {"kind": "written", "entry": "e9"}),
        (6, {"kind": "hologram"}),
    )
    ack = await agent.expect("ack", upto=6)
    assert ack["refused"] == [
        {"seq": 5, "code": "forbidden"},
        {"seq": 6, "code": "bad_value"},
    ]
    while not (own := await agent.view("own"))["messages"]:
        pass
    assert [(one["text"], one["read_at"]) for one in own["messages"]] == [
        ("Xin phép trình chiếu", None)
    ]
    assert (own["declined"]["read"], own["declined"]["written"]) == (True, True)
    assert own["declined_at"] == own["declined"]["at"]
    assert own["roster"]["head"] == "64.p02"


async def test_ready_confirms_who_will_speak(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await request(agent)
    await meeting.do(CallPoint(EntryId("e1")))
    called = None
    while called is None:
        called = (await agent.view("own"))["requests"][0]["called_at"]
    ready = {"site": "64", "age_ms": 0, "entry": "e1", "ready": True, "called_at": called}
    await agent.say("report_ready", intent="i2", person="04.p01", **ready)
    assert (await agent.expect("fate", intent="i2"))["code"] == "forbidden"
    await agent.say("report_ready", intent="i3", person="64.p02", **ready)
    assert (await agent.expect("fate", intent="i3"))["accepted"]
    row = (await agent.view("own"))["requests"][0]
    assert (row["person"], row["confirmed"]) == ("64.p02", True)


# --- the roster -----------------------------------------------------------------------------------


async def test_the_pages_of_the_roster_that_are_asked_for(meeting: Meeting) -> None:
    agent = await meeting.agent()
    tags = (await agent.view("own"))["roster"]["pages"]
    first, beyond = await agent.page(0), await agent.page(9)
    assert [one["id"] for one in first["people"]] == ["64.p01", "64.p02"]
    assert all(one["name"] for one in first["people"])
    assert (first["site"], first["page"], [first["tag"]]) == ("64", 0, tags)
    assert (beyond["page"], beyond["tag"], beyond["people"]) == (9, "", [])


async def test_what_was_said_of_a_person_besides_the_state(meeting: Meeting) -> None:
    agent = await meeting.agent()
    excused = {**attendance("64.p02"), "status": "excused", "reason": "Đi công tác"}
    await agent.records((1, excused))
    await agent.expect("ack", upto=1)
    await agent.say("said_wanted", site="64", persons=["04.p01", "64.p02", "64.p99"])
    (said,) = (await agent.expect("said"))["people"]
    assert (said["person"], said["reason"], said["corrections"]) == ("64.p02", "Đi công tác", 0)


async def test_names_are_for_their_site_and_for_links_that_agreed(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await agent.say("roster_wanted", site="04", pages=[0])
    assert (await agent.expect("error"))["code"] == "forbidden"
    plain = await meeting.agent(features=["beat"])
    await plain.say("said_wanted", site="64", persons=["64.p01"])
    assert (await plain.expect("error"))["code"] == "unsupported"
