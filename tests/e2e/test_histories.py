"""Linearizability of the list: two hosts, and a secretary or a point, act at once over HTTP on a
coordinator that is killed, paused and started again; each of 500 recorded histories can be
explained by one list on which their acts were done one by one. And the checker finds what is wrong.

`HISTORIES_SEED=7 pytest tests/e2e/test_histories.py` plays others; `python -m
tests.support.lists_at_once SEED COUNT` one batch alone.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.support.lists_at_once import Batch, coordinators, figures, judged, tried
from tests.support.planted import FAULTS

# Alone: a step of a hand-over that takes ten seconds asks a question, and the small model of the
# list knows of none.
pytestmark = pytest.mark.alone

SEED = int(os.environ.get("HISTORIES_SEED", "20230908"))
HISTORIES, AT_ONCE = 500, 20


@pytest.mark.timeout(600)
async def test_five_hundred_histories_can_be_explained(tmp_path: Path) -> None:
    batches: list[Batch] = []
    async with coordinators() as warm:
        for number in range(HISTORIES // AT_ONCE):
            seed = SEED + number
            batch, wrong = await tried(warm, tmp_path / f"data-{number}", seed, AT_ONCE)
            assert wrong == [], "\n".join(wrong)
            batches.append(batch)
    told = figures(batches)
    print(json.dumps(told))
    assert told["histories"] == HISTORIES
    assert told["struck"] >= HISTORIES // 2, "a good part of them was made under kills and pauses"
    assert told["acts"]["no answer"] > HISTORIES // 2
    assert told["done_of_the_unanswered"] > 0, "some took effect without an answer"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_coordinator_that_is_wrong_is_found_out(fault: str, tmp_path: Path) -> None:
    """Or 500 good histories would say nothing. What happens seldom needs more of them."""
    found: list[str] = []
    async with coordinators() as warm:
        for number in range(HISTORIES // AT_ONCE):
            folder = tmp_path / f"data-{number}"
            batch, _ = await tried(warm, folder, SEED + number, AT_ONCE, fault)
            found = judged(batch)
            if found:
                break
    assert found, "no history shows it"
    assert "nothing explains" in found[0]
