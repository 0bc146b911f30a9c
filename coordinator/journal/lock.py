"""One store, one process. The lock is the operating system's and goes with its holder, `kill -9`
included; who holds it is written beside it for people to read.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from pathlib import Path

from coordinator.ports import StoreLocked

LOCK_NAME = "diemcau.lock"
HOLDER_NAME = "diemcau.holder"

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class StoreLock:
    """Holds the lock of a folder from its making until `release`."""

    def __init__(self, folder: Path) -> None:
        """Raises StoreLocked naming the holder's pid and host."""
        self._holder = folder / HOLDER_NAME
        self._descriptor = os.open(folder / LOCK_NAME, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            _try_lock(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            if not isinstance(error, (BlockingIOError, PermissionError)):
                raise  # the file system has no locks: not a word about another process
            raise StoreLocked(_refusal(folder, _read(self._holder))) from error
        # On a full disk the lock must still be had; its holder then stays unnamed.
        with contextlib.suppress(OSError):
            self._write()

    def _write(self) -> None:
        told = json.dumps({"pid": os.getpid(), "host": socket.gethostname()})
        descriptor = os.open(self._holder, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(told)

    def release(self) -> None:
        """Let the next process in. The files stay: removing them would race with that process."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _read(holder: Path) -> tuple[object, object]:
    """Pid and host of the holder; it may be writing them at this moment."""
    try:
        told = json.loads(holder.read_text(encoding="utf-8"))
        return told["pid"], told["host"]
    except (OSError, ValueError, KeyError, TypeError):
        return "unknown", "unknown"


def _refusal(folder: Path, holder: tuple[object, object]) -> str:
    pid, host = holder
    return (
        f"The store in {folder} is in use by another process (pid {pid} on host {host}). "
        "Stop that process first, or choose another folder."
    )
