"""Importing a roster into a session that is prepared, and again when the office sends a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.core.attendance.commands import ImportRoster
from coordinator.core.attendance.events import RosterChanged
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.attendance.rules import person_of, room_for
from coordinator.core.base import Draft, Refused
from coordinator.core.sites import require
from wire.codes import Refusal
from wire.vocabulary import Phase, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session

# People in one command: an import of thousands never holds the loop up for long.
ROSTER_CHUNK_MAX = 500


def decide(session: Session, command: ImportRoster) -> list[Draft]:
    """What is new of the roster, or Refused; a point is never changed by an import, that is a
    transfer."""
    if session.phase is Phase.CLOSED:
        raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
    if len(command.people) + len(command.struck) > ROSTER_CHUNK_MAX:
        raise Refused(Refusal.BAD_VALUE, field="people")
    if len({spec.id for spec in command.people}) < len(command.people):
        raise Refused(Refusal.BAD_VALUE, field="people")
    added = tuple(spec for spec in command.people if spec.id not in session.people)
    changed = tuple(spec for spec in command.people if _is_change(session, spec))
    struck = tuple(
        dict.fromkeys(
            person for person in command.struck if not person_of(session, person).spec.struck
        )
    )
    _room(session, added)
    if not (added or changed or struck):
        return []
    return [Draft(RosterChanged(added, changed, struck))]


def _is_change(session: Session, spec: PersonSpec) -> bool:
    known = session.people.get(spec.id)
    if known is None:
        return False
    if known.erased:
        raise Refused(Refusal.ERASED, person=spec.id)
    if known.spec.site != spec.site:
        raise Refused(Refusal.BAD_VALUE, field="site", person=spec.id)
    return known.spec != spec


def _room(session: Session, added: tuple[PersonSpec, ...]) -> None:
    more: dict[SiteId, int] = {}
    for spec in added:
        require(session, spec.site)
        if not spec.id.startswith(f"{spec.site}.") or spec.struck:
            raise Refused(Refusal.BAD_VALUE, field="person", person=spec.id)
        more[spec.site] = more.get(spec.site, 0) + 1
    for site, count in more.items():
        room_for(session, site, count)
