"""The API's commands on turns, conduct and messages: their bounds."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from coordinator.console.commands import COMMAND
from coordinator.console.turn_commands import NOTICE_SITES_MAX


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "wind_down", "take": -1},
        {"type": "wind_down", "take": 501},
        {"type": "begin_restricted", "sites": []},
        {"type": "begin_restricted", "sites": ["64"] * (NOTICE_SITES_MAX + 1)},
        {"type": "take_by_telephone", "entry": "e1"},
        {"type": "log_call", "site": "64", "outcome": "unsure"},
        {"type": "note_speech", "entry": "e1", "kind": "note", "text": "x" * 1_001},
        {"type": "change_rules", "speeches_max": 0},
        {"type": "request_floor", "site": "64", "kind": "reply", "answers": ["e1"] * 11},
        {"type": "request_floor", "site": "TW", "kind": "debate", "mic": "m" * 17},
        {"type": "hand_chair", "person": "Trần"},
        {"type": "take_shift", "by": "host-1"},
    ],
)
def test_what_is_not_a_command(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        COMMAND.validate_json(json.dumps({"command_id": "c1", **fields}))
