"""Pages of people: each page where the count says it lies, whatever the point and the mark."""

from __future__ import annotations

import random

import pytest

from coordinator.console import people_sought, surveys
from coordinator.console.people_sought import Wanted, page_of_people
from coordinator.console.surveys import Asked, count
from coordinator.core.attendance.commands import ImportRoster, NoteAttendance
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.people import PrivateRow
from coordinator.core.session import StartSession
from tests.coordinator.console.conftest import Door
from tests.support.small_meeting import SALT
from wire.vocabulary import Attendance, PersonId, SiteId

SITES = ("TW", "BTC", "64", "04", "64-01", "64-02")
STATES = (Attendance.IN_PERSON, Attendance.ONLINE, Attendance.ABSENT)


async def crowd(door: Door, seed: int) -> None:
    """Sixty more people at random points, half of them noted."""
    dice = random.Random(seed)
    specs, rows = [], []
    for n in range(60):
        site = SiteId(dice.choice(SITES))
        person = PersonId(f"{site}.m{n:02d}")
        row = PrivateRow(person, SALT, {"name": f"Đại biểu mẫu {n:02d}", "post": ""}, person)
        rows.append(row)
        specs.append(PersonSpec(person, site, row.as_ref().commitment))
    await door.submit(ImportRoster(tuple(specs)), *rows)
    await door.submit(StartSession())
    for spec in dice.sample(specs, 30):
        await door.submit(NoteAttendance(spec.id, Note(dice.choice(STATES))))


@pytest.mark.parametrize("seed", range(4))
async def test_pages_of_any_size_are_the_whole_list(
    door: Door, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await crowd(door, seed)
    monkeypatch.setattr(surveys, "PEOPLE_PER_TURN", 7)
    survey = await count(door.conductor, Asked())
    for mark in (None, "present", "never", "absent"):
        for site in (None, SiteId("64")):
            whole = await page_of_people(door.conductor, survey, Wanted(site, mark, limit=500))
            assert whole.total == len(whole.rows)
            assert whole.total == sum(
                survey.many(mark, code) for code in ([site] if site else map(SiteId, SITES))
            )
            for size in (1, 7, 50):
                pages = [
                    await page_of_people(
                        door.conductor, survey, Wanted(site, mark, offset=offset, limit=size)
                    )
                    for offset in range(0, len(whole.rows) + 1, size)
                ]
                assert [row for page in pages for row in page.rows] == list(whole.rows)


async def test_a_search_stops_when_there_is_enough(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    await crowd(door, 1)
    monkeypatch.setattr(people_sought, "SEARCHED_SHOWN_MAX", 5)
    survey = await count(door.conductor, Asked())
    found = await page_of_people(door.conductor, survey, Wanted(words="đại biểu"))
    assert (len(found.rows), found.total) == (5, None)
    found = await page_of_people(door.conductor, survey, Wanted(words="MAU 07"))
    assert ([row.name for row in found.rows], found.total) == (["Đại biểu mẫu 07"], 1)
    found = await page_of_people(door.conductor, survey, Wanted(words="mau 07", offset=1))
    assert (found.rows, found.total) == ((), 1)
