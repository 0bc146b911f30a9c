"""The table is true: every act is tried in every state, and leads where its row says."""

from __future__ import annotations

import pytest

from coordinator.core.base import FloorCommand
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.floor.queue import STANDBY, WAITING
from coordinator.core.floor.table import ON_AIR, TABLE, arrows
from tests.support.one_entry import ACTS, READY, TO, entry_in
from tests.support.small_meeting import E1, GIA_LAI, clock
from wire.codes import Refusal
from wire.vocabulary import EntryState

S = EntryState
# These are about the list, not about one entry of it.
OF_THE_LIST = {
    c.RequestFloor,
    c.UndoFloorAct,
    c.ChangeLimits,
    c.SetListOpen,
    c.ChangeRules,
    t.WindDown,
}


def test_every_act_on_an_entry_is_in_the_table() -> None:
    assert set(TABLE) == {*c.FLOOR_COMMANDS, *t.TURN_COMMANDS} - OF_THE_LIST
    assert set(TABLE) == {*(type(act) for act in ACTS), c.ReportReady}
    assert set(TO) == set(EntryState)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
@pytest.mark.parametrize("state", list(EntryState))
def test_the_table_of_acts_and_states(state: EntryState, act: FloorCommand) -> None:
    script, row = entry_in(state), TABLE[type(act)]
    step = script.when(act, at="9:06")
    if state not in row.among:
        step.refused(Refusal.WRONG_STATE, state=state.value, entry="e1")
        return
    step.accepted()
    assert script.session.floor.entries[E1].state is (state if row.to is None else row.to)


@pytest.mark.parametrize("ready", [True, False])
@pytest.mark.parametrize("state", TABLE[c.ReportReady].among)
def test_ready_and_not_ready_lead_where_the_table_says(state: EntryState, ready: bool) -> None:
    script, row = entry_in(state), TABLE[c.ReportReady]
    script.done(c.ReportReady(E1, READY.called_at, ready), by=GIA_LAI, at="9:06")
    assert script.session.floor.entries[E1].state is (row.to if ready else row.back)


def test_the_arrows_are_the_changes_of_state() -> None:
    drawn = set(arrows())
    assert (S.CALLED, "ReportReady", S.READY) in drawn
    assert (S.READY, "ReportReady", S.CALLED) in drawn
    assert (S.PAUSED, "SetAside", S.DEFERRED) in drawn
    assert (S.ENDED, "PutBack", S.QUEUED) in drawn
    assert len(drawn) == len(list(arrows()))
    assert all(before is not after for before, _, after in drawn)
    assert not [one for one in drawn if one[1] in ("MoveRequest", "KeepWaiting", "CuePicture")]


def test_only_withdrawn_and_written_are_the_end_of_a_request() -> None:
    """What was not arranged may still come in writing; who has spoken may be put back."""
    assert set(EntryState) - {before for before, _, _ in arrows()} == {S.WITHDRAWN, S.WRITTEN}


def test_who_waits_stands_by_or_is_on_air_is_told_apart() -> None:
    assert set(STANDBY) < set(WAITING)
    assert not set(ON_AIR) & set(WAITING)
    assert clock("9:05") == READY.called_at
