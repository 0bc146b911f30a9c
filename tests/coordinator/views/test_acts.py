"""Acts of a button box: each comes to the command that fits, and to none where nothing fits."""

from __future__ import annotations

import pytest

from coordinator.core.base import Command
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.programme import BeginItem
from coordinator.core.state import Session
from coordinator.views.acts import BY_PLACE, MINUTE_MS, Act, Resolved, asked, press, resolve
from coordinator.views.picture import picture_view
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CLOSING,
    DISCUSSION,
    E1,
    E2,
    E3,
    GIA_LAI,
    GL,
    OPENING,
    clock,
    live,
)
from wire.codes import Refusal
from wire.floor_words import Question
from wire.vocabulary import HALL, Channel, EntryId, EntryState, ItemId, SpeechKind

NOBODY = EntryId("")


def listed() -> Script:
    """One at Gia Lai, asked but not approved; two in the hall, who are."""
    script = given(*live())
    script.when(c.RequestFloor(GL, SpeechKind.INTERVENTION), by=GIA_LAI, at="9:05").accepted()
    script.done(*[c.RequestFloor(HALL, SpeechKind.DEBATE)] * 2)
    return script.done(c.ApproveRequest(E2), c.ApproveRequest(E3))


def means(session: Session, act: Act) -> Command:
    return resolve(session, act).command


def test_the_first_with_a_place_is_called_and_then_the_one_after() -> None:
    script = listed()
    assert script.session.floor.entries[E1].state is EntryState.REQUESTED
    assert means(script.session, Act.CALL_NEXT) == c.CallPoint(E2)
    script.done(c.CallPoint(E2))
    assert means(script.session, Act.CALL_NEXT) == c.CallPoint(E3)
    script.done(c.CallPoint(E3))
    assert means(script.session, Act.CALL_NEXT) == c.CallPoint(NOBODY)


def test_the_floor_goes_to_the_first_who_is_ready_not_to_one_who_is_called() -> None:
    script = listed().done(c.CallPoint(E2), c.CallPoint(E3))
    assert means(script.session, Act.GIVE_FLOOR) == c.GiveFloor(NOBODY)
    script.done(c.ReportReady(E3, clock("9:05"), True))
    assert means(script.session, Act.GIVE_FLOOR) == c.GiveFloor(E3)


def test_while_somebody_speaks_giving_the_floor_is_refused_by_the_rules() -> None:
    script = listed().done(c.CallPoint(E2), c.GiveFloor(E2), c.CallPoint(E3))
    script.done(c.ReportReady(E3, clock("9:05"), True))
    script.when(means(script.session, Act.GIVE_FLOOR)).refused(Refusal.SOMEONE_SPEAKING)


@pytest.mark.parametrize(
    ("act", "command"),
    [
        (Act.END_TURN, c.EndSpeech(E2)),
        (Act.PAUSE, c.PauseSpeech(E2)),
        (Act.RESUME, c.ResumeSpeech(E2)),
        (Act.ADD_MINUTE, c.ExtendSpeech(E2, MINUTE_MS)),
        (Act.TAKE_MINUTE, c.ExtendSpeech(E2, -MINUTE_MS)),
    ],
)
def test_an_act_on_the_speech_means_the_one_that_is_held(act: Act, command: Command) -> None:
    script = listed()
    nobody = resolve(script.session, act)
    script.when(nobody.command).refused(Refusal.UNKNOWN_ENTRY)
    script.done(c.GiveFloor(E2))
    found = resolve(script.session, act)
    assert (found.command, found.floor_rev) == (command, script.session.floor.rev)


def test_the_list_is_opened_and_closed() -> None:
    session = given(*live()).session
    assert means(session, Act.OPEN_LIST) == c.SetListOpen(True)
    assert means(session, Act.CLOSE_LIST) == c.SetListOpen(False)


def test_the_programme_goes_on_item_by_item_and_not_beyond_its_end() -> None:
    script = given(*live())
    for item in (OPENING, DISCUSSION, CLOSING):
        assert means(script.session, Act.NEXT_ITEM) == BeginItem(item)
        script.done(BeginItem(item))
    last = means(script.session, Act.NEXT_ITEM)
    assert last == BeginItem(ItemId(""))
    script.when(last).refused(Refusal.UNKNOWN_ITEM)


def test_the_last_act_is_taken_back_once() -> None:
    script = listed().done(c.CallPoint(E2))
    undo = means(script.session, Act.UNDO)
    assert undo == c.UndoFloorAct(script.session.rev)
    script.done(undo)
    script.when(means(script.session, Act.UNDO)).refused(Refusal.UNDO_GONE)


@pytest.mark.parametrize("act", Act)
def test_every_act_comes_to_a_command_in_any_state(act: Act) -> None:
    for session in (Session(given().session.id), given(*live()).session, listed().session):
        assert isinstance(means(session, act), Command)


