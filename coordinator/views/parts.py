"""Parts that several views are made of: the line of a point, a speaker's name, an entry's limit,
and what keeps a view within its bound whatever people write.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from coordinator.core.attendance.facts import Person
from coordinator.core.floor.limits import key_of
from coordinator.core.floor.state import Entry
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from wire.floor_view import ItemNow, NextUp, RollCallNow, Speaking
from wire.site_view import LineNow
from wire.vocabulary import EntryState, SiteId

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NEXT_SHOWN = 3
ANSWERS_SHOWN, ANSWER_CHARS_SHOWN = 6, 40
# How many characters of each text are shown where whole ones leave no room; people write less.
SHORTER = (100, 50, 24, 10)

Row = TypeVar("Row", bound="DataclassInstance")


@cache
def _names(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind))


def _plain(row: DataclassInstance) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _names(type(row))}


# Copies nothing, unlike `asdict`: every view is weighed each time it is made.
_JSON = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_plain
)


def weight(row: DataclassInstance) -> int:
    """The bytes of a row as JSON in UTF-8, with the comma after it."""
    return len(_JSON.encode(row).encode()) + 1


def fit(rows: Iterable[Row], bytes_max: int) -> tuple[Row, ...]:
    """The first rows that fit together; those after them are not even made."""
    shown: list[Row] = []
    for row in rows:
        bytes_max -= weight(row)
        if bytes_max < 0:
            break
        shown.append(row)
    return tuple(shown)


def fit_least(
    rows: Sequence[Row], bytes_max: int, least: int, shorter: Callable[[Row, int], Row]
) -> tuple[Row, ...]:
    """The first rows that fit; where texts are so long that not even `least` of them do, with the
    beginnings of their texts only."""
    shown = fit(rows, bytes_max)
    for chars_max in SHORTER:
        if len(shown) >= min(least, len(rows)):
            break
        shown = fit((shorter(row, chars_max) for row in rows), bytes_max)
    return shown


def fit_begun(
    rows: Sequence[Row], bytes_max: int, shorter: Callable[[Row, int], Row]
) -> tuple[Row, ...]:
    """The first rows that fit with the beginnings of their texts; as many of them as there is room
    for whole, the first before the others."""
    shown = list(fit((shorter(row, SHORTER[0]) for row in rows), bytes_max))
    room = bytes_max - sum(map(weight, shown))
    for place, begun in enumerate(shown):
        more = weight(rows[place]) - weight(begun)
        if more <= room:
            shown[place], room = rows[place], room - more
    return tuple(shown)


def start(text: str, chars_max: int) -> str:
    """The text, or its beginning."""
    return text if len(text) <= chars_max else f"{text[: max(0, chars_max - 1)]}…"


def line_of(session: Session, watch: Watch, site: SiteId) -> LineNow:
    """The line as it is known now; None where nothing was measured."""
    state, slot = session.sites[site], watch.slots.get(site)
    reading = slot.line.reading if slot else None
    # The reason may move within a band; only the band's flips are journaled.
    measured = slot is not None and slot.line.band is state.band
    return LineNow(
        presence=state.presence,
        band=state.band,
        reason=slot.line.reason if slot is not None and measured else state.reason,
        rtt_ms=reading.rtt_ms if reading else None,
        jitter_ms=reading.jitter_ms if reading else None,
        missed=reading.missed if reading else 0,
        media=state.media,
    )


def limit_of(session: Session, entry: Entry) -> int:
    """The limit in force for an entry, ms; 0 means none."""
    if entry.limit_ms is not None:
        return entry.limit_ms
    return session.floor.limits[key_of(entry.kind, entry.ordinal)]


def name_of(people: People, person: str | None) -> str:
    return people.of(person).get("name", "")


def post_of(people: People, person: str | None) -> str:
    return people.of(person).get("post", "")


def head_of(session: Session, site: SiteId) -> Person | None:
    """The head of a point: the one marked so, if any."""
    for person in session.sites[site].people:
        found = session.people[person]
        if found.spec.head:
            return found
    return None


def speaking(session: Session, people: People) -> Speaking | None:
    """Who has the floor."""
    current = session.floor.current
    if current is None:
        return None
    entry = session.floor.entries[current]
    return Speaking(
        entry=entry.id,
        site=entry.site,
        site_name=session.sites[entry.site].spec.name,
        speaker=name_of(people, entry.person),
        post=post_of(people, entry.person),
        kind=entry.kind,
        ordinal=entry.ordinal,
        started_at=entry.started_at or 0,
        limit_ms=limit_of(session, entry),
        paused_at=entry.paused_at,
        paused_ms=entry.paused_ms,
        site_title=session.sites[entry.site].spec.title,
        used_ms=entry.used_ms,
        cause=entry.pause_cause,
        interjector=name_of(people, entry.interjector),
        answers=answered(session, entry),
        mic=entry.mic,
        picture=entry.picture_at is not None,
        by_phone=entry.by_phone,
    )


def answered(session: Session, entry: Entry) -> tuple[str, ...]:
    """The names of the first points that a reply answers."""
    if not entry.answers:
        return ()
    sites = dict.fromkeys(session.floor.entries[one].site for one in entry.answers)
    shown = islice(sites, ANSWERS_SHOWN)
    return tuple(start(session.sites[site].spec.name, ANSWER_CHARS_SHOWN) for site in shown)


def next_up(session: Session) -> tuple[NextUp, ...]:
    """The first in the queue that have a place in it."""
    entries = (session.floor.entries[entry] for entry in session.floor.order)
    placed = (entry for entry in entries if entry.state is not EntryState.REQUESTED)
    return tuple(
        NextUp(
            entry=entry.id,
            site=entry.site,
            site_name=session.sites[entry.site].spec.name,
            state=entry.state,
            called_at=entry.called_at,
            ready_at=entry.ready_at,
            cued_at=entry.cued_at,
            picture_at=entry.picture_at,
        )
        for entry in islice(placed, NEXT_SHOWN)
    )


def item_now(session: Session) -> ItemNow | None:
    """The current item of the programme."""
    item = session.programme.item(session.programme.current)
    if item is None:
        return None
    begun_at = session.programme.begun_at[item.id]
    return ItemNow(item.id, item.title, item.kind, begun_at, item.planned_ms)


def roll_call_now(session: Session) -> RollCallNow | None:
    """The roll call that is open."""
    call = session.roll_calls[-1] if session.roll_calls else None
    if call is None or call.closed_at is not None:
        return None
    return RollCallNow(call.id, call.number, call.opened_at, call.deadline_at, call.way, call.asked)
