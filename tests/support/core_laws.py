"""The laws that hold after every step of any meeting."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis.stateful import invariant

from coordinator.core import rollcall
from coordinator.core import session as phases
from coordinator.core.attendance import spans
from coordinator.core.attendance.facts import PRESENT
from coordinator.core.base import FloorEvent, Recorded
from coordinator.core.floor import quota
from coordinator.core.floor.events import FloorRequested, SpeakerNamed
from coordinator.core.floor.queue import STANDBY, WAITING
from coordinator.core.floor.table import ON_AIR
from coordinator.core.floor.turns import HandOverAsked
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.sittings import ended_at
from coordinator.core.state import Session
from tests.support.small_meeting import (
    ALAN,
    CHU_PAH,
    GL,
)
from tests.support.taken_back import Told
from wire.vocabulary import Attendance, EntryState, Phase, Presence, SiteId, SpeechKind

# The naive floor's letters for the states.
_LETTERS = dict(zip(EntryState, "aqcrspewndt", strict=True))


class Laws:
    """`session` is the state, `shadow` the same by reading the journal, `model` a naive floor;
    `presence` is each site's last flip, `frozen` a roll call's result as it was first seen,
    `acted` when each entry was last acted on, `ids` all entries there ever were."""

    session: Session
    shadow: Session
    model: Told
    now: int
    acted: dict[str, int]
    ids: set[str]
    presence: dict[SiteId, type]
    frozen: dict[str, Any]

    # --- of each record -------------------------------------------------------------------------

    def flips_alternate(self, one: Recorded) -> None:
        was_over = ended_at(self.shadow) is not None
        goes_on = was_over and one.event == phases.PhaseChanged(Phase.LIVE)
        if goes_on or isinstance(one.event, phases.CoordinatorRestarted):
            self.presence.clear()
        elif isinstance(one.event, (SiteHeard, SiteWentQuiet)):
            assert self.presence.get(one.event.site) is not type(one.event)
            self.presence[one.event.site] = type(one.event)

    def no_lapse_in_an_outage(self, one: Recorded) -> None:
        if isinstance(one.event, (SiteWentQuiet, rollcall.RollCallClosed, HandOverAsked)):
            for since, until in self.shadow.outages:
                assert not since < one.effective_at < until

    def no_question_before_its_cause(self, one: Recorded) -> None:
        """It is asked of the called or the speaker, while the meeting runs, and after the act that
        began the step."""
        event = one.event
        if isinstance(event, HandOverAsked):
            assert self.shadow.phase in (Phase.LIVE, Phase.REHEARSAL)
            state = self.shadow.floor.entries[event.entry].state
            assert state in (*STANDBY, *ON_AIR)
            assert one.effective_at > self.acted.get(event.entry, 0)
        elif isinstance(event, FloorEvent) and not isinstance(event, SpeakerNamed):
            for entry in (getattr(event, "entry", None), *getattr(event, "entries", ())):
                if entry is not None:
                    self.acted[entry] = one.effective_at

    def an_id_is_given_once(self, one: Recorded) -> None:
        if isinstance(one.event, FloorRequested):
            assert one.event.entry not in self.ids
            self.ids.add(one.event.entry)

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
        floor, model = self.session.floor, self.model.floor
        now = max(self.now, self.session.recorded_at)
        assert (floor.order, floor.aside) == (model.order, model.aside)
        assert (floor.current, floor.last_spoke) == (model.air(), model.last)
        assert {**floor.limits} == model.limits
        assert floor.list_open == model.rules["is_open"]
        for entry in floor.entries.values():
            naive = model.say[entry.id]
            assert _LETTERS[entry.state] == naive.state, entry
            assert entry.spoken_ms(now) == model.spoken_ms(naive, now), entry
            if entry.id in floor.order and entry.kind is SpeechKind.INTERVENTION:
                ahead = model.order[: model.order.index(entry.id)]
                assert entry.ordinal == model.ordinal(naive, ahead)
            if entry.used_ms or entry.id == floor.current:
                assert entry.limit_ms == naive.limit

    @invariant()
    def shares_and_quotas_are_what_counting_gives(self) -> None:
        floor, now = self.session.floor, self.session.recorded_at
        spent: Counter[str] = Counter()
        spoken: Counter[SiteId] = Counter()
        speeches: Counter[SiteId] = Counter()
        for entry in floor.entries.values():
            ended = entry.state is EntryState.ENDED
            point = quota.voice(self.session, entry.site)
            if ended and entry.kind is SpeechKind.INTERVENTION:
                whose = quota.speaks_for(self.session, entry.site, entry.person)
                spent[f"{entry.item or ''}/{whose}"] += 1
            if entry.kind not in (SpeechKind.POINT_OF_ORDER, SpeechKind.DIRECTIVE):
                behind = entry.used_ms if entry.id == floor.current else entry.spoken_ms(now)
                spoken[point] += behind
                speeches[point] += ended
        assert +Counter(floor.spoken) == spent
        assert +Counter({site: one.spoken_ms for site, one in floor.share.items()}) == +spoken
        assert +Counter({site: one.speeches for site, one in floor.share.items()}) == +speeches

    @invariant()
    def what_is_set_aside_keeps_its_place_in_time(self) -> None:
        floor = self.session.floor
        deferred = [e for e in floor.entries.values() if e.state is EntryState.DEFERRED]
        assert {entry.id for entry in deferred} == set(floor.aside)
        since = [floor.entries[entry].aside_at or 0 for entry in floor.aside]
        assert since == sorted(since)

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
            is_over = ended_at(self.session) is not None
            assert is_open != is_over or site.presence is not Presence.HEARD
            assert not (is_over and is_open)
            assert not is_open or site.presence is not Presence.SILENT

    @invariant()
    def counters_are_what_counting_gives(self) -> None:
        session = self.session
        states = Counter(site.state.value for site in session.sites.values())
        assert +Counter(session.tally) == states
        under = Counter(session.sites[site].state.value for site in (CHU_PAH, ALAN))
        assert {GL: +Counter(session.below[GL])} == {GL: under}
        everybody = session.people.values()
        stayed_away = (Attendance.NOT_CALLED, Attendance.EXCUSED, Attendance.ABSENT)
        persons = [p for p in everybody if not (p.spec.struck and p.status in stayed_away)]
        places = Counter(person for site in session.sites.values() for person in site.people)
        assert places == Counter(list(session.people)), "everybody is at one point"
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
    def who_was_there_is_found_again(self) -> None:
        """A frozen result is what is counted "as known then", whatever was corrected since."""
        for call in self.session.roll_calls:
            if call.closed_at is not None:
                at, known = call.closed_at, call.closed_rev
                persons = self.session.people.values()
                there = sum(spans.present_at(person, at, known) for person in persons)
                frozen = (one.counts.get(s, 0) for one in call.frozen.values() for s in PRESENT)
                assert there == sum(frozen)

    @invariant()
    def a_frozen_roll_call_never_changes(self) -> None:
        for call in self.session.roll_calls:
            if call.closed_at is not None:
                result = (call.closed_at, call.answers, call.frozen)
                assert self.frozen.setdefault(call.id, copy.deepcopy(result)) == result
