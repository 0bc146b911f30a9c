"""The laws that hold after every step of any meeting."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis.stateful import invariant

from coordinator.core import rollcall
from coordinator.core import session as phases
from coordinator.core.base import Recorded
from coordinator.core.floor.queue import STANDBY, WAITING
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from tests.support.floor_model import FloorModel
from tests.support.small_meeting import (
    ALAN,
    CHU_PAH,
    GL,
)
from wire.vocabulary import (
    EntryId,
    EntryState,
    Presence,
    SiteId,
    SpeechKind,
)


class Laws:
    """`session` is the state, `shadow` the same by reading the journal, `model` a naive floor;
    `presence` is each site's last flip, `frozen` a roll call's result as it was first seen."""

    session: Session
    shadow: Session
    model: FloorModel
    presence: dict[SiteId, type]
    frozen: dict[str, Any]

    # --- of each record -------------------------------------------------------------------------

    def flips_alternate(self, one: Recorded) -> None:
        if isinstance(one.event, phases.CoordinatorRestarted):
            self.presence.clear()
        elif isinstance(one.event, (SiteHeard, SiteWentQuiet)):
            assert self.presence.get(one.event.site) is not type(one.event)
            self.presence[one.event.site] = type(one.event)

    def no_lapse_in_an_outage(self, one: Recorded) -> None:
        if isinstance(one.event, (SiteWentQuiet, rollcall.RollCallClosed)):
            for since, until in self.shadow.outages:
                assert not since < one.effective_at < until

    def only_the_outcome_changed(self) -> None:
        now = self.session
        same = {"rev": now.rev, "recorded_at": now.recorded_at}
        assert now == replace(self.shadow, **same, outcomes=now.outcomes, marks=now.marks)

    # --- of the state ---------------------------------------------------------------------------

    @invariant()
    def the_state_is_the_fold_of_the_journal(self) -> None:
        assert self.shadow == self.session

    @invariant()
    def the_floor_is_what_the_model_says(self) -> None:
        floor, model = self.session.floor, self.model
        assert floor.order == model.order
        assert floor.current == model.air
        for entry in floor.order:
            ours = floor.entries[entry]
            if ours.kind is SpeechKind.INTERVENTION:
                assert ours.ordinal == model.ordinal(model.say[entry], entry)
        if model.air:
            assert floor.entries[EntryId(model.air)].limit_ms == model.say[model.air]["limit"]

    @invariant()
    def one_speaks_and_who_waits_is_in_the_order(self) -> None:
        floor = self.session.floor
        on_air = [
            entry.id
            for entry in floor.entries.values()
            if entry.state in (EntryState.SPEAKING, EntryState.PAUSED)
        ]
        assert on_air == ([] if floor.current is None else [floor.current])
        waiting = {entry.id for entry in floor.entries.values() if entry.state in WAITING}
        assert len(floor.order) == len(waiting)
        assert set(floor.order) == waiting
        called = [floor.entries[entry].state in STANDBY for entry in floor.order]
        assert called == sorted(called, reverse=True)

    @invariant()
    def intervals_are_in_order_and_apart(self) -> None:
        for site in self.session.sites.values():
            ends = [at for one in site.intervals for at in (one.since, one.until)]
            assert None not in ends[:-1]
            known = [at for at in ends if at is not None]
            assert known == sorted(known)
            is_open = bool(ends) and ends[-1] is None
            assert is_open or site.presence is not Presence.HEARD
            assert not is_open or site.presence is not Presence.SILENT

    @invariant()
    def counters_are_what_counting_gives(self) -> None:
        session = self.session
        states = Counter(site.state.value for site in session.sites.values())
        assert +Counter(session.tally) == states
        under = Counter(session.sites[site].state.value for site in (CHU_PAH, ALAN))
        assert {GL: +Counter(session.below[GL])} == {GL: under}
        persons = list(session.people.values())
        assert +Counter(session.attendance) == Counter(one.status.value for one in persons)
        for site in session.sites.values():
            here = Counter(one.status.value for one in persons if one.spec.site == site.spec.id)
            assert +Counter(site.counts) == here

    @invariant()
    def a_history_is_in_the_order_of_its_time(self) -> None:
        for person in self.session.people.values():
            times = [entry.effective_at for entry in person.history]
            assert times == sorted(times)

    @invariant()
    def a_frozen_roll_call_never_changes(self) -> None:
        for call in self.session.roll_calls:
            if call.closed_at is not None:
                result = (call.closed_at, call.answers, call.frozen)
                assert self.frozen.setdefault(call.id, copy.deepcopy(result)) == result
