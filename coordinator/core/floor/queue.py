"""The order of those who wait: called ones first, then points of order, then by arrival."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coordinator.core.floor.state import Entry
from wire.vocabulary import EntryId, EntryState, SpeechKind

STANDBY = (EntryState.CALLED, EntryState.READY)
WAITING = (EntryState.REQUESTED, EntryState.QUEUED, *STANDBY)
STANDBY_MAX = 3
WAITING_MAX = 500


def standby(entries: Mapping[EntryId, Entry], order: Sequence[EntryId]) -> int:
    """How many at the head of the order are called or ready."""
    count = 0
    for entry in order:
        if entries[entry].state not in STANDBY:
            break
        count += 1
    return count


def insert(entries: Mapping[EntryId, Entry], order: list[EntryId], entry: Entry) -> None:
    """Put a new entry where its kind belongs: points of order after the called and each other."""
    at = len(order)
    if entry.kind is SpeechKind.POINT_OF_ORDER:
        at = standby(entries, order)
        while at < len(order) and entries[order[at]].kind is SpeechKind.POINT_OF_ORDER:
            at += 1
    order.insert(at, entry.id)


def move(
    entries: Mapping[EntryId, Entry],
    order: list[EntryId],
    entry: EntryId,
    before: EntryId | None,
) -> None:
    """Move relative to another entry. Called ones stay in front of those not called."""
    order.remove(entry)
    head = standby(entries, order)
    at = order.index(before) if before is not None else len(order)
    called = entries[entry].state in STANDBY
    order.insert(min(at, head) if called else max(at, head), entry)


def settle(entries: Mapping[EntryId, Entry], order: list[EntryId], entry: EntryId) -> None:
    """After a call or its revocation: the last of the called, or the first of the others."""
    order.remove(entry)
    order.insert(standby(entries, order), entry)
