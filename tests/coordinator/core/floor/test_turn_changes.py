"""What an act does to its entry: the clocks above all, which never lose or invent a second."""

from __future__ import annotations

import pytest

from coordinator.core.base import Command
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.floor.state import Entry
from coordinator.core.programme import BeginItem
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CHAIR,
    DISCUSSION,
    E1,
    GIA_LAI,
    GL,
    HEAD,
    OPENING,
    SECOND,
    clock,
    live,
)
from wire.floor_words import PauseCause, QueueFate
from wire.vocabulary import EntryState, SpeechKind

S = EntryState
SPEAK = c.RequestFloor(GL, SpeechKind.INTERVENTION)
MINUTE = 60_000


def spoke(minutes: int = 3) -> Script:
    """Gia Lai has the floor since 9:00; it is some minutes later."""
    script = given(*live()).done(SPEAK, c.CallPoint(E1), c.GiveFloor(E1), at="9:00")
    script.time(f"9:0{minutes}").then()
    return script


def entry(script: Script) -> Entry:
    return script.session.floor.entries[E1]


# --- set aside, back, and on again --------------------------------------------------------------


def test_a_speech_set_aside_keeps_the_time_that_is_left() -> None:
    script = spoke().when(t.SetAside(E1)).then(t.RequestsSetAside((E1,)))
    aside = entry(script)
    assert (aside.state, aside.aside_at, aside.aside_item) == (S.DEFERRED, clock("9:03"), None)
    assert (aside.used_ms, aside.limit_ms) == (3 * MINUTE, 7 * MINUTE)
    assert (aside.started_at, aside.called_at, aside.wait_from) == (None, None, None)
    assert aside.spoken_ms(clock("9:30")) == 3 * MINUTE
    script.when(t.ReturnRequest(E1), at="9:20").then(t.RequestsReturned((E1,)))
    back = entry(script)
    assert (back.state, back.aside_at, back.queued_at) == (S.QUEUED, None, clock("9:00"))
    script.done(c.GiveFloor(E1), at="9:30")
    again = entry(script)
    assert (again.began_at, again.started_at) == (clock("9:00"), clock("9:30"))
    assert again.spoken_ms(clock("9:31")) == 4 * MINUTE
    script.done(c.EndSpeech(E1), at="9:32")
    assert entry(script).spoken_ms(clock("10:00")) == 5 * MINUTE
    assert script.session.floor.share[GL].spoken_ms == 5 * MINUTE
    assert script.session.floor.share[GL].speeches == 1


def test_pauses_are_not_spoken_time_before_or_after() -> None:
    script = spoke().done(c.PauseSpeech(E1), at="9:03").done(t.SetAside(E1), at="9:10")
    aside = entry(script)
    assert (aside.used_ms, aside.rested_ms) == (3 * MINUTE, 7 * MINUTE)
    assert (aside.paused_at, aside.paused_ms, aside.pause_cause) == (None, 0, PauseCause.NONE)
    script.done(t.ReturnRequest(E1), c.GiveFloor(E1), at="9:20")
    script.done(c.PauseSpeech(E1), at="9:21").done(c.ResumeSpeech(E1), at="9:23")
    assert entry(script).spoken_ms(clock("9:24")) == 5 * MINUTE
    script.done(t.SetAside(E1), at="9:24")
    assert (entry(script).used_ms, entry(script).rested_ms) == (5 * MINUTE, 9 * MINUTE)


def test_a_speech_that_comes_back_keeps_its_limit_though_all_others_were_shortened() -> None:
    script = spoke().done(t.SetAside(E1), t.ReturnRequest(E1))
    script.done(t.WindDown(9, MINUTE), c.GiveFloor(E1), at="9:10")
    assert entry(script).limit_ms == 7 * MINUTE


def test_one_that_had_not_spoken_gets_the_limit_of_the_day() -> None:
    script = given(*live()).done(SPEAK, t.SetAside(E1), t.ReturnRequest(E1), at="9:00")
    script.done(t.WindDown(9, MINUTE), c.GiveFloor(E1), at="9:10")
    assert entry(script).limit_ms == MINUTE


def test_one_that_was_on_air_for_no_time_gets_the_limit_of_the_day_too() -> None:
    script = given(*live()).done(SPEAK, c.GiveFloor(E1), t.SetAside(E1), at="9:00")
    assert (entry(script).used_ms, entry(script).limit_ms) == (0, 7 * MINUTE)
    script.done(t.WindDown(9, MINUTE), t.ReturnRequest(E1), c.GiveFloor(E1), at="9:10")
    assert entry(script).limit_ms == MINUTE


