"""The programme: items with planned length, and which one is current."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Command, Draft, Event, Recorded, Refused
from coordinator.core.floor import quota
from wire.codes import Refusal
from wire.vocabulary import ItemId, ItemKind, Phase

if TYPE_CHECKING:
    from coordinator.core.state import Session


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """One item. `planned_at` is when it should begin; `planned_ms` how long it should last."""

    id: ItemId
    title: str
    kind: ItemKind
    planned_at: int
    planned_ms: int


@dataclass(slots=True)
class Programme:
    items: list[ItemSpec] = field(default_factory=list)
    current: ItemId | None = None
    begun_at: dict[str, int] = field(default_factory=dict)
    ended_at: dict[str, int] = field(default_factory=dict)

    def item(self, item: ItemId | None) -> ItemSpec | None:
        return next((spec for spec in self.items if spec.id == item), None)


@dataclass(frozen=True, slots=True)
class BeginItem(Command):
    """Go to this item; the one before it ends. The queue stays, and each item has its own quota,
    also when one comes back to it."""

    item: ItemId


@dataclass(frozen=True, slots=True)
class ProgrammeSet(Event):
    items: tuple[ItemSpec, ...]


@dataclass(frozen=True, slots=True)
class ItemBegun(Event):
    item: ItemId


PROGRAMME_EVENTS = (ProgrammeSet, ItemBegun)


def decide(session: Session, asked: Asked) -> list[Draft]:
    match asked.command:
        case BeginItem(item):
            if session.phase not in (Phase.LIVE, Phase.PAUSED, Phase.REHEARSAL):
                raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
            if session.programme.item(item) is None:
                raise Refused(Refusal.UNKNOWN_ITEM)
            return [] if session.programme.current == item else [Draft(ItemBegun(item))]
    raise AssertionError(asked.command)


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one programme event."""
    programme = session.programme
    match recorded.event:
        case ProgrammeSet(items):
            programme.items = list(items)
        case ItemBegun(item):
            end_current(session, recorded.effective_at)
            programme.current = item
            programme.begun_at.setdefault(item, recorded.effective_at)
            programme.ended_at.pop(item, None)
            quota.renumber(session)
        case _:
            raise AssertionError(recorded.event)


def end_current(session: Session, at: int) -> None:
    """The current item, if any, is over."""
    programme = session.programme
    if programme.current is not None:
        programme.ended_at[programme.current] = at
        programme.current = None


def restart(session: Session) -> None:
    """Rehearsal never counts: nothing has begun."""
    session.programme = Programme(items=session.programme.items)
