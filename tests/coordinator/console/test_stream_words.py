"""What a page may say on its stream."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from coordinator.console.stream_words import ClockQuestion, FromPage, HandWord

WORDS: TypeAdapter[ClockQuestion | HandWord] = TypeAdapter(FromPage)


def test_the_clock_and_a_hand() -> None:
    assert WORDS.validate_json('{"type":"clock","t0":7}') == ClockQuestion(type="clock", t0=7)
    assert WORDS.validate_json('{"type":"hand","entry":"e5"}') == HandWord(type="hand", entry="e5")
    assert WORDS.validate_json('{"type":"hand","entry":null}') == HandWord(type="hand", entry=None)


@pytest.mark.parametrize(
    "text",
    ['{"type":"hand"}', '{"type":"hand","entry":""}', '{"type":"hand","entry":5}', '{"type":"x"}'],
)
def test_nothing_else(text: str) -> None:
    with pytest.raises(ValidationError):
        WORDS.validate_json(text)
