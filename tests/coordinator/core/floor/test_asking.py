"""Who may ask for the floor, when, and past what."""

from __future__ import annotations

import pytest

from coordinator.core.floor import asking
from coordinator.core.floor import commands as c
from coordinator.core.floor import events as e
from tests.support.playbook import given
from tests.support.small_meeting import (
    ALAN,
    BTC,
    CB,
    CHU_PAH,
    E1,
    E2,
    E3,
    GIA_LAI,
    GL,
    HEAD,
    SECRETARY,
    clock,
    live,
    ref,
)
from wire.codes import Refusal
from wire.vocabulary import (
    HALL,
    Channel,
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
