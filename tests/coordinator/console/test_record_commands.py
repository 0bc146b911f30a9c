"""The API's commands around the attendance record: their bounds."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from coordinator.console.commands import COMMAND


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "set_quorum", "sites": {"numerator": 0, "denominator": 3}, "people": None},
        {"type": "set_quorum", "sites": {"numerator": 2, "denominator": 1_001}, "people": None},
        {"type": "set_quorum", "sites": None},
        {"type": "note_voice_check", "site": "64", "checks": {"smell": "pass"}},
        {"type": "note_voice_check", "site": "64", "checks": {"picture": "perhaps"}},
        {"type": "settle_review", "review": "v 1", "accept": True},
        {"type": "settle_review", "review": "v1", "accept": "yes"},
        {"type": "transfer_person", "person": "64.01", "to": "Gia Lai"},
        {"type": "report_media", "site": "64"},
        {"type": "open_roll_call", "duration_ms": 60_000, "way": "by_name"},
        {"type": "note_head_count", "site": "64", "count": 200_001},
        {"type": "note_attendance", "person": "64.01", "status": "left", "at": -1},
    ],
)
def test_what_is_not_a_command(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        COMMAND.validate_json(json.dumps({"command_id": "c1", **fields}))
