"""What the agent is told at its start."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from agents import config
from agents.config import AgentSettings, ConfigError, Listen, Member
from agents.dial import Address
from agents.drill import Behaviour, Part


def secret(tmp_path: Path, text: str, mode: int = 0o600) -> Path:
    file = tmp_path / "secret"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def test_one_agent_with_a_token_from_a_file(tmp_path: Path) -> None:
    member = config.one_member(["64", "04", "64"], secret(tmp_path, " dc1_abc \n"))
    assert member == Member(("64", "04"), "dc1_abc")


def test_a_token_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(config.TOKEN_ENV, "dc1_env")
    assert config.one_member(["64"], None).token == "dc1_env"


@pytest.mark.parametrize(
    ("sites", "token", "words"),
    [
        ([], "dc1_a", "--site"),
        (["64"] * 2 + [f"{n:04}" for n in range(600)], "dc1_a", "512"),
        (["sáu tư"], "dc1_a", "mã điểm cầu"),
        (["64"], "", "thiếu mã đăng nhập"),
        (["64"], "mã có dấu", "không đúng dạng"),
        (["64"], "dc1_a\nX-Evil: 1", "không đúng dạng"),
        (["64"], "x" * 600, "không đúng dạng"),
    ],
)
def test_what_cannot_be_followed_is_said_without_the_secret(
    tmp_path: Path, sites: list[str], token: str, words: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        config.one_member(sites, secret(tmp_path, token))
    assert words in str(raised.value)
    assert not token or token not in str(raised.value)


def test_a_secret_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="chmod 600"):
        config.read_secret(secret(tmp_path, "dc1_a", 0o644))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Không đọc được"):
        config.read_secret(tmp_path / "nothing")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = secret(tmp_path, "")
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UTF-8"):
        config.read_secret(file)


def fleet(tmp_path: Path, items: Any) -> tuple[Member, ...]:
    return config.fleet(str(secret(tmp_path, json.dumps(items))))


def test_a_fleet_with_the_parts_it_plays(tmp_path: Path) -> None:
    items = [
        {"site": "64", "token": "a", "behaviour": "normal", "human": True, "seed": 3},
        {"site": "12", "token": "b", "behaviour": "late"},
        {"site": "04", "token": "c"},
    ]
    assert fleet(tmp_path, items) == (
        Member(("64",), "a", Part(Behaviour.NORMAL, True, 3)),
        Member(("12",), "b", Part(Behaviour.LATE, False, 0)),
        Member(("04",), "c", None),
    )


def test_a_fleet_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('[{"site": "64", "token": "a"}]'))
    assert config.fleet("-") == (Member(("64",), "a"),)


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], "không rỗng"),
        ({}, "danh sách"),
        ([{"site": "64", "token": "a"}, 7], "thứ 2"),
        ([{"token": "a"}], "thứ 1: mã điểm cầu"),
        ([{"site": "64"}], "thứ 1: thiếu mã"),
        ([{"site": "64", "token": "a", "behaviour": "dance"}], "normal, late, never"),
        ([{"site": "64", "token": "a", "behaviour": "late", "seed": "x"}], "seed"),
        ([{"site": "64", "token": "a"}, {"site": "64", "token": "b"}], "hai lần"),
    ],
)
def test_a_fleet_with_a_fault_is_told_where(tmp_path: Path, items: Any, words: str) -> None:
    with pytest.raises(ConfigError) as raised:
        fleet(tmp_path, items)
    assert words in str(raised.value)


def test_a_fleet_that_is_not_json(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="JSON"):
        config.fleet(str(secret(tmp_path, "[")))


@pytest.mark.parametrize(
    ("text", "listen"),
    [
        ("127.0.0.1:8766", Listen("127.0.0.1", 8766)),
        ("[::1]:0", Listen("::1", 0)),
        ("localhost:80", Listen("localhost", 80)),
    ],
)
def test_where_the_page_listens(text: str, listen: Listen) -> None:
    assert Listen.of(text) == listen


@pytest.mark.parametrize("text", ["8766", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", ":80"])
def test_what_is_no_place_to_listen(text: str) -> None:
    with pytest.raises(ConfigError, match="Ví dụ"):
        Listen.of(text)


def test_an_address_is_read_or_explained() -> None:
    assert config.address("http://127.0.0.1:8080") == Address.of("http://127.0.0.1:8080")
    with pytest.raises(ConfigError, match="Ví dụ"):
        config.address("máy chủ")


def test_every_site_once(tmp_path: Path) -> None:
    settings = AgentSettings(
        coordinator=Address.of("http://127.0.0.1:1"),
        members=(Member(("64", "04"), "a"), Member(("06", "04"), "b")),
        data=tmp_path,
        listen=None,
    )
    assert settings.sites == ["64", "04", "06"]
