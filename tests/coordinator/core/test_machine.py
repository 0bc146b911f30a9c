"""Any meeting at all: hosts, points with two technicians, bad clocks, and a coordinator that dies.

Hypothesis plays it; after each step the laws of the core must hold. What was recorded is written
as the journal writes it, and a shadow that only ever reads the journal must be in the same state.
"""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coordinator.core import incidents, meeting, notices, rollcall
from coordinator.core import session as phases
from coordinator.core.attendance import facts as attendance
from coordinator.core.base import (
    Actor,
    Asked,
    Command,
    CommandNoted,
    ErasePerson,
    FloorCommand,
    FloorEvent,
    Outcome,
    Recorded,
    Source,
)
from coordinator.core.floor import commands as c
from coordinator.core.floor.limits import DEFAULT_LIMITS
from coordinator.core.floor.queue import STANDBY, WAITING
from coordinator.core.fold import evolve, replay
from coordinator.core.health import Reading
from coordinator.core.meeting import Stepped
from coordinator.core.programme import BeginItem, ItemBegun
from coordinator.core.receipts import Standing
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.journal import codec
from tests.support.floor_model import FloorModel
from tests.support.small_meeting import (
    ALAN,
    BTC,
    CAO_BANG,
    CB,
    CHU_PAH,
    GIA_LAI,
    GL,
    HOST,
    HOST_2,
    ORGANIZER,
    SECRETARY,
    clock,
    items,
    people,
    ref,
    small_meeting,
)
from wire.codes import Refusal
from wire.vocabulary import (
    HALL,
    Attendance,
    Channel,
    EntryId,
    EntryState,
    IncidentKind,
    IncidentState,
    ItemId,
    LimitKey,
    PersonId,
    Phase,
    Presence,
    RollCallId,
    SessionId,
    SiteId,
    SpeechKind,
)

SITES = (HALL, BTC, GL, CB, CHU_PAH, ALAN)
PEOPLE = tuple(person.id for person in people())
KNOWN = st.sampled_from(PEOPLE)
PERSONS = st.sampled_from((*PEOPLE, PersonId("64.x1"), PersonId("64.99")))
ENTRIES = st.integers(1, 6).map(lambda n: EntryId(f"e{n}"))
AGES = st.sampled_from((0, 29_999, 30_000, 30_001, 3_600_000))
CONDUCTORS = st.sampled_from((HOST, HOST_2, SECRETARY))
# Ticks, beats, the thresholds of silence, an outage's length, a day; and clocks put back.
STEPS = st.sampled_from(
    (1, 500, 4_000, 9_999, 10_001, 16_000, 31_000, 90_000, 86_400_001, -1, -20_000, -3_600_000)
)

