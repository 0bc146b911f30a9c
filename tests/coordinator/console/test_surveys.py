"""Counts beside the meeting: shared, kept for a while, never older than what the asker has done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest

from coordinator.console import surveys
from coordinator.console.surveys import Asked, Surveys, _Kept, count, slices
from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views.presence import Moment, Rules, meeting_time
from coordinator.views.survey import Survey, survey
from tests.coordinator.console.conftest import Door
from tests.support.small_meeting import HEAD, SECOND
from tests.support.until import until_async
from wire.vocabulary import Attendance, SessionId, SiteId

T = TypeVar("T")
HERE = Note(Attendance.IN_PERSON)


async def test_askers_at_the_same_time_share_one_count(door: Door) -> None:
    counts = Surveys()
    both = await asyncio.gather(*(counts.of(door.conductor, Asked()) for _ in range(3)))
    assert both[0] is both[1] is both[2]
    assert await counts.of(door.conductor, Asked()) is both[0]
    assert await counts.of(door.conductor, Asked(rules=Rules(50))) is not both[0]


async def test_a_count_that_does_not_know_what_was_done_is_made_anew(door: Door) -> None:
    counts = Surveys()
    await counts.of(door.conductor, Asked())
    await door.submit(NoteAttendance(HEAD, HERE))
    rev = await door.rev()
    found = await counts.of(door.conductor, Asked(), since=rev)
    assert (found.count("present"), found.rev) == (1, rev)
    ahead = await counts.of(door.conductor, Asked(), since=rev + 100)
    assert ahead.rev == rev


async def test_a_count_that_is_being_made_may_be_too_old_for_the_next_asker(door: Door) -> None:
    counts = Surveys()
    first = asyncio.create_task(counts.of(door.conductor, Asked()))
    await asyncio.sleep(0)
    await door.submit(NoteAttendance(HEAD, HERE))
    later = await counts.of(door.conductor, Asked(), since=await door.rev())
    assert later.count("present") == 1
    assert (await first).rev <= later.rev


async def test_the_now_of_a_count_is_that_of_its_turn(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody arrives after the question and before its turn: who is in the revision is in the
    count."""
    ask, asked_at = door.conductor.ask, door.conductor.now()

    async def in_turn(question: Callable[[Session, People], T]) -> T:
        monkeypatch.undo()
        await until_async(lambda: door.conductor.now() > asked_at, "a millisecond")
        await door.submit(NoteAttendance(HEAD, HERE))
        return await ask(question)

    monkeypatch.setattr(door.conductor, "ask", in_turn)
    assert (await Surveys().of(door.conductor, Asked())).count("present") == 1


async def test_a_count_as_it_was_known_asks_for_nothing_later(door: Door) -> None:
    """Whoever has just corrected something looks at a roll call that was frozen before."""
    counts, frozen = Surveys(), Moment(door.conductor.now(), known=await door.rev())
    await door.submit(NoteAttendance(HEAD, HERE))
    async with asyncio.timeout(30):
        found = await counts.of(door.conductor, Asked(frozen), since=await door.rev())
    assert (found.rev, found.count("present")) == (frozen.known, 0)


async def test_only_the_newest_counts_are_kept(door: Door) -> None:
    counts = Surveys()
    for at in range(surveys.KEPT_MAX + 3):
        await counts.of(door.conductor, Asked(Moment(at)))
    assert len(counts._kept) == surveys.KEPT_MAX


async def test_slices_come_to_the_same_as_one_look(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    await door.submit(NoteAttendance(HEAD, HERE))
    await door.submit(NoteAttendance(SECOND, HERE))
    now = door.conductor.now()
    whole = await door.conductor.ask(lambda session, people: survey(session, now, Moment(now)))
    for at_once in (1, 3, 500):
        monkeypatch.setattr(surveys, "PEOPLE_PER_TURN", at_once)
        sliced = await count(door.conductor, Asked(Moment(now)))
        assert (sliced.sites, sliced.steps()) == (whole.sites, whole.steps())


async def test_a_slice_is_some_hundred_people_or_one_great_hall(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def groups(at_once: int) -> list[list[SiteId]]:
        monkeypatch.setattr(surveys, "PEOPLE_PER_TURN", at_once)
        return await door.conductor.ask(
            lambda session, people: list(slices(session, session.site_order))
        )

    assert await groups(500) == [["TW", "BTC", "64", "04", "64-01", "64-02"]]
    assert await groups(1) == [["TW"], ["BTC"], ["64"], ["04"], ["64-01", "64-02"]]
    assert await groups(4) == [["TW", "BTC"], ["64", "04"], ["64-01", "64-02"]]


def test_a_costly_count_is_kept_longer() -> None:
    found = Survey(Moment(0), meeting_time(Session(SessionId("s")), 0), Rules(), 7)
    cheap, dear = _Kept(found, 0.0, 0.0, past=False), _Kept(found, 0.0, 2.0, past=False)
    assert cheap.serves(0.4, 7, 9)
    assert not cheap.serves(0.6, 7, 9)
    assert dear.serves(15.9, 7, 9)
    assert not dear.serves(16.1, 7, 7)
    assert not dear.serves(1.0, 8, 9)


def test_a_count_of_the_past_holds_until_something_is_recorded() -> None:
    found = Survey(Moment(0), meeting_time(Session(SessionId("s")), 0), Rules(), 7)
    kept = _Kept(found, 0.0, 2.0, past=True)
    assert kept.serves(9_999.0, 7, 7)
    assert not kept.serves(9_999.0, 7, 8)


async def test_after_the_end_nothing_is_counted_twice(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    await door.accepted("host", "start_session")
    await door.accepted("host", "close_session")
    monkeypatch.setattr(surveys, "FRESH_S", 0.0)
    counts = Surveys()
    first = await counts.of(door.conductor, Asked())
    await until_async(lambda: door.conductor.now() > first.moment.at, "a millisecond later")
    again = await counts.of(door.conductor, Asked())
    assert await counts.of(door.conductor, Asked()) is again
