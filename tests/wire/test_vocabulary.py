"""The words of the field: what is not known is never shown as good or as bad."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from wire import vocabulary
from wire.vocabulary import (
    HALL,
    ID_PATTERN,
    PERSON_ID_PATTERN,
    SITE_ID_PATTERN,
    LimitKey,
    SiteState,
    SpeechKind,
)

WORDS = [
    words
    for words in vars(vocabulary).values()
    if isinstance(words, type) and issubclass(words, StrEnum) and words is not StrEnum
]


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_unknown_comes_first_where_it_can_be_said(words: type[StrEnum]) -> None:
    names = [word.name for word in words]
    assert "UNKNOWN" not in names or names[0] == "UNKNOWN"


def test_states_of_the_wall_are_one_letter_each() -> None:
    assert all(re.fullmatch("[a-z]", state.value) for state in SiteState)


def test_every_kind_of_speech_has_a_limit() -> None:
    keys = {key.value for key in LimitKey}
    for kind in set(SpeechKind) - {SpeechKind.INTERVENTION}:
        assert kind.value in keys
    assert {"first_intervention", "second_intervention"} <= keys


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (SITE_ID_PATTERN, [HALL, "64", "VPCP-1"], ["", "gia lai", "-1", "X" * 17, "64.p01"]),
        (PERSON_ID_PATTERN, ["64.p01", "TW.x-7f3a90"], ["64", "64.", "64.P01", ".p01", "64.a b"]),
        (ID_PATTERN, ["e1", "a:b.c_d-e", "x" * 64], ["", "x" * 65, "a/b", "a b", "é"]),
    ],
)
def test_identifiers(pattern: str, good: list[str], bad: list[str]) -> None:
    assert all(re.fullmatch(pattern, word) for word in good)
    assert not any(re.fullmatch(pattern, word) for word in bad)
