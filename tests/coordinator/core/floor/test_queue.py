"""The order: called ones first, then points of order, then by arrival."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator.core.floor import queue
from coordinator.core.floor.state import Entry
from tests.support.small_meeting import GL
from wire.vocabulary import Channel, EntryId, SpeechKind


def entries(words: str) -> dict[EntryId, Entry]:
    """ "a! b c?" is: a called, b waiting, c a point of order."""
    made = {}
    for word in words.split():
        kind = SpeechKind.POINT_OF_ORDER if "?" in word else SpeechKind.DEBATE
        entry = Entry(EntryId(word[0]), GL, None, kind, 1, Channel.SITE, 1)
        made[entry.id] = replace(entry, called_at=2 if "!" in word else None)
    return made


def ids(names: str) -> list[EntryId]:
    return [EntryId(name) for name in names]


@pytest.mark.parametrize(
    ("words", "count"), [("", 0), ("a b", 0), ("a! b! c", 2), ("a! b!", 2), ("a b!", 0)]
)
def test_standby_is_the_head_of_the_order(words: str, count: int) -> None:
    known = entries(words)
    assert queue.standby(known, list(known)) == count


@pytest.mark.parametrize(
    ("words", "new", "order"),
    [
        ("", "x", "x"),
        ("a! b", "x", "abx"),
        ("", "x?", "x"),
        ("a! b", "x?", "axb"),
        ("a! p? b", "x?", "apxb"),
        ("a! p?", "x?", "apx"),
        ("a! b! p? q? c", "x?", "abpqxc"),
        ("p? b q?", "x?", "pxbq"),
    ],
)
def test_a_new_one_goes_where_its_kind_belongs(words: str, new: str, order: str) -> None:
    known = entries(f"{words} {new}")
    waiting = list(known)[:-1]
    queue.insert(known, waiting, known[EntryId("x")])
    assert waiting == ids(order)


@pytest.mark.parametrize(
    ("words", "moved", "before", "order"),
    [
        ("a b c", "c", "a", "cab"),
        ("a b c", "a", "c", "bac"),
        ("a b c", "a", None, "bca"),
        ("a! b c", "c", "a", "acb"),
        ("a! b! c", "a", None, "bac"),
        ("a! b! c", "b", "a", "bac"),
        ("a! b! c", "a", "c", "bac"),
    ],
)
def test_a_move_is_relative_and_keeps_the_called_in_front(
    words: str, moved: str, before: str | None, order: str
) -> None:
    known = entries(words)
    waiting = list(known)
    queue.move(known, waiting, EntryId(moved), EntryId(before) if before else None)
    assert waiting == ids(order)


@pytest.mark.parametrize(
    ("words", "settled", "order"),
    [("a! b c!", "c", "acb"), ("a! b! c", "a", "bac"), ("a b c", "c", "cab")],
)
def test_after_a_call_it_is_the_last_of_the_called(words: str, settled: str, order: str) -> None:
    known = entries(words)
    if (words, settled) == ("a! b! c", "a"):
        known[EntryId("a")] = replace(known[EntryId("a")], called_at=None)
    waiting = list(known)
    queue.settle(known, waiting, EntryId(settled))
    assert waiting == ids(order)
