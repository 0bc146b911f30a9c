"""The last pictures of the floor and of each site, kept so that the technician can go on working
across a restart with the coordinator away. A cache: what is lost of it comes again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from agents.outbox import Outbox
from wire.floor_view import FloorFrame
from wire.site_view import OwnFrame

ALL_SITES = ""

_FLOOR: TypeAdapter[FloorFrame] = TypeAdapter(FloorFrame)
_OWN: TypeAdapter[OwnFrame] = TypeAdapter(OwnFrame)

T = TypeVar("T")


def keep_floor(box: Outbox, session: str, frame: FloorFrame) -> None:
    """The floor is the same for all sites of a session. The names of speakers and of the chair are
    not kept: an erasure at another site would not reach this file."""
    speaking = frame.speaking
    if speaking is not None:
        speaking = replace(speaking, speaker="", post="", interjector="")
    frame = replace(frame, speaking=speaking, chair="")
    _keep(box, session, ALL_SITES, _FLOOR.dump_json(frame).decode())


def keep_own(box: Outbox, session: str, frame: OwnFrame) -> None:
    _keep(box, session, frame.site, _OWN.dump_json(frame).decode())


def kept(box: Outbox, site: str) -> tuple[FloorFrame | None, OwnFrame | None]:
    """The last frames of a site's session; a frame of another version's shape is passed over."""
    session, _ = box.whereabouts(site)
    floor, own = _body(box, session, ALL_SITES), _body(box, session, site)
    return _read(_FLOOR, floor), _read(_OWN, own)


def drop_old(box: Outbox) -> None:
    """Pictures of sessions that no site of this file is in any more: nobody needs the names."""
    box.db.execute("DELETE FROM frames WHERE session NOT IN (SELECT session FROM sites)")


def _keep(box: Outbox, session: str, site: str, body: str) -> None:
    box.db.execute("INSERT OR REPLACE INTO frames VALUES (?, ?, ?)", (session, site, body))


def _body(box: Outbox, session: str, site: str) -> str | None:
    row = box.db.execute(
        "SELECT body FROM frames WHERE session = ? AND site = ?", (session, site)
    ).fetchone()
    return row[0] if row else None


def _read(adapter: TypeAdapter[T], body: str | None) -> T | None:
    if body is None:
        return None
    try:
        return adapter.validate_json(body)
    except ValidationError:
        return None


def without(
    floor: FloorFrame | None,
    own: OwnFrame | None,
    persons: frozenset[str],
    names: frozenset[str],
) -> tuple[FloorFrame | None, OwnFrame | None]:
    """The same frames without these persons, who are written by these names."""
    if own is not None:
        own = replace(
            own,
            requests=tuple(
                replace(request, speaker="")
                if request.person in persons or request.speaker in names
                else request
                for request in own.requests
            ),
        )
    return (floor if floor is None else _unnamed(floor, names)), own


def _unnamed(floor: FloorFrame, names: frozenset[str]) -> FloorFrame:
    """The floor without these names, wherever in it they stand."""
    speaking = floor.speaking
    if speaking is not None and speaking.speaker in names:
        speaking = replace(speaking, speaker="", post="")
    if speaking is not None and speaking.interjector in names:
        speaking = replace(speaking, interjector="")
    chair = "" if floor.chair in names else floor.chair
    return replace(floor, speaking=speaking, chair=chair)
