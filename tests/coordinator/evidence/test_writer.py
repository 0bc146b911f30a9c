"""Writing the record while the meeting goes on."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from coordinator.core.people import PrivateRow
from coordinator.evidence import writer
from coordinator.evidence.verify import verify
from coordinator.evidence.writer import Texts, chunks
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Batch
from tests.support.long_record import ID, LongRecord

Meanwhile = Callable[[int], Coroutine[Any, Any, None]]


class Busy(MemoryStore):
    """A store in which something happens at each page of texts that is read."""

    meanwhile: Meanwhile | None = None
    pages = 0

    async def texts(self, session: Any, after: str, limit: int) -> list[PrivateRow]:
        found = await super().texts(session, after, limit)
        if self.meanwhile is not None:
            self.pages += 1
            await self.meanwhile(self.pages)
        return found


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "PAGE_TEXTS", 7)
    monkeypatch.setattr(writer, "PAGE_EVENTS", 5)


async def begun(store: MemoryStore) -> LongRecord:
    book = await LongRecord(store).begin()
    await book.more(60)
    return book


def test_pieces_are_the_same_lines_and_never_much_larger_than_they_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writer, "PIECE_BYTES", 10)
    events = [b"one", b"two and more of it", b"", b"three", b"four"]
    pieces = list(writer.in_pieces(events))
    assert b"".join(pieces) == b"".join(event + b"\n" for event in events)
    assert all(len(piece) - 10 <= len(max(events, key=len)) for piece in pieces)
    assert list(writer.in_pieces([])) == []


async def test_what_comes_while_texts_are_read_is_in_the_record() -> None:
    store = Busy()
    book = await begun(store)

    async def goes_on(page: int) -> None:
        if page < 12:
            await book.more(book.session.rev + 3)

    store.meanwhile = goes_on
    data = await book.file()
    store.meanwhile = None
    verdict = verify(io.BytesIO(data))
    assert 60 < verdict.checkpoint.size <= book.session.rev
    assert verdict.texts > 0


async def test_who_is_erased_while_texts_are_read_is_not_in_the_record() -> None:
    """Neither those already read nor those still to come."""
    store = Busy()
    book = await begun(store)
    persons = list(book.session.people)
    gone: list[str] = []

    async def erases(page: int) -> None:
        if page in (2, 4):
            some = [persons[0], persons[-1]] if page == 2 else [persons[14]]
            await book.erase(*some)
            gone.extend(some)

    store.meanwhile = erases
    data = await book.file()
    assert len(gone) == 3
    verdict = verify(io.BytesIO(data))
    assert verdict.erased >= 3
    for person in gone:
        assert f'{{"ref":"{person}"'.encode() not in data


async def test_nothing_is_added_for_what_changes_no_text() -> None:
    store = Busy()
    book = await LongRecord(store, plain=10_000).begin()
    await book.more(20)

    async def ticks(page: int) -> None:
        await book.more(book.session.rev + 1)

    store.meanwhile = ticks
    assert verify(io.BytesIO(await book.file())).checkpoint.size == 20


async def test_the_pieces_are_fit_to_be_sent() -> None:
    book = await begun(MemoryStore())
    pieces = [one async for one in chunks(book.journal, book.notary, names=True)]
    assert all(piece.endswith(b"\n") or not piece for piece in pieces)
    assert max(piece.count(b"\n") for piece in pieces) <= 7


async def test_telephones_of_points_are_no_part_of_it() -> None:
    book = await begun(MemoryStore())
    rows = (PrivateRow("duty:64", "00", {"phone": "0269 000 064"}),)
    await book.journal.append(Batch(ID, (), rows))
    assert b"0269 000 064" not in await book.file()


def test_pages_are_kept_small() -> None:
    rows = [PrivateRow(f"t_{n}", "5a" * 16, {"text": "Lý do mẫu"}, "64.p1") for n in range(500)]
    page = writer._packed(rows)
    assert len(page) < 10_000 < len(zlib.decompress(page))
    texts = Texts([page], {"t_1": None, "t_10": b"again\n", "u_new": b"new\n"})
    first, last = texts.lines()
    assert len(first) == 499
    assert b"again\n" in first
    assert last == [b"new\n"]
    assert Texts([page], {}, {"64.p1"}).lines().__next__() == []
