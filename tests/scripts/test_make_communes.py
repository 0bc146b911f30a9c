"""The second example is what its script writes: whole, by code, with official names."""

from __future__ import annotations

import re

import make_communes
import pytest


def test_the_example_is_whole_and_in_order() -> None:
    text = make_communes.TARGET.read_text(encoding="utf-8")
    codes = re.findall(r'^  - \{code: "(\d{5})"', text, re.MULTILINE)
    assert len(codes) == make_communes.COMMUNES
    assert codes == sorted(set(codes))
    assert len(re.findall(r'^  - \{code: "\d\d"', text, re.MULTILINE)) == make_communes.PROVINCES


def test_the_head_of_the_example_is_the_scripts() -> None:
    text = make_communes.TARGET.read_text(encoding="utf-8")
    assert text.startswith(make_communes.HEAD.format(provinces=34, communes="3.321"))


def test_a_province_on_one_line() -> None:
    row = {"code": "52", "name": "Gia Lai", "type": "tỉnh", "column": "5", "row": "12"}
    assert make_communes.province_line(row) == (
        '  - {code: "52", name: Gia Lai, type: tỉnh, tile: [5, 12], phone: "0200 000 052"}'
    )


@pytest.mark.parametrize(("name", "written"), [("Xã Ia O", "Xã Ia O"), ("M'Drắk", '"M\'Drắk"')])
def test_names_that_mean_something_to_yaml_are_quoted(name: str, written: str) -> None:
    assert make_communes.quoted(name) == written
