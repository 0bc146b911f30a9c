"""Any meeting at all: hosts, points with two technicians, bad clocks, and a coordinator that dies.

Hypothesis plays it; after each step the laws of the core must hold. What was recorded is written
as the journal writes it, and a shadow that only ever reads the journal must be in the same state.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from coordinator.core import media, meeting
from coordinator.core import session as phases
from coordinator.core.attendance import commands as attendance
from coordinator.core.base import (
    Actor,
    Asked,
    Command,
    ErasePerson,
    Outcome,
    Recorded,
    Ref,
    Source,
)
from coordinator.core.floor.limits import DEFAULT_LIMITS
from coordinator.core.floor.turns import PictureLost
from coordinator.core.fold import evolve, replay
from coordinator.core.health import Reading
from coordinator.core.meeting import Stepped
from coordinator.core.receipts import Standing
from coordinator.core.sittings import ended_at
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.journal import codec
from tests.support.any_meeting import (
    ACTS,
    CONDUCTORS,
    HOSTS,
    OTHER_ACTS,
    PEOPLE,
    PERSONS,
    RECORDS,
    STEPS,
    any_meeting,
)
from tests.support.conducting import Conducting
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
    ORGANIZER,
    clock,
    ref,
)
from tests.support.taken_back import Told
from wire.codes import Refusal
from wire.vocabulary import Presence, SessionId, SiteId


class Meeting(Conducting, RuleBasedStateMachine):
    """`stored` is the journal as bytes; `now` is what the caller says, `steady` the watch's."""

    @initialize(began=st.sampled_from((True, True, True, False)), hosts=st.integers(2, 5))
    def prepare(self, began: bool, hosts: int) -> None:
        self.session, self.shadow = Session(SessionId("s")), Session(SessionId("s"))
        self.stored: list[bytes] = []
        self.snapshot = codec.encode_state(self.session)
        self.watch = Watch()
        self.now = self.steady = clock("8:00")
        self.asked: list[tuple[Asked, Outcome]] = []
        self.outbox: dict[str, list[tuple[Command, Source]]] = {"first": [], "second": []}
        self.presence: dict[SiteId, type] = {}
        self.frozen: dict[str, Any] = {}
        self.acted: dict[str, int] = {}
        self.ids: set[str] = set()
        self.seen = dict.fromkeys((host.id for host in HOSTS[:hosts]), 0)
        self.known = set(PEOPLE)
        limits = {key.value: value for key, value in DEFAULT_LIMITS.items()}
        floor = FloorModel(limits, mute=ALAN, known=self.known, voice={CHU_PAH: GL})
        self.model = Told(floor)
        self.record(meeting.establish(self.session, HOST, any_meeting(), self.now))
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
            self.no_question_before_its_cause(one)
            self.an_id_is_given_once(one)
            self.stored.append(codec.encode(one))
            evolve(self.shadow, codec.decode(self.stored[-1]))

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
        was_over = ended_at(self.session) is not None
        stepped = meeting.step(self.session, asked, self.now)
        if was_over and ended_at(self.session) is None:
            self.watch.forget()
            self.expect_all()
        if not stepped.outcome.accepted and not stepped.duplicate:
            self.only_the_outcome_changed()
        self.record(stepped.recorded)
        if not stepped.recorded and not stepped.duplicate:
            assert media.unrecorded(self.session, command)
        elif command_id:
            self.asked.append((asked, stepped.outcome))
            assert self.session.outcomes[command_id] == stepped.outcome
        return stepped

    # --- what else people do --------------------------------------------------------------------

    @rule(by=CONDUCTORS, command=OTHER_ACTS | st.builds(ErasePerson, PERSONS))
    def do_something_else(self, by: Actor, command: Command) -> None:
        if isinstance(command, media.ReportMediaLeg):
            self.bridge_says(by, command)
        else:
            self.ask(command, ORGANIZER if isinstance(command, ErasePerson) else by)

    def bridge_says(self, by: Actor, command: media.ReportMediaLeg) -> None:
        """Of the speaker's own leg it is as if the picture's operator had said it."""
        self.pass_time()
        air, now = self.model.floor.air(), self.at()
        known = self.session.sites[command.site].media
        its_own = air is not None and self.session.floor.entries[air].site == command.site
        fields = {"entry": air}
        lost = (
            its_own
            and not command.up
            and known is not Presence.SILENT
            and self.session.sites[command.site].spec.line
            and self.model.allows("LosePicture", fields, now)
        )
        stepped = self.ask(command, by)
        told = [one for one in stepped.recorded if isinstance(one.event, PictureLost)]
        if told:
            assert lost
            self.model.tell("LosePicture", fields, now, told[0].rev)

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
            self.known.update(self.session.people)

    @precondition(lambda self: self.session.reviews)
    @rule(
        by=CONDUCTORS,
        index=st.integers(0, 5),
        accept=st.booleans(),
        why=st.sampled_from((None, ref("no"), ref("no"))),
    )
    def settle(self, by: Actor, index: int, accept: bool, why: Ref | None) -> None:
        reviews = list(self.session.reviews.values())
        review = reviews[index % len(reviews)]
        stepped = self.ask(attendance.SettleReview(review.id, accept, why), by)
        if stepped.outcome.accepted and len(stepped.recorded) > 1:
            assert by.id != review.by, "never by who brought it"
        self.known.update(self.session.people)

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
        if ended_at(self.session) is None:
            self.expect_all()

    def expect_all(self) -> None:
        for site in self.session.sites.values():
            if site.presence is Presence.UNKNOWN and site.heard_at is not None:
                self.watch.expect(site.spec.id, self.now + 35_000)


TestMeeting = Meeting.TestCase
TestMeeting.settings = settings(stateful_step_count=60)
