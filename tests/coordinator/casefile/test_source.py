"""The dangers of YAML are shut out before a tree is built, each with its line."""

from __future__ import annotations

import pytest
import yaml

from coordinator.casefile.problems import CaseErrors
from coordinator.casefile.source import CASE_BYTES_MAX, compose, decode, line_of


def faults_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(CaseErrors) as caught:
        compose(text)
    return [(error.line, error.code.value) for error in caught.value.errors]


def test_nodes_know_their_lines() -> None:
    root = compose("a: 1\n\nb:\n  - x\n")
    assert isinstance(root, yaml.MappingNode)
    assert [line_of(key) for key, _ in root.value] == [1, 3]


def test_decode_takes_a_byte_order_mark_away() -> None:
    assert decode("\ufeffhội".encode()) == "hội"


def test_decode_names_the_line_that_is_not_utf8() -> None:
    with pytest.raises(CaseErrors, match=r"dòng 3: .*UTF-8"):
        decode(b"a: 1\nb: 2\nc: \xe9\n")


def test_decode_refuses_a_file_that_is_too_big() -> None:
    with pytest.raises(CaseErrors, match="4096 KiB"):
        decode(b"#" * (CASE_BYTES_MAX + 1))


def test_compose_measures_bytes_too() -> None:
    assert faults_of("ộ" * (CASE_BYTES_MAX // 3 + 1)) == [(1, "too_big")]


def test_lone_surrogates_are_not_utf8() -> None:
    assert faults_of("a: 1\nb: \ud800\n") == [(2, "not_utf8")]


def test_syntax_errors_name_their_line() -> None:
    assert faults_of("a: 1\nb: [1, 2\nc: 3\n") == [(3, "yaml_syntax")]


def test_a_second_document_is_a_syntax_error() -> None:
    assert faults_of("a: 1\n---\nb: 2\n")[0][1] == "yaml_syntax"


def test_an_empty_file_has_no_session() -> None:
    assert faults_of("# nothing\n") == [(1, "missing_key")]


def test_control_characters_name_their_line() -> None:
    assert faults_of("a: 1\nb: x\x07y\n") == [(2, "bad_name")]


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    found = faults_of(bomb)
    assert found[0] == (1, "alias_used")
    assert {code for _, code in found} == {"alias_used"}


def test_deep_nesting_is_bounded() -> None:
    assert faults_of("a: " + "[" * 50_000) == [(1, "too_deep")]


def test_tags_make_no_objects() -> None:
    root = compose('a: !!python/object/apply:os.system ["true"]\n')
    assert isinstance(root, yaml.MappingNode)
