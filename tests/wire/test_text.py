"""Texts from outside: cleaned or refused, never silently changed; names folded for search."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.codes import WireCode
from wire.errors import WireError
from wire.limits import NAME_CHARS_MAX, TEXT_CHARS_MAX
from wire.text import clean_name, clean_text, fold

VECTORS = json.loads((Path(__file__).parent / "fold.json").read_text(encoding="utf-8"))

# Spelt by number: an editor must not be able to lose them.
HIDDEN = [0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2064, 0x2066, 0x2069, 0xFEFF, 0xAD]
CONTROL = [0x00, 0x09, 0x0D, 0x1B, 0x7F, 0x85, 0x9F]
NO_CHARACTER = [0xD800, 0xDFFF, 0xE000, 0xFFFE, 0x10FFFF]


def test_a_name_is_trimmed_and_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Đại biểu mẫu 07 – Cao Bằng")
    assert clean_name(f"  {decomposed}\n") == "Đại biểu mẫu 07 – Cao Bằng"


@pytest.mark.parametrize("point", [*HIDDEN, *CONTROL, *NO_CHARACTER])
def test_what_cannot_be_seen_is_refused_with_its_place(point: int) -> None:
    for clean in (clean_name, clean_text):
        with pytest.raises(WireError) as refused:
            clean(f"ab{chr(point)}cd")
        assert refused.value.code is WireCode.BAD_NAME
        assert refused.value.detail == f"character U+{point:04X} at 2"


@pytest.mark.parametrize("empty", ["", " ", "\n\t "])
def test_nothing_is_no_name(empty: str) -> None:
    with pytest.raises(WireError, match="bad_name: empty"):
        clean_name(empty)


def test_a_line_feed_may_stand_in_text_only() -> None:
    assert clean_text("một\nhai") == "một\nhai"
    with pytest.raises(WireError, match=r"U\+000A at 3"):
        clean_name("một\nhai")


def test_lengths_are_those_of_the_limits() -> None:
    assert clean_name("ế" * NAME_CHARS_MAX) == "ế" * NAME_CHARS_MAX
    assert clean_text("ế" * TEXT_CHARS_MAX) == "ế" * TEXT_CHARS_MAX
    with pytest.raises(WireError, match="longer than 120 characters"):
        clean_name("ế" * (NAME_CHARS_MAX + 1))
    with pytest.raises(WireError, match="longer than 1000 characters"):
        clean_text("ế" * (TEXT_CHARS_MAX + 1))


def test_the_length_is_that_of_the_composed_text() -> None:
    assert len(clean_name(unicodedata.normalize("NFD", "ế" * NAME_CHARS_MAX))) == NAME_CHARS_MAX


@given(st.text())
def test_whatever_comes_is_cleaned_or_refused(text: str) -> None:
    for clean in (clean_name, clean_text):
        try:
            kept: str | WireCode = clean(text)
        except WireError as refused:
            kept = refused.code
        if isinstance(kept, WireCode):
            assert kept is WireCode.BAD_NAME
        else:
            assert clean(kept) == kept == unicodedata.normalize("NFC", text).strip()


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["text"] for vector in VECTORS])
def test_names_fold_as_in_the_browser(vector: dict[str, str]) -> None:
    assert fold(vector["text"]) == vector["fold"]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(
    st.text(alphabet="aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ ")
)
def test_every_vietnamese_letter_folds_to_a_plain_one(text: str) -> None:
    assert fold(text).isascii()
    assert fold(unicodedata.normalize("NFD", text.upper())) == fold(text)
