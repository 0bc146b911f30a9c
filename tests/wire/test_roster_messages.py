"""What is asked for of a roster, within its bounds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wire.codec import decode_to_agent, decode_to_coordinator, encode
from wire.errors import WireError
from wire.limits import ROSTER_PAGES_AT_ONCE_MAX, SAID_AT_ONCE_MAX
from wire.roster import PersonSaid, RosterPage, RosterPerson
from wire.roster_messages import Roster, RosterWanted, Said, SaidWanted


def test_what_is_asked_for_comes_back_the_same() -> None:
    for message in (
        RosterWanted(type="roster_wanted", site="64", pages=[0, 79]),
        SaidWanted(type="said_wanted", site="64", persons=["64.p01"]),
    ):
        assert decode_to_coordinator(encode(message)) == message


def test_what_is_sent_comes_back_the_same() -> None:
    page = RosterPage("64", 0, "5c1f0e92ab47", (RosterPerson("64.p01", "Đại biểu mẫu 01"),))
    said = PersonSaid("64.p01", "Đại biểu mẫu 12", approver="Chủ trì", corrections=2)
    for message in (
        Roster(type="roster", view=page),
        Said(type="said", site="64", people=[said]),
    ):
        assert decode_to_agent(encode(message)) == message


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "roster_wanted", "pages": []},
        {"type": "roster_wanted", "pages": [-1]},
        {"type": "roster_wanted", "pages": [0] * (ROSTER_PAGES_AT_ONCE_MAX + 1)},
        {"type": "said_wanted", "persons": []},
        {"type": "said_wanted", "persons": ["64.p01"] * (SAID_AT_ONCE_MAX + 1)},
        {"type": "said_wanted", "persons": ["Đại biểu"]},
    ],
)
def test_too_much_or_nothing_is_a_bad_message(fields: dict[str, Any]) -> None:
    with pytest.raises(WireError):
        decode_to_coordinator(json.dumps({"site": "64", **fields}))
