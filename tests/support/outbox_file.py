"""An outbox in memory, or in a file, without a thread."""

from __future__ import annotations

import sqlite3

from agents.outbox import Outbox
from agents.stamp import Anchor, Stamp
from agents.storage import SCHEMA
from wire.site_acts import SiteAct

BOOT = "boot-1"
ANCHOR = Anchor(BOOT, 500)
SESSION = "s1"
SITE = "64"


def outbox(session: str = SESSION) -> Outbox:
    """A fresh outbox whose site has joined a session."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(SCHEMA)
    box = Outbox(db)
    box.whereabouts(SITE)
    db.execute("UPDATE sites SET session = ?", (session,))
    return box


def stamp(at: int = 1_000, offset_ms: int | None = None) -> Stamp:
    """An instant: the wall clock is one million ahead of the monotonic one."""
    return Stamp(device_at=at + 1_000_000, mono_ms=at, boot=BOOT, offset_ms=offset_ms)


def enter(box: Outbox, act: SiteAct, at: int = 1_000) -> None:
    box.enter(SITE, act, stamp(at))
