"""What is allowed on the floor beyond the table of acts and states."""

from __future__ import annotations

import pytest

from coordinator.core.base import FloorCommand
from coordinator.core.floor import commands as c
from coordinator.core.floor import events as e
from coordinator.core.floor import queue, rules
from coordinator.core.floor import turns as t
from coordinator.core.floor.state import FloorRules
from coordinator.core.session import CloseSession, PauseSession
from tests.support.one_entry import ACTS, SPEAK, entry_in
from tests.support.playbook import given
from tests.support.small_meeting import (
    CAO_BANG,
    CB,
    E1,
    E2,
    E3,
    E4,
    GIA_LAI,
    HEAD,
    SECOND,
    clock,
    live,
    small_meeting,
)
from wire.codes import Refusal
from wire.floor_words import PauseCause
from wire.vocabulary import (
    HALL,
    EntryId,
    EntryState,
    LimitKey,
    PersonId,
    SpeechKind,
)

S = EntryState
DEBATE = SpeechKind.DEBATE


@pytest.mark.parametrize("act", [*ACTS, c.ReportReady(E1, 1, True)], ids=lambda a: type(a).__name__)
def test_an_entry_that_does_not_exist(act: FloorCommand) -> None:
    given(*live()).when(act).refused(Refusal.UNKNOWN_ENTRY, entry="e1")


@pytest.mark.parametrize("act", [SPEAK, c.SetListOpen(False), c.UndoFloorAct(1)], ids=repr)
def test_there_is_no_floor_before_the_session_or_after(act: FloorCommand) -> None:
    given(*small_meeting()).when(act).refused(Refusal.WRONG_PHASE, phase="prepared")
    closed = given(*live()).done(CloseSession())
    closed.when(act).refused(Refusal.WRONG_PHASE, phase="closed")


# --- the call, and ready ------------------------------------------------------------------------


def test_ready_answers_one_call_only() -> None:
    script = given(*live()).done(SPEAK, c.CallPoint(E1), at="9:05")
    first = c.ReportReady(E1, clock("9:05"), True)
    script.when(first, by=GIA_LAI, at="9:05:05").then(e.SiteReady(E1))
    script.when(first, by=GIA_LAI).noted()
    script.when(c.ReportReady(E1, clock("9:05"), False), by=GIA_LAI).then(e.SiteNotReady(E1))
    script.done(c.RevokeCall(E1), at="9:06")
    script.when(first, by=GIA_LAI).refused(Refusal.STALE_INTENT, state="queued")
    script.done(c.CallPoint(E1), at="9:07")
    script.when(first, by=GIA_LAI).refused(Refusal.STALE_INTENT, state="called")


@pytest.mark.parametrize("state", [s for s in EntryState if s not in (S.CALLED, S.READY)])
def test_ready_without_a_call_is_stale(state: EntryState) -> None:
    step = entry_in(state).when(c.ReportReady(E1, clock("9:05"), True), by=GIA_LAI)
    step.refused(Refusal.STALE_INTENT, state=state.value, entry="e1")


def test_three_stand_by_and_no_more() -> None:
    script = given(*live()).done(*(c.RequestFloor(HALL, DEBATE) for _ in range(4)))
    script.done(c.CallPoint(E1), c.CallPoint(E2), c.CallPoint(E3))
    script.when(c.CallPoint(E4)).refused(Refusal.STANDBY_FULL, limit=queue.STANDBY_MAX)
    script.done(c.RevokeCall(E2), c.CallPoint(E4))
    assert script.session.floor.order == [E1, E3, E4, E2]


def test_a_called_one_that_is_deferred_is_not_called_any_more() -> None:
    script = entry_in(S.READY)
    script.when(c.DeferRequest(E1), at="9:10").then(e.RequestDeferred(E1))
    floor = script.session.floor
    assert floor.order == [E2, E1]
    entry = floor.entries[E1]
    assert (entry.state, entry.deferred_at) == (S.QUEUED, clock("9:10"))
    script.when(c.ReportReady(E1, clock("9:05"), True), by=GIA_LAI).refused(Refusal.STALE_INTENT)


def test_the_wrong_point_on_air_waits_again_as_the_first() -> None:
    script = given(*live()).done(SPEAK, *(c.RequestFloor(HALL, DEBATE) for _ in range(2)))
    script.done(c.CallPoint(E2), c.GiveFloor(E3), c.PauseSpeech(E3), at="9:05")
    script.when(c.RevokeCall(E3), at="9:06").then(e.CallRevoked(E3))
    floor = script.session.floor
    assert (floor.current, floor.order) == (None, [E2, E3, E1])
    entry = floor.entries[E3]
    assert (entry.state, entry.limit_ms, entry.spoken_ms(clock("9:07"))) == (S.QUEUED, None, 0)


