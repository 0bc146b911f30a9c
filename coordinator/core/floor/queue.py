"""The order of those who wait: called ones first, then points of order, replies, and the rest by
arrival. Whoever conducts may move any of them; a newcomer takes the place its rank gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coordinator.core.floor.state import Entry
from wire.vocabulary import EntryId, EntryState, SpeechKind

STANDBY = (EntryState.CALLED, EntryState.READY)
WAITING = (EntryState.REQUESTED, EntryState.QUEUED, *STANDBY)
STANDBY_MAX = 3
WAITING_MAX = 500

_RANKS = {SpeechKind.POINT_OF_ORDER: 0, SpeechKind.REPLY: 1}


def rank(entry: Entry) -> int:
    """Points of order come before replies, and these before all else."""
    return _RANKS.get(entry.kind, 2)


def standby(entries: Mapping[EntryId, Entry], order: Sequence[EntryId]) -> int:
    """How many at the head of the order are called or ready."""
    count = 0
    for entry in order:
        if entries[entry].state not in STANDBY:
            break
        count += 1
    return count


def insert(entries: Mapping[EntryId, Entry], order: list[EntryId], entry: Entry) -> None:
    """Put a new entry where its rank belongs: after the called, and after those of its rank or
    higher that stand there."""
    at, own = len(order), rank(entry)
    if own < 2:
        at = standby(entries, order)
        while at < len(order) and rank(entries[order[at]]) <= own:
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
    """After a call, its revocation, or on the way back: the last of the called, or the first of
    the others."""
    if entry in order:
        order.remove(entry)
    order.insert(standby(entries, order), entry)


def put_off(entries: Mapping[EntryId, Entry], order: Sequence[EntryId]) -> list[EntryId]:
    """Who may be asked to wait longer, or to write: not the called, not a point of order, and
    never the chair's own words."""
    may_not = (SpeechKind.POINT_OF_ORDER, SpeechKind.DIRECTIVE)
    waiting = (entries[one] for one in order if entries[one].state not in STANDBY)
    return [entry.id for entry in waiting if entry.kind not in may_not]


def follows(entries: Mapping[EntryId, Entry], order: Sequence[EntryId]) -> EntryId | None:
    """The first that is not called."""
    return next((one for one in order if entries[one].state not in STANDBY), None)
