"""Evidence with the real store, the real doors and the real agent: forks, erasure, backups."""

from __future__ import annotations

import asyncio
import itertools
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from agents.config import Member
from agents.runner import Agent, agent
from coordinator.app import Coordinator, coordinator
from coordinator.conductor import Conductor, Submission
from coordinator.config import Settings
from coordinator.core.base import Actor, Asked, Command, ErasePerson
from coordinator.core.floor.commands import SetListOpen
from coordinator.core.session import PauseSession, ResumeSession, StartSession
from coordinator.evidence.notary import Notary
from coordinator.evidence.sheet import Fault
from coordinator.evidence.verify import Kept, verify
from coordinator.house import House
from coordinator.journal.sqlite import SqliteStore
from tests.support.agents_at_work import settings as agent_settings
from tests.support.store import SESSION, prepare
from tests.support.until import until, until_async
from wire.checkpoint import unopened
from wire.vocabulary import LinkTrouble, Role
from wire.witness import Doubt

HOST = Actor("host-1", Role.HOST)
ORGANIZER = Actor("organizer-1", Role.ORGANIZER)
_numbers = itertools.count(1)


async def do(conductor: Conductor, *commands: Command, by: Actor = HOST) -> None:
    """Commands of the console, each accepted."""
    for command in commands:
        asked = Asked(command, by, f"test-{next(_numbers)}")
        answer = await conductor.submit(Submission(asked, privileged=True))
        assert answer.outcome.accepted, answer.outcome.code


def of(house: House) -> tuple[Conductor, Notary]:
    conductor, notary = house.hall.get(SESSION), house.evidence.of(SESSION)
    assert conductor is not None
    assert notary is not None
    return conductor, notary


@asynccontextmanager
async def serving(data: Path) -> AsyncIterator[Coordinator]:
    async with coordinator(Settings(port=0, data=data, ballast_mib=0)) as one:
        yield one


@asynccontextmanager
async def running(data: Path) -> AsyncIterator[House]:
    """A house at work, without doors."""
    house = await House.open(data, ballast_mib=0)
    async with asyncio.TaskGroup() as tasks:
        await house.run(tasks, alive_mark_s=10)
        try:
            yield house
        finally:
            await house.close()


@asynccontextmanager
async def working(one: Coordinator, data: Path, secret: str) -> AsyncIterator[Agent]:
    """The agent of point 64, and its folder."""
    members = (Member(("64",), secret),)
    async with agent(agent_settings(one.url, data, members=members)) as found:
        yield found


def kept_in(folder: Path) -> int:
    """The size of the checkpoint that the agent keeps; 0 before the first."""
    file = folder / f"witness-{SESSION}.json"
    return unopened(json.loads(file.read_text())["note"]).size if file.exists() else 0


async def evidence_of(one: Coordinator, secret: str) -> Any:
    async with ClientSession(headers={"Authorization": f"Bearer {secret}"}) as http:
        answer = await http.get(f"{one.url}/api/v1/sessions/{SESSION}/evidence")
        return await answer.json()


async def record_of(one: Coordinator, secret: str) -> list[bytes]:
    async with ClientSession(headers={"Authorization": f"Bearer {secret}"}) as http:
        answer = await http.get(f"{one.url}/api/v1/sessions/{SESSION}/record")
        return (await answer.read()).splitlines(keepends=True)


