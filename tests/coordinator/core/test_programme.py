"""The programme: one item at a time, each with its own beginning, end and quota."""

from __future__ import annotations

from coordinator.core.floor import commands as c
from coordinator.core.programme import BeginItem, ItemBegun
from coordinator.core.session import BeginRehearsal, CloseSession, EndRehearsal
from tests.support.playbook import given
from tests.support.small_meeting import DISCUSSION, E1, E2, GL, OPENING, clock, live, small_meeting
from wire.codes import Refusal
from wire.vocabulary import ItemId, SpeechKind

SPEAK = c.RequestFloor(GL, SpeechKind.INTERVENTION)


def test_going_to_an_item_ends_the_one_before() -> None:
    script = given(*live())
    script.when(BeginItem(OPENING), at="9:00").then(ItemBegun(OPENING))
    script.when(BeginItem(DISCUSSION), at="9:12").then(ItemBegun(DISCUSSION))
    programme = script.session.programme
    assert programme.current == DISCUSSION
    assert programme.begun_at == {OPENING: clock("9:00"), DISCUSSION: clock("9:12")}
    assert programme.ended_at == {OPENING: clock("9:12")}


def test_coming_back_to_an_item_keeps_when_it_began() -> None:
    script = given(*live()).done(BeginItem(OPENING), at="9:00").done(BeginItem(DISCUSSION))
    script.done(BeginItem(OPENING), at="9:20")
    programme = script.session.programme
    assert programme.begun_at[OPENING] == clock("9:00")
    assert OPENING not in programme.ended_at


def test_the_current_item_begun_again_changes_nothing() -> None:
    given(*live()).done(BeginItem(OPENING)).when(BeginItem(OPENING)).noted()


def test_an_item_that_is_not_in_the_programme_is_refused() -> None:
    given(*live()).when(BeginItem(ItemId("p9"))).refused(Refusal.UNKNOWN_ITEM)


def test_no_item_begins_before_the_session() -> None:
    given(*small_meeting()).when(BeginItem(OPENING)).refused(Refusal.WRONG_PHASE, phase="prepared")


def test_the_end_of_the_session_ends_the_item() -> None:
    script = given(*live()).done(BeginItem(OPENING)).done(CloseSession(), at="11:00")
    assert script.session.programme.current is None
    assert script.session.programme.ended_at == {OPENING: clock("11:00")}
    closed_without = given(*live()).done(CloseSession())
    assert closed_without.session.programme.ended_at == {}


def test_nothing_of_a_rehearsal_has_begun() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), BeginItem(OPENING), EndRehearsal())
    assert script.session.programme.begun_at == {}
    assert len(script.session.programme.items) == 3


def test_each_item_has_its_own_quota_also_when_one_comes_back() -> None:
    script = given(*live()).done(BeginItem(OPENING))
    script.done(SPEAK, c.GiveFloor(E1), c.EndSpeech(E1))
    script.done(SPEAK)
    ordinals = [script.session.floor.entries[E2].ordinal]
    for item in (DISCUSSION, OPENING):
        script.done(BeginItem(item))
        ordinals.append(script.session.floor.entries[E2].ordinal)
    assert ordinals == [2, 1, 2]
