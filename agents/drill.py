"""Sample behaviour for the demonstration: attendance as on a real morning, from a seed.

It enters what a technician would, through the same desk, and never overrides a person: only people
who have not been called and about whom nothing waits are noted. Sample texts say that they are.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from agents.desk import Desk
from agents.point import Point
from wire.floor_view import RollCallNow
from wire.record_words import RollCallWay
from wire.records import (
    AttendanceBody,
    HeadCountBody,
    RecordBody,
    RollAnswerBody,
)
from wire.roster import RosterPerson
from wire.site_acts import RecordAct
from wire.site_view import OwnFrame
from wire.vocabulary import Attendance, Phase

Standing = tuple[RosterPerson, Attendance | None]

LEFT_FOR_A_PERSON = 3
ANSWER_S = (1.0, 6.0)
PERSON_ANSWERS_WITHIN_S = 6.0
LATE_BY_S = (2.0, 4.0)
LOOK_S = 0.5

# Out of a hundred delegates, in this order; whoever is left is absent without a word.
SHARES = (
    (Attendance.IN_PERSON, 84),
    (Attendance.ONLINE, 4),
    (Attendance.DEPUTISED, 5),
    (Attendance.EXCUSED, 5),
)


class Behaviour(StrEnum):
    """How a point behaves; `never` is not started at all."""

    NORMAL = "normal"
    LATE = "late"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Part:
    """The part a point plays. `human`: a person sits at it, too, and is left something to do."""

    behaviour: Behaviour
    human: bool
    seed: int


@dataclass(frozen=True, slots=True)
class Step:
    """One entry, `at_s` after the roster was first seen."""

    at_s: float
    body: RecordBody


def plan(part: Part, own: OwnFrame, people: Sequence[Standing], spread_s: float) -> list[Step]:
    """The morning of one point: who comes how and when, and at the end a head-count."""
    site_name = own.site_name
    rng = random.Random(f"{part.seed}:{site_name}")
    noted = [person for person, status in people if status is Attendance.NOT_CALLED]
    if part.human:
        noted = noted[: max(0, len(noted) - LEFT_FOR_A_PERSON)]
    steps = [Step(rng.uniform(0.0, spread_s), _entry(rng, person.id, own)) for person in noted]
    steps.sort(key=lambda step: step.at_s)
    if noted and not part.human:
        count = _present(people, steps) + rng.randint(0, 4)
        steps.append(Step(spread_s, HeadCountBody(kind="head_count", count=count)))
    return steps


def _present(people: Sequence[Standing], steps: Sequence[Step]) -> int:
    """Who is in the room: those that are there already and those that will be noted."""
    states = [status for _, status in people]
    states += [step.body.status for step in steps if isinstance(step.body, AttendanceBody)]
    return sum(state in (Attendance.IN_PERSON, Attendance.DEPUTISED) for state in states)


def _entry(rng: random.Random, person: str, own: OwnFrame) -> AttendanceBody:
    status = Attendance.IN_PERSON if person == own.roster.head else _drawn(rng)
    deputised = status is Attendance.DEPUTISED
    return AttendanceBody(
        kind="attendance",
        person=person,
        status=status,
        deputy=f"Người dự thay mẫu – {own.site_name}" if deputised else None,
        approver="Chủ trì điểm cầu (mẫu)" if deputised else None,
        reason="Công tác (mẫu)" if status is Attendance.EXCUSED else None,
    )


def _drawn(rng: random.Random) -> Attendance:
    drawn = rng.randrange(100)
    for status, share in SHARES:
        if drawn < share:
            return status
        drawn -= share
    return Attendance.ABSENT


class Drill:
    """Plays one point's part. Cancelled from outside when the process ends."""

    def __init__(self, desk: Desk, site: str, part: Part, spread_s: float) -> None:
        self._desk, self._site, self._part, self._spread_s = desk, site, part, spread_s
        self._point: Point = desk.points[site]
        self._rng = random.Random(f"{part.seed}:{site}:answers")
        self._answered: set[str] = set()

    async def run(self) -> None:
        """Attendance and roll calls side by side."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._attend(), name="attend")
            group.create_task(self._answer(), name="answer")

    async def _attend(self) -> None:
        people: list[Standing] | None = None
        while people is None:
            await asyncio.sleep(LOOK_S * self._rng.random())
            people = self._point.people() if self._point.link.connected else None
        own = self._point.own
        assert own is not None
        began = asyncio.get_running_loop().time()
        for step in plan(self._part, own, people, self._spread_s):
            wait = began + step.at_s - asyncio.get_running_loop().time()
            await asyncio.sleep(max(0.0, wait))
            if self._still_due(step.body):
                await self._enter(step.body)

    def _still_due(self, body: RecordBody) -> bool:
        """Nobody has entered anything about it meanwhile."""
        own, floor = self._point.own, self._point.floor
        if own is None or (floor is not None and floor.phase is Phase.CLOSED):
            return False
        if isinstance(body, AttendanceBody):
            standing = {one.id: status for one, status in self._point.people() or ()}
            due = standing.get(body.person) is Attendance.NOT_CALLED
            return due and not self._point.entry_waits(body.person)
        return own.head_count is None

    async def _enter(self, body: RecordBody) -> None:
        act = RecordAct(act="record", id=f"drill-{secrets.token_hex(8)}", body=body)
        await self._desk.act(self._site, act)

    # --- roll calls -----------------------------------------------------------------------------

    async def _answer(self) -> None:
        changed = self._point.watch()
        changed.set()
        try:
            async with asyncio.TaskGroup() as group:
                while True:
                    await changed.wait()
                    changed.clear()
                    floor = self._point.floor
                    call = floor.roll_call if floor is not None else None
                    if floor is None or call is None or floor.phase is Phase.CLOSED:
                        continue
                    if not self._is_asked(call):
                        self._answered.discard(call.id)
                    elif call.id not in self._answered:
                        self._answered.add(call.id)
                        group.create_task(self._answer_one(call), name=f"answer {call.id}")
        finally:
            self._point.unwatch(changed)

    async def _answer_one(self, call: RollCallNow) -> None:
        await asyncio.sleep(self._wait_s(call))
        own = self._point.own
        answered = own is not None and (own.roll_answer or 0) >= call.opened_at
        if not answered and not self._point.entry_waits(call.id):
            await self._enter(RollAnswerBody(kind="roll_answer", roll_call=call.id))

    def _is_asked(self, call: RollCallNow) -> bool:
        """By voice each answers when it is called, again if it is called again; some never do."""
        if call.way is RollCallWay.AT_ONCE:
            return True
        return call.asked == self._site and self._part.behaviour is not Behaviour.LATE

    def _wait_s(self, call: RollCallNow) -> float:
        """A late point answers when it is over; a person at the page may be first."""
        if self._part.behaviour is Behaviour.LATE:
            left_s = (call.deadline_at - self._desk.time.now()) / 1000
            return max(0.0, left_s) + self._rng.uniform(*LATE_BY_S)
        if self._part.human:
            return PERSON_ANSWERS_WITHIN_S
        return self._rng.uniform(*ANSWER_S)
