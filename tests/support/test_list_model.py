"""The model of the list on histories made by hand: those that can be, and those that cannot."""

from __future__ import annotations

from typing import Any

from tests.support.linearizable import Fate, Op, Verdict, judge, with_fates
from tests.support.list_model import UNDO_NS, model_for, step
from tests.support.list_told import List, Read, Rev, Row, Said

SECOND = 1_000_000_000
TWO = List(
    (Row("e1", "64", "intervention", "queued"), Row("e2", "04", "intervention", "queued")),
    made=2,
    rev=Rev(10),
    act_rev=Rev(10),
)


class Past:
    """A history in the making: each operation takes a second, one after another, unless said."""

    def __init__(self, start: List = TWO) -> None:
        self.start, self.now = start, 0
        self.ops: list[Op] = []
        self.fates: list[Fate] = []

    def act(self, what: str, said: Said | None, /, client: str = "a", **fields: Any) -> Past:
        """`said` None: no answer came. `lasts`: how many seconds it took."""
        lasts = fields.pop("lasts", 0.5)
        invoked, self.now = self.now, self.now + SECOND
        returned = None if said is None else invoked + int(lasts * SECOND)
        body = {"type": what, **fields}
        self.ops.append(Op(client, invoked, returned, body, said, f"op{len(self.ops)}"))
        return self

    def sees(self, rev: int, *rows: str, air: str | None = None) -> Past:
        """A look at the list; rows as `e1 queued`, all of known sites."""
        sites = {"e1": "64", "e2": "04", "e3": "01", "e4": "19"}
        order = tuple(
            Row(entry, sites[entry], "intervention", state) for entry, state in map(str.split, rows)
        )
        self.ops.append(
            Op("r", self.now, self.now + SECOND // 2, "read", Read(rev, order, air), "read")
        )
        self.now += SECOND
        return self

    def learns(self, number: int, said: Said | None) -> Past:
        """What became of an operation is asked for."""
        self.fates.append(Fate(f"op{number}", self.now, self.now + SECOND // 2, said))
        self.now += SECOND
        return self

    def verdict(self) -> Verdict:
        ops = with_fates(self.ops, self.fates)
        return judge(ops, self.start, model_for(ops))


def call(past: Past, said: Said | None, **fields: Any) -> Past:
    return past.act("call_point", said, entry="e2", **fields)


CALLED = ("e2 called", "e1 queued")
WAITING = ("e1 queued", "e2 queued")


def test_a_morning_that_could_have_been() -> None:
    past = call(Past(), Said("", 11, "e2"), expected_rev=10).sees(11, *CALLED)
    past.act("give_floor", Said("", 12, "e2"), entry="e2").sees(12, "e1 queued", air="e2")
    past.act("end_speech", Said("", 13, "e2"), entry="e2").sees(13, "e1 queued")
    past.act("undo_floor_act", Said("", 14, "e2"), act_rev=13).sees(14, "e1 queued", air="e2")
    asks = {"site": "01", "kind": "intervention", "channel": "site"}
    past.act("request_floor", Said("", 15, "e3"), **asks)
    past.sees(15, "e1 queued", "e3 requested", air="e2")
    past.act("move_request", Said("", 16, "e3"), entry="e3", before="e1")
    past.act("approve_request", Said("", 17, "e3"), entry="e3")
    past.act("defer_request", Said("", 18, "e3"), entry="e3")
    past.act("withdraw_request", Said("", 19, "e1"), entry="e1")
    assert (
        past.act("revoke_call", Said("", 20, "e2"), entry="e2")
        .sees(20, "e2 queued", "e3 queued")
        .verdict()
    )


def test_who_is_deferred_is_in_the_list() -> None:
    asks = {"site": "01", "kind": "intervention", "channel": "site"}
    past = Past().act("request_floor", Said("", 11, "e3"), **asks)
    past.act("defer_request", Said("", 12, "e3"), entry="e3")
    assert past.sees(12, "e1 queued", "e2 queued", "e3 queued").verdict()
    assert not past.sees(12, "e1 queued", "e2 queued", "e3 requested").verdict()


def test_a_stale_read() -> None:
    past = call(Past(), Said("", 11, "e2")).sees(10, *WAITING)
    assert not past.verdict()
    assert call(Past(), Said("", 11, "e2"), lasts=1.2).sees(10, *WAITING).verdict(), "at one time"


def test_a_read_of_the_right_rows_under_an_old_revision() -> None:
    assert not call(Past(), Said("", 11, "e2")).sees(10, *CALLED).verdict()


def test_an_act_that_was_answered_and_is_lost() -> None:
    past = call(Past(), Said("", 11, "e2"))
    past.act("approve_request", Said("wrong_state", 12), entry="e1").sees(10, *WAITING)
    assert not past.verdict()


def test_an_act_that_was_done_twice() -> None:
    asks = {"site": "01", "kind": "intervention", "channel": "telephone"}
    for said in (Said("", 11, "e3"), None):
        past = Past().act("request_floor", said, **asks)
        assert not past.sees(12, *WAITING, "e3 queued", "e4 queued").verdict()


def test_a_conflict_needs_somebody_elses_act() -> None:
    assert not call(Past(), Said("conflict", 11, None, 10), expected_rev=10).verdict()
    past = Past().act("defer_request", Said("", 11, "e1"), entry="e1", client="b")
    assert call(past, Said("conflict", 12, None, 11), expected_rev=10).verdict()


def test_an_old_picture_must_be_a_conflict() -> None:
    past = Past().act("defer_request", Said("", 11, "e1"), entry="e1", client="b")
    assert not call(past, Said("", 12, "e2"), expected_rev=10).verdict()


def test_a_new_request_makes_no_act_of_another_wrong() -> None:
    asks = {"site": "01", "kind": "intervention", "channel": "site"}
    past = Past().act("request_floor", Said("", 11, "e3"), **asks)
    assert call(past, Said("", 12, "e2"), expected_rev=10).verdict()


def test_two_hosts_call_at_once_and_one_wins() -> None:
    past = call(Past(), Said("", 11, "e2"), lasts=3, expected_rev=10)
    assert call(past, Said("conflict", 12, None, 11), expected_rev=10, client="b").verdict()
    past = call(Past(), Said("", 11, "e2"), lasts=3, expected_rev=10)
    assert not call(past, Said("", 12, "e2"), expected_rev=10, client="b").verdict()


def test_without_an_answer_it_may_take_effect_at_any_later_time() -> None:
    past = call(Past(), None).sees(10, *WAITING).sees(10, *WAITING).sees(14, *CALLED)
    assert past.verdict()
    assert not past.sees(10, *WAITING).verdict(), "what took effect does not go away again"
    assert call(Past(), None).sees(10, *WAITING).verdict(), "or never"


def test_the_revision_of_what_had_no_answer_is_learnt_by_looking() -> None:
    past = call(Past(), None).sees(14, *CALLED)
    assert not past.sees(15, *CALLED).verdict()
    past = call(Past(), None).sees(14, *CALLED)
    past.act("defer_request", Said("", 15, "e1"), entry="e1", expected_rev=14)
    assert past.verdict()
    past = call(Past(), None).sees(14, *CALLED)
    past.act("defer_request", Said("", 15, "e1"), entry="e1", expected_rev=10)
    assert not past.verdict()


def test_what_had_no_answer_was_not_recorded_where_another_act_was() -> None:
    past = call(Past(), None)
    past.act("defer_request", Said("", 12, "e1"), entry="e1", lasts=3)
    past.act("approve_request", Said("wrong_state", 11), entry="e1", client="b")
    assert past.sees(12, "e2 queued", "e1 queued").verdict(), "nothing was recorded between"
    past = call(Past(), None)
    past.act("approve_request", Said("wrong_state", 11), entry="e1")
    past.act("defer_request", Said("", 12, "e1"), entry="e1")
    assert not past.sees(12, *CALLED).verdict()


def test_a_fate_binds() -> None:
    assert call(Past(), None).learns(0, Said("", 11, "e2")).sees(11, *CALLED).verdict()
    assert not call(Past(), None).learns(0, Said("", 11, "e2")).sees(10, *WAITING).verdict()
    assert not call(Past(), None).sees(11, *CALLED).learns(0, None).verdict()
    assert call(Past(), None).learns(0, None).sees(11, *CALLED).verdict(), "still on its way"


def test_an_undo_is_for_the_last_act_and_for_ten_seconds() -> None:
    def undo(past: Past, said: Said) -> Past:
        return past.act("undo_floor_act", said, act_rev=11)

    gone = Said("undo_gone", 12)
    assert undo(call(Past(), Said("", 11, "e2")), Said("", 12, "e2")).sees(12, *WAITING).verdict()
    assert not undo(call(Past(), Said("", 11, "e2")), gone).verdict()
    late = call(Past(), Said("", 11, "e2"))
    late.now += UNDO_NS + SECOND
    assert undo(late, gone).verdict()
    late = call(Past(), Said("", 11, "e2"))
    late.now += UNDO_NS + SECOND
    assert not undo(late, Said("", 12, "e2")).verdict()
    other = call(Past(), Said("", 11, "e2"))
    other.act("defer_request", Said("", 12, "e1"), entry="e1")
    assert undo(other, Said("undo_gone", 13)).verdict()


def test_an_undo_keeps_what_came_since() -> None:
    asks = {"site": "01", "kind": "intervention", "channel": "telephone"}
    past = Past().act("defer_request", Said("", 11, "e1"), entry="e1")
    past.act("request_floor", Said("", 12, "e3"), **asks)
    past.act("withdraw_request", Said("", 13, "e2"), entry="e2")
    past.act("undo_floor_act", Said("", 14, "e1"), act_rev=11)
    assert past.sees(14, "e1 queued", "e3 queued").verdict()


def test_the_rules_that_say_no() -> None:
    nos: list[tuple[str, dict[str, Any], str]] = [
        ("call_point", {"entry": "e9"}, "unknown_entry"),
        ("approve_request", {"entry": "e1"}, "wrong_state"),
        ("end_speech", {"entry": "e1"}, "wrong_state"),
        ("move_request", {"entry": "e1", "before": "e1"}, "unknown_entry"),
        (
            "request_floor",
            {"site": "64", "kind": "intervention", "channel": "site"},
            "already_requested",
        ),
        ("undo_floor_act", {"act_rev": 10}, "undo_gone"),
    ]
    for what, fields, code in nos:
        assert Past().act(what, Said(code, 11), **fields).sees(10, *WAITING).verdict(), what
        assert not Past().act(what, Said("", 11, "e1"), **fields).verdict(), what
    spoken = TWO._replace(order=(), spoken=("64", "64"))
    asks = {"site": "64", "kind": "intervention", "channel": "telephone"}
    assert Past(spoken).act("request_floor", Said("two_speeches_held", 11), **asks).verdict()
    assert not Past(spoken).act("request_floor", Said("", 11, "e3"), **asks).verdict()


def test_a_point_of_order_goes_after_the_called() -> None:
    asks = {"site": "01", "kind": "point_of_order", "channel": "telephone"}
    past = call(Past(), Said("", 11, "e2")).act("request_floor", Said("", 12, "e3"), **asks)
    urgent = Row("e3", "01", "point_of_order", "queued")
    seen = (Row("e2", "04", "intervention", "called"), urgent, TWO.order[0])
    past.ops.append(Op("r", past.now, past.now + 1, "read", Read(12, seen, None), "read"))
    assert past.verdict()
    past.ops[-1] = Op("r", past.now, past.now + 1, "read", Read(12, seen[::-1], None), "read")
    assert not past.verdict()


def test_it_is_told_in_words() -> None:
    past = call(Past(), Said("", 11, "e2")).sees(11, *CALLED)
    (after,) = step(TWO, past.ops[0])
    assert str(after) == "[e2(04 called) e1(64 queued)] at 11, last act 11, undo 11"
    assert str(past.ops[1].said) == "[e2(04 called) e1(64 queued)] at 11"
    assert str(Said("conflict", 12, None, 11)) == "refused: conflict, the list is at 11"
