"""Files of a program that runs: written anew under a passing name while they are looked at."""

from __future__ import annotations

import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def contents(folder: Path) -> dict[Path, bytes]:
    """What is in each file below a folder."""
    return _each(folder, lambda file: file.read_bytes() if file.is_file() else None)


def modes(folder: Path) -> dict[Path, int]:
    """The permission bits of whatever is below a folder."""
    return _each(folder, lambda file: stat.S_IMODE(file.stat().st_mode))


def _each(folder: Path, look: Callable[[Path], T | None]) -> dict[Path, T]:
    found = {}
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):
            seen = look(file)
            if seen is not None:
                found[file] = seen
    return found