NOTES = st.sampled_from(
    (
        attendance.Note(Attendance.IN_PERSON),
        attendance.Note(Attendance.ONLINE),
        attendance.Note(Attendance.ABSENT),
        attendance.Note(Attendance.EXCUSED, reason=ref("reason")),
        attendance.Note(Attendance.DEPUTISED, ref("deputy"), ref("approver")),
    )
)
REQUESTS = st.builds(
    c.RequestFloor,
    st.sampled_from((HALL, BTC, GL, CB, ALAN)),
    st.sampled_from(
        (
            SpeechKind.INTERVENTION,
            SpeechKind.INTERVENTION,
            SpeechKind.INTERVENTION,
            SpeechKind.POINT_OF_ORDER,
            SpeechKind.DIRECTIVE,
        )
    ),
    st.none() | PERSONS,
    st.sampled_from((Channel.SITE, Channel.SITE, Channel.TELEPHONE, Channel.CHAIR)),
    st.none() | st.just(ref("topic")),
    st.just(""),
    AGES,
)
ACTS = st.one_of(
    *(st.builds(kind, ENTRIES) for kind in (c.ApproveRequest, c.DeclineRequest, c.DeferRequest)),
    *(st.builds(kind, ENTRIES) for kind in (c.CallPoint, c.CallPoint, c.RevokeCall)),
    *(st.builds(kind, ENTRIES) for kind in (c.GiveFloor, c.GiveFloor, c.EndSpeech)),
    *(st.builds(kind, ENTRIES) for kind in (c.PauseSpeech, c.ResumeSpeech)),
    st.builds(c.MoveRequest, ENTRIES, st.none() | ENTRIES),
    st.builds(c.ExtendSpeech, ENTRIES, st.sampled_from((0, 60_000, -420_000, 3_600_000))),
    st.builds(c.NameSpeaker, ENTRIES, PERSONS),
    st.builds(c.SetListOpen, st.booleans()),
    st.just(c.ChangeLimits({LimitKey.SECOND_INTERVENTION: 120_000})),
)
OTHER_ACTS = st.one_of(
    st.builds(rollcall.OpenRollCall, st.sampled_from((5_000, 60_000))),
    st.builds(rollcall.CloseRollCall, st.sampled_from((RollCallId("r1"), RollCallId("r2")))),
    st.builds(notices.SendNotice, st.sampled_from(((), (GL,))), st.just(ref("notice"))),
    st.builds(incidents.MoveIncident, st.just("i1"), st.sampled_from(list(IncidentState))),
    st.builds(attendance.NoteAttendance, PERSONS, NOTES),
    st.builds(attendance.CorrectAttendance, PERSONS, NOTES, st.just(ref("because"))),
    st.builds(attendance.NoteHeadCount, st.sampled_from(SITES), st.integers(0, 30)),
)
ADDED = attendance.PersonSpec(PersonId("64.x1"), GL, "00", added=True)
RECORDS = st.one_of(
    st.builds(attendance.NoteAttendance, st.sampled_from(PEOPLE[2:4]), NOTES),
    st.builds(attendance.CorrectAttendance, st.just(PEOPLE[2]), NOTES, st.just(ref("because"))),
    st.just(attendance.AddAttendee(ADDED, Attendance.IN_PERSON)),
    st.builds(attendance.NoteHeadCount, st.just(GL), st.integers(0, 30)),
    st.just(attendance.NoteAttendance(PEOPLE[4], attendance.Note(Attendance.ABSENT))),
    st.builds(rollcall.AnswerRollCall, st.just(RollCallId("r1")), st.just(GL)),
    st.builds(incidents.ReportIncident, st.just(GL), st.sampled_from(list(IncidentKind))),
    st.just(notices.ReadNotice("n1", GL)),
)
PHASES = st.sampled_from([kind() for kind in phases.TRANSITIONS])