def test_an_act_after_anothers_is_a_conflict() -> None:
    script = listed()
    mine = resolve(script.session, Act.CALL_NEXT)
    script.done(c.MoveRequest(E3, E2))
    script.when(mine.command, rev=mine.floor_rev).refused(Refusal.CONFLICT)


def test_a_place_is_that_of_the_picture_that_was_seen_or_nobodys() -> None:
    """A raised hand is no conflict to an act that names its entry, but it moves places."""
    script = listed()
    seen = script.session.floor.rev
    order = c.RequestFloor(HALL, SpeechKind.POINT_OF_ORDER, channel=Channel.CHAIR)
    script.done(order)
    for act in BY_PLACE:
        late = resolve(script.session, act, seen)
        script.when(late.command, rev=late.floor_rev).refused(Refusal.CONFLICT)
    assert resolve(script.session, Act.CALL_NEXT, script.session.floor.rev).floor_rev >= 0
    mine = resolve(script.session, Act.CLOSE_LIST, seen)
    script.when(mine.command, rev=mine.floor_rev).accepted()


def test_a_key_that_was_used_has_its_first_outcome_whatever_happened_since() -> None:
    script = listed()
    first = press(script.session, Act.CALL_NEXT, "k1")
    assert isinstance(first, Resolved)
    done = script.when(first.command, id="k1", rev=first.floor_rev)
    done.accepted()
    assert press(script.session, Act.CALL_NEXT, "k1") == done.outcome
    assert press(script.session, Act.CALL_NEXT, "k2") == resolve(script.session, Act.CALL_NEXT)


def test_what_the_hand_over_asks_is_answered_for_the_point_it_asks_of() -> None:
    script = listed()
    script.done(c.CallPoint(E1), at="9:06")
    assert asked(script.session.floor) is None
    assert means(script.session, Act.KEEP_WAITING) == t.KeepWaiting(NOBODY)
    script.time("9:06:10").accepted()
    entry = asked(script.session.floor)
    assert entry is not None
    assert (entry.id, entry.asked) == (E1, Question.UNANSWERED)
    script.done(means(script.session, Act.KEEP_WAITING))
    assert asked(script.session.floor) is None
    script.time("9:06:20").accepted()
    assert means(script.session, Act.PASS_OVER) == t.PassOver(E1)
    script.done(means(script.session, Act.PASS_OVER))
    assert script.session.floor.entries[E2].state is EntryState.CALLED


def test_the_picture_is_cued_for_the_ready_and_confirmed_for_the_one_it_is_awaited_of() -> None:
    script = listed().done(c.CallPoint(E1), c.CallPoint(E2), at="9:06")
    assert means(script.session, Act.CUE_PICTURE) == t.CuePicture(NOBODY)
    script.done(c.ReportReady(E1, clock("9:06"), True))
    cue = means(script.session, Act.CUE_PICTURE)
    assert cue == t.CuePicture(E1)
    assert means(script.session, Act.PICTURE_UP) == t.ConfirmPicture(NOBODY)
    script.done(cue)
    assert means(script.session, Act.PICTURE_UP) == t.ConfirmPicture(E1)
    script.done(means(script.session, Act.PICTURE_UP), c.GiveFloor(E1))
    assert means(script.session, Act.PICTURE_UP) == t.ConfirmPicture(NOBODY)
    script.done(means(script.session, Act.PICTURE_LOST))
    assert means(script.session, Act.PICTURE_UP) == t.ConfirmPicture(E1)


def test_the_picture_that_is_up_is_the_one_the_operator_sees_asked_for() -> None:
    """Nobody asked for the speaker's picture; who is next was cued."""
    script = listed().done(c.CallPoint(E1), c.GiveFloor(E1), c.CallPoint(E2))
    assert means(script.session, Act.PICTURE_UP) == t.ConfirmPicture(NOBODY)
    script.done(t.CuePicture(E2))
    shown = picture_view(script.session, script.now).cue
    assert shown is not None
    assert means(script.session, Act.PICTURE_UP) == t.ConfirmPicture(EntryId(shown.entry))
    script.done(t.LosePicture(E1))
    assert means(script.session, Act.PICTURE_UP) == t.ConfirmPicture(E1)


def test_a_speaker_whose_picture_was_cued_in_vain_is_confirmed_after_the_next() -> None:
    script = listed().done(c.CallPoint(E1), t.CuePicture(E1), c.GiveFloor(E1))
    assert means(script.session, Act.PICTURE_UP) == t.ConfirmPicture(E1)
    script.done(c.CallPoint(E2), t.CuePicture(E2))
    assert means(script.session, Act.PICTURE_UP) == t.ConfirmPicture(E2)


def test_the_last_speaker_is_put_back() -> None:
    script = listed()
    assert means(script.session, Act.PUT_BACK) == t.PutBack(NOBODY)
    script.done(c.GiveFloor(E2), c.EndSpeech(E2))
    script.done(means(script.session, Act.PUT_BACK))
    assert script.session.floor.entries[E2].state is EntryState.QUEUED
