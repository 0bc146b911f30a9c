"""A machine whose clocks a test moves on: `python -m tests.support.moved FILE PROGRAM words…`.

The program is the real one; only what the machine answers when it is asked for the time is ahead,
by the milliseconds that stand in the file. Timers of the loop go at their own pace, so that nobody
waits an hour.
"""

from __future__ import annotations

import mmap
import runpy
import sys
import time
from collections.abc import Callable
from pathlib import Path

BYTES = 8
NS = 1_000_000


class Ahead:
    """How far the clocks of the machine are ahead: written by the test, read by its programs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.exists():
            path.write_bytes(bytes(BYTES))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), BYTES)

    @property
    def ms(self) -> int:
        return int.from_bytes(self._shared[:BYTES], "little")

    def go(self, ms: int) -> None:
        """Time passes."""
        self._shared[:BYTES] = (self.ms + ms).to_bytes(BYTES, "little")

    def now(self) -> int:
        """What the wall clock of the machine says, ms since the epoch."""
        return time.time_ns() // NS + self.ms

    def words(self, program: str, *words: str) -> tuple[str, ...]:
        """The command line of a program on this machine, for `Program`."""
        return "tests.support.moved", str(self.path), program, *words


def _moved(real: Callable[..., int], ahead: Ahead) -> Callable[..., int]:
    return lambda *given: real(*given) + ahead.ms * NS


def main() -> None:
    """Move the clocks, then be the program."""
    file, program, *words = sys.argv[1:]
    ahead = Ahead(Path(file))
    for name in ("time_ns", "monotonic_ns", "clock_gettime_ns"):
        if hasattr(time, name):
            setattr(time, name, _moved(getattr(time, name), ahead))
    sys.argv = [program, *words]
    runpy.run_module(program, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
