"""Both examples are at hand wherever the program runs."""

from __future__ import annotations

import pytest

from coordinator.casefile.examples import COMMUNES, EVERYDAY, example


@pytest.mark.parametrize("name", [EVERYDAY, COMMUNES])
def test_an_example_is_a_session_file(name: str) -> None:
    assert "session:" in example(name)


def test_an_example_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        example("2030.yaml")
