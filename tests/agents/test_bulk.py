"""Records on their way: one batch per site, answers by connection, sizes by the line."""

from __future__ import annotations

from agents.bulk import (
    BATCH_BYTES_FIRST,
    BATCH_BYTES_MIN,
    HOLD_MS,
    PACE_MS,
    SLOW_MS,
    UNANSWERED_MS,
    Bulk,
)
from agents.effects import Effect, Fetch, Send, Settle, TurnOver
from agents.outbox import ALL, Batch
from wire.messages import Ack, Records
from wire.records import AttendanceBody, HeadCountBody, RecordItem
from wire.vocabulary import Attendance

BORN = "inc-1"


def batch(first: int, last: int, site: str = "64") -> Batch:
    items = tuple(
        RecordItem(seq=seq, device_at=seq, body=HeadCountBody(kind="head_count", count=seq))
        for seq in range(first, last + 1)
    )
    return Batch(site, BORN, items)


def ack(upto: int, site: str = "64", incarnation: str = BORN) -> Ack:
    return Ack(type="ack", site=site, incarnation=incarnation, upto=upto)


def sent(effects: list[Effect]) -> list[tuple[int, int, int]]:
    """Connection, first and last number of each frame."""
    return [
        (one.leg, one.message.items[0].seq, one.message.items[-1].seq)
        for one in effects
        if isinstance(one, Send) and isinstance(one.message, Records)
    ]


def under_way(now: int = 0) -> Bulk:
    """Numbers 1 to 3 are on connection 1."""
    bulk = Bulk.of(["64"])
    bulk.want("64")
    assert len(bulk.due(now)) == 1
    assert sent(bulk.loaded("64", batch(1, 3), [1], now)) == [(1, 1, 3)]
    return bulk


def test_one_batch_is_under_way_per_site() -> None:
    bulk = under_way()
    bulk.want("64")
    assert bulk.due(10_000) == []


def test_sites_take_turns_and_batches_are_paced() -> None:
    bulk = Bulk.of(["01", "02"])
    bulk.want_all()
    (first,) = bulk.due(0)
    assert bulk.due(PACE_MS - 1) == []
    (second,) = bulk.due(PACE_MS)
    assert isinstance(first, Fetch)
    assert isinstance(second, Fetch)
    assert {first.site, second.site} == {"01", "02"}
    assert bulk.due(10 * PACE_MS) == []


def test_an_answer_settles_the_oldest_frame_of_its_connection() -> None:
    """The same batch on two connections: the second answer is of the first frame, too."""
    bulk = under_way()
    assert sent(bulk.resend(2)) == [(2, 1, 3)]
    (on_two,) = bulk.acked(2, ack(3))
    assert on_two == Settle(batch(1, 3), ack(3))
    bulk.settled(batch(1, 3), 3, 10, conflict=False)
    bulk.due(PACE_MS)
    bulk.loaded("64", batch(4, 5), [1, 2], PACE_MS)
    (late,) = bulk.acked(1, ack(5))
    assert isinstance(late, Settle)
    assert late.batch == batch(1, 3), "it cannot speak of frames after it"


def test_an_answer_nobody_asked_for_is_passed_over() -> None:
    bulk = under_way()
    assert bulk.acked(9, ack(3)) == []
    assert bulk.acked(1, ack(3, site="99")) == []
    assert bulk.acked(1, ack(3, incarnation="inc-0")) == []


def test_after_an_answer_the_next_batch_is_wanted() -> None:
    bulk = under_way()
    bulk.settled(batch(1, 3), 3, 100, conflict=False)
    assert [type(one) for one in bulk.due(100)] == [Fetch]


def test_an_answer_that_took_nothing_is_not_followed_at_once() -> None:
    bulk = under_way()
    bulk.settled(batch(1, 3), 0, 100, conflict=False)
    assert bulk.due(100 + HOLD_MS - 1) == []
    assert len(bulk.due(100 + HOLD_MS)) == 1


def test_holding_back_one_site_or_all() -> None:
    bulk = Bulk.of(["01", "02"])
    bulk.want_all()
    bulk.hold("01", 500)
    bulk.hold("", 300)
    assert bulk.due(299) == []
    assert bulk.wake_at() == 300
    assert [one.site for one in bulk.due(300) if isinstance(one, Fetch)] == ["02"]
    assert bulk.wake_at() == 500


def test_the_last_connection_gone_everything_is_sent_anew() -> None:
    bulk = under_way()
    bulk.gone(1, [2])
    assert bulk.due(1_000) == [], "the other connection still carries it"
    bulk.gone(2, [])
    assert len(bulk.due(1_000)) == 1


def test_read_from_the_outbox_without_a_connection_waits() -> None:
    bulk = Bulk.of(["64"])
    bulk.want("64")
    bulk.due(0)
    assert bulk.loaded("64", batch(1, 1), [], 0) == []
    assert len(bulk.due(PACE_MS)) == 1


