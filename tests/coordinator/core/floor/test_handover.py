"""The hand-over by time: what is asked, when, of whom, and what answers it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from coordinator.core import meeting
from coordinator.core.base import Command
from coordinator.core.floor import commands as c
from coordinator.core.floor import handover
from coordinator.core.floor import turns as t
from coordinator.core.floor.turns import HandOverAsked
from tests.support.handed_over import NEXT, READY, SPEAK, asked, called, speaking
from tests.support.playbook import On, Script, given
from tests.support.small_meeting import (
    BTC,
    E1,
    E2,
    GIA_LAI,
    HEAD,
    OPERATOR,
    clock,
    live,
)
from wire.floor_words import Question
from wire.vocabulary import HALL, SpeechKind

Q = Question


@pytest.mark.parametrize(
    ("start", "just_before", "at", "question"),
    [
        (called, "9:00:09.999", "9:00:10", Q.UNANSWERED),
        (partial(called, t.CuePicture(E1)), "9:00:14.999", "9:00:15", Q.NO_PICTURE),
        (partial(called, READY, t.CuePicture(E1)), "9:00:14.999", "9:00:15", Q.NO_PICTURE),
        (partial(called, READY), "9:00:59.999", "9:01", Q.WAITING),
        (
            partial(called, t.CuePicture(E1), READY, t.ConfirmPicture(E1)),
            "9:00:59.999",
            "9:01",
            Q.WAITING,
        ),
        (
            partial(called, t.CuePicture(E1), t.ConfirmPicture(E1)),
            "9:00:09.999",
            "9:00:10",
            Q.UNANSWERED,
        ),
        (speaking, "9:08:59.999", "9:09", Q.OVERTIME),
        (partial(speaking, c.ExtendSpeech(E1, 60_000)), "9:09:59.999", "9:10", Q.OVERTIME),
        (partial(speaking, t.LosePicture(E1)), "9:00:59.999", "9:01", Q.LINE_LOST),
        (
            partial(speaking, c.PauseSpeech(E1), t.LosePicture(E1)),
            "9:00:59.999",
            "9:01",
            Q.LINE_LOST,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_step_that_takes_too_long_becomes_a_question(
    start: Callable[[], Script], just_before: str, at: str, question: Question
) -> None:
    script = start()
    assert meeting.wake_at(script.session) == clock(at)
    script.time(just_before).then()
    script.time(at).then(On(at, HandOverAsked(E1, question)))
    assert asked(script) is question
    assert meeting.wake_at(script.session) is None
    script.time("9:59").then()


def test_a_question_is_dated_by_its_deadline_however_late_it_is_seen() -> None:
    called().time("9:30").then(On("9:00:10", HandOverAsked(E1, Q.UNANSWERED)))


def test_wait_gives_the_same_time_once_more() -> None:
    script = called()
    script.time("9:00:10").accepted()
    script.when(t.KeepWaiting(E1), at="9:00:12").then(t.WaitKept(E1))
    assert asked(script) is None
    script.time("9:00:40").then(On("9:00:22", HandOverAsked(E1, Q.UNANSWERED)))
    late = speaking()
    late.time("9:09").accepted()
    late.done(t.KeepWaiting(E1), at="9:09:30")
    late.time("9:20").then(On("9:11:30", HandOverAsked(E1, Q.OVERTIME)))


ANSWERS: list[tuple[Callable[[], Script], str, Command, bool]] = [
    (called, "9:00:10", c.ReportReady(E1, clock("9:00"), True), True),
    (called, "9:00:10", c.GiveFloor(E1), True),
    (called, "9:00:10", c.RevokeCall(E1), True),
    (called, "9:00:10", t.PassOver(E1), True),
    (called, "9:00:10", t.SetAside(E1), True),
    (called, "9:00:10", t.TakeByTelephone(E1, True), True),
    (called, "9:00:10", t.CuePicture(E1), True),
    (called, "9:00:10", c.DeferRequest(E1), True),
    (partial(called, t.CuePicture(E1)), "9:00:15", t.ConfirmPicture(E1), True),
    (speaking, "9:09", c.ExtendSpeech(E1, 60_000), True),
    (speaking, "9:09", c.PauseSpeech(E1), True),
    (partial(speaking, t.LosePicture(E1)), "9:01", c.ResumeSpeech(E1), True),
    (partial(speaking, t.LosePicture(E1)), "9:01", c.ExtendSpeech(E1, 60_000), True),
    (called, "9:00:10", c.NameSpeaker(E1, HEAD), False),
    (called, "9:00:10", c.CallPoint(E2), False),
]


@pytest.mark.parametrize(
    ("start", "at", "answer", "answered"), ANSWERS, ids=lambda value: type(value).__name__
)
def test_an_act_on_the_entry_answers_and_its_step_begins_anew(
    start: Callable[[], Script], at: str, answer: Command, answered: bool
) -> None:
    script = start()
    script.time(at).accepted()
    assert asked(script) is not None
    script.done(answer, at="9:20")
    assert (asked(script) is None) == answered
    script.time("9:20").then()
    entry = script.session.floor.entries[E1]
    assert not answered or entry.wait_from in (None, clock("9:20"))


def test_not_ready_after_all_is_asked_for_an_answer_again() -> None:
    script = called(READY).done(c.ReportReady(E1, clock("9:00"), False), by=GIA_LAI, at="9:00:30")
    script.time("9:00:40").then(On("9:00:40", HandOverAsked(E1, Q.UNANSWERED)))


# --- of whom nothing is asked -------------------------------------------------------------------


@pytest.mark.parametrize("site", [BTC, HALL])
def test_who_sits_in_the_hall_has_nothing_to_answer_with(site: object) -> None:
    request = c.RequestFloor(HALL if site == HALL else BTC, SpeechKind.DEBATE)
    script = given(*live()).done(request, c.CallPoint(E1), at="9:00")
    assert meeting.wake_at(script.session) is None
    script.done(t.CuePicture(E1), at="9:01")
    script.time("9:02").then(On("9:01:15", HandOverAsked(E1, Q.NO_PICTURE)))


def test_who_is_heard_by_telephone_needs_no_picture() -> None:
    script = called(t.CuePicture(E1), t.TakeByTelephone(E1, True))
    script.time("9:00:10").then(On("9:00:10", HandOverAsked(E1, Q.UNANSWERED)))
    spoken = speaking(t.LosePicture(E1), t.TakeByTelephone(E1, True))
    spoken.time("9:05").then()
    spoken.done(t.TakeByTelephone(E1, False), at="9:06")
    spoken.time("9:30").then(On("9:07", HandOverAsked(E1, Q.LINE_LOST)))


def test_nobody_is_asked_while_a_speech_is_paused_on_purpose_or_has_no_limit() -> None:
    speaking(c.PauseSpeech(E1)).time("10:00").then()
    speaking(t.LosePicture(E1), t.ConfirmPicture(E1)).time("10:00").then()
    directive = c.RequestFloor(HALL, SpeechKind.DIRECTIVE)
    given(*live()).done(directive, c.GiveFloor(E1), at="9:00").time("10:00").then()


def test_those_who_only_wait_are_not_asked() -> None:
    given(*live()).done(SPEAK, NEXT, at="9:00").time("10:00").then()


# --- waiting for the floor ----------------------------------------------------------------------


def ready_behind(*more: Command) -> Script:
    """Gia Lai is ready since 9:00; Cao Bằng speaks."""
    return called(READY, c.GiveFloor(E2), *more)


def test_who_is_ready_waits_only_while_the_floor_is_free() -> None:
    script = ready_behind()
    script.time("9:03").then()
    script.done(c.EndSpeech(E2), at="9:04")
    script.time("9:10").then(On("9:05", HandOverAsked(E1, Q.WAITING)))


def test_a_picture_is_awaited_also_behind_a_speaker() -> None:
    script = ready_behind().done(t.CuePicture(E1), at="9:03")
    script.time("9:10").then(
        On("9:03:15", HandOverAsked(E1, Q.NO_PICTURE)), On("9:05", HandOverAsked(E2, Q.OVERTIME))
    )


@pytest.mark.parametrize("act", [c.RevokeCall(E2), t.SetAside(E2)], ids=lambda a: type(a).__name__)
def test_the_wait_begins_when_the_floor_is_free_however_it_came(act: Command) -> None:
    script = ready_behind().done(act, at="9:04")
    script.time("9:10").then(On("9:05", HandOverAsked(E1, Q.WAITING)))


def test_an_undo_that_frees_the_floor_begins_the_wait_anew() -> None:
    script = called(READY).done(c.GiveFloor(E2), at="9:04")
    script.done(c.UndoFloorAct(script.session.rev), at="9:04:05")
    script.time("9:10").then(On("9:05:05", HandOverAsked(E1, Q.WAITING)))


def test_whoever_waits_is_not_asked_about_any_more_when_another_speaks() -> None:
    script = called(READY)
    script.time("9:01").accepted()
    script.done(c.GiveFloor(E2), at="9:02")
    assert asked(script) is None
    script.done(c.EndSpeech(E2), at="9:03")
    script.time("9:10").then(On("9:04", HandOverAsked(E1, Q.WAITING)))


def test_an_unanswered_call_or_a_missing_picture_is_not_put_off_by_a_turn() -> None:
    script = called().done(c.GiveFloor(E2), at="9:00:05")
    script.time("9:00:10").then(On("9:00:10", HandOverAsked(E1, Q.UNANSWERED)))
    script.done(c.EndSpeech(E2), at="9:00:30")
    assert asked(script) is Q.UNANSWERED
    cued = called(READY, t.CuePicture(E1)).done(c.GiveFloor(E2), at="9:00:05")
    cued.time("9:01").then(On("9:00:15", HandOverAsked(E1, Q.NO_PICTURE)))


# --- the rest -----------------------------------------------------------------------------------


def test_three_called_and_the_speaker_are_watched_and_nobody_else() -> None:
    script = called(c.GiveFloor(E2), c.RequestFloor(HALL, SpeechKind.DEBATE))
    assert [entry.id for entry in handover.watched(script.session.floor)] == [E2, E1]


def test_the_next_deadline_is_the_earliest() -> None:
    script = called().done(c.CallPoint(E2), at="9:00:04")
    assert meeting.wake_at(script.session) == clock("9:00:10")
    script.time("9:01").then(
        On("9:00:10", HandOverAsked(E1, Q.UNANSWERED)),
        On("9:00:14", HandOverAsked(E2, Q.UNANSWERED)),
    )


def test_a_question_makes_no_act_wrong() -> None:
    script = called()
    seen = script.session.floor.rev
    script.time("9:00:10").accepted()
    assert script.session.floor.rev == seen + 1
    script.when(c.GiveFloor(E1), rev=seen).accepted()


def test_the_operator_says_what_is_on_the_screen() -> None:
    script = called(t.CuePicture(E1))
    script.when(t.ConfirmPicture(E1), by=OPERATOR, at="9:00:08").then(t.PictureUp(E1))
    script.done(c.GiveFloor(E1), at="9:01")
    script.when(t.LosePicture(E1), by=OPERATOR, at="9:02").then(t.PictureLost(E1))
    script.time("9:03").then(On("9:03", HandOverAsked(E1, Q.LINE_LOST)))
