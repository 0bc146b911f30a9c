"""Whom the technician added, for as long as the roster may not have them yet: without a line the
names are in the outbox and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from agents.outbox import BODY, Outbox
from agents.stamp import Anchor, Stamp
from wire.records import AttendeeBody


@dataclass(frozen=True, slots=True)
class Added:
    """Somebody who came uninvited, and what became of the entry: as its ActNow says it, times in
    session time."""

    id: str
    person: str
    name: str
    post: str
    status: str
    state: str
    code: str
    made_at: int
    settled_at: int | None


def added(box: Outbox, site: str, anchor: Anchor) -> list[Added]:
    """Whom the entries of a site's session added, oldest first; nobody who was erased since."""
    session, _ = box.whereabouts(site)
    rows = box.db.execute(
        "SELECT device_at, mono_ms, boot, offset_ms, body, id, state, code, settled_at FROM acts"
        " WHERE site = ? AND session = ? AND what = 'attendee' AND body IS NOT NULL AND person"
        " NOT IN (SELECT person FROM erased WHERE session = acts.session) ORDER BY n",
        (site, session),
    ).fetchall()
    found: list[Added] = []
    for *when, text, act, state, code, settled_at in rows:
        stamp, body = Stamp(*when), BODY.validate_json(text)
        assert isinstance(body, AttendeeBody)
        made_at = stamp.device_at + (anchor.offset(stamp) or 0)
        who = (body.person, body.name, body.post or "", body.status.value)
        found.append(Added(act, *who, state, code, made_at, settled_at))
    return found