async def test_a_fork_is_found_at_the_first_contact(tmp_path: Path) -> None:
    """The store is copied, key and all, and each copy goes its own way."""
    ours, theirs, site = tmp_path / "ours", tmp_path / "theirs", tmp_path / "site"
    secrets = await prepare(ours, "64")
    shutil.copytree(ours, theirs)
    async with serving(ours) as one:
        conductor, notary = of(one.house)
        async with working(one, site, secrets["64"]):
            await until_async(lambda: kept_in(site), "the first contact")
        await do(conductor, StartSession(), SetListOpen(False))
        await notary.sign()
        async with working(one, site, secrets["64"]) as first:
            await until_async(lambda: kept_in(site) == notary.tree.size, "the newest is kept")
            assert first.desk.page("64").link.troubles == ()
        found = await evidence_of(one, secrets["organizer"])
        assert (found["witnesses"], found["contradictions"]) == (1, [])
        verify(await record_of(one, secrets["organizer"]), None, [witness(site)])

    async with serving(theirs) as other:
        conductor, notary = of(other.house)
        await do(conductor, StartSession(), PauseSession(), ResumeSession(), SetListOpen(False))
        await notary.sign()
        async with working(other, site, secrets["64"]) as second:
            await until_async(lambda: second.desk.points["64"].contradicted, "the agent shouts")
            assert LinkTrouble.CONTRADICTED in second.desk.page("64").link.troubles
            await until_async(lambda: notary.contradictions, "the coordinator is told")
        (alarm,) = (await evidence_of(other, secrets["organizer"]))["contradictions"]
        assert (alarm["by"], alarm["kind"]) == ("64", Doubt.FORKED)
        told = json.loads((site / f"contradiction-{SESSION}.json").read_text())
        assert (told["kept"], told["shown"]) == (alarm["kept"], alarm["shown"])
        with pytest.raises(Fault, match="witness_denies"):
            verify(await record_of(other, secrets["organizer"]), None, [witness(site)])

    async with serving(ours) as one, working(one, site, secrets["64"]) as third:
        assert third.desk.points["64"].contradicted, "a restart forgets nothing"
        _, notary = of(one.house)
        await until_async(lambda: notary.contradictions, "the other copy is told of it, too")


def witness(folder: Path) -> Kept:
    return Kept.read((folder / f"witness-{SESSION}.json").read_text(encoding="utf-8"))


async def test_a_backup_that_is_too_old_is_told_by_the_witness(tmp_path: Path) -> None:
    """With the key beside it a restored store signs on; what it lost, a witness still holds."""
    data, back = tmp_path / "data", tmp_path / "back"
    await prepare(data)
    async with running(data) as house:
        conductor, notary = of(house)
        await do(conductor, StartSession())
        await notary.sign()
        await house.store.backup(tmp_path / "backup.db")
        await do(conductor, SetListOpen(False), SetListOpen(True))
        later = (await notary.sign()).checkpoint
    await asyncio.to_thread(restore, tmp_path, data, back)
    async with running(back) as house:
        conductor, notary = of(house)
        await notary.newest_known()
        assert notary.contradictions == [], "as far as the store itself can tell"
        doubts = {notary.doubt(later)}
        await do(conductor, PauseSession(), ResumeSession())
        await notary.sign()
        doubts.add(notary.doubt(later))
        assert doubts <= {Doubt.BEHIND, Doubt.FORKED}


def restore(tmp_path: Path, data: Path, back: Path) -> None:
    back.mkdir()
    shutil.copy(tmp_path / "backup.db", back / "diemcau.db")
    shutil.copy(data / "signing.key", back / "signing.key")


def holding(folder: Path, names: list[str]) -> list[str]:
    """The names that stand in a file of the folder, as they are or as JSON escapes them."""
    whole = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    forms = [(name, name.encode(), json.dumps(name)[1:-1].encode()) for name in names]
    return [name for name, plain, escaped in forms if plain in whole or escaped in whole]


async def test_erasing_every_tenth_person_leaves_the_record_whole(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "record.jsonl"
    await prepare(data)
    async with running(data) as house:
        conductor, notary = of(house)
        await do(conductor, StartSession())
        early = (await notary.sign()).note
        victims, names = await conductor.ask(
            lambda session, people: (
                list(session.people)[::10],
                [people.of(one)["name"] for one in list(session.people)[::10]],
            )
        )
        assert len(victims) >= 100
        assert holding(data, names) == names
        erasures = (do(conductor, ErasePerson(one), by=ORGANIZER) for one in victims)
        await asyncio.gather(*erasures)
        await house.evidence.save(notary, file, names=True)
        gone = await asyncio.to_thread(holding, data, names)
    verdict = verify(file.read_bytes().splitlines(keepends=True), None, [Kept(early)])
    assert verdict.erased == len(victims)
    assert gone == [] == holding(data, names)
    assert holding(tmp_path, names) == [], "nor in the record"
    house = await House.open(data, ballast_mib=0)
    await house.close()
    until(lambda: not holding(data, names), "nor after the next opening")


async def test_the_key_is_not_in_a_backup(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await prepare(data)
    secret = (data / "signing.key").read_text().strip().split("+", 4)[4]
    store = await SqliteStore.open(data, ballast_bytes=0)
    await store.backup(tmp_path / "backup.db")
    await store.close()
    assert secret.encode() not in (tmp_path / "backup.db").read_bytes()
