"""Standing rosters: texts apart from ids, and erasure that nothing escapes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coordinator.clock import SessionClock
from coordinator.core.attendance.facts import Person, PersonSpec
from coordinator.core.base import Refused
from coordinator.core.people import PrivateRow
from coordinator.core.state import Session
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import STANDING, Batch
from coordinator.rosters.matching import Known
from coordinator.standing import Member, StandingBook, invited_of, members_of
from wire.codes import Refusal
from wire.vocabulary import PersonId, SessionId, SiteId

HALL = SiteId("TW")
NAME = "Đại biểu mẫu 07 – xóa"


def member(name: str, found: str = "") -> Member:
    return Member(found, HALL, False, {"name": name})


@pytest.fixture(name="book")
async def _book(tmp_path: Path) -> AsyncIterator[StandingBook]:
    store = await SqliteStore.open(tmp_path / "data", ballast_bytes=0)
    book = StandingBook(store, SessionClock())
    yield book
    await book.close()
    await store.close()


async def names(book: StandingBook, roster: str) -> list[str]:
    return [one.fields["name"] for one in await book.members(roster)]


def session_of(found: str) -> Session:
    """A session in which the member was erased."""
    session = Session(SessionId("phien-1"))
    spec = PersonSpec(PersonId("TW.01"), HALL, "", member=found)
    session.people[spec.id] = Person(spec, erased=True)
    session.erased.add(spec.id)
    return session


async def test_members_keep_their_ids_and_others_get_one(book: StandingBook) -> None:
    roster = await book.save(None, "Tổ mẫu", "loat", [member("Mẫu An"), member("Mẫu Bình")])
    first, second = await book.members(roster.id)
    changed = [member("Mẫu An Nhiên", first.id), member("Mẫu Chi", "made-up")]
    await book.save(roster.id, "Tổ mẫu", "", changed)
    one, two = await book.members(roster.id)
    assert (one.id, one.fields["name"]) == (first.id, "Mẫu An Nhiên")
    assert two.id not in (second.id, "made-up")


async def test_who_was_erased_in_a_session_leaves_and_never_returns(
    book: StandingBook, tmp_path: Path
) -> None:
    roster = await book.save(None, "Tổ mẫu", "", [member("Mẫu An"), member(NAME)])
    gone = (await book.members(roster.id))[1].id
    book._note(session_of(gone), ["TW.01"])
    await book.honour()
    assert await names(book, roster.id) == ["Mẫu An"]
    row = PrivateRow(gone, "5a" * 16, {"name": NAME}, owner=gone)
    await book._store.append(Batch(STANDING, (), (row,)))
    assert await names(book, roster.id) == ["Mẫu An"]
    files = [path.read_bytes() for path in (tmp_path / "data").iterdir() if path.is_file()]
    assert not any(NAME.encode() in data for data in files)


async def test_a_list_that_was_opened_before_an_erasure_is_not_saved_after_it(
    book: StandingBook,
) -> None:
    """What the page sends still has the name."""
    seen = await book.save(None, "Tổ mẫu", "", [member("Mẫu An"), member(NAME)])
    opened = await book.members(seen.id)
    book._note(session_of(opened[1].id), ["TW.01"])
    await book.honour()
    with pytest.raises(Refused) as refused:
        await book.save(seen.id, "Tổ mẫu", "", opened, seen_at=seen.updated_at)
    assert refused.value.code is Refusal.CONFLICT
    assert await names(book, seen.id) == ["Mẫu An"]


async def test_of_two_who_save_what_both_saw_one_is_refused(book: StandingBook) -> None:
    seen = await book.save(None, "Tổ mẫu", "", [member("Mẫu An")])
    lists = [[member("Mẫu Bình")], [member("Mẫu Chi")]]
    saved = await asyncio.gather(
        *(book.save(seen.id, "Tổ mẫu", "", one, seen_at=seen.updated_at) for one in lists),
        return_exceptions=True,
    )
    assert [isinstance(one, Refused) for one in saved] == [False, True]
    assert await names(book, seen.id) == ["Mẫu Bình"]
    await book.drop(seen.id)
    with pytest.raises(Refused):
        await book.save(seen.id, "Tổ mẫu", "", lists[0], seen_at=seen.updated_at)


async def test_what_a_crash_left_behind_is_swept(book: StandingBook) -> None:
    row = PrivateRow("m-orphan", "5a" * 16, {"name": NAME}, owner="m-orphan")
    await book._store.append(Batch(STANDING, (), (row,)))
    await book._sweep()
    assert await book._store.texts(STANDING, "", 10) == []


async def test_dropping_a_roster_drops_its_names(book: StandingBook, tmp_path: Path) -> None:
    roster = await book.save(None, "Tổ mẫu", "", [member(NAME)])
    await book.drop(roster.id)
    assert await book.rosters() == []
    files = [path.read_bytes() for path in (tmp_path / "data").iterdir() if path.is_file()]
    assert not any(NAME.encode() in data for data in files)


def test_whom_a_session_invites() -> None:
    known = [
        Known(PersonId("TW.01"), HALL, "Mẫu An", texts={"name": "Mẫu An"}),
        Known(PersonId("TW.02"), HALL, "Mẫu Khách", added=True, texts={"name": "Mẫu Khách"}),
        Known(PersonId("TW.03"), HALL, "Mẫu Thôi", struck=True, texts={"name": "Mẫu Thôi"}),
    ]
    (invited,) = members_of(invited_of(known))
    assert invited.fields == {"name": "Mẫu An"}
