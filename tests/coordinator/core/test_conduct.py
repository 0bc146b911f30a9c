"""Around the floor: chairs, the shift at the console, a restricted part, telephone calls."""

from __future__ import annotations

import pytest

from coordinator.core import conduct
from coordinator.core.base import Asked
from coordinator.core.conduct import (
    BeginRestricted,
    CallLogged,
    ChairHanded,
    ChairsSet,
    EndRestricted,
    HandChair,
    LogCall,
    RestrictedBegun,
    RestrictedEnded,
    ShiftTaken,
    TakeShift,
    TelephoneCall,
    may_see,
)
from coordinator.core.session import CloseSession, ReopenSession, StartSession
from tests.support.playbook import given
from tests.support.small_meeting import (
    CB,
    CHAIR,
    GL,
    HOST,
    HOST_2,
    MEMBER,
    OTHER,
    SECRETARY,
    clock,
    live,
    small_meeting,
)
from wire.codes import Refusal
from wire.floor_words import CallOutcome
from wire.vocabulary import PersonId, SiteId

# --- the chair ----------------------------------------------------------------------------------


def test_the_chairs_are_known_the_one_who_chairs_first() -> None:
    state = given(*live(), ChairsSet((CHAIR, MEMBER))).session.conduct
    assert (state.chair, state.chairs) == (CHAIR, [CHAIR, MEMBER])
    assert given(*live(), ChairsSet(())).session.conduct.chair is None


def test_the_chair_is_handed_over_and_back() -> None:
    script = given(*live(), ChairsSet((CHAIR, MEMBER)))
    script.when(HandChair(MEMBER)).then(ChairHanded(MEMBER))
    script.when(HandChair(MEMBER)).noted()
    assert script.session.conduct.chairs == [CHAIR, MEMBER]
    script.done(HandChair(CHAIR))
    assert script.session.conduct.chair == CHAIR


def test_whoever_takes_the_chair_is_one_of_the_chairs() -> None:
    script = given(*live()).done(HandChair(OTHER), by=SECRETARY)
    assert (script.session.conduct.chair, script.session.conduct.chairs) == (OTHER, [OTHER])


def test_nobody_unknown_chairs() -> None:
    nobody = HandChair(PersonId("64.99"))
    given(*live()).when(nobody).refused(Refusal.UNKNOWN_PERSON, person="64.99")


def test_after_the_end_nobody_else_has_chaired() -> None:
    script = given(*live(), ChairsSet((CHAIR, MEMBER))).done(CloseSession())
    script.when(HandChair(MEMBER)).refused(Refusal.WRONG_PHASE, phase="closed")
    script.done(ReopenSession(), HandChair(MEMBER))
    assert script.session.conduct.chair == MEMBER, "the record is put right"


# --- the shift ----------------------------------------------------------------------------------


def test_a_shift_is_taken_over_from_whoever_had_it() -> None:
    script = given(*live())
    script.when(TakeShift(), at="9:00").then(ShiftTaken(None))
    script.when(TakeShift(), at="9:01").noted()
    script.when(TakeShift(), by=HOST_2, at="12:00").then(ShiftTaken(HOST.id))
    state = script.session.conduct
    assert (state.on_duty, state.on_duty_at) == (HOST_2.id, clock("12:00"))


# --- a restricted part --------------------------------------------------------------------------


def test_a_restricted_part_is_for_the_chosen_points_only() -> None:
    script = given(*live())
    assert may_see(script.session, None)
    script.when(BeginRestricted((GL,))).then(RestrictedBegun((GL,)))
    seen = [may_see(script.session, site) for site in (GL, CB, None)]
    assert seen == [True, False, False]
    script.when(BeginRestricted((GL, GL))).noted()
    script.when(BeginRestricted((GL, CB))).then(RestrictedBegun((GL, CB)))
    script.when(EndRestricted()).then(RestrictedEnded())
    script.when(EndRestricted()).noted()
    assert may_see(script.session, None)


def test_a_restricted_part_needs_points_that_are_known_and_a_meeting() -> None:
    script = given(*small_meeting())
    script.when(BeginRestricted(())).refused(Refusal.BAD_VALUE, field="sites")
    unknown = BeginRestricted((GL, SiteId("99")))
    script.when(unknown).refused(Refusal.UNKNOWN_SITE, site="99")
    script.done(BeginRestricted((GL,)), StartSession(), CloseSession())
    script.when(BeginRestricted((CB,))).refused(Refusal.WRONG_PHASE, phase="closed")
    assert not may_see(script.session, CB), "what was not for all stays so after the end"
    script.done(EndRestricted())


# --- telephone calls ----------------------------------------------------------------------------


def test_the_last_call_to_a_point_is_known() -> None:
    script = given(*live())
    no_answer = LogCall(GL, CallOutcome.NO_ANSWER)
    script.when(no_answer, at="9:00").then(CallLogged(GL, CallOutcome.NO_ANSWER))
    script.when(LogCall(GL, CallOutcome.REACHED), by=SECRETARY, at="9:02").accepted()
    assert script.session.conduct.calls == {
        GL: TelephoneCall(clock("9:02"), CallOutcome.REACHED, SECRETARY.id)
    }
    unknown = LogCall(SiteId("99"), CallOutcome.BUSY)
    script.when(unknown).refused(Refusal.UNKNOWN_SITE, site="99")


def test_every_command_has_its_rule() -> None:
    with pytest.raises(AssertionError):
        conduct.decide(given(*live()).session, Asked(StartSession(), HOST))
