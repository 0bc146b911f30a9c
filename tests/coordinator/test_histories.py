"""Twenty histories of two hosts and one list, from a real process that is killed and paused: each
can be explained. Five hundred are in `tests/e2e/test_histories.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.lists_at_once import coordinators, tried

SEED, HISTORIES = 20230908, 20


@pytest.mark.slow
@pytest.mark.alone  # a call unanswered for ten seconds asks what its model does not know
async def test_twenty_histories_can_be_explained(tmp_path: Path) -> None:
    async with coordinators() as warm:
        batch, wrong = await tried(warm, tmp_path / "data", SEED, HISTORIES)
    assert wrong == [], "\n".join(wrong)
    assert len(batch.histories) == HISTORIES
    assert batch.blows, "it was killed or paused meanwhile"
