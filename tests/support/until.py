"""Waiting for a condition, with a deadline: the only place in the tests that sleeps."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

PAUSE_S = 0.02

T = TypeVar("T")


def until(look: Callable[[], T], words: str, within_s: float = 45.0) -> T:
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
    look: Callable[[], Awaitable[T] | T], words: str, within_s: float = 45.0
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


def quiet(read: Callable[[], object], for_s: float = 2.0) -> Callable[[], bool]:
    """For `until`: whether something has stayed the same for so long, so that what trickles in has
    come to its end."""
    seen_at, was = time.monotonic(), object()

    def stayed() -> bool:
        nonlocal seen_at, was
        now = read()
        if now != was:
            seen_at, was = time.monotonic(), now
        return time.monotonic() - seen_at >= for_s

    return stayed
