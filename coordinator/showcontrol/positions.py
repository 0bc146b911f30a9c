"""How far each webhook has been told, kept beside the store, so that a restart goes on from there.

A small file, written whole and put in place at once. If it is lost, a target is told from then on;
if it is older than the truth, a target is told some things twice, under the same ids.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from pathlib import Path
from typing import NamedTuple

import structlog

from coordinator.showcontrol.seldom import Seldom
from wire.vocabulary import SessionId

FILE_NAME = "webhooks.json"

log = structlog.get_logger()


class Position(NamedTuple):
    """The last revision that is done with, and whether a restricted part lasts after it."""

    rev: int
    hidden: bool


class Positions:
    """By target and session. A target is known by the digest of its address: addresses of
    webhooks often hold a secret."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._known: dict[str, dict[str, list[int]]] = _read(self._path)
        self._noted = self._written = 0
        self._writing: asyncio.Task[None] | None = None
        self._seldom = Seldom()

    def of(self, url: str, session: SessionId) -> Position | None:
        """Where it stands, or None for a target that is new."""
        found = self._known.get(_key(url), {}).get(session)
        return None if found is None else Position(found[0], bool(found[1]))

    async def keep(self, url: str, session: SessionId, position: Position) -> None:
        """Durable when it returns; on a full disk it is kept in memory, and said. Who gives up
        waiting does not undo it, and what came meanwhile is written together."""
        self._known.setdefault(_key(url), {})[session] = [position.rev, int(position.hidden)]
        self._noted += 1
        mine = self._noted
        while self._written < mine:
            if self._writing is None or self._writing.done():
                self._writing = asyncio.create_task(self._write(), name="webhook positions")
            await asyncio.shield(self._writing)

    async def _write(self) -> None:
        noted, text = self._noted, json.dumps(self._known, indent=1, sort_keys=True)
        try:
            await asyncio.to_thread(_put, self._path, text)
        except OSError as error:
            self._seldom.warn("webhook position not kept", error=type(error).__name__)
        self._written = noted

    async def close(self) -> None:
        """Wait until what is being written is there."""
        if self._writing is not None:
            await self._writing


def _key(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def _read(path: Path) -> dict[str, dict[str, list[int]]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(key): {
                str(session): [int(rev), int(hidden)] for session, (rev, hidden) in of.items()
            }
            for key, of in found.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        log.warning("webhook positions unreadable", error=type(error).__name__)
        return {}


def _put(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
