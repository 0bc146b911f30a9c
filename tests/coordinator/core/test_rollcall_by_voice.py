"""Called one after another: each answers or is noted as silent, and can be called once more."""

from __future__ import annotations

from coordinator.core.rollcall import (
    AnswerRollCall,
    AskSite,
    CloseRollCall,
    MarkSilent,
    OpenRollCall,
    RollCall,
    RollCallAnswered,
    RollCallSilent,
    SiteAsked,
)
from tests.support.playbook import Script, given
from tests.support.small_meeting import ALAN, CB, CHU_PAH, GIA_LAI, GL, clock, live, record
from wire.codes import Refusal
from wire.record_words import RollCallWay
from wire.vocabulary import HALL, RollCallId

R1 = RollCallId("r1")
IN_ORDER = RollCallWay.IN_ORDER


def begun() -> Script:
    """Four points are expected; the hall comes first."""
    return given(*live()).done(OpenRollCall(3_600_000, IN_ORDER), at="9:00")


def call(script: Script) -> RollCall:
    return script.session.roll_calls[-1]


def test_points_are_called_in_the_organizers_order() -> None:
    script = begun()
    asked = [call(script).asked]
    for site in (HALL, GL, CB):
        script.when(AnswerRollCall(R1, site)).then(RollCallAnswered(R1, site, called=True))
        asked.append(call(script).asked)
    assert asked == [HALL, GL, CB, CHU_PAH]
    script.when(MarkSilent(R1, CHU_PAH), at="9:04").then(RollCallSilent(R1, CHU_PAH))
    assert call(script).asked is None
    assert call(script).silent == {CHU_PAH: clock("9:04")}


def test_a_silent_point_is_called_once_more_and_may_answer_then() -> None:
    script = begun().done(MarkSilent(R1, HALL), AnswerRollCall(R1, GL))
    script.when(AskSite(R1, HALL)).then(SiteAsked(R1, HALL))
    assert (call(script).asked, call(script).silent) == (HALL, {})
    script.when(AskSite(R1, HALL)).noted()
    script.done(AnswerRollCall(R1, HALL))
    assert call(script).asked == CB, "on with those not called yet"


def test_a_point_may_answer_by_its_button_out_of_turn() -> None:
    script = begun()
    script.done(AnswerRollCall(R1, GL), by=GIA_LAI)
    assert call(script).asked == HALL
    script.done(AnswerRollCall(R1, HALL))
    assert call(script).asked == CB


def test_called_out_of_the_order_the_rest_is_not_forgotten() -> None:
    script = begun().done(AskSite(R1, CHU_PAH), AnswerRollCall(R1, CHU_PAH))
    assert call(script).asked == HALL


def test_what_was_noted_by_mistake_is_taken_back_by_noting_it_again() -> None:
    script = begun().done(MarkSilent(R1, HALL))
    script.when(MarkSilent(R1, HALL)).noted()
    script.done(AnswerRollCall(R1, HALL))
    assert (call(script).silent, list(call(script).answers)) == ({}, [HALL])
    script.when(MarkSilent(R1, HALL)).then(RollCallSilent(R1, HALL))
    assert (list(call(script).silent), call(script).answers) == ([HALL], {})
    script.done(AnswerRollCall(R1, HALL)).when(AskSite(R1, HALL)).then(SiteAsked(R1, HALL))
    assert (call(script).asked, call(script).answers) == (HALL, {})
    script.when(AskSite(R1, ALAN)).refused(Refusal.NOT_CALLED)


def test_what_a_point_said_itself_nobody_takes_back() -> None:
    script = begun().done(MarkSilent(R1, HALL)).done(AnswerRollCall(R1, GL), by=GIA_LAI)
    script.when(MarkSilent(R1, GL)).refused(Refusal.WRONG_STATE, site=GL)
    script.when(AskSite(R1, GL)).refused(Refusal.WRONG_STATE, site=GL)
    assert (list(call(script).answers), call(script).asked) == ([GL], CB)


def test_what_was_noted_for_a_point_becomes_its_own_word_when_it_answers_too() -> None:
    script = begun().done(AnswerRollCall(R1, GL), at="9:01")
    own = AnswerRollCall(R1, GL)
    script.when(own, by=GIA_LAI, at="9:02").then(RollCallAnswered(R1, GL))
    assert (call(script).answers, call(script).by_site) == ({GL: clock("9:01")}, {GL})
    script.when(MarkSilent(R1, GL), at="9:03").refused(Refusal.WRONG_STATE, site=GL)
    script.when(own, by=GIA_LAI).noted()
    script.when(AnswerRollCall(R1, GL)).noted()
    assert call(script).asked == HALL


def test_an_answer_of_before_it_was_noted_counts_from_when_it_was_given() -> None:
    script = begun().done(AnswerRollCall(R1, GL), at="9:02")
    script.done(AskSite(R1, CB), at="9:03")
    script.when(AnswerRollCall(R1, GL), by=GIA_LAI, source=record(1, "9:01")).accepted()
    assert (call(script).answers, call(script).asked) == ({GL: clock("9:01")}, CB)


def test_after_the_end_an_answer_that_was_noted_is_not_late_as_well() -> None:
    script = begun().done(AnswerRollCall(R1, GL), CloseRollCall(R1), at="9:30")
    script.when(AnswerRollCall(R1, GL), by=GIA_LAI).noted()
    assert call(script).late == {}


def test_not_after_its_end_and_not_when_all_are_asked_at_once() -> None:
    script = begun().done(CloseRollCall(R1), at="9:30")
    assert (call(script).asked, call(script).closed_rev) == (None, script.session.rev)
    script.when(AskSite(R1, GL)).refused(Refusal.ROLL_CALL_OVER)
    script.done(AnswerRollCall(R1, GL))
    assert call(script).late == {GL: script.now}
    at_once = given(*live()).done(OpenRollCall(60_000))
    at_once.when(MarkSilent(R1, GL)).refused(Refusal.WRONG_STATE)
    assert call(at_once).asked is None


def test_by_voice_it_may_take_hours() -> None:
    given(*live()).done(OpenRollCall(4 * 3_600_000, IN_ORDER))
    script = given(*live())
    script.when(OpenRollCall(4 * 3_600_000 + 1, IN_ORDER)).refused(Refusal.BAD_VALUE)
