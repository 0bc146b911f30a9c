"""The record's words: what is not known comes first, and no value stands twice in one list."""

from __future__ import annotations

from wire.record_words import CheckItem, CheckResult, CountedBy, ReviewState, RollCallWay


def test_what_is_not_known_is_first() -> None:
    assert next(iter(CheckResult)) is CheckResult.UNKNOWN


def test_values_are_the_names_in_small_letters() -> None:
    for words in (CheckItem, CheckResult, CountedBy, ReviewState, RollCallWay):
        assert [word.value for word in words] == [word.name.lower() for word in words]
