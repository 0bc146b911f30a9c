"""The code of an invitation: made, read back, and every slip of the hand noticed."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.checkin import (
    ALPHABET,
    CODE_CHARS,
    CodeFault,
    CodeRead,
    make_code,
    payload,
    read_code,
    spaced,
)

VECTORS = json.loads((Path(__file__).parent / "checkin.json").read_text(encoding="utf-8"))
RANDOM = st.binary(min_size=5, max_size=5)


@pytest.mark.parametrize(("random", "code"), VECTORS["made"])
def test_codes_are_those_that_the_browser_makes_too(random: str, code: str) -> None:
    assert make_code(bytes.fromhex(random)) == code


@pytest.mark.parametrize(("text", "code", "fault"), VECTORS["read"])
def test_texts_are_read_as_the_browser_reads_them(text: str, code: str, fault: str) -> None:
    assert read_code(text) == CodeRead(code, CodeFault(fault))


@given(RANDOM)
def test_a_code_reads_back_in_every_way_it_is_written(random: bytes) -> None:
    code = make_code(random)
    for written in (code, code.lower(), payload(code), spaced(code), payload(code).lower()):
        assert read_code(written) == CodeRead(code)
    drunk = code.replace("0", "o").replace("1", "l")
    assert read_code(drunk) == CodeRead(code)


@given(RANDOM)
def test_one_wrong_character_is_always_noticed(random: bytes) -> None:
    code = make_code(random)
    for at, char in itertools.product(range(CODE_CHARS), ALPHABET):
        if char != code[at]:
            assert read_code(code[:at] + char + code[at + 1 :]).fault is CodeFault.MISTYPED


@given(RANDOM)
def test_two_characters_that_changed_places_are_always_noticed(random: bytes) -> None:
    code = make_code(random)
    for one, other in itertools.combinations(range(CODE_CHARS), 2):
        swapped = list(code)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        if code[one] != code[other]:
            assert read_code("".join(swapped)).fault is CodeFault.MISTYPED


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    found = read_code(text)
    assert (found.fault is CodeFault.NONE) == bool(found.code)


def test_a_code_needs_all_its_chance() -> None:
    with pytest.raises(ValueError, match="5 random bytes"):
        make_code(b"1234")
