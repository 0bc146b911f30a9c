"""Hello and welcome over real sockets: who may speak for whom, and what each is told at first."""

from __future__ import annotations

import pytest

from coordinator.core.base import Actor, ErasePerson
from coordinator.core.session import CloseSession
from coordinator.credentials import new_secret, secret_hash
from coordinator.ports import Grant
from tests.support.agents_door import SESSION, Meeting, attendance
from wire.vocabulary import PersonId, Role, SessionId, SiteId

ORGANIZER = Actor("organizer-1", Role.ORGANIZER)


async def test_the_welcome_picks_version_and_features_and_says_what_is_durable(
    meeting: Meeting,
) -> None:
    before = meeting.conductor.now()
    agent = await meeting.agent(versions=[9, 1], features=["records", "video", "beat"])
    (welcome,) = agent.seen
    assert before <= welcome.pop("now") <= meeting.conductor.now()
    assert welcome == {
        "type": "welcome",
        "version": 1,
        "features": ["beat", "records"],
        "session": SESSION,
        "beat_s": 5,
        "reconnect_window_ms": 2_000,
        "marks": [{"site": "64", "upto": 0}],
        "erased": [],
        "receipt": None,
        "frame_bytes_max": 65_536,
        "records_per_batch_max": 200,
    }


async def test_after_the_welcome_come_the_floor_and_the_sites_own(meeting: Meeting) -> None:
    agent = await meeting.agent()
    floor = await agent.view("floor")
    own = await agent.view("own")
    assert agent.kinds() == ["welcome", "floor", "own"]
    assert (floor["phase"], floor["speaking"]) == ("live", None)
    assert own["site"] == "64"
    assert own["roster"]["states"] == "NN"
    assert len(own["roster"]["pages"]) == 1
    assert own["line"]["presence"] == "heard"


async def test_hello_is_a_word_of_every_site_of_the_link(meeting: Meeting) -> None:
    agent = await meeting.knock(await meeting.secret("64", "04"))
    await agent.hello(sites=["64", "04"])
    assert {(await agent.view("own"))["site"], (await agent.view("own"))["site"]} == {"64", "04"}
    heard = await meeting.state(
        lambda session: [site for site in session.sites if session.sites[site].heard_at]
    )
    assert sorted(heard) == ["04", "64"]


async def test_marks_are_those_of_this_incarnation(meeting: Meeting) -> None:
    agent = await meeting.agent(incarnation="one")
    await agent.records((1, attendance("64.p01")), (2, attendance("64.p02")))
    await agent.expect("ack", upto=2)
    same = await meeting.agent(incarnation="one")
    other = await meeting.agent(incarnation="two")
    assert same.seen[0]["marks"] == [{"site": "64", "upto": 2}]
    assert other.seen[0]["marks"] == [{"site": "64", "upto": 0}]


async def test_erased_persons_of_the_site_are_named_and_no_others(meeting: Meeting) -> None:
    for person in ("64.p02", "04.p01"):
        await meeting.do(ErasePerson(PersonId(person)), by=ORGANIZER)
    agent = await meeting.agent()
    assert agent.seen[0]["erased"] == ["64.p02"]
    without = await meeting.agent(features=["beat"])
    assert without.seen[0]["erased"] == []


async def test_a_closed_session_gives_its_receipt_at_once(meeting: Meeting) -> None:
    await meeting.do(CloseSession())
    head = meeting.conductor.head
    agent = await meeting.agent()
    assert agent.seen[0]["receipt"] == {"rev": head.rev, "link": head.link}


@pytest.mark.parametrize("sites", [["04"], ["64", "04"], ["NO-SUCH"]])
async def test_other_sites_are_forbidden_in_the_same_words(
    meeting: Meeting, sites: list[str]
) -> None:
    agent = await meeting.knock(await meeting.secret("64"))
    rev = meeting.conductor.head.rev
    await agent.hello(sites=sites)
    assert await agent.closed() == 4403
    (error,) = agent.seen
    assert (error["code"], error["detail"], error["retry"]) == ("forbidden", "sites", "never")
    assert meeting.conductor.head.rev == rev
    assert meeting.conductor.watch.slots == {}
    assert meeting.gateway.joined == 0


async def test_a_credential_for_a_site_that_was_never_invited_is_forbidden(
    meeting: Meeting,
) -> None:
    agent = await meeting.knock(await meeting.secret("NO-SUCH"))
    await agent.hello(sites=["NO-SUCH"])
    assert await agent.closed() == 4403
    assert agent.seen[0]["detail"] == "sites"
    assert meeting.conductor.watch.slots == {}


async def test_another_session_than_the_credentials_is_forbidden(meeting: Meeting) -> None:
    agent = await meeting.knock(await meeting.secret("64"))
    await agent.hello(session="other")
    assert await agent.closed() == 4403
    assert agent.seen[0]["detail"] == "session"


async def test_the_sessions_own_name_may_be_said(meeting: Meeting) -> None:
    agent = await meeting.agent(session=SESSION)
    assert agent.seen[0]["session"] == SESSION


async def test_a_session_that_is_not_open_here_is_unknown(meeting: Meeting) -> None:
    secret = new_secret()
    grant = Grant("site-x", Role.SITE, SessionId("elsewhere"), (SiteId("64"),))
    await meeting.store.add_grant(grant, secret_hash(secret))
    agent = await meeting.knock(secret)
    await agent.hello()
    assert await agent.closed() == 4403
    assert (agent.seen[0]["code"], agent.seen[0]["retry"]) == ("unknown_session", "later")


async def test_without_a_common_version_the_known_ones_are_named(meeting: Meeting) -> None:
    agent = await meeting.knock(await meeting.secret("64"))
    await agent.hello(versions=[2, 3])
    assert await agent.closed() == 4426
    assert agent.seen[0]["code"] == "upgrade_required"
    assert agent.seen[0]["detail"] == "versions spoken here: 1"


async def test_two_links_speak_for_one_site_and_both_are_shown_it(meeting: Meeting) -> None:
    first = await meeting.agent(incarnation="one")
    second = await meeting.agent(incarnation="two")
    await second.records((1, {"kind": "head_count", "count": 23}))
    await second.expect("ack", upto=1)
    for link in (first, second):
        await link.view("own", head_count=23)
    await first.in_turn()
    assert meeting.gateway.links == 2
