"""One browser with the same point in two meetings: each page works in the one it was opened for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.coordinator.console.conftest import OTHER_SESSION, SESSION, Answered, Door
from wire.codes import CloseCode
from wire.vocabulary import SessionId, SiteId

MORNING, AFTERNOON = "site:64", "site:64-pm"
AS = {"X-Diemcau-As": "site"}


async def links(door: Door, *opened: str) -> None:
    """The afternoon's link is issued first, whatever is opened last."""
    door.tokens[AFTERNOON] = await issued(door, OTHER_SESSION)
    door.tokens[MORNING] = await issued(door, SESSION)
    for who in opened:
        answered = await door.ask("POST", "/site/sign-in", json={"token": door.tokens[who]})
        assert answered.status == 200, answered.body


async def issued(door: Door, session: SessionId) -> str:
    return await door.issue("site:64", session)


def named(session: str | None) -> str:
    return f"site=64&session={session}" if session else "site=64"


async def act(door: Door, act_id: str, session: str | None) -> Answered:
    body = {"act": "record", "id": act_id, "body": {"kind": "head_count", "count": 7}}
    headers = {**AS, "Origin": door.url}
    return await door.ask("POST", f"/site/act?{named(session)}", json=body, headers=headers)


async def counted(door: Door, session: SessionId) -> int | None:
    conductor = door.hall.get(session)
    assert conductor is not None
    return await conductor.ask(lambda state, people: state.sites[SiteId("64")].head_count)


async def page(door: Door, session: str | None) -> Any:
    path = f"/site/stream?{named(session)}&as=site"
    async with door.watch(path, headers={"Origin": door.url}) as stream:
        return await stream.page()


@pytest.mark.parametrize("opened", [(AFTERNOON, MORNING), (MORNING, AFTERNOON)])
async def test_a_page_acts_in_the_meeting_it_names_whichever_link_came_last(
    live: Door, opened: tuple[str, str]
) -> None:
    await links(live, *opened)
    assert (await page(live, SESSION))["session"] == SESSION
    assert (await page(live, OTHER_SESSION))["session"] == OTHER_SESSION
    assert (await act(live, "a1", SESSION)).body["state"] == "accepted"
    assert await counted(live, SESSION) == 7
    assert await counted(live, OTHER_SESSION) is None


async def test_the_link_opened_last_counts_not_the_one_issued_last(live: Door) -> None:
    await links(live, MORNING, AFTERNOON)
    me = (await live.get("/site/me", headers=AS)).body
    assert me["sessions"] == {"64": [SESSION, OTHER_SESSION]}
    again = await live.ask("POST", "/site/sign-in", json={"token": live.tokens[MORNING]})
    assert again.body["sessions"] == {"64": [OTHER_SESSION, SESSION]}


async def test_where_two_meetings_fit_none_is_guessed(live: Door) -> None:
    await links(live, MORNING, AFTERNOON)
    refused = [
        await act(live, "a1", None),
        await act(live, "a2", ""),
        await live.get("/site/roster?site=64", headers=AS),
        await live.get("/site/said?site=64&persons=64.01", headers=AS),
        await live.get("/site/code?site=64&code=ABCD-2345", headers=AS),
    ]
    for answered in refused:
        assert (answered.status, answered.body["code"]) == (422, "bad_message"), answered.body
    assert [await counted(live, one) for one in (SESSION, OTHER_SESSION)] == [None, None]


async def test_a_stream_that_names_none_of_two_is_closed_for_good(live: Door) -> None:
    """As the page of an earlier version opens it, which would try a refused upgrade for ever."""
    await links(live, MORNING, AFTERNOON)
    path = f"/site/stream?{named(None)}&as=site"
    async with live.watch(path, headers={"Origin": live.url}) as stream:
        assert await stream.closed() == CloseCode.FORBIDDEN


async def test_a_page_that_names_none_works_where_one_meeting_fits(live: Door) -> None:
    await links(live, AFTERNOON)
    assert (await page(live, None))["session"] == OTHER_SESSION
    assert (await act(live, "a1", None)).body["state"] == "accepted"
    assert (await live.get("/site/roster?site=64", headers=AS)).status == 200
    # Of the same meeting a second link is no second meeting.
    await links(live, AFTERNOON)
    assert (await act(live, "a2", None)).body["state"] == "accepted"


async def test_the_names_are_those_of_the_meeting_that_is_named(live: Door) -> None:
    await links(live, MORNING, AFTERNOON)
    added = {"kind": "attendee", "person": "64.x1", "name": "Đại biểu mẫu 50"}
    body = {"act": "record", "id": "a1", "body": added}
    headers = {**AS, "Origin": live.url}
    path = f"/site/act?{named(SESSION)}"
    assert (await live.ask("POST", path, json=body, headers=headers)).body["state"] == "accepted"
    names = {}
    for session in (SESSION, OTHER_SESSION):
        rows = (await live.get(f"/site/roster?{named(session)}", headers=AS)).body
        names[session] = [person["id"] for page in rows for person in page["people"]]
        said = await live.get(f"/site/said?{named(session)}&persons=64.x1", headers=AS)
        assert len(said.body) == (1 if session == SESSION else 0)
    assert "64.x1" in names[SESSION]
    assert "64.x1" not in names[OTHER_SESSION]


async def test_a_meeting_that_the_browser_may_not_enter_is_none(live: Door) -> None:
    await links(live, MORNING)
    for path in ("/site/me", "/site/roster"):
        answered = await live.get(f"{path}?{named(OTHER_SESSION)}", headers=AS)
        assert (answered.status, answered.body["code"]) == (404, "unknown_session")
    assert (await act(live, "a1", OTHER_SESSION)).status == 404
    assert (await live.get(f"/site/me?{named(SESSION)}", headers=AS)).status == 200


async def test_a_link_that_is_refused_changes_nothing_of_what_is_held(live: Door) -> None:
    await links(live, AFTERNOON, MORNING)
    before = (await live.get("/site/me", headers=AS)).body
    for token in ("dc1_nope", live.tokens["host"], live.tokens[AFTERNOON][:-1]):
        answered = await live.ask("POST", "/site/sign-in", json={"token": token})
        assert (answered.status, answered.body["code"]) == (401, "auth_failed")
    assert (await live.get("/site/me", headers=AS)).body == before
