"""Budgets and strikes, on a clock that the test turns."""

from __future__ import annotations

from coordinator.gateway.patience import Budget, Patience, Strikes
from wire.limits import (
    BAD_MESSAGES_PER_MINUTE_MAX,
    MESSAGES_BURST_MAX,
    MESSAGES_PER_S_MAX,
    MESSAGES_PER_SITE_MAX,
)


def spent(budget: Budget, now: float) -> int:
    """How many messages it still takes at this instant."""
    count = 0
    while budget.spend(now):
        count += 1
    return count


def test_a_burst_and_then_so_many_a_second() -> None:
    budget = Budget(10.0)
    assert spent(budget, 10.0) == MESSAGES_BURST_MAX
    assert spent(budget, 10.0) == 0
    assert spent(budget, 11.0) == MESSAGES_PER_S_MAX
    assert spent(budget, 11.5) == MESSAGES_PER_S_MAX // 2


def test_saving_up_ends_at_the_burst() -> None:
    budget = Budget(0.0)
    assert spent(budget, 1_000.0) == MESSAGES_BURST_MAX


def test_a_link_of_many_sites_may_say_more() -> None:
    budget = Budget(0.0)
    budget.serve(500)
    assert spent(budget, 0.0) == MESSAGES_BURST_MAX + 500 * MESSAGES_PER_SITE_MAX
    assert spent(budget, 1.0) == MESSAGES_PER_S_MAX + 500 * MESSAGES_PER_SITE_MAX


def test_one_more_than_the_most_is_too_many() -> None:
    strikes = Strikes(2, 60.0)
    assert [strikes.too_many(at) for at in (0.0, 1.0, 2.0)] == [False, False, True]


def test_faults_of_another_minute_do_not_count() -> None:
    strikes = Strikes(2, 60.0)
    assert [strikes.too_many(at) for at in (0.0, 30.0, 60.0, 61.0)] == [False, False, False, True]


def test_without_a_window_faults_count_for_ever() -> None:
    strikes = Strikes(1, None)
    assert [strikes.too_many(at) for at in (0.0, 1e9)] == [False, True]


def test_a_link_begins_with_all_its_patience() -> None:
    patience = Patience(5.0)
    assert patience.budget.spend(5.0)
    assert not any(patience.bad.too_many(5.0) for _ in range(BAD_MESSAGES_PER_MINUTE_MAX))
    assert patience.bad.too_many(5.0)
