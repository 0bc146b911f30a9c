"""A browser's outbox at the coordinator's door: once each, durable before the answer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.coordinator.console.conftest import OTHER_SESSION, SESSION, Answered, Door
from tests.support.small_meeting import HEAD, SECOND
from wire.limits import RECORDS_PER_BATCH_MAX
from wire.vocabulary import Presence, SiteId

PATH = "/site/records?site=64"


def tick(person: str = HEAD, status: str = "in_person") -> dict[str, Any]:
    return {"kind": "attendance", "person": person, "status": status}


async def deliver(
    door: Door, *items: tuple[int, Any], who: str = "site:64", path: str = PATH, **more: Any
) -> Answered:
    rows = [{"seq": seq, "device_at": door.conductor.now(), "body": body} for seq, body in items]
    body = {"session": SESSION, "incarnation": "browser", "items": rows, **more}
    return await door.ask("POST", path, who, json=body)


async def test_an_answer_means_durable(live: Door) -> None:
    answered = await deliver(live, (1, tick()), (2, tick(SECOND, "online")))
    assert answered.status == 200
    assert (answered.body["upto"], answered.body["refused"]) == (2, [])
    assert answered.body["rev"] == await live.rev()
    again = (await live.store.load(SESSION)).session
    assert [again.people[one].status for one in (HEAD, SECOND)] == ["in_person", "online"]


async def test_twice_is_once(live: Door) -> None:
    await deliver(live, (1, tick()))
    before = await live.rev()
    answered = await deliver(live, (1, tick()), (2, {"kind": "head_count", "count": 7}))
    assert (answered.body["upto"], answered.body["short"]) == (2, "")
    assert await live.rev() == before + 1


async def test_one_bad_record_does_not_hold_up_the_rest(live: Door) -> None:
    answered = await deliver(live, (1, {"kind": "nonsense"}), (2, tick("04.01")), (3, tick()))
    assert answered.body["upto"] == 3
    assert answered.body["refused"] == [
        {"seq": 1, "code": "bad_value"},
        {"seq": 2, "code": "forbidden"},
    ]


async def test_a_gap_takes_nothing_beyond_it(live: Door) -> None:
    answered = await deliver(live, (1, tick()), (3, tick(SECOND)))
    assert (answered.body["upto"], answered.body["short"]) == (1, "gap")


async def test_the_time_of_the_device_counts_with_its_offset(live: Door) -> None:
    now = live.conductor.now()
    row = {"seq": 1, "device_at": now - 7_260_000, "offset_ms": 7_200_000, "body": tick()}
    await live.ask(
        "POST",
        PATH,
        "site:64",
        json={"session": SESSION, "incarnation": "b", "items": [row]},
    )
    person = await live.conductor.ask(lambda session, people: session.people[HEAD])
    assert person.current is not None
    assert person.current.effective_at == now - 60_000


async def test_without_records_it_says_how_far_they_have_come(live: Door) -> None:
    await deliver(live, (1, tick()))
    answered = await deliver(live)
    assert (answered.body["upto"], answered.body["closed"]) == (1, False)
    assert abs(answered.body["now"] - live.conductor.now()) < 10_000


async def test_a_page_that_delivers_counts_as_heard(live: Door) -> None:
    assert SiteId("64") not in live.conductor.watch.slots
    await deliver(live)
    assert live.conductor.watch.slots[SiteId("64")].presence is Presence.HEARD


async def test_who_was_erased_must_leave_the_browser(live: Door) -> None:
    await live.accepted("admin", "erase_person", person=SECOND)
    assert (await deliver(live)).body["erased"] == [SECOND]


async def test_a_closed_session_lets_the_browser_forget(live: Door) -> None:
    await live.accepted("host", "close_session")
    assert (await deliver(live)).body["closed"] is True


async def test_records_of_another_session_or_point_are_nobodys(live: Door) -> None:
    for more in ({"session": OTHER_SESSION}, {"session": "nowhere"}):
        answered = await deliver(live, (1, tick()), **more)
        assert (answered.status, answered.body["code"]) == (403, "forbidden")
    elsewhere = await deliver(live, (1, tick()), path="/site/records?site=04")
    assert elsewhere.status == 403
    nowhere = await deliver(live, (1, tick()), path="/site/records")
    assert nowhere.status == 422
    assert (await deliver(live, (1, tick()), who="host")).status == 403


@pytest.mark.parametrize(
    "more", [{"incarnation": "not a word"}, {"items": 3}, {"items": [{"seq": 0}]}]
)
async def test_what_is_no_batch_is_said_to_be_none(live: Door, more: dict[str, Any]) -> None:
    assert (await deliver(live, **more)).status == 422


async def test_more_than_a_batch_is_refused_whole(live: Door) -> None:
    items = [(seq, tick()) for seq in range(1, RECORDS_PER_BATCH_MAX + 2)]
    assert (await deliver(live, *items)).status == 422
    assert (await deliver(live)).body["upto"] == 0
