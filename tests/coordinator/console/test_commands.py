"""The API's commands: strict shapes, unknown fields refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from coordinator.console.commands import COMMAND, MoveRequest
from coordinator.console.turn_commands import SendNotice


def test_a_command_by_its_type() -> None:
    move = COMMAND.validate_json(
        '{"command_id":"c1","type":"move_request","entry":"e2","before":null,"expected_rev":7}'
    )
    assert move == MoveRequest(
        command_id="c1", type="move_request", entry="e2", before=None, expected_rev=7
    )


@pytest.mark.parametrize(
    "text",
    [
        '{"command_id":"c1","type":"move_request","entry":"e2"}',
        '{"command_id":"c1","type":"move_request","entry":"e2","before":null,"expected_rev":-1}',
        '{"command_id":"c1","type":"move_request","entry":"e2","before":null,"expectedRev":7}',
        '{"command_id":"","type":"start_session"}',
        '{"command_id":"c1","type":"set_list_open","is_open":1}',
        '{"command_id":"c1","type":"open_roll_call","duration_ms":1.5}',
        '{"command_id":"c1","type":"open_roll_call","duration_ms":NaN}',
        '{"command_id":"c1","type":"open_roll_call","duration_ms":9007199254740993}',
        '{"command_id":"c1","type":"name_speaker","entry":"e1","person":"Trần"}',
        '{"command_id":"c1","type":"send_notice","sites":["64"],"text":""}',
    ],
)
def test_what_is_not_a_command(text: str) -> None:
    with pytest.raises(ValidationError):
        COMMAND.validate_json(text)


def test_a_notice_to_all_or_to_at_most_so_many() -> None:
    body = {"command_id": "c1", "type": "send_notice", "text": "x"}
    assert COMMAND.validate_python({**body, "sites": []}) == SendNotice(**body, sites=[])
    with pytest.raises(ValidationError):
        COMMAND.validate_python({**body, "sites": ["64"] * 5_000})
