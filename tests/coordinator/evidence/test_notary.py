"""When a notary signs, what it signs, and that it never stands in the way."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from coordinator.core.people import People
from coordinator.core.session import CloseSession
from coordinator.evidence import notary as office
from coordinator.evidence.notary import STORE, Notary, Signed
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Contradiction
from tests.support.long_record import ID, SIGNER, LongRecord
from tests.support.until import until_async
from wire.checkpoint import Checkpoint, Signer, opened
from wire.merkle import Tree, leaf_hash
from wire.vocabulary import SiteId
from wire.witness import Doubt

OTHER = Signer("diemcau/0a1b2c3d4e", bytes(32))


@pytest.fixture
async def book() -> LongRecord:
    return await LongRecord(MemoryStore()).begin()


def notary_of(book: LongRecord, signer: Signer = SIGNER) -> Notary:
    """Another one on the same journal, as after a restart."""
    return Notary(ID, book.journal, book.clock, signer)


async def told(book: LongRecord, notary: Notary, *, since: int) -> None:
    """Show the notary the commits since a revision, as the conductor would."""
    recorded = await book.journal.events(ID, since, 10_000)
    head = await book.journal.head(ID)
    notary.committed(book.session, People(), recorded, head)


async def test_a_signature_covers_the_bytes_as_they_are_stored(book: LongRecord) -> None:
    await book.more(20)
    signed = await book.notary.sign()
    tree = Tree(leaf_hash(data) for data in await book.journal.stored(ID, 0, 100))
    assert signed.checkpoint == Checkpoint(
        f"{SIGNER.verifier.name}/{ID}", 20, tree.root(), book.clock.now()
    )
    assert opened(signed.note, SIGNER.verifier) == signed.checkpoint
    assert await book.journal.checkpoint(ID) == signed.note
    assert book.notary.newest == signed


async def test_an_earlier_size_can_be_signed_for(book: LongRecord) -> None:
    await book.more(20)
    note = await book.notary.covering(15)
    assert opened(note, SIGNER.verifier).root == book.notary.tree.root(15)
    newest = await book.notary.sign()
    assert await book.notary.covering(20) == newest.note


async def test_it_goes_on_from_the_last_signature(book: LongRecord) -> None:
    signed = await book.notary.sign()
    again = notary_of(book)
    await again.begin()
    assert again.newest == signed
    await again.begin()
    await book.more(10)
    later = notary_of(book)
    await later.begin()
    assert later.newest is not None
    assert later.newest.checkpoint.size == 10
    assert later.contradictions == []


async def test_a_record_that_denies_its_signature_is_found_at_the_opening(
    book: LongRecord,
) -> None:
    """Rewritten while nobody looked, with a chain that holds."""
    await book.more(20)
    await book.notary.sign()
    other = await LongRecord(MemoryStore(), people=3).begin()
    await other.more(25)
    note = await book.journal.checkpoint(ID)
    assert note is not None
    await other.journal.keep_checkpoint(ID, 20, note)
    opened_again = notary_of(other)
    await opened_again.begin()
    (found,) = opened_again.contradictions
    assert (found.by, found.kind, found.kept) == (STORE, Doubt.FORKED, note)
    assert await other.journal.contradictions(ID) == [found]
    assert opened_again.newest is not None, "what is recorded from here on is signed all the same"
    third = notary_of(other)
    await third.begin()
    assert third.contradictions == [found], "it is not forgotten at a restart"


async def test_a_shortened_record_is_found_at_the_opening(book: LongRecord) -> None:
    await book.more(20)
    note = (await book.notary.sign()).note
    shorter = await LongRecord(MemoryStore()).begin()
    await shorter.journal.keep_checkpoint(ID, 20, note)
    opened_again = notary_of(shorter)
    await opened_again.begin()
    assert [one.kind for one in opened_again.contradictions] == [Doubt.BEHIND]


async def test_a_new_key_is_no_contradiction(book: LongRecord) -> None:
    await book.notary.sign()
    again = notary_of(book, OTHER)
    await again.begin()
    assert again.contradictions == []
    assert again.newest is not None
    assert opened(again.newest.note, OTHER.verifier)


async def test_it_signs_at_closing_and_after_many_events(
    book: LongRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "EVERY_EVENTS", 10)
    notary, shown = notary_of(book), list[tuple[int, bool]]()
    notary.told.append(lambda signed, closing: shown.append((signed.checkpoint.size, closing)))
    running = asyncio.create_task(notary.run())
    await until_async(lambda: shown, "the beginning")
    await book.more(14)
    await told(book, notary, since=4)
    await until_async(lambda: shown[-1] == (14, False), "ten more")
    await book.more(16)
    await told(book, notary, since=14)
    await book.do(CloseSession())
    await told(book, notary, since=16)
    await until_async(lambda: shown[-1] == (17, True), "the closing")
    assert len(shown) == 3
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_it_signs_from_time_to_time_if_something_was_recorded(
    book: LongRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "EVERY_S", 0.01)
    notary = notary_of(book)
    running = asyncio.create_task(notary.run())
    await until_async(lambda: notary.newest, "the beginning")
    first = notary.newest
    await book.more(5)
    await told(book, notary, since=4)
    await until_async(lambda: notary.newest != first, "the next")
    assert notary.newest is not None
    assert (notary.newest.checkpoint.size, notary.events) == (5, 5)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_signature_that_fails_is_tried_again_and_nothing_else_happens(
    book: LongRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "EVERY_S", 0.01)
    tried: list[Checkpoint] = []

    class Fails(Signer):
        def note(self, checkpoint: Checkpoint) -> str:
            tried.append(checkpoint)
            if len(tried) < 4:
                raise OSError("no token")
            return super().note(checkpoint)

    notary = notary_of(book, Fails("diemcau/0a1b2c3d4e", bytes(range(32))))
    running = asyncio.create_task(notary.run())
    await until_async(lambda: notary.newest, "signed in the end")
    assert len(tried) == 4
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_full_disk_keeps_no_note_but_signs(book: LongRecord) -> None:
    store: Any = book.journal
    store.full = True
    signed = await book.notary.sign()
    assert isinstance(signed, Signed)
    store.full = False
    assert await store.checkpoint(ID) is None


async def test_it_ends_with_the_journal(book: LongRecord) -> None:
    store: Any = book.journal
    notary = notary_of(book)
    running = asyncio.create_task(notary.run())
    await until_async(lambda: notary.newest, "the beginning")
    store.failed = True
    await book_changed(notary)
    await running


async def book_changed(notary: Notary) -> None:
    notary._head += office.EVERY_EVENTS
    notary._due.set()


async def test_a_contradiction_is_told_once_and_not_without_end(
    book: LongRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "CONTRADICTIONS_MAX", 3)
    for number in (1, 1, 2, 3, 4, 5):
        found = Contradiction("64", "forked", f"kept {number}", "shown", number)
        await book.notary.contradicted(found)
    assert [one.at for one in book.notary.contradictions] == [1, 2, 3]
    assert await book.journal.contradictions(ID) == book.notary.contradictions


async def test_what_somebody_keeps_is_held_against_the_record(book: LongRecord) -> None:
    notary = book.notary
    signed = (await notary.sign()).checkpoint
    assert notary.doubt(signed) is None
    assert notary.doubt(Checkpoint(signed.origin, 99, bytes(32), 0)) is Doubt.BEHIND
    assert notary.doubt(Checkpoint(signed.origin, 2, bytes(32), 0)) is Doubt.FORKED
    assert notary.doubt(Checkpoint("another", 2, bytes(32), 0)) is Doubt.OTHER_KEY
    notary.witnessed([SiteId("64")], 3)
    assert notary.witnesses == {"64": (3, notary.now())}
