"""Starts the process of one order, hears how far it is, and ends it when nobody wants it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping

import structlog
from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from coordinator.orders import ReportFailure, ReportStage
from coordinator.press.work import TASK, Task

MODULE = "coordinator.press.work"
ERROR_CHARS_LOGGED = 300
# What the process needs of our environment; no setting, and so no secret, goes along.
PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL", "VIRTUAL_ENV", "PYTHONPATH")

log = structlog.get_logger()
Moves = Callable[[ReportStage, float], None]


@dataclass(frozen=True)
class Line:
    """What the process says."""

    stage: ReportStage
    share: float
    code: ReportFailure | None = None


LINE: TypeAdapter[Line] = TypeAdapter(Line)


async def carry_out(task: Task, moves: Moves) -> ReportFailure | None:
    """Have the order carried out; None when the file is there. Whoever cancels this ends the
    process, too. Raises OSError when it cannot be started."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        MODULE,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env=_environment(os.environ),
    )
    try:
        return await _attend(process, task, moves)
    finally:
        await _ended(process)


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    """A small one; Python finds the same packages as we do."""
    passed = {name: ours[name] for name in PASSED_ON if name in ours}
    paths = [path for path in sys.path if path and os.path.isdir(path)]
    return {**passed, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


async def _attend(process: Process, task: Task, moves: Moves) -> ReportFailure | None:
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(TASK.dump_json(task) + b"\n")
    with contextlib.suppress(OSError):  # it ended at once; its code says so
        await process.stdin.drain()  # and stays open: its end is ours
    said, complaint = await asyncio.gather(_told(process, moves), process.stderr.read())
    code = await process.wait()
    if code == 0:
        return None
    if said is None:
        log.error("report_process", code=code, said=_last(complaint))
    return said or ReportFailure.INTERNAL


async def _told(process: Process, moves: Moves) -> ReportFailure | None:
    """Pass on how far it is; what it said last of a failure."""
    failure: ReportFailure | None = None
    assert process.stdout is not None
    async for text in process.stdout:
        try:
            line = LINE.validate_json(text)
        except ValidationError:
            continue  # something that a library printed
        failure = line.code or failure
        moves(line.stage, line.share)
    return failure


def _last(complaint: bytes) -> str:
    """The kind of the error, not its text: that may quote somebody's name."""
    lines = complaint.decode(errors="replace").strip().splitlines()
    return lines[-1].split(":")[0][:ERROR_CHARS_LOGGED] if lines else ""


async def _ended(process: Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
