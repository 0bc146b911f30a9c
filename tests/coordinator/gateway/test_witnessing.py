"""Agents as witnesses, over real sockets: what they are shown, and what they can raise."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from copy import deepcopy
from typing import Any

import pytest

from coordinator.clock import SessionClock
from coordinator.conductor import Conductor
from coordinator.core.floor.commands import SetListOpen
from coordinator.core.session import CloseSession, PauseSession, ResumeSession, StartSession
from coordinator.core.watch import Watch
from coordinator.credentials import Credentials
from coordinator.evidence.notary import Notary
from coordinator.evidence.office import Evidence
from coordinator.gateway.door import Gateway
from coordinator.gateway.settings import GatewaySettings
from coordinator.hall import Hall
from coordinator.journal.memory import MemoryStore
from tests.support.agents_door import FEATURES, SESSION, Agent, Meeting, prepare, running, served
from tests.support.long_record import SIGNER
from tests.support.until import until_async
from wire.checkpoint import Checkpoint, Signer, from_base64, opened, to_base64
from wire.merkle import consistent
from wire.witness import Doubt

KEY = str(SIGNER.verifier)
OTHER = Signer("diemcau/ffffffffff", bytes(32))


class House:
    """Coordinators over stores of the same origin."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self.stack = stack

    async def open(
        self, store: MemoryStore, *, every_s: float = 0.01, begun: bool = True
    ) -> tuple[Meeting, Notary]:
        """A running session of the store, its notary at work."""
        clock, hall = SessionClock(), Hall()
        conductor = Conductor(await store.load(SESSION), store, clock, Watch())
        hall.add(conductor)
        credentials, evidence = Credentials(store, clock), Evidence(store, clock, SIGNER)
        evidence.adopt(conductor)
        gateway = Gateway(hall, credentials, GatewaySettings(witness_every_s=every_s), evidence)
        await self.stack.enter_async_context(running(conductor))
        url = await self.stack.enter_async_context(served(gateway))
        notary = evidence.of(SESSION)
        assert notary is not None
        if begun:
            await notary.begin()
        return Meeting(store, conductor, credentials, gateway, url, self.stack), notary


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with AsyncExitStack() as stack:
        yield House(stack)


@pytest.fixture
async def store() -> MemoryStore:
    made = MemoryStore()
    await prepare(made, SESSION)
    return made


async def witness(meeting: Meeting, size: int = 0, root: str = "", site: str = "64") -> Agent:
    """An agent that has said what it keeps."""
    agent = await meeting.agent(site, features=[*FEATURES, "witness"])
    await agent.say("witness", size=size, root=root)
    return agent


def held(shown: dict[str, Any], kept: Checkpoint | None = None) -> Checkpoint:
    """What was shown, believed: signed, and a continuation of what was kept."""
    found = opened(shown["note"], SIGNER.verifier)
    assert shown["key"] == KEY
    if kept is not None:
        assert shown["since"] == kept.size
        proof = [from_base64(one) for one in shown["proof"]]
        assert consistent((kept.size, found.size), proof, kept.root, found.root)
    return found


async def kept_by(agent: Agent, kept: Checkpoint) -> None:
    await agent.say("witness", size=kept.size, root=to_base64(kept.root))


async def test_the_first_contact_shows_the_newest(house: House, store: MemoryStore) -> None:
    meeting, notary = await house.open(store)
    agent = await witness(meeting)
    found = held(await agent.expect("checkpoint_shown", since=0))
    assert notary.newest is not None
    assert found == notary.newest.checkpoint
    assert "witness" in agent.seen[0]["features"]


async def test_before_there_is_a_signature_nobody_is_kept_waiting(
    house: House, store: MemoryStore
) -> None:
    meeting, notary = await house.open(store, begun=False)
    agent, gone = await witness(meeting), await witness(meeting, site="04")
    await agent.in_turn()
    await gone.in_turn()
    assert "checkpoint_shown" not in agent.kinds()
    await gone.say("bye")
    await gone.closed()
    await notary.begin()
    assert held(await agent.expect("checkpoint_shown", since=0)).size == notary.tree.size


async def test_what_comes_later_is_proved_to_continue(house: House, store: MemoryStore) -> None:
    meeting, notary = await house.open(store)
    agents = [await witness(meeting, site=site) for site in ("64", "04")]
    kept = [held(await agent.expect("checkpoint_shown")) for agent in agents]
    await meeting.do(StartSession())
    for is_open in (False, True, False):
        await meeting.do(SetListOpen(is_open))
        await notary.sign()
        for number, agent in enumerate(agents):
            kept[number] = held(await agent.expect("checkpoint_shown"), kept[number])
            await kept_by(agent, kept[number])
    size = kept[0].size
    await until_async(lambda: {one[0] for one in notary.witnesses.values()} == {size}, "confirmed")
    assert set(notary.witnesses) == {"64", "04"}


