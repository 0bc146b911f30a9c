"""Every sample file imports right, or says what is wrong in which cell."""

from __future__ import annotations

import pytest

from coordinator.rosters.faults import Fault, Unreadable
from coordinator.rosters.preview import Choices, Preview, RosterNow, make_preview
from coordinator.rosters.workbook import read_workbook
from tests.support.office_files import Sheet, xlsx
from tests.support.roster_files import ROSTER_FILES as FILES
from tests.support.roster_places import roster_places
from tests.support.roster_sample import RosterFile
from wire.vocabulary import SiteId


def previewed(data: bytes, choices: Choices | None = None, now: RosterNow | None = None) -> Preview:
    return make_preview(
        read_workbook(data), choices or Choices(), now or RosterNow(roster_places(), ())
    )


def test_there_are_thirty_files_and_more() -> None:
    assert len({file.name for file in FILES}) == len(FILES) >= 30


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_read_as_it_should_be(file: RosterFile) -> None:
    assert file.make() == file.make()
    try:
        preview = previewed(file.make())
    except Unreadable as unreadable:
        told = unreadable.trouble
        assert ((told.cell, told.fault),) == file.troubles
        return
    people = tuple((one.entry.name, one.found.site) for one in preview.people)
    troubles = tuple((one.cell, one.fault) for one in preview.troubles)
    assert (people, sorted(troubles)) == (file.people, sorted(file.troubles))
    posts = {one.entry.name: one.entry.post for one in preview.people}
    assert {name: posts[name] for name, _ in file.posts} == dict(file.posts)


def test_whoever_waits_for_a_point_is_told_in_full_and_other_faults_in_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("coordinator.rosters.faults.TROUBLES_SHOWN_MAX", 2)
    rows = [("Họ và tên", "Đơn vị")]
    rows += [(f"Đại biểu mẫu {n:02d} – X", "Viện Mẫu") for n in range(9)]
    rows += [(f"M?u V?n {n}", "Cao Bằng") for n in range(5)]
    preview = previewed(xlsx(Sheet("S", rows)))
    faults = [one.fault for one in preview.troubles]
    assert (faults.count(Fault.SITE_UNKNOWN), faults.count(Fault.LETTERS_LOST)) == (9, 2)
    assert (preview.troubles_count, preview.stops_count) == (14, 5)


def test_a_point_for_those_without_a_unit_leaves_unknown_units_open() -> None:
    rows = [("Họ và tên", "Đơn vị"), ("Đại biểu mẫu 01 – X", ""), ("Đại biểu mẫu 02 – X", "Viện M")]
    data = xlsx(Sheet("Khách mời", rows))
    assert [one.fault for one in previewed(data).troubles] == [
        Fault.SITE_MISSING,
        Fault.SITE_UNKNOWN,
    ]
    preview = previewed(data, Choices(site=SiteId("04")))
    assert [(one.entry.name, one.found.site) for one in preview.people] == [
        ("Đại biểu mẫu 01 – X", "04")
    ]
    assert [one.fault for one in preview.troubles] == [Fault.SITE_UNKNOWN]
