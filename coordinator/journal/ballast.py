"""Space kept back on the disk, so that the host can still command when the disk is full."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from coordinator.journal.schema import sync_folder

FILE_NAME = "ballast"
TRY_AGAIN_S = 1.0
_BLOCK = bytes(1024 * 1024)

_log = structlog.get_logger(__name__)


class Ballast:
    """A file of `size` bytes. While it is away (`spent`), what is free belongs to the host.

    `monotonic` tells seconds."""

    def __init__(
        self, folder: Path, size: int, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder, self._path, self._size = folder, folder / FILE_NAME, size
        self._monotonic, self._tried_at = monotonic, 0.0
        self.spent = False
        self._fill()

    def release(self) -> bool:
        """Give the space back to the disk; False when it has been given back before."""
        if self.spent or not self._size:
            return False
        self._path.unlink(missing_ok=True)
        self.spent = True
        _log.warning("storage_reserve_released", bytes=self._size)
        return True

    def refill(self) -> bool:
        """Take the space back if the disk has room again; looks at most once a second.

        Returns whether the reserve is there."""
        if self.spent and self._monotonic() - self._tried_at >= TRY_AGAIN_S:
            self._fill()
        return not self.spent

    def _fill(self) -> None:
        self._tried_at = self._monotonic()
        if not self._size or (self._path.exists() and self._path.stat().st_size == self._size):
            self.spent = False
            return
        # Half as much again must stay free, or the reserve itself would make the disk full.
        room = shutil.disk_usage(self._folder).free >= self._size + self._size // 2
        self.spent = not (room and self._write())
        if self.spent:
            _log.warning("storage_reserve_missing", bytes=self._size)

    def _write(self) -> bool:
        try:
            descriptor = os.open(self._path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            try:
                _allocate(descriptor, self._size)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            sync_folder(self._folder)
        except OSError:
            self._path.unlink(missing_ok=True)
            return False
        return True


def _allocate(descriptor: int, size: int) -> None:
    """Real blocks, not a hole. Some file systems know no allocation, and are written to."""
    if hasattr(os, "posix_fallocate"):
        with contextlib.suppress(OSError):
            os.posix_fallocate(descriptor, 0, size)
            return
    left = size
    while left:
        left -= os.write(descriptor, _BLOCK[:left])
