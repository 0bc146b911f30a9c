"""The chain: whatever is changed in it is noticed, and the first bad revision is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.core.fold import evolve
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.journal import codec
from coordinator.journal.replay import (
    EMPTY,
    Replay,
    Row,
    Snapshot,
    link,
    read,
    restored,
    snapshot_of,
)
from coordinator.ports import Head, JournalUnavailable, Loaded
from tests.support.meeting_script import held

SCRIPT = held()
EVENTS = [recorded for batch in SCRIPT.batches for recorded in batch.events]


def chained() -> list[Row]:
    rows, before = [], ""
    for recorded in EVENTS:
        data = codec.encode(recorded)
        before = link(before, data)
        rows.append(Row(recorded.rev, before, data))
    return rows


ROWS = chained()
HEAD = Head(ROWS[-1].rev, ROWS[-1].link)


def replayed(rows: Sequence[Row], snapshots: Sequence[Snapshot] = (), head: Head = HEAD) -> Loaded:
    links = {row.rev: row.link for row in rows}
    replay = Replay(SCRIPT.id, snapshots, links, head)
    middle = len(rows) // 2
    replay.feed(rows[:middle])
    replay.feed(rows[middle:])
    return replay.finish(People())


def at(rev: int) -> Snapshot:
    """A snapshot of the script's state at a revision."""
    session = Session(SCRIPT.id)
    for recorded in EVENTS[:rev]:
        evolve(session, recorded)
    return snapshot_of(session, ROWS[rev - 1].link)


def decoded_from(*snapshots: Snapshot) -> int:
    return Replay(SCRIPT.id, snapshots, {row.rev: row.link for row in ROWS}, HEAD).decoded_from


def flipped(rows: list[Row], index: int) -> list[Row]:
    data = bytearray(rows[index].data)
    data[len(data) // 2] ^= 1
    return [*rows[:index], replace(rows[index], data=bytes(data)), *rows[index + 1 :]]


def deleted(rows: list[Row], index: int) -> list[Row]:
    return [*rows[:index], *rows[index + 1 :]]


def swapped(rows: list[Row], index: int) -> list[Row]:
    """The contents of two neighbours change places; each keeps its revision and its link."""
    first, second = rows[index], rows[index + 1]
    swapped = [replace(first, data=second.data), replace(second, data=first.data)]
    return [*rows[:index], *swapped, *rows[index + 2 :]]


def relinked(rows: list[Row], index: int) -> list[Row]:
    return [*rows[:index], replace(rows[index], link="0" * 64), *rows[index + 1 :]]


def truncated(rows: list[Row], index: int) -> list[Row]:
    return rows[:index]


def test_an_untouched_chain_holds() -> None:
    assert replayed(ROWS).session == SCRIPT.session


@pytest.mark.parametrize("change", [flipped, deleted, swapped, relinked, truncated])
@given(index=st.integers(0, len(ROWS) - 2))
def test_a_change_is_named_by_its_first_bad_revision(
    change: Callable[[list[Row], int], list[Row]], index: int
) -> None:
    with pytest.raises(JournalUnavailable, match=rf"hop-thu.* at revision {index + 1};"):
        replayed(change(ROWS, index))


@given(index=st.integers(0, len(ROWS) - 2))
def test_a_change_before_the_snapshot_is_noticed_too(index: int) -> None:
    """All bytes are hashed, although only what follows the snapshot is decoded."""
    with pytest.raises(JournalUnavailable, match=f"at revision {index + 1};"):
        replayed(flipped(ROWS, index), [at(len(ROWS))])


def test_an_event_rewritten_with_its_links_no_longer_meets_the_head() -> None:
    """Somebody rewrites history with correct links: only the head can tell."""
    rows = chained()
    rows[5] = replace(rows[5], data=rows[5].data.replace(b'"v":1', b'"v": 1'))
    before = rows[4].link
    for index in range(5, len(rows)):
        before = link(before, rows[index].data)
        rows[index] = replace(rows[index], link=before)
    with pytest.raises(JournalUnavailable, match=f"at revision {HEAD.rev};"):
        replayed(rows)


def test_rows_beyond_the_head_are_noticed() -> None:
    early = Head(ROWS[9].rev, ROWS[9].link)
    with pytest.raises(JournalUnavailable, match="at revision 11;"):
        replayed(ROWS, head=early)
    with pytest.raises(JournalUnavailable, match="at revision 1;"):
        replayed(ROWS, head=EMPTY)


def test_decoding_begins_at_the_newest_snapshot_that_fits() -> None:
    assert decoded_from() == 0
    assert decoded_from(at(20), at(10)) == 20
    assert decoded_from(replace(at(20), link="0" * 64), at(10)) == 10, "of another chain"
    assert decoded_from(replace(at(20), data=at(20).data + b" "), at(10)) == 10, "damaged"
    assert decoded_from(replace(at(20), fold="another"), at(10)) == 10, "of another program"
    for snapshots in ([at(20), at(10)], [replace(at(20), data=b"")], [at(len(ROWS))]):
        assert replayed(ROWS, snapshots).session == SCRIPT.session


def test_a_snapshot_of_another_session_is_passed_over() -> None:
    stranger = snapshot_of(Session(SCRIPT.session.id.__class__("other"), rev=10), ROWS[9].link)
    assert decoded_from(stranger) == 0


def test_a_snapshot_that_lies_about_its_revision_is_passed_over() -> None:
    body = codec.encode_state(Session(SCRIPT.id, rev=7))
    lying = Snapshot(10, ROWS[9].link, codec.fold_print(), link(ROWS[9].link, body), body)
    assert restored(lying) is None


def test_a_snapshot_of_another_shape_is_passed_over() -> None:
    body = b'{"id":"hop-thu"'
    broken = Snapshot(10, ROWS[9].link, codec.fold_print(), link(ROWS[9].link, body), body)
    assert restored(broken) is None


def test_an_event_that_cannot_be_read_is_named_without_its_content() -> None:
    row = Row(4, "", ROWS[3].data.replace(b'"type":"', b'"type":"Unheard'))
    with pytest.raises(JournalUnavailable, match=r"hop-thu: cannot read .* revision 4") as caught:
        read(SCRIPT.id, row)
    assert "Gia Lai" not in str(caught.value)
    with pytest.raises(JournalUnavailable, match="says that it is revision 4"):
        read(SCRIPT.id, replace(ROWS[3], rev=5))