# --- moves, and the floor -----------------------------------------------------------------------


def test_a_move_is_relative_to_one_who_waits() -> None:
    script = given(*live()).done(SPEAK, c.RequestFloor(CB, DEBATE), c.RequestFloor(HALL, DEBATE))
    script.when(c.MoveRequest(E3, E1)).then(e.RequestMoved(E3, E1))
    assert script.session.floor.order == [E3, E1, E2]
    script.done(c.GiveFloor(E1))
    for before in (E1, E3, EntryId("e9")):
        script.when(c.MoveRequest(E3, before)).refused(Refusal.UNKNOWN_ENTRY, entry=before)
    script.done(c.MoveRequest(E3, None))
    assert script.session.floor.order == [E2, E3]


def test_one_speaks_at_a_time() -> None:
    script = entry_in(S.SPEAKING)
    script.when(c.GiveFloor(E2)).refused(Refusal.SOMEONE_SPEAKING, entry="e1")
    script.done(c.EndSpeech(E1)).when(c.GiveFloor(E2)).then(e.FloorGiven(E2, 180_000, False))


def test_the_floor_says_whether_the_site_had_confirmed() -> None:
    entry_in(S.READY).when(c.GiveFloor(E1)).then(e.FloorGiven(E1, 420_000, True))
    entry_in(S.CALLED).when(c.GiveFloor(E1)).then(e.FloorGiven(E1, 420_000, False))


def test_nobody_gets_the_floor_while_the_session_pauses_but_it_is_prepared() -> None:
    script = given(*live()).done(SPEAK, PauseSession())
    script.when(c.GiveFloor(E1)).refused(Refusal.WRONG_PHASE, phase="paused")
    script.done(c.CallPoint(E1))


def test_a_speech_is_lengthened_or_shortened_within_bounds() -> None:
    script = entry_in(S.SPEAKING)
    script.when(c.ExtendSpeech(E1, 60_000)).then(e.SpeechExtended(E1, 60_000))
    script.done(c.ExtendSpeech(E1, -120_000))
    assert script.session.floor.entries[E1].limit_ms == 360_000
    for by_ms in (0, -360_000, 3_600_001, -3_600_001):
        script.when(c.ExtendSpeech(E1, by_ms)).refused(Refusal.BAD_VALUE, field="by_ms")
    script.done(c.ExtendSpeech(E1, -359_999))
    script.when(c.ExtendSpeech(E1, -1)).refused(Refusal.BAD_VALUE)
    script.done(c.ExtendSpeech(E1, 3_600_000), c.ExtendSpeech(E1, 3_599_999))
    assert script.session.floor.entries[E1].limit_ms == 7_200_000
    script.when(c.ExtendSpeech(E1, 1)).refused(Refusal.BAD_VALUE)


def test_a_directive_never_gets_a_countdown() -> None:
    script = given(*live()).done(c.RequestFloor(HALL, SpeechKind.DIRECTIVE), c.GiveFloor(E1))
    assert script.session.floor.entries[E1].limit_ms == 0
    script.when(c.ExtendSpeech(E1, 60_000)).refused(Refusal.BAD_VALUE, field="by_ms")


def test_only_somebody_known_is_named() -> None:
    script = entry_in(S.CALLED)
    script.when(c.NameSpeaker(E1, SECOND)).then(e.SpeakerNamed(E1, SECOND))
    nobody = c.NameSpeaker(E1, PersonId("64.99"))
    script.when(nobody).refused(Refusal.UNKNOWN_PERSON, person="64.99")


def test_new_limits_are_for_those_who_have_not_begun() -> None:
    script = entry_in(S.SPEAKING)
    five = {LimitKey.FIRST_INTERVENTION: 300_000, LimitKey.DEBATE: 180_000}
    script.when(c.ChangeLimits(five)).then(e.LimitsChanged({LimitKey.FIRST_INTERVENTION: 300_000}))
    script.when(c.ChangeLimits(five)).noted()
    assert script.session.floor.entries[E1].limit_ms == 420_000
    script.done(c.ChangeLimits({LimitKey.DEBATE: 0}), c.ChangeLimits({LimitKey.DEBATE: 7_200_000}))
    for bad in ({}, {LimitKey.DEBATE: -1}, {LimitKey.DEBATE: 7_200_001}):
        script.when(c.ChangeLimits(bad)).refused(Refusal.BAD_VALUE, field="limits")


