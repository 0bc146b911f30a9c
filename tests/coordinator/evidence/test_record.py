"""The official record, read back into the state it came from."""

from __future__ import annotations

import gc
import io

import pytest

from coordinator.evidence.record import read
from coordinator.evidence.sheet import Fault
from coordinator.journal.memory import MemoryStore
from tests.support.long_record import SIGNER, LongRecord


@pytest.fixture
async def book() -> LongRecord:
    """Two hundred events, five persons erased."""
    begun = await LongRecord(MemoryStore()).begin()
    await begun.more(100)
    await begun.erase(*list(begun.session.people)[:5])
    return await begun.more(200)


async def test_the_record_gives_the_state_back(book: LongRecord) -> None:
    record = read(io.BytesIO(await book.file()))
    loaded = await book.journal.load(book.session.id)
    assert record.session == book.session
    assert record.head == loaded.head
    assert record.people.texts == {
        ref: fields for ref, fields in loaded.people.texts.items() if not ref.startswith("duty:")
    }
    assert record.checkpoint.size == book.session.rev
    assert record.key == SIGNER.verifier
    assert record.note.startswith(f"{SIGNER.verifier.name}/{book.session.id}\n{book.session.rev}\n")
    assert gc.isenabled()


async def test_without_names_the_state_is_the_same(book: LongRecord) -> None:
    data = await book.file(names=False)
    record = read(data.splitlines(keepends=True))
    assert record.session == book.session
    assert record.people.texts == {}
    assert "Đại biểu mẫu" not in data.decode()


async def test_an_empty_record_is_one() -> None:
    store = MemoryStore()
    book = await LongRecord(store).begin()
    fresh = LongRecord(MemoryStore(), signer=SIGNER)
    fresh.notary = type(book.notary)(book.session.id, fresh.journal, fresh.clock, SIGNER)
    assert read(io.BytesIO(await fresh.file())).head.rev == 0


def change(data: bytes, line: int, old: bytes, new: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    return b"".join(lines)


async def test_what_is_wrong_is_named_with_its_line(book: LongRecord) -> None:
    whole = await book.file()
    lines = whole.splitlines(keepends=True)
    count = len(lines)
    first_text = book.session.rev + 2
    for wrong, line, code in (
        (b"", 1, "cut_short"),
        (b"x\n", 1, "not_a_record"),
        (change(whole, 1, b"/1", b"/2"), 1, "bad_line"),
        (change(whole, 1, b'"names":true', b'"names":12'), 1, "bad_line"),
        (change(whole, 1, b'"session":"2', b'"session":"3'), 1, "other_session"),
        (change(whole, 7, b'"rev":6', b'"rev":9'), 7, "bad_event"),
        (change(whole, 9, b'"recorded_at":1', b'"recorded_at":2'), 9, "event_changed"),
        (change(whole, first_text, b'"fields":{', b'"fields":{{'), first_text, "bad_line"),
        (change(whole, first_text, b'"fields"', b'"field"'), first_text, "bad_line"),
        (change(whole, count - 1, b'="', b'"'), count - 1, "bad_line"),
        (change(whole, count, b"\\n\\n", b"\\n"), count, "bad_signature"),
        (b"".join(lines[:-1]), count, "cut_short"),
        (whole[:-1], count, "cut_short"),
        (b"".join([*lines[:-2], lines[-1]]), count - 1, "out_of_order"),
        (whole + lines[-1], count + 1, "out_of_order"),
        (
            b"".join([*lines[: first_text - 2], *lines[first_text - 1 :]]),
            first_text - 1,
            "event_changed",
        ),
    ):
        with pytest.raises(Fault) as told:
            read(io.BytesIO(wrong))
        assert told.value.code == code
        assert told.value.line == line


async def test_marks_and_checkpoint_tell_who_is_wrong(book: LongRecord) -> None:
    lines = (await book.file()).splitlines(keepends=True)
    marks = lines[-2]
    lines[-2] = marks.replace(marks[10:12], b"AA" if marks[10:12] != b"AA" else b"BB", 1)
    with pytest.raises(Fault, match="bad_marks") as told:
        read(lines)
    assert told.value.line == len(lines) - 1


async def test_a_note_has_one_signature_and_speaks_of_this_record(book: LongRecord) -> None:
    whole = await book.file()
    count = whole.count(b"\n")
    twice = change(whole, count, b'\\n"}', '\\n— other AAAA\\n"}'.encode())
    with pytest.raises(Fault, match="bad_line"):
        read(io.BytesIO(twice))
    longer = await (await book.more(book.session.rev + 1)).file()
    newest, older = longer.splitlines(keepends=True), whole.splitlines(keepends=True)
    with pytest.raises(Fault, match="other_size"):
        read([*older[:-2], older[-2], newest[-1]])
