"""Whose a code is: the index of a session's invitations, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordinator.conductor import Conductor
from coordinator.core.attendance.events import AttendeeAdded, PersonMoved, RosterChanged, RosterSet
from coordinator.core.base import PersonErased, Recorded
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.ports import Head
from wire.vocabulary import PersonId

_CHANGED_BY = (RosterSet, RosterChanged, AttendeeAdded, PersonMoved, PersonErased)


@dataclass(frozen=True, slots=True)
class WhoseCode:
    """The point that a code is of, "" when nobody in the session has it; `struck`: the person is
    no longer invited."""

    site: str
    site_name: str
    struck: bool


class Codes:
    """Whose a code is; the listener of one conductor. An event that may change it
    makes it anew."""

    def __init__(self, conductor: Conductor) -> None:
        self._conductor = conductor
        self._of: dict[str, PersonId] | None = None

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        """Forget what an event may have changed."""
        if any(isinstance(item.event, _CHANGED_BY) for item in recorded):
            self._of = None

    async def whose(self, code: str) -> WhoseCode:
        """Where the person of this code belongs now."""
        return await self._conductor.ask(lambda session, _: self._look(session, code))

    def _look(self, session: Session, code: str) -> WhoseCode:
        if self._of is None:
            self._of = {
                person.spec.code: person.spec.id
                for person in session.people.values()
                if person.spec.code and not person.erased
            }
        found = self._of.get(code)
        if found is None:
            return WhoseCode("", "", False)
        spec = session.people[found].spec
        return WhoseCode(spec.site, session.sites[spec.site].spec.name, spec.struck)
