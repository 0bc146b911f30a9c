"""Time limits by kind; first and second interventions apart."""

from __future__ import annotations

import pytest

from coordinator.core.floor.limits import DEFAULT_LIMITS, LIMIT_MS_MAX, NO_LIMIT, key_of
from wire.vocabulary import LimitKey, SpeechKind


@pytest.mark.parametrize(
    ("ordinal", "key"),
    [
        (1, LimitKey.FIRST_INTERVENTION),
        (2, LimitKey.SECOND_INTERVENTION),
        (3, LimitKey.SECOND_INTERVENTION),
    ],
)
def test_an_intervention_has_a_limit_by_its_number(ordinal: int, key: LimitKey) -> None:
    assert key_of(SpeechKind.INTERVENTION, ordinal) is key


@pytest.mark.parametrize(
    "kind", [kind for kind in SpeechKind if kind is not SpeechKind.INTERVENTION]
)
def test_every_other_kind_has_one(kind: SpeechKind) -> None:
    assert key_of(kind, 1) is key_of(kind, 2)
    assert key_of(kind, 1).value == kind.value


def test_the_defaults_are_those_of_practice() -> None:
    assert set(DEFAULT_LIMITS) == set(LimitKey)
    assert all(0 <= limit <= LIMIT_MS_MAX for limit in DEFAULT_LIMITS.values())
    assert DEFAULT_LIMITS[LimitKey.DIRECTIVE] == NO_LIMIT
    assert DEFAULT_LIMITS[LimitKey.FIRST_INTERVENTION] == 7 * 60_000
    assert DEFAULT_LIMITS[LimitKey.SECOND_INTERVENTION] == 3 * 60_000
