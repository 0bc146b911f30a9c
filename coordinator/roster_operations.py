"""What an administrator does with a roster file: see what would come of it, or do it.

The answers hold figures, cells and codes, and nobody's name.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import asdict
from pathlib import Path
from typing import Any

from coordinator import importer
from coordinator.conductor import Conductor
from coordinator.core.base import Actor, Refused
from coordinator.rosters.faults import Fault, Trouble, Unreadable
from coordinator.rosters.grid import Grid
from coordinator.rosters.limits import FILE_BYTES_MAX, TROUBLES_SHOWN_MAX
from coordinator.rosters.plan import Decisions
from coordinator.rosters.preview import Choices
from coordinator.rosters.reading import read_apart
from wire.codes import Refusal
from wire.vocabulary import Role

# What an administrator imports is an organizer's work, done in the organizer's stead.
_IN_STEAD = Actor("admin", Role.ORGANIZER)


async def load(conductor: Conductor, path: Path, *, apply: bool) -> dict[str, Any]:
    """Preview a file of this machine, or import all of it that needs no decision.

    Raises Refused with the core's code, or OSError when the file cannot be read."""
    taken = await importer.picture(conductor)
    try:
        grids = await _read(path)
    except Unreadable as unreadable:
        return _answer([unreadable.trouble], 1, {}, applied=False)
    made = await importer.preview(grids, Choices(), taken)
    planned = importer.plan(made, Decisions(), taken)
    if apply and not planned.empty:
        import_id = f"admin:{secrets.token_hex(8)}"
        done = await importer.carry_out(conductor, planned, taken, _IN_STEAD, import_id)
        if done.outcome is not None and not done.outcome.accepted:
            raise Refused(done.outcome.code or Refusal.WRONG_STATE, **done.outcome.params)
    figures = asdict(planned.figures)
    return _answer(made.troubles, made.troubles_count, figures, applied=apply)


async def _read(path: Path) -> tuple[Grid, ...]:
    data = await asyncio.to_thread(_bytes, path)
    if len(data) > FILE_BYTES_MAX:
        raise Unreadable(Fault.UNPACKED_TOO_BIG, limit=FILE_BYTES_MAX // (1024 * 1024))
    return await read_apart(data)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FILE_BYTES_MAX + 1)


def _answer(
    troubles: list[Trouble] | tuple[Trouble, ...],
    count: int,
    figures: dict[str, int],
    *,
    applied: bool,
) -> dict[str, Any]:
    rows = [
        {
            "cell": one.cell,
            "fault": one.fault.value,
            "stops": one.stops,
            "params": dict(one.params),
        }
        for one in troubles[:TROUBLES_SHOWN_MAX]
    ]
    return {"figures": figures, "troubles": rows, "troubles_count": count, "applied": applied}
