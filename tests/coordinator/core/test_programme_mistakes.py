"""Going on in the programme by mistake, and what can be taken back once one went on."""

from __future__ import annotations

import pytest

from coordinator.core.floor import commands as c
from coordinator.core.floor import undo
from coordinator.core.programme import BeginItem
from coordinator.core.session import CloseSession, ReopenSession, StartSession
from tests.support.playbook import Script, given
from tests.support.small_meeting import CLOSING, DISCUSSION, E1, E2, GL, OPENING, clock, live
from wire.codes import Refusal
from wire.vocabulary import SpeechKind

SPEAK = c.RequestFloor(GL, SpeechKind.INTERVENTION)


def spoken(script: Script) -> Script:
    return script.done(SPEAK, c.GiveFloor(E1), c.EndSpeech(E1), at="9:05")


def test_no_act_is_taken_back_once_the_meeting_went_on() -> None:
    script = spoken(given(*live()).done(BeginItem(OPENING), at="9:00"))
    ended = script.session.floor.undo
    assert ended is not None
    script.done(BeginItem(DISCUSSION), at="9:05:03")
    script.when(c.UndoFloorAct(ended.rev), at="9:05:06").refused(Refusal.UNDO_GONE, limit_ms=10_000)
    assert undo.standing(script.session.floor) is None


def test_what_comes_after_going_on_can_be_taken_back() -> None:
    script = spoken(given(*live()).done(BeginItem(OPENING), at="9:00"))
    script.done(BeginItem(DISCUSSION), SPEAK, c.CallPoint(E2), at="9:06")
    called = undo.standing(script.session.floor)
    assert called is not None
    script.done(c.UndoFloorAct(called.rev), at="9:06:05")
    assert script.session.floor.entries[E2].called_at is None


def test_an_item_gone_to_by_mistake_is_still_to_come() -> None:
    script = given(*live()).done(BeginItem(OPENING), at="9:00")
    script.done(BeginItem(DISCUSSION), at="9:20").done(BeginItem(OPENING), at="9:20:59")
    programme = script.session.programme
    assert (programme.begun_at, programme.ended_at) == ({OPENING: clock("9:00")}, {})
    assert programme.following() == programme.item(DISCUSSION)
    script.done(BeginItem(DISCUSSION), at="9:40")
    assert programme.begun_at[DISCUSSION] == clock("9:40")


def test_one_ahead_too_far_is_put_right_by_going_to_the_one_before_it() -> None:
    script = given(*live()).done(BeginItem(OPENING), at="9:00")
    script.done(BeginItem(CLOSING), at="9:20").done(BeginItem(DISCUSSION), at="9:20:05")
    programme = script.session.programme
    assert set(programme.begun_at) == {OPENING, DISCUSSION}
    assert programme.following() == programme.item(CLOSING)


@pytest.mark.parametrize("back_at", ["9:21", "9:50"])
def test_an_item_that_was_held_stays_so_when_one_comes_back(back_at: str) -> None:
    script = given(*live()).done(BeginItem(OPENING), at="9:00")
    script.done(BeginItem(DISCUSSION), at="9:20").done(BeginItem(OPENING), at=back_at)
    programme = script.session.programme
    assert programme.ended_at == {DISCUSSION: clock(back_at)}
    assert programme.following() == programme.item(CLOSING)


def test_a_short_item_is_held_when_the_meeting_goes_on_from_it() -> None:
    script = given(*live()).done(BeginItem(OPENING), at="9:00").done(BeginItem(DISCUSSION))
    script.done(BeginItem(CLOSING), at="9:00:30")
    assert set(script.session.programme.begun_at) == {OPENING, DISCUSSION, CLOSING}
    assert script.session.programme.following() is None


def test_an_item_in_which_somebody_spoke_was_no_mistake() -> None:
    script = given(*live()).done(BeginItem(OPENING), at="9:00").done(BeginItem(DISCUSSION))
    script.done(SPEAK, c.GiveFloor(E1), at="9:00:20").done(BeginItem(OPENING), at="9:00:40")
    assert script.session.programme.ended_at == {DISCUSSION: clock("9:00:40")}


def test_back_after_the_end_no_item_was_a_mistake() -> None:
    script = given(*live()).done(BeginItem(OPENING), at="9:00").done(BeginItem(DISCUSSION))
    script.done(CloseSession(), ReopenSession(), StartSession(), at="9:00:30")
    script.done(BeginItem(OPENING), at="9:00:40")
    assert set(script.session.programme.begun_at) == {OPENING, DISCUSSION}
