"""Heads rolled up: every mixture of names, rooms and covering counts, and nobody twice."""

from __future__ import annotations

from coordinator.core.attendance.commands import NoteHeadCount
from coordinator.reports.figures import Heads
from coordinator.reports.heads import heads
from tests.support.reported import Reported
from tests.support.small_meeting import ALAN, CB, CHU_PAH, GL
from wire.vocabulary import SiteId


def told(kept: Reported, **by_name: int) -> dict[SiteId, Heads]:
    return heads(kept.session, {GL: by_name.get("gl", 0), CHU_PAH: by_name.get("cp", 0)})


def test_a_room_is_the_larger_of_its_count_and_those_who_came_by_name() -> None:
    kept = Reported()
    kept.do("9:10", NoteHeadCount(CHU_PAH, 21))
    assert told(kept, cp=5)[CHU_PAH] == Heads(21, 21)
    assert told(kept, cp=30)[CHU_PAH] == Heads(21, 30)
    assert told(kept)[CB] == Heads(None, 0)


def test_a_point_answers_for_those_below_it() -> None:
    kept = Reported()
    kept.do("9:10", NoteHeadCount(CHU_PAH, 21))
    kept.do("9:11", NoteHeadCount(ALAN, 9))
    assert told(kept, gl=3)[GL] == Heads(None, 33)


def test_a_covering_count_takes_the_place_of_the_sum_which_stands_beside_it() -> None:
    kept = Reported()
    kept.do("9:10", NoteHeadCount(CHU_PAH, 21))
    kept.do("9:11", NoteHeadCount(GL, 40, covers=True))
    assert told(kept, gl=3)[GL] == Heads(None, 40, 24)
    kept.do("9:12", NoteHeadCount(GL, 24, covers=True))
    assert told(kept, gl=3)[GL] == Heads(None, 24, None)


def test_the_newest_count_holds() -> None:
    kept = Reported()
    kept.do("9:10", NoteHeadCount(CHU_PAH, 21))
    kept.do("9:20", NoteHeadCount(CHU_PAH, 18))
    assert told(kept)[CHU_PAH] == Heads(18, 18)
