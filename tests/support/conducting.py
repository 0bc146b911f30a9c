"""What those who conduct, the points and the picture operator do to the floor, and the naive floor
beside it: after each command both must say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from random import Random

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import rule

from coordinator.core import session as phases
from coordinator.core.attendance.facts import PRESENT
from coordinator.core.base import Actor, Command, CommandNoted, FloorCommand, FloorEvent, Source
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.meeting import Stepped
from coordinator.core.programme import BeginItem
from tests.support.any_meeting import (
    ACTS,
    AGES,
    AIMS,
    BEGIN_ITEM,
    CONDUCTORS,
    ENTRIES,
    HOSTS,
    PERSONS,
    PHASES,
    REQUESTS,
    RULES_TOLD,
    SITES,
    by_dice,
)
from tests.support.core_laws import Laws
from tests.support.small_meeting import GIA_LAI, HOST, OPERATOR
from wire.codes import Refusal
from wire.vocabulary import EntryId, PersonId, Phase

WHO = st.integers(0, 4)
TOLD = st.sampled_from((False, False, True))

GO_ON: dict[Phase, Command] = {
    Phase.PAUSED: phases.ResumeSession(),
    Phase.CLOSED: phases.ReopenSession(),
}


class Conducting(Laws):
    """`seen` is the revision of the floor that each host last looked at."""

    seen: dict[str, int]

    def pass_time(self) -> None:
        raise AssertionError("the meeting lets time pass")

    def ask(
        self,
        command: Command,
        by: Actor,
        expected_rev: int | None = None,
        source: Source | None = None,
    ) -> Stepped:
        raise AssertionError("the meeting asks")

    @rule(who=WHO, act=ACTS, aim=AIMS, told=TOLD)
    def conduct(self, who: int, act: FloorCommand, aim: str, told: bool) -> None:
        """Whatever comes to mind."""
        self.told_act(who, self.aimed(act, aim), told)

    @rule(who=WHO, act=REQUESTS, told=TOLD)
    def ask_for_the_floor(self, who: int, act: FloorCommand, told: bool) -> None:
        self.told_act(who, act, told)

    @rule(who=WHO, acts=st.lists(REQUESTS, min_size=2, max_size=4))
    def hands_go_up(self, who: int, acts: list[FloorCommand]) -> None:
        for act in acts:
            self.told_act(who, act, told=False)

    @rule(seed=st.integers(0, 2**32 - 1), acts=st.integers(5, 30))
    def a_while(self, seed: int, acts: int) -> None:
        """A stretch of the meeting by dice: those who conduct do mostly what the floor allows."""
        dice = Random(seed)
        if seed % 8:
            self.phase_act(GO_ON.get(self.session.phase, phases.StartSession()))
        for _ in range(acts):
            self.now += dice.choice((0, 0, 1, 700, 4_000, 9_000, 12_000, 70_000, 200_000))
            self.pass_time()
            act = by_dice(dice, self.session.floor)
            note(f"{act}")
            who = dice.randrange(5)
            if dice.random() < 0.7:
                self.look(who)
            self.told_act(who, act, told=dice.random() < 0.4)
            self.the_floor_is_what_the_model_says()

    def told_act(self, who: int, act: FloorCommand, told: bool) -> None:
        by = HOSTS[who % len(self.seen)]
        self.floor_act(by, act, self.seen[by.id] if told else None)

    @rule(who=WHO)
    def look(self, who: int) -> None:
        """A host's picture is as old as the last look; own acts do not renew it."""
        self.seen[HOSTS[who % len(self.seen)].id] = self.session.floor.rev

    @rule(act=st.sampled_from((t.ConfirmPicture, t.LosePicture)), aim=AIMS, entry=ENTRIES)
    def operate(self, act: Callable[[EntryId], FloorCommand], aim: str, entry: EntryId) -> None:
        self.floor_act(OPERATOR, self.aimed(act(entry), aim))

    def aimed(self, act: FloorCommand, aim: str) -> FloorCommand:
        """The act, at whoever stands there now."""
        floor = self.session.floor
        stands = {
            "first": floor.order[:1],
            "second": floor.order[1:2],
            "last": floor.order[-1:],
            "air": [floor.current] if floor.current else [],
            "aside": floor.aside[:1],
            "spoke": [floor.last_spoke] if floor.last_spoke else [],
            "declined": list(floor.declined.values())[:1],
        }.get(aim, [])
        return replace(act, entry=stands[0]) if stands and hasattr(act, "entry") else act

    def floor_act(self, by: Actor, act: FloorCommand, expected: int | None = None) -> None:
        self.pass_time()
        now, name, fields = self.at(), type(act).__name__, asdict(act)
        self.model.floor.here = self.present()
        rev = self.session.floor.rev
        # Whom an act means that goes by place in the list, changes with every newcomer.
        since = rev if isinstance(act, t.PassOver | t.WindDown) else self.model.rev
        fresh = expected is None or since <= expected <= rev
        allowed = self.model.allows(name, fields, now)
        stepped = self.ask(act, by, expected)
        outcome = stepped.outcome
        assert outcome.accepted == (fresh and allowed), (act, outcome)
        assert (outcome.code is Refusal.CONFLICT) == (not fresh)
        if outcome.accepted and not isinstance(stepped.recorded[-1].event, CommandNoted):
            self.model.tell(name, fields, now, outcome.rev)

    def at(self) -> int:
        """Session time never runs backwards."""
        return max(self.now, self.session.recorded_at)

    def present(self) -> set[str]:
        people = self.session.people.values()
        return {one.spec.id for one in people if one.status in PRESENT}

    @rule(
        entry=ENTRIES,
        aim=AIMS,
        ready=st.booleans(),
        age_ms=AGES,
        old=st.booleans(),
        person=st.none() | PERSONS,
    )
    def report_ready(
        self, entry: EntryId, aim: str, ready: bool, age_ms: int, old: bool, person: PersonId | None
    ) -> None:
        act = self.aimed(c.ReportReady(entry, 0, ready, age_ms, person if ready else None), aim)
        assert isinstance(act, c.ReportReady)
        known = self.session.floor.entries.get(act.entry)
        by = Actor("site", GIA_LAI.role, frozenset(SITES))
        if known is not None and (act.person is None or act.person in self.session.people):
            self.floor_act(by, replace(act, called_at=(known.called_at or 0) - old))

    @rule(entry=ENTRIES, aim=AIMS, age_ms=AGES)
    def withdraw(self, entry: EntryId, aim: str, age_ms: int) -> None:
        self.floor_act(HOST, self.aimed(c.WithdrawRequest(entry, age_ms), aim))

    @rule(who=WHO, last=st.sampled_from((True, True, True, False)))
    def undo(self, who: int, last: bool) -> None:
        slot = self.session.floor.undo
        act = c.UndoFloorAct(slot.rev if slot and last else 1)
        self.floor_act(HOSTS[who % len(self.seen)], act)

    @rule(command=PHASES, really=st.integers(0, 3))
    def change_phase(self, command: Command, really: int) -> None:
        """A meeting that has begun does not end at once; a recess ends soon."""
        lasts = isinstance(command, phases.ResumeSession | phases.StartSession)
        if lasts or really == 3:
            self.phase_act(command)

    def phase_act(self, command: Command) -> None:
        self.pass_time()
        now = self.at()
        stepped = self.ask(command, HOST)
        for one in stepped.recorded:
            if isinstance(one.event, phases.PhaseChanged):
                self.model.phase_changed(self.session.phase.value, now, one.rev)
            if isinstance(one.event, FloorEvent):
                self.model.rev = one.rev

    @rule(command=BEGIN_ITEM, by=CONDUCTORS)
    def begin_item(self, command: BeginItem, by: Actor) -> None:
        self.pass_time()
        now = self.at()
        stepped = self.ask(command, by)
        revs = {type(one.event).__name__: one.rev for one in stepped.recorded}
        if "ItemBegun" in revs:
            rule = RULES_TOLD[command.item]
            rule = {**rule, "queue": command.queue.value if command.queue else rule["queue"]}
            self.model.begin_item(command.item, rule, now, revs)
            self.model.rev = stepped.recorded[-1].rev
