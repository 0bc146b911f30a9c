"""What a witness makes of what it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.forked import FORK, KEY, SIGNER, at, shown
from wire.checkpoint import Checkpoint, Signer
from wire.witness import CheckpointShown, Doubt, judged


def test_a_continuation_is_believed() -> None:
    assert judged(shown(0, 20), KEY, None, "s") == at(20)
    assert judged(shown(20, 33), KEY, at(20), "s") == at(33)
    assert judged(shown(20, 20), KEY, at(20), "s") == at(20)


def test_another_history_is_found() -> None:
    assert judged(shown(20, 33, FORK), KEY, at(20), "s") is Doubt.FORKED
    assert judged(shown(20, 20, FORK), KEY, at(20), "s") is Doubt.FORKED


def test_a_record_that_has_become_shorter_is_found() -> None:
    assert judged(shown(20, 19), KEY, at(20), "s") is Doubt.BEHIND


def test_another_key_is_found() -> None:
    other = Signer("diemcau/0a1b2c3d4e", bytes(32))
    assert judged(shown(0, 20, signer=other), KEY, None, "s") is Doubt.OTHER_KEY


@pytest.mark.parametrize(
    "change",
    [
        {"note": "nothing"},
        {"proof": ["!"]},
        {"note": Signer("diemcau/0a1b2c3d4e", bytes(32)).note(at(20))},
        {"note": SIGNER.note(at(20, session="another"))},
    ],
)
def test_what_is_not_signed_for_this_session_is_found(change: dict[str, object]) -> None:
    wrong = shown(0, 20).model_copy(update=change)
    assert judged(wrong, KEY, None, "s") is Doubt.BAD_SIGNATURE


def test_a_key_that_is_none_is_found() -> None:
    wrong = shown(0, 20).model_copy(update={"key": "x"})
    assert judged(wrong, "x", None, "s") is Doubt.BAD_SIGNATURE


def test_the_example_of_the_protocol_holds() -> None:
    """Whoever writes another agent can try it on these."""
    golden = Path(__file__).parent / "golden" / "v1"
    first, later = (
        CheckpointShown.model_validate_json(
            (golden / f"to-agent-{name}.json").read_text(encoding="utf-8")
        )
        for name in ("checkpoint-first", "checkpoint")
    )
    kept = judged(first, KEY, None, "2023-09-08-tthc")
    assert isinstance(kept, Checkpoint)
    assert kept.size == later.since == 6
    found = judged(later, KEY, kept, "2023-09-08-tthc")
    assert isinstance(found, Checkpoint)
    assert found.size == 9
    assert judged(later, KEY, kept, "another") is Doubt.BAD_SIGNATURE
