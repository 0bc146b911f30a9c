"""How far webhooks have been told survives a restart, and a broken file."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from coordinator.showcontrol.positions import FILE_NAME, Position, Positions
from wire.vocabulary import SessionId

URL = "https://receiver.example/secret-path"
ONE, TWO = SessionId("hop-1"), SessionId("hop-2")


async def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    first = Positions(tmp_path)
    assert first.of(URL, ONE) is None
    await first.keep(URL, ONE, Position(7, False))
    await first.keep(URL, ONE, Position(9, True))
    await first.keep(URL, TWO, Position(1, False))
    again = Positions(tmp_path)
    assert (again.of(URL, ONE), again.of(URL, TWO)) == (Position(9, True), Position(1, False))
    assert again.of("https://other.example/", ONE) is None


async def test_the_file_holds_no_address_and_is_the_owners_alone(tmp_path: Path) -> None:
    await Positions(tmp_path).keep(URL, ONE, Position(7, False))
    file = tmp_path / FILE_NAME
    assert "secret-path" not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    assert os.listdir(tmp_path) == [FILE_NAME]


async def test_many_at_once_are_all_kept(tmp_path: Path) -> None:
    positions = Positions(tmp_path)
    sessions = [SessionId(f"hop-{number}") for number in range(20)]
    await asyncio.gather(*(positions.keep(URL, one, Position(5, False)) for one in sessions))
    again = Positions(tmp_path)
    assert {again.of(URL, one) for one in sessions} == {Position(5, False)}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"a": 1}', '{"a": {"b": [1]}}', '{"a":{"b":"x"}}']
)
def test_a_broken_file_is_told_and_forgotten(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    with capture_logs() as logs:
        assert Positions(tmp_path).of(URL, ONE) is None
    assert [line["event"] for line in logs] == ["webhook positions unreadable"]


async def test_on_a_full_disk_it_goes_on_from_memory(tmp_path: Path) -> None:
    positions = Positions(tmp_path / "gone")
    with capture_logs() as logs:
        for rev in range(1, 9):
            await positions.keep(URL, ONE, Position(rev, False))
    assert positions.of(URL, ONE) == Position(8, False)
    assert [line["event"] for line in logs] == ["webhook position not kept"]


async def test_who_gives_up_waiting_undoes_nothing(tmp_path: Path) -> None:
    """As at the end of the program, when a courier is stopped in the middle of it."""
    positions = Positions(tmp_path)
    for rev in range(1, 30):
        keeping = asyncio.create_task(positions.keep(URL, ONE, Position(rev, False)))
        await asyncio.sleep(0)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await positions.close()
        assert Positions(tmp_path).of(URL, ONE) == Position(rev, False)
