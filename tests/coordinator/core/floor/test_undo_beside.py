"""An undo beside what others did meanwhile, and of acts that touch many."""

from __future__ import annotations

import pytest

from coordinator.core.base import FloorCommand
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.floor.events import FloorActUndone
from coordinator.core.floor.limits import DEFAULT_LIMITS
from tests.support.playbook import given
from tests.support.small_meeting import (
    CAO_BANG,
    E1,
    E2,
    E3,
    E4,
    GIA_LAI,
    GL,
    OPERATOR,
    OTHER,
    SECOND,
    clock,
    live,
)
from tests.support.three_waiting import three, undo
from wire.codes import Refusal
from wire.vocabulary import HALL, Channel, LimitKey, SpeechKind

INTERVENTION, ORDER = SpeechKind.INTERVENTION, SpeechKind.POINT_OF_ORDER


# --- what happened beside the act ---------------------------------------------------------------


def test_a_step_of_the_hand_over_begins_anew_with_an_undo() -> None:
    script = three().done(c.CallPoint(E1), at="9:01").done(c.RevokeCall(E1), at="9:01:05")
    entry = undo(script, at="9:01:08").session.floor.entries[E1]
    assert (entry.called_at, entry.wait_from) == (clock("9:01"), clock("9:01:08"))
    asked = three().done(c.CallPoint(E1), at="9:01")
    asked.time("9:01:10").accepted()
    asked.done(t.PassOver(E1), at="9:01:12")
    assert undo(asked, at="9:01:13").session.floor.entries[E1].asked is None


def test_a_picture_that_came_or_a_telephone_taken_meanwhile_stays() -> None:
    script = three().done(c.CallPoint(E1), t.CuePicture(E1), c.GiveFloor(E1), at="9:01")
    script.done(t.ConfirmPicture(E1), by=OPERATOR, at="9:01:05")
    script.done(t.TakeByTelephone(E1, True), at="9:01:05")
    entry = undo(script, at="9:01:08").session.floor.entries[E1]
    assert (entry.state.value, entry.picture_at, entry.by_phone) == (
        "called",
        clock("9:01:05"),
        True,
    )


def test_a_picture_belongs_to_its_call_and_goes_with_it() -> None:
    script = three().done(c.CallPoint(E1), at="9:01")
    script.done(t.CuePicture(E1), t.ConfirmPicture(E1), at="9:01:02")
    entry = undo(script, at="9:01:05").session.floor.entries[E1]
    assert (entry.cued_at, entry.picture_at, entry.called_at) == (None, None, None)


@pytest.mark.parametrize(
    "act", [c.ExtendSpeech(E1, 60_000), c.PauseSpeech(E1), c.GiveFloor(E1)], ids=str
)
def test_a_picture_lost_since_is_not_brought_back(act: FloorCommand) -> None:
    before = () if isinstance(act, c.GiveFloor) else (c.GiveFloor(E1),)
    script = three().done(*before, act)
    acted = script.session.rev
    script.done(t.LosePicture(E1), by=OPERATOR)
    script.when(c.UndoFloorAct(acted)).refused(Refusal.UNDO_GONE)


def test_a_picture_lost_by_another_leaves_the_act_alone() -> None:
    script = three().done(c.GiveFloor(E1), c.CallPoint(E2))
    script.done(t.LosePicture(E1), by=OPERATOR)
    floor = undo(script).session.floor
    assert floor.entries[E1].state.value == "paused"
    assert floor.entries[E2].state.value == "requested"


def test_an_opinion_sent_in_writing_meanwhile_was_sent() -> None:
    script = three().done(c.DeclineRequest(E1))
    act = c.UndoFloorAct(script.session.rev)
    script.done(t.ReceiveWritten(E1), by=GIA_LAI)
    script.when(act).refused(Refusal.UNDO_GONE)
    other = three().done(c.CallPoint(E1)).done(t.ReceiveWritten(E2), by=CAO_BANG)
    assert undo(other).session.floor.order == [E1, E3]


def test_one_set_aside_that_left_meanwhile_is_gone() -> None:
    script = three().done(t.SetAside(E1), c.CallPoint(E3))
    script.done(c.WithdrawRequest(E1), by=GIA_LAI)
    floor = undo(script).session.floor
    assert (floor.aside, floor.order) == ([], [E2, E3])


