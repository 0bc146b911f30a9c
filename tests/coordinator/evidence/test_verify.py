"""Whatever is done to a record is found, and the line is named."""

from __future__ import annotations

import asyncio
import io
import json
import random
from bisect import bisect_right
from itertools import accumulate

import pytest

from coordinator.core.session import CloseSession
from coordinator.evidence.sheet import Fault
from coordinator.evidence.verify import Kept, Printed, verify
from coordinator.journal.memory import MemoryStore
from tests.support.long_record import ID, SIGNER, LongRecord
from wire.checkpoint import Checkpoint, Signer, to_base64
from wire.merkle import Tree, leaf_hash

EVENTS = 1_000
OTHER = Signer("diemcau/ffffffffff", bytes(32))


async def record_of(events: int, *, plain: int, people: int = 10) -> bytes:
    """A closed meeting with two persons erased in the middle of it."""
    book = await LongRecord(MemoryStore(), people=people, plain=plain).begin()
    await book.more(events // 2)
    await book.erase(*list(book.session.people)[2:4])
    await book.more(events - 1)
    await book.do(CloseSession())
    return await book.file()


@pytest.fixture(scope="module")
def small() -> bytes:
    """About forty lines: few enough for every byte."""
    return asyncio.run(record_of(18, plain=1, people=2))


@pytest.fixture(scope="module")
def large() -> bytes:
    return asyncio.run(record_of(EVENTS, plain=9))


def fault(data: bytes | list[bytes]) -> Fault | None:
    """What is found; None if nothing is."""
    try:
        verify(io.BytesIO(data) if isinstance(data, bytes) else data)
    except Fault as found:
        return found
    return None


def test_a_whole_record_holds(large: bytes) -> None:
    verdict = verify(io.BytesIO(large), SIGNER.verifier)
    assert (verdict.session, verdict.checkpoint.size) == (ID, EVENTS)
    assert verdict.names
    assert verdict.texts > 40
    assert verdict.erased >= 2


def flipped(data: bytes, at: int, bit: int) -> bytes:
    return b"".join((data[:at], bytes([data[at] ^ (1 << bit)]), data[at + 1 :]))


def line_at(data: bytes, at: int) -> int:
    ends = list(accumulate(len(line) for line in data.splitlines(keepends=True)))
    return bisect_right(ends, at) + 1


@pytest.mark.slow
def test_every_byte_of_a_small_record_counts(small: bytes) -> None:
    """The line is named, too; where a line feed is gone or new, at the latest the one after it."""
    dice = random.Random(9162)
    for at in range(len(small)):
        found = fault(flipped(small, at, dice.randrange(8)))
        assert found is not None, small[max(0, at - 20) : at + 20]
        assert found.line - line_at(small, at) in (0, 1), (at, found)


@pytest.mark.parametrize("part", range(4))
@pytest.mark.slow
def test_bytes_of_a_large_record_count(large: bytes, part: int) -> None:
    dice = random.Random(part)
    for _ in range(40):
        at = dice.randrange(len(large))
        found = fault(flipped(large, at, dice.randrange(8)))
        assert found is not None, large[max(0, at - 20) : at + 20]
        assert found.line - line_at(large, at) in (0, 1), (at, found)


@pytest.mark.slow
def test_no_line_can_be_deleted(large: bytes) -> None:
    lines = large.splitlines(keepends=True)
    for at in range(len(lines)):
        found = fault(lines[:at] + lines[at + 1 :])
        assert found is not None
        is_text = lines[at].startswith(b'{"ref":')
        assert is_text or found.line == at + 1, (at, found)
        assert not is_text or found.code == "missing_text"


@pytest.mark.slow
def test_no_two_lines_can_change_places(large: bytes) -> None:
    lines = large.splitlines(keepends=True)
    for at in range(len(lines) - 1):
        found = fault([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]])
        assert found is not None
        assert found.line in (at + 1, at + 2), (at, found)


@pytest.mark.slow
def test_it_cannot_end_anywhere_else(large: bytes) -> None:
    lines = large.splitlines(keepends=True)
    for at in range(len(lines)):
        assert fault(lines[:at]) is not None
        if at % 10 == 0:
            assert fault([*lines[:at], lines[at][:-1]]) is not None
            assert fault([*lines[:at], *lines[-2:]]) is not None, "cut out up to the end"


@pytest.mark.slow
def test_nothing_can_be_put_in(large: bytes) -> None:
    """A line of the same kind, a copy of a neighbour, an empty line."""
    lines = large.splitlines(keepends=True)
    dice = random.Random(6962)
    for at in dice.sample(range(len(lines) + 1), 100):
        for line in (lines[at - 1], dice.choice(lines), b"\n"):
            assert fault([*lines[:at], line, *lines[at:]]) is not None


def edited(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new, 1)


def test_texts_are_held_to_what_was_committed(small: bytes) -> None:
    lines = small.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith(b'{"ref":'))
    said = json.loads(lines[at])
    said["fields"]["name"] = "Người khác"
    other = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    found = fault([*lines[:at], other, *lines[at + 1 :]])
    assert found is not None
    assert (found.line, found.code) == (at + 1, "changed_text")


