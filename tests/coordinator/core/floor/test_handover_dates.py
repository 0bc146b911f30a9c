"""When a question is dated: never before its cause, never inside an outage or a recess."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from coordinator.core import meeting
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.floor.turns import HandOverAsked
from coordinator.core.session import BeginRehearsal, PauseSession, ResumeSession
from tests.support.handed_over import READY, SPEAK, asked, called, speaking
from tests.support.playbook import On, Script, given
from tests.support.small_meeting import (
    E1,
    small_meeting,
)
from wire.floor_words import Question

Q = Question

# --- overtime -----------------------------------------------------------------------------------


def test_pauses_do_not_count_as_overtime() -> None:
    script = speaking().done(c.PauseSpeech(E1), at="9:05").done(c.ResumeSpeech(E1), at="9:15")
    script.time("10:00").then(On("9:19", HandOverAsked(E1, Q.OVERTIME)))


def test_a_question_never_has_a_date_before_the_act_that_made_it() -> None:
    shortened = speaking().done(c.ExtendSpeech(E1, -300_000), at="9:06")
    shortened.time("10:00").then(On("9:08", HandOverAsked(E1, Q.OVERTIME)))
    resumed = speaking().done(c.PauseSpeech(E1), at="9:08").done(c.ResumeSpeech(E1), at="9:20")
    resumed.time("10:00").then(On("9:22", HandOverAsked(E1, Q.OVERTIME)))
    back = (
        speaking().done(c.EndSpeech(E1), t.PutBack(E1), at="9:08").done(c.GiveFloor(E1), at="9:30")
    )
    back.time("10:00").then(On("9:32", HandOverAsked(E1, Q.OVERTIME)))


def test_a_speech_that_came_back_is_over_time_after_what_was_left() -> None:
    script = speaking().done(t.SetAside(E1), at="9:05").done(t.ReturnRequest(E1), at="9:06")
    script.done(c.GiveFloor(E1), at="9:10")
    script.time("10:00").then(On("9:14", HandOverAsked(E1, Q.OVERTIME)))


# --- outages, recesses, rehearsals --------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "question", "at"),
    [
        (called, Q.UNANSWERED, "9:30:10"),
        (partial(called, READY), Q.WAITING, "9:31"),
        (speaking, Q.OVERTIME, "9:32"),
        (partial(speaking, t.LosePicture(E1)), Q.LINE_LOST, "9:31"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_an_outage_took_is_given_back(
    start: Callable[[], Script], question: Question, at: str
) -> None:
    script = start()
    script.restart("9:00:05", "9:30").accepted()
    script.time("10:00").then(On(at, HandOverAsked(E1, question)))


def test_what_was_asked_before_an_outage_stays_asked() -> None:
    script = called()
    script.time("9:00:10").accepted()
    script.restart("9:00:20", "9:30").accepted()
    assert asked(script) is Q.UNANSWERED
    script.time("10:00").then()


def test_nothing_is_asked_in_a_recess_and_its_time_is_given_back() -> None:
    script = called().done(PauseSession(), at="9:00:05")
    script.time("9:29").then()
    assert meeting.wake_at(script.session) is None
    script.done(ResumeSession(), at="9:30")
    script.time("10:00").then(On("9:30:10", HandOverAsked(E1, Q.UNANSWERED)))


def test_a_rehearsal_asks_like_the_meeting() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), SPEAK, c.CallPoint(E1), at="8:10")
    script.time("8:11").then(On("8:10:10", HandOverAsked(E1, Q.UNANSWERED)))
