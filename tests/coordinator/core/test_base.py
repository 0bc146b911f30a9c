"""The envelopes: values that nobody can change behind the journal's back."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from coordinator.core.base import SYSTEM, Actor, Asked, Draft, Recorded, Refused
from coordinator.core.session import PhaseChanged, StartSession
from tests.support.small_meeting import HOST
from wire.codes import Refusal
from wire.vocabulary import Phase, Role


def test_a_refusal_carries_a_code_and_plain_values() -> None:
    refused = Refused(Refusal.STANDBY_FULL, limit=3)
    assert refused.code is Refusal.STANDBY_FULL
    assert refused.params == {"limit": 3}
    assert str(refused) == "standby_full"


def test_what_was_recorded_cannot_be_changed() -> None:
    recorded = Recorded(1, 10, 10, SYSTEM, PhaseChanged(Phase.LIVE))
    with pytest.raises(FrozenInstanceError):
        recorded.rev = 2  # type: ignore[misc]  # the point of the test


def test_equal_facts_are_equal_values() -> None:
    assert PhaseChanged(Phase.LIVE) == PhaseChanged(Phase.LIVE)
    assert Asked(StartSession(), HOST) == Asked(StartSession(), HOST)
    assert Draft(PhaseChanged(Phase.LIVE)).effective_at is None


def test_the_system_is_nobody_who_may_ask() -> None:
    assert Actor("system", Role.SYSTEM) == SYSTEM
    assert SYSTEM.sites == frozenset()
