"""Promises tried by violence: an acknowledged record survives `kill -9` and a failed fsync, each
acknowledgement follows an fsync, and a disk that is really full refuses loudly, loses nothing and
leaves the host his commands.

Two of them need what not every machine allows (tracing a child, a mount of one's own); where it
is not allowed they are not there, and the same promises are held by the injected faults of
`test_committer` and the page limit of `test_sqlite`.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from coordinator.journal.sqlite import SqliteStore
from tests.support import appender
from wire.vocabulary import SessionId

# Whole programs: they come after the quick tests.
pytestmark = pytest.mark.slow

ROOT = Path(appender.__file__).parents[2]
KILLS = 10
SESSIONS = 4


def works(*command: str) -> bool:
    """Whether this machine has the program and lets us use it."""
    return (
        shutil.which(command[0]) is not None
        and not subprocess.run(command, capture_output=True, check=False).returncode
    )


CAN_TRACE = works("strace", "-qq", "-o", "/dev/null", "true")
CAN_MOUNT = works("unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt")


class Appending:
    """The appending program, ready and running; under another program that watches it, if asked."""

    def __init__(
        self, folder: Path, sessions: int, *pragma: str, under: Iterable[str] = ()
    ) -> None:
        program = (sys.executable, "-m", "tests.support.appender", str(folder), str(sessions))
        self.process = subprocess.Popen(
            [*under, *program, *pragma],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        while not (line := self.line()).startswith("ready"):
            assert line, "the program ended before it was ready"
        self.pid = int(line.split()[1])

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def rest(self) -> list[str]:
        """What is left of its words, when it has ended."""
        with self.process:
            assert self.process.stdout is not None
            return list(self.process.stdout)

    def killed(self, after: int) -> list[str]:
        """Its words, when it was killed after this many lines."""
        said = [self.line() for _ in range(after)]
        os.kill(self.pid, signal.SIGKILL)
        return said + self.rest()


def acknowledged(lines: Iterable[str]) -> dict[str, int]:
    """The last acknowledged revision by session; a line cut short was not said."""
    return {
        session: int(rev)
        for session, rev in (line.split() for line in lines if re.fullmatch(r"s\d+ \d+\n", line))
    }


async def check(folder: Path, last: dict[str, int]) -> None:
    """Every acknowledged event and its text is there, and the chain holds."""
    store = await SqliteStore.open(folder, ballast_bytes=0)
    for session, rev in last.items():
        loaded = await store.load(SessionId(session))
        assert loaded.head.rev >= rev
        assert len(loaded.session.notices) == loaded.head.rev
        refs = {f"{session}-{number}" for number in range(1, loaded.head.rev + 1)}
        assert set(loaded.people.texts) == refs
    await store.close()


@pytest.mark.slow
async def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    draw = random.Random(20230908)
    last: dict[str, int] = {}
    for _ in range(KILLS):
        last |= acknowledged(Appending(tmp_path, SESSIONS).killed(draw.randrange(1, 400)))
        await check(tmp_path, last)
    assert len(last) == SESSIONS


def unsynced_acks(trace: Path) -> tuple[int, int]:
    """How many acknowledgements there were in a trace, and how many of them were said while the
    log had writes that no fsync had followed. For one session, which waits for each answer."""
    dirty, acks, early = False, 0, 0
    pending: dict[str, str] = {}
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        thread, _, call = line.partition(" ")
        call = call.strip()
        if call.endswith("<unfinished ...>"):
            pending[thread] = call
        begun = pending.pop(thread, "") if "resumed>" in call else call
        if "-wal>" in begun and begun.startswith("pwrite64"):
            dirty = True
        elif "-wal>" in begun and "sync(" in begun and call.endswith("= 0"):
            dirty = False
        elif re.match(r'write\(1.*"s0 \d+', begun):
            acks += 1
            early += dirty
    return acks, early


def traced(folder: Path, *pragma: str) -> tuple[int, int]:
    trace = folder / "trace"
    calls = "trace=pwrite64,fdatasync,fsync,write"
    under = ("strace", "-f", "-y", "-qq", "-e", calls, "-o", str(trace))
    Appending(folder / "data", 1, *pragma, under=under).killed(40)
    return unsynced_acks(trace)


if CAN_TRACE:

    def test_every_acknowledgement_follows_an_fsync(tmp_path: Path) -> None:
        acks, early = traced(tmp_path)
        assert acks >= 40
        assert early == 0

    def test_a_store_that_does_not_sync_would_be_found_out(tmp_path: Path) -> None:
        acks, early = traced(tmp_path, "synchronous=NORMAL")
        assert early > acks / 2

    @pytest.mark.parametrize("when", ["25", "25+"])
    async def test_nothing_is_acknowledged_after_a_failed_fsync(tmp_path: Path, when: str) -> None:
        """Once or from then on: the store never tries again, nor writes anything more, and a
        restart finds all that was said."""
        calls = "trace=fdatasync,fsync,pwrite64"
        fault = f"inject=fdatasync:error=EIO:when={when}"
        trace = str(tmp_path / "trace")
        under = ("strace", "-f", "-qq", "-e", calls, "-e", fault, "-o", trace)
        appending = Appending(tmp_path / "data", SESSIONS, under=under)
        last = acknowledged(appending.rest())
        _, failed, after = (tmp_path / "trace").read_text().partition("(INJECTED)")
        assert failed
        assert not after.strip()
        assert appending.process.returncode == 1, "it ended by itself"
        assert last
        await check(tmp_path / "data", last)


if CAN_MOUNT:

    def test_a_full_disk(tmp_path: Path) -> None:
        script = 'mount -t tmpfs -o size=40m none "$0" && exec "$1" -m tests.support.full_disk "$0"'
        ran = subprocess.run(
            ["unshare", "-m", "sh", "-c", script, str(tmp_path), sys.executable],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        )
        told = json.loads(ran.stdout.splitlines()[-1])
        assert told["everyone"] > 20
        assert told["spent_by_everyone"] is False, "the reserve is not for everyone"
        assert told["host"] == 50
        assert told["everyone_then"] == 0, "what is left is the host's"
        assert told["host_to_the_end"] > 50
        said = told["everyone"] + told["host"] + told["host_to_the_end"]
        assert told["loaded"] == said == told["loaded_again"]
        assert told["spent_at_the_end"] is False
        assert told["in_the_end"] > said
        assert told["integrity"] == "ok"
