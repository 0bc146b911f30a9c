"""Acts in the outbox: numbers, batches, what an answer settles."""

from __future__ import annotations

from agents import erase
from agents.outbox import ACTS_SHOWN_MAX, NO_SESSION, ActState, Batch, Outbox
from tests.support.agents_at_work import arrival, head_count
from tests.support.outbox_file import ANCHOR, SESSION, SITE, enter, outbox, stamp
from wire.codes import Refusal
from wire.site_acts import ReadyAct, RequestAct
from wire.vocabulary import SpeechKind

ROOM = 60_000


def filled(entries: int) -> Outbox:
    box = outbox()
    for number in range(entries):
        enter(box, head_count(number))
    return box


def batch(box: Outbox, bytes_max: int = ROOM, most: int = 200) -> Batch:
    found = box.batch(SITE, ANCHOR, bytes_max, most)
    assert found is not None
    return found


def seqs(of: Batch) -> list[int]:
    return [item.seq for item in of.items]


def test_numbers_begin_at_one_and_have_no_gap_per_site() -> None:
    box = filled(3)
    box.enter("04", head_count(1), stamp())
    assert seqs(batch(box)) == [1, 2, 3]
    other = box.batch("04", ANCHOR, ROOM)
    assert other is not None
    assert seqs(other) == [1]
    assert other.incarnation == batch(box).incarnation


def test_an_act_entered_again_under_its_id_changes_nothing() -> None:
    box = outbox()
    act = head_count(1)
    enter(box, act)
    enter(box, act)
    assert box.waiting(SITE) == 1


def test_a_site_that_never_joined_has_no_session_yet() -> None:
    session, incarnation = outbox().whereabouts("99")
    assert session == NO_SESSION
    assert len(incarnation) == 32


def test_a_batch_keeps_to_the_bytes_and_the_count_but_always_has_one() -> None:
    box = filled(10)
    assert seqs(batch(box, most=4)) == [1, 2, 3, 4]
    assert seqs(batch(box, bytes_max=330)) == [1, 2]
    assert seqs(batch(box, bytes_max=1)) == [1]


def test_a_batch_of_two_hundred_fits_a_frame() -> None:
    box = outbox()
    for number in range(250):
        enter(box, arrival(f"64.p{number:03}", reason="Đi công tác " * 60))
    found = batch(box, bytes_max=64_000)
    text = "".join(item.model_dump_json() for item in found.items)
    assert len(text.encode()) < 65_536


def test_nothing_waits_nothing_to_send() -> None:
    assert outbox().batch(SITE, ANCHOR, ROOM) is None


def test_what_was_taken_is_accepted_and_the_rest_waits() -> None:
    box = filled(4)
    assert box.settle(batch(box), 2, [], at=77)
    newest_first = [act.state for act in box.recent(SITE, ANCHOR)]
    assert newest_first == ["waiting", "waiting", "accepted", "accepted"]
    assert box.upto(SITE) == 2
    assert seqs(batch(box)) == [3, 4]


def test_refusals_are_kept_with_their_code() -> None:
    box = filled(2)
    box.settle(batch(box), 2, [(1, Refusal.UNKNOWN_PERSON)], at=77)
    newest, oldest = box.recent(SITE, ANCHOR)
    assert (oldest.state, oldest.code, oldest.settled_at) == ("refused", "unknown_person", 77)
    assert (newest.state, newest.code) == ("accepted", "")


def test_a_refusal_beyond_the_mark_settles_nothing() -> None:
    box = filled(2)
    box.settle(batch(box), 1, [(2, Refusal.STORAGE_LOW)], at=1)
    assert box.waiting(SITE) == 1


def test_an_answer_covers_its_own_frame_and_no_later_one() -> None:
    """The mark may be far ahead: another link, or a copy of this outbox, was there."""
    box = filled(2)
    first = batch(box)
    enter(box, head_count(9))
    box.settle(first, 3, [], at=1)
    assert [act.state for act in box.recent(SITE, ANCHOR)] == ["waiting", "accepted", "accepted"]
    assert box.upto(SITE) == 2


