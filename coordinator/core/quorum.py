"""Quorum: optional, off unless somebody sets it. A share of the points, of the people, or both.

No rule for administrative conferences asks for one; statutory bodies use two thirds. The core
keeps what was set, `coordinator.views.quorum` says whether it is met.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.core.attendance.changes import recount_invited
from coordinator.core.base import Command, Draft, Event, Recorded, Refused
from wire.codes import Refusal

if TYPE_CHECKING:
    from coordinator.core.state import Session

DENOMINATOR_MAX = 1_000


@dataclass(frozen=True, slots=True)
class Share:
    """At least numerator / denominator: 2/3, 4/5, 1/2."""

    numerator: int
    denominator: int

    def needed(self, of: int) -> int:
        """The least whole number that is no smaller share of `of`."""
        return -(-of * self.numerator // self.denominator)


@dataclass(frozen=True, slots=True)
class SetQuorum(Command):
    """None means: not asked for."""

    sites: Share | None
    people: Share | None


@dataclass(frozen=True, slots=True)
class QuorumSet(Event):
    sites: Share | None
    people: Share | None


QUORUM_EVENTS = (QuorumSet,)


@dataclass(slots=True)
class Quorum:
    """What is asked for at present."""

    sites: Share | None = None
    people: Share | None = None
    set_at: int | None = field(default=None)


def decide(session: Session, command: SetQuorum) -> list[Draft]:
    """The event, or Refused(bad_value) for a share that is none."""
    for share in (command.sites, command.people):
        if share is not None and not 0 < share.numerator <= share.denominator <= DENOMINATOR_MAX:
            raise Refused(Refusal.BAD_VALUE, field="quorum")
    if (command.sites, command.people) == (session.quorum.sites, session.quorum.people):
        return []
    return [Draft(QuorumSet(command.sites, command.people))]


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply the one event."""
    event = recorded.event
    assert isinstance(event, QuorumSet)
    session.quorum = Quorum(event.sites, event.people, recorded.effective_at)
    recount_invited(session)
