"""Who may ask for the floor, when, and past what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator.core.attendance import commands as attendance
from coordinator.core.attendance.facts import Note
from coordinator.core.floor import asking
from coordinator.core.floor import commands as c
from coordinator.core.floor import events as e
from coordinator.core.floor.state import Share
from coordinator.core.sites import SitesInvited
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    ALAN,
    BTC,
    CB,
    CHU_PAH,
    E1,
    E2,
    E3,
    E4,
    GIA_LAI,
    GL,
    HEAD,
    MEMBER,
    SECOND,
    SECRETARY,
    clock,
    live,
    ref,
    sites,
)
from wire.codes import Refusal
from wire.vocabulary import (
    HALL,
    Attendance,
    Channel,
    EntryId,
    EntryState,
    PersonId,
    SiteId,
    SpeechKind,
)

S = EntryState
INTERVENTION, DEBATE, ORDER = (
    SpeechKind.INTERVENTION,
    SpeechKind.DEBATE,
    SpeechKind.POINT_OF_ORDER,
)
SPEAK = c.RequestFloor(GL, INTERVENTION)


# --- requests -----------------------------------------------------------------------------------


def test_a_request_of_a_site_waits_to_be_arranged() -> None:
    script = given(*live())
    request = c.RequestFloor(GL, INTERVENTION, HEAD, topic=ref("topic"), intent="i7")
    script.when(request, by=GIA_LAI, at="9:05").then(
        e.FloorRequested(E1, GL, HEAD, INTERVENTION, 1, Channel.SITE, ref("topic"), "i7")
    )
    entry = script.session.floor.entries[E1]
    assert (entry.state, entry.requested_at, entry.topic) == (S.REQUESTED, clock("9:05"), "t_topic")
    assert entry.intent == "i7"


@pytest.mark.parametrize("channel", [Channel.TELEPHONE, Channel.CHAIR])
def test_whom_an_operator_enters_has_a_place_at_once(channel: Channel) -> None:
    script = given(*live()).done(c.RequestFloor(GL, DEBATE, channel=channel), by=SECRETARY)
    assert script.session.floor.entries[E1].state is S.QUEUED


def test_one_request_waits_per_point_and_a_point_of_order_beside_it() -> None:
    script = given(*live()).done(SPEAK)
    script.when(c.RequestFloor(GL, DEBATE)).refused(Refusal.ALREADY_REQUESTED)
    script.done(c.RequestFloor(GL, ORDER))
    script.when(c.RequestFloor(GL, ORDER)).refused(Refusal.ALREADY_REQUESTED)
    script.done(c.RequestFloor(CB, ORDER))
    assert script.session.floor.order == [E2, E3, E1]


def test_in_the_hall_many_may_wait() -> None:
    hall = c.RequestFloor(HALL, DEBATE)
    assert given(*live()).done(hall, hall).session.floor.order == [E1, E2]


def test_a_seat_of_the_hall_asks_like_a_point() -> None:
    script = given(*live()).done(c.RequestFloor(BTC, SpeechKind.REPLY))
    script.when(c.RequestFloor(BTC, SpeechKind.REPLY)).refused(Refusal.ALREADY_REQUESTED)


def test_a_point_that_speaks_may_ask_for_the_next_turn() -> None:
    script = given(*live()).done(SPEAK, c.GiveFloor(E1), SPEAK)
    assert script.session.floor.order == [E2]


def test_a_closed_list_lets_a_point_of_order_and_the_chair_through() -> None:
    script = given(*live())
    script.when(c.SetListOpen(False)).then(e.ListOpenSet(False))
    script.when(c.SetListOpen(False)).noted()
    script.when(SPEAK).refused(Refusal.LIST_CLOSED)
    script.when(c.RequestFloor(GL, DEBATE, channel=Channel.TELEPHONE)).refused(Refusal.LIST_CLOSED)
    script.done(c.RequestFloor(GL, ORDER), c.RequestFloor(CB, DEBATE, channel=Channel.CHAIR))
    script.done(c.SetListOpen(True), c.RequestFloor(CHU_PAH, DEBATE))


def test_a_receive_only_point_speaks_only_when_the_chair_calls_it() -> None:
    script = given(*live())
    for kind in (DEBATE, ORDER):
        script.when(c.RequestFloor(ALAN, kind)).refused(Refusal.RECEIVE_ONLY)
    script.done(c.RequestFloor(ALAN, DEBATE, channel=Channel.CHAIR))


def test_a_full_list_lets_only_the_chair_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "WAITING_MAX", 1)
    script = given(*live()).done(SPEAK)
    for kind in (DEBATE, ORDER):
        script.when(c.RequestFloor(CB, kind)).refused(Refusal.LIST_FULL, limit=1)
    script.done(c.RequestFloor(CB, DEBATE, channel=Channel.CHAIR))


def test_who_or_where_nobody_knows_cannot_ask() -> None:
    script = given(*live())
    script.when(c.RequestFloor(SiteId("99"), DEBATE)).refused(Refusal.UNKNOWN_SITE, site="99")
    nobody = c.RequestFloor(GL, DEBATE, PersonId("64.99"))
    script.when(nobody).refused(Refusal.UNKNOWN_PERSON, person="64.99")


def test_an_old_intent_does_not_act() -> None:
    script = given(*live()).done(SPEAK, c.CallPoint(E1), at="9:05")
    called_at = clock("9:05")
    for intent in (
        c.RequestFloor(CB, DEBATE, age_ms=30_001),
        c.WithdrawRequest(E1, age_ms=30_001),
        c.ReportReady(E1, called_at, True, age_ms=3_600_000),
    ):
        script.when(intent).refused(Refusal.STALE_INTENT, limit_ms=30_000, age_ms=intent.age_ms)
    script.done(c.WithdrawRequest(E1, age_ms=30_000))


# --- ranks, answers, microphones ----------------------------------------------------------------


def test_replies_come_after_points_of_order_and_before_all_else() -> None:
    hall = (c.RequestFloor(HALL, kind) for kind in (DEBATE, SpeechKind.REPLY, ORDER))
    script = given(*live()).done(SPEAK, c.CallPoint(E1), *hall)
    assert script.session.floor.order == [E1, E4, E3, E2]
    script.done(c.RequestFloor(HALL, SpeechKind.REPLY), c.RequestFloor(HALL, ORDER))
    assert script.session.floor.order == [E1, E4, EntryId("e6"), E3, EntryId("e5"), E2]


def test_a_reply_answers_what_was_really_spoken() -> None:
    script = given(*live()).done(SPEAK, c.RequestFloor(CB, DEBATE), c.GiveFloor(E1))
    reply = c.RequestFloor(BTC, SpeechKind.REPLY, answers=(E1,))
    script.when(reply).accepted()
    assert script.session.floor.entries[E3].answers == (E1,)
    for unheard in (E2, EntryId("e9")):
        wrong = c.RequestFloor(HALL, SpeechKind.REPLY, answers=(E1, unheard))
        script.when(wrong).refused(Refusal.UNKNOWN_ENTRY, entry=unheard)
    script.done(c.PauseSpeech(E1)).done(c.RequestFloor(HALL, SpeechKind.REPLY, answers=(E1,)))
    script.done(c.EndSpeech(E1)).done(c.RequestFloor(HALL, SpeechKind.REPLY, answers=(E1,)))


def test_only_a_reply_answers_and_not_too_much() -> None:
    script = given(*live()).done(SPEAK, c.GiveFloor(E1))
    wrong = c.RequestFloor(CB, DEBATE, answers=(E1,))
    script.when(wrong).refused(Refusal.BAD_VALUE, field="answers")
    eleven = c.RequestFloor(CB, SpeechKind.REPLY, answers=(E1,) * 11)
    script.when(eleven).refused(Refusal.BAD_VALUE, field="answers")
    script.done(c.RequestFloor(CB, SpeechKind.REPLY, answers=(E1,) * 10))


def test_a_microphone_has_a_short_name() -> None:
    script = given(*live())
    script.when(c.RequestFloor(HALL, DEBATE, mic="M" * 17)).refused(Refusal.BAD_VALUE, field="mic")
    script.done(c.RequestFloor(HALL, DEBATE, mic="M" * 16))
    assert script.session.floor.entries[E1].mic == "M" * 16


# --- the chair calls a point that did not ask ---------------------------------------------------


def test_the_chairs_word_enters_and_calls_in_one_act() -> None:
    script = given(*live()).done(c.RequestFloor(CB, DEBATE))
    call = c.RequestFloor(GL, DEBATE, HEAD, channel=Channel.CHAIR, call=True)
    step = script.when(call, at="9:05", id="c1")
    assert step.outcome.entry == "e2"
    step.then(
        e.FloorRequested(E2, GL, HEAD, DEBATE, 1, Channel.CHAIR), e.PointCalled(E2, entered=True)
    )
    entry = script.session.floor.entries[E2]
    assert (entry.state, entry.queued_at, entry.called_at) == (S.CALLED, *(clock("9:05"),) * 2)
    assert script.session.floor.order == [E2, E1]


@pytest.mark.parametrize("channel", [Channel.SITE, Channel.TELEPHONE])
def test_only_the_chairs_word_calls_at_once(channel: Channel) -> None:
    call = c.RequestFloor(GL, DEBATE, channel=channel, call=True)
    given(*live()).when(call).refused(Refusal.BAD_VALUE, field="call")


def test_nobody_is_entered_who_cannot_be_called() -> None:
    call = c.RequestFloor(HALL, DEBATE, channel=Channel.CHAIR, call=True)
    script = given(*live()).done(call, call, call)
    script.when(call).refused(Refusal.STANDBY_FULL, limit=3)
    assert list(script.session.floor.entries) == [E1, E2, E3]


# --- rules that may be set ----------------------------------------------------------------------


def present(*people: PersonId) -> Script:
    """Only delegates who are present may ask; these are."""
    script = given(*live()).done(c.ChangeRules(present_only=True))
    here = Note(Attendance.ONLINE)
    return script.done(*(attendance.NoteAttendance(person, here) for person in people))


def test_only_who_is_present_may_ask_if_the_rule_says_so() -> None:
    script = present(HEAD)
    script.when(c.RequestFloor(GL, DEBATE, SECOND)).refused(Refusal.NOT_PRESENT)
    script.when(c.RequestFloor(CB, DEBATE)).refused(Refusal.NOT_PRESENT)
    script.when(c.RequestFloor(CB, ORDER)).refused(Refusal.NOT_PRESENT)
    script.done(c.RequestFloor(CB, DEBATE, channel=Channel.CHAIR))
    script.done(c.RequestFloor(GL, DEBATE, HEAD), c.RequestFloor(GL, ORDER))


def test_who_has_left_is_not_present() -> None:
    gone = attendance.NoteAttendance(HEAD, Note(Attendance.ABSENT))
    script = present(HEAD).done(gone)
    script.when(c.RequestFloor(GL, DEBATE)).refused(Refusal.NOT_PRESENT)
    script.done(c.ChangeRules(present_only=False), c.RequestFloor(GL, DEBATE, HEAD))


def test_how_often_each_may_speak_is_a_rule() -> None:
    hall = c.RequestFloor(HALL, INTERVENTION, MEMBER)
    script = given(*live()).done(c.ChangeRules(speeches_max=1), hall)
    script.when(hall).refused(Refusal.TWO_SPEECHES_HELD, limit=1)
    script.done(c.ChangeRules(speeches_max=3), hall, hall)
    script.when(hall).refused(Refusal.TWO_SPEECHES_HELD, limit=3)


# --- two rooms with one right to speak ----------------------------------------------------------


def two_rooms() -> Script:
    """Chư Păh shares the right to speak of Gia Lai."""
    shared = tuple(replace(spec, voice=GL) if spec.id == CHU_PAH else spec for spec in sites())
    prepared, _, *rest = live()
    return given(prepared, SitesInvited(shared), *rest)


def test_two_rooms_with_one_voice_have_one_request() -> None:
    script = two_rooms().done(SPEAK)
    script.when(c.RequestFloor(CHU_PAH, DEBATE)).refused(Refusal.ALREADY_REQUESTED)
    script.done(c.RequestFloor(CHU_PAH, ORDER)).when(c.RequestFloor(GL, ORDER)).refused(
        Refusal.ALREADY_REQUESTED
    )
    script.done(c.RequestFloor(CB, DEBATE))


def test_two_rooms_with_one_voice_have_one_quota_and_one_share() -> None:
    script = two_rooms().done(SPEAK, c.GiveFloor(E1), at="9:00").done(c.EndSpeech(E1), at="9:02")
    other = c.RequestFloor(CHU_PAH, INTERVENTION)
    script.done(other, c.GiveFloor(E2)).done(c.EndSpeech(E2), at="9:05")
    assert script.session.floor.entries[E2].ordinal == 2
    script.when(SPEAK).refused(Refusal.TWO_SPEECHES_HELD)
    script.when(other).refused(Refusal.TWO_SPEECHES_HELD)
    assert script.session.floor.share == {GL: Share(300_000, 2)}
