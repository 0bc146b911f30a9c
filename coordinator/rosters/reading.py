"""Reading in a process of its own: a hostile file may fill its memory or its time, never ours.

The file goes in through a pipe and its sheets come back as JSON; nothing touches the disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from dataclasses import asdict

from coordinator.rosters.faults import Fault, Trouble, Unreadable
from coordinator.rosters.grid import Grid, Merge
from coordinator.rosters.limits import READING_BYTES_MAX, READING_S
from coordinator.rosters.workbook import read_workbook


async def read_apart(data: bytes, timeout_s: float = READING_S) -> tuple[Grid, ...]:
    """The sheets of a file. Raises Unreadable; a reader that ends badly means a damaged file."""
    reader = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "coordinator.rosters.reading",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(timeout_s):
            answer, _ = await reader.communicate(data)
    except TimeoutError:
        raise Unreadable(Fault.DAMAGED) from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            if reader.returncode is None:
                reader.kill()
                await reader.wait()
    if reader.returncode:
        raise Unreadable(Fault.DAMAGED)
    return unpack(answer)


def pack(sheets: tuple[Grid, ...]) -> bytes:
    """Sheets as JSON."""
    plain = [
        {
            "name": sheet.name,
            "rows": sheet.rows,
            "merges": [(m.top, m.left, m.bottom, m.right) for m in sheet.merges],
            "hidden": sheet.hidden,
            "encoding": sheet.encoding,
        }
        for sheet in sheets
    ]
    return json.dumps({"sheets": plain}).encode()


def unpack(answer: bytes) -> tuple[Grid, ...]:
    """Sheets from JSON. Raises Unreadable with what the reader said."""
    said = json.loads(answer)
    if "trouble" in said:
        trouble = said["trouble"]
        raise Unreadable(Fault(trouble["fault"]), trouble["cell"], **trouble["params"])
    return tuple(
        Grid(
            sheet["name"],
            tuple(tuple(row) for row in sheet["rows"]),
            tuple(Merge(*merge) for merge in sheet["merges"]),
            sheet["hidden"],
            sheet["encoding"],
        )
        for sheet in said["sheets"]
    )


def _bound() -> None:
    """A bound on memory, where the system knows one; elsewhere the limits of the reader hold."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (READING_BYTES_MAX, READING_BYTES_MAX))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _trouble(trouble: Trouble) -> bytes:
    return json.dumps({"trouble": asdict(trouble)}).encode()


def main() -> None:
    """Read a file from standard input, write its sheets to standard output."""
    _bound()
    try:
        answer = pack(read_workbook(sys.stdin.buffer.read()))
    except Unreadable as unreadable:
        answer = _trouble(unreadable.trouble)
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
