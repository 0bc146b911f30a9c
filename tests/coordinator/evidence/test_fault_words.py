"""Every fault has words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import coordinator.evidence
from coordinator.evidence.fault_words import CODES, words_of
from coordinator.evidence.sheet import Fault

PACKAGE = Path(coordinator.evidence.__file__).parent


def test_every_code_that_is_raised_has_words() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in PACKAGE.glob("*.py"))
    raised = set(re.findall(r'Fault\([^"()]*"(\w+)"', source))
    returned = set(re.findall(r'return "(\w+_text)"', source))
    assert raised | returned <= CODES
    assert {"event_changed", "bad_signature", "witness_denies"} <= raised


def test_the_line_is_named_where_there_is_one() -> None:
    told = words_of(Fault(12, "event_changed", "detail"))
    assert "dòng 12 / line 12" in told
    assert told.endswith("(detail).")
    assert "line" not in words_of(Fault(0, "witness_denies"))
    for code in CODES:
        assert " / " in words_of(Fault(1, code))
