"""One step of setting up: taken once, told in plain words, and clear about why it failed."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMPS = ROOT / ".make"
WORDS_KEPT = 40


class Failed(Exception):
    """A step did not succeed; the text says what to do."""


def say(words: str) -> None:
    """Words for people go to standard error; standard output is for programs."""
    print(words, file=sys.stderr, flush=True)


def digest(*parts: object) -> str:
    """A hash over texts and the contents of files."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part.read_bytes() if isinstance(part, Path) else str(part).encode())
        found.update(b"\0")
    return found.hexdigest()


def once(name: str, key: str, step: Callable[[], None], done: Callable[[], bool]) -> None:
    """Take a step unless it was taken with the same key and its result still stands."""
    stamp = STAMPS / name
    if stamp.is_file() and stamp.read_text() == key and done():
        return
    stamp.unlink(missing_ok=True)
    step()
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(key)


def run(
    words: Sequence[str | Path],
    *,
    shown: str = "",
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> None:
    """Run a program quietly; lines that match `shown` are told, and all if it fails."""
    lines: list[str] = []
    with subprocess.Popen(
        [str(word) for word in words],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line.rstrip())
            match = re.match(shown, line) if shown else None
            if match:
                say(f"    {match[1]}")
    if process.returncode:
        told = "\n".join(lines[-WORDS_KEPT:])
        raise Failed(f"{told}\n\nKhông chạy được: {' '.join(str(word) for word in words)}")
