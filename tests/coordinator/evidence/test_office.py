"""The notaries of a house."""

from __future__ import annotations

import asyncio
import io
import os
import stat
from pathlib import Path

import pytest

from coordinator.conductor import Conductor
from coordinator.core.watch import Watch
from coordinator.evidence.key import FILE_NAME
from coordinator.evidence.notary import Notary
from coordinator.evidence.office import Evidence, signer_at
from coordinator.evidence.record import read
from coordinator.journal.memory import MemoryStore
from tests.support.long_record import ID, SIGNER, LongRecord


async def adopted(evidence: Evidence, book: LongRecord) -> Conductor:
    conductor = Conductor(await book.journal.load(ID), book.journal, book.clock, Watch())
    evidence.adopt(conductor)
    return conductor


async def test_every_session_gets_a_notary_that_listens() -> None:
    book = await LongRecord(MemoryStore()).begin()
    evidence = Evidence(book.journal, book.clock, SIGNER)
    conductor = await adopted(evidence, book)
    notary = evidence.of(ID)
    assert isinstance(notary, Notary)
    assert conductor.listeners == [notary]


async def test_without_a_key_there_is_none(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("nonsense")
    signer = signer_at(tmp_path)
    assert signer is None
    book = await LongRecord(MemoryStore()).begin()
    evidence = Evidence(book.journal, book.clock, signer)
    conductor = await adopted(evidence, book)
    assert evidence.of(ID) is None
    assert conductor.listeners == []
    async with asyncio.TaskGroup() as tasks:
        evidence.start(tasks, ID)
    await evidence.close()


async def test_at_the_end_what_came_last_is_signed_for() -> None:
    book = await LongRecord(MemoryStore()).begin()
    evidence = Evidence(book.journal, book.clock, SIGNER)
    await adopted(evidence, book)
    notary = evidence.of(ID)
    assert notary is not None
    async with asyncio.TaskGroup() as tasks:
        evidence.start(tasks, ID)
        await notary.newest_known()
        await book.more(9)
        notary._head = 9
        await evidence.close()
    assert notary.newest is not None
    assert notary.newest.checkpoint.size == 9
    await book.journal.close()
    notary._head = 10
    await evidence.close()


async def test_the_record_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    book = await LongRecord(MemoryStore()).begin()
    await book.more(30)
    evidence = Evidence(book.journal, book.clock, SIGNER)
    await adopted(evidence, book)
    notary = evidence.of(ID)
    assert notary is not None
    target = tmp_path / "record.jsonl"
    await evidence.save(notary, target, names=True)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    whole = target.read_bytes()
    assert read(io.BytesIO(whole)).checkpoint.size == 30

    async def fails(size: int) -> str:
        raise OSError("no signature")

    notary.covering = fails  # type: ignore[method-assign]
    with pytest.raises(OSError, match="no signature"):
        await evidence.save(notary, target, names=True)
    assert os.listdir(tmp_path) == ["record.jsonl"]
    assert target.read_bytes() == whole