def test_an_answer_that_comes_twice_changes_nothing() -> None:
    box = filled(1)
    first = batch(box)
    box.settle(first, 1, [(1, Refusal.BAD_VALUE)], at=5)
    box.settle(first, 1, [], at=6)
    (act,) = box.recent(SITE, ANCHOR)
    assert (act.state, act.settled_at) == ("refused", 5)


def test_a_conflict_is_told_and_the_record_waits() -> None:
    box = filled(2)
    assert not box.settle(batch(box), 2, [(1, Refusal.SEQ_CONFLICT)], at=1)
    assert [act.state for act in box.recent(SITE, ANCHOR)] == ["accepted", "waiting"]


def test_a_conflict_over_an_answered_record_is_nothing_new() -> None:
    """The same frame on two connections, and an erasure between them."""
    box = filled(2)
    frame = batch(box)
    assert box.settle(frame, 2, [], at=1)
    assert box.settle(frame, 2, [(1, Refusal.SEQ_CONFLICT)], at=2)
    assert [act.state for act in box.recent(SITE, ANCHOR)] == ["accepted", "accepted"]


def test_a_record_that_was_erased_on_its_way_is_settled_and_not_another_incarnation() -> None:
    box = outbox()
    enter(box, arrival("64.p01"))
    enter(box, arrival("64.p02"))
    erase.erase(box, SESSION, ["64.p01"])
    assert box.settle(batch(box), 2, [(1, Refusal.SEQ_CONFLICT)], at=1)
    assert [(act.state, act.code) for act in box.recent(SITE, ANCHOR)] == [
        ("accepted", ""),
        ("refused", "erased"),
    ]
    assert box.upto(SITE) == 2


def test_only_a_stretch_of_the_numbers_may_be_asked_for() -> None:
    box = filled(9)
    some = box.batch(SITE, ANCHOR, ROOM, within=(2, 5))
    assert some is not None
    assert seqs(some) == [3, 4, 5]
    assert box.batch(SITE, ANCHOR, ROOM, within=(9, 20)) is None


def test_it_knows_whether_some_up_to_a_mark_have_no_answer() -> None:
    box = filled(4)
    box.settle(batch(box, most=2), 2, [], at=1)
    assert [box.owes(SITE, mark) for mark in (0, 2, 3, 99)] == [False, False, True, True]


def test_an_answer_of_another_incarnation_is_passed_over() -> None:
    box = filled(1)
    old = batch(box)
    box.db.execute("UPDATE sites SET incarnation = 'new'")
    assert box.settle(old, 1, [], at=1)
    assert box.waiting(SITE) == 1


def test_intents_wait_beside_the_records_and_have_no_number() -> None:
    box = filled(1)
    ask = RequestAct(act="request_floor", id="i1", kind=SpeechKind.DEBATE, topic="Đất đai")
    ready = ReadyAct(act="report_ready", id="i2", entry="e1", called_at=5, ready=True)
    enter(box, ask)
    enter(box, ready)
    assert [intent.act for intent in box.intents(SITE)] == [ask, ready]
    assert seqs(batch(box)) == [1]
    box.fate(SITE, "i1", None, at=9)
    box.fate(SITE, "i2", "stale_intent", at=9)
    box.fate(SITE, "i2", None, at=10)
    assert box.intents(SITE) == []
    assert box.find(SITE, "i1") == (ActState.ACCEPTED, "")
    assert box.find(SITE, "i2") == (ActState.REFUSED, "stale_intent")


def test_the_page_gets_the_last_acts_and_the_count_of_all_that_wait() -> None:
    box = filled(70)
    assert len(box.recent(SITE, ANCHOR)) == ACTS_SHOWN_MAX
    assert [act.word for act in box.recent(SITE, ANCHOR)][:2] == ["69", "68"]
    assert box.waiting(SITE) == 70


def test_acts_of_another_session_are_not_shown() -> None:
    box = filled(2)
    box.db.execute("UPDATE sites SET session = 's2'")
    assert box.recent(SITE, ANCHOR) == ()
    assert box.waiting(SITE) == 0


def test_what_is_shown_is_in_session_time() -> None:
    box = filled(1)
    (act,) = box.recent(SITE, ANCHOR)
    assert act.made_at == 1_000 + 500
