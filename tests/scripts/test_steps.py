"""Steps of setting up: taken once, again when what they rest on changed, and clear in failing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import steps


@pytest.fixture
def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(steps, "STAMPS", tmp_path / "stamps")
    return []


def test_a_step_is_taken_once(taken: list[str]) -> None:
    for _ in range(3):
        steps.once("step", "key", lambda: taken.append("x"), lambda: True)
    assert taken == ["x"]


def test_a_step_is_taken_again_when_its_key_changes(taken: list[str]) -> None:
    for key in ("a", "b", "b"):
        steps.once("step", key, lambda key=key: taken.append(key), lambda: True)
    assert taken == ["a", "b"]


def test_a_step_is_taken_again_when_its_result_is_gone(taken: list[str]) -> None:
    for _ in range(2):
        steps.once("step", "key", lambda: taken.append("x"), lambda: False)
    assert taken == ["x", "x"]


def test_a_step_that_failed_leaves_no_stamp(taken: list[str]) -> None:
    def fail() -> None:
        raise steps.Failed("no")

    with pytest.raises(steps.Failed):
        steps.once("step", "key", fail, lambda: True)
    steps.once("step", "key", lambda: taken.append("x"), lambda: True)
    assert taken == ["x"]


def test_a_digest_is_of_contents(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one")
    before = steps.digest("name", file)
    assert steps.digest("name", file) == before
    file.write_text("two")
    assert steps.digest("name", file) != before


def test_a_program_that_fails_tells_its_words(tmp_path: Path) -> None:
    words = [sys.executable, "-c", "print('what went wrong'); raise SystemExit(3)"]
    with pytest.raises(steps.Failed, match="what went wrong"):
        steps.run(words, cwd=tmp_path)


def test_lines_worth_telling_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [sys.executable, "-c", "print('Collecting a==1'); print('noise')"]
    steps.run(words, shown=r"Collecting (\S+)", cwd=tmp_path)
    assert capsys.readouterr().err.split() == ["a==1"]