def test_a_site_withdraws_its_own_also_when_called() -> None:
    script = given(*live()).done(c.RequestFloor(CB, DEBATE), c.CallPoint(E1))
    script.when(c.WithdrawRequest(E1), by=CAO_BANG).then(e.RequestWithdrawn(E1))
    assert script.session.floor.order == []


def test_every_act_on_an_entry_has_its_rule() -> None:
    session = entry_in(S.REQUESTED).session
    with pytest.raises(AssertionError):
        rules._with_rules(session, session.floor.entries[E1], c.SetListOpen(True))


# --- rules, causes, and who is confirmed --------------------------------------------------------


def test_the_rules_of_the_floor_are_changed_one_by_one() -> None:
    script = given(*live())
    script.when(c.ChangeRules(present_only=True)).then(e.RulesChanged(True, False, 2))
    script.when(c.ChangeRules(picture_check=True, speeches_max=3)).then(
        e.RulesChanged(True, True, 3)
    )
    script.when(c.ChangeRules(True, True, 3)).noted()
    script.when(c.ChangeRules()).noted()
    assert script.session.floor.rules == FloorRules(True, True, 3)
    script.when(c.ChangeRules(present_only=False)).then(e.RulesChanged(False, True, 3))


def test_how_many_speeches_is_bounded() -> None:
    script = given(*live())
    for wrong in (0, 10):
        script.when(c.ChangeRules(speeches_max=wrong)).refused(
            Refusal.BAD_VALUE, field="speeches_max"
        )
    script.done(c.ChangeRules(speeches_max=1), c.ChangeRules(speeches_max=9))


def test_a_pause_has_a_cause_that_a_person_may_give() -> None:
    script = entry_in(S.SPEAKING)
    for cause in (PauseCause.LINE, PauseCause.RECESS):
        script.when(c.PauseSpeech(E1, cause)).refused(Refusal.BAD_VALUE, field="cause")
    nobody = c.PauseSpeech(E1, PauseCause.INTERJECTION, PersonId("64.99"))
    script.when(nobody).refused(Refusal.UNKNOWN_PERSON, person="64.99")
    without = c.PauseSpeech(E1, PauseCause.NONE, SECOND)
    script.when(without).refused(Refusal.BAD_VALUE, field="interjector")
    script.when(c.PauseSpeech(E1, PauseCause.INTERJECTION)).then(
        e.SpeechPaused(E1, PauseCause.INTERJECTION)
    )


def test_ready_may_say_who_will_speak_and_says_it_once() -> None:
    script = entry_in(S.CALLED)
    ready = c.ReportReady(E1, clock("9:05"), True, person=SECOND)
    script.when(ready, by=GIA_LAI).then(e.SiteReady(E1, SECOND))
    script.when(ready, by=GIA_LAI).noted()
    script.when(c.ReportReady(E1, clock("9:05"), True), by=GIA_LAI).noted()
    other = c.ReportReady(E1, clock("9:05"), True, person=HEAD)
    script.when(other, by=GIA_LAI).then(e.SiteReady(E1, HEAD))
    nobody = c.ReportReady(E1, clock("9:05"), True, person=PersonId("64.99"))
    script.when(nobody).refused(Refusal.UNKNOWN_PERSON, person="64.99")
    script.done(c.NameSpeaker(E1, HEAD))
    script.when(other, by=GIA_LAI).then(e.SiteReady(E1, HEAD))


def test_not_ready_twice_changes_nothing() -> None:
    entry_in(S.CALLED).when(c.ReportReady(E1, clock("9:05"), False), by=GIA_LAI).noted()


def test_one_set_aside_is_called_only_when_there_is_room() -> None:
    script = given(*live()).done(*(c.RequestFloor(HALL, DEBATE) for _ in range(4)))
    script.done(t.SetAside(E4), c.CallPoint(E1), c.CallPoint(E2), c.CallPoint(E3))
    script.when(c.CallPoint(E4)).refused(Refusal.STANDBY_FULL)
    script.when(c.GiveFloor(E4)).refused(Refusal.WRONG_STATE, state="deferred")


def test_putting_to_the_end_arranges_what_was_only_asked_for() -> None:
    script = entry_in(S.REQUESTED).done(c.DeferRequest(E1), at="9:10")
    assert script.session.floor.entries[E1].queued_at == clock("9:10")
    assert script.session.floor.order == [E2, E1]
