"""Logs: structured, to standard error; JSON unless a person is watching. Ids only, never names."""

from __future__ import annotations

import logging
import sys

import structlog


def set_up(as_json: bool | None = None) -> None:
    """Configure structlog once. `as_json` None: JSON unless standard error is a terminal."""
    chosen = not sys.stderr.isatty() if as_json is None else as_json
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
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