def test_the_last_speaker_put_back_goes_on_where_it_ended() -> None:
    script = spoke().done(c.PauseSpeech(E1), at="9:03").done(c.EndSpeech(E1), at="9:04")
    script.when(t.PutBack(E1), at="9:06").then(t.SpeakerPutBack(E1))
    back = entry(script)
    assert (back.state, back.ended_at, back.used_ms) == (S.QUEUED, None, 3 * MINUTE)
    assert back.rested_ms == MINUTE
    script.done(c.GiveFloor(E1), at="9:10").done(c.EndSpeech(E1), at="9:12")
    assert entry(script).spoken_ms(clock("9:30")) == 5 * MINUTE


# --- the wrong one ------------------------------------------------------------------------------


def test_the_wrong_point_on_air_has_spoken_nothing() -> None:
    script = spoke().done(c.PauseSpeech(E1, PauseCause.INTERJECTION, CHAIR), c.RevokeCall(E1))
    back = entry(script)
    assert (back.state, back.used_ms, back.rested_ms) == (S.QUEUED, 0, 0)
    assert (back.limit_ms, back.item, back.began_at) == (None, None, None)
    assert (back.paused_at, back.paused_ms, back.pause_cause) == (None, 0, PauseCause.NONE)
    assert (back.interjector, back.called_at, back.started_at) == (None, None, None)
    assert script.session.floor.share == {}


def test_the_wrong_point_had_no_pause_and_no_item() -> None:
    script = given(*live()).done(BeginItem(OPENING), SPEAK, c.GiveFloor(E1), at="9:00")
    script.done(c.PauseSpeech(E1), at="9:01").done(c.ResumeSpeech(E1), at="9:03")
    assert (entry(script).paused_ms, entry(script).item) == (2 * MINUTE, OPENING)
    script.done(c.RevokeCall(E1), at="9:04")
    assert (entry(script).paused_ms, entry(script).item) == (0, None)


def test_a_cause_ends_with_the_stretch_on_air() -> None:
    cut = c.PauseSpeech(E1, PauseCause.INTERJECTION, CHAIR)
    for leave in ((t.SetAside(E1),), (c.EndSpeech(E1), t.PutBack(E1))):
        script = spoke().done(cut, *leave)
        assert (entry(script).pause_cause, entry(script).interjector) == (PauseCause.NONE, None)


def test_what_was_spoken_before_is_not_forgotten_with_a_wrong_call() -> None:
    script = spoke().done(t.SetAside(E1), t.ReturnRequest(E1))
    script.done(c.GiveFloor(E1), at="9:10").done(c.RevokeCall(E1), at="9:15")
    back = entry(script)
    assert (back.used_ms, back.limit_ms) == (3 * MINUTE, 7 * MINUTE)
    assert back.began_at == clock("9:00")
    assert script.session.floor.share[GL].spoken_ms == 3 * MINUTE
    script.done(c.CallPoint(E1), c.RevokeCall(E1), at="9:20")
    assert entry(script).used_ms == 3 * MINUTE


def test_a_pause_before_a_moment_that_was_nothing_leaves_no_trace() -> None:
    script = given(*live()).done(SPEAK, c.GiveFloor(E1), c.PauseSpeech(E1), at="9:00")
    script.done(t.SetAside(E1), t.ReturnRequest(E1), at="9:05")
    assert (entry(script).used_ms, entry(script).rested_ms) == (0, 5 * MINUTE)
    script.done(c.GiveFloor(E1), c.RevokeCall(E1), at="9:06")
    assert (entry(script).rested_ms, entry(script).began_at) == (0, None)


# --- pauses and pictures ------------------------------------------------------------------------


def test_the_chair_cuts_in_by_name_and_the_clock_stands() -> None:
    script = spoke()
    script.when(c.PauseSpeech(E1, PauseCause.INTERJECTION, CHAIR), at="9:03").accepted()
    assert (entry(script).pause_cause, entry(script).interjector) == (
        PauseCause.INTERJECTION,
        CHAIR,
    )
    assert entry(script).wait_from is None
    script.done(c.ResumeSpeech(E1), at="9:05")
    assert (entry(script).pause_cause, entry(script).interjector) == (PauseCause.NONE, None)
    assert entry(script).spoken_ms(clock("9:06")) == 4 * MINUTE