class Meeting(RuleBasedStateMachine):
    """`stored` is the journal as bytes; `now` is what the caller says, `steady` the watch's."""

    @initialize(began=st.sampled_from((True, True, True, False)))
    def prepare(self, began: bool) -> None:
        self.session, self.shadow = Session(SessionId("s")), Session(SessionId("s"))
        self.stored: list[bytes] = []
        self.snapshot = codec.encode_state(self.session)
        self.watch = Watch()
        self.now = self.steady = clock("8:00")
        self.asked: list[tuple[Asked, Outcome]] = []
        self.outbox: dict[str, list[tuple[Command, Source]]] = {"first": [], "second": []}
        self.presence: dict[SiteId, type] = {}
        self.frozen: dict[str, Any] = {}
        limits = {key.value: value for key, value in DEFAULT_LIMITS.items()}
        self.model = FloorModel(ALAN, set(PEOPLE), limits)
        self.record(meeting.establish(self.session, HOST, small_meeting(), self.now))
        if began:
            self.phase_act(phases.StartSession())

    # --- the shell around the core --------------------------------------------------------------

    def record(self, recorded: list[Recorded] | tuple[Recorded, ...]) -> None:
        for one in recorded:
            assert one.rev == self.shadow.rev + 1
            assert self.shadow.recorded_at <= one.recorded_at
            assert one.effective_at <= one.recorded_at
            self.flips_alternate(one)
            self.no_lapse_in_an_outage(one)
            self.stored.append(codec.encode(one))
            evolve(self.shadow, codec.decode(self.stored[-1]))

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

    def pass_time(self) -> None:
        self.steady = max(self.steady, self.now)
        flips = self.watch.flips(self.steady)
        self.record(meeting.advance(self.session, flips, self.now))
        wake_at = meeting.wake_at(self.session)
        assert wake_at is None or wake_at > self.session.recorded_at or wake_at > self.now

    def ask(
        self,
        command: Command,
        by: Actor,
        expected_rev: int | None = None,
        source: Source | None = None,
    ) -> Stepped:
        self.pass_time()
        command_id = None if source else f"c{len(self.asked)}"
        asked = Asked(command, by, command_id, expected_rev, source)
        stepped = meeting.step(self.session, asked, self.now)
        if not stepped.outcome.accepted and not stepped.duplicate:
            self.only_the_outcome_changed()
        self.record(stepped.recorded)
        if command_id:
            self.asked.append((asked, stepped.outcome))
            assert self.session.outcomes[command_id] == stepped.outcome
        return stepped

    def only_the_outcome_changed(self) -> None:
        now = self.session
        same = {"rev": now.rev, "recorded_at": now.recorded_at}
        assert now == replace(self.shadow, **same, outcomes=now.outcomes, marks=now.marks)

    # --- what people do -------------------------------------------------------------------------

    @rule(by=CONDUCTORS, act=ACTS | REQUESTS, behind=st.sampled_from((None, None, 0, 1, 3)))
    def conduct(self, by: Actor, act: FloorCommand, behind: int | None) -> None:
        expected = None if behind is None else max(0, self.session.floor.rev - behind)
        self.floor_act(by, act, expected)

    def floor_act(self, by: Actor, act: FloorCommand, expected: int | None = None) -> None:
        self.pass_time()
        now = max(self.now, self.session.recorded_at)
        fresh = expected is None or self.model.acted_rev <= expected <= self.session.floor.rev
        allowed = self.model.allows(act, now)
        stepped = self.ask(act, by, expected)
        outcome = stepped.outcome
        assert outcome.accepted == (fresh and allowed), (act, outcome)
        assert (outcome.code is Refusal.CONFLICT) == (not fresh)
        if outcome.accepted and not isinstance(stepped.recorded[-1].event, CommandNoted):
            self.model.apply(act, now, outcome.rev)

    @rule(entry=ENTRIES, ready=st.booleans(), age_ms=AGES, old=st.booleans())
    def report_ready(self, entry: EntryId, ready: bool, age_ms: int, old: bool) -> None:
        known = self.session.floor.entries.get(entry)
        called_at = known.called_at if known else None
        command = c.ReportReady(entry, (called_at or 0) - old, ready, age_ms)
        by = Actor("site", GIA_LAI.role, frozenset(SITES))
        if known is not None:
            self.floor_act(by, command)

    @rule(entry=ENTRIES, age_ms=AGES)
    def withdraw(self, entry: EntryId, age_ms: int) -> None:
        self.floor_act(HOST, c.WithdrawRequest(entry, age_ms))

    @rule(by=CONDUCTORS, last=st.booleans())
    def undo(self, by: Actor, last: bool) -> None:
        slot = self.session.floor.undo
        self.floor_act(by, c.UndoFloorAct(slot.rev if slot and last else 1))

    @rule(command=PHASES)
    def change_phase(self, command: Command) -> None:
        self.phase_act(command)

    def phase_act(self, command: Command) -> None:
        was = self.session.phase
        stepped = self.ask(command, HOST)
        for one in stepped.recorded:
            if isinstance(one.event, phases.PhaseChanged):
                self.model_phase(was, one)
            if isinstance(one.event, FloorEvent):
                self.model.acted_rev = one.rev

    def model_phase(self, was: Phase, one: Recorded) -> None:
        model, model.phase, model.back = self.model, self.session.phase.value, {}
        if was is Phase.REHEARSAL:
            model.empty()
            model.item, model.acted_rev = "", one.rev
        if model.air and model.phase == "paused":
            model.say[model.air]["state"] = "paused"
        if model.phase == "closed":
            if model.air:
                model.on_air(c.EndSpeech(EntryId(model.air)), model.air, model.say[model.air])
            model.item = ""

    @rule(item=st.sampled_from([item.id for item in items()]), by=CONDUCTORS)
    def begin_item(self, item: ItemId, by: Actor) -> None:
        stepped = self.ask(BeginItem(item), by)
        if any(isinstance(one.event, ItemBegun) for one in stepped.recorded):
            self.model.item = item

    @rule(by=CONDUCTORS, command=OTHER_ACTS)
    def do_something_else(self, by: Actor, command: Command) -> None:
        self.ask(command, by)

    @rule(person=PERSONS)
    def erase(self, person: PersonId) -> None:
        self.ask(ErasePerson(person), ORGANIZER)

    @rule(command=ACTS | OTHER_ACTS)
    def overstep(self, command: Command) -> None:
        if not isinstance(command, (attendance.NoteAttendance, attendance.CorrectAttendance)):
            by = replace(CAO_BANG, sites=frozenset())
            assert self.ask(command, by).outcome.code is Refusal.FORBIDDEN

    @precondition(lambda self: self.asked)
    @rule(index=st.integers(0, 1_000))
    def say_it_again(self, index: int) -> None:
        asked, outcome = self.asked[index % len(self.asked)]
        if asked.command_id in self.session.outcomes:
            again = meeting.step(self.session, asked, self.now)
            assert (again.recorded, again.duplicate, again.outcome) == ((), True, outcome)

    # --- what agents send -----------------------------------------------------------------------

    @rule(
        outbox=st.sampled_from(("first", "second")),
        command=RECORDS,
        device_ms=st.sampled_from((0, -5_000, -3_600_000, 840_000)),
        offset_ms=st.sampled_from((None, 0, -840_000)),
    )
    def send_record(
        self, outbox: str, command: Command, device_ms: int, offset_ms: int | None
    ) -> None:
        sent = self.outbox[outbox]
        seq, at = len(sent) + 1, max(0, self.now + device_ms)
        source = Source(GL, outbox, seq, f"digest {seq}", at, self.now, offset_ms)
        stepped = self.ask(command, GIA_LAI, source=source)
        assert stepped.standing is Standing.NEW
        sent.append((command, source))
        if isinstance(command, attendance.AddAttendee) and stepped.outcome.accepted:
            self.model.known.add(command.person.id)

    @rule(
        outbox=st.sampled_from(("first", "second")),
        index=st.integers(0, 1_000),
        how=st.integers(0, 2),
    )
    def send_out_of_turn(self, outbox: str, index: int, how: int) -> None:
        sent = self.outbox[outbox]
        if not sent:
            return
        command, source = sent[index % len(sent)]
        source, standing = (
            (source, Standing.REPEATED),
            (replace(source, digest="other"), Standing.CONFLICT),
            (replace(source, seq=len(sent) + 2), Standing.GAP),
        )[how]
        stepped = self.ask(command, GIA_LAI, source=source)
        assert (stepped.standing, stepped.recorded) == (standing, ())
        if standing is not Standing.REPEATED:
            assert not stepped.outcome.accepted

    @rule(site=st.sampled_from((GL, CB, CHU_PAH, BTC)), again=st.booleans())
    def beat(self, site: SiteId, again: bool) -> None:
        self.steady = max(self.steady, self.now)
        for _ in range(1 + again):
            self.watch.heard(site, self.steady)
        self.pass_time()

    @rule(site=st.sampled_from((GL, CB)), rtt_ms=st.sampled_from((20, 200, 900)))
    def report(self, site: SiteId, rtt_ms: int) -> None:
        self.steady = max(self.steady, self.now)
        self.watch.report(site, Reading(self.steady, rtt_ms, 2, 0))
        self.pass_time()

    # --- what the world does --------------------------------------------------------------------

    @rule(by_ms=STEPS)
    def clock_moves(self, by_ms: int) -> None:
        self.now += by_ms
        self.pass_time()

    @rule()
    def keep_snapshot(self) -> None:
        self.snapshot = codec.encode_state(self.session)

    @rule(away_ms=st.sampled_from((0, 2_000, 45_000, 7_200_000)), alive=st.integers(0, 100))
    def restart(self, away_ms: int, alive: int) -> None:
        # A clock that starts anew is anchored at the last record.
        self.now = max(self.now, self.session.recorded_at) + away_ms
        events = [codec.decode(data) for data in self.stored]
        self.session = replay(Session(SessionId("s")), events)
        kept = codec.decode_state(self.snapshot)
        assert replay(kept, events[kept.rev :]) == self.session
        down_from = self.now - away_ms * alive // 100
        self.record(meeting.recover(self.session, down_from, self.now))
        self.watch, self.steady = Watch(), self.now
        for site in self.session.sites.values():
            if site.presence is Presence.UNKNOWN and site.heard_at is not None:
                self.watch.expect(site.spec.id, self.now + 35_000)

    # --- laws -----------------------------------------------------------------------------------

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


TestMeeting = Meeting.TestCase
TestMeeting.settings = settings(max_examples=3 * settings().max_examples, stateful_step_count=60)
