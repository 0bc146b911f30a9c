"""No person is invented, no telephone could ring; and the checks see what is planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.laws.names import invented_people, real_telephones
from tests.laws.tree import ROOT, plant

EXAMPLE = "docs/examples/a.yaml"


def test_examples_invent_nobody() -> None:
    assert invented_people(ROOT) == []


def test_no_telephone_of_an_example_could_ring() -> None:
    assert real_telephones(ROOT) == []


@pytest.mark.parametrize("name", ["Nguyễn Văn A", "Đại biểu 07", "Đại biểu mẫu"])
def test_an_invented_person_is_seen(name: str, tmp_path: Path) -> None:
    plant(tmp_path, EXAMPLE, f"hall: {{roster: [{{name: {name}}}]}}\n")
    assert invented_people(tmp_path) == [f"a.yaml: {name}"]


def test_samples_and_the_record_are_allowed(tmp_path: Path) -> None:
    roster = "[{name: Trần Lưu Quang}, {name: Đại biểu mẫu 07 – Cao Bằng}]"
    plant(tmp_path, EXAMPLE, f"hall: {{roster: {roster}}}\n")
    assert invented_people(tmp_path) == []


def test_a_telephone_that_could_ring_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, EXAMPLE, 'hall: {phone: "0269 382 4123"}\n')
    assert real_telephones(tmp_path) == ["a.yaml: 0269 382 4123"]