def test_a_lost_picture_holds_the_turn_from_then_or_from_the_pause_before() -> None:
    script = spoke().done(t.ConfirmPicture(E1), t.LosePicture(E1), at="9:03")
    lost = entry(script)
    assert (lost.paused_at, lost.pause_cause, lost.picture_at) == (
        clock("9:03"),
        PauseCause.LINE,
        None,
    )
    script.done(t.ConfirmPicture(E1), at="9:04")
    assert (entry(script).state, entry(script).picture_at) == (S.PAUSED, clock("9:04"))
    script.done(c.ResumeSpeech(E1), at="9:05")
    script.done(c.PauseSpeech(E1), at="9:06").done(t.LosePicture(E1), at="9:07")
    assert entry(script).paused_at == clock("9:06")
    assert entry(script).spoken_ms(clock("9:09")) == 4 * MINUTE


def test_the_picture_and_the_call_belong_to_one_another() -> None:
    script = given(*live()).done(SPEAK, c.CallPoint(E1), t.CuePicture(E1), at="9:00")
    script.done(t.ConfirmPicture(E1), at="9:01")
    assert (entry(script).cued_at, entry(script).picture_at) == (clock("9:00"), clock("9:01"))
    again = given(*live()).done(SPEAK, c.CallPoint(E1), t.ConfirmPicture(E1), c.RevokeCall(E1))
    assert entry(again).picture_at is None
    script.done(t.CuePicture(E1), at="9:02")
    assert (entry(script).cued_at, entry(script).picture_at) == (clock("9:02"), None)
    script.done(c.RevokeCall(E1), c.CallPoint(E1), at="9:03")
    assert (entry(script).cued_at, entry(script).picture_at) == (None, None)
    assert entry(script).wait_from == clock("9:03")


# --- who speaks ---------------------------------------------------------------------------------


def test_name_and_post_are_confirmed_with_ready_until_another_is_named() -> None:
    script = given(*live()).done(
        c.RequestFloor(GL, SpeechKind.DEBATE, HEAD), c.CallPoint(E1), at="9:00"
    )
    ready = c.ReportReady(E1, clock("9:00"), True, person=SECOND)
    script.done(ready, by=GIA_LAI, at="9:01")
    assert (entry(script).person, entry(script).confirmed_at) == (SECOND, clock("9:01"))
    script.done(c.NameSpeaker(E1, HEAD), at="9:02")
    assert (entry(script).person, entry(script).confirmed_at) == (HEAD, None)
    assert entry(script).ready_at == clock("9:01")


def test_ready_without_a_name_confirms_nobody() -> None:
    script = given(*live()).done(SPEAK, c.CallPoint(E1), at="9:00")
    script.done(c.ReportReady(E1, clock("9:00"), True), by=GIA_LAI, at="9:01")
    assert (entry(script).ready_at, entry(script).confirmed_at) == (clock("9:01"), None)


# --- the rest -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("acts", "what"),
    [
        ((c.DeclineRequest(E1), t.ReadDecline(E1)), {"decline_read_at": clock("9:05")}),
        ((c.DeclineRequest(E1), t.ReceiveWritten(E1)), {"written_at": clock("9:05")}),
        ((t.TakeByTelephone(E1, True),), {"by_phone": True}),
        ((c.DeferRequest(E1),), {"deferred_at": clock("9:05"), "queued_at": clock("9:05")}),
        ((c.ApproveRequest(E1),), {"queued_at": clock("9:05")}),
        ((t.SetAside(E1), c.CallPoint(E1)), {"aside_at": None, "called_at": clock("9:05")}),
    ],
    ids=str,
)
def test_what_stands_on_the_entry_afterwards(
    acts: tuple[Command, ...], what: dict[str, object]
) -> None:
    script = given(*live()).done(SPEAK, at="9:00").done(*acts, at="9:05")
    assert {name: getattr(entry(script), name) for name in what} == what


def test_who_was_parked_for_an_item_is_not_any_more_once_called() -> None:
    script = given(*live()).done(BeginItem(OPENING), SPEAK)
    script.done(BeginItem(DISCUSSION, QueueFate.PARK))
    assert entry(script).aside_item == OPENING
    script.done(c.CallPoint(E1))
    assert (entry(script).aside_at, entry(script).aside_item) == (None, None)
