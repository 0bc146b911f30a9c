"""Who may come in, and how all are sent home."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest
from structlog.testing import capture_logs
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from coordinator.credentials import new_secret
from coordinator.gateway.settings import GatewaySettings
from tests.support.agents_door import SESSION, Meeting, Open, attendance
from tests.support.until import until_async
from wire.vocabulary import Role


async def refused(meeting: Meeting, **headers: str) -> tuple[int, dict[str, Any]]:
    """Status and problem of a request that is not let in."""
    with pytest.raises(InvalidStatus) as turned:
        async with connect(meeting.url, additional_headers=headers, proxy=None):
            pass
    response = turned.value.response
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, json.loads(response.body)


async def bearer(meeting: Meeting, *sites: str) -> str:
    return f"Bearer {await meeting.secret(*(sites or ('64',)))}"


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer dc1_wrong",
        "Bearer wrong",
        "Bearer " + "dc1_" + "x" * 500,
        "Basic dc1_wrong",
    ],
)
async def test_a_bad_secret_is_one_answer_and_changes_nothing(
    meeting: Meeting, header: str | None
) -> None:
    agent = await meeting.agent()
    await agent.view("own")
    rev = meeting.conductor.head.rev
    status, problem = await refused(
        meeting, **({} if header is None else {"Authorization": header})
    )
    assert (status, problem["code"]) == (401, "auth_failed")
    assert problem["type"] == "urn:diemcau:problem:auth_failed"
    await agent.in_turn()
    assert (meeting.gateway.links, meeting.conductor.head.rev) == (1, rev)
    assert meeting.gateway.counters.refused == 1


async def test_a_revoked_secret_is_refused_like_an_unknown_one(meeting: Meeting) -> None:
    header = await bearer(meeting)
    unknown = await refused(meeting, Authorization=f"Bearer {new_secret()}")
    await meeting.store.revoke((await meeting.grant("64")).id, 1)
    assert await refused(meeting, Authorization=header) == unknown


@pytest.mark.parametrize("extra", [{"Cookie": "diemcau=x"}, {"Origin": "http://127.0.0.1"}])
async def test_browsers_have_another_door(meeting: Meeting, extra: dict[str, str]) -> None:
    status, problem = await refused(meeting, Authorization=await bearer(meeting), **extra)
    assert (status, problem["code"]) == (403, "forbidden")


@pytest.mark.parametrize("role", [Role.HOST, Role.ORGANIZER, Role.STAGE, Role.ADMIN])
async def test_only_sites_come_in_here(meeting: Meeting, role: Role) -> None:
    _, secret = await meeting.credentials.issue(role, SESSION)
    status, problem = await refused(meeting, Authorization=f"Bearer {secret}")
    assert (status, problem["code"]) == (403, "forbidden")


async def test_a_site_of_no_session_is_no_site(meeting: Meeting) -> None:
    _, secret = await meeting.credentials.issue(Role.SITE, None)
    assert (await refused(meeting, Authorization=f"Bearer {secret}"))[0] == 403


async def test_a_plain_request_is_told_that_a_socket_is_expected(meeting: Meeting) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(meeting.url.split(":")[2][:5]))
    authorization = await bearer(meeting)
    writer.write(
        f"GET /agent/v1 HTTP/1.1\r\nHost: x\r\nAuthorization: {authorization}\r\n"
        "Connection: close\r\n\r\n".encode()
    )
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'"code": "bad_message"' in answer


async def test_a_full_house_says_when_to_come_back(open_meeting: Open) -> None:
    meeting = await open_meeting(GatewaySettings(links_max=1))
    await meeting.agent()
    status, problem = await refused(meeting, Authorization=await bearer(meeting))
    assert (status, problem["code"]) == (503, "busy")


async def test_compression_is_never_agreed(meeting: Meeting) -> None:
    headers = {"Authorization": await bearer(meeting)}
    async with connect(meeting.url, additional_headers=headers, proxy=None) as socket:
        assert socket.response is not None
        assert "Sec-WebSocket-Extensions" not in socket.response.headers


async def test_links_are_counted_while_they_are_there(meeting: Meeting) -> None:
    assert (meeting.gateway.links, meeting.gateway.joined) == (0, 0)
    agent = await meeting.agent()
    await meeting.knock(await meeting.secret("64"))
    assert (meeting.gateway.links, meeting.gateway.joined) == (1, 1)
    await agent.socket.close()
    await until_async(lambda: meeting.gateway.links == 0, "gone")
    await meeting.agent()
    assert (meeting.gateway.links, meeting.gateway.joined) == (1, 2)
    assert meeting.gateway.counters.frames_sent >= 4


async def test_a_session_is_adopted_once(meeting: Meeting) -> None:
    room = meeting.gateway.adopt(meeting.conductor)
    assert meeting.gateway.adopt(meeting.conductor) is room
    assert meeting.conductor.listeners == [room]


async def test_goodbye_tells_everyone_when_to_come_back_and_lets_nobody_in(
    meeting: Meeting,
) -> None:
    agents = [await meeting.agent(site) for site in ("64", "04")]
    await asyncio.gather(meeting.gateway.close(), *(agent.closed() for agent in agents))
    for agent in agents:
        assert agent.seen[-1] == {"type": "goodbye", "reconnect_window_ms": 2_000}
        assert agent.socket.close_code == 1001
    status, problem = await refused(meeting, Authorization=await bearer(meeting))
    assert (status, problem["code"]) == (503, "busy")
    await meeting.gateway.close()


async def test_goodbye_does_not_wait_for_who_does_not_read(open_meeting: Open) -> None:
    meeting = await open_meeting(GatewaySettings(goodbye_s=0.1))
    await meeting.agent(deaf=True)
    async with asyncio.timeout(30):
        await meeting.gateway.close()


async def test_a_silent_link_is_closed(open_meeting: Open) -> None:
    meeting = await open_meeting(GatewaySettings(lost_after_s=0.1, sweep_s=0.02))
    agent = await meeting.agent()
    assert await agent.closed() == 4408
    await until_async(lambda: meeting.gateway.links == 0, "gone")


async def test_nobody_is_silent_while_we_were_away(open_meeting: Open) -> None:
    meeting = await open_meeting(GatewaySettings(lost_after_s=0.3, sweep_s=0.05, stall_s=0.1))
    agent = await meeting.agent()
    await agent.in_turn()
    back = time.monotonic() + 0.5
    while time.monotonic() < back:  # the loop stands still, as after a suspended machine
        pass
    for _ in range(5):  # the sweep comes before the agent's next word
        await asyncio.sleep(0)
    await agent.in_turn()
    assert meeting.gateway.links == 1


async def test_a_revoked_secret_ends_its_links_and_no_others(open_meeting: Open) -> None:
    meeting = await open_meeting(GatewaySettings(recheck_s=0.01, sweep_s=0.01))
    mine, other = await meeting.agent("64"), await meeting.agent("04")
    await meeting.store.revoke((await meeting.grant("64")).id, 1)
    assert await mine.closed() == 4401
    assert (mine.seen[-1]["code"], mine.seen[-1]["detail"]) == ("auth_failed", "revoked")
    await other.in_turn()


async def test_of_a_revocation_it_is_told(open_meeting: Open) -> None:
    meeting = await open_meeting(GatewaySettings(recheck_s=3_600, sweep_s=0.01))
    mine, other = await meeting.agent("64"), await meeting.agent("04")
    await meeting.store.revoke((await meeting.grant("64")).id, 1)
    meeting.gateway.revoked()
    assert await mine.closed() == 4401
    await other.in_turn()


async def test_a_sweep_that_failed_is_seen_by_the_next_who_comes(
    open_meeting: Open, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = await open_meeting(GatewaySettings(recheck_s=0.0, sweep_s=0.0))

    async def planted(_: object) -> None:
        raise AssertionError("planted")

    monkeypatch.setattr(meeting.credentials, "standing", planted)
    meeting.gateway.adopt(meeting.conductor)

    async def failing() -> bool:
        headers = {"Authorization": await bearer(meeting)}
        try:
            async with connect(meeting.url, additional_headers=headers, proxy=None):
                return False
        except InvalidStatus as turned:
            return turned.response.status_code == 500

    await until_async(failing, "the door says that it is out of order")
    assert "planted" in caplog.text


async def test_the_log_has_neither_names_nor_secrets(meeting: Meeting) -> None:
    name = "Đại biểu mẫu 19 – Gia Lai"
    with capture_logs() as logs:
        agent = await meeting.agent()
        added = {"kind": "attendee", "person": "64.x1", "name": name, "post": name}
        await agent.records((1, added), (2, attendance("64.p01", "excused", reason=name)))
        await agent.expect("ack", upto=2)
        for _ in range(4):
            await agent.socket.send(name)
        assert await agent.closed() == 4400
        await until_async(lambda: logs, "logged")
    grant = await meeting.grant("64")
    assert [(entry["grant"], entry["close"]) for entry in logs] == [(grant.id, "BAD_MESSAGES")]
    assert name not in str(logs)
    assert await meeting.secret("64") not in str(logs)


async def test_our_own_mistake_closes_one_link_and_says_so(
    meeting: Meeting, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent, other = await meeting.agent("64"), await meeting.agent("04")

    def spoilt(*_: object) -> None:
        raise AssertionError("planted")

    monkeypatch.setattr(meeting.conductor, "reported", spoilt)
    await agent.say("health", site="64", window_ms=1, rtt_ms=1, jitter_ms=1, missed=0)
    assert await agent.closed() == 1011
    assert "planted" in caplog.text
    await other.in_turn()
