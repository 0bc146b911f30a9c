"""What of people's texts goes into a report: all, nothing, or what is left after an erasure."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.attendance.facts import Person
from coordinator.core.people import People, duty_ref
from coordinator.core.state import Session
from coordinator.reports.figures import Named
from coordinator.reports.model import ERASED, Options
from wire.vocabulary import PersonId


@dataclass(frozen=True, slots=True)
class Names:
    """The texts that `options` let into the report."""

    session: Session
    people: People
    options: Options

    def of(self, person: Person) -> Named:
        """A delegate; an erased one has no post, and no other name than `ERASED`."""
        if not self.options.names:
            return Named()
        if person.erased:
            return Named(ERASED)
        found = self.people.of(person.spec.id)
        return Named(found.get("name", ""), found.get("post", ""))

    def named(self, person: str | None) -> Named:
        """A delegate by id; also one who waits in a review and is on no list yet."""
        if person is None:
            return Named()
        listed = self.session.people.get(PersonId(person))
        if listed is not None:
            return self.of(listed)
        return Named(ERASED) if person in self.session.erased else self.deputy(person)

    def deputy(self, ref: str | None) -> Named:
        """Somebody who is named by a text of their own, not on the roster."""
        if not self.options.names:
            return Named()
        found = self.people.of(ref)
        return Named(found.get("name", ""), found.get("post", ""))

    def text(self, ref: str | None) -> str:
        """A free text: a reason, an approver, a note."""
        return self.people.of(ref).get("text", "") if self.options.names else ""

    def phone(self, site: str) -> str:
        """The duty telephone of a point."""
        return self.people.of(duty_ref(site)).get("phone", "") if self.options.phones else ""
