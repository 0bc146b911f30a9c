"""The peer's fault as a type: a stable code, and a detail that names a field, not its content."""

from __future__ import annotations

from wire.codes import WireCode
from wire.errors import WireError


def test_the_words_name_the_code_and_the_detail() -> None:
    error = WireError(WireCode.GAP, "seq")
    assert (error.code, error.detail, str(error)) == (WireCode.GAP, "seq", "gap: seq")


def test_without_detail_the_code_stands_alone() -> None:
    assert str(WireError(WireCode.NO_HELLO)) == "no_hello"
