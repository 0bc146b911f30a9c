"""Keeps the order of the floor as files in a folder, so that it is there when nothing else is.

Every minute, and a little after each change of the floor: a page to print and a plain text per
session. A file is replaced as a whole or not at all. What goes wrong with the folder is logged and
tried again; it never disturbs the meeting.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

import structlog

from coordinator.conductor import Conductor
from coordinator.core.base import Recorded
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.ports import Head
from coordinator.reports.order import Order, order_html, order_of, order_text
from coordinator.views.blank import blanked
from coordinator.views.concern import changes_floor
from wire.vocabulary import Phase

EVERY_S = 60.0
SOONEST_S = 5.0
ASK_S_MAX = 5.0

_RUNNING = frozenset((Phase.REHEARSAL, Phase.LIVE, Phase.PAUSED, Phase.REOPENED))
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")

log = structlog.get_logger()


class OrderKeeper:
    """Writes into `folder`, which is made if need be; at most every `soonest_s`, at least every
    `every_s` seconds while a session runs."""

    def __init__(
        self, folder: Path, *, every_s: float = EVERY_S, soonest_s: float = SOONEST_S
    ) -> None:
        self._folder, self._every_s, self._soonest_s = folder, every_s, soonest_s
        self._sheets: dict[str, _Sheet] = {}
        self._stirred = asyncio.Event()
        self._troubled = False

    def adopt(self, conductor: Conductor) -> None:
        """Watch a session's commits; doing it twice is harmless."""
        if conductor.id not in self._sheets:
            self._sheets[conductor.id] = sheet = _Sheet(conductor, self._stirred)
            conductor.listeners.append(sheet)
            self._stirred.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._stirred.clear()
            for sheet in list(self._sheets.values()):
                if sheet.wait_s(self._every_s, self._soonest_s) <= 0:
                    await self._keep(sheet)
            waits = [one.wait_s(self._every_s, self._soonest_s) for one in self._sheets.values()]
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(waits, default=self._every_s)):
                    await self._stirred.wait()

    async def _keep(self, sheet: _Sheet) -> None:
        order = await sheet.order()
        if order is None:
            return
        try:
            await asyncio.to_thread(keep, self._folder, sheet.name, order)
        except OSError as error:
            if not self._troubled:
                log.warning("order not kept", error=type(error).__name__, errno=error.errno)
            self._troubled = True
        else:
            self._troubled = False


class _Sheet:
    """The page of one session: when it was made, and whether the floor has changed since."""

    def __init__(self, conductor: Conductor, stirred: asyncio.Event) -> None:
        self.name = f"order-{_UNSAFE.sub('_', conductor.id)}"
        self._conductor, self._stirred = conductor, stirred
        self._made = float("-inf")
        self._changed = True

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        """A change of the floor is written soon, whatever else waits for its minute."""
        if not self._changed and changes_floor(recorded):
            self._changed = True
            self._stirred.set()

    def wait_s(self, every_s: float, soonest_s: float) -> float:
        """How long until the next page is due; 0 or less when it is now."""
        gap = soonest_s if self._changed else every_s
        return self._made + gap - time.monotonic()

    async def order(self) -> Order | None:
        """The order now; None when there is nothing to keep. In a restricted part the page from
        before it stands, with its moment."""
        self._made, self._changed = time.monotonic(), False

        def read(session: Session, people: People) -> Order | None:
            if session.phase not in _RUNNING or blanked(session):
                return None
            return order_of(session, self._conductor.now())

        try:
            async with asyncio.timeout(ASK_S_MAX):
                return await self._conductor.ask(read)
        except Exception as error:  # a session that has ended must not end the others' pages
            log.warning("order not read", error=type(error).__name__)
            return None


def keep(folder: Path, name: str, order: Order) -> None:
    """Write both files, each whole and durable before it takes the place of the one before.

    Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for ending, text in (("html", order_html(order)), ("txt", order_text(order))):
        _replace(folder / f"{name}.{ending}", text.encode())
    _sync(folder)


def _replace(file: Path, data: bytes) -> None:
    beside = file.with_name(f".{file.name}.new")
    try:
        with beside.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _sync(folder: Path) -> None:
    """Make the names durable, too, where a folder can be opened (not on Windows)."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
