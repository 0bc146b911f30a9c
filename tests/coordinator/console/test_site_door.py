"""The page of a point without an agent: entries, their fate, other points, and hard cases."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import WSServerHandshakeError
from pydantic import TypeAdapter

from tests.coordinator.console.conftest import Door, opened
from tests.support.until import until_async
from wire.site_view import SitePage
from wire.vocabulary import Presence, SiteId

ACT = "/site/act?site=64"
STREAM = "/site/stream?site=64"


def record(act_id: str, **body: Any) -> dict[str, Any]:
    return {"act": "record", "id": act_id, "body": body}


async def act(door: Door, body: Any, who: str = "site:64", path: str = ACT) -> tuple[int, Any]:
    answered = await door.ask("POST", path, who, json=body)
    return answered.status, answered.body


async def test_an_entry_is_durable_when_it_is_answered_and_stands_on_the_page(live: Door) -> None:
    async with live.watch(STREAM, "site:64") as stream:
        first = await stream.page()
        assert first["link"]["via"] == "coordinator"
        assert first["link"]["durable"] is False
        entry = record("a1", kind="attendance", person="64.01", status="in_person")
        assert await act(live, entry) == (202, {"id": "a1", "state": "accepted", "code": ""})
        page = await stream.page(lambda view: view["acts"] and view["acts"][0]["settled_at"])
        assert page["acts"][0]["state"] == "accepted"
        assert (page["acts"][0]["what"], page["acts"][0]["target"]) == ("attendance", "64.01")
        assert page["own"]["roster"]["states"][0] == "P"
        assert page["waiting"] == 0
        TypeAdapter(SitePage).validate_python(page)


async def test_a_refused_entry_says_why_and_nothing_was_changed(live: Door) -> None:
    entry = record("a1", kind="attendance", person="64.01", status="excused")
    assert await act(live, entry) == (
        202,
        {"id": "a1", "state": "refused", "code": "reason_required"},
    )
    strange = record("a2", kind="attendance", person="04.01", status="online")
    assert (await act(live, strange))[1]["code"] == "forbidden"
    assert (await act(live, strange, path="/site/act?site=04"))[0] == 403


async def test_sent_twice_is_entered_once(live: Door) -> None:
    entry = record("a1", kind="attendee", person="64.x1", name="Đại biểu mẫu 50")
    first, again = await act(live, entry), await act(live, entry)
    assert first == again == (202, {"id": "a1", "state": "accepted", "code": ""})
    detail = (await live.get(f"{live.base}/attendance?site=64", "host")).body
    assert [person["person"] for person in detail["people"]] == ["64.01", "64.02", "64.x1"]


async def test_asking_to_speak_being_called_and_ready(live: Door) -> None:
    asked = {"act": "request_floor", "id": "q1", "kind": "intervention", "person": "64.01"}
    async with live.watch(STREAM, "site:64") as stream:
        await act(live, asked)
        page = await stream.page(lambda view: view["own"]["requests"])
        request = page["own"]["requests"][0]
        assert (request["intent"], request["state"], request["position"]) == ("q1", "requested", 1)
        await live.accepted("host", "call_point", entry=request["entry"])
        page = await stream.page(lambda view: view["own"]["requests"][0]["called_at"])
        called_at = page["own"]["requests"][0]["called_at"]
        ready = {"act": "report_ready", "entry": request["entry"], "ready": True}
        stale = await act(live, {**ready, "id": "q2", "called_at": called_at - 1})
        assert stale[1] == {"id": "q2", "state": "refused", "code": "stale_intent"}
        good = await act(live, {**ready, "id": "q3", "called_at": called_at})
        assert good[1]["state"] == "accepted"
        page = await stream.page(lambda view: view["own"]["requests"][0]["state"] == "ready")
        assert page["floor"]["next"][0]["ready_at"]
        withdrawn = {"act": "withdraw_request", "id": "q4", "entry": request["entry"]}
        assert (await act(live, withdrawn))[1]["state"] == "accepted"
        await stream.page(lambda view: not view["own"]["requests"])


async def test_roll_call_notice_and_incident(live: Door) -> None:
    await live.accepted("host", "open_roll_call", duration_ms=60_000)
    await live.accepted("host", "send_notice", sites=["64"], text="Thông báo mẫu")
    async with live.watch(STREAM, "site:64") as stream:
        page = await stream.page()
        assert page["own"]["notices"][0]["text"] == "Thông báo mẫu"
        roll_call = page["floor"]["roll_call"]["id"]
        await act(live, record("a1", kind="roll_answer", roll_call=roll_call))
        await act(live, record("a2", kind="notice_read", notice="n1"))
        await act(live, record("a3", kind="incident", incident="no_sound", note="mất tiếng"))
        page = await stream.page(lambda view: view["own"]["incidents"])
        assert page["own"]["roll_answer"]
        assert page["own"]["notices"][0]["read"] is True


async def test_the_page_is_the_same_after_a_reload_and_on_a_second_laptop(live: Door) -> None:
    await live.issue("site:64+64-01")
    await act(live, record("a1", kind="head_count", count=12))
    async with (
        live.watch(STREAM, "site:64") as one,
        live.watch(STREAM, "site:64+64-01") as two,
    ):
        assert [entry["id"] for entry in (await one.page())["acts"]] == ["a1"]
        assert [entry["id"] for entry in (await two.page())["acts"]] == ["a1"]
        await act(live, record("a2", kind="head_count", count=13), "site:64+64-01")
        for stream in (one, two):
            page = await stream.page(
                lambda view: view["own"]["head_count"] == 13 and len(view["acts"]) == 2
            )
            assert [entry["id"] for entry in page["acts"]] == ["a2", "a1"]


async def test_after_a_restart_the_record_tells_what_became_of_entries(live: Door) -> None:
    await act(live, record("a1", kind="head_count", count=12))
    await act(live, record("a2", kind="attendance", person="64.01", status="excused"))
    async with opened(store=live.store) as again:
        await again.issue("site:64")
        async with again.watch(STREAM, "site:64") as stream:
            page = await stream.page()
        entries = [(entry["id"], entry["state"], entry["code"]) for entry in page["acts"]]
        assert entries == [("a2", "refused", "reason_required"), ("a1", "accepted", "")]


async def test_an_open_page_counts_as_heard(live: Door) -> None:
    async def presence() -> Presence:
        return await live.conductor.ask(
            lambda session, people: session.sites[SiteId("64")].presence
        )

    assert await presence() is Presence.UNKNOWN
    async with live.watch(STREAM, "site:64") as stream:
        await stream.page(lambda view: view["own"]["line"]["presence"] == "heard")
        slot = live.conductor.watch.slots[SiteId("64")]
        before = slot.heard_at
        await stream.socket.send_json({"type": "clock", "t0": 5})
        await stream.next("clock")
        assert slot.heard_at >= before
        await stream.next("alive")
    assert await presence() is Presence.HEARD


async def test_only_a_points_own_grant_comes_in(live: Door) -> None:
    for who, path in (
        ("host", STREAM),
        ("stage", STREAM),
        ("site:04", STREAM),
        ("site:64", "/site/stream?site=04"),
        ("site:64", "/site/stream?site=NOPE"),
    ):
        with pytest.raises(WSServerHandshakeError) as refused:
            async with live.watch(path, who):
                pass
        assert refused.value.status == 403
    assert (await act(live, {}, "host"))[0] == 403
    async with live.watch("/site/stream", "site:64") as stream:
        assert (await stream.page())["own"]["site"] == "64"
    await live.issue("site:64+64-01")
    with pytest.raises(WSServerHandshakeError) as refused:
        async with live.watch("/site/stream", "site:64+64-01"):
            pass
    assert refused.value.status == 422


async def test_a_point_that_was_never_invited(live: Door) -> None:
    await live.issue("site:99")
    with pytest.raises(WSServerHandshakeError) as refused:
        async with live.watch("/site/stream?site=99", "site:99"):
            pass
    assert refused.value.status == 403


async def test_bad_acts(live: Door) -> None:
    for body, status, code in (
        ({}, 422, "bad_message"),
        ({"act": "fly", "id": "a"}, 422, "unsupported"),
        (record("a b", kind="head_count", count=1), 422, "bad_message"),
        (record("a1", kind="head_count", count="9"), 422, "bad_message"),
        (record("a1", kind="tea"), 422, "bad_message"),
        (record("a1", kind="attendee", person="64.x1", name="A\u202eB"), 422, "bad_name"),
    ):
        answered = await act(live, body)
        assert (answered[0], answered[1]["code"]) == (status, code)
    answered = await live.ask("POST", ACT, "site:64", data=b"no json")
    assert (answered.status, answered.body["code"]) == (422, "bad_message")
    async with live.watch(STREAM, "site:64") as stream:
        assert (await stream.page())["acts"] == []


async def test_a_full_disk_is_said_and_the_same_entry_can_be_sent_again(live: Door) -> None:
    live.store.full = True
    entry = record("a1", kind="head_count", count=12)
    assert (await act(live, entry))[1] == {"id": "a1", "state": "refused", "code": "storage_low"}
    live.store.full = False
    async with asyncio.timeout(10):
        while (await act(live, entry))[1].get("state") != "accepted":
            pass
    async with live.watch(STREAM, "site:64") as stream:
        assert [entry["state"] for entry in (await stream.page())["acts"]] == ["accepted"]


async def test_every_points_page_sees_the_floor_with_its_commit(live: Door) -> None:
    async with live.watch(STREAM, "site:64") as one, live.watch("/site/stream", "site:04") as two:
        await one.page()
        await two.page()
        await live.accepted("host", "request_floor", site="64", kind="debate", channel="chair")
        await live.accepted("host", "give_floor", entry="e1")
        for stream in (one, two):
            page = await stream.page(lambda view: view["floor"]["speaking"])
            assert page["floor"]["speaking"]["site"] == "64"


async def test_a_browser_that_acts_needs_origin_and_role(live: Door) -> None:
    token = live.tokens["site:64"]
    await live.ask("POST", "/site/sign-in", json={"token": token})
    entry = record("a1", kind="head_count", count=12)
    for headers, status in (
        ({}, 403),
        ({"Origin": live.url}, 403),
        ({"X-Diemcau-As": "site"}, 403),
        ({"X-Diemcau-As": "site", "Origin": "http://127.0.0.1:1"}, 403),
        ({"X-Diemcau-As": "site", "Origin": live.url}, 202),
    ):
        answered = await live.ask("POST", ACT, json=entry, headers=headers)
        assert answered.status == status, headers
    async with live.watch(f"{STREAM}&as=site", headers={"Origin": live.url}) as stream:
        await stream.page()


async def test_closing_says_goodbye_to_points(live: Door) -> None:
    async with live.watch(STREAM, "site:64") as stream:
        await stream.page()
        await live.console.close()
        assert await stream.closed() == 1001


async def test_a_revoked_point_loses_its_page(live: Door) -> None:
    async with live.watch(STREAM, "site:64") as stream:
        await stream.page()
        await live.store.revoke(live.grants["site:64"].id, live.conductor.now())
        live.console.revoked()
        assert await stream.closed() == 4401
        await until_async(lambda: not live.console.streams, "the stream is gone")


async def test_a_page_writes_to_the_centre_and_confirms_who_speaks(live: Door) -> None:
    await live.accepted("host", "request_floor", site="64", kind="debate", channel="chair")
    called = await live.accepted("host", "call_point", entry="e1")
    written = record("a1", kind="message", text="Xin phép trình chiếu")
    assert (await act(live, written))[1]["state"] == "accepted"
    ready = {
        "act": "report_ready",
        "id": "a2",
        "entry": "e1",
        "called_at": called["at"],
        "ready": True,
        "person": "64.02",
    }
    assert (await act(live, ready))[1] == {"id": "a2", "state": "accepted", "code": ""}
    async with live.watch(STREAM, "site:64") as stream:
        own = (await stream.page())["own"]
        assert [one["text"] for one in own["messages"]] == ["Xin phép trình chiếu"]
        assert (own["requests"][0]["person"], own["requests"][0]["confirmed"]) == ("64.02", True)
