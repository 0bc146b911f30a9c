"""The programme: items with planned length, which one is current, and what each item asks of the
floor. Going on says what becomes of those who wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Command, Draft, Event, Recorded, Refused
from coordinator.core.floor import changes, quota, rules, undo
from coordinator.core.floor.queue import put_off
from coordinator.core.floor.turns import ListWoundDown, RequestsReturned, RequestsSetAside
from wire.codes import Refusal
from wire.floor_words import QueueFate
from wire.vocabulary import EntryId, ItemId, ItemKind, LimitKey, Phase, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session

# Whoever goes to a wrong item sees it and goes back at once.
SLIP_MS = 60_000


@dataclass(frozen=True, slots=True)
class ItemRules:
    """What the floor becomes when this item begins; None leaves it as it is. `queue` is what
    becomes of those who wait then, unless whoever goes on says otherwise."""

    list_open: bool | None = None
    limits: dict[LimitKey, int] = field(default_factory=dict)
    present_only: bool | None = None
    speeches_max: int | None = None
    queue: QueueFate = QueueFate.KEEP


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """One item. `planned_at` is when it should begin; `planned_ms` how long it should last;
    `presenters` are the points that speak to it, `documents` the titles of its papers."""

    id: ItemId
    title: str
    kind: ItemKind
    planned_at: int
    planned_ms: int
    presenters: tuple[SiteId, ...] = ()
    documents: tuple[str, ...] = ()
    rules: ItemRules = ItemRules()


@dataclass(slots=True)
class Programme:
    items: list[ItemSpec] = field(default_factory=list)
    current: ItemId | None = None
    begun_at: dict[str, int] = field(default_factory=dict)
    ended_at: dict[str, int] = field(default_factory=dict)

    def item(self, item: ItemId | None) -> ItemSpec | None:
        return next((spec for spec in self.items if spec.id == item), None)

    def following(self) -> ItemSpec | None:
        """The one to go to next: the first after the current that has not begun."""
        places = (place for place, spec in enumerate(self.items) if spec.id == self.current)
        after = self.items[next(places, -1) + 1 :]
        return next((spec for spec in after if spec.id not in self.begun_at), None)


@dataclass(frozen=True, slots=True)
class BeginItem(Command):
    """Go to this item; the one before it ends. Each item has its own quota, also when one comes
    back to it. `queue` says what becomes of those who wait, None what the item's rules say."""

    item: ItemId
    queue: QueueFate | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeSet(Event):
    items: tuple[ItemSpec, ...]


@dataclass(frozen=True, slots=True)
class ItemBegun(Event):
    """`same_act` says that the act which did this moved those who wait: an undo of that stands.
    Any act before it cannot be taken back any more, for the meeting has gone on."""

    item: ItemId
    same_act: bool = False


PROGRAMME_EVENTS = (ProgrammeSet, ItemBegun)


def decide(session: Session, asked: Asked) -> list[Draft]:
    match asked.command:
        case BeginItem(item):
            if session.phase not in (Phase.LIVE, Phase.PAUSED, Phase.REHEARSAL):
                raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
            spec = session.programme.item(item)
            if spec is None:
                raise Refused(Refusal.UNKNOWN_ITEM)
            if session.programme.current == item:
                return []
            moved = _queue(session, spec, asked.command.queue or spec.rules.queue)
            back = _returned(session, spec, same_act=bool(moved))
            # The item's rules first: a change of limits after the queue's part ends its undo.
            begun = Draft(ItemBegun(item, same_act=bool(moved)))
            return [*_floor(session, spec), *moved, begun, *back]
    raise AssertionError(asked.command)


def moves_queue(session: Session, command: BeginItem) -> bool:
    """Whether going to the item takes those who wait out of the list."""
    spec = session.programme.item(command.item)
    fate = command.queue or (spec.rules.queue if spec else QueueFate.KEEP)
    return fate is not QueueFate.KEEP


def _queue(session: Session, spec: ItemSpec, fate: QueueFate) -> list[Draft]:
    """What becomes of those who wait and are not called yet; the list is as the item has it."""
    floor = session.floor
    rest = tuple(put_off(floor.entries, floor.order))
    if not rest or fate is QueueFate.KEEP:
        return []
    if fate is QueueFate.WRITTEN:
        own = spec.rules.list_open
        return [Draft(ListWoundDown({}, rest, list_open=floor.list_open if own is None else own))]
    return [Draft(RequestsSetAside(rest, session.programme.current))]


def _floor(session: Session, spec: ItemSpec) -> list[Draft]:
    """The item's own rules of the floor."""
    floor, own = session.floor, spec.rules
    drafts = rules.rules_changed(floor, own.present_only, None, own.speeches_max)
    if own.limits:
        drafts += rules.limits_changed(floor, own.limits)
    if own.list_open is not None:
        drafts += rules.list_open_set(floor, is_open=own.list_open)
    return drafts


def _returned(session: Session, spec: ItemSpec, *, same_act: bool) -> list[Draft]:
    """Whoever was set aside for this item."""
    floor = session.floor
    back: tuple[EntryId, ...] = tuple(
        entry for entry in floor.aside if floor.entries[entry].aside_item == spec.id
    )
    return [Draft(RequestsReturned(back, same_act))] if back else []


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one programme event."""
    programme = session.programme
    match recorded.event:
        case ProgrammeSet(items):
            programme.items = list(items)
        case ItemBegun(item, same_act):
            if not same_act:
                undo.gone_on(session.floor)
            if item in programme.begun_at or _stands_before(programme, item):
                _forget_slip(session, recorded.effective_at)
            end_current(session, recorded.effective_at)
            programme.current = item
            programme.begun_at.setdefault(item, recorded.effective_at)
            programme.ended_at.pop(item, None)
            quota.renumber(session)
            changes.stamp(session.floor, recorded)
        case _:
            raise AssertionError(recorded.event)


def _stands_before(programme: Programme, item: ItemId) -> bool:
    """Whether it comes before the current item in the programme."""
    order = [spec.id for spec in programme.items if spec.id in (item, programme.current)]
    return len(order) > 1 and order[0] == item


def _forget_slip(session: Session, at: int) -> None:
    """Going back from an item that had just begun and in which nobody spoke: it was gone to by
    mistake, and is still to come."""
    programme, floor = session.programme, session.floor
    slip = programme.current
    if slip is None or at - programme.begun_at[slip] >= SLIP_MS:
        return
    if not any(entry.item == slip for entry in floor.entries.values()):
        del programme.begun_at[slip]
        programme.current = None


def end_current(session: Session, at: int) -> None:
    """The current item, if any, is over."""
    programme = session.programme
    if programme.current is not None:
        programme.ended_at[programme.current] = at
        programme.current = None


def restart(session: Session) -> None:
    """Rehearsal never counts: nothing has begun."""
    session.programme = Programme(items=session.programme.items)
