"""Importing into a session that runs: the picture of its roster, what a file would do to it, and
the doing, one import after another.

The console's door and the command line both come through here. Of a great roster the picture is
taken slice by slice, so that no meeting waits for it.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from coordinator.conductor import Conductor, Submission
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.base import Actor, Asked, Outcome
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.enrolment import Step, steps
from coordinator.rosters.grid import Grid
from coordinator.rosters.matching import Known, known_at
from coordinator.rosters.places import Place, places_of
from coordinator.rosters.plan import Decisions, ImportFigures, Plan, make_plan
from coordinator.rosters.preview import Choices, Preview, RosterNow, make_preview
from coordinator.rosters.remembered import NOTHING, Remembered, lines
from wire.vocabulary import PersonId, SiteId

SITES_PER_SLICE = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Picture:
    """The roster of a session at one time: as the reading of files needs it, with what only the
    doing needs. `mark` changes whenever the roster does."""

    now: RosterNow
    specs: dict[PersonId, PersonSpec]
    mark: str


@dataclass(slots=True)
class _Slices:
    """What was gathered so far."""

    places: tuple[Place, ...] = ()
    known: list[Known] = field(default_factory=list)
    specs: dict[PersonId, PersonSpec] = field(default_factory=dict)
    erased: dict[SiteId, int] = field(default_factory=dict)
    room: dict[SiteId, int] = field(default_factory=dict)


async def picture(conductor: Conductor, remembered: Remembered = NOTHING) -> Picture:
    """The roster as it is, with what texts of earlier files meant. Raises JournalUnavailable."""
    found = _Slices()
    found.places = await conductor.ask_or_read(lambda session, people: places_of(session))
    for part in _slices([place.id for place in found.places]):
        await conductor.ask_or_read(partial(_gather, sites=part, found=found))
    now = RosterNow(found.places, tuple(found.known), found.erased, found.room, remembered)
    return Picture(now, found.specs, await asyncio.to_thread(_mark, found.specs, remembered))


def _slices(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), SITES_PER_SLICE):
        yield items[start : start + SITES_PER_SLICE]


def _gather(session: Session, people: People, sites: Sequence[SiteId], found: _Slices) -> None:
    for site in sites:
        slot = session.sites[site]
        found.known.extend(known_at(session, people, site))
        found.room[site] = len(slot.people)
        for person in slot.people:
            one = session.people[person]
            found.specs[person] = one.spec
            if one.erased:
                found.erased[site] = found.erased.get(site, 0) + 1


def _mark(specs: dict[PersonId, PersonSpec], remembered: Remembered) -> str:
    """What tells one state of the roster, and of what is known of files, from another."""
    whole = hashlib.sha256()
    for line in lines(remembered.sites):
        whole.update(line.encode())
    for spec in specs.values():
        line = f"{spec.id}\t{spec.site}\t{spec.commitment}\t{spec.head}\t{spec.struck}\n"
        whole.update(line.encode())
    return whole.hexdigest()[:32]


async def preview(grids: Sequence[Grid], choices: Choices, taken: Picture) -> Preview:
    """What a file would do; worked out beside the loop."""
    return await asyncio.to_thread(make_preview, grids, choices, taken.now)


def plan(made: Preview, decisions: Decisions, taken: Picture) -> Plan:
    """What is to be done of it."""
    return make_plan(made, decisions, taken.specs)


@dataclass(frozen=True, slots=True)
class Done:
    """How an import ended: what was asked for, and the last outcome; a refused one stopped it."""

    figures: ImportFigures
    outcome: Outcome | None


async def carry_out(
    conductor: Conductor, planned: Plan, taken: Picture, by: Actor, import_id: str
) -> Done:
    """Do it, command by command, each durable before the next. A refusal ends it; what was done
    before stays done, and the same import once more does the rest.

    Raises Refused(busy), JournalUnavailable."""
    codes = {spec.code for spec in taken.specs.values()}
    outcome: Outcome | None = None
    for step in steps(planned, taken.specs, codes, import_id):
        outcome = await _submit(conductor, step, by)
        if not outcome.accepted:
            break
    return Done(planned.figures, outcome)


async def _submit(conductor: Conductor, step: Step, by: Actor) -> Outcome:
    asked = Asked(step.command, by, step.command_id)
    answer = await conductor.submit(Submission(asked, step.private))
    return answer.outcome
