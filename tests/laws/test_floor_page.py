"""The page of the floor's rules is what the table says; and a difference is seen."""

from __future__ import annotations

from coordinator.core.floor import handover, rules
from coordinator.core.floor import turns as t
from coordinator.core.floor.queue import STANDBY_MAX
from coordinator.core.floor.state import FloorRules
from coordinator.core.floor.table import TABLE, Row, arrows
from tests.laws import docs, floor_page
from tests.laws.tree import ROOT
from wire.floor_words import Question, QueueFate
from wire.limits import INTENT_AGE_MAX_S
from wire.vocabulary import EntryState

PAGE = (ROOT / floor_page.PAGE).read_text(encoding="utf-8")


def test_the_drawing_and_the_acts_are_made_from_the_table() -> None:
    assert floor_page.stale(PAGE, TABLE) == []
    assert floor_page.renewed(PAGE, TABLE) == PAGE


def test_a_planted_difference_is_seen() -> None:
    planted = {**TABLE, t.PutBack: Row((EntryState.ENDED,), EntryState.REQUESTED)}
    assert floor_page.stale(PAGE, planted) == ["diagram", "acts"]
    assert floor_page.stale(PAGE.replace("chờ thêm", "chờ"), TABLE) == ["acts"]
    shorter = {act: row for act, row in TABLE.items() if act is not t.KeepWaiting}
    assert floor_page.stale(PAGE, shorter) == ["acts"]


def test_the_boxes_hide_no_arrow_and_add_none() -> None:
    every = {(a.value, floor_page.api_name(act), b.value) for a, act, b in arrows()}
    assert floor_page.expanded(floor_page.drawn(TABLE)) == every


def test_every_state_question_and_fate_is_explained() -> None:
    words = [*(one.value for one in (*EntryState, *Question, *QueueFate)), "wrong_state"]
    assert docs.unwritten(PAGE, words) == []
    assert docs.unknown_paths(ROOT, floor_page.PAGE) == []


def test_the_figures_are_those_of_the_program() -> None:
    seconds = [
        handover.ANSWER_MS,
        handover.PICTURE_MS,
        handover.READY_MS,
        handover.HOLD_MS,
    ]
    for ms in seconds:
        assert f"| {ms // 1000} s " in PAGE
    assert f"| {handover.OVERTIME_MS // 60_000} min over" in PAGE
    assert f"more than {INTENT_AGE_MAX_S} seconds" in PAGE
    assert f"within {rules.UNDO_MS // 1000} seconds" in PAGE
    assert (STANDBY_MAX, FloorRules().speeches_max) == (3, 2), "said in words: three, two"
