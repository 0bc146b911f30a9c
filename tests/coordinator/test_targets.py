"""Targets as people write them: taken, or told what is wrong without telling a secret."""

from __future__ import annotations

import base64

import pytest

from coordinator.targets import code_index, host_port, secrets_of, web_address

SECRET = bytes(range(32))
WRITTEN = "whsec_" + base64.b64encode(SECRET).decode()


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("10.0.0.5:9000", ("10.0.0.5", 9000)),
        (" mixer.local:65535 ", ("mixer.local", 65_535)),
        ("[fe80::1]:0", ("fe80::1", 0)),
    ],
)
def test_a_host_and_a_port(text: str, target: tuple[str, int]) -> None:
    assert host_port(text) == target


@pytest.mark.parametrize(
    "text", ["", "mixer", ":9000", "9000", "mixer:", "mixer:x", "mixer:65536", "fe80::1:9", "m:9²"]
)
def test_what_is_no_host_and_port(text: str) -> None:
    with pytest.raises(ValueError, match="no "):
        host_port(text)


def test_a_port_alone_is_taken_where_the_host_is_known() -> None:
    assert host_port("9000", "127.0.0.1") == ("127.0.0.1", 9000)
    assert host_port("0.0.0.0:9000", "127.0.0.1") == ("0.0.0.0", 9000)


def test_a_point_and_its_display() -> None:
    assert code_index("64=1") == ("64", 1)
    assert code_index(" BTC=0 ") == ("BTC", 0)


@pytest.mark.parametrize("text", ["", "64", "64=", "64=-1", "64=65535", "gia lai=1", "=1"])
def test_what_is_no_display(text: str) -> None:
    with pytest.raises(ValueError, match="no "):
        code_index(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ftp://a/secret-path",
        "http://",
        "https://me:secret-path@a/",
        "https://a/#secret-path",
        "file:///secret-path",
    ],
)
def test_what_is_no_webhook_is_told_without_its_address(text: str) -> None:
    with pytest.raises(ValueError, match="webhook") as told:
        web_address(text)
    assert "secret-path" not in str(told.value)


def test_a_webhook() -> None:
    assert web_address(" https://a.example/x?y=1 ") == "https://a.example/x?y=1"


def test_one_line_of_secrets_serves_all_and_more_are_one_each() -> None:
    other = "whsec_" + base64.b64encode(b"x" * 24).decode()
    assert secrets_of(f"\n{WRITTEN}\n", 2) == [(SECRET,), (SECRET,)]
    assert secrets_of(f"{WRITTEN}\n{other} {WRITTEN}\n", 2) == [(SECRET,), (b"x" * 24, SECRET)]


@pytest.mark.parametrize(
    ("text", "hooks"),
    [
        ("", 1),
        (f"{WRITTEN}\n{WRITTEN}", 3),
        (WRITTEN.removeprefix("whsec_"), 1),
        ("whsec_c2hvcnQ=", 1),
        ("whsec_&&&&", 1),
        ("whsec_" + base64.b64encode(b"x" * 65).decode(), 1),
    ],
)
def test_secrets_that_are_none_are_not_repeated(text: str, hooks: int) -> None:
    with pytest.raises(ValueError, match="secret") as told:
        secrets_of(text, hooks)
    assert all(word not in str(told.value) for word in text.split())
