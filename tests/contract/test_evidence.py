"""The exam of what `ports.Journal` keeps for tamper evidence."""

from __future__ import annotations

from dataclasses import replace

from coordinator.journal import codec
from coordinator.ports import Batch, Contradiction, Journal
from tests.support.meeting_script import held, person, row
from wire.vocabulary import SessionId

A, B = SessionId("a"), SessionId("b")
DOUBT = Contradiction("64", "forked", "kept note", "shown note", 10)


async def test_events_come_as_they_are_stored(store: Journal) -> None:
    script = held()
    for batch in script.batches:
        await store.append(batch)
    every = [codec.encode(recorded) for batch in script.batches for recorded in batch.events]
    assert await store.stored(script.id, 0, 1_000) == every
    assert await store.stored(script.id, 5, 3) == every[5:8]
    assert await store.stored(script.id, len(every), 3) == []
    assert await store.stored(B, 0, 3) == []


async def test_texts_come_with_their_salts_in_pages(store: Journal) -> None:
    rows = [row(f"t_{letter}", "64.p01", text=f"Văn bản {letter}") for letter in "cabđ"]
    await store.append(Batch(A, (), tuple(rows)))
    ordered = sorted(rows, key=lambda one: one.ref)
    assert await store.texts(A, "", 10) == ordered
    assert await store.texts(A, "t_a", 2) == ordered[1:3]
    assert await store.texts(B, "", 10) == []
    assert await store.texts_of(A, ["t_c", "no-such", "t_a"]) == [rows[0], rows[1]]


async def test_erased_texts_are_not_among_them(store: Journal) -> None:
    script = held()
    for batch in script.batches:
        await store.append(batch)
    assert person("64", 2) not in [one.ref for one in await store.texts(script.id, "", 100)]
    assert await store.texts_of(script.id, [person("64", 2)]) == []


async def test_the_checkpoint_of_the_largest_size_is_the_newest(store: Journal) -> None:
    assert await store.checkpoint(A) is None
    await store.keep_checkpoint(A, 9, "nine")
    await store.keep_checkpoint(A, 10, "ten")
    await store.keep_checkpoint(A, 2, "two")
    await store.keep_checkpoint(B, 99, "of another session")
    assert await store.checkpoint(A) == "ten"


async def test_the_first_checkpoint_of_a_size_stands(store: Journal) -> None:
    await store.keep_checkpoint(A, 10, "first")
    await store.keep_checkpoint(A, 10, "second")
    assert await store.checkpoint(A) == "first"


async def test_a_contradiction_is_kept_once(store: Journal) -> None:
    later = replace(DOUBT, by="04", at=20)
    for found in (later, DOUBT, replace(DOUBT, at=30)):
        await store.keep_contradiction(A, found)
    assert await store.contradictions(A) == [DOUBT, later]
    assert await store.contradictions(B) == []


async def test_notes_alone_make_no_session(store: Journal) -> None:
    await store.keep_checkpoint(A, 10, "ten")
    await store.keep_contradiction(A, DOUBT)
    assert await store.sessions() == []
