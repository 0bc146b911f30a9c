"""In a restricted part nothing of it leaves by any door of the console but to those chosen."""

from __future__ import annotations

import json
from contextlib import AsyncExitStack
from typing import Any

import pytest

from coordinator.console.table import ROUTES
from tests.coordinator.console.conftest import ROLES, Door
from wire.vocabulary import Role

# Who speaks, for which point, to which item, who is called and who chairs.
SECRETS = ("Đại biểu mẫu", "Gia Lai", "Cao Bằng", "Thảo luận", "Chức danh mẫu")
KNOWING = ("host", "secretary", "organizer", "site:64")
SCREENS = ("stage", "wall", "queue", "picture")
# A point's own page and the map have names at all times; who speaks is not among them.
OF_THEIR_OWN = ("/sites", "/people", "/attendance")


async def begun(door: Door) -> None:
    """Gia Lai speaks, Cao Bằng is called, and only Gia Lai may see it."""
    await door.accepted("host", "begin_item", item="p2")
    await door.accepted("host", "hand_chair", person="TW.01")
    for site, person in (("64", "64.01"), ("04", "04.01")):
        await door.accepted(
            "host", "request_floor", site=site, kind="debate", person=person, channel="chair"
        )
    await door.accepted("host", "give_floor", entry="e1")
    await door.accepted("host", "call_point", entry="e2")
    await door.accepted("host", "cue_picture", entry="e2")
    await door.accepted("host", "begin_restricted", sites=["64"])


def told(body: Any) -> list[str]:
    """Which of the secrets stand in an answer."""
    text = json.dumps(body, ensure_ascii=False)
    return [secret for secret in SECRETS if secret in text]


async def test_no_answer_of_the_api_tells_those_not_chosen(live: Door) -> None:
    await begun(live)
    paths = sorted(
        route.path.replace("{session}", "hop-mau").replace("{name}", "speaker.name")
        for route in ROUTES
        if route.method == "GET" and "{session}" in route.path and route.roles is not None
    )
    assert len(paths) >= 15
    for who in ROLES:
        for path in paths:
            if who in KNOWING or path.endswith((*OF_THEIR_OWN, "/stream")):
                continue
            answered = await live.get(path.replace("{command}", "c1"), who)
            assert told(answered.data.decode()) == [], (who, path)


async def test_who_knows_sees_all_of_it(live: Door) -> None:
    await begun(live)
    for who in KNOWING:
        floor = (await live.get(f"{live.base}/floor", who)).body
        assert (floor["restricted"], floor["speaking"]["site"], len(floor["queue"])) == (
            False,
            "64",
            1,
        )
    for who in ("site:04", "stage", "operator", "admin"):
        floor = (await live.get(f"{live.base}/floor", who)).body
        assert (floor["restricted"], floor["speaking"], floor["queue"]) == (True, None, [])
    timeline = await live.get(f"{live.base}/timeline", "admin")
    assert (timeline.status, timeline.body["code"]) == (403, "forbidden")
    await live.accepted("host", "end_restricted")
    assert (await live.get(f"{live.base}/timeline", "admin")).status == 200
    assert (await live.get(f"{live.base}/floor", "stage")).body["speaking"]["site"] == "64"


@pytest.mark.parametrize("view", SCREENS)
async def test_a_screen_goes_blank_at_once_and_comes_back(live: Door, view: str) -> None:
    """Whoever looks at it, as everybody in the hall does."""
    who = "operator" if view == "picture" else "stage"
    async with live.watch(f"{live.base}/stream?view={view}", who) as stream:
        await stream.view()
        await begun(live)
        blank = await stream.view(lambda shown: shown["restricted"])
        names = {**blank, "spots": [], "tiles": []}  # the map is no secret
        assert told(names) == []
        await live.accepted("host", "end_restricted")
        await stream.view(lambda shown: not shown["restricted"])
        async with live.watch(f"{live.base}/stream?view={view}", who) as late:
            assert not (await late.view())["restricted"]


async def test_a_page_that_comes_in_the_middle_is_blank_too(live: Door) -> None:
    await begun(live)
    for view in SCREENS:
        who = "operator" if view == "picture" else "stage"
        async with live.watch(f"{live.base}/stream?view={view}", who) as stream:
            assert (await stream.view())["restricted"]


async def test_of_the_points_only_those_chosen_see_it(live: Door) -> None:
    async with AsyncExitStack() as stack:
        pages = {
            site: await stack.enter_async_context(
                live.watch(f"/site/stream?site={site}", f"site:{site}")
            )
            for site in ("64", "04")
        }
        await begun(live)
        floor = (await pages["04"].page(lambda page: page["floor"]["restricted"]))["floor"]
        assert told(floor) == []
        assert (floor["speaking"], floor["next"], floor["item"], floor["chair"]) == (
            None,
            [],
            None,
            "",
        )
        mine = await pages["64"].page(lambda page: page["floor"]["speaking"])
        assert mine["floor"]["speaking"]["site"] == "64"
        await live.accepted("host", "take_by_telephone", entry="e1", on=True)
        mine = await pages["64"].page(lambda page: page["floor"]["speaking"]["by_phone"])
        assert not mine["floor"]["restricted"]
        await live.accepted("host", "end_restricted")
        back = await pages["04"].page(lambda page: not page["floor"]["restricted"])
        assert back["floor"]["speaking"]["site"] == "64"


@pytest.mark.parametrize("who", ["site:04", "operator"])
async def test_a_refusal_does_not_tell_what_was_done_there(live: Door, who: str) -> None:
    """A conflict says who did what to whom: not to one who asks only to hear that."""
    await begun(live)
    act = {
        "site:04": {"type": "request_floor", "site": "04", "kind": "point_of_order"},
        "operator": {"type": "confirm_picture", "entry": "e2"},
    }[who]
    asked = {"command_id": "probe", "expected_rev": 0, **act}
    told_by = [
        await live.ask("POST", f"{live.base}/commands", who, json=asked),
        await live.get(f"{live.base}/commands/probe", who),
    ]
    if who == "operator":
        press = {"Idempotency-Key": "probe"}
        told_by.append(await live.ask("POST", f"{live.base}/acts/picture-up", who, headers=press))
    for answer in told_by:
        assert answer.body["code"] == "conflict"
        assert {"what", "by", "role", "at"}.isdisjoint(answer.body.get("params", answer.body))


async def test_who_conducts_is_told_by_whom_the_list_was_changed_in_a_restricted_part(
    live: Door,
) -> None:
    await begun(live)
    asked = {"command_id": "late", "expected_rev": 0, "type": "end_speech", "entry": "e1"}
    answer = await live.ask("POST", f"{live.base}/commands", "secretary", json=asked)
    assert (answer.body["code"], answer.body["what"]) == ("conflict", "PictureCued")


def test_every_role_is_tried() -> None:
    assert {who.partition(":")[0] for who in ROLES} == set(Role) - {Role.SYSTEM}
