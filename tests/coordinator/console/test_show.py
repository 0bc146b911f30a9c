"""Variables and acts over HTTP: readable one by one, done once, never the wrong one."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from coordinator.console.show import KEY
from coordinator.views.acts import Act
from tests.coordinator.console.conftest import ROLES, Answered, Door


async def press(
    door: Door, act: str, key: str | None = None, who: str = "host", **more: Any
) -> Answered:
    """A button is pressed."""
    headers = {} if key is None else {KEY: key}
    return await door.ask("POST", f"{door.base}/acts/{act}", who, headers=headers, **more)


async def value(door: Door, name: str, who: str = "stage") -> str:
    answered = await door.get(f"{door.base}/variables/{name}", who)
    assert answered.headers["Content-Type"] == "text/plain; charset=utf-8"
    return answered.data.decode()


@pytest.fixture
async def listed(live: Door) -> Door:
    """Gia Lai and Cao Bằng wait, entered by telephone."""
    for site in ("64", "04"):
        await live.accepted(
            "host", "request_floor", site=site, kind="intervention", channel="telephone"
        )
    return live


async def test_every_state_is_one_readable_variable(listed: Door) -> None:
    whole = (await listed.get(f"{listed.base}/variables", "stage")).body
    assert (whole["phase"], whole["next.1.site"], whole["waiting"]) == ("live", "64", 2)
    assert whole["tally.64"] == "waiting"
    for name, found in whole.items():
        said = str(found).lower() if isinstance(found, bool) else str(found)
        assert await value(listed, name) == said


async def test_a_name_that_there_is_not(live: Door) -> None:
    answered = await live.get(f"{live.base}/variables/speaker.shoe-size", "host")
    assert (answered.status, answered.body["code"]) == (404, "not_found")


async def test_who_may_read_and_who_may_act(live: Door) -> None:
    for who in ROLES:
        read = await live.get(f"{live.base}/variables", who)
        readers = ("host", "secretary", "organizer", "stage", "operator")
        assert (read.status == 200) is (who in readers), who
        acted = await press(live, "close-list", f"k-{who}", who)
        assert (acted.status == 200) is (who in ("host", "secretary")), who


async def test_a_turn_by_buttons_alone(listed: Door) -> None:
    assert (await press(listed, "next-item", "k1")).body["accepted"]
    called = (await press(listed, "call-next", "k2")).body
    assert (called["entry"], called["command_id"], called["duplicate"]) == ("e1", "k2", False)
    assert await value(listed, "tally.64") == "standby"
    too_early = await press(listed, "give-floor", "k3")
    assert (too_early.status, too_early.body["code"]) == (404, "unknown_entry")
    floor = (await listed.get(f"{listed.base}/floor", "host")).body
    called_at = floor["queue"][0]["called_at"]
    await listed.accepted("site:64", "report_ready", entry="e1", called_at=called_at, ready=True)
    for number, act in enumerate(("give-floor", "add-minute", "take-minute", "pause", "resume")):
        assert (await press(listed, act, f"turn-{number}")).status == 200, act
    assert await value(listed, "tally.64") == "on_air"
    assert await value(listed, "speaker.limit_ms") == "420000"
    assert (await press(listed, "end-turn", "k4")).status == 200
    assert await value(listed, "tally.64") == "none"
    assert await value(listed, "tally.04") == "waiting", "ending a turn calls nobody"
    assert (await press(listed, "undo", "k5")).status == 200
    assert await value(listed, "speaker.site") == "64"


async def test_a_key_sent_twice_acts_once_though_the_meeting_has_gone_on(listed: Door) -> None:
    first = await press(listed, "call-next", "once")
    await listed.accepted("host", "call_point", entry="e2")
    again = await press(listed, "call-next", "once")
    assert again.body == {**first.body, "duplicate": True}
    assert await value(listed, "on_standby") == "2"


async def test_a_refusal_is_kept_under_its_key_too(live: Door) -> None:
    first = await press(live, "end-turn", "once")
    assert (first.status, first.body["duplicate"]) == (404, False)
    await live.accepted("host", "request_floor", site="64", kind="debate", channel="telephone")
    await live.accepted("host", "give_floor", entry="e1")
    again = await press(live, "end-turn", "once")
    assert (again.status, again.body["duplicate"]) == (404, True)
    assert await value(live, "speaker.site") == "64"


async def test_presses_at_the_same_moment_never_act_on_another_picture(listed: Door) -> None:
    """Whose picture was overtaken is told so; whose was not calls the next, and nobody twice."""
    answered = await asyncio.gather(*(press(listed, "call-next", f"box-{n}") for n in range(6)))
    called = [one.body["entry"] for one in answered if one.status == 200]
    assert called
    assert len(called) == len(set(called))
    codes = {one.body["code"] for one in answered if one.status != 200}
    assert codes <= {"conflict", "unknown_entry"}
    assert await value(listed, "on_standby") == str(len(called))


async def test_the_same_press_at_the_same_moment_is_one_act(listed: Door) -> None:
    answered = await asyncio.gather(*(press(listed, "call-next", "same") for _ in range(4)))
    assert [one.status for one in answered] == [200] * 4
    assert sum(not one.body["duplicate"] for one in answered) == 1


async def test_a_box_that_names_its_picture_acts_on_no_other(listed: Door) -> None:
    seen = await value(listed, "floor_rev")
    await listed.accepted("host", "move_request", entry="e2", before="e1")
    late = await press(listed, "call-next", "k1", params={"expected_rev": seen})
    assert (late.status, late.body["code"]) == (409, "conflict")
    now = await press(
        listed, "call-next", "k2", params={"expected_rev": await value(listed, "floor_rev")}
    )
    assert now.body["entry"] == "e2"


@pytest.mark.parametrize("key", [None, "", "has space", "đ", "k" * 65, '"', '""'])
async def test_without_a_key_nothing_is_done(live: Door, key: str | None) -> None:
    answered = await press(live, "close-list", key)
    assert (answered.status, answered.body["code"]) == (422, "bad_message")
    assert KEY in answered.body["detail"]
    assert await value(live, "list_open") == "true"


async def test_a_key_in_quotes_is_the_same_key(live: Door) -> None:
    assert (await press(live, "close-list", '"k1"')).body["command_id"] == "k1"
    assert (await press(live, "close-list", "k1")).body["duplicate"] is True
    fate = await live.get(f"{live.base}/commands/k1", "host")
    assert fate.body["accepted"] is True


async def test_an_act_that_there_is_not(live: Door) -> None:
    answered = await press(live, "fire-everybody", "k1")
    assert (answered.status, answered.body["code"]) == (404, "not_found")


async def test_before_the_meeting_every_act_is_refused_and_none_fails(door: Door) -> None:
    for act in Act:
        answered = await press(door, act.value, f"k-{act}")
        assert answered.status in (200, 404, 409), (act, answered.body)
