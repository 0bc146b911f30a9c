"""The names of a point's people for its page, fetched when they change, and what else was said."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator.core.attendance.commands import ImportRoster, NoteAttendance
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.people import PrivateRow
from tests.coordinator.console.conftest import Door
from tests.support.small_meeting import GL, SALT
from wire.limits import SAID_AT_ONCE_MAX
from wire.vocabulary import Attendance, PersonId

ROSTER, SAID = "/site/roster?site=64", "/site/said?site=64"
STREAM = "/site/stream?site=64"


async def names(door: Door, query: str = "", **headers: str) -> list[str]:
    answered = await door.get(ROSTER + query, "site:64", headers=headers)
    assert answered.status == 200
    return [one["name"] for page in answered.body for one in page["people"]]


async def test_the_names_are_those_that_the_stream_has_states_for(live: Door) -> None:
    async with live.watch(STREAM, "site:64") as stream:
        roster = (await stream.page())["own"]["roster"]
    (page,) = (await live.get(ROSTER, "site:64")).body
    assert ([page["tag"]], page["page"]) == (roster["pages"], 0)
    assert [one["id"] for one in page["people"]] == ["64.01", "64.02"]
    assert page["people"][0]["name"] == "Đại biểu mẫu 01 – 64"


async def test_who_has_them_already_is_not_sent_them_again(live: Door) -> None:
    tag = (await live.get(ROSTER, "site:64")).headers["ETag"]
    for known in (tag, f'"x", W/{tag}'):
        again = await live.get(ROSTER, "site:64", headers={"If-None-Match": known})
        assert (again.status, again.headers["ETag"]) == (304, tag)
    await live.accepted("organizer", "erase_person", person="64.01")
    fresh = await live.get(ROSTER, "site:64", headers={"If-None-Match": tag})
    assert (fresh.status, fresh.body[0]["people"][0]["name"]) == (200, "")


async def test_an_erased_name_leaves_with_the_next_picture(live: Door) -> None:
    async with live.watch(STREAM, "site:64") as stream:
        before = (await stream.page())["own"]["roster"]["pages"]
        await live.accepted("organizer", "erase_person", person="64.01")
        await stream.page(lambda view: view["own"]["roster"]["pages"] != before)
        assert await names(live) == ["", "Đại biểu mẫu 02 – 64"]


async def test_pages_by_number_gzipped_for_whoever_takes_that(live: Door) -> None:
    rows = [PrivateRow(f"64.n{n:03}", SALT, {"name": f"Đại biểu mẫu {n} – 64"}) for n in range(230)]
    people = tuple(PersonSpec(PersonId(row.ref), GL, row.as_ref().commitment) for row in rows)
    await live.submit(ImportRoster(people), *rows)
    assert len(await names(live)) == 232
    assert len(await names(live, "&pages=9,0,44")) == 7 + 25
    packed = await live.get(ROSTER, "site:64", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    plain = await live.get(ROSTER, "site:64", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.body == packed.body


@pytest.mark.parametrize("query", ["&pages=", "&pages=x", "&pages=1000", "&pages=" + "1," * 99])
async def test_pages_that_are_no_numbers_are_explained(live: Door, query: str) -> None:
    answered = await live.get(ROSTER + query, "site:64")
    assert (answered.status, answered.body["code"]) == (422, "bad_message")


async def test_what_was_said_besides_a_state(live: Door) -> None:
    reason = PrivateRow("t_reason", SALT, {"text": "Đi công tác"})
    note = Note(Attendance.EXCUSED, reason=reason.as_ref())
    await live.submit(NoteAttendance(PersonId("64.02"), note), reason)
    rows: list[Any] = (await live.get(f"{SAID}&persons=64.02,04.01,64.99", "site:64")).body
    assert [(one["person"], one["reason"]) for one in rows] == [("64.02", "Đi công tác")]
    many = ",".join(["64.01"] * (SAID_AT_ONCE_MAX + 1))
    answered = await live.get(f"{SAID}&persons={many}", "site:64")
    assert (answered.status, answered.body["code"]) == (422, "bad_message")


async def test_names_are_for_their_own_point(live: Door) -> None:
    for path in (ROSTER, f"{SAID}&persons=64.01"):
        assert (await live.get(path)).status == 401
        assert (await live.get(path, "host")).status == 403
        assert (await live.get(path, "site:04")).status == 403
