"""The two clocks of a machine: what the wall says, and what only ever goes forward.

The wall clock of a site may be wrong by hours and may be set while we look; lengths of time are
measured by the other one alone.
"""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """What the agent asks of its machine. `boot` names one life of the monotonic clock: readings
    of two different lives cannot be compared."""

    boot: str

    def wall_ms(self) -> int: ...

    def mono_ms(self) -> int: ...


class AgentClock:
    """The machine's clocks. `shift_s` makes the wall clock wrong on purpose, for drills."""

    def __init__(self, shift_s: float = 0.0) -> None:
        self._shift_ms = round(shift_s * 1000)
        self.boot = _boot()

    def wall_ms(self) -> int:
        """Milliseconds since the Unix epoch, as this machine believes."""
        return time.time_ns() // 1_000_000 + self._shift_ms

    def mono_ms(self) -> int:
        """Milliseconds since some instant of this boot; sleep counts where the system says so."""
        return _mono_ns() // 1_000_000


def _mono_ns() -> int:
    """Linux stops CLOCK_MONOTONIC while a laptop sleeps; CLOCK_BOOTTIME goes on."""
    boottime: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    if boottime is None:
        return time.monotonic_ns()
    return time.clock_gettime_ns(boottime)


def _boot() -> str:
    """The boot's id where the system has one; else this process counts as a boot of its own."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_hex(8)
