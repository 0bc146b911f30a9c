"""A script that was played and not looked at proves nothing: it fails its test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support import playbook


@pytest.fixture(autouse=True)
def _every_step_is_looked_at() -> Iterator[None]:
    playbook.forgotten()
    yield
    left = playbook.forgotten()
    assert not left, f"no then() after: {', '.join(left)}"
