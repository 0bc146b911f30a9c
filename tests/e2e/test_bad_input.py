"""Bad input at a running coordinator: a clear error with its code, and nothing lost.

After every single one an honest agent's link still works, its next record is durable, its point is
heard, and the timeline has every revision once and in order.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator

import aiohttp
import pytest

from tests.support.processes import Program, call
from tests.support.raw_agent import RawAgent
from tests.support.store import prepare
from tests.support.tried import BAD, HONEST, House, problem

pytestmark = pytest.mark.slow

HOUR_MS = 3_600_000
BAD_HELLOS = 1_000


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("bad") / "data"
    secrets = asyncio.run(prepare(data, HONEST, BAD))
    program = Program("coordinator", "serve", "--port", "0", "--data", str(data), "--json")
    url = program.first_line()["url"]
    honest = RawAgent(url, secrets[HONEST], HONEST, "honest")
    assert honest.greet()["type"] == "welcome"
    house = House(url, data, secrets, honest)
    assert house.command(command_id="start", type="start_session").status == 200
    yield house
    honest.close()
    assert program.stop() == 130, program.words
    said = "\n".join(program.words)
    assert "request failed" not in said, said
    assert not any(secret in said for secret in secrets.values())


@pytest.fixture
def house(serving: House) -> Iterator[House]:
    """The same, looked at afterwards: nothing may be lost."""
    serving.record()
    yield serving
    assert serving.honest.beats()
    serving.record()
    site = next(row for row in serving.get("/sites") if row["site"] == HONEST)
    assert site["presence"] == "heard"
    events = serving.get("/timeline?limit=5000")["events"]
    assert [event["rev"] for event in events] == list(range(1, len(events) + 1))
    counts = [
        event["fields"]["count"]
        for event in events
        if event["event"] == "HeadCountNoted" and event["fields"]["site"] == HONEST
    ]
    assert counts == list(range(1, serving.seq + 1)), "every honest record once, in order"


# --- what cannot be read ------------------------------------------------------------------------

NESTED = '{"a":' * 10_000


@pytest.mark.parametrize(
    ("frame", "code", "detail"),
    [
        ("not json", "bad_message", "frame: json_invalid"),
        ("", "bad_message", "frame: json_invalid"),
        ('{"type":"beat","n":"x","t0":1}', "bad_message", "beat.n: int_type"),
        ('{"type":"beat","n":1}', "bad_message", "beat.t0: missing"),
        ('{"type":"fly"}', "unsupported", "unknown type"),
        ("[1,2]", "bad_message", "frame"),
        (NESTED, "bad_message", "frame: json_invalid"),
        ("[" * 60_000, "bad_message", "frame: json_invalid"),
        (b'{"type":"beat","n":1,"t0":1}', "unsupported", "binary frame"),
        (b"\x00\xff\xfe", "unsupported", "binary frame"),
    ],
)
def test_a_frame_that_cannot_be_read(
    house: House, frame: str | bytes, code: str, detail: str
) -> None:
    rev, raw = house.rev(), house.bad("unreadable")
    raw.say(frame)
    error = raw.expect("error")
    assert (error["code"], error["detail"][: len(detail)]) == (code, detail)
    assert raw.beats(), "the link is kept"
    raw.close()
    assert house.acts(rev) == []


def test_the_fourth_unreadable_frame_of_a_minute_ends_that_link(house: House) -> None:
    raw = house.bad("again-and-again")
    for _ in range(4):
        raw.say("not json")
    assert raw.closed_with() == 4400


@pytest.mark.parametrize("size", [65_537, 65_538, 1_000_000])
def test_an_over_long_frame(house: House, size: int) -> None:
    raw = house.bad(f"long-{size}")
    raw.say("x" * size)
    assert raw.closed_with() == 1009
    again = RawAgent(house.url, house.secrets[BAD], BAD, f"long-{size}")
    assert again.greet()["marks"] == [{"site": BAD, "upto": 0}], "it goes on where it stood"
    again.records((1, {"kind": "head_count", "count": 3}))
    assert again.expect("ack")["upto"] == 1
    again.close()


def test_an_over_long_body_of_a_command(house: House) -> None:
    reply = call(f"{house.api}/commands", token=house.secrets["host"], body=b"x" * 300_000)
    problem(reply, 413, "too_big", "at most 262144 bytes")


@pytest.mark.parametrize("body", [b"not json", b"[" * 200_000, b'{"a":' * 50_000, b"\xff{}"])
def test_a_command_that_is_not_json(house: House, body: bytes) -> None:
    reply = call(f"{house.api}/commands", token=house.secrets["host"], body=body)
    problem(reply, 422, "bad_message", "body: json_invalid")


@pytest.mark.parametrize("name", ["x" * 121, "x" * 481, "A\u0007B", "A\u202eB", "A\nB", " "])
def test_a_name_that_may_not_be(house: House, name: str) -> None:
    """One bad record keeps its number and is refused; the one behind it is taken."""
    raw = house.bad(f"name-{len(name)}-{ord(name[1:2] or ' ')}")
    attendee = {"kind": "attendee", "person": f"{BAD}.xbad", "name": name, "status": "in_person"}
    raw.records((1, attendee), (2, {"kind": "head_count", "count": 5}))
    ack = raw.expect("ack")
    assert (ack["upto"], ack["refused"]) == (2, [{"seq": 1, "code": "bad_value"}])
    raw.close()
    reply = house.command(command_id="n", type="add_attendee", site=BAD, name=name)
    code = "bad_message" if len(name) > 480 else "bad_name"
    problem(reply, 422, code)
    assert "x" * 20 not in json.dumps(reply.body), "what was sent is not told again"


# --- who may not --------------------------------------------------------------------------------


def test_an_unknown_site(house: House) -> None:
    raw = RawAgent(house.url, house.secrets[BAD], BAD)
    assert raw.greet(sites=["QQ"])["code"] == "forbidden"
    assert raw.closed_with() == 4403
    reply = house.command(command_id="u", type="note_head_count", site="QQ", count=1)
    problem(reply, 404, "unknown_site")
    problem(call(f"{house.api}/people?site=QQ", token=house.secrets["host"]), 404, "unknown_site")


@pytest.mark.parametrize("token", ["", "dc1_wrong", "nonsense"])
def test_no_token_and_a_wrong_one_are_told_the_same(house: House, token: str) -> None:
    rev = house.rev()
    for path in ("/floor", "/attendance", "/timeline", "/people?site=64"):
        problem(call(house.api + path, token=token), 401, "auth_failed")
    body = {"command_id": "w", "type": "close_session"}
    problem(call(f"{house.api}/commands", token=token, body=body), 401, "auth_failed")
    problem(call(f"{house.url}/agent/v1", token=token), 401, "auth_failed")
    assert house.acts(rev) == []


async def test_a_thousand_bad_hellos_for_a_live_site_change_nothing(house: House) -> None:
    rev = house.rev()
    headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    headers |= {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Authorization": "Bearer dc1_no"}
    async with aiohttp.ClientSession() as client:
        for _ in range(BAD_HELLOS):
            async with client.get(f"{house.url}/agent/v1", headers=headers) as reply:
                assert reply.status == 401
    for number in range(20):  # and with another point's own good secret
        raw = RawAgent(house.url, house.secrets[BAD], HONEST, f"thief-{number}")
        assert raw.greet()["code"] == "forbidden"
        assert raw.closed_with() == 4403
    assert house.acts(rev) == []


def test_another_sites_data(house: House) -> None:
    rev, raw, token = house.rev(), house.bad("curious"), house.secrets[BAD]
    for _ in range(4):
        raw.say({"type": "health", "site": HONEST, "window_ms": 1, "rtt_ms": 1, "jitter_ms": 1})
        assert raw.expect("error")["code"] == "forbidden"
    assert raw.beats()
    raw.say({"type": "health", "site": HONEST, "window_ms": 1, "rtt_ms": 1, "jitter_ms": 1})
    assert raw.closed_with() == 4403, "the fifth is one too many"
    for path in (f"/people?site={HONEST}", f"/attendance?site={HONEST}", "/attendance"):
        problem(call(house.api + path, token=token), 403, "forbidden")
    given = {"type": "note_attendance", "person": f"{HONEST}.01", "status": "absent"}
    problem(house.command(BAD, command_id="o", **given), 403, "forbidden")
    assert {event["event"] for event in house.acts(rev)} <= {"CommandRefused"}


# --- what was said before, or rests on what is no more ------------------------------------------


def ask(house: House, site: str) -> str:
    asked = {"type": "request_floor", "kind": "intervention", "channel": "telephone"}
    reply = house.command(command_id=f"ask-{site}", site=site, **asked)
    assert reply.status == 200, reply
    return str(reply.body["entry"])


def test_a_stale_revision_and_a_repeated_command(house: House) -> None:
    first, second = ask(house, "31"), ask(house, "92")
    stale = house.get("/floor")["floor_rev"]
    called = house.command(command_id="once", type="call_point", entry=first, expected_rev=stale)
    again = house.command(command_id="once", type="call_point", entry=first, expected_rev=stale)
    assert (called.body["duplicate"], again.body["duplicate"]) == (False, True)
    assert again.body["rev"] == called.body["rev"]
    late = house.command(
        "secretary", command_id="late", type="call_point", entry=second, expected_rev=stale
    )
    told = problem(late, 409, "conflict")
    assert told["current_rev"] == house.get("/floor")["floor_rev"]
    assert (told["role"], told["entry"]) == ("host", first)
    assert [row["state"] for row in house.get("/floor")["queue"]] == ["called", "queued"]


def test_repeated_gapped_and_conflicting_numbers(house: House) -> None:
    raw = house.bad("numbers")
    count = lambda number: {"kind": "head_count", "count": number}  # noqa: E731 — one word
    now = {"device_at": 1_694_135_000_000}
    for _ in range(2):
        raw.records((1, count(41)), (2, count(42)), **now)
        ack = raw.expect("ack")
        assert (ack["upto"], ack["refused"]) == (2, [])
    raw.records((7, count(47)), **now)
    assert raw.expect("ack")["upto"] == 2
    gap = raw.expect("error")
    assert (gap["code"], gap["expected"]) == ("gap", 3)
    raw.records((2, count(99)), **now)
    assert raw.expect("ack")["refused"] == [{"seq": 2, "code": "seq_conflict"}]
    raw.records((3, count(43)), **now)
    assert raw.expect("ack")["upto"] == 3
    raw.close()
    noted = [
        event["fields"]["count"]
        for event in house.get("/timeline?limit=5000")["events"]
        if event["event"] == "HeadCountNoted" and 40 < event["fields"]["count"] < 100
        and event["fields"]["site"] == BAD
    ]  # fmt: skip
    assert noted == [41, 42, 43]


@pytest.mark.parametrize("off_h", [-5, 5, 24 * 365])
def test_a_clock_that_is_wrong_by_hours(house: House, off_h: int) -> None:
    raw, rev = house.bad(f"clock-{off_h}"), house.rev()
    now = time.time_ns() // 1_000_000
    device = now + off_h * HOUR_MS
    body = {"kind": "head_count", "count": 7}
    raw.records((1, body), device_at=device, offset_ms=-off_h * HOUR_MS)
    assert raw.expect("ack")["refused"] == []
    raw.records((2, body), device_at=device, offset_ms=None)
    assert raw.expect("ack")["refused"] == []
    raw.close()
    events = house.get(f"/timeline?after={rev}")["events"]
    noted = [event for event in events if event["event"] == "HeadCountNoted"]
    assert [event["source"]["device_at"] for event in noted] == [device, device]
    assert all(event["effective_at"] <= event["recorded_at"] for event in noted)
    assert abs(noted[0]["effective_at"] - now) < 2_000, "the measured offset puts it right"
    assert noted[1]["source"]["offset_ms"] is None
