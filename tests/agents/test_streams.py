"""Streams when something unusual happens."""

from __future__ import annotations

from agents import streams
from agents.outbox import ACTS_SHOWN_MAX, NO_SESSION, Batch, Outbox
from tests.support.agents_at_work import head_count
from tests.support.outbox_file import ANCHOR, SESSION, SITE, enter, outbox


def batch(box: Outbox) -> Batch | None:
    return box.batch(SITE, ANCHOR, 60_000)


def settled(entries: int) -> Outbox:
    """All of these were acknowledged."""
    box = outbox()
    for number in range(entries):
        enter(box, head_count(number))
    found = batch(box)
    assert found is not None
    box.settle(found, entries, [], at=1)
    return box


def counts(of: Batch | None) -> list[tuple[int, int]]:
    """Number and content of a batch."""
    assert of is not None
    return [(item.seq, item.body.count) for item in of.items if item.body.kind == "head_count"]


def test_what_was_entered_before_the_first_welcome_is_of_the_session() -> None:
    box = outbox(NO_SESSION)
    enter(box, head_count(1))
    streams.join(box, SITE, SESSION)
    enter(box, head_count(2))
    assert counts(batch(box)) == [(1, 1), (2, 2)]


def test_another_session_begins_its_own_numbers_and_the_first_keeps_its_own() -> None:
    box = outbox()
    enter(box, head_count(1))
    streams.join(box, SITE, "s2")
    enter(box, head_count(2))
    assert counts(batch(box)) == [(1, 2)]
    streams.join(box, SITE, SESSION)
    assert counts(batch(box)) == [(1, 1)]


def test_a_server_that_went_back_is_sent_what_it_lost() -> None:
    box = settled(5)
    streams.rewind(box, SITE, 2)
    assert counts(batch(box)) == [(3, 2), (4, 3), (5, 4)]
    assert box.upto(SITE) == 2
    assert [act.state for act in box.recent(SITE, ANCHOR)] == ["waiting"] * 3 + ["accepted"] * 2


def test_a_rewind_of_an_unknown_stream_changes_nothing() -> None:
    box = outbox()
    streams.rewind(box, SITE, 0)
    assert batch(box) is None


def test_numbers_that_were_let_go_are_not_sent_again_and_the_rest_begins_anew() -> None:
    box = settled(3)
    born = box.whereabouts(SITE)[1]
    streams.let_go(box, SESSION)
    enter(box, head_count(7))
    streams.rewind(box, SITE, 1)
    assert box.whereabouts(SITE)[1] != born
    assert counts(batch(box)) == [(1, 7)]


def test_turning_over_numbers_what_waits_from_one_in_the_order_made() -> None:
    box = settled(2)
    for number in (7, 8):
        enter(box, head_count(number))
    new = streams.turn_over(box, [SITE, "04"])
    assert box.whereabouts(SITE)[1] == box.whereabouts("04")[1] == new
    assert counts(batch(box)) == [(1, 7), (2, 8)]
    enter(box, head_count(9))
    assert counts(batch(box)) == [(1, 7), (2, 8), (3, 9)]


def test_a_session_left_before_a_turn_over_goes_on_in_the_new_incarnation() -> None:
    box = outbox()
    enter(box, head_count(1))
    streams.join(box, SITE, "s2")
    new = streams.turn_over(box, [SITE])
    streams.join(box, SITE, SESSION)
    found = batch(box)
    assert found is not None
    assert found.incarnation == new
    assert counts(found) == [(1, 1)]


def test_the_receipt_lets_go_what_was_said_and_keeps_what_became_of_it() -> None:
    box = settled(60)
    enter(box, head_count(99))
    streams.let_go(box, SESSION)
    rows = box.db.execute("SELECT state, body FROM acts").fetchall()
    assert len(rows) == ACTS_SHOWN_MAX
    assert [state for state, body in rows if body is not None] == ["waiting"]
    assert counts(batch(box)) == [(61, 99)]


def test_the_receipt_of_one_session_leaves_others_alone() -> None:
    box = settled(2)
    streams.let_go(box, "s2")
    assert box.db.execute("SELECT count(body) FROM acts").fetchone() == (2,)
