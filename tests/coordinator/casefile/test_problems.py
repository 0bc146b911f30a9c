"""Faults: every code has its sentence, all are told by line, and a flood is cut visibly."""

from __future__ import annotations

import pytest

from coordinator.casefile.problems import ERRORS_SHOWN_MAX, WORDS, CaseErrors, Fault, Faults


def test_every_fault_has_a_sentence() -> None:
    assert set(WORDS) == set(Fault)


def test_nothing_found_raises_nothing() -> None:
    Faults().raise_any()


def test_faults_are_told_by_line_with_code_and_reason() -> None:
    faults = Faults()
    faults.add(9, Fault.MISSING_KEY, key="title")
    faults.add(2, Fault.QUOTE_IT, key="code", value="01")
    with pytest.raises(CaseErrors) as caught:
        faults.raise_any()
    assert str(caught.value).splitlines() == [
        'dòng 2: code phải viết trong ngoặc kép: "01"',
        "dòng 9: thiếu title",
    ]
    assert [error.code for error in caught.value.errors] == ["quote_it", "missing_key"]


def test_a_flood_of_faults_is_cut_and_says_so() -> None:
    faults = Faults()
    for line in range(1, ERRORS_SHOWN_MAX + 8):
        faults.add(line, Fault.MISSING_KEY, key="name")
    with pytest.raises(CaseErrors) as caught:
        faults.raise_any()
    errors = caught.value.errors
    assert len(errors) == ERRORS_SHOWN_MAX + 1
    assert (errors[-1].code, errors[-1].words) == (Fault.MORE_ERRORS, "và 7 lỗi khác")
