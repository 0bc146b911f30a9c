"""Exit codes, the same for both programs, and how to leave with plain words."""

from __future__ import annotations

import contextlib
import json
import sys
from enum import IntEnum
from typing import Any, NoReturn

import typer


class Exit(IntEnum):
    """0 ok · 1 failure · 2 usage · 3 configuration · 4 coordinator unreachable · 5 refused ·
    6 a check finished with findings · 130 Ctrl-C."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    CONFIGURATION = 3
    UNREACHABLE = 4
    REFUSED = 5
    FINDINGS = 6
    INTERRUPTED = 130


def say(words: str) -> None:
    """Words for a person, on standard error; lost where nobody has it open any more."""
    with contextlib.suppress(OSError):
        print(words, file=sys.stderr, flush=True)


def leave(code: Exit, words: str) -> NoReturn:
    """Say why and end."""
    say(words)
    raise typer.Exit(int(code))


def out(value: Any, *, as_json: bool, lines: list[str]) -> None:
    """Data on standard output: JSON for programs, lines for people."""
    if as_json:
        print(json.dumps(value, ensure_ascii=False), flush=True)
        return
    for line in lines:
        print(line, flush=True)
