"""Shapes that are answered: plain arrays, letters as they are, numbers as integers."""

from __future__ import annotations

from coordinator.console.answers import CommandAnswer, GrantRow, SessionRow, SignedIn, encode
from wire.vocabulary import Phase, Role


def test_an_answer_as_json() -> None:
    grants = (GrantRow("host-1", Role.HOST, "hop", ()), GrantRow("a", Role.SITE, None, ("64",)))
    assert encode(SignedIn(grants, 1_795_378_080_696)) == (
        b'{"grants":[{"id":"host-1","role":"host","session":"hop","sites":[]},'
        b'{"id":"a","role":"site","session":null,"sites":["64"]}],"now":1795378080696}'
    )


def test_a_list_is_an_array() -> None:
    row = SessionRow("hop", "Họp mẫu", "Họp", Phase.LIVE, 1, 2, None, 7)
    assert encode((), tuple[SessionRow, ...]) == b"[]"
    assert encode((row,), tuple[SessionRow, ...]).startswith(b'[{"session":"hop","title":"H')
    assert "Họp mẫu".encode() in encode((row,), tuple[SessionRow, ...])


def test_an_accepted_command() -> None:
    answer = CommandAnswer("c1", True, 7, 8, None, False)
    assert encode(answer) == (
        b'{"command_id":"c1","accepted":true,"rev":7,"at":8,"entry":null,"duplicate":false}'
    )
