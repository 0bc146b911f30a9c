"""Who may use the local page."""

from __future__ import annotations

import pytest

from agents.guard import Hosts, Tokens


@pytest.mark.parametrize(
    ("listen", "header", "allowed"),
    [
        ("127.0.0.1", "127.0.0.1:8766", True),
        ("127.0.0.1", "localhost:8766", True),
        ("127.0.0.1", "LOCALHOST:8766", True),
        ("127.0.0.1", "[::1]:8766", True),
        ("127.0.0.1", "127.0.0.1:80", False),
        ("127.0.0.1", "127.0.0.1", False),
        ("127.0.0.1", "10.0.0.5:8766", False),
        ("127.0.0.1", "evil.example:8766", False),
        ("127.0.0.1", "127.0.0.1.evil.example:8766", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", ":8766", False),
        ("0.0.0.0", "10.0.0.5:8766", True),
        ("0.0.0.0", "evil.example:8766", False),
        ("10.0.0.5", "10.0.0.5:8766", True),
        ("10.0.0.5", "10.0.0.6:8766", False),
        ("may-64.local", "may-64.local:8766", True),
    ],
)
def test_which_names_the_page_answers_to(listen: str, header: str, allowed: bool) -> None:
    assert Hosts(listen, 8766).allows(header) is allowed


def test_a_token_opens_its_sites_and_no_others() -> None:
    tokens = Tokens([("one", ["64"]), ("two", ["04", "06"])])
    cookie = tokens.sign_in("two")
    assert cookie is not None
    assert tokens.of(cookie) == {"04", "06"}
    assert tokens.sign_in("three") is None
    assert tokens.sign_in("") is None
    assert tokens.sign_in("mã sai") is None


def test_the_cookie_does_not_give_the_token_away_and_outlives_a_restart() -> None:
    cookie = Tokens([("secret", ["64"])]).sign_in("secret")
    assert cookie is not None
    assert "secret" not in cookie
    assert Tokens([("secret", ["64"])]).sign_in("secret") == cookie
