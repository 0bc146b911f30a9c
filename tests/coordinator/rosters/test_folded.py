"""Folding is remembered while a file is looked at, and no longer."""

from __future__ import annotations

from coordinator.rosters import folded
from coordinator.rosters.preview import Choices, RosterNow, make_preview
from coordinator.rosters.workbook import read_workbook
from tests.support.office_files import Sheet, xlsx
from tests.support.roster_places import roster_places
from wire import text


def test_it_is_the_same_fold() -> None:
    with folded.looking():
        pass
    with folded.looking():
        for word in ("Đắk Lắk", "hòa", "Ea H’leo", ""):
            assert folded.fold(word) == folded.fold(word) == text.fold(word)
        assert folded.remembered() == 4


def test_nothing_of_a_file_is_remembered() -> None:
    grids = read_workbook(xlsx(Sheet("S", (("Họ tên", "Đơn vị"), ("Mẫu Văn An", "Cao Bằng")))))
    make_preview(grids, Choices(), RosterNow(roster_places(), ()))
    assert folded.remembered() == 0