async def test_the_closing_is_shown_at_once(house: House, store: MemoryStore) -> None:
    meeting, notary = await house.open(store, every_s=3_600)
    await meeting.do(StartSession())
    agent = await witness(meeting)
    kept = held(await agent.expect("checkpoint_shown"))
    await notary.sign()
    kept = held(await agent.expect("checkpoint_shown"), kept)
    await meeting.do(SetListOpen(False))
    await notary.sign()
    await meeting.do(CloseSession())
    await notary.sign()
    closing = held(await agent.expect("checkpoint_shown"), kept)
    assert closing.size == meeting.conductor.head.rev


async def test_after_a_reconnect_the_proof_begins_at_what_is_kept(
    house: House, store: MemoryStore
) -> None:
    meeting, notary = await house.open(store)
    kept = held(await (await witness(meeting)).expect("checkpoint_shown"))
    await meeting.do(StartSession())
    await notary.sign()
    again = await witness(meeting, kept.size, to_base64(kept.root))
    assert held(await again.expect("checkpoint_shown"), kept).size > kept.size


async def test_who_asks_from_another_size_gets_another_proof(
    house: House, store: MemoryStore
) -> None:
    meeting, notary = await house.open(store)
    agent = await witness(meeting)
    newest = held(await agent.expect("checkpoint_shown"))
    older = Checkpoint(newest.origin, 2, notary.tree.root(2), 0)
    await kept_by(agent, older)
    assert held(await agent.expect("checkpoint_shown", since=2), older) == newest


async def test_a_fork_cannot_be_proved_and_is_known_at_the_first_contact(
    house: House, store: MemoryStore
) -> None:
    """One store, copied; each copy goes its own way."""
    ours, _ = await house.open(store)
    theirs, notary = await house.open(deepcopy(store))
    await ours.do(StartSession())
    await ours.do(SetListOpen(False))
    mine = ours.gateway._evidence.of(SESSION)  # type: ignore[union-attr]
    assert mine is not None
    kept = (await mine.sign()).checkpoint
    await theirs.do(StartSession())
    await theirs.do(PauseSession())
    await theirs.do(ResumeSession())
    await notary.sign()

    agent = await witness(theirs, kept.size, to_base64(kept.root))
    shown = await agent.expect("checkpoint_shown", since=kept.size)
    found = opened(shown["note"], SIGNER.verifier)
    proof = [from_base64(one) for one in shown["proof"]]
    assert not consistent((kept.size, found.size), proof, kept.root, found.root)
    assert notary.witnesses == {}, "nobody witnesses another history"

    held_note = await mine.covering(kept.size)
    await agent.say("contradicted", doubt="forked", kept=held_note, shown=shown["note"])
    await until_async(lambda: notary.contradictions, "the alarm")
    raised = notary.contradictions[0]
    assert (raised.by, raised.kind, raised.shown) == ("64", "forked", shown["note"])
    assert await theirs.store.contradictions(SESSION) == [raised]


async def test_a_witness_that_has_seen_more_is_shown_what_there_is(
    house: House, store: MemoryStore
) -> None:
    meeting, notary = await house.open(store)
    agent = await witness(meeting, 9_000, to_base64(bytes(32)))
    shown = await agent.expect("checkpoint_shown", since=9_000)
    assert held(shown).size == notary.tree.size
    assert shown["proof"] == []
    assert notary.witnesses == {}


async def test_notes_of_another_key_are_told_apart(house: House, store: MemoryStore) -> None:
    meeting, notary = await house.open(store)
    agent = await witness(meeting)
    await agent.expect("checkpoint_shown")
    assert notary.newest is not None
    ours, theirs = notary.newest.note, OTHER.note(notary.newest.checkpoint)
    await agent.say("contradicted", doubt="other_key", kept=theirs, shown=ours)
    await agent.say("contradicted", doubt="forked", kept=ours, shown=theirs)
    await agent.say("contradicted", doubt="forked", kept=ours, shown=ours)
    await agent.in_turn()
    kinds = [one.kind for one in notary.contradictions]
    assert kinds == [Doubt.OTHER_KEY, Doubt.BAD_SIGNATURE], "the third was the witness's mistake"


async def test_a_root_that_is_none_makes_no_witness(house: House, store: MemoryStore) -> None:
    meeting, notary = await house.open(store)
    agent = await witness(meeting, 1, "not base64")
    await agent.expect("checkpoint_shown")
    assert notary.witnesses == {}


async def test_where_nothing_is_signed_it_is_not_offered(meeting: Meeting) -> None:
    agent = await meeting.agent(features=[*FEATURES, "witness"])
    assert "witness" not in agent.seen[0]["features"]
    await agent.say("witness", size=0, root="")
    await agent.expect("error", code="unsupported")


async def test_all_witnesses_get_one_frame(house: House, store: MemoryStore) -> None:
    meeting, notary = await house.open(store)
    agents = [await witness(meeting, site=site) for site in ("64", "04", "01")]
    for agent in agents:
        await agent.expect("checkpoint_shown")
    await meeting.do(StartSession())
    await notary.sign()
    shown = await asyncio.gather(*(agent.expect("checkpoint_shown") for agent in agents))
    assert shown[0] == shown[1] == shown[2]
    room = next(iter(meeting.gateway._rooms.values()))
    assert room.witnesses is not None
    assert len(room.witnesses._frames) == 1
