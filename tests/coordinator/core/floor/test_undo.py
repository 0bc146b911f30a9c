"""Undo: the queue and the speaker come back exactly; what others did meanwhile stays."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from coordinator.core.base import FloorCommand
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.floor.events import FloorActUndone
from coordinator.core.floor.state import Floor
from tests.support.small_meeting import (
    CAO_BANG,
    CB,
    CHU_PAH,
    E1,
    E2,
    E3,
    E4,
    GIA_LAI,
    GL,
    HEAD,
    HOST_2,
    SECOND,
)
from tests.support.three_waiting import three, undo
from wire.codes import Refusal
from wire.vocabulary import HALL, Channel, EntryId, SpeechKind

INTERVENTION, ORDER = SpeechKind.INTERVENTION, SpeechKind.POINT_OF_ORDER


def picture(floor: Floor) -> tuple[object, ...]:
    """All that an undo must bring back. The steps of the hand-over begin anew."""
    hand_over = {"wait_from": None, "asked": None}
    entries = {one.id: replace(one, **hand_over) for one in floor.entries.values()}
    whole = (floor.order, floor.aside, floor.current, floor.last_spoke, floor.spoken, floor.share)
    return copy.deepcopy((entries, *whole, floor.declined, floor.limits, floor.list_open))


ACTS: list[tuple[tuple[FloorCommand, ...], FloorCommand]] = [
    ((), c.ApproveRequest(E2)),
    ((), c.DeclineRequest(E2)),
    ((), c.DeferRequest(E1)),
    ((c.CallPoint(E1),), c.DeferRequest(E1)),
    ((), c.MoveRequest(E3, E1)),
    ((), c.CallPoint(E2)),
    ((c.CallPoint(E2), c.CallPoint(E3)), c.RevokeCall(E2)),
    ((c.GiveFloor(E2),), c.RevokeCall(E2)),
    ((), c.GiveFloor(E2)),
    ((c.CallPoint(E2),), c.GiveFloor(E2)),
    ((c.GiveFloor(E2),), c.PauseSpeech(E2)),
    ((c.GiveFloor(E2), c.PauseSpeech(E2)), c.ResumeSpeech(E2)),
    ((c.GiveFloor(E2),), c.ExtendSpeech(E2, 60_000)),
    ((c.GiveFloor(E2),), c.EndSpeech(E2)),
    ((c.GiveFloor(E2), c.PauseSpeech(E2)), c.EndSpeech(E2)),
    ((), t.SetAside(E1)),
    ((c.GiveFloor(E2),), t.SetAside(E2)),
    ((t.SetAside(E1), t.SetAside(E2)), t.ReturnRequest(E1)),
    ((t.SetAside(E1), t.SetAside(E2)), c.CallPoint(E1)),
    ((t.SetAside(E1),), c.DeclineRequest(E1)),
    ((c.GiveFloor(E2), c.EndSpeech(E2)), t.PutBack(E2)),
    ((c.CallPoint(E1),), t.PassOver(E1)),
    ((c.CallPoint(E1), c.CallPoint(E2)), t.PassOver(E1)),
    ((c.CallPoint(E1),), t.WindDown(1, 60_000)),
    ((), t.WindDown(0)),
]


@pytest.mark.parametrize(("before", "act"), ACTS, ids=lambda value: str(value)[:40])
def test_every_act_is_taken_back_exactly(
    before: tuple[FloorCommand, ...], act: FloorCommand
) -> None:
    script = three().done(*before)
    was = picture(script.session.floor)
    script.done(act, at="9:01")
    assert picture(script.session.floor) != was
    undo(script, at="9:01:10")
    assert picture(script.session.floor) == was


def test_after_ten_seconds_it_is_too_late() -> None:
    script = three().done(c.CallPoint(E1), at="9:01")
    act = c.UndoFloorAct(script.session.rev)
    script.when(act, at="9:01:10.001").refused(Refusal.UNDO_GONE, limit_ms=10_000)


def test_only_the_last_act_is_taken_back_once_and_by_whom_ever_conducts() -> None:
    script = three().done(c.CallPoint(E1), at="9:01")
    first = script.session.rev
    script.done(c.CallPoint(E2))
    script.when(c.UndoFloorAct(first)).refused(Refusal.UNDO_GONE)
    script.when(c.UndoFloorAct(first + 1), by=HOST_2).then(FloorActUndone(E2, first + 1))
    script.when(c.UndoFloorAct(first + 1)).refused(Refusal.UNDO_GONE)


@pytest.mark.parametrize("kind", [SpeechKind.DEBATE, ORDER])
@pytest.mark.parametrize(("before", "act"), ACTS, ids=lambda value: str(value)[:40])
def test_a_request_that_came_meanwhile_keeps_the_place_of_its_kind(
    before: tuple[FloorCommand, ...], act: FloorCommand, kind: SpeechKind
) -> None:
    request = c.RequestFloor(CHU_PAH, kind, channel=Channel.CHAIR)
    expected = three().done(*before, request).session.floor.order
    script = undo(three().done(*before, act, request))
    assert script.session.floor.order == expected


def test_a_request_withdrawn_meanwhile_is_gone() -> None:
    script = three().done(c.CallPoint(E3))
    script.done(c.WithdrawRequest(E2), by=CAO_BANG)
    assert undo(script).session.floor.order == [E1, E3]


def test_the_withdrawal_of_the_very_entry_ends_the_chance() -> None:
    script = three().done(c.CallPoint(E2))
    act = c.UndoFloorAct(script.session.rev)
    script.done(c.WithdrawRequest(E2), by=CAO_BANG)
    script.when(act).refused(Refusal.UNDO_GONE)


def test_a_withdrawal_with_nothing_to_undo_is_only_that() -> None:
    script = three().done(c.WithdrawRequest(E2), by=CAO_BANG)
    assert script.session.floor.order == [E1, E3]


def test_a_point_that_reported_ready_meanwhile_is_ready() -> None:
    script = three().done(c.CallPoint(E1), c.CallPoint(E2), at="9:01")
    script.done(c.MoveRequest(E2, E1))
    called_at = script.session.floor.entries[E2].called_at or 0
    script.done(c.ReportReady(E2, called_at, True), by=CAO_BANG)
    floor = undo(script).session.floor
    assert floor.order == [E1, E2, E3]
    assert floor.entries[E2].state.value == "ready"


def test_a_ready_for_a_call_that_is_taken_back_is_gone_with_it() -> None:
    script = three().done(c.CallPoint(E1), at="9:01")
    called_at = script.session.floor.entries[E1].called_at or 0
    script.done(c.ReportReady(E1, called_at, True), by=GIA_LAI)
    assert undo(script).session.floor.entries[E1].state.value == "requested"


def test_a_speaker_named_meanwhile_is_named() -> None:
    script = three().done(c.GiveFloor(E1), c.NameSpeaker(E1, SECOND))
    assert undo(script).session.floor.entries[E1].person == SECOND


def test_limits_and_the_list_changed_meanwhile_stay() -> None:
    script = three().done(c.GiveFloor(E1), c.SetListOpen(False))
    assert not undo(script).session.floor.list_open


def test_a_point_that_asks_again_after_not_arranged_has_moved_on() -> None:
    script = three().done(c.DeclineRequest(E1))
    act = c.UndoFloorAct(script.session.rev)
    script.done(c.RequestFloor(GL, INTERVENTION, HEAD), by=GIA_LAI)
    script.when(act).refused(Refusal.UNDO_GONE)


def test_not_arranged_taken_back_shows_the_older_one_again() -> None:
    script = three().done(c.DeclineRequest(E3), at="9:01")
    hall = c.RequestFloor(HALL, INTERVENTION)
    script.done(hall, hall, c.DeclineRequest(E4), at="9:02")
    before = dict(script.session.floor.declined)
    script.done(c.DeclineRequest(EntryId("e5")), at="9:03")
    assert undo(script).session.floor.declined == before


def test_another_undo_leaves_a_not_arranged_alone() -> None:
    script = three().done(c.RequestFloor(GL, ORDER), c.DeclineRequest(E1), at="9:01")
    script.done(c.CallPoint(E4))
    assert GL in undo(script).session.floor.declined


def test_points_of_order_keep_their_order_of_arrival() -> None:
    script = three().done(c.RequestFloor(GL, ORDER), c.CallPoint(E1), c.RevokeCall(E1))
    script.done(c.RequestFloor(CB, ORDER))
    assert undo(script).session.floor.order == [E1, E4, EntryId("e5"), E2, E3]
