"""Codes are for programs: stable, lower case, no two alike."""

from __future__ import annotations

import re

from wire.codes import CloseCode, Feature, Refusal, WireCode


def test_words_are_lower_case_and_as_their_name() -> None:
    for code in (*Refusal, *WireCode, *Feature):
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", code.value)
        assert code.name == code.value.upper()


def test_close_codes_are_registered_or_private() -> None:
    for code in CloseCode:
        assert code in {1000, 1001, 1009, 1011} or 4000 <= code <= 4999
