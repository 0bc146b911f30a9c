"""Typed reading of a mapping: a value of the type always comes back, and faults have lines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coordinator.casefile.fields import Fields
from coordinator.casefile.problems import CaseErrors, Faults
from coordinator.casefile.source import compose


class Sheet:
    """A mapping under examination."""

    def __init__(self, text: str) -> None:
        self.faults = Faults()
        self.fields = Fields(compose(text), self.faults, "tệp")

    def found(self) -> list[str]:
        """What was found, as "line code"."""
        try:
            self.faults.raise_any()
        except CaseErrors as errors:
            return [f"{error.line} {error.code.value}" for error in errors.errors]
        return []


def test_good_values_come_back_typed() -> None:
    sheet = Sheet(
        'name: "  Gia   Lai "\ncode: "64"\nminutes: 7\nhead: true\n'
        "at: 8:30\nstarts: 2023-09-08T08:00+07:00\nposts: [Sở Nội vụ, Thanh tra]\n"
    )
    fields = sheet.fields
    assert fields.text("name") == "Gia Lai"
    assert fields.code("code", r"[0-9]{2}", "") == "64"
    assert fields.number("minutes", 0, 9) == 7
    assert fields.flag("head", False) is True
    assert fields.clock("at", "08:30") == (8, 30)
    starts = fields.instant("starts", "")
    assert starts is not None
    assert starts.astimezone(UTC) == datetime(2023, 9, 8, 1, 0, tzinfo=UTC)
    assert fields.lines("posts") == ("Sở Nội vụ", "Thanh tra")
    fields.finish()
    assert sheet.found() == []


def test_text_is_kept_in_composed_form() -> None:
    assert Sheet("name: Ho\u0300a\n").fields.text("name") == "H\u00f2a"


def test_an_empty_value_counts_as_left_out() -> None:
    sheet = Sheet("post:\nname:\n")
    assert "post" not in sheet.fields
    assert sheet.fields.text("post", "none") == "none"
    assert sheet.fields.text("name") == ""
    assert sheet.found() == ["2 missing_key"]


def test_blank_text_is_missing() -> None:
    sheet = Sheet('name: "  "\n')
    sheet.fields.text("name")
    assert sheet.found() == ["1 missing_key"]


@pytest.mark.parametrize("written", ["01", "64", "0x1F", "1.5", "no", "2023-09-08", "12:30"])
def test_a_code_that_yaml_does_not_read_as_text_must_be_quoted(written: str) -> None:
    sheet = Sheet(f"a: b\ncode: {written}\n")
    assert sheet.fields.code("code", r".+", "") == ""
    assert "2 quote_it" in sheet.found()
    quoted = Sheet(f'code: "{written}"\n')
    assert quoted.fields.code("code", r".+", "") == written


def test_text_that_yaml_reads_as_a_number_must_be_quoted() -> None:
    sheet = Sheet("name: 2023\n")
    sheet.fields.text("name")
    assert sheet.found() == ["1 quote_it"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('name: "a\\tb"', "bad_name"),
        ('name: "a\\u202Eb"', "bad_name"),
        (f"name: {'x' * 121}", "too_long"),
        ("name: [a]", "wrong_type"),
        ("name: {a: b}", "wrong_type"),
    ],
)
def test_text_that_may_not_enter(text: str, code: str) -> None:
    sheet = Sheet(text)
    assert sheet.fields.text("name") == ""
    assert sheet.found() == [f"1 {code}"]


@pytest.mark.parametrize("value", ["-1", "10", "1.5", "010", "many", "1_0", "[1]", "9999999999"])
def test_numbers_out_of_bounds_or_form(value: str) -> None:
    sheet = Sheet(f"minutes: {value}\n")
    assert sheet.fields.number("minutes", 0, 9) == 0
    assert len(sheet.found()) == 1


def test_a_missing_number_takes_its_default_or_is_a_fault() -> None:
    sheet = Sheet("a: b\n")
    assert sheet.fields.number("minutes", 1, 9, 5) == 5
    assert sheet.fields.number("minutes", 1, 9) == 1
    assert sheet.found() == ["1 missing_key"]


def test_a_word_outside_the_choice_tells_the_words() -> None:
    sheet = Sheet("kind: speech\n")
    assert sheet.fields.choice("kind", {"break": 1, "report": 2}) == 1
    with pytest.raises(CaseErrors, match="break, report"):
        sheet.faults.raise_any()


def test_a_choice_is_compared_in_composed_form() -> None:
    assert Sheet("type: ti\u0309nh\n").fields.choice("type", {"t\u1ec9nh": 1}) == 1


def test_only_true_and_false_are_flags() -> None:
    sheet = Sheet("head: yes\n")
    assert sheet.fields.flag("head", False) is False
    assert sheet.found() == ["1 bad_choice"]


@pytest.mark.parametrize(
    "value", ["2023-09-08", "2023-09-08T08:00", "8 giờ", "2023-13-01T00:00Z", "1999-01-01T00:00Z"]
)
def test_times_without_zone_or_sense(value: str) -> None:
    sheet = Sheet(f"starts: {value}\n")
    assert sheet.fields.instant("starts", "x") is None
    assert sheet.found() == ["1 bad_time"]


@pytest.mark.parametrize("value", ["24:00", "8h30", '"8:60"', "noon"])
def test_clocks_that_no_clock_shows(value: str) -> None:
    sheet = Sheet(f"at: {value}\n")
    assert sheet.fields.clock("at", "08:30") is None
    assert sheet.found() == ["1 bad_time"]


def test_lists_and_groups_of_the_wrong_shape() -> None:
    sheet = Sheet("roster: Lan\nchair: [a]\nposts:\n  - {a: b}\n")
    assert sheet.fields.nodes("roster") == []
    group = sheet.fields.group("chair", required=True)
    assert group is not None
    assert sheet.fields.lines("posts") == ("",)
    assert sheet.found() == ["1 wrong_type", "2 wrong_type", "4 wrong_type"]


def test_a_required_group_that_is_left_out() -> None:
    sheet = Sheet("a: b\n")
    assert sheet.fields.group("session", required=True) is None
    assert sheet.fields.group("limits", required=False) is None
    assert sheet.found() == ["1 missing_key"]


def test_duplicate_and_unknown_keys_have_their_own_lines() -> None:
    sheet = Sheet("name: a\nname: b\nnmae: c\n")
    assert sheet.fields.text("name") == "a"
    sheet.fields.finish()
    assert sheet.found() == ["2 duplicate_key", "3 unknown_key"]


def test_each_mapping_of_a_list_knows_its_line() -> None:
    sheet = Sheet("sites:\n  - {code: A}\n  - {code: B}\n")
    assert [fields.line for fields in sheet.fields.each("sites")] == [2, 3]
