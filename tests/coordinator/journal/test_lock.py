"""One store, one process; the refusal names the other in plain words."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coordinator.journal import lock
from coordinator.journal.lock import HOLDER_NAME, LOCK_NAME, StoreLock
from coordinator.ports import StoreLocked

HOLDER = """
import sys
from pathlib import Path
from coordinator.journal.lock import StoreLock
held = StoreLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[bytes]:
    """Another process that holds the lock until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=Path(lock.__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    with process:
        process.send_signal(signal.SIGKILL)


def test_a_second_process_is_refused_by_name(tmp_path: Path) -> None:
    process = holder(tmp_path)
    try:
        with pytest.raises(StoreLocked) as refused:
            StoreLock(tmp_path)
    finally:
        end(process)
    assert f"pid {process.pid} on host {socket.gethostname()}" in str(refused.value)
    assert str(tmp_path) in str(refused.value)


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    end(holder(tmp_path))
    StoreLock(tmp_path).release()


def test_a_released_lock_can_be_had_again(tmp_path: Path) -> None:
    first = StoreLock(tmp_path)
    with pytest.raises(StoreLocked, match=f"pid {os.getpid()} "):
        StoreLock(tmp_path)
    first.release()
    first.release()
    StoreLock(tmp_path).release()


def test_an_unreadable_holder_is_unknown(tmp_path: Path) -> None:
    """The other may be writing its name at this moment."""
    first = StoreLock(tmp_path)
    for text in ("", '{"pid": 1', "[]", '{"pid": 1}'):
        (tmp_path / HOLDER_NAME).write_text(text, encoding="utf-8")
        with pytest.raises(StoreLocked, match="pid unknown on host unknown"):
            StoreLock(tmp_path)
    first.release()


def test_a_holder_that_cannot_be_written_does_not_keep_the_lock_away(tmp_path: Path) -> None:
    (tmp_path / HOLDER_NAME).mkdir()
    first = StoreLock(tmp_path)
    with pytest.raises(StoreLocked, match="unknown"):
        StoreLock(tmp_path)
    first.release()


def test_the_files_are_private(tmp_path: Path) -> None:
    held = StoreLock(tmp_path)
    for name in (LOCK_NAME, HOLDER_NAME):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    held.release()


def test_a_folder_that_is_not_there_is_the_worlds_fault(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        StoreLock(tmp_path / "no-such")
