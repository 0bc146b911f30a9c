"""The checker of histories, on one number: by hand, and against trying every order there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.linearizable import Fate, Model, Op, judge, shortest, with_fates

# What is asked of the number: ("read",), ("add", n) which answers the sum, or ("raise", n) which
# answers whether n was more than there was.


def step(state: int, op: Op) -> Iterable[int]:
    kind, by = op.asked
    if kind == "read":
        then, said = state, state
    elif kind == "add":
        then, said = state + by, state + by
    else:
        then, said = max(state, by), by > state
    if op.returned is None or op.said == said:
        return (then,)
    return ()


SUM = Model(step)
# The sum never falls, and whoever read or made one was there when it was no greater.
AGED = Model(
    step,
    lambda state: state,
    lambda op: op.said if op.returned and op.asked[0] != "raise" else None,
)


def idle(op: Op) -> bool:
    return op.returned is not None and (op.asked[0] == "read" or op.said is False)


def op(client: str, at: tuple[int, int | None], kind: str, by: int = 0, said: object = None) -> Op:
    return Op(client, at[0], at[1], (kind, by), said, id=f"{client}{at[0]}")


def test_one_after_another() -> None:
    assert judge([op("a", (1, 2), "add", 5, 5), op("b", (3, 4), "read", said=5)], 0, SUM)


def test_at_the_same_time_either_may_come_first() -> None:
    add = op("a", (1, 6), "add", 5, 5)
    for seen in (0, 5):
        assert judge([add, op("b", (2, 3), "read", said=seen)], 0, SUM)


def test_a_stale_read() -> None:
    read = op("b", (3, 4), "read", said=0)
    verdict = judge([op("a", (1, 2), "add", 5, 5), read], 0, SUM)
    assert not verdict
    assert (verdict.stuck, verdict.states) == (read, (5,))


def test_two_reads_do_not_run_backwards() -> None:
    add = op("a", (1, 9), "add", 5, 5)
    new, old = op("b", (2, 3), "read", said=5), op("c", (4, 5), "read", said=0)
    assert not judge([add, new, old], 0, SUM)
    assert judge([add, op("b", (2, 3), "read", said=0), op("c", (4, 5), "read", said=5)], 0, SUM)


def test_an_act_that_was_answered_and_is_lost() -> None:
    acts = [op("a", (1, 2), "add", 5, 5), op("b", (3, 4), "add", 1, 1)]
    assert not judge(acts, 0, SUM)


def test_an_act_that_was_done_twice() -> None:
    assert not judge([op("a", (1, 2), "add", 5, 5), op("b", (3, 4), "read", said=10)], 0, SUM)
    unknown = op("a", (1, None), "add", 5)
    assert not judge([unknown, op("b", (3, 4), "read", said=10)], 0, SUM)


def test_without_an_answer_it_may_take_effect_at_any_later_time_or_never() -> None:
    unknown = op("a", (1, None), "add", 5)
    reads = [op("b", (at, at + 1), "read", said=0) for at in (2, 4, 6)]
    assert judge([unknown, *reads], 0, SUM), "never"
    late = op("b", (8, 9), "read", said=5)
    assert judge([unknown, *reads, late], 0, SUM), "late"
    assert not judge([unknown, *reads, late, op("b", (10, 11), "read", said=0)], 0, SUM), "once"
    assert not judge([op("a", (7, None), "add", 5), op("b", (2, 3), "read", said=5)], 0, SUM)


def test_what_was_learnt_later_counts() -> None:
    unknown = op("a", (1, None), "add", 5)
    before, after = op("b", (2, 3), "read", said=0), op("b", (8, 9), "read", said=0)
    done = Fate(unknown.id, 5, 6, 5)
    assert judge(with_fates([unknown, before], [done]), 0, SUM)
    assert judge([unknown, before, after], 0, SUM), "without the question nothing is wrong"
    assert not judge(with_fates([unknown, before, after], [done]), 0, SUM)
    never = Fate(unknown.id, 5, 6, None)
    early = op("b", (2, 3), "read", said=5)
    assert judge([unknown, early], 0, SUM)
    assert not judge(with_fates([unknown, early], [never]), 0, SUM)
    late = op("b", (8, 9), "read", said=5)
    assert judge(with_fates([unknown, late], [never]), 0, SUM), "it was still on its way"


def test_what_was_given_up_never_takes_effect() -> None:
    unknown, late = op("a", (1, None), "add", 5), op("b", (8, 9), "read", said=5)
    given_up = Fate(unknown.id, 5, 6, None, never=True)
    assert not judge(with_fates([unknown, late], [given_up]), 0, SUM)
    assert judge(with_fates([unknown, op("b", (8, 9), "read", said=0)], [given_up]), 0, SUM)


def test_what_had_an_answer_is_not_changed_by_a_fate() -> None:
    known = op("a", (1, 2), "add", 5, 5)
    assert with_fates([known], [Fate(known.id, 5, 6, None)]) == [known]


def test_only_what_matters_is_told() -> None:
    add, stale = op("a", (3, 4), "add", 5, 5), op("b", (7, 8), "read", said=0)
    noise = [
        op("b", (1, 2), "read", said=0),
        op("c", (5, 6), "read", said=5),
        op("c", (9, 10), "add", 1, 6),
    ]
    assert shortest([*noise, add, stale], 0, SUM, idle)[:2] == (5, [stale])
    slow = op("d", (1, 12), "add", 7, 12)
    assert shortest([*noise, add, stale, slow], 0, SUM, idle)[:2] == (5, [stale, slow])


def test_what_is_wrong_by_its_age_alone_is_told_whole() -> None:
    bound = Model(step, lambda state: state, lambda op: 3 if op.client == "late" else None)
    ops = [op("a", (1, 2), "add", 5, 5), op("late", (3, 4), "read", said=5)]
    assert judge(ops, 0, SUM)
    certain, short, verdict = shortest(ops, 0, bound, idle)
    assert (certain, short) == (0, ops)
    assert not verdict


@st.composite
def histories(draw: st.DrawFn) -> list[Op]:
    """Up to six operations of three clients, with answers that may or may not be right."""
    ops, free = [], {"a": 0, "b": 0, "c": 0}
    for _ in range(draw(st.integers(1, 6))):
        client = draw(st.sampled_from("abc"))
        invoked = free[client] + draw(st.integers(1, 4))
        returned = invoked + draw(st.integers(1, 8))
        free[client] = returned
        kind = draw(st.sampled_from(["read", "add", "raise"]))
        by = draw(st.integers(1, 2))
        said = draw(st.booleans() if kind == "raise" else st.integers(0, 4))
        answered = draw(st.integers(0, 3)) > 0
        ops.append(op(client, (invoked, returned if answered else None), kind, by, said))
    return ops


@given(histories())
def test_it_says_what_trying_every_order_says(ops: list[Op]) -> None:
    assert bool(judge(ops, 0, SUM)) is bool(judge(ops, 0, AGED)) is _by_force(ops)


def _by_force(ops: Sequence[Op]) -> bool:
    """Every choice of the unanswered, every order of these that respects time."""
    known = [one for one in ops if one.returned is not None]
    unknown = [one for one in ops if one.returned is None]
    return any(
        _explains(order)
        for mask in range(2 ** len(unknown))
        for order in permutations(
            [*known, *(one for bit, one in enumerate(unknown) if mask >> bit & 1)]
        )
    )


def _explains(order: Sequence[Op]) -> bool:
    state = 0
    for place, one in enumerate(order):
        if any(
            later.returned is not None and later.returned < one.invoked
            for later in order[place + 1 :]
        ):
            return False
        after = tuple(step(state, one))
        if not after:
            return False
        state = after[0]
    return True
