"""What was once sent is understood for ever: golden samples of each version of the protocol."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from wire.codec import decode_to_agent, decode_to_coordinator, encode
from wire.messages import ToAgent, ToCoordinator
from wire.records import Message
from wire.site_acts import SITE_ACT, SiteAct

SAMPLES = sorted((Path(__file__).parent / "golden").glob("v*/*.json"))
READERS = {
    "to-coordinator": decode_to_coordinator,
    "to-agent": decode_to_agent,
    "act": SITE_ACT.validate_json,
}


def read(sample: Path, text: str) -> Message:
    """Parse by the direction that the file's name begins with."""
    direction = next(prefix for prefix in READERS if sample.name.startswith(prefix))
    message = READERS[direction](text)
    assert isinstance(message, Message)
    return message


def known(given: Any, kept: Any) -> bool:
    """All that was given is kept, but for fields this version does not know."""
    if isinstance(given, dict):
        return all(known(value, kept[key]) for key, value in given.items() if key in kept)
    if isinstance(given, list):
        pairs = zip(given, kept, strict=True)
        return all(known(one, other) for one, other in pairs)
    return bool(given == kept)


@pytest.mark.parametrize("sample", SAMPLES, ids=[f"{s.parent.name}/{s.stem}" for s in SAMPLES])
def test_a_sample_is_read_and_written_again_the_same(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    message = read(sample, text)
    written = encode(message)
    assert read(sample, written) == message
    assert encode(read(sample, written)) == written
    if "unread" not in sample.stem:
        assert known(json.loads(text), json.loads(written))


def test_every_message_has_a_sample() -> None:
    sampled = {type(read(sample, sample.read_text(encoding="utf-8"))) for sample in SAMPLES}
    for union in (ToCoordinator, ToAgent, SiteAct):
        assert set(get_args(get_args(union)[0])) <= sampled