def test_who_asks_again_after_not_arranged_does_not_see_the_old_answer_again() -> None:
    script = three().done(c.DeclineRequest(E1), c.RequestFloor(GL, ORDER), c.CallPoint(E4))
    script.done(c.RequestFloor(GL, SpeechKind.DEBATE), by=GIA_LAI)
    assert GL not in undo(script).session.floor.declined


def test_who_was_confirmed_and_what_was_cued_meanwhile_stays() -> None:
    script = three().done(c.CallPoint(E1), c.CallPoint(E2), c.MoveRequest(E2, E1), at="9:01")
    script.done(t.CuePicture(E2), at="9:01:02")
    ready = c.ReportReady(E2, clock("9:01"), True, person=OTHER)
    script.done(ready, by=CAO_BANG, at="9:01:04")
    entry = undo(script, at="9:01:06").session.floor.entries[E2]
    assert (entry.person, entry.confirmed_at) == (OTHER, clock("9:01:04"))
    assert (entry.cued_at, entry.ready_at) == (clock("9:01:02"), clock("9:01:04"))


def test_one_that_only_waits_waits_for_no_answer_after_an_undo() -> None:
    entry = undo(three().done(c.DeclineRequest(E1))).session.floor.entries[E1]
    assert (entry.state.value, entry.wait_from) == ("requested", None)


# --- whole acts ---------------------------------------------------------------------------------


def test_whom_the_chair_called_by_mistake_goes_with_the_call() -> None:
    call = c.RequestFloor(HALL, SpeechKind.DEBATE, channel=Channel.CHAIR, call=True)
    script = three().done(call, at="9:01")
    floor = undo(script, at="9:01:05").session.floor
    assert floor.order == [E1, E2, E3]
    assert (floor.entries[E4].state.value, floor.entries[E4].withdrawn_at) == (
        "withdrawn",
        clock("9:01:05"),
    )
    script.done(call)
    assert list(floor.entries)[-1] == "e5"


def test_a_request_entered_before_its_call_stays() -> None:
    script = three().done(c.RequestFloor(HALL, SpeechKind.DEBATE, channel=Channel.CHAIR), at="9:01")
    script.done(c.CallPoint(E4), at="9:01")
    assert undo(script).session.floor.entries[E4].state.value == "queued"


@pytest.mark.parametrize(
    "since", [c.SetListOpen(True), c.ChangeLimits({LimitKey.REPLY: 60_000})], ids=str
)
def test_a_wind_down_that_was_built_on_stays(since: FloorCommand) -> None:
    script = three().done(t.WindDown(0, 120_000))
    act = c.UndoFloorAct(script.session.rev)
    script.done(since)
    script.when(act).refused(Refusal.UNDO_GONE)


def test_after_a_wind_down_a_point_that_asks_again_has_moved_on() -> None:
    script = three().done(t.WindDown(0))
    act = c.UndoFloorAct(script.session.rev)
    script.done(c.RequestFloor(GL, ORDER), by=GIA_LAI)
    script.when(act).refused(Refusal.UNDO_GONE)


def test_a_wind_down_of_nobody_is_taken_back_too() -> None:
    script = given(*live()).done(t.WindDown(2, 60_000))
    act_rev = script.session.rev
    script.when(c.UndoFloorAct(act_rev)).then(FloorActUndone(None, act_rev))
    floor = script.session.floor
    assert (floor.list_open, floor.limits) == (True, DEFAULT_LIMITS)


def test_other_rules_set_meanwhile_stay() -> None:
    script = three().done(t.WindDown(0), c.ChangeRules(speeches_max=5))
    floor = undo(script).session.floor
    assert (floor.order, floor.rules.speeches_max) == ([E1, E2, E3], 5)


def test_an_undo_is_no_act_that_can_be_undone() -> None:
    script = three().done(c.CallPoint(E1))
    undo(script)
    script.when(c.UndoFloorAct(script.session.rev)).refused(Refusal.UNDO_GONE)


def test_a_question_or_a_note_keeps_the_chance() -> None:
    script = three().done(c.CallPoint(E1), c.CallPoint(E2), at="9:01")
    script.done(c.RevokeCall(E2), at="9:01:08")
    script.time("9:01:10").accepted()
    script.done(c.NameSpeaker(E2, SECOND), at="9:01:11")
    assert undo(script, at="9:01:18").session.floor.order == [E1, E2, E3]
