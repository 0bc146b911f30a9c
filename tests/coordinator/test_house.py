"""The house: sessions come back, outages are told, imports begin to run."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from coordinator.conductor import Conductor, Submission
from coordinator.core.base import Actor, Asked
from coordinator.core.session import StartSession
from coordinator.house import House
from coordinator.ports import StoreLocked
from tests.support.store import CASE, SESSION, prepare
from tests.support.until import until_async
from wire.vocabulary import Phase, Role

HOST = Actor("host-1", Role.HOST)


async def test_an_import_begins_to_run_in_a_house_that_runs(tmp_path: Path) -> None:
    house = await House.open(tmp_path / "data", ballast_mib=0)
    opened: list[Conductor] = []
    house.opened = opened.append
    async with asyncio.TaskGroup() as tasks:
        await house.run(tasks, alive_mark_s=10)
        _, conductor = await house.establish(CASE.read_text(encoding="utf-8"))
        assert conductor is not None
        assert opened == [conductor]
        answer = await conductor.submit(Submission(Asked(StartSession(), HOST, "start")))
        assert answer.outcome.accepted
        again, nothing = await house.establish(CASE.read_text(encoding="utf-8"))
        assert (again.created, nothing) == (False, None)
        await house.close()


async def test_a_session_stands_where_it_was_and_the_outage_is_told(tmp_path: Path) -> None:
    await prepare(tmp_path / "data")
    for life in range(2):
        house = await House.open(tmp_path / "data", ballast_mib=0)
        async with asyncio.TaskGroup() as tasks:
            await house.run(tasks, alive_mark_s=10)
            conductor = house.hall.get(SESSION)
            assert conductor is not None
            if life == 0:
                await conductor.submit(Submission(Asked(StartSession(), HOST, "start")))
            phase, outages = await conductor.ask(lambda s, p: (s.phase, len(s.outages)))
            assert (phase, outages) == (Phase.LIVE, life + 1)
            await house.close()


async def test_the_liveness_mark_is_written(tmp_path: Path) -> None:
    house = await House.open(tmp_path / "data", ballast_mib=0)
    async with asyncio.TaskGroup() as tasks:
        await house.run(tasks, alive_mark_s=10)
        await until_async(house.store.alive_at, "a mark")
        await house.close()


async def test_a_second_house_on_the_same_store_is_refused(tmp_path: Path) -> None:
    house = await House.open(tmp_path / "data", ballast_mib=0)
    try:
        with pytest.raises(StoreLocked):
            await House.open(tmp_path / "data", ballast_mib=0)
    finally:
        await house.close()


async def test_what_was_recorded_is_signed_for_by_the_end(tmp_path: Path) -> None:
    await prepare(tmp_path / "data")
    house = await House.open(tmp_path / "data", ballast_mib=0)
    async with asyncio.TaskGroup() as tasks:
        await house.run(tasks, alive_mark_s=10)
        notary, conductor = house.evidence.of(SESSION), house.hall.get(SESSION)
        assert notary is not None
        assert conductor is not None
        await notary.newest_known()
        await conductor.submit(Submission(Asked(StartSession(), HOST, "start")))
        await house.close()
    assert notary.newest is not None
    assert notary.newest.checkpoint.size == conductor.head.rev
    house = await House.open(tmp_path / "data", ballast_mib=0)
    assert await house.store.checkpoint(SESSION) == notary.newest.note
    await house.close()
