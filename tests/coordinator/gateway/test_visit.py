"""Evil frames: each gets the answer of the protocol, and nobody else notices."""

from __future__ import annotations

import pytest

from coordinator.gateway.settings import GatewaySettings
from tests.support.agents_door import Meeting, Open, attendance
from wire.limits import (
    BAD_MESSAGES_PER_MINUTE_MAX,
    FORBIDDEN_PER_LINK_MAX,
    FRAME_BYTES_MAX,
    HELLO_BYTES_MAX,
    MESSAGES_BURST_MAX,
    SLOW_DOWNS_PER_MINUTE_MAX,
)

NOT_UNDERSTOOD = ["not json", "[]", '{"type":"health","site":"64","rtt_ms":"fast"}', "\ud7ff"]


@pytest.mark.parametrize("frame", NOT_UNDERSTOOD)
async def test_what_is_not_understood_is_answered_and_the_link_kept(
    meeting: Meeting, frame: str
) -> None:
    agent = await meeting.agent()
    await agent.socket.send(frame)
    error = await agent.expect("error")
    assert (error["code"], error["retry"]) == ("bad_message", "after_fix")
    assert frame not in error["detail"]
    await agent.in_turn()


async def test_more_than_three_in_a_minute_close_the_link(meeting: Meeting) -> None:
    agent, other = await meeting.agent(), await meeting.agent("04")
    for _ in range(BAD_MESSAGES_PER_MINUTE_MAX):
        await agent.socket.send("not json")
    await agent.in_turn()
    await agent.socket.send("not json")
    assert await agent.closed() == 4400
    assert agent.kinds().count("error") == BAD_MESSAGES_PER_MINUTE_MAX + 1
    await other.in_turn()
    assert meeting.gateway.counters.bad_messages == BAD_MESSAGES_PER_MINUTE_MAX + 1


async def test_unknown_types_and_binary_frames_never_close_the_link(meeting: Meeting) -> None:
    agent = await meeting.agent()
    for _ in range(BAD_MESSAGES_PER_MINUTE_MAX + 2):
        await agent.say("hologram", depth=3)
        assert (await agent.expect("error"))["code"] == "unsupported"
        await agent.socket.send(b'{"type":"beat","n":1,"t0":1}')
        assert (await agent.expect("error"))["detail"] == "binary frame"
    await agent.in_turn()


async def test_unknown_fields_are_no_fault(meeting: Meeting) -> None:
    agent = await meeting.agent(colour="red")
    await agent.say("beat", n=1, t0=1, battery=0.5)
    await agent.expect("beat_ack")


async def test_a_frame_of_just_the_limit_is_read(meeting: Meeting) -> None:
    agent = await meeting.agent()
    frame = '{"type":"beat","n":1,"t0":1}'
    await agent.socket.send(frame + " " * (FRAME_BYTES_MAX - len(frame)))
    await agent.expect("beat_ack")


async def test_a_longer_frame_closes_the_link_with_1009(meeting: Meeting) -> None:
    agent = await meeting.agent()
    await agent.socket.send("x" * (FRAME_BYTES_MAX + 1))
    assert await agent.closed() == 1009
    again = await meeting.agent()
    await again.in_turn()


async def test_a_longer_hello_is_too_big_at_once(meeting: Meeting) -> None:
    agent = await meeting.knock(await meeting.secret("64"))
    await agent.hello(colour="x" * HELLO_BYTES_MAX)
    assert await agent.closed() == 1009
    assert agent.seen[0]["code"] == "too_big"


async def test_something_else_before_the_hello_ends_it(meeting: Meeting) -> None:
    agent = await meeting.knock(await meeting.secret("64"))
    await agent.say("beat", n=1, t0=1)
    assert await agent.closed() == 4408
    assert (agent.seen[0]["code"], agent.seen[0]["detail"]) == ("no_hello", "beat: came first")


async def test_no_hello_in_time_ends_it(open_meeting: Open) -> None:
    meeting = await open_meeting(GatewaySettings(hello_timeout_s=0.05))
    agent = await meeting.knock(await meeting.secret("64"))
    assert await agent.closed() == 4408
    assert agent.seen[0]["code"] == "no_hello"


async def test_a_hello_that_cannot_be_read_may_be_said_again(meeting: Meeting) -> None:
    agent = await meeting.knock(await meeting.secret("64"))
    await agent.hello(sites=[])
    assert (await agent.expect("error"))["code"] == "bad_message"
    await agent.hello()
    await agent.expect("welcome")


async def test_who_hangs_up_before_the_hello_is_simply_gone(meeting: Meeting) -> None:
    agent = await meeting.knock(await meeting.secret("64"))
    await agent.socket.close()
    assert await agent.closed() == 1000
    assert meeting.gateway.joined == 0


async def test_another_sites_data_is_forbidden_and_too_often_closes(meeting: Meeting) -> None:
    agent = await meeting.agent()
    rev = meeting.conductor.head.rev
    for site in ["04", "NO-SUCH"] * (FORBIDDEN_PER_LINK_MAX // 2):
        await agent.records((1, attendance("04.p01")), site=site)
        error = await agent.expect("error")
        assert (error["code"], error["detail"], error["ref"]) == ("forbidden", "site", site)
    await agent.in_turn()
    await agent.say("withdraw_request", intent="i", site="04", age_ms=0, entry="e1")
    assert await agent.closed() == 4403
    assert meeting.conductor.head.rev == rev
    assert "04" not in meeting.conductor.watch.slots


async def test_a_flood_is_told_once_and_what_was_too_much_is_not_taken(meeting: Meeting) -> None:
    agent = await meeting.agent()
    for n in range(1, MESSAGES_BURST_MAX + 100):
        await agent.say("beat", n=n, t0=1)
    error = await agent.expect("error")
    assert (error["code"], error["retry"]) == ("slow_down", "later")
    assert error["retry_after_ms"] == 1_000
    assert len(agent.kinds()) < MESSAGES_BURST_MAX + 50


async def test_a_flood_that_goes_on_is_sent_away(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator.gateway.visit.SLOW_DOWN_MS", 0)
    agent, other = await meeting.agent(), await meeting.agent("04")
    for n in range(1, MESSAGES_BURST_MAX + 50):
        await agent.say("beat", n=n, t0=1)
    assert await agent.closed() == 4429
    assert agent.kinds().count("error") == SLOW_DOWNS_PER_MINUTE_MAX + 1
    await other.in_turn()
