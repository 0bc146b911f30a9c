"""Logs: structured, to standard error or a file; JSON unless a person is watching. Ids only, never
names."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from pathlib import Path
from typing import TextIO, cast

import structlog


class _Lines:
    """A file, or standard error as it is at the moment of writing, not as it was at start. What
    cannot be written is lost: a closed terminal or a full disk must not end a meeting."""

    def __init__(self, file: TextIO | None) -> None:
        self._file = file

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            (self._file or sys.stderr).write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            (self._file or sys.stderr).flush()


def to_file(path: Path) -> TextIO:
    """A log of a program whose screen is for people, to be added to and read by its owner alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return open(handle, "a", encoding="utf-8", buffering=1)


def set_up(as_json: bool | None = None, *, quiet: bool = False, file: TextIO | None = None) -> None:
    """Configure structlog. `as_json` None: JSON unless standard error is a terminal and there is no
    `file`, which the logs go to instead.

    `quiet` keeps all but errors back, for commands that are over at once."""
    chosen = bool(file) or not sys.stderr.isatty() if as_json is None else as_json
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if chosen
        else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.ERROR if quiet else logging.INFO
        ),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Lines(file))),
        cache_logger_on_first_use=False,
    )
