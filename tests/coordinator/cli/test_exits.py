"""Exit codes and the two streams."""

from __future__ import annotations

import json

import pytest
import typer

from coordinator.cli.exits import Exit, leave, out, say


def test_words_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    say("lời")
    with pytest.raises(typer.Exit) as ended:
        leave(Exit.REFUSED, "không")
    assert ended.value.exit_code == 5
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "lời\nkhông\n"


def test_data_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    out({"a": "ă"}, as_json=True, lines=["x"])
    out({"a": "ă"}, as_json=False, lines=["x", "y"])
    first, *rest = capsys.readouterr().out.splitlines()
    assert json.loads(first) == {"a": "ă"}
    assert rest == ["x", "y"]
