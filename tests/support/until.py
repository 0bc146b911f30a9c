"""Waiting for a condition, with a deadline: the only place in the tests that sleeps."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

PAUSE_S = 0.02

T = TypeVar("T")


def until(look: Callable[[], T], words: str, within_s: float = 20.0) -> T:
    """The first true value of `look`. Raises AssertionError with the words when time is up."""
    end = time.monotonic() + within_s
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > end:
            raise AssertionError(f"not within {within_s} s: {words}")
        time.sleep(PAUSE_S)


async def until_async(
    look: Callable[[], Awaitable[T] | T], words: str, within_s: float = 20.0
) -> T:
    """The same on a running loop; `look` may be asynchronous."""
    end = time.monotonic() + within_s
    while True:
        seen = look()
        value = await seen if isinstance(seen, Awaitable) else seen
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not within {within_s} s: {words}")
        await asyncio.sleep(PAUSE_S)
