"""Coordinators that start in a tenth of a second, to be killed by the hundred.

Most of a start is reading modules. `python -m tests.support.warm` reads them once; each life is
then a process of its own, forked from it, that runs `diemcau` with the words it is given, as it
always does, and dies like any other. What a life brings along from `tests.support.planted` makes
it end at a place that no clock would hit, or do wrong on purpose.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from tests.support.planted import TRAP, plant
from tests.support.processes import Program, free_port


class Warm:
    """Lives of coordinators, one at a time, all on one port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.kills = 0
        self._data = Path()
        self._pid = 0
        self._program = Program("tests.support.warm", env={"DIEMCAU_BALLAST_MIB": "0"})

    def start(self, data: Path, *, fault: str = "") -> None:
        """Begin a life on this folder; returns when it listens."""
        words = ["serve", "--port", str(self.port), "--data", str(data), "--json"]
        self._say({"words": words, "data": str(data), "fault": fault})
        said: dict[str, Any] = {}
        while not {"pid", "url"} <= said.keys():
            said |= self._program.first_line()
            assert "ended" not in said, "\n".join(self._program.words)
        self._data, self._pid = data, said["pid"]

    def trap(self, place: str) -> None:
        """The next command that comes to the journal ends this life at that place."""
        (self._data / TRAP).write_text(place)

    def kill(self) -> None:
        """`kill -9`, also of one that is paused or has killed itself; returns when it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self.signal(signal.SIGKILL)
        assert self._ended() == -signal.SIGKILL
        self.kills += 1

    def stop(self) -> None:
        """Ctrl-C; returns when it has ended in order."""
        self.signal(signal.SIGINT)
        assert self._ended() == 130, "\n".join(self._program.words)

    def signal(self, number: signal.Signals) -> None:
        os.kill(self._pid, number)

    def close(self) -> None:
        """End the life there is, and what begins them."""
        if self._pid:
            self.kill()
        assert self._program.process.stdin is not None
        self._program.process.stdin.close()
        self._program.close_pipes()

    def _ended(self) -> int:
        """Wait for the end of this life; its exit code, or the signal below zero."""
        said = self._program.first_line()
        self._pid = 0
        (self._data / TRAP).unlink(missing_ok=True)
        return int(said["ended"])

    def _say(self, order: dict[str, Any]) -> None:
        assert self._program.process.stdin is not None
        self._program.process.stdin.write(json.dumps(order) + "\n")
        self._program.process.stdin.flush()


# --- in the processes ---------------------------------------------------------------------------


def _serve_lives() -> None:
    """One life after another until standard input ends."""
    from coordinator import app  # noqa: F401 — read now, so that no life has to
    from coordinator.__main__ import main

    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if not pid:
            _live(main, order)
        _tell({"pid": pid})
        _, status = os.waitpid(pid, 0)
        _tell({"ended": os.waitstatus_to_exitcode(status)})


def _tell(said: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def _live(main: Any, order: dict[str, Any]) -> None:
    """In the child: the program as its command line runs it. Does not return."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv = ["diemcau", *order["words"]]
    plant(Path(order["data"]), order["fault"])
    code: Any = 0
    try:
        main()
    except SystemExit as left:
        code = left.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    _serve_lives()
