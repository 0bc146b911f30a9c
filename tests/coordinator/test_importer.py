"""The picture of a roster, and carrying an import out beside a meeting that runs."""

from __future__ import annotations

from coordinator import importer
from coordinator.rosters.plan import Decisions
from coordinator.rosters.preview import Choices
from coordinator.rosters.remembered import Remembered, to_remember
from coordinator.rosters.workbook import read_workbook
from tests.coordinator.console.conftest import Door, opened
from tests.support.office_files import Sheet, xlsx
from tests.support.small_meeting import ORGANIZER
from wire.vocabulary import SiteId

ROWS = (("Họ và tên", "Đơn vị"), ("Đại biểu mẫu 07 – Cao Bằng", "Cao Bằng"))


async def test_the_mark_changes_with_the_roster_and_with_nothing_else() -> None:
    async with opened() as door:
        before = await importer.picture(door.conductor)
        await door.accepted("host", "start_session")
        assert (await importer.picture(door.conductor)).mark == before.mark
        await _import(door)
        assert (await importer.picture(door.conductor)).mark != before.mark


async def test_the_mark_changes_with_what_is_remembered_of_files() -> None:
    async with opened() as door:
        before = await importer.picture(door.conductor)
        chosen = to_remember(door.conductor.id, {"Sở Mẫu": SiteId("04")})
        after = await importer.picture(door.conductor, Remembered(door.conductor.id, chosen))
        assert (after.mark == before.mark, after.now.remembered.sites) == (False, chosen)


async def test_the_erased_are_counted_and_have_no_name() -> None:
    async with opened() as door:
        await door.accepted("organizer", "erase_person", person="64.02")
        taken = await importer.picture(door.conductor)
        assert taken.now.erased == {"64": 1}
        assert "64.02" not in {one.id for one in taken.now.known}
        assert "64.02" in taken.specs


async def test_an_import_is_carried_out_and_again_is_nothing() -> None:
    async with opened() as door:
        first = await _import(door)
        assert (first.figures.added, first.outcome is not None) == (1, True)
        again = await _import(door)
        assert (again.figures.same, again.outcome) == (1, None)


async def _import(door: Door) -> importer.Done:
    grids = read_workbook(xlsx(Sheet("S", ROWS)))
    taken = await importer.picture(door.conductor)
    made = await importer.preview(grids, Choices(), taken)
    planned = importer.plan(made, Decisions(), taken)
    return await importer.carry_out(door.conductor, planned, taken, ORGANIZER, "i1")
