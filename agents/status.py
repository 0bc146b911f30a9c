"""How the agent stands, in a small file beside the outbox: for `diemcau-agent status` and for
whoever watches the machine. No name and no secret is in it.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from agents.desk import Desk
from wire.vocabulary import LinkTrouble

STATUS_FILE = "status.json"
FRESH_MS = 15_000
REFUSED = frozenset((LinkTrouble.AUTH_FAILED, LinkTrouble.FORBIDDEN))


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """One point; instants in session time. `unsent`: how many records wait for other sessions."""

    site: str
    session: str
    connected: bool
    since_at: int | None
    heard_at: int | None
    rtt_ms: int | None
    waiting: int
    went_back: bool
    troubles: list[LinkTrouble] = field(default_factory=list)
    unsent: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """The process as of `at`, by the machine's own clock."""

    pid: int
    at: int
    running: bool
    coordinator: str
    page: str | None
    sites: list[SiteStatus]

    def is_fresh(self, wall_ms: int) -> bool:
        """Whether the agent that wrote it is still at work."""
        return self.running and abs(wall_ms - self.at) < FRESH_MS


_STATUS: TypeAdapter[Status] = TypeAdapter(Status)


def of(desk: Desk, coordinator: str, page: str | None, *, running: bool) -> Status:
    """How all points stand now."""
    sites = []
    for site, point in desk.points.items():
        link = desk.link(site)
        sites.append(
            SiteStatus(
                site=site,
                session=point.session,
                connected=link.connected,
                since_at=link.since_at,
                heard_at=link.heard_at,
                rtt_ms=link.rtt_ms,
                waiting=point.shelf.waiting,
                went_back=link.went_back,
                troubles=list(link.troubles),
                unsent={one.session: one.waiting for one in link.unsent},
            )
        )
    return Status(os.getpid(), desk.time.clock.wall_ms(), running, coordinator, page, sites)


def write(folder: Path, status: Status) -> None:
    """Replace the file whole. A disk that takes no writes is told elsewhere."""
    file, new = folder / STATUS_FILE, folder / f"{STATUS_FILE}.new"
    with contextlib.suppress(OSError):
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(asdict(status), out)
        new.replace(file)


def read(folder: Path) -> Status | None:
    """What was last written; None if nothing that can be read is there."""
    try:
        return _STATUS.validate_json((folder / STATUS_FILE).read_bytes())
    except (OSError, ValidationError):
        return None