def test_an_erased_text_cannot_come_back(small: bytes) -> None:
    """Not even the true one, with its salt."""
    lines = small.splitlines(keepends=True)
    book = next(line for line in lines if b'"type":"PersonErased"' in line)
    person = json.loads(book)["event"]["person"]
    back = {"ref": person, "salt": "00", "fields": {"name": "Đại biểu mẫu"}}
    line = json.dumps(back, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    at = next(
        number
        for number, one in enumerate(lines)
        if one.startswith((b'{"ref":', b'{"marks":'))
        and (one.startswith(b'{"marks":') or json.loads(one)["ref"] > person)
    )
    found = fault([*lines[:at], line, *lines[at:]])
    assert found is not None
    assert (found.line, found.code) == (at + 1, "erased_text")


def test_a_record_without_names_holds_and_takes_none_in(small: bytes) -> None:
    lines = edited(small, b'"names":true', b'"names":false').splitlines(keepends=True)
    found = fault(lines)
    assert found is not None
    assert found.code == "out_of_order"
    without = [line for line in lines if not line.startswith(b'{"ref":')]
    verdict = verify(without)
    assert not verdict.names
    assert verdict.erased >= 2
    claims = edited(b"".join(without), b'"names":false', b'"names":true')
    missing = fault(claims)
    assert missing is not None
    assert missing.code == "missing_text"


def test_an_event_that_is_no_event_is_named(small: bytes) -> None:
    lines = small.splitlines(keepends=True)
    for wrong in (b'{"v":1}\n', b'{"v":1,"rev":\n', lines[3].replace(b'"rev":3', b'"rev":7')):
        found = fault([*lines[:3], wrong, *lines[4:]])
        assert found is not None
        assert (found.line, found.code) == (4, "event_changed")


def test_an_unchanged_record_signed_by_another_is_found_by_the_key(small: bytes) -> None:
    with pytest.raises(Fault, match="other_key") as told:
        verify(io.BytesIO(small), OTHER.verifier)
    assert told.value.line == 1


async def test_witnesses_are_heard() -> None:
    book = await LongRecord(MemoryStore()).begin()
    await book.more(30)
    early = await book.notary.covering(20)
    data = await book.file()
    await book.more(40)
    late = await book.notary.covering(40)
    key = SIGNER.verifier

    def held(*kept: Kept) -> str:
        try:
            verify(io.BytesIO(data), None, kept)
        except Fault as found:
            return found.code if found.line == 0 else str(found)
        return ""

    fork = await LongRecord(MemoryStore(), people=4).begin()
    await fork.more(25)
    assert held(Kept(early), Kept(early, key)) == ""
    assert held(Kept(late)) == "witness_has_more"
    assert held(Kept(await fork.notary.covering(25))) == "witness_denies"
    assert held(Kept(early, OTHER.verifier)) == "witness_other_key"
    wrong = await LongRecord(MemoryStore(), signer=OTHER).begin()
    assert held(Kept(await wrong.notary.covering(4))) == "witness_not_signed"
    elsewhere = SIGNER.note(Checkpoint(key.origin("another"), 4, bytes(32), 1))
    assert held(Kept(elsewhere)) == "witness_other_session"


async def test_the_file_of_a_witness_has_several_forms() -> None:
    book = await LongRecord(MemoryStore()).begin()
    note, key = await book.notary.covering(4), SIGNER.verifier
    assert Kept.read(note) == Kept(note)
    assert Kept.read(json.dumps({"note": note})) == Kept(note)
    assert Kept.read(json.dumps({"note": note, "key": str(key)})) == Kept(note, key)
    told = {"key": str(key), "doubt": "forked", "kept": note, "shown": "x"}
    assert Kept.read(json.dumps(told)) == Kept(note, key)
    for text in ("", "{}", "{", '{"note": 1}', '{"note": "x"}', "nonsense"):
        with pytest.raises(ValueError, match=r"."):
            Kept.read(text)


# --- papers -------------------------------------------------------------------------------------


def printed(size: int, root: bytes, origin: str = SIGNER.verifier.origin(ID)) -> Printed:
    return Printed.read(f"{origin}\n{size}\n{to_base64(root)}\n")


@pytest.mark.parametrize("size", [1, 17, EVENTS - 1, EVENTS])
def test_a_paper_agrees_with_the_first_events_of_a_record_that_went_on(
    large: bytes, size: int
) -> None:
    tree = Tree()
    for line in large.splitlines()[1 : size + 1]:
        tree.append(leaf_hash(line))
    assert verify(io.BytesIO(large), printed=[printed(size, tree.root(size))])


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (printed(EVENTS, bytes(32)), "paper_denies"),
        (printed(EVENTS + 1, bytes(32)), "paper_has_more"),
        (printed(1, bytes(32), OTHER.verifier.origin(ID)), "paper_other_session"),
    ],
)
def test_a_paper_that_says_otherwise_is_found(large: bytes, paper: Printed, code: str) -> None:
    with pytest.raises(Fault) as found:
        verify(io.BytesIO(large), printed=[paper])
    assert (found.value.line, found.value.code) == (0, code)


@pytest.mark.parametrize("text", ["", "a 1", "a -1 AAAA", "a \u0661 AAAA", "a 1 ?", "a 1 AAAA b"])
def test_what_is_no_paper_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Printed.read(text)
