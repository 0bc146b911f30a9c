"""The reserve: real space on the disk, given back once, taken again when there is room."""

from __future__ import annotations

import stat
from pathlib import Path

from coordinator.journal.ballast import FILE_NAME, Ballast

SIZE = 3 * 1024 * 1024 + 17
TOO_LARGE = 2**62


def test_the_reserve_occupies_the_disk(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path, SIZE)
    found = (tmp_path / FILE_NAME).stat()
    assert not ballast.spent
    assert found.st_size == SIZE
    assert found.st_blocks * 512 >= SIZE, "not a hole"
    assert stat.S_IMODE(found.st_mode) == 0o600


def test_it_is_given_back_once(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path, SIZE)
    assert ballast.release()
    assert ballast.spent
    assert not (tmp_path / FILE_NAME).exists()
    assert not ballast.release()


def test_the_next_opening_finds_it_or_makes_it_again(tmp_path: Path) -> None:
    Ballast(tmp_path, SIZE)
    before = (tmp_path / FILE_NAME).stat()
    assert not Ballast(tmp_path, SIZE).spent
    assert (tmp_path / FILE_NAME).stat().st_mtime_ns == before.st_mtime_ns
    Ballast(tmp_path, SIZE).release()
    assert not Ballast(tmp_path, SIZE).spent
    assert (tmp_path / FILE_NAME).stat().st_size == SIZE


def test_a_reserve_of_another_size_is_made_anew(tmp_path: Path) -> None:
    Ballast(tmp_path, SIZE)
    Ballast(tmp_path, 100)
    assert (tmp_path / FILE_NAME).stat().st_size == 100


def test_without_room_it_is_spent_from_the_start(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path, TOO_LARGE)
    assert ballast.spent
    assert not ballast.release()
    assert not ballast.refill()
    assert not (tmp_path / FILE_NAME).exists()


def test_a_refill_looks_at_most_once_a_second(tmp_path: Path) -> None:
    instants = iter([0.0, 0.5, 1.0, 1.0])
    ballast = Ballast(tmp_path, SIZE, monotonic=lambda: next(instants))
    assert ballast.refill(), "it is there"
    ballast.release()
    assert not ballast.refill(), "half a second after the last look"
    assert ballast.refill()
    assert (tmp_path / FILE_NAME).exists()


def test_no_reserve_at_all(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path, 0)
    assert not ballast.spent
    assert not ballast.release()
    assert not (tmp_path / FILE_NAME).exists()