def test_sizes_follow_the_line() -> None:
    bulk = under_way()
    bulk.settled(batch(1, 3), 3, 100, conflict=False)
    assert bulk.bytes_max == 2 * BATCH_BYTES_FIRST
    for _ in range(10):
        bulk.due(1_000_000)
        bulk.loaded("64", batch(1, 3), [1], 0)
        bulk.settled(batch(1, 3), 3, SLOW_MS + 1, conflict=False)
    assert bulk.bytes_max == BATCH_BYTES_MIN
    bulk.limit(1_500, 7)
    (fetch,) = bulk.due(2_000_000)
    assert isinstance(fetch, Fetch)
    assert fetch.bytes_max <= 1_500
    assert fetch.most == 7


def test_a_batch_without_an_answer_for_too_long_is_told() -> None:
    bulk = under_way()
    assert not bulk.overdue(UNANSWERED_MS - 1)
    assert bulk.overdue(UNANSWERED_MS)


def test_a_conflict_turns_over_once_nothing_is_under_way() -> None:
    bulk = Bulk.of(["01", "02"])
    bulk.want_all()
    bulk.due(0)
    bulk.due(PACE_MS)
    bulk.loaded("01", batch(1, 1, "01"), [1], 0)
    bulk.loaded("02", batch(1, 1, "02"), [1], 0)
    bulk.settled(batch(1, 1, "01"), 1, 10, conflict=True)
    assert bulk.due(1_000) == [], "the fate of the other site's records is still open"
    bulk.settled(batch(1, 1, "02"), 1, 20, conflict=False)
    assert bulk.due(1_000) == [TurnOver()]
    assert bulk.due(2_000) == [], "once"
    assert bulk.wake_at() is None
    bulk.turned()
    assert len(bulk.due(3_000)) == 1


def test_what_is_owed_an_answer_is_asked_for_before_the_incarnation_turns() -> None:
    """Of 1 to 4, which the coordinator has, 1 and 2 turn out to be another's; 5 was never sent."""
    bulk = Bulk.of(["64"])
    bulk.owe({"64": 4})
    (fetch,) = bulk.due(0)
    assert isinstance(fetch, Fetch)
    assert fetch.within == (0, 4)
    bulk.loaded("64", batch(1, 2), [1], 0)
    bulk.settled(batch(1, 2), 4, 10, conflict=True)
    (fetch,) = bulk.due(1_000)
    assert isinstance(fetch, Fetch)
    assert fetch.within == (2, 4)
    assert sent(bulk.loaded("64", batch(3, 4), [1], 1_000)) == [(1, 3, 4)]
    bulk.settled(batch(3, 4), 4, 1_010, conflict=False)
    bulk.due(2_000)
    bulk.loaded("64", None, [1], 2_000)
    assert bulk.due(3_000) == [TurnOver()]
    bulk.turned()
    (fetch,) = bulk.due(4_000)
    assert isinstance(fetch, Fetch)
    assert fetch.within == ALL


def test_without_a_conflict_the_rest_follows_what_was_owed() -> None:
    bulk = Bulk.of(["64"])
    bulk.owe({"64": 2})
    bulk.due(0)
    bulk.loaded("64", batch(1, 2), [1], 0)
    bulk.settled(batch(1, 2), 2, 10, conflict=False)
    bulk.due(1_000)
    bulk.loaded("64", None, [1], 1_000)
    assert bulk.wake_at() is not None
    (fetch,) = bulk.due(2_000)
    assert isinstance(fetch, Fetch)
    assert fetch.within == ALL


def test_an_outbox_that_has_turned_already_sends_nothing_under_the_old_number() -> None:
    bulk = Bulk.of(["64"])
    bulk.owe({"64": 2})
    bulk.turn()
    assert bulk.due(0) == [TurnOver()]


def test_frames_without_an_answer_are_known_by_connection() -> None:
    bulk = under_way()
    assert (bulk.unanswered(1), bulk.unanswered(2)) == (True, False)
    bulk.acked(1, ack(3))
    assert not bulk.unanswered(1)


def test_what_is_under_way_with_an_erased_name_is_read_again() -> None:
    bulk = Bulk.of(["64"])
    bulk.want("64")
    bulk.due(0)
    body = AttendanceBody(kind="attendance", person="64.p01", status=Attendance.IN_PERSON)
    item = RecordItem(seq=1, device_at=1, body=body)
    bulk.loaded("64", Batch("64", BORN, (item,)), [1], 0)
    bulk.forget(["64.p02"])
    assert bulk.due(1_000) == []
    bulk.forget(["64.p01"])
    assert len(bulk.due(1_000)) == 1
    assert bulk.resend(2) == []
