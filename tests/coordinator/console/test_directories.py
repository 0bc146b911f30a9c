"""The directory as bytes: the same as made at one go, made once, and anew after a change."""

from __future__ import annotations

import asyncio
import hashlib
from functools import partial

import pytest

from coordinator.console import directories
from coordinator.console.answers import encode
from coordinator.console.directories import Directories
from coordinator.core.attendance.commands import NoteHeadCount
from coordinator.views.directory import directory
from tests.coordinator.console.conftest import Door
from tests.support.small_meeting import HEAD
from wire.vocabulary import SiteId


@pytest.fixture
def shelf(live: Door, monkeypatch: pytest.MonkeyPatch) -> Directories:
    """One that needs four slices for the six points."""
    monkeypatch.setattr(directories, "ROWS_AT_ONCE", 2)
    found = Directories(live.conductor)
    live.conductor.listeners.append(found)
    return found


@pytest.mark.parametrize("phones", [True, False])
async def test_slices_give_the_bytes_of_the_whole(
    live: Door, shelf: Directories, phones: bool
) -> None:
    whole = encode(await live.conductor.ask(partial(directory, phones=phones)))
    found = await shelf.packed(phones=phones)
    assert found.plain() == whole
    assert found.tag == f'"{hashlib.sha256(whole).hexdigest()[:32]}"'


async def test_it_is_made_once_for_all_who_ask(live: Door, shelf: Directories) -> None:
    first, second = await asyncio.gather(shelf.packed(phones=True), shelf.packed(phones=True))
    await live.submit(NoteHeadCount(SiteId("64"), 3))
    assert first is second is await shelf.packed(phones=True)
    assert await shelf.packed(phones=False) is not first


async def test_a_change_while_it_is_made_is_in_it(live: Door, shelf: Directories) -> None:
    name = "Đại biểu mẫu 01 – 64".encode()
    assert name in (await shelf.packed(phones=True)).plain()
    making = asyncio.create_task(shelf.packed(phones=False))
    await live.accepted("organizer", "erase_person", person=HEAD)
    assert name not in (await making).plain()
    assert name not in (await shelf.packed(phones=True)).plain()
