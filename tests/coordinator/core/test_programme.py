"""The programme: one item at a time, each with its own beginning, end and quota."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator.core.base import Asked
from coordinator.core.floor import commands as c
from coordinator.core.floor import events as e
from coordinator.core.floor import turns as t
from coordinator.core.floor.state import FloorRules
from coordinator.core.floor.turns import ListWoundDown, RequestsReturned, RequestsSetAside
from coordinator.core.programme import BeginItem, ItemBegun, ItemRules, ProgrammeSet, decide
from coordinator.core.session import BeginRehearsal, CloseSession, EndRehearsal, StartSession
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    BTC,
    CB,
    DISCUSSION,
    E1,
    E2,
    E3,
    E4,
    GL,
    HOST,
    OPENING,
    clock,
    items,
    live,
    small_meeting,
)
from wire.codes import Refusal
from wire.floor_words import QueueFate
from wire.vocabulary import HALL, EntryId, ItemId, LimitKey, SpeechKind

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


# --- what an item asks of the floor -------------------------------------------------------------


def ruled(**rules: object) -> Script:
    """A meeting on its opening; the discussion has these rules. Gia Lai is called, two wait."""
    prepared, invited, roster, _, begun = live()
    own = ItemRules(**rules)
    specs = tuple(replace(one, rules=own) if one.id == DISCUSSION else one for one in items())
    script = given(prepared, invited, roster, ProgrammeSet(specs), begun)
    asked = (c.RequestFloor(site, SpeechKind.DEBATE) for site in (GL, CB, BTC))
    return script.done(BeginItem(OPENING), *asked, c.CallPoint(E1), at="9:00")


def test_going_on_leaves_those_who_wait_unless_told_otherwise() -> None:
    script = ruled()
    script.when(BeginItem(DISCUSSION)).then(ItemBegun(DISCUSSION))
    assert script.session.floor.order == [E1, E2, E3]


def test_those_who_wait_may_be_parked_until_their_item_comes_back() -> None:
    script = ruled(queue=QueueFate.PARK).done(c.RequestFloor(HALL, SpeechKind.DEBATE))
    script.done(c.CallPoint(E4))
    script.when(BeginItem(DISCUSSION), at="9:05").then(
        RequestsSetAside((E2, E3), OPENING), ItemBegun(DISCUSSION, same_act=True)
    )
    floor = script.session.floor
    assert (floor.order, floor.aside) == ([E1, E4], [E2, E3])
    assert floor.entries[E2].aside_item == OPENING
    script.done(t.SetAside(E4))
    script.when(BeginItem(OPENING), at="9:30").then(ItemBegun(OPENING), RequestsReturned((E2, E3)))
    assert (floor.order, floor.aside) == ([E1, E2, E3], [E4])
    assert (floor.entries[E2].aside_item, floor.entries[E2].aside_at) == (None, None)


def test_those_who_wait_may_be_asked_to_write() -> None:
    script = ruled().done(c.SetListOpen(False))
    script.when(BeginItem(DISCUSSION, QueueFate.WRITTEN)).then(
        ListWoundDown({}, (E2, E3), list_open=False), ItemBegun(DISCUSSION, same_act=True)
    )
    assert script.session.floor.order == [E1]
    opened = ruled().done(BeginItem(DISCUSSION, QueueFate.WRITTEN))
    assert opened.session.floor.list_open


def test_whoever_goes_on_may_say_otherwise_than_the_item() -> None:
    script = ruled(queue=QueueFate.PARK)
    script.when(BeginItem(DISCUSSION, QueueFate.KEEP)).then(ItemBegun(DISCUSSION))
    assert script.session.floor.order == [E1, E2, E3]


def test_nobody_waiting_is_nobody_parked() -> None:
    script = ruled().done(c.DeclineRequest(E2), c.DeclineRequest(E3))
    for fate, item in ((QueueFate.PARK, DISCUSSION), (QueueFate.WRITTEN, OPENING)):
        script.when(BeginItem(item, fate)).then(ItemBegun(item))


def test_the_chairs_words_and_points_of_order_go_on_with_the_meeting() -> None:
    kinds = (SpeechKind.DIRECTIVE, SpeechKind.POINT_OF_ORDER)
    script = ruled().done(*(c.RequestFloor(HALL, kind) for kind in kinds))
    script.done(BeginItem(DISCUSSION, QueueFate.PARK))
    assert script.session.floor.order == [E1, EntryId("e5"), E4]


def test_parked_before_any_item_waits_for_somebody_to_fetch_it() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE))
    script.done(BeginItem(OPENING, QueueFate.PARK))
    assert script.session.floor.entries[E1].aside_item is None
    script.done(BeginItem(DISCUSSION), BeginItem(OPENING))
    assert script.session.floor.aside == [E1]


def test_an_item_has_rules_of_its_own_and_keeps_the_others() -> None:
    script = ruled(
        list_open=False,
        limits={LimitKey.DEBATE: 60_000, LimitKey.REPLY: 600_000},
        present_only=True,
        speeches_max=1,
    ).done(c.ChangeRules(picture_check=True))
    script.when(BeginItem(DISCUSSION)).then(
        e.RulesChanged(True, True, 1),
        e.LimitsChanged({LimitKey.DEBATE: 60_000}),
        e.ListOpenSet(False),
        ItemBegun(DISCUSSION),
    )
    assert script.session.floor.rules == FloorRules(True, True, 1)


def test_rules_that_hold_already_change_nothing() -> None:
    script = ruled(list_open=True, limits={LimitKey.REPLY: 600_000}, speeches_max=2)
    script.when(BeginItem(DISCUSSION)).then(ItemBegun(DISCUSSION))


def test_parking_is_an_act_that_can_be_taken_back() -> None:
    script = ruled(queue=QueueFate.PARK)
    step = script.when(BeginItem(DISCUSSION), at="9:05")
    act_rev = step.recorded[0].rev
    step.accepted().done(c.UndoFloorAct(act_rev), at="9:05:08")
    assert script.session.programme.current == DISCUSSION
    assert (script.session.floor.order, script.session.floor.aside) == ([E1, E2, E3], [])


def test_parking_some_and_fetching_others_is_one_act_and_one_undo() -> None:
    script = ruled().done(BeginItem(DISCUSSION, QueueFate.PARK), at="9:05")
    script.done(c.RequestFloor(HALL, SpeechKind.DEBATE), at="9:06")
    script.when(BeginItem(OPENING, QueueFate.PARK), at="9:10").then(
        RequestsSetAside((E4,), DISCUSSION),
        ItemBegun(OPENING, same_act=True),
        RequestsReturned((E2, E3), same_act=True),
    )
    floor = script.session.floor
    assert (floor.order, floor.aside) == ([E1, E2, E3], [E4])
    assert floor.undo is not None
    script.done(c.UndoFloorAct(floor.undo.rev), at="9:10:05")
    assert (floor.order, floor.aside, floor.undo) == ([E1, E4], [E2, E3], None)
    assert (floor.entries[E2].aside_item, floor.entries[E4].aside_item) == (OPENING, None)


def test_asking_some_to_write_and_fetching_others_is_one_undo_too() -> None:
    script = ruled().done(BeginItem(DISCUSSION, QueueFate.PARK), at="9:05")
    script.done(c.RequestFloor(CB, SpeechKind.POINT_OF_ORDER), at="9:06")
    script.done(c.RequestFloor(HALL, SpeechKind.DEBATE), at="9:06")
    script.done(BeginItem(OPENING, QueueFate.WRITTEN), at="9:10")
    floor = script.session.floor
    assert list(floor.declined.values()) == [EntryId("e5")]
    assert floor.undo is not None
    script.done(c.UndoFloorAct(floor.undo.rev), at="9:10:05")
    assert (floor.order, floor.aside) == ([E1, E4, EntryId("e5")], [E2, E3])
    assert floor.declined == {}


def test_an_items_own_limits_and_list_end_no_undo_of_its_own_queue() -> None:
    rules = {"limits": {LimitKey.DEBATE: 60_000}, "list_open": False}
    script = ruled(queue=QueueFate.WRITTEN, **rules)
    script.when(BeginItem(DISCUSSION), at="9:05").then(
        e.LimitsChanged({LimitKey.DEBATE: 60_000}),
        e.ListOpenSet(False),
        ListWoundDown({}, (E2, E3), list_open=False),
        ItemBegun(DISCUSSION, same_act=True),
    )
    floor = script.session.floor
    assert floor.undo is not None, "one may have pressed it by mistake"
    script.done(c.UndoFloorAct(floor.undo.rev), at="9:05:08")
    assert floor.order == [E1, E2, E3]
    assert (floor.limits[LimitKey.DEBATE], floor.list_open) == (60_000, False), "the item's own"


def test_what_was_recorded_before_an_act_was_one_undo_folds_as_it_did() -> None:
    script = ruled().done(BeginItem(DISCUSSION, QueueFate.PARK), at="9:05")
    script.done(c.RequestFloor(HALL, SpeechKind.DEBATE), at="9:06")
    old = (RequestsSetAside((E4,), DISCUSSION), ItemBegun(OPENING), RequestsReturned((E2, E3)))
    script.given(*old, at="9:10", by=HOST)
    floor = script.session.floor
    assert floor.undo is not None
    assert (floor.undo.what, floor.undo.rev) == ("RequestsReturned", script.session.rev)
    assert [one.id for one in floor.undo.before] == [E2, E3]


def test_the_programme_knows_its_items_by_their_id() -> None:
    programme = given(*live()).session.programme
    assert (programme.item(DISCUSSION), programme.item(None)) == (items()[1], None)
    with pytest.raises(AssertionError):
        decide(given(*live()).session, Asked(StartSession(), HOST))
